#include <bob/bob.h>

namespace fail_incomplete_function {

static constexpr bob::Function managed{.name = "managed", .runtime = bob::Runtime::python313};

bob::Stack stack(const bob::Stage&) {
    return {.name = "reports",
            .resources = {managed, bob::RawResource{
                                       .name = "Report",
                                       .type = "AWS::Lambda::Function",
                                       .properties = {{"Code", bob::Object{{"S3Bucket", "builds"}, {"S3Key", "k"}}}}}}};
}

}  // namespace fail_incomplete_function
