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
                        .capacity = bob::Provisioned{.read = 5, .write = 5}}},
    .capacity = bob::OnDemand{},
};
#else
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .global_indexes = {{.name = "ByRating",
                        .partition_key = key<&Game::rating>,
                        .capacity = bob::OnDemand{.max_read = 5}}},
    .capacity = bob::OnDemand{},
};
#endif
