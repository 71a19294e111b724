/// All that is weak and was silent, in a stage called prod.
#include <bob/bob.h>
#include <bob/rest.h>

namespace warn_production {

using bob::key;

struct Order {
    std::string id;
    std::string line;
    std::string day;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .sort_key = key<&Order::line>,
    .local_indexes = {{.name = "ByDay", .sort_key = key<&Order::day>}},
    .deletion_protection = false,
};
static constexpr bob::UserPool people{
    .name = "People",
    .password_policy = {.minimum_length = 6},
    .deletion_protection = false,
};
static constexpr bob::Queue mail{.name = "mail", .tls_only = false};
static constexpr bob::Topic news{.name = "news", .tls_only = false};
static constexpr bob::Bucket files{.name = "files", .block_public_access = false, .tls_only = false};
static constexpr bob::UserPoolClient app{.name = "App",
                                         .user_pool = people,
                                         .prevent_user_existence_errors = false,
                                         .oauth_flows = {bob::OAuthFlow::implicit},
                                         .oauth_scopes = {"openid"},
                                         .callback_urls = {"https://example.org/"}};
static constexpr bob::Function order{.name = "order", .http_api = {{bob::POST, "/order"}, {bob::GET, "/order"}}};
static constexpr bob::Function change{.name = "change", .http = {{bob::ANY, "/change"}}};
static constexpr bob::Function post{.name = "post", .sqs = {{.queue = mail}}};

static constexpr bob::RestStage traced{.execution_logs = bob::ExecutionLogs::info, .data_trace = true};
static constexpr bob::RestApi api{.stage = traced};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {
                orders, people, app, mail, news, files, order, change, post, api,
                bob::RawResource{.name = "Uploads",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "s3.amazonaws.com"},
                                                {"SourceArn", "arn:aws:s3:::uploads"}}},
                bob::RawResource{.name = "News",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "sns.amazonaws.com"}}},
                bob::RawResource{.name = "Rules",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "events.amazonaws.com"}}},
                bob::RawResource{.name = "Api",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "apigateway.amazonaws.com"}}},
                bob::RawResource{.name = "Pools",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "cognito-idp.amazonaws.com"}}},
                bob::RawResource{.name = "PostUrl",
                                 .type = "AWS::Lambda::Url",
                                 .properties = {{"TargetFunctionArn", arn(post)}, {"AuthType", "NONE"}}},
                bob::RawResource{.name = "PostByUrl",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunctionUrl"},
                                                {"Principal", "*"},
                                                {"FunctionUrlAuthType", "NONE"}}},
                bob::RawResource{.name = "PostThroughUrl",
                                 .type = "AWS::Lambda::Permission",
                                 .properties = {{"FunctionName", arn(post)},
                                                {"Action", "lambda:InvokeFunction"},
                                                {"Principal", "*"},
                                                {"InvokedViaFunctionUrl", true}}},
                bob::RawResource{
                    .name = "Everywhere",
                    .type = "AWS::DynamoDB::GlobalTable",
                    .properties = {{"BillingMode", "PAY_PER_REQUEST"},
                                   {"AttributeDefinitions",
                                    bob::Array{bob::Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                                   {"KeySchema", bob::Array{bob::Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                                   {"Replicas", bob::Array{bob::Object{{"Region", "eu-central-1"}}}}}}}};
}

}  // namespace warn_production
