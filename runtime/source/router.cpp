#include "bob/runtime/router.h"

#include <algorithm>

#include "bob/runtime/error.h"
#include "text.h"

namespace bob::detail {
namespace {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::any:
            return "*";
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::head:
            return "HEAD";
        case Method::options:
            return "OPTIONS";
    }
    return {};
}

/// The next segment of a path, taken off it.
std::string_view next_segment(std::string_view& path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

/// How well the segments of a path fit a route, a character for each, so that the smallest text is the best fit: a
/// literal before a variable before a greedy one, as API Gateway chooses
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html). Empty when it does not.
std::string fit(std::string_view route, const std::vector<std::string>& path, HttpRequest::Pairs& variables) {
    std::string how = "/";
    std::size_t at = 0;
    if (route == "/") route = {};
    while (!route.empty()) {
        const std::string_view wanted = next_segment(route);
        if (at == path.size()) return {};
        if (wanted.ends_with("+}")) {
            std::string rest = path[at];
            while (++at < path.size()) rest += '/' + path[at];
            if (rest.empty()) return {};
            variables.emplace_back(wanted.substr(1, wanted.size() - 3), std::move(rest));
            return how + '2';
        }
        const std::string& segment = path[at++];
        if (wanted.starts_with('{')) {
            if (segment.empty()) return {};
            variables.emplace_back(wanted.substr(1, wanted.size() - 2), segment);
            how += '1';
        } else {
            if (segment != wanted) return {};
            how += '0';
        }
    }
    return at == path.size() ? how : std::string();
}

}  // namespace

std::size_t find_route(const RouteEntry* routes, std::size_t count, HttpRequest& request, std::string& allowed) {
    std::size_t best = count;
    std::string best_fit;
    HttpRequest::Pairs best_variables;
    const std::vector<std::string> path = request.route().empty() ? request.segments() : std::vector<std::string>();
    for (std::size_t i = 0; i < count; ++i) {
        HttpRequest::Pairs variables;
        std::string how;
        if (request.route().empty())
            how = fit(routes[i].path, path, variables);
        else if (request.route() == routes[i].path)
            how = "/";
        if (how.empty()) continue;
        if (routes[i].method != request.method() && routes[i].method != Method::any) {
            if (allowed.find(name_of(routes[i].method)) == std::string::npos)
                allowed.append(allowed.empty() ? "" : ", ").append(name_of(routes[i].method));
            continue;
        }
        how += routes[i].method == Method::any ? '1' : '0';
        if (best != count && best_fit <= how) continue;
        best = i;
        best_fit = std::move(how);
        best_variables = std::move(variables);
    }
    if (best == count) {
        if (allowed.empty()) throw NotFound("There is nothing at this address.", "no_such_route");
        return count;
    }
    allowed.clear();
    if (request.route().empty()) request.set_route(std::string(routes[best].path), std::move(best_variables));
    return best;
}

namespace {
Error method_error(const std::string& allowed) {
    return {405, "method_not_allowed", "This address takes " + allowed + "."};
}
}  // namespace

void require_groups(const DeclaredRoute* routes, std::size_t count, const HttpRequest& request) {
    // API Gateway has found the route, so only those of its own kind count; a function URL has none.
    const bool by_url = request.route().empty();
    const bool of_rest_api = request.payload() == HttpRequest::Payload::rest_api;
    std::vector<RouteEntry> entries;
    std::vector<const Items<Text, 8>*> groups;
    // Of two that fit as well, as only the URL of both APIs' function has them, the first counts: the stricter one.
    for (const bool open : {false, true})
        for (std::size_t i = 0; i < count; ++i) {
            if (routes[i].groups->empty() != open || (!by_url && routes[i].of_rest_api != of_rest_api)) continue;
            entries.push_back(routes[i].route);
            groups.push_back(routes[i].groups);
        }
    HttpRequest routed = request;
    std::string allowed;
    const std::size_t found = find_route(entries.data(), entries.size(), routed, allowed);
    if (!allowed.empty()) throw method_error(allowed);
    if (groups[found]->empty()) return;
    for (const std::string& one : request.groups())
        for (const Text& group : *groups[found])
            if (one == group.text) return;
    request.user();  // says who has to sign in, once more
    throw Forbidden();
}

Response method_not_allowed(const std::string& allowed, std::string_view request_id) {
    const Error error = method_error(allowed);
    return error_response(std::make_exception_ptr(error), request_id).header("Allow", allowed);
}

}  // namespace bob::detail
