/// What `bobgen diff` finds, for other commands, too.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "generator/commands/sides.h"
#include "generator/diff/report/render.h"

namespace bobgen {

/// Every pair of the two sides, compared. Points into the sides.
struct Judged {
    std::vector<Difference> differences;
    std::vector<Compared> compared;
    Report findings;
    std::set<ChangeClass> happens;

    /// Whether any of the classes that may not happen does.
    bool fails(const std::set<ChangeClass>& on) const;
};
Judged judge(const Sides&, Suppressions&);

/// What changes, and which findings about it were suppressed.
std::string text_with_suppressed(const Judged&, Sources&);
std::string markdown_with_suppressed(const Judged&, Sources&);

/// What `--fail-on` is when it is not given.
inline constexpr const char* default_fail_on = "blocked,data-loss";
/// `--fail-on`
void take_fail_on(Command&, std::string& classes);
/// `replace,blocked`. Throws Misuse for a word that is no class.
std::set<ChangeClass> fail_on(const std::string& words);

}  // namespace bobgen
