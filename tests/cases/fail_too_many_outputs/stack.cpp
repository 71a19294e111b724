#include <bob/bob.h>

namespace fail_too_many_outputs {

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop", .resources = {mail}};
    for (int i = 0; i < 201; ++i)
        made.add(bob::Output{.name = bob::runtime("Output" + std::to_string(i)), .value = ref(mail)});
    return made;
}

}  // namespace fail_too_many_outputs
