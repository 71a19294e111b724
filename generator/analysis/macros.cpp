#include "generator/analysis/macros.h"

#include <algorithm>

#include "generator/analysis/reading.h"

namespace bobgen {

bool has_macro(const Template& in, std::string_view name) {
    bool found = false;
    each(&in.transform, [&](const Value& one) { found = found || (one.is_text() && one.text() == name); });
    return found;
}

bool has_foreign_macros(const Template& in) {
    bool found = in.other_sections.find("Fn::Transform") != nullptr;
    each(&in.transform, [&](const Value& one) {
        const bool is_plain = one.is_text() && one.text().starts_with("AWS::") && one.text() != "AWS::Include";
        found = found || !is_plain;
    });
    return found;
}

bool is_open(const Value& value) {
    if (!value.is_map()) return false;
    return std::ranges::any_of(value.map(), [](const Member& one) { return one.name.starts_with("Fn::"); });
}

bool is_other_function(const Value& value) {
    return value.is_map() && value.map().size() == 1 && value.map().front().name.starts_with("Fn::");
}

}  // namespace bobgen
