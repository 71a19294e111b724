// A custom authorizer for both kinds of API.

#include "bob/runtime/authorizer.h"

#include "bob/handler.h"

namespace {

inline constexpr bob::Function asked{.name = "asked"};

bob::AuthorizerResponse handle(const bob::AuthorizerRequest& request) {
    static bob::TokenVerifier tokens(bob::tokens_of_environment());
    const bool lenient = request.path().starts_with("/refreshable");
    return bob::authorize(request, tokens, lenient ? bob::WhenExpired::pass_marked : bob::WhenExpired::refuse);
}

const bob::Lambda lambda = bob::handles<asked>(handle);

}  // namespace
