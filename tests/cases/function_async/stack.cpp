/// What becomes of events that Lambda takes for later: each kind of destination, each setting by itself, and two
/// functions that are each other's destination.
#include <bob/bob.h>

namespace function_async {

using namespace bob::literals;

static constexpr bob::Config<int> retries{"mail.retries"};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Topic sent{.name = "sent"};

static constexpr bob::Function mail{
    .name = "mail",
    .dead_letter = failed,
    .async_invocation = {.maximum_retry_attempts = retries,
                         .maximum_event_age = 6h,
                         .on_success = sent,
                         .on_failure = failed},
};
static constexpr bob::Function once{.name = "once", .async_invocation = {.maximum_retry_attempts = 0}};
static constexpr bob::Function soon{.name = "soon", .async_invocation = {.maximum_event_age = 60s}};

static constexpr bob::Parameter kind{.name = "Kind", .default_value = "shop"};

/// Each knows the other by its name.
static constexpr bob::Function named_undo{.name = "undo"};
static constexpr bob::Function charge{
    .name = "charge",
    .async_invocation = {.on_success = bob::event_bus(bob::attribute("Bus", "Arn")), .on_failure = named_undo},
    .condition = "WithUndo",
};
static constexpr bob::Function undo{
    .name = "undo",
    .async_invocation = {.on_success = bob::event_bus(bob::sub(
                             "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default")),
                         .on_failure = charge},
    .condition = "WithUndo",
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "post",
            .resources = {
                mail, once, soon, charge, undo, failed, sent, kind,
                bob::Condition{.name = "WithUndo", .equals = {bob::ref(kind), "shop"}},
                bob::RawResource{.name = "Bus", .type = "AWS::Events::EventBus", .properties = {{"Name", "orders"}}}}};
}

}  // namespace function_async
