/// Any resource type, with objects, arrays, numbers, and each intrinsic function.
#include <bob/bob.h>

namespace raw_resource {

using bob::Array;
using bob::Object;
using bob::RawResource;
using bob::sub;

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "raw",
        .resources =
            {
                mail,
                bob::Parameter{.name = "Zone", .default_value = "a"},
                bob::Condition{.name = "InA", .equals = {bob::ref("Zone"), "a"}},
                RawResource{
                    .name = "Bus",
                    .type = "AWS::Events::EventBus",
                    .properties = {{"Name", "orders"}, {"Tags", Array{Object{{"Key", "kind"}, {"Value", "bus"}}}}},
                    .deletion_policy = bob::DeletionPolicy::retain,
                    .update_replace_policy = bob::DeletionPolicy::remove,
                    .condition = "InA",
                },
                RawResource{
                    .name = "Dashboard",
                    .type = "AWS::CloudWatch::Dashboard",
                    .properties =
                        {{"DashboardBody",
                          sub(R"({"widgets": [{"type": "text", "properties": {"markdown": "${MailQueue.QueueName}"}}]})")},
                         {"DashboardName",
                          Object{{"Fn::Join", Array{"-", Array{bob::ref("AWS::StackName"), "board"}}}}}},
                    .depends_on = {"MailQueue"},
                },
                RawResource{
                    .name = "Machine",
                    .type = "AWS::EC2::Instance",
                    .properties = {{"ImageId", "ami-0123456789abcdef0"},
                                   {"AvailabilityZone",
                                    Object{{"Fn::Select", Array{0, Object{{"Fn::GetAZs", bob::ref("AWS::Region")}}}}}},
                                   {"InstanceType",
                                    Object{{"Fn::If", Array{"InA", "t3.micro", bob::ref("AWS::NoValue")}}}},
                                   {"UserData", Object{{"Fn::Base64", sub("echo ${MailQueue} ${!mail}")}}},
                                   {"EbsOptimized", true},
                                   {"SecurityGroups", Array{}},
                                   {"CpuOptions", Object{}}},
                },
            },
    };
}

}  // namespace raw_resource
