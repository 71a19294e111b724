// error: only actions on a resource are allowed so
#include <bob/bob.h>

inline constexpr bob::Parameter zone{.name = "Zone"};
inline constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
inline constexpr bob::Function take{.name = "take", .uses = {bob::allows<"sqs:PurgeQueue", zone>}};
#else
inline constexpr bob::Function take{.name = "take", .uses = {bob::allows<"sqs:PurgeQueue", mail>}};
#endif
