/// Each runtime of the list that AWS still patches, and one by its name alone.
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
                Function{.name = "node24", .runtime = Runtime::nodejs24, .handler = "index.handler"},
                Function{.name = "node22", .runtime = Runtime::nodejs22, .handler = "index.handler"},
                Function{.name = "python314", .runtime = Runtime::python314, .handler = "app.handler"},
                Function{.name = "python313", .runtime = Runtime::python313, .handler = "app.handler"},
                Function{.name = "python312", .runtime = Runtime::python312, .handler = "app.handler"},
                Function{.name = "python311", .runtime = Runtime::python311, .handler = "app.handler"},
                Function{.name = "java25", .runtime = Runtime::java25, .handler = "org.example.App::handle"},
                Function{.name = "java", .runtime = Runtime::java21, .handler = "org.example.App::handle"},
                Function{.name = "java17", .runtime = Runtime::java17, .handler = "org.example.App::handle"},
                Function{.name = "java11", .runtime = Runtime::java11, .handler = "org.example.App::handle"},
                Function{.name = "java8", .runtime = Runtime::java8_al2, .handler = "org.example.App::handle"},
                Function{.name = "dotnet10", .runtime = Runtime::dotnet10, .handler = "App::App.Function::Handle"},
                Function{.name = "ruby40", .runtime = Runtime::ruby40, .handler = "app.handler"},
                Function{.name = "ruby34", .runtime = Runtime::ruby34, .handler = "app.handler"},
                Function{.name = "ruby", .runtime = Runtime::ruby33, .handler = "app.handler"},
                Function{.name = "byName", .runtime = "nodejs24.x", .handler = "index.handler"},
                Function{.name = "providedByName", .runtime = "provided.al2023"},
            },
    };
}

}  // namespace function_runtimes
