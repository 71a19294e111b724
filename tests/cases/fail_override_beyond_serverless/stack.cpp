#include <bob/bob.h>

namespace fail_override_beyond_serverless {

using bob::Override;

static constexpr bob::RestApi api{.name = "api"};
static constexpr bob::Function get_order{.name = "getOrder", .http = {{bob::GET, "/orders"}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {api, get_order, Override{.of = get_order, .logical_id = "GetOrder"},
                          Override{.of = deployment_of(api), .set = {{"Description", "orders"}}}}};
}

}  // namespace fail_override_beyond_serverless
