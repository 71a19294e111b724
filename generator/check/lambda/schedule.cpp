#include "generator/check/lambda/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "generator/characters.h"

namespace bobgen {

namespace {

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    constexpr std::string_view white = " \t";
    for (auto begin = text.find_first_not_of(white); begin != text.npos; begin = text.find_first_not_of(white, begin)) {
        const auto end = std::min(text.find_first_of(white, begin), text.size());
        found.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return found;
}

std::optional<int> whole_number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty() || text.front() == '-') return {};
    return number;
}

ScheduleFault fault_of_rate(std::string_view inside) {
    const auto parts = words(inside);
    const auto number = parts.empty() ? std::nullopt : whole_number_in(parts[0]);
    if (parts.size() != 2 || !number || *number < 1)
        return {"is not a rate with a number and a unit", "write, for example, `rate(5 minutes)`"};
    constexpr std::string_view units[] = {"minute", "hour", "day"};
    for (const std::string_view unit : units) {
        const std::string plural = std::string(unit) + "s";
        if (parts[1] != unit && parts[1] != plural) continue;
        const bool one = *number == 1;
        if (one == (parts[1] == unit)) return {};
        return {fmt::format("has the unit `{}` with the number {}", parts[1], *number),
                fmt::format("write `rate({} {})`", *number, one ? std::string(unit) : plural)};
    }
    return {fmt::format("has the unit `{}`", parts[1]), "use minutes, hours or days"};
}

struct Field {
    std::string_view name;
    int least;
    int most;
    std::string_view names;  ///< names for the numbers from `least` on, four characters each
    bool is_day;             ///< may be `?`, `L`, `W` or `#`
};

constexpr Field fields[] = {{"minutes", 0, 59, "", false},
                            {"hours", 0, 23, "", false},
                            {"day-of-month", 1, 31, "", true},
                            {"month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC ", false},
                            {"day-of-week", 1, 7, "SUN MON TUE WED THU FRI SAT ", true},
                            {"year", 1970, 2199, "", false}};
constexpr std::size_t day_of_month = 2, day_of_week = 4;

bool is_value(std::string_view text, const Field& field) {
    if (const auto number = whole_number_in(text)) return *number >= field.least && *number <= field.most;
    if (text.size() != 3) return false;
    const auto at = field.names.find(to_upper(std::string(text)) + " ");
    return at != field.names.npos && at % 4 == 0;
}

/// `3`, `MON`, `1-5`, `*/10`, `0/15`, and in the days `L`, `LW`, `L-3`, `15W`, `6L`, `6#3`.
bool is_part(std::string_view part, const Field& field) {
    if (const auto slash = part.find('/'); slash != part.npos) {
        const auto step = whole_number_in(part.substr(slash + 1));
        return step && *step > 0 && part.substr(0, slash).find('/') == part.npos &&
               is_part(part.substr(0, slash), field);
    }
    if (part == "*") return true;
    if (field.is_day) {
        if (part == "L" || part == "LW") return true;
        if (part.starts_with("L-")) return whole_number_in(part.substr(2)).has_value();
        if (part.ends_with('W') || part.ends_with('L'))
            if (is_value(part.substr(0, part.size() - 1), field)) return true;
        if (const auto hash = part.find('#'); hash != part.npos) {
            const auto week = whole_number_in(part.substr(hash + 1));
            return week && *week >= 1 && *week <= 5 && is_value(part.substr(0, hash), field);
        }
    }
    if (const auto dash = part.find('-'); dash != part.npos)
        return is_value(part.substr(0, dash), field) && is_value(part.substr(dash + 1), field);
    return is_value(part, field);
}

bool is_field(std::string_view text, const Field& field) {
    if (text == "?") return field.is_day;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        if (!is_part(text.substr(begin, end - begin), field)) return false;
        begin = end + 1;
    }
    return true;
}

ScheduleFault fault_of_cron(std::string_view inside) {
    const auto parts = words(inside);
    constexpr std::string_view order = "minutes, hours, day-of-month, month, day-of-week, year";
    if (parts.size() != std::size(fields))
        return {fmt::format("has {} fields, but cron needs 6", parts.size()),
                parts.size() == 5
                    ? fmt::format("give all six: {}; EventBridge requires a year, `*` for every year", order)
                    : fmt::format("give all six: {}", order)};
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!is_field(parts[i], fields[i]))
            return {fmt::format("has `{}` for its {}", parts[i], fields[i].name),
                    fmt::format("the {} range from {} to {}", fields[i].name, fields[i].least, fields[i].most)};
    if (parts[day_of_month] == "?" || parts[day_of_week] == "?") return {};
    // The one that is not `*` shows which of the two is meant.
    const bool by_week = parts[day_of_month] == "*" && parts[day_of_week] != "*";
    std::string mended;
    for (std::size_t i = 0; i < parts.size(); ++i)
        mended += fmt::format("{}{}", i ? " " : "", i == (by_week ? day_of_month : day_of_week) ? "?" : parts[i]);
    return {"gives both day-of-month and day-of-week", fmt::format("write `cron({})`", mended)};
}

}  // namespace

ScheduleFault fault_of_schedule(std::string_view expression) {
    const auto inside = [&](std::string_view function) {
        return expression.substr(function.size(), expression.size() - function.size() - 1);
    };
    if (expression.ends_with(')')) {
        if (expression.starts_with("rate(")) return fault_of_rate(inside("rate("));
        if (expression.starts_with("cron(")) return fault_of_cron(inside("cron("));
    }
    return {"is neither a rate nor a cron expression", "write `rate(5 minutes)` or `cron(0 12 * * ? *)`"};
}

}  // namespace bobgen
