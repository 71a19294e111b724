#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .mfa_methods = {bob::MfaMethod::software_token}};
#else
constexpr bob::UserPool people{
    .name = "People", .mfa = bob::MfaConfiguration::on, .mfa_methods = {bob::MfaMethod::software_token}};
#endif
