#include <bob/bob.h>

namespace fail_invalid_physical_name {

static constexpr bob::Function exported{.name = "exportTheGamesOfAllTournamentsOfTheYear"};
static constexpr bob::Queue mail{.name = "mail", .queue_name = "mail/of/today"};
static constexpr bob::Bucket files{.name = "files", .bucket_name = "Files"};
static constexpr bob::Bucket tiny{.name = "tiny", .bucket_name = "ab"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "tournaments-of-the-north", .resources = {exported, mail, files, tiny}};
}

}  // namespace fail_invalid_physical_name
