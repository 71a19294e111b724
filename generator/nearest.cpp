#include "generator/nearest.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "generator/characters.h"

namespace bobgen {
namespace {

bool same(char left, char right) { return to_lower(left) == to_lower(right); }

std::string digits_in(std::string_view word) {
    std::string made;
    for (const char one : word)
        if (is_digit(one)) made += one;
    return made;
}

/// "TableClass" and "TableClassConfig": the longer has another word at its end.
bool has_a_word_more(std::string_view longer, std::string_view shorter) {
    return longer.size() > shorter.size() && longer.starts_with(shorter) && is_upper(longer[shorter.size()]);
}

std::size_t common_prefix(std::string_view left, std::string_view right) {
    const auto length = std::min(left.size(), right.size());
    std::size_t common = 0;
    while (common < length && same(left[common], right[common])) ++common;
    return common;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
    if (left.size() > right.size()) std::swap(left, right);
    // No distance exceeds the greater length; a tighter limit also keeps `limit + 1` from overflowing.
    limit = std::min(limit, right.size());
    const auto too_far = limit + 1;
    if (right.size() - left.size() > limit) return too_far;

    const auto start = common_prefix(left, right);
    left.remove_prefix(start);
    right.remove_prefix(start);

    // Row r, column c: the distance of the first r characters of `right` and the first c of `left`. Only columns within
    // `limit` of the diagonal can be within `limit`; everything outside this band counts as too far.
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.assign(left.size() + 1, too_far);
    auto &before = rows[0], &above = rows[1], &current = rows[2];
    for (std::size_t column = 0; column <= std::min(left.size(), limit); ++column) above[column] = column;

    for (std::size_t row = 1; row <= right.size(); ++row) {
        const auto first = row > limit ? row - limit : 0;
        const auto last = std::min(left.size(), row + limit);
        if (first > 0) current[first - 1] = too_far;
        auto best = too_far;
        for (auto column = first; column <= last; ++column) {
            auto edits = above[column] + 1;
            if (column == 0) {
                edits = row;
            } else {
                const bool equal = same(right[row - 1], left[column - 1]);
                edits = std::min({edits, current[column - 1] + 1, above[column - 1] + (equal ? 0 : 1)});
                if (row > 1 && column > 1 && same(right[row - 1], left[column - 2]) &&
                    same(right[row - 2], left[column - 1])) {
                    edits = std::min(edits, before[column - 2] + 1);
                }
            }
            current[column] = std::min(edits, too_far);
            best = std::min(best, current[column]);
        }
        if (last < left.size()) current[last + 1] = too_far;
        // A swap can reach back two rows, but never gives less than the row in between already shows.
        if (best > limit) return too_far;
        std::swap(before, above);
        std::swap(above, current);
    }
    return above[left.size()];
}

std::size_t nearest_limit(std::string_view word) {
    return word.size() < 2 ? 0 : std::clamp<std::size_t>(word.size() / 3, 1, 4);
}

void Nearest::offer(std::string_view candidate) {
    if (candidate.empty()) return;
    const auto distance = edit_distance(word_, candidate, limit_);
    if (distance > limit_) return;
    const auto common = common_prefix(word_, candidate);
    if (!best_.empty() && distance == limit_ && common <= common_) return;
    limit_ = distance;
    common_ = common;
    best_ = candidate;
}

bool is_misspelling(std::string_view word, std::string_view known) {
    const std::size_t length = std::min(word.size(), known.size());
    // A change of one letter in three makes another word.
    const std::size_t slips = length < 4 ? 0 : length < 8 ? 1 : 2;
    const std::size_t distance = edit_distance(word, known, slips);
    if (distance > slips) return false;
    return distance == 0 ||
           (digits_in(word) == digits_in(known) && !has_a_word_more(word, known) && !has_a_word_more(known, word));
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    Nearest search(word);
    for (const auto candidate : candidates) search.offer(candidate);
    return search.best();
}

}  // namespace bobgen
