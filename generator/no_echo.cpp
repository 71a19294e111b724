#include "generator/no_echo.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"

namespace bobgen {

bool hides_values(const Map& parameter) {
    return std::any_of(parameter.begin(), parameter.end(),
                       [](const Member& one) { return is_no_echo(one.name) && boolean_in(one.value) != false; });
}

bool is_no_echo(std::string_view name) {
    constexpr std::string_view wanted = "noecho";
    std::size_t found = 0;
    for (const char c : name) {
        const char letter = to_lower(c);
        if (letter < 'a' || letter > 'z') continue;
        if (found == wanted.size() || letter != wanted[found]) return false;
        ++found;
    }
    return found == wanted.size();
}

bool is_hidden_by_no_echo(std::string_view member) {
    constexpr std::string_view told[] = {"Type",           "Description", "ConstraintDescription",
                                         "AllowedPattern", "MinLength",   "MaxLength",
                                         "MinValue",       "MaxValue"};
    return !is_no_echo(member) && !member.starts_with("Fn::") &&
           std::find(std::begin(told), std::end(told), member) == std::end(told);
}

Value starred(const Value& value) {
    if (value.is_call()) return call(value.call().function, starred(value.argument())).at(value.place);
    if (value.is_list()) {
        List made;
        for (const Value& one : value.list()) made.push_back(starred(one));
        return Value(std::move(made)).at(value.place);
    }
    if (!value.is_map()) return Value(hidden_value).at(value.place);
    Map made;
    for (const Member& one : value.map()) made.push_back({std::string(hidden_value), starred(one.value), one.place});
    return Value(std::move(made)).at(value.place);
}

}  // namespace bobgen
