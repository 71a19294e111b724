#include <bob/bob.h>

namespace notes {

struct Note {
    std::string owner;
    std::string text;
};

inline constexpr bob::Table<Note> table{.name = "Notes", .partition_key = bob::key<&Note::owner>};

bob::Stack stack(const bob::Stage&) { return {.name = "notes", .resources = {table}}; }

}  // namespace notes
