#include <bob/bob.h>

namespace fail_invalid_tag {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .tags = {{"aws:team", "shop"}},
        .resources = {bob::Queue{.name = "mail",
                                 .tags = {{"team", "mail & post"}, {"cost: centre", "a/b=c+d-e_f@g.h"}}},
                      bob::Every{.of = bob::Kind::queue, .tags = {{"aws:cost", "12"}}}},
    };
}

}  // namespace fail_invalid_tag
