#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::Replication world{
    .replicas = {{.region = "eu-west-1"}}, .consistency = bob::MultiRegionConsistency::strong, .witness = "us-east-1"};
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .replication = world};
#else
constexpr bob::Replication world{
    .replicas = {{.region = "eu-west-1"}}, .consistency = bob::MultiRegionConsistency::strong, .witness = "eu-west-3"};
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .replication = world};
#endif
