#include <bob/bob.h>

namespace warn_function_outlives_gateway {

using namespace bob::literals;

static constexpr bob::Function report{.name = "report", .http = {{bob::POST, "/report"}}, .timeout = 60s};
static constexpr bob::Function draw{
    .name = "draw", .http_api = {{bob::POST, "/draw"}, {bob::GET, "/draw"}}, .timeout = 31s};

bob::Stack stack(const bob::Stage&) { return {.name = "reports", .resources = {report, draw}}; }

}  // namespace warn_function_outlives_gateway
