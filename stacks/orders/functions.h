/// Every handler of the shop: what calls it, and what it may do. `reserveStock` is with the state machine that calls
/// it.
#pragma once

#include <bob/aws/events.h>
#include <bob/function.h>
#include <bob/websocket.h>

#include "api.h"
#include "database.h"
#include "messages.h"
#include "tables.h"

namespace orders {

using bob::queries;
using bob::reads;
using bob::writes;

inline constexpr bob::Function create_order{
    .name = "createOrder",
    .http = {{.method = POST,
              .path = "/orders",
              .authorizer = signed_in,
              .cors = web_page,
              .api_key_required = true,
              .request = new_order}},
    .uses = {reads<products>, writes<placed_orders>},
};

/// One's own orders: all of them, or one. Most calls are these, so production keeps some instances ready.
inline constexpr bob::Function read_orders{
    .name = "readOrders",
    .http = bob::routes<routes::list_orders, routes::get_order>,
    .uses = {reads<placed_orders>, queries<placed_orders, "ByCustomer">},
};

/// Runs in the VPC. The stock is in Aurora, what is wanted of it in DynamoDB.
inline constexpr bob::Function reserve_stock{
    .name = "reserveStock",
    .description = "Called by the state machine Fulfilment",
    .uses = {bob::reads<placed_orders>, bob::allows<"rds-data:ExecuteStatement", stock>},
    .statements = {{.sid = "PasswordOfTheStock",
                    .actions = {"secretsmanager:GetSecretValue"},
                    .resources = {bob::attribute(stock, "MasterUserSecret.SecretArn")}}},
    .timeout = 20s,
    .environment = {{"STOCK_CLUSTER", bob::attribute(stock, "DBClusterArn")},
                    {"STOCK_LOGIN", bob::attribute(stock, "MasterUserSecret.SecretArn")}},
    .vpc = {.security_group_ids = {bob::attribute("StockKeeper", "GroupId")},
            .subnet_ids = {bob::ref("SubnetA"), bob::ref("SubnetB")}},
};

/// For the staff's own pages, when a person has to decide.
inline constexpr bob::Function advance_order{
    .name = "advanceOrder",
    .http = {{.method = PUT, .path = "/orders/{id}/status", .authorizer = signed_in, .cors = web_page}},
    .uses = {reads<placed_orders>, writes<placed_orders>},
};

/// Only changes of what customers care about.
inline constexpr bob::StreamBatch settled{
    .size = 100,
    .window = 1s,
    .maximum_retry_attempts = 5,
    .bisect_on_error = true,
    .report_item_failures = true,
    .on_failure = lost,
    .filters =
        {R"({"eventName": ["MODIFY"], "dynamodb": {"NewImage": {"status": {"S": [{"anything-but": ["placed"]}]}}}})"},
};
inline constexpr bob::Function order_changed{
    .name = "orderChanged",
    .stream = {{.table = placed_orders, .batch = settled}},
    .uses = {bob::sends<shipments>, bob::publishes<order_news>},
    .timeout = 30s,
};

/// Hands confirmed orders to the carrier.
inline constexpr bob::Function ship{
    .name = "ship",
    .sqs = {{.queue = shipments, .batch_size = 10, .report_item_failures = true, .maximum_concurrency = 5}},
    .uses = {reads<placed_orders>, writes<placed_orders>},
    .timeout = 30s,
};

/// Customers who look at their orders see them change. A connection says nothing, it only listens.
inline constexpr bob::WebSocketApi live{
    .name = "live",
    .description = "What becomes of orders",
    .throttle = {.rate = 100, .burst = 200},
    .metrics = true,
    .access_logs = std::chrono::days(90),
};
/// Browsers send no header with a connection: the token is in its address, and the handler checks it.
inline constexpr bob::Function listen{
    .name = "listen",
    .websocket = {{"$connect", bob::anyone}, {"$disconnect"}},
    .uses = {writes<listeners>, bob::deletes<listeners>},
    .environment = {{"USER_POOL_ID", ref(people)}, {"USER_POOL_CLIENT_ID", ref(web)}},
};
inline constexpr bob::Function notify{
    .name = "notify",
    .sns = {{.topic = order_news}},
    .uses = {queries<listeners, "ByCustomer">, bob::deletes<listeners>, bob::manages_connections<live>},
    .timeout = 10s,
    .async_invocation = {.maximum_retry_attempts = 1, .maximum_event_age = 5min, .on_failure = lost},
};

/// The carrier's events, which its account puts on a bus of the shop's own.
inline const bob::aws::events::EventBus carrier_bus{
    .name = "CarrierBus",
    .Name = bob::sub("${AWS::StackName}-carrier"),
};
inline constexpr bob::Function parcel_delivered{
    .name = "parcelDelivered",
    .event_bridge = {{.sources = {"carrier.parcels"},
                      .detail_types = {"Parcel Delivered"},
                      .bus = bob::ref(carrier_bus)}},
    .uses = {queries<placed_orders, "ByParcel">, reads<placed_orders>, writes<placed_orders>},
    .async_invocation = {.maximum_retry_attempts = 2, .maximum_event_age = 1h, .on_failure = lost},
};

}  // namespace orders
