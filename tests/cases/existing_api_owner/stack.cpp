/// The stack that has an HTTP API, and shows the others what they need to attach routes to it.
#include <bob/bob.h>

namespace existing_api_owner {

static constexpr bob::HttpApi api{.name = "shop", .cors = true};
static constexpr bob::UserPool customers{.name = "Customers"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = customers};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = customers, .clients = {web}};
static constexpr bob::Function get_me{.name = "getMe", .http_api = {{bob::GET, "/me", signed_in}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .description = "Several stacks use the same things",
        .resources = {api, customers, web, signed_in, get_me,
                      bob::Output{.name = "ApiId", .value = bob::ref(api), .export_name = "shop-api"},
                      bob::Output{.name = "SignedIn", .value = bob::ref(signed_in), .export_name = "shop-signed-in"}}};
}

}  // namespace existing_api_owner
