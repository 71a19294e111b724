#include "generator/analysis/described.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "generator/analysis/resolve.h"

namespace bobgen {

namespace {

std::string shortened(std::string_view text) {
    constexpr std::size_t enough = 60;
    const bool plain = std::all_of(text.begin(), text.end(), [](char one) { return one >= ' ' && one <= '~'; });
    if (!plain) return "a string";
    return text.size() > enough ? fmt::format("the string `{}...`", text.substr(0, enough))
                                : fmt::format("the string `{}`", text);
}

}  // namespace

std::string described(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return "null";
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
            return "`" + *text_in(value) + "`";
        case Value::Kind::text:
            return shortened(value.text());
        case Value::Kind::list:
            return "a list";
        case Value::Kind::map:
            return "a map";
        case Value::Kind::call:
            break;
    }
    return fmt::format("`{}`", long_name(value.call().function));
}

}  // namespace bobgen
