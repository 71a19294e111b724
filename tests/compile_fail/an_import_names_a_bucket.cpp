#include <bob/bob.h>

struct Game {
    std::string id;
    std::string player;
    int rating;
    bob::EpochSeconds expires_at;
};
using bob::key;

#ifdef BAD
constexpr bob::ImportSource old{.key_prefix = "2025/"};
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .import_source = old};
#else
constexpr bob::ImportSource old{.bucket = "archive", .key_prefix = "2025/"};
constexpr bob::Table<Game> games{.name = "Games", .partition_key = key<&Game::id>, .import_source = old};
#endif
