/// What the handlers of the comparison are: one that serves a request, as a Go and a Node.js one do beside it, and one
/// that does nothing but query.
#pragma once

#include <bob/function.h>

#include <string>

namespace notes {

struct Note {
    std::string owner;
    std::string id;
    std::string title;
    std::string text;
    int stars = 0;
    bob::Timestamp written;
};

inline constexpr bob::Table<Note> notes{
    .name = "Notes",
    .partition_key = bob::key<&Note::owner>,
    .sort_key = bob::key<&Note::id>,
};

inline constexpr bob::Function list_notes{
    .name = "listNotes",
    .http_api = {{bob::GET, "/notes/{owner}"}},
    .uses = {bob::queries<notes>},
};

inline constexpr bob::Function query_notes{
    .name = "queryNotes",
    .uses = {bob::queries<notes>},
};

}  // namespace notes
