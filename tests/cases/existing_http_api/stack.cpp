/// Routes attached to the HTTP API of another stack, in each way of saying which.
#include <bob/bob.h>

namespace existing_http_api {

using bob::GET, bob::POST;

static constexpr bob::HttpApi api{.name = "shop", .existing = {.id = bob::import_value("shop-api")}};
static constexpr bob::JwtAuthorizer signed_in{
    .name = "signedIn", .existing = {.id = bob::import_value("shop-signed-in")}, .scopes = {"orders"}};

static constexpr bob::UserPool staff{.name = "Staff", .existing = {.id = "eu-central-1_AbCdEfGhI"}};
static constexpr bob::JwtAuthorizer staff_only{.name = "staffOnly", .user_pool = staff, .audiences = {"backoffice"}};
static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer by_key{.name = "byKey", .function = check};

static constexpr bob::Function orders{
    .name = "orders",
    .http_api = {{GET, "/orders", signed_in}, {POST, "/orders", signed_in}, {GET, "/orders/all", staff_only}},
};
static constexpr bob::Function mail{
    .name = "mail",
    .http_api = {{POST, "/mail", by_key}, {GET, "/mail/signed", bob::iam}, {GET, "/mail/open", bob::anyone}},
    .environment = {{"API_ID", bob::ref(api)}, {"API_URL", bob::attribute(api, "ApiEndpoint")}},
};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "orders",
                    .description = "Orders of the shop",
                    .resources = {signed_in, staff, staff_only, check, by_key, orders, mail}};
    if (stage.is("dev")) made.add(api);
    if (stage.is("by-id")) made.add(bob::HttpApi{.existing = {.id = "a1b2c3d4e5"}});
    if (stage.is("by-config")) made.add(bob::HttpApi{.existing = {.id = bob::Config<std::string>{"shop.api"}}});
    if (stage.is("by-output")) made.add(bob::HttpApi{.existing = {.id = bob::stack_output("shop-by-output", "ApiId")}});
    if (stage.is("by-parameter")) {
        made.add(bob::Parameter{
            .name = "ApiId", .type = "AWS::SSM::Parameter::Value<String>", .default_value = "/shop/api-id"});
        made.add(bob::HttpApi{.existing = {.id = bob::ref("ApiId")}});
    }
    if (stage.is("by-ssm")) made.add(bob::HttpApi{.existing = {.id = bob::ssm_parameter("/shop/api-id")}});
    return made;
}

}  // namespace existing_http_api
