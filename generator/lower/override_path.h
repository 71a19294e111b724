/// The path of an override: "Policies[0].PolicyDocument.Statement".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen {

/// One step into a value: the name of a member, or the number of an element.
struct PathStep {
    std::string name;
    std::optional<std::size_t> index;  ///< of a part that is a number; then it may also be a name
    bool bracketed = false;            ///< written as `[0]`, which is never a name
};
using Path = std::vector<PathStep>;

/// What is wrong, and what to write instead.
struct PathFault {
    std::string message;  ///< continues "`<path>` …"
    std::string fix;
};

/// Names with dots between them; numbers, or numbers in brackets, for elements of lists; `['a.b']` for names with dots.
std::optional<PathFault> parse_path(std::string_view text, Path& into);
/// The same for every spelling of a path. A path begins with another if what is at it is inside of what is there.
std::string spelt(const Path&);
bool is_at_or_inside(const Path& path, const Path& other);
/// An order of paths in which later elements of a list come first.
bool comes_later(std::string_view path, std::string_view other);

enum class PathEffect : unsigned char { none, changed };
struct PathResult {
    PathEffect effect = PathEffect::none;
    std::optional<PathFault> fault = {};
};

/// The value at the path, or null.
const Value* value_at(const Value& root, const Path&);
/// These change what is at the path below `root`, a map of properties. `place` is where the change is written; a map
/// that is made on the way, or that lacks a member from now on, gets it.
PathResult set_at(Value& root, const Path&, Value value, Place place);
PathResult remove_at(Value& root, const Path&, Place place);
PathResult append_at(Value& root, const Path&, Value value, Place place);

}  // namespace bobgen
