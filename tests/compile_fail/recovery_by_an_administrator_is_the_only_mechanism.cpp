#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{
    .name = "People", .account_recovery = {bob::RecoveryMechanism::admin_only, bob::RecoveryMechanism::verified_email}};
#else
constexpr bob::UserPool people{.name = "People", .account_recovery = {bob::RecoveryMechanism::admin_only}};
#endif
