/// Functions in a VPC: by the stack's defaults, by a parameter that is a list, and one outside of all.
#include <bob/bob.h>

namespace function_vpc {

static constexpr bob::Config<std::string_view> subnet{"vpc.subnet"};
static constexpr bob::Parameter private_subnets{.name = "PrivateSubnets", .type = "List<AWS::EC2::Subnet::Id>"};

static constexpr bob::Function by_default{.name = "byDefault"};
static constexpr bob::Function outside{.name = "outside", .vpc = bob::no_vpc};
static constexpr bob::Function elsewhere{
    .name = "elsewhere",
    .vpc = {.security_group_ids = {bob::attribute("Group", "GroupId")}, .subnet_ids = {bob::ref(private_subnets)}},
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "books",
        .functions = {.vpc = {.security_group_ids = {"sg-0123456789abcdef0", bob::import_value("shared-group")},
                              .subnet_ids = {subnet, "subnet-0123456789abcdef1"},
                              .ipv6_allowed_for_dual_stack = true}},
        .resources = {by_default, outside, elsewhere, private_subnets,
                      bob::RawResource{.name = "Group",
                                       .type = "AWS::EC2::SecurityGroup",
                                       .properties = {{"GroupDescription", "Elsewhere"}, {"VpcId", "vpc-1234abcd"}}}},
    };
}

}  // namespace function_vpc
