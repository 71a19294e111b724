#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{
    .name = "People", .tier = bob::UserPoolTier::essentials, .threat_protection = bob::ThreatProtection::audit};
#else
constexpr bob::UserPool people{
    .name = "People", .tier = bob::UserPoolTier::plus, .threat_protection = bob::ThreatProtection::audit};
#endif
