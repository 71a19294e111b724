/// Lists are answered page by page: `{"items": […], "next": "…"}`, whose `next` is the `after` of the next request.
#pragma once

#include <bob/runtime/rules.h>

#include <optional>
#include <string>
#include <vector>

namespace scheduler {

template <class Item>
struct PageOf {
    std::vector<Item> items;
    std::optional<std::string> next;
};

/// What a caller says of the page that is wanted, in the query string.
struct PageWanted {
    int limit = 20;
    std::optional<std::string> after;
};

}  // namespace scheduler

template <>
inline constexpr auto bob::field_rules<scheduler::PageWanted> =
    bob::rules(bob::rule<&scheduler::PageWanted::limit>(bob::is::between(1, 100)));
