#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// The closest name to a misspelt one, for the hint "did you mean ...?".
///
/// Distance counts insertions, deletions, substitutions and swaps of two neighbours. ASCII letter case costs nothing:
/// a name in the wrong case is nearest to itself.
namespace bobgen {

/// The number of edits that turn `left` into `right`, or `limit + 1` when there are more than `limit`. Takes time
/// proportional to the length times `limit`, so that two names of a megabyte do no harm.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

/// How many edits a misspelling of `word` may have: a third of its length, at least 1 and at most 4; none for a single
/// character, which would be near to every other one.
std::size_t nearest_limit(std::string_view word);

/// Keeps the best of the names it is offered, for callers whose names are not in an array.
class Nearest {
public:
    explicit Nearest(std::string_view word) : Nearest(word, nearest_limit(word)) {}
    Nearest(std::string_view word, std::size_t limit) : word_(word), limit_(limit) {}

    void offer(std::string_view candidate);

    /// Empty when nothing offered is near enough. Of equally near names, the one that starts like the word wins,
    /// because people misspell the end of a name more often than its start; then the one offered first.
    std::string_view best() const { return best_; }

    /// The distance of `best()`; meaningless when that is empty.
    std::size_t distance() const { return limit_; }

private:
    std::string_view word_;
    std::size_t limit_;
    std::string_view best_;
    std::size_t common_ = 0;
};

/// Whether a name that nobody knows is a known one with a slip of the fingers in it, and not a new one: AWS's names are
/// seldom that close to each other (one in sixty), and when they are, a number or a whole word differs.
bool is_misspelling(std::string_view word, std::string_view known);

/// The candidate nearest to `word`, empty when none is near enough to be what the author meant.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace bobgen
