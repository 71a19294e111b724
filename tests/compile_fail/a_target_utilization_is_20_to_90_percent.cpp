#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .capacity =
        bob::Provisioned{.read = 5, .write = 5, .read_scaling = {.min = 5, .max = 50, .target_utilization = 91}}};
#else
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .capacity =
        bob::Provisioned{.read = 5, .write = 5, .read_scaling = {.min = 5, .max = 50, .target_utilization = 90}}};
#endif
