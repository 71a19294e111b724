/// The stage of a REST API: throttling, a cache, logs, variables and a canary.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_stage_settings {

using namespace bob::literals;
using bob::GET;
using bob::POST;

static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = GET, .path = "/books/{id}"},
             {.method = POST, .path = "/books"},
             {.method = GET, .path = "/books"}},
};
static constexpr bob::RestStage live{
    .throttle = {.rate = 100, .burst = 200},
    .cache = bob::CacheSize::gb_0_5,
    .caching = {.ttl = 60s, .encrypted = true},
    .metrics = true,
    .execution_logs = bob::ExecutionLogs::error,
    .methods = {{.method = GET,
                 .path = "/books/{id}",
                 .caching = {.enabled = true, .ttl = 5min},
                 .cache_key_parameters = {"method.request.path.id", "method.request.header.Accept-Language"}},
                {.method = POST, .path = "/books", .throttle = {.rate = 5, .burst = 10}},
                {.method = GET, .path = "/books", .cache_key_parameters = {"method.request.querystring.page"}}},
    .variables = {{"colour", "blue"}},
    .canary = {.percent = 10, .variables = {{"colour", "green"}}},
    .client_certificate = "a1b2c3",
};
static constexpr bob::RestStage throttled{.throttle = {.rate = bob::Config<int>{"rate"}, .burst = 20}};
static constexpr bob::RestApi api{.access_logs = std::chrono::days(30), .stage = live};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("small"))
        return {.name = "books",
                .description = "Books with limits",
                .resources = {books, bob::RestApi{.stage = throttled}}};
    return {.name = "books", .description = "Books with limits", .resources = {books, api}};
}

}  // namespace rest_stage_settings
