/// Moments at which a user pool would call two functions.
#include <bob/bob.h>

namespace fail_trigger_declared_twice {

using bob::Trigger;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPool guests{.name = "Guests"};

static constexpr bob::Function greet{
    .name = "greet", .cognito = {{players, Trigger::pre_sign_up}, {players, Trigger::pre_token_generation}}};
static constexpr bob::Function check{
    .name = "check",
    .cognito = {
        {players, Trigger::pre_sign_up}, {players, Trigger::pre_token_generation_v2}, {guests, Trigger::pre_sign_up}}};

bob::Stack stack(const bob::Stage&) { return {.name = "sign-in", .resources = {players, guests, greet, check}}; }

}  // namespace fail_trigger_declared_twice
