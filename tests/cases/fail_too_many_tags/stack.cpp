#include <bob/bob.h>

namespace fail_too_many_tags {

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop"};
    bob::Queue mail{.name = "mail"};
    for (int i = 0; i < 26; ++i) {
        made.tags.push_back({bob::runtime("all" + std::to_string(i)), "x"});
        mail.tags.push_back({bob::runtime("mail" + std::to_string(i)), "x"});
    }
    made.add(mail);
    return made;
}

}  // namespace fail_too_many_tags
