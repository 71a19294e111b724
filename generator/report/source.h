/// The text that places point into: lines for the excerpts, and which part of a line a place means.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "generator/place.h"

namespace bobgen {

/// Part of a line, in bytes counted from 0.
struct Span {
    std::size_t first = 0;
    std::size_t size = 0;

    std::size_t end() const { return first + size; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// The C++ expression that a place means. Compilers point into an initialiser, not always at its start: GCC 12 reports
/// a call at its parenthesis, `a::b` at `b`, a sum at its plus. So the whole initialiser is used, as far as it is on
/// this line: `60s`, `key<&User::id>.named("userId")`, `bob::sub("${AWS::Region}")`, `2 * page_size`.
Span cpp_expression(std::string_view line, std::size_t at);

/// The scalar, key or flow collection of YAML or JSON that starts at a place. `!Tag value` counts as one.
Span yaml_scalar(std::string_view line, std::size_t at);

/// How many bytes before and after a place are read in a long line.
inline constexpr std::size_t nearby = 1024;

/// Provides the content of a file by its name as in places, or nothing.
using ReadFile = std::function<std::optional<std::string>(const std::string& file)>;

/// Reads the project's own files.
ReadFile files_under(std::filesystem::path root);

/// Files as lines, each file read once and only when needed.
class Sources {
public:
    /// `hidden` are places of scalars that no line shows: stars stand for them. Of the files in `closed` there is no
    /// line.
    explicit Sources(ReadFile read, std::vector<Place> hidden = {}, std::set<std::string, std::less<>> closed = {})
        : read_(std::move(read)), hidden_(std::move(hidden)), closed_(std::move(closed)) {}

    /// One more place that no line shows, before any of its file is asked for.
    void leave_out(Place place) { hidden_.push_back(place); }

    /// Without its line end (`\n` or `\r\n`); nothing when the file cannot be read or has fewer lines. After a final
    /// newline there is one more, empty line, because a parser that reached the end of a file too soon points there.
    std::optional<std::string_view> line(std::string_view file, unsigned number);
    /// What to mark on the line; nothing when there is no line, or the place has no column. A column past the end of
    /// the line marks its end.
    std::optional<Span> span(Place place);
    /// The place at the start of what is marked, so that an editor jumps to the mark.
    Place resolve(Place place);

private:
    struct File {
        std::string text;
        std::vector<std::size_t> lines;  ///< where each line starts; none when the file cannot be read
    };
    const File& open(std::string_view name);
    void hide(File&, Place) const;

    ReadFile read_;
    std::vector<Place> hidden_;
    std::set<std::string, std::less<>> closed_;
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace bobgen
