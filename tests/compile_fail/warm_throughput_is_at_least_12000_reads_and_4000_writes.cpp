#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .warm_throughput = {.read = 11'999}};
#else
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .warm_throughput = {.read = 12'000}};
#endif
