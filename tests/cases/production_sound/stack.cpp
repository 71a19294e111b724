/// What production wants, said: nothing is found. Whose stage is production is up to its file, else to its name; there
/// tables and pools that are kept are protected from deletion unless they say otherwise.
#include <bob/bob.h>
#include <bob/rest.h>

namespace production_sound {

using bob::key;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .point_in_time_recovery = true,
};
static constexpr bob::UserPool people{
    .name = "People",
    .password_policy = {.minimum_length = 15},
    .threat_protection = bob::ThreatProtection::audit,
};
static constexpr bob::UserPool staff{
    .name = "Staff",
    .password_policy = {.minimum_length = 8,
                        .require_lowercase = true,
                        .require_uppercase = true,
                        .require_numbers = true,
                        .require_symbols = true},
    .mfa = bob::MfaConfiguration::on,
};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.queue = failed}};
static constexpr bob::Topic news{.name = "news", .kms_key = "alias/aws/sns", .tls_only = true};
static constexpr bob::Bucket files{.name = "files"};
static constexpr bob::UserPoolClient app{.name = "App", .user_pool = people};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = people, .clients = {app}};
static constexpr bob::Function order{
    .name = "order",
    .http_api = {{bob::POST, "/order", signed_in}, {bob::GET, "/order"}, {bob::POST, "/sign-up", bob::anyone}},
};
static constexpr bob::Function post{
    .name = "post",
    .http = {{bob::POST, "/post", bob::iam}, {.method = bob::PUT, .path = "/post", .api_key_required = true}},
    .sqs = {{.queue = mail}},
    .s3 = {{.bucket = files}},
};

static constexpr bob::ApiKey press{.name = "press"};
static constexpr bob::UsagePlan press_plan{.name = "press", .keys = {press}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {
            orders, people, staff, failed, mail, news, files, app, signed_in, order, post, press, press_plan,
            bob::RawResource{
                .name = "Rules",
                .type = "AWS::Lambda::Permission",
                .properties = {{"FunctionName", arn(order)},
                               {"Action", "lambda:InvokeFunction"},
                               {"Principal", "events.amazonaws.com"},
                               {"SourceArn",
                                bob::sub(
                                    "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/nightly")}}},
            bob::RawResource{.name = "OrderUrl",
                             .type = "AWS::Lambda::Url",
                             .properties = {{"TargetFunctionArn", arn(order)}, {"AuthType", "AWS_IAM"}}},
            bob::RawResource{
                .name = "Everywhere",
                .type = "AWS::DynamoDB::GlobalTable",
                .properties = {{"BillingMode", "PAY_PER_REQUEST"},
                               {"AttributeDefinitions",
                                bob::Array{bob::Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                               {"KeySchema", bob::Array{bob::Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                               {"Replicas",
                                bob::Array{bob::Object{{"Region", "eu-central-1"},
                                                       {"DeletionProtectionEnabled", true},
                                                       {"PointInTimeRecoverySpecification",
                                                        bob::Object{{"PointInTimeRecoveryEnabled", true}}}}}}}},
            bob::HttpApi{.access_logs = std::chrono::days(90), .throttle = {.rate = 200, .burst = 400}}}};
}

}  // namespace production_sound
