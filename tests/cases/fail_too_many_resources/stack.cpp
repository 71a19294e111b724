#include <bob/bob.h>

namespace fail_too_many_resources {

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop"};
    for (int i = 0; i < 501; ++i)
        made.add(bob::Topic{.name = bob::runtime("topic" + std::to_string(i)), .tls_only = false});
    return made;
}

}  // namespace fail_too_many_resources
