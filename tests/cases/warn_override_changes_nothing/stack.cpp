#include <bob/bob.h>

namespace warn_override_changes_nothing {

using bob::Every;
using bob::Override;
using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function get_order{.name = "getOrder", .timeout = 9s, .tags = {{"team", "orders"}}};
static constexpr bob::Config<int> memory{"memory"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {mail, get_order,
                      Override{.of = get_order,
                               .set = {{"Timeout", 9}, {"MemorySize", memory}},
                               .remove = {"TracingConfig", "VpcConfig.SubnetIds"},
                               .append = {{"Layers", bob::Array{}}},
                               .tags = {{"team", "orders"}},
                               .depends_on = {"GetOrderLogGroup"}},
                      Override{.of = mail, .logical_id = "MailQueue"}, Override{.of = log_group_of(get_order)},
                      Every{.type = "AWS::Logs::LogGrop", .set = {{"LogGroupClass", "STANDARD"}}},
                      Every{.of = bob::Kind::topic, .set = {{"DisplayName", "x"}}},
                      Every{.of = bob::Kind::queue, .set = {{"SqsManagedSseEnabled", true}}}},
    };
}

}  // namespace warn_override_changes_nothing
