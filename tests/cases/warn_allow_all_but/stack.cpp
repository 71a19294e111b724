#include <bob/bob.h>

namespace warn_allow_all_but {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "post",
            .resources = {bob::RawResource{
                .name = "Policy",
                .type = "AWS::IAM::ManagedPolicy",
                .properties = {{"PolicyDocument", Object{{"Version", "2012-10-17"},
                                                         {"Statement", Array{Object{{"Effect", "Allow"},
                                                                                    {"NotAction", "iam:*"},
                                                                                    {"Resource", "*"}}}}}}}}}};
}

}  // namespace warn_allow_all_but
