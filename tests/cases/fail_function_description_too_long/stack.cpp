#include <bob/bob.h>

namespace fail_function_description_too_long {

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .resources = {bob::Function{.name = "report", .description = bob::runtime(std::string(257, 'x'))}}};
}

}  // namespace fail_function_description_too_long
