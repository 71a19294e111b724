// A backend's sign-in in one function: its cookie is made, used, renewed and forgotten.

#include <bob/handler.h>
#include <bob/runtime/refreshing.h>
#include <bob/runtime/router.h>

namespace {

inline constexpr bob::UserPool accounts{.name = "Accounts", .username_attributes = {"email"}};
inline constexpr bob::UserPoolClient app{
    .name = "App",
    .user_pool = accounts,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
    .generate_secret = true,
    .refresh_token_validity = std::chrono::days(30),
};

namespace routes {
inline constexpr bob::HttpApiEvent sign_in{bob::POST, "/account/sign-in"};
inline constexpr bob::HttpApiEvent renew{bob::POST, "/account/renew"};
inline constexpr bob::HttpApiEvent sign_out{bob::POST, "/account/sign-out"};
inline constexpr bob::HttpApiEvent profile{bob::GET, "/account/profile"};
}  // namespace routes

inline constexpr bob::Function account{
    .name = "account",
    .http_api = bob::routes<routes::sign_in, routes::renew, routes::sign_out, routes::profile>,
    .environment = {{"USER_POOL_ID", ref(accounts)}, {"USER_POOL_CLIENT_ID", ref(app)}},
};
using Context = bob::Context<account>;

bob::Cognito cognito_of(const Context& context) {
    return bob::Cognito(bob::sign_in_settings<accounts, app>(), context.invocation());
}

struct Credentials {
    std::string user_name;
    std::string password;
};
struct Token {
    std::string token;
};

bob::Response sign_in(const bob::Request<routes::sign_in>& request, Context& context) {
    const auto given = request.json<Credentials>();
    const auto outcome = cognito_of(context).sign_in(given.user_name, given.password);
    if (const auto* challenge = std::get_if<bob::Challenge>(&outcome)) return bob::Response::json(202, *challenge);
    const auto& tokens = std::get<bob::SessionTokens>(outcome);
    bob::Response response = bob::Response::json(Token{tokens.access_token});
    bob::keep_sign_in(response, tokens);
    return response;
}

/// For a page that was loaded anew: it has the cookie and no token.
bob::Response renew(const bob::Request<routes::renew>& request, Context& context) {
    const auto kept = bob::kept_sign_in(request);
    if (!kept) throw bob::Unauthorized("Sign in again.", "sign_in_again");
    return bob::Response::json(Token{cognito_of(context).refresh(kept->refresh_token, kept->user_name).access_token});
}

bob::Response sign_out(const bob::Request<routes::sign_out>& request, Context& context) {
    if (const auto kept = bob::kept_sign_in(request)) cognito_of(context).sign_out(kept->refresh_token);
    bob::Response response = bob::Response::no_content();
    bob::forget_sign_in(response);
    return response;
}

struct Profile {
    std::string user;
};

bob::Response profile(const bob::Request<routes::profile>& request, Context&) {
    return bob::Response::json(Profile{request.user()});
}

const bob::Lambda lambda =
    bob::handles<account>(bob::router<account>(sign_in, renew, sign_out, bob::refreshing<accounts, app>(profile)));

}  // namespace
