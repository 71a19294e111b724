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
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .global_indexes = {{.name = "ByRating",
                        .partition_key = key<&Game::rating>,
                        .capacity = bob::Provisioned{.read = 1, .write = 0}}},
    .capacity = bob::Provisioned{.read = 1, .write = 1},
};
#else
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .global_indexes = {{.name = "ByRating",
                        .partition_key = key<&Game::rating>,
                        .capacity = bob::Provisioned{.read = 1, .write = 1}}},
    .capacity = bob::Provisioned{.read = 1, .write = 1},
};
#endif
