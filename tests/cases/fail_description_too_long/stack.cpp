#include <bob/bob.h>

namespace fail_description_too_long {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop", .description = bob::runtime(std::string(1025, 'x')), .resources = {bob::Queue{.name = "mail"}}};
}

}  // namespace fail_description_too_long
