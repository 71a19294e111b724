#include <bob/bob.h>

namespace fail_override_path_not_there {

using bob::Array;
using bob::Object;
using bob::Override;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function get_order{.name = "getOrder",
                                         .description = "orders",
                                         .schedule = {{.expression = "rate(1 hour)"}},
                                         .layers = {"arn:aws:lambda:eu-central-1:123456789012:layer:fonts:3"}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {mail, get_order,
                      Override{.of = get_order,
                               .set = {{"Layers[1]", "arn:aws:lambda:eu-central-1:123456789012:layer:maps:1"},
                                       {"Timeout.Seconds", 9},
                                       {"Role.Name", "other"},
                                       {"Architectures.First", "arm64"},
                                       {"FileSystemConfigs[0].Arn", "arn:aws:elasticfilesystem:eu-central-1:1:f/1"},
                                       {"Code[0]", "main.zip"},
                                       {"", 1},
                                       {"VpcConfig..SubnetIds", Array{}},
                                       {"VpcConfig.", Object{}},
                                       {"[0]", 1},
                                       {"Layers[0", "other"},
                                       {"Layers[one]", "other"},
                                       {"Layers[0]Name", "other"}},
                               .remove = {"Layers[7]", "MemorySize.Megabytes"},
                               .append = {{"Description", "more"}}},
                      Override{.of = permission_of(get_order), .tags = {{"team", "orders"}}},
                      Override{.of = mail, .set = {{"AWS::IAM::Role.Path", "/mail/"}}},
                      bob::Every{.type = "AWS::IAM::Role",
                                 .append = {{"Policies[1].PolicyDocument.Statement", Object{}}}}},
    };
}

}  // namespace fail_override_path_not_there
