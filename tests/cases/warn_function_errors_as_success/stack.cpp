/// A function whose errors come out as 200. Nobody waits for the answer of the second.
#include <bob/bob.h>

namespace warn_function_errors_as_success {

static constexpr bob::Integration always_well{.responses = {{.status_code = 200}}};
static constexpr bob::Integration later{
    .request_parameters = {{"integration.request.header.X-Amz-Invocation-Type", "'Event'"}},
    .responses = {{.status_code = 202}},
};
static constexpr bob::Function count{
    .name = "count",
    .http = {{.method = bob::GET, .path = "/count", .integration = always_well},
             {.method = bob::POST, .path = "/count", .integration = later}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "count", .resources = {count}}; }

}  // namespace warn_function_errors_as_success
