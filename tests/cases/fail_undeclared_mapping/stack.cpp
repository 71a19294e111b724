#include <bob/bob.h>

namespace fail_undeclared_mapping {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {bob::RawResource{
            .name = "Machine",
            .type = "AWS::EC2::Instance",
            .properties = {{"ImageId", Object{{"Fn::FindInMap", Array{"Images", bob::ref("AWS::Region"), "Debian"}}}}},
        }},
    };
}

}  // namespace fail_undeclared_mapping
