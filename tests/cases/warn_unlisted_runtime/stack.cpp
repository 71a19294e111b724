#include <bob/bob.h>

namespace warn_unlisted_runtime {

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .functions = {.runtime = bob::runtime("python3." + std::to_string(17))},
            .resources = {bob::Function{.name = "report", .handler = "app.handler"},
                          bob::Function{.name = "draw", .runtime = "nodejs26.x", .handler = "index.handler"}}};
}

}  // namespace warn_unlisted_runtime
