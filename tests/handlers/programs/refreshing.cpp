// A route whose handler knows nothing of tokens, and has them refreshed.

#include "bob/runtime/refreshing.h"

#include "bob/handler.h"

namespace {

inline constexpr bob::UserPool accounts{.name = "Accounts", .username_attributes = {"email"}};
inline constexpr bob::UserPoolClient app{
    .name = "App",
    .user_pool = accounts,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
    .generate_secret = true,
};
inline constexpr bob::Function whoami{
    .name = "whoami",
    .http = {{bob::POST, "/whoami/{how}"}},
    .http_api = {{bob::POST, "/whoami/{how}"}},
};
inline constexpr bob::RefreshSettings session{.header = "X-Refresh-Token"};

struct Who {
    std::string user;
    std::string subject;
    int served = 0;
};

bob::Response handle(const bob::Request<whoami>& request, bob::Context<whoami>&) {
    static int served = 0;
    ++served;
    const std::string how = request.path<"how">();
    if (how == "conflict") throw bob::Conflict("It is there already.", "there_already");
    if (how == "crash") throw std::runtime_error("a secret of the handler");
    bob::Response response = bob::Response::json(
        Who{.user = request.user(), .subject = request.claim("sub").value_or(""), .served = served});
    if (how == "cached") response.cache_control("public, max-age=60");
    return response;
}

const bob::Lambda lambda = bob::handles<whoami>(bob::refreshing<accounts, app, session>(handle));

}  // namespace
