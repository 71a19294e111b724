#include <bob/bob.h>

namespace warn_deprecated_runtime {

using bob::Runtime;

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .functions = {.runtime = Runtime::provided_al2},
            .resources = {bob::Function{.name = "report"},
                          bob::Function{.name = "draw", .runtime = Runtime::nodejs20, .handler = "index.handler"}}};
}

}  // namespace warn_deprecated_runtime
