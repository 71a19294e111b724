#include "generator/cli/line_diff.h"

#include <algorithm>
#include <vector>

#include "generator/report/text.h"

namespace bobgen {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Edit {
    char sign;
    std::string_view line;
    std::size_t number;  ///< of the line before the change
};

/// Myers' greedy algorithm, with its search kept to as many changes as are worth printing: past that, the middle is
/// shown as taken out and put in whole.
std::vector<Edit> edits_of(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    const long n = static_cast<long>(a.size()), m = static_cast<long>(b.size());
    constexpr long furthest = 400;
    const long limit = std::min(n + m, furthest);
    std::vector<std::vector<long>> trail;
    std::vector<long> reach(static_cast<std::size_t>(2 * limit + 3), 0);
    const auto at = [&](std::vector<long>& from, long k) -> long& {
        return from[static_cast<std::size_t>(k + limit + 1)];
    };
    std::vector<Edit> edits;
    for (long d = 0; d <= limit; ++d) {
        trail.push_back(reach);
        for (long k = -d; k <= d; k += 2) {
            long x =
                k == -d || (k != d && at(reach, k - 1) < at(reach, k + 1)) ? at(reach, k + 1) : at(reach, k - 1) + 1;
            long y = x - k;
            while (x < n && y < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(y)]) ++x, ++y;
            at(reach, k) = x;
            if (x < n || y < m) continue;
            for (long step = d; step >= 0; --step) {
                std::vector<long>& before = trail[static_cast<std::size_t>(step)];
                const long here = x - y;
                const bool down = here == -step || (here != step && at(before, here - 1) < at(before, here + 1));
                const long previous = down ? here + 1 : here - 1;
                const long px = step == 0 ? 0 : at(before, previous), py = step == 0 ? 0 : px - previous;
                while (x > px && y > py) {
                    --x, --y;
                    edits.push_back({' ', a[static_cast<std::size_t>(x)], static_cast<std::size_t>(x) + 1});
                }
                if (step == 0) break;
                if (down)
                    edits.push_back({'+', b[static_cast<std::size_t>(--y)], static_cast<std::size_t>(x) + 1});
                else
                    edits.push_back({'-', a[static_cast<std::size_t>(--x)], static_cast<std::size_t>(x) + 1});
            }
            std::reverse(edits.begin(), edits.end());
            return edits;
        }
    }
    for (std::size_t i = 0; i < a.size(); ++i) edits.push_back({'-', a[i], i + 1});
    for (std::string_view line : b) edits.push_back({'+', line, a.size()});
    return edits;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after, std::size_t most) {
    std::vector<std::string_view> a = lines_of(before), b = lines_of(after);
    // Common ends cost nothing and keep the search short.
    std::size_t same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
    const std::size_t kept = same > 2 ? same - 2 : 0;
    a.erase(a.begin(), a.begin() + static_cast<long>(kept));
    b.erase(b.begin(), b.begin() + static_cast<long>(kept));

    const std::vector<Edit> edits = edits_of(a, b);
    std::string made;
    std::size_t changed = 0, last_shown = edits.size();
    for (std::size_t i = 0; i < edits.size(); ++i) {
        bool near = false;
        for (std::size_t j = i >= 2 ? i - 2 : 0; j <= i + 2 && j < edits.size(); ++j) near |= edits[j].sign != ' ';
        if (!near) continue;
        if (edits[i].sign != ' ' && ++changed > most) return made + "… and more\n";
        if (last_shown == edits.size() || last_shown + 1 != i)
            made += "@@ line " + std::to_string(edits[i].number + kept) + " @@\n";
        made.append(1, edits[i].sign).append(printable(edits[i].line)).append("\n");
        last_shown = i;
    }
    return made;
}

}  // namespace bobgen
