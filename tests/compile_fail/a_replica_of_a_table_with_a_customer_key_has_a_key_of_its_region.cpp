#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::Replication world{.replicas = {{.region = "eu-west-1"}}};
constexpr bob::Table<Game> games{
    .name = "Games", .partition_key = key<&Game::id>, .encryption = "alias/games", .replication = world};
#else
constexpr bob::Replication world{
    .replicas = {{.region = "eu-west-1", .kms_key = "arn:aws:kms:eu-west-1:123456789012:key/1234"}}};
constexpr bob::Table<Game> games{
    .name = "Games", .partition_key = key<&Game::id>, .encryption = "alias/games", .replication = world};
#endif
