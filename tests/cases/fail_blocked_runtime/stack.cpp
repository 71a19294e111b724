#include <bob/bob.h>

namespace fail_blocked_runtime {

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .resources = {bob::RawResource{.name = "Report",
                                           .type = "AWS::Lambda::Function",
                                           .properties = {{"Code", bob::Object{{"S3Bucket", "builds"}, {"S3Key", "k"}}},
                                                          {"Handler", "index.handler"},
                                                          {"Runtime", "nodejs12.x"},
                                                          {"Role", "arn:aws:iam::123456789012:role/report"}}}}};
}

}  // namespace fail_blocked_runtime
