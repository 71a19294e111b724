#include <bob/bob.h>

namespace warn_missing_policy_version {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "post",
            .resources = {bob::RawResource{
                .name = "Policy",
                .type = "AWS::IAM::ManagedPolicy",
                .properties = {{"PolicyDocument", Object{{"Statement", Array{Object{{"Effect", "Allow"},
                                                                                    {"Action", "s3:ListAllMyBuckets"},
                                                                                    {"Resource", "*"}}}}}}}}}};
}

}  // namespace warn_missing_policy_version
