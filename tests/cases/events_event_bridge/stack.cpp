/// EventBridge rules: on the default bus, on another, with a pattern of their own.
#include <bob/bob.h>

namespace events_event_bridge {

static constexpr bob::Function watch{
    .name = "watch",
    .event_bridge =
        {
            {.sources = {"aws.ec2", "aws.autoscaling"}, .detail_types = {"EC2 Instance Terminate Successful"}},
            {.detail = R"({"state": ["terminated"], "size": [{"numeric": [">", 0, "<=", 5.5]}]})"},
            {.sources = {"shop.orders"}, .bus = bob::ref("Orders")},
            {.sources = {"shop.mail"}, .bus = "mail"},
        },
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "watcher",
            .resources = {
                bob::RawResource{.name = "Orders", .type = "AWS::Events::EventBus", .properties = {{"Name", "orders"}}},
                watch}};
}

}  // namespace events_event_bridge
