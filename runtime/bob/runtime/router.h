/// One function, many handlers: each route of the function has its own, selected by the request's method and path.
///
///     Response sign_in(const Request<routes::sign_in>&, Context<user>&);
///     Response get_user(const Request<routes::get_user>&, Context<user>&);
///     static const bob::Lambda lambda = bob::handles<user>(bob::router<user>(sign_in, get_user));
///
/// The parameter of a handler determines its route. A route without a handler does not compile, nor does a handler of a
/// route that the function does not have.
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "bob/runtime/context.h"
#include "bob/runtime/lambda.h"
#include "bob/runtime/request.h"
#include "bob/runtime/response.h"
#include "bob/runtime/routes.h"

namespace bob {

namespace detail {

template <class>
struct RouteOf {
    static constexpr bool known = false;
};
template <const auto& Route>
    requires requires {
        Route.method;
        Route.path.text;
    }
struct RouteOf<Request<Route>> {
    static constexpr bool known = true;
    static constexpr RouteEntry entry{Route.method, Route.path.text};
};

Response method_not_allowed(const std::string& allowed, std::string_view request_id);

template <const auto& F, class... Handles>
class Router {
    static_assert((RouteOf<typename SignatureOf<Handles>::Of>::known && ...),
                  "a router's handler takes a bob::Request of a route: an HttpEvent or HttpApiEvent of its own");
    static constexpr RouteEntry entries[] = {RouteOf<typename SignatureOf<Handles>::Of>::entry...};

    template <class Judge>
    static constexpr bool every_declared(Judge judge) {
        bool all = true;
        for (const auto& route : F.http) all = all && judge(RouteEntry{route.method, route.path.text});
        for (const auto& route : F.http_api) all = all && judge(RouteEntry{route.method, route.path.text});
        return all;
    }
    static constexpr std::size_t count(const RouteEntry& route) {
        std::size_t found = 0;
        for (const RouteEntry& one : entries) found += one == route;
        return found;
    }
    static constexpr bool all_declared() {
        bool all = true;
        for (const RouteEntry& one : entries)
            all = all && !every_declared([&](const RouteEntry& declared) { return !(declared == one); });
        return all;
    }
    static_assert(every_declared([](const RouteEntry& route) { return count(route) > 0; }),
                  "a route of the function has no handler in its router");
    static_assert(every_declared([](const RouteEntry& route) { return count(route) < 2; }),
                  "two handlers of a router serve the same route");
    static_assert(all_declared(), "a handler of the router serves a route that the function has not");

public:
    constexpr explicit Router(Handles... handles) : handles_(handles...) {}

    Response operator()(const Request<F>& request, Context<F>& context) const {
        HttpRequest routed = request;
        std::string allowed;
        const std::size_t found = find_route(entries, sizeof...(Handles), routed, allowed);
        if (!allowed.empty()) return method_not_allowed(allowed, context.request_id());
        return serve(found, routed, context, std::index_sequence_for<Handles...>());
    }

private:
    template <std::size_t... I>
    Response serve(std::size_t found, const HttpRequest& request, Context<F>& context,
                   std::index_sequence<I...>) const {
        Response response;
        ((I == found ? void(response = call(std::get<I>(handles_), request, context)) : void()), ...);
        return response;
    }
    template <class Handle>
    static Response call(const Handle& handle, const HttpRequest& request, Context<F>& context) {
        const typename SignatureOf<Handle>::Of typed(request);
        if constexpr (std::is_invocable_v<const Handle&, decltype(typed)>)
            return handle(typed);
        else
            return handle(typed, context);
    }

    std::tuple<Handles...> handles_;
};

}  // namespace detail

template <const auto& Function, class... Handles>
constexpr auto router(Handles... handles) {
    return detail::Router<Function, Handles...>(handles...);
}

}  // namespace bob
