/// Five local indexes, one of each projection and more.
#include <bob/bob.h>

namespace table_local_indexes {

using bob::key;

struct Game {
    std::string player;
    std::string id;
    bob::Timestamp played_at;
    int rating;
    std::string opening;
    std::optional<std::string> result;
    int moves;
    std::string title;
};

static constexpr bob::Table<Game> games{
    .name = "Games",
    .partition_key = key<&Game::player>,
    .sort_key = key<&Game::id>,
    .local_indexes =
        {
            {.name = "ByDate", .sort_key = key<&Game::played_at>},
            {.name = "ByRating", .sort_key = key<&Game::rating>, .projection = bob::ProjectionType::keys_only},
            {.name = "ByOpening", .sort_key = key<&Game::opening>, .projection = {key<&Game::title>}},
            {.name = "ByResult", .sort_key = key<&Game::result>, .projection = {key<&Game::title>, key<&Game::moves>}},
            {.name = "ByLength", .sort_key = key<&Game::moves>, .projection = bob::ProjectionType::all},
        },
};

bob::Stack stack(const bob::Stage&) { return {.name = "games", .resources = {games}}; }

}  // namespace table_local_indexes
