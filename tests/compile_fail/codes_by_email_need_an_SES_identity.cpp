#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{
    .name = "People", .mfa = bob::MfaConfiguration::on, .mfa_methods = {bob::MfaMethod::email}};
#else
constexpr bob::UserPool people{.name = "People",
                               .mfa = bob::MfaConfiguration::on,
                               .mfa_methods = {bob::MfaMethod::email},
                               .email = {.source_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.org"}};
#endif
