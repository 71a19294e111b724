/// The stage of an HTTP API: throttling and metrics of single routes, and its variables.
#include <bob/bob.h>
#include <bob/http.h>

namespace http_stage {

using bob::GET;
using bob::POST;

static constexpr bob::Function orders{.name = "orders",
                                      .http_api = {{GET, "/orders"}, {POST, "/orders"}, {GET, "/orders/{id}"}}};
static constexpr bob::HttpStage live{
    .metrics = true,
    .routes =
        {{.method = POST, .path = "/orders", .throttle = {.rate = 5, .burst = 10}},
         {.method = GET, .path = "/orders/{id}", .throttle = {.rate = bob::Config<int>{"reads"}}, .metrics = false}},
    .variables = {{"shop", "books"}, {"mode", bob::Config<std::string>{"mode"}}},
};
static constexpr bob::HttpApi api{.throttle = {.rate = 100, .burst = 200}, .stage = live};

bob::Stack stack(const bob::Stage&) {
    return {.name = "orders", .description = "Orders, a few a second", .resources = {orders, api}};
}

}  // namespace http_stage
