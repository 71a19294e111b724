/// Tracing and the access log of a REST API, with the account's role for logs in the same stack.
#include <bob/bob.h>

namespace rest_stage {

static constexpr bob::Function show{.name = "show", .http = {{bob::GET, "/books"}}};
static constexpr bob::RestApi api{.tracing_enabled = true, .access_logs = std::chrono::days(30)};
static const bob::RawResource account{
    .name = "ApiAccount",
    .type = "AWS::ApiGateway::Account",
    .properties = {{"CloudWatchRoleArn", "arn:aws:iam::123456789012:role/api-logs"}},
};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("plain"))
        return {.name = "books",
                .resources = {show, bob::RestApi{.tracing_enabled = false,
                                                 .access_logs = std::chrono::days(1),
                                                 .access_log_format = "$context.requestId $context.status"}}};
    return {.name = "books", .resources = {show, api, account}};
}

}  // namespace rest_stage
