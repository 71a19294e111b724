#include <bob/bob.h>

namespace fail_no_resources {

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop", .resources = {bob::Parameter{.name = "Kind", .default_value = "test"}}};
}

}  // namespace fail_no_resources
