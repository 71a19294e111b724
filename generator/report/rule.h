/// A rule: one thing that can be wrong, and everything bob can say about it that does not depend on the case at hand.
#pragma once

#include <span>
#include <string_view>

namespace bobgen {

enum class Severity : unsigned char { error, warning };

struct Rule {
    std::string_view id;  ///< a slug that names the bad thing; also its test folder and its place in the docs
    Severity severity;
    std::string_view summary;  ///< one line for `bobgen rules`, lower case, no full stop
    std::string_view why;      ///< what happens if nothing is done, lower case, no full stop
    std::string_view example;  ///< a declaration that breaks it
    std::string_view better;   ///< the same, mended
    std::string_view source;   ///< the AWS document, or the engine behaviour, that it comes from
};

/// All rules, in the order of the docs page.
std::span<const Rule* const> all_rules();
const Rule* find_rule(std::string_view id);

}  // namespace bobgen
