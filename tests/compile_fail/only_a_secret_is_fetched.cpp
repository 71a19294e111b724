// error: only a secret, or the secret of a user pool client, is fetched
#include <bob/bob.h>

constexpr bob::Secret token{"discord.token"};
constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Use use = bob::fetches<mail>;
#else
constexpr bob::Use use = bob::fetches<token>;
#endif
