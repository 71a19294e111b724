/// Parts that several formats use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/report/render.h"
#include "generator/value.h"

namespace bobgen {

/// "error" or "warning"
std::string_view word(Severity);

/// `file:line:column`, as far as known, safe to print.
std::string text_of(Place);

/// Why it matters: the finding's own reason, or the rule's.
std::string_view reason(const Diagnostic&);

/// "shop/dev" and "shop/prod" of "shop/dev, shop/prod"; views into the finding.
std::vector<std::string_view> stacks_of(const Diagnostic&);

/// "1 error", "2 errors"
std::string counted(std::size_t number, std::string_view what);

/// What is accepted: by a tombstone first, then by a suppression of this change.
std::vector<const Suppressed*> listed(const Report&);
/// "suppressed", "newly suppressed", with the last day when there is one.
std::string suppressed_words(const Suppressed&);

/// A text of which no viewer makes links or markup: neither of `[words](address)`, nor of a bare address, nor of
/// `<img>`.
std::string unlinked(std::string_view text);

/// Adds `file`, `line` and `column` to a JSON object, null when unknown.
void set_place(Value& object, Place);

/// What to mark, as other tools count: in characters (Unicode code points), from 1, with an exclusive end. 0 when
/// unknown.
struct Region {
    std::string file;
    unsigned line = 0;
    unsigned column = 0;
    unsigned end_column = 0;
};
Region region_of(Place, Sources&);

}  // namespace bobgen
