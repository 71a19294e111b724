/// A REST API whose methods are changed: the logical id of the deployment follows.
#include <bob/bob.h>

namespace overrides_rest {

using bob::Override;

static constexpr bob::RestApi api{.name = "api"};
static constexpr bob::UserPool people{.name = "people"};
static constexpr bob::CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = people};
static constexpr bob::Function get_order{
    .name = "getOrder",
    .http = {{bob::GET, "/orders/{id}", signed_in, true}, {bob::PUT, "/orders/{id}", signed_in, true}},
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {api, people, signed_in, get_order, Override{.of = api, .set = {{"ApiKeySourceType", "HEADER"}}},
                      Override{.of = signed_in, .set = {{"AuthorizerResultTtlInSeconds", 60}}},
                      Override{.of = method_of(get_order, "PUT /orders/{id}"),
                               .set = {{"RequestParameters['method.request.header.If-Match']", true},
                                       {"OperationName", "putOrder"}}},
                      Override{.of = made_by(api, "AWS::ApiGateway::Method", "OPTIONS /orders/{id}"),
                               .set = {{"Integration.IntegrationResponses[0].StatusCode", "204"},
                                       {"MethodResponses[0].StatusCode", "204"}}}},
    };
}

}  // namespace overrides_rest
