#include <bob/bob.h>

namespace fail_missing_starting_position {

static constexpr bob::Table<> orders{
    .name = "Orders", .partition_key = bob::attribute("id"), .stream = bob::StreamViewType::new_image};
static constexpr bob::Function audit{.name = "audit"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {orders, audit,
                          bob::RawResource{.name = "Mapping",
                                           .type = "AWS::Lambda::EventSourceMapping",
                                           .properties = {{"EventSourceArn", attribute(orders, "StreamArn")},
                                                          {"FunctionName", ref(audit)}}}}};
}

}  // namespace fail_missing_starting_position
