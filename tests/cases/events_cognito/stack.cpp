/// Each trigger of a user pool, on two functions.
#include <bob/bob.h>

namespace events_cognito {

using namespace bob::literals;
using bob::Trigger;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPool guests{.name = "Guests"};

static constexpr bob::Function signing_in{
    .name = "signingIn",
    .cognito = {{players, Trigger::pre_sign_up},
                {players, Trigger::post_confirmation},
                {players, Trigger::pre_authentication},
                {players, Trigger::post_authentication},
                {players, Trigger::pre_token_generation},
                {players, Trigger::user_migration},
                {players, Trigger::custom_message}},
    .timeout = 5s,
};
static constexpr bob::Function challenging{
    .name = "challenging",
    .cognito = {{players, Trigger::define_auth_challenge},
                {players, Trigger::create_auth_challenge},
                {players, Trigger::verify_auth_challenge_response},
                {guests, Trigger::pre_sign_up}},
    .timeout = 5s,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "sign-in", .resources = {players, guests, signing_in, challenging}};
}

}  // namespace events_cognito
