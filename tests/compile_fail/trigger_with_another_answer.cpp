// error: a Cognito trigger is answered with its own event: return `event.answer(…)`, or nothing
#include <bob/handler.h>

constexpr bob::UserPool players{.name = "players"};
constexpr bob::Function check_sign_up{.name = "checkSignUp", .cognito = {{players, bob::Trigger::pre_sign_up}}};

#ifdef BAD
bool handle(const bob::PreSignUp&) { return true; }
#else
bob::TriggerAnswer handle(const bob::PreSignUp& event) { return event.answer({.auto_confirm = true}); }
#endif
static const bob::Lambda lambda = bob::handles<check_sign_up>(handle);
