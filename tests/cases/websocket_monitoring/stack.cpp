/// The alarm and the graphs of a WebSocket API, and the access log of one in a hardened stack.
#include <bob/bob.h>

namespace websocket_monitoring {

static constexpr bob::Topic alerts{.name = "alerts"};
static constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", bob::anyone}, {"say"}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "talks",
            .hardened = true,
            .alarms = {.topics = {alerts}},
            .dashboard = true,
            .resources = {alerts, talk}};
}

}  // namespace websocket_monitoring
