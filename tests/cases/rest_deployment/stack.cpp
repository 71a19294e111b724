/// One REST API in many versions, chosen by `change=…`: its deployment gets another id for each that changes what is
/// deployed, and for no other. run_cases.cpp compares them.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_deployment {

using bob::GET;
using bob::POST;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::RequestValidation order{.body = {{"application/json", R"({"type": "object"})"}}};
static constexpr bob::RequestValidation other_order{
    .body = {{"application/json", R"({"type": "object", "required": ["sku"]})"}}};
static constexpr bob::Integration mapped{.responses = {{.status_code = 202}}};
static constexpr bob::Integration other_mapped{.responses = {{.status_code = 200}}};
static constexpr bob::RestPolicy policy{
    .statements = {{.principal = {.type = "*"},
                    .statement = {.actions = {"execute-api:Invoke"}, .resources = {"execute-api:/*"}}}},
};
static constexpr bob::RestStage slow{.throttle = {.rate = 5}};
static constexpr bob::RestStage fast{.throttle = {.rate = 50}};

bob::Stack stack(const bob::Stage& stage) {
    const auto is = [&](std::string_view change) { return stage.input("change") == change; };
    bob::Function books{.name = "books", .http = {{.method = GET, .path = "/books"}}};
    if (is("memory")) books.memory = bob::Megabytes{512};
    if (is("variable")) books.environment.push_back({"COLOUR", "blue"});
    if (is("route")) books.http.push_back({.method = POST, .path = "/books"});
    if (is("authorizer")) books.http[0].authorizer = bob::iam;
    if (is("key")) books.http[0].api_key_required = true;
    if (is("condition")) books.condition = "Always";
    bob::RestRoute send{.name = "send",
                        .http = {.method = POST, .path = "/mails", .integration = mapped, .request = order},
                        .calls = bob::calls<"sqs:SendMessage", mail>};
    if (is("model")) send.http.request = other_order;
    if (is("integration")) send.http.integration = other_mapped;
    bob::RestApi api{};
    if (is("answer"))
        api.gateway_responses.push_back({.type = bob::GatewayResponseType::throttled, .status_code = 420});
    if (is("policy")) api.policy = policy;
    if (is("media")) api.binary_media_types.push_back("image/png");
    if (is("endpoint")) api.disable_execute_api_endpoint = true;
    if (is("slow") || is("slow_plan")) api.stage = slow;
    if (is("fast")) api.stage = fast;
    bob::Stack made{.name = "books", .resources = {mail, books, send, api}};
    made.add(bob::Condition{.name = "Always", .equals = {"a", "a"}});
    if (is("override"))
        made.add(bob::Override{.of = bob::method_of(books, "GET /books"), .set = {{"OperationName", "getBooks"}}});
    if (is("every")) made.add(bob::Every{.type = "AWS::ApiGateway::Method", .set = {{"OperationName", "any"}}});
    if (is("raw"))
        made.add(bob::RawResource{.name = "Extra",
                                  .type = "AWS::ApiGateway::Method",
                                  .properties = {{"HttpMethod", "HEAD"},
                                                 {"ResourceId", bob::ref("ApiGatewayResourceBooks")},
                                                 {"RestApiId", bob::ref("ApiGatewayRestApi")},
                                                 {"AuthorizationType", "NONE"},
                                                 {"Integration", bob::Object{{"Type", "MOCK"}}}}});
    if (is("slow_plan")) made.add(bob::UsagePlan{.name = "free"});
    if (is("plan")) made.add(bob::UsagePlan{.name = "free"});
    if (is("queue")) made.add(bob::Queue{.name = "more"});
    return made;
}

}  // namespace rest_deployment
