/// What only CloudFormation's own templates can say: a function's logical id, and the deployment of a REST API.
#include <bob/bob.h>

namespace overrides_cloudformation {

using bob::Override;

static constexpr bob::RestApi api{.name = "api"};
static constexpr bob::Function get_order{.name = "getOrder", .http = {{bob::GET, "/orders/{id}"}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {api, get_order, Override{.of = get_order, .logical_id = "GetOrder"},
                      Override{.of = deployment_of(api), .set = {{"Description", "orders"}}}},
    };
}

}  // namespace overrides_cloudformation
