#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

constexpr bob::ScalingSchedule hours{.actions = {{.name = "morning", .schedule = "cron(0 8 * * ? *)", .min = 20}}};
#ifdef BAD
constexpr bob::Replication world{.replicas = {{.region = "eu-west-1"}}};
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .capacity = bob::Provisioned{.read = 5, .write = 5, .write_scaling = {.min = 5, .max = 50, .schedule = hours}},
    .replication = world};
#else
constexpr bob::Replication world{.replicas = {{.region = "eu-west-1"}}};
constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::id>,
    .capacity = bob::Provisioned{.read = 5, .write = 5, .write_scaling = {.min = 5, .max = 50}},
    .replication = world};
#endif
