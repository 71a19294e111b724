#include <bob/bob.h>

namespace fail_too_many_layers {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    Array layers;
    for (int i = 1; i <= 6; ++i)
        layers.values.push_back(
            bob::runtime("arn:aws:lambda:us-east-1:123456789012:layer:layer" + std::to_string(i) + ":1"));
    return {.name = "reports",
            .resources = {bob::RawResource{.name = "Report",
                                           .type = "AWS::Lambda::Function",
                                           .properties = {{"Code", Object{{"S3Bucket", "builds"}, {"S3Key", "k"}}},
                                                          {"Handler", "bootstrap"},
                                                          {"Runtime", "provided.al2023"},
                                                          {"Role", "arn:aws:iam::123456789012:role/report"},
                                                          {"Layers", layers}}}}};
}

}  // namespace fail_too_many_layers
