// error: could not convert
#include <bob/bob.h>

struct Game {
    std::string id;
};
struct User {
    std::string id;
};

#ifdef BAD
constexpr bob::Table<Game> games{.name = "Games", .partition_key = bob::key<&User::id>};
#else
constexpr bob::Table<Game> games{.name = "Games", .partition_key = bob::key<&Game::id>};
#endif
