/// Routes that a condition may leave out, whose deployment waits for them when they are there; a stack without a
/// `WebSocketApi` of its own; and one whose API has no name.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace websocket_condition {

static constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", bob::anyone}, {"$default"}}};
static constexpr bob::Function clear{
    .name = "clear",
    .websocket = {{.route = "clear", .responds = true}},
    .condition = "IsTest",
};
static const bob::Condition is_test{.name = "IsTest", .equals = {bob::ref("AWS::Region"), "eu-central-1"}};

bob::Stack stack(const bob::Stage&) { return {.name = "talks", .resources = {is_test, talk, clear}}; }

}  // namespace websocket_condition
