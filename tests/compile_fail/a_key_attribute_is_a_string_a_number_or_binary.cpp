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
constexpr bob::Key<Game> attribute = key<&Game::won>;
#else
constexpr bob::Key<Game> attribute = key<&Game::rating>;
#endif
