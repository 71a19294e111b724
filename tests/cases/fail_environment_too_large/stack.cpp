#include <bob/bob.h>

namespace fail_environment_too_large {

bob::Stack stack(const bob::Stage&) {
    bob::Function count{.name = "count", .environment = {{"WORDS", bob::runtime(std::string(4096, 'x'))}}};
    return {.name = "words", .resources = {count}};
}

}  // namespace fail_environment_too_large
