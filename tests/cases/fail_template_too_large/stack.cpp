#include <bob/bob.h>

namespace fail_template_too_large {

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop"};
    for (int i = 0; i < 250; ++i)
        made.add(bob::RawResource{.name = bob::runtime("Text" + std::to_string(i)),
                                  .type = "AWS::SSM::Parameter",
                                  .properties = {{"Type", "String"}, {"Value", bob::runtime(std::string(4096, 'x'))}}});
    return made;
}

}  // namespace fail_template_too_large
