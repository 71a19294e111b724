#include <bob/bob.h>

namespace fail_invalid_logical_id {

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {bob::RawResource{.name = bob::runtime("event_bus"),
                                           .type = "AWS::Events::EventBus",
                                           .properties = {{"Name", "orders"}}},
                          bob::Queue{.name = "mail", .logical_id = bob::runtime("mail-queue")},
                          bob::Queue{.name = bob::runtime(std::string(256, 'q'))}}};
}

}  // namespace fail_invalid_logical_id
