/// Routes attached to a REST API of another stack: below its root and below a path that it has, with its authorizers
/// and with one of this stack.
#include <bob/bob.h>

namespace existing_rest_api {

using bob::GET, bob::POST;

static constexpr bob::RestApi api{.name = "shop",
                                  .existing = {.id = bob::import_value("shop-rest-api"),
                                               .root_resource_id = bob::import_value("shop-rest-root"),
                                               .stage = "live",
                                               .paths = {{"/users", bob::import_value("shop-rest-users")}}},
                                  .cors = true};
static constexpr bob::CognitoAuthorizer signed_in{
    .name = "signedIn", .existing = {.id = bob::import_value("shop-rest-signed-in")}, .scopes = {"orders"}};
static constexpr bob::LambdaAuthorizer by_key{.name = "byKey", .existing = {.id = "k1e2y3"}};
static constexpr bob::UserPool staff{.name = "Staff", .existing = {.arn = bob::import_value("staff-pool-arn")}};
static constexpr bob::CognitoAuthorizer staff_only{.name = "staffOnly", .user_pool = staff};

static constexpr bob::Function orders{
    .name = "orders",
    .http = {{GET, "/users/{id}/orders", signed_in, true},
             {POST, "/users", by_key, true},
             {GET, "/orders/all", staff_only, true}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "orders",
            .description = "Uses what other stacks have",
            .resources = {api, signed_in, by_key, staff, staff_only, orders}};
}

}  // namespace existing_rest_api
