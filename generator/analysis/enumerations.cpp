#include "generator/analysis/enumerations.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "generator/characters.h"
#include "generator/nearest.h"

namespace bobgen {

namespace {

/// Lists whose words are a matter of the thing itself. A list that is a part of one of these has no room for another
/// word; AWS has not added to one of them in ten years.
constexpr std::string_view switches[] = {"enabled",  "disabled", "suspended", "enable", "disable", "on",
                                         "off",      "yes",      "no",        "true",   "false",   "active",
                                         "inactive", "allow",    "deny",      "block",  "none"};
constexpr std::string_view methods[] = {"get", "head", "put", "post", "patch", "delete", "options", "any", "*"};
constexpr std::string_view processors[] = {"x86_64", "arm64"};
constexpr std::string_view packages[] = {"zip", "image"};
constexpr std::string_view failures[] = {"reportbatchitemfailures"};
constexpr std::string_view billing[] = {"provisioned", "pay_per_request"};

bool are_all_in(std::span<const std::string_view> list, std::span<const std::string_view> closed) {
    return std::all_of(list.begin(), list.end(),
                       [&](std::string_view one) { return is_one_of(to_lower(std::string(one)), closed); });
}

bool is_closed(std::span<const std::string_view> list) {
    for (const std::span<const std::string_view> closed :
         {std::span<const std::string_view>(switches), std::span<const std::string_view>(methods),
          std::span<const std::string_view>(processors), std::span<const std::string_view>(packages),
          std::span<const std::string_view>(failures), std::span<const std::string_view>(billing)})
        if (are_all_in(list, closed)) return true;
    return false;
}

}  // namespace

bool is_proven_wrong(std::string_view word, std::span<const std::string_view> list) {
    return is_closed(list) ||
           std::any_of(list.begin(), list.end(), [&](std::string_view one) { return is_misspelling(word, one); });
}

std::string advice_on_word(std::string_view word, std::span<const std::string_view> list) {
    if (const std::string_view near = nearest(word, list); !near.empty())
        return fmt::format("did you mean `{}`?", near);
    constexpr std::size_t most_told = 12;
    const auto told = list.first(std::min(list.size(), most_told));
    return fmt::format("use {} of {}{}", list.size() == 1 ? "the only one" : "one", fmt::join(told, ", "),
                       told.size() < list.size() ? " or others" : "");
}

std::string why_unlisted(std::string_view date) {
    return fmt::format(
        "bob knows AWS as of {}, and AWS adds to it every day; if this is not newer, the deployment fails", date);
}

std::string or_refresh(std::string advice) {
    advice +=
        advice.ends_with('?') ? " If it is new in AWS, nothing is wrong" : "; if it is new in AWS, nothing is wrong";
    return advice + ": update bob, or run `tools/refresh-data` in its sources";
}

}  // namespace bobgen
