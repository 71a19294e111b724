#include <bob/bob.h>

namespace fail_too_many_parameters {

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop", .resources = {bob::Queue{.name = "mail"}}};
    for (int i = 0; i < 201; ++i)
        made.add(bob::Parameter{.name = bob::runtime("Parameter" + std::to_string(i)), .default_value = "x"});
    return made;
}

}  // namespace fail_too_many_parameters
