/// Routes of a REST API that services of AWS answer, or API Gateway itself, beside a function's and without any.
#include <bob/aws/iam.h>
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_services {

using bob::GET;
using bob::POST;

struct Order {
    std::string id;
    std::string customer;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = bob::key<&Order::id>,
    .global_indexes = {{.name = "ByCustomer", .partition_key = bob::key<&Order::customer>}},
};
static constexpr bob::Queue mail{
    .name = "mail", .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/0c7a8a3e-0000-4000-8000-000000000000"};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Bucket files{.name = "files"};
static const bob::aws::iam::Role runs_checks{
    .name = "RunsChecks",
    .AssumeRolePolicyDocument =
        bob::Object{
            {"Version", "2012-10-17"},
            {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                 {"Action", "sts:AssumeRole"},
                                                 {"Principal", bob::Object{{"Service", "states.amazonaws.com"}}}}}}},
};
static const bob::aws::stepfunctions::StateMachine checks{
    .name = "Checks",
    .Definition = bob::Object{{"StartAt", "Done"}, {"States", bob::Object{{"Done", bob::Object{{"Type", "Succeed"}}}}}},
    .RoleArn = runs_checks,
};

static constexpr bob::Cors shop{.origins = {"https://shop.example.org"}};
static constexpr bob::Function list{.name = "list", .http = {{.method = GET, .path = "/orders", .cors = shop}}};

static constexpr bob::Integration item{
    .request_templates = {{"application/json", bob::sub(R"vtl({"TableName": "${OrdersTable}",
 "Key": {"id": {"S": "$util.escapeJavaScript($input.params('id'))"}}})vtl")}},
    .responses = {{.status_code = 200,
                   .response_templates = {{"application/json",
                                           R"(#set($order = $input.path('$').Item)
{"id": "$order.id.S", "customer": "$order.customer.S"})"}}},
                  {.status_code = 500, .selection_pattern = "[45]\\d{2}"}},
};
static constexpr bob::RestRoute get_order{
    .name = "getOrder",
    .http = {.method = GET, .path = "/orders/{id}", .cors = shop, .integration = item},
    .calls = bob::calls<"dynamodb:GetItem", orders>,
};
static constexpr bob::Cors shops{.origins = {"https://shop.example.org", "https://shop.example.com"}};
/// The role may query this index, and nothing else of the table.
static constexpr bob::Integration by_customer{
    .request_templates = {{"application/json", bob::sub(R"vtl({"TableName": "${OrdersTable}",
 "IndexName" : "ByCustomer",
 "KeyConditionExpression": "customer = :c",
 "ExpressionAttributeValues": {":c": {"S": "$util.escapeJavaScript($input.params('customer'))"}}})vtl")}},
    .responses = {{.status_code = 200,
                   .response_templates = {{"application/json",
                                           bob::sub(
                                               R"({"from": "${AWS::StackName}", "count": $input.json('$.Count')})")}}},
                  {.status_code = 500, .selection_pattern = "[45]\\d{2}"}},
};
static constexpr bob::RestRoute find_orders{
    .name = "findOrders",
    .http = {.method = GET, .path = "/customers/{customer}", .cors = shops, .integration = by_customer},
    .calls = bob::calls<"dynamodb:Query", orders>,
};
static constexpr bob::RestRoute send_mail{
    .name = "sendMail",
    .http = {.method = POST, .path = "/mails", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:SendMessage", mail>,
};
static constexpr bob::RestRoute add_order{
    .name = "addOrder",
    .http = {.method = POST, .path = "/orders", .authorizer = bob::iam, .cors = shop},
    .calls = bob::calls<"states:StartExecution", checks>,
};
static constexpr bob::RestRoute tell{
    .name = "tell",
    .http = {.method = POST, .path = "/news", .authorizer = bob::iam, .api_key_required = false},
    .calls = bob::calls<"sns:Publish", news>,
};
static constexpr bob::Integration file{
    .request_parameters = {{"integration.request.path.name", "method.request.path.name"}},
    .responses = {{.status_code = 200}, {.status_code = 404, .selection_pattern = "4\\d{2}"}},
};
static constexpr bob::RestRoute get_file{
    .name = "getFile",
    .http = {.method = GET, .path = "/files/{name}", .integration = file},
    .calls = bob::calls<"s3:GetObject", files>,
    .service_path = bob::sub("${FilesBucket}/{name}"),
    .service_method = GET,
};
static constexpr bob::Integration pong{
    .responses = {{.status_code = 200, .response_templates = {{"application/json", R"({"alive": true})"}}}},
};
static constexpr bob::RestRoute health{
    .name = "health",
    .http = {.method = GET, .path = "/health", .authorizer = bob::anyone, .integration = pong},
};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("alone"))
        return {
            .name = "orders", .description = "Orders by way of services alone", .resources = {mail, send_mail, health}};
    return {.name = "orders",
            .description = "Orders by way of services alone",
            .resources = {orders, mail, news, files, runs_checks, checks, list, get_order, find_orders, send_mail,
                          add_order, tell, get_file, health}};
}

}  // namespace rest_services
