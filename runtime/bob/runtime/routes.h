/// Which of its function's routes a request is for, and whether its caller is in a group of that route. A handler of a
/// function whose routes have `.groups` is not called for anybody else.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "bob/runtime/request.h"

namespace bob::detail {

struct RouteEntry {
    Method method;
    std::string_view path;
    constexpr bool operator==(const RouteEntry&) const = default;
};

/// The position of the route that serves the request, which is given the variables of its path where API Gateway did
/// not (a function URL has no routes). Throws 404 `no_such_route`; `allowed` gets the methods of the path for a 405.
std::size_t find_route(const RouteEntry* routes, std::size_t count, HttpRequest& request, std::string& allowed);

/// A route as its function declares it.
struct DeclaredRoute {
    RouteEntry route;
    bool of_rest_api;
    const Items<Text, 8>* groups;
};

template <const auto& F>
consteval bool asks_for_groups() {
    bool asks = false;
    for (const auto& route : F.http) asks = asks || !route.groups.empty();
    for (const auto& route : F.http_api) asks = asks || !route.groups.empty();
    return asks;
}

/// Throws 401 if nobody is signed in, and 403 for a caller in none of the groups of the route.
void require_groups(const DeclaredRoute* routes, std::size_t count, const HttpRequest& request);

template <const auto& F>
void require_groups(const HttpRequest& request) {
    static constexpr auto routes = [] {
        std::array<DeclaredRoute, F.http.size() + F.http_api.size()> made{};
        std::size_t count = 0;
        for (const auto& one : F.http) made[count++] = {{one.method, one.path.text}, true, &one.groups};
        for (const auto& one : F.http_api) made[count++] = {{one.method, one.path.text}, false, &one.groups};
        return made;
    }();
    require_groups(routes.data(), routes.size(), request);
}

}  // namespace bob::detail
