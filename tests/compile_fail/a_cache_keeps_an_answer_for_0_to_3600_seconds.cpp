#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestStage stage{.cache = bob::CacheSize::gb_0_5, .caching = {.ttl = std::chrono::hours(2)}};
#else
constexpr bob::RestStage stage{.cache = bob::CacheSize::gb_0_5, .caching = {.ttl = std::chrono::hours(1)}};
#endif
