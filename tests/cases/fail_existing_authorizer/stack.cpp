/// An authorizer of another API on routes of this stack's own, and one that says neither its id nor its issuer.
#include <bob/bob.h>

namespace fail_existing_authorizer {

static constexpr bob::JwtAuthorizer of_shop{.name = "ofShop", .existing = {.id = "a1b2c3"}};
static constexpr bob::Function get{.name = "get", .http_api = {{bob::GET, "/orders", of_shop}}};
static constexpr bob::RestApi rest{.name = "rest", .existing = {.id = "r1e2s3", .root_resource_id = "r0o0t0"}};
static constexpr bob::LambdaAuthorizer by_key{.name = "byKey"};
static constexpr bob::Function put{.name = "put", .http = {{bob::PUT, "/orders", by_key}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {of_shop, get, rest, by_key, put}}; }

}  // namespace fail_existing_authorizer
