/// What an HTTP API changes in requests and responses of functions, and how long it waits for them.
#include <bob/bob.h>
#include <bob/http.h>

namespace http_parameters {

using bob::GET;
using bob::POST;
using namespace bob::literals;

static constexpr bob::HttpIntegration traced{
    .request_parameters = {{"append:header.X-Order", "$request.path.id"},
                           {"overwrite:querystring.shop", "$stageVariables.shop"},
                           {"remove:querystring.debug"}},
    .responses = {{.status_code = 200,
                   .response_parameters = {{"overwrite:header.Cache-Control", "no-store"},
                                           {"append:header.X-Request", "$context.requestId"}}},
                  {.status_code = 404, .response_parameters = {{"overwrite:statuscode", "410"}}}},
    .timeout = 4500ms,
};
static constexpr bob::HttpIntegration patient{.timeout = 20s};

// The framework makes one integration of a function, that of its first route.
static constexpr bob::Function orders{
    .name = "orders",
    .http_api = {{.method = GET, .path = "/orders/{id}", .integration = traced},
                 {.method = POST, .path = "/orders", .integration = patient},
                 {.method = GET, .path = "/orders/{id}/lines", .integration = traced},
                 {.method = GET, .path = "/orders"}},
    .timeout = 4s,
};
static constexpr bob::HttpStage live{.variables = {{"shop", "books"}}};
static constexpr bob::HttpApi api{.stage = live};

bob::Stack stack(const bob::Stage&) {
    return {.name = "orders", .description = "Orders with a trace", .resources = {orders, api}};
}

}  // namespace http_parameters
