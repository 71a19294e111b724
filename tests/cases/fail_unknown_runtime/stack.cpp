#include <bob/bob.h>

namespace fail_unknown_runtime {

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .resources = {bob::Function{.name = "draw", .runtime = "pyton3.14", .handler = "app.handler"},
                          bob::RawResource{.name = "Report",
                                           .type = "AWS::Lambda::Function",
                                           .properties = {{"Code", bob::Object{{"S3Bucket", "builds"}, {"S3Key", "k"}}},
                                                          {"Handler", "bootstrap"},
                                                          {"Runtime", "provided.al2032"},
                                                          {"Role", "arn:aws:iam::123456789012:role/report"}}}}};
}

}  // namespace fail_unknown_runtime
