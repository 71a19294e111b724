/// The front of the REST API: who may send what and how often, and what API Gateway answers without any function.
#pragma once

#include <bob/api.h>
#include <bob/rest.h>

#include "sign_in.h"
#include "tables.h"

namespace orders {

using bob::GET;
using bob::POST;
using bob::PUT;

/// The shop's pages, of both stages: a function that answers by itself has to know them when it is built.
inline constexpr bob::Cors web_page{
    .origins = {"https://orders.example", "https://dev.orders.example"},
    .headers = {"Authorization", "Content-Type", "X-Api-Key"},
    .max_age = 3600s,
};

/// API Gateway refuses anything else with 400, before a function is called.
inline constexpr bob::RequestValidation new_order{
    .body = {{.content_type = "application/json",
              .schema = R"({
  "type": "object",
  "required": ["lines"],
  "additionalProperties": false,
  "properties": {
    "lines": {
      "type": "array",
      "minItems": 1,
      "maxItems": 50,
      "items": {
        "type": "object",
        "required": ["sku", "quantity"],
        "properties": {
          "sku": {"type": "string", "minLength": 1, "maxLength": 40},
          "quantity": {"type": "integer", "minimum": 1, "maximum": 99}
        }
      }
    }
  }
})",
              .description = "A new order"}},
    .required_parameters = {"method.request.header.Idempotency-Key"},
};

namespace routes {
inline constexpr bob::HttpEvent list_orders{GET, "/orders", signed_in, web_page};
inline constexpr bob::HttpEvent get_order{GET, "/orders/{id}", signed_in, web_page};
}  // namespace routes

/// Products with their prices, which CloudFront and browsers keep for five minutes.
inline constexpr bob::Integration as_price_list{
    .request_templates = {{"application/json", bob::sub(R"({"TableName": "${ProductsTable}", "Limit": 500})")}},
    .responses = {{.status_code = 200,
                   .response_parameters = {{"method.response.header.Cache-Control", "'public, max-age=300'"}},
                   .response_templates = {{"application/json", R"vtl([#foreach($one in $input.path('$').Items)
{"sku": "$one.sku.S", "title": "$util.escapeJavaScript($one.title.S).replaceAll("\\'", "'")", "price_cents": $one.price_cents.N}#if($foreach.hasNext),#end
#end])vtl"}}},
                  {.status_code = 502, .selection_pattern = "[45]\\d{2}"}},
};
inline constexpr bob::RestRoute price_list{
    .name = "priceList",
    .http =
        {.method = GET, .path = "/products", .authorizer = bob::anyone, .cors = web_page, .integration = as_price_list},
    .calls = bob::calls<"dynamodb:Scan", products>,
};

inline constexpr bob::Integration pong{
    .responses = {{.status_code = 200,
                   .response_parameters = {{"method.response.header.Cache-Control", "'no-store'"}},
                   .response_templates = {{"application/json", R"({"alive": true})"}}}},
};
inline constexpr bob::RestRoute health{
    .name = "health",
    .http = {.method = GET, .path = "/health", .authorizer = bob::anyone, .integration = pong},
};

/// A key counts what an app sends; who sends it is what its token says.
inline constexpr bob::ApiKey web_key{.name = "web", .description = "The shop's own pages"};
inline constexpr bob::ApiKey partner_key{.name = "partner", .description = "Shops that order for their customers"};
inline constexpr bob::UsagePlan web_plan{
    .name = "web",
    .throttle = {.rate = 200, .burst = 400},
    .keys = {web_key},
};
inline constexpr bob::UsagePlan partner_plan{
    .name = "partner",
    .description = "10,000 orders a month",
    .quota = {.limit = 10'000, .period = bob::Quota::Period::month},
    .throttle = {.rate = 5, .burst = 10},
    .methods = {{.method = POST, .path = "/orders", .throttle = {.rate = 2, .burst = 4}}},
    .keys = {partner_key},
};

inline constexpr bob::RestStage dev_stage{
    .throttle = {.rate = 50, .burst = 100},
    .metrics = true,
};
/// A cache costs by the hour, and one answer is the same for everybody.
inline constexpr bob::RestStage prod_stage{
    .throttle = {.rate = 1000, .burst = 2000},
    .cache = bob::CacheSize::gb_0_5,
    .caching = {.enabled = false},
    .metrics = true,
    .execution_logs = bob::ExecutionLogs::error,
    .methods = {{.method = GET, .path = "/products", .caching = {.enabled = true, .ttl = 5min, .encrypted = true}},
                {.method = POST, .path = "/orders", .throttle = {.rate = 200, .burst = 400}}},
};

inline constexpr bob::RestApi front{
    .cors = web_page,
    .tracing_enabled = true,
    .access_logs = std::chrono::days(90),
    .gateway_responses =
        {{.type = bob::GatewayResponseType::default_4xx},
         {.type = bob::GatewayResponseType::default_5xx},
         {.type = bob::GatewayResponseType::bad_request_body,
          .response_templates =
              {{"application/json",
                R"({"code": "bad_request", "message": "$context.error.validationErrorString", "requestId": "$context.requestId"})"}}},
         {.type = bob::GatewayResponseType::quota_exceeded,
          .response_templates =
              {{"application/json",
                R"({"code": "quota_exceeded", "message": "That was your last order of the month.", "requestId": "$context.requestId"})"}}}},
    .stage = dev_stage,
};

}  // namespace orders
