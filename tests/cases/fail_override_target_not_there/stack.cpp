#include <bob/bob.h>

namespace fail_override_target_not_there {

using bob::Override;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue elsewhere{.name = "elsewhere"};
static constexpr bob::HttpApi api{.name = "api"};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .issuer = "https://example.com", .audiences = {"me"}};
static constexpr bob::Output address{.name = "Address", .value = bob::ref(mail)};
static constexpr bob::Function get_order{
    .name = "getOrder",
    .http_api = {{bob::GET, "/orders/{id}"}, {bob::GET, "/orders"}},
    .sqs = {{.queue = mail}},
    .schedule = {{.expression = "rate(1 hour)"}},
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {mail, api, signed_in, address, get_order,
                      Override{.of = method_of(get_order, "GET /orders"), .set = {{"ApiKeyRequired", true}}},
                      Override{.of = route_of(get_order, "GET /order"), .set = {{"OperationName", "list"}}},
                      Override{.of = route_of(get_order), .set = {{"OperationName", "list"}}},
                      Override{.of = permission_of(get_order, "http"), .set = {{"SourceAccount", "123456789012"}}},
                      Override{.of = made_by(mail, "AWS::SNS::Topic"), .set = {{"DisplayName", "mail"}}},
                      Override{.of = elsewhere, .set = {{"DelaySeconds", 1}}},
                      Override{.of = "GetOrderRoles", .set = {{"Path", "/"}}},
                      Override{.of = signed_in, .set = {{"Name", "me"}}},
                      Override{.of = address, .set = {{"Description", "of the queue"}}},
                      Override{.set = {{"Path", "/"}}}, bob::Every{.set = {{"Path", "/"}}}},
    };
}

}  // namespace fail_override_target_not_there
