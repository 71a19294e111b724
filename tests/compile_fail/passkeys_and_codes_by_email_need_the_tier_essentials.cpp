#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People",
                               .tier = bob::UserPoolTier::lite,
                               .first_factors = {bob::FirstFactor::password, bob::FirstFactor::passkey}};
#else
constexpr bob::UserPool people{.name = "People",
                               .first_factors = {bob::FirstFactor::password, bob::FirstFactor::passkey}};
#endif
