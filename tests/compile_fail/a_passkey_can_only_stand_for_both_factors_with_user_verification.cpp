#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{
    .name = "People",
    .passkeys = {.user_verification = bob::UserVerification::preferred, .counts_as_both_factors = true}};
#else
constexpr bob::UserPool people{
    .name = "People",
    .passkeys = {.user_verification = bob::UserVerification::required, .counts_as_both_factors = true}};
#endif
