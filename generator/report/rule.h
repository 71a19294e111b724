/// A rule: one thing that can be wrong, and everything that bob can say about it independently of a specific finding.
#pragma once

#include <span>
#include <string_view>

namespace bobgen {

enum class Severity : unsigned char { error, warning };

struct Rule {
    std::string_view
        id;  ///< a slug that names the problem; also the name of its test folder and its anchor in the docs
    Severity severity;
    std::string_view summary;  ///< one line for `bobgen rules`, lower case, no full stop
    std::string_view why;      ///< what happens if it is not fixed, lower case, no full stop
    std::string_view example;  ///< a declaration that breaks the rule
    std::string_view better;   ///< the same, corrected
    std::string_view source;   ///< the AWS document, or the engine behaviour, that it is based on
};

/// All rules, in the order of the docs page.
std::span<const Rule* const> all_rules();
const Rule* find_rule(std::string_view id);

}  // namespace bobgen
