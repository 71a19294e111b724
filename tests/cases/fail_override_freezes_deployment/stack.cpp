#include <bob/bob.h>

namespace fail_override_freezes_deployment {

static constexpr bob::RestApi api{.name = "api"};
static constexpr bob::Function get_order{.name = "getOrder", .http = {{bob::GET, "/orders"}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {api, get_order, bob::Override{.of = deployment_of(api), .logical_id = "Deployment"}}};
}

}  // namespace fail_override_freezes_deployment
