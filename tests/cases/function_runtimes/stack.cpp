/// Each runtime that a function may name and that AWS still patches.
#include <bob/bob.h>

namespace function_runtimes {

using bob::Function;
using bob::Runtime;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "polyglot",
        .resources =
            {
                Function{.name = "cpp", .runtime = Runtime::provided_al2023},
                Function{.name = "node22", .runtime = Runtime::nodejs22, .handler = "index.handler"},
                Function{.name = "python313", .runtime = Runtime::python313, .handler = "app.handler"},
                Function{.name = "python312", .runtime = Runtime::python312, .handler = "app.handler"},
                Function{.name = "java", .runtime = Runtime::java21, .handler = "org.example.App::handle"},
                Function{.name = "ruby", .runtime = Runtime::ruby33, .handler = "app.handler"},
            },
    };
}

}  // namespace function_runtimes
