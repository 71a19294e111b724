#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    std::optional<std::string> title;
    int rating;
    bool won;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::title>};
#else
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>};
#endif
