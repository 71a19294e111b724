/// The stage of a WebSocket API in full, and what the Serverless Framework has no words for: IAM for who connects, how
/// long it waits for a function, and a function behind an alias. Its whole API is among the resources.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace websocket_settings {

using namespace bob::literals;

static constexpr bob::WebSocketApi prices{
    .name = "prices",
    .route_selection_expression = "$request.body.message.type",
    .throttle = {.rate = 100, .burst = 200},
    .metrics = true,
    .execution_logs = bob::ExecutionLogs::error,
    .access_logs = std::chrono::days(30),
    .routes = {{.route = "watch", .throttle = {.rate = 5, .burst = 10}, .data_trace = false},
               {.route = "$connect", .execution_logs = bob::ExecutionLogs::info}},
    .variables = {{"currency", "EUR"}},
    .tags = {{"team", "prices"}},
};
static constexpr bob::Function gate{
    .name = "gate",
    .websocket = {{"$connect", bob::iam}, {"$disconnect"}},
};
static constexpr bob::Function watch{
    .name = "watch",
    .websocket = {{.route = "watch", .responds = true, .timeout = 2500ms}, {"price:of"}},
    .alias = {.name = "live"},
    .uses = {bob::manages_connections<prices>},
    .timeout = 2s,
};
static const bob::RawResource account{
    .name = "ApiAccount",
    .type = "AWS::ApiGateway::Account",
    .properties = {{"CloudWatchRoleArn", "arn:aws:iam::123456789012:role/api-logs"}},
};
static const bob::Override live{.of = bob::stage_of(prices), .set = {{"AutoDeploy", false}}};
static const bob::Override named{.of = bob::route_of(watch, "watch"), .set = {{"OperationName", "watchPrices"}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "prices",
            .description = "Prices as they change",
            .resources = {account, prices, gate, watch, live, named}};
}

}  // namespace websocket_settings
