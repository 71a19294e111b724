/// A global index with four attributes in each half of its key, and one with two.
#include <bob/bob.h>

namespace table_multi_attribute_keys {

using bob::key;

struct Match {
    std::string id;
    std::string tournament;
    std::string region;
    int season;
    std::string division;
    int round;
    std::string bracket;
    bob::Timestamp played_at;
    int board;
};

static constexpr bob::Table<Match> matches{
    .name = "Matches",
    .partition_key = key<&Match::id>,
    .global_indexes =
        {
            {.name = "ByTournament",
             .partition_key = {key<&Match::tournament>, key<&Match::region>, key<&Match::season>,
                               key<&Match::division>},
             .sort_key = {key<&Match::round>, key<&Match::bracket>, key<&Match::played_at>, key<&Match::board>}},
            {.name = "BySeason",
             .partition_key = {key<&Match::season>, key<&Match::region>},
             .sort_key = key<&Match::played_at>},
        },
};

bob::Stack stack(const bob::Stage&) { return {.name = "tournaments", .resources = {matches}}; }

}  // namespace table_multi_attribute_keys
