/// What an override leaves is judged as any template, at the override's line.
#include <bob/bob.h>

namespace fail_missing_property {

using bob::Object;
using bob::Override;

struct Order {
    std::string id;
};
static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = bob::key<&Order::id>};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function get_order{.name = "getOrder", .sqs = {{.queue = mail}}};
static constexpr bob::Function put_order{.name = "putOrder"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {orders, mail, get_order, put_order, Override{.of = get_order, .remove = {"Runtime", "Code"}},
             Override{.of = role_of(get_order), .remove = {"AssumeRolePolicyDocument", "Policies[0].PolicyName"}},
             Override{.of = orders, .remove = {"KeySchema"}},
             Override{
                 .of = put_order,
                 .set = {{"Memory", 512}, {"Timeout", "soon"}, {"FileSystemConfigs", bob::Array{Object{{"Arn", "a"}}}}},
                 .condition = "IsLarge"},
             Override{.of = log_group_of(put_order), .logical_id = "MailQueue"},
             Override{.of = role_of(put_order), .logical_id = "GetOrderRole"}},
    };
}

}  // namespace fail_missing_property
