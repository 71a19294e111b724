#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/nearest.h"
#include "generator/rules/http.h"
#include "generator/rules/routes.h"

namespace bobgen {

namespace {

std::string label_of(const Route& route) {
    return std::string(naming::verb(route.method)) + " " + std::string(route.path.text);
}

/// The path without its variables' names: `/users/{}`; a greedy one stays greedy.
std::string shape_of(std::string_view path) {
    std::string shape;
    bool inside = false;
    for (char c : path) {
        if (c == '}') inside = false;
        if (!inside || c == '+') shape += c;
        if (c == '{') inside = true;
    }
    return shape;
}

struct Variable {
    std::string_view name;
    const Route* route;
};

/// API Gateway has one variable below each resource of a REST API, whatever the methods.
void siblings(const Route& route, std::map<std::string, Variable>& variables, Report& report) {
    const std::string_view path = route.path.text;
    for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        const std::size_t close = path.find('}', open);
        if (close == std::string_view::npos) return;
        const std::string_view name = path.substr(open + 1, close - open - 1);
        const auto [first, fresh] = variables.emplace(shape_of(path.substr(0, open)), Variable{name, &route});
        if (fresh || first->second.name == name) continue;
        report.add({.rule = &rules::sibling_path_variables,
                    .message = "path variables `{" + std::string(first->second.name) + "}` and `{" + std::string(name) +
                               "}` are at the same position of " + backticked(path.substr(0, open)),
                    .primary = {route.path.place, "`{" + std::string(name) + "}` here"},
                    .related = {{first->second.route->path.place, "`{" + std::string(first->second.name) + "}` here"}},
                    .fix = "name both variables `{" + std::string(first->second.name) + "}`"});
    }
}

struct Prefix {
    std::string_view path;
    const Route* route;
};

/// A REST API has a resource for each prefix of a path, shared by its methods; an HTTP API has a route for each path
/// and method.
void ids_differ(const Route& route, std::map<std::string, Prefix>& by_id, Report& report) {
    const std::string_view path = route.path.text;
    const bool rest = route.api == ApiKind::rest;
    for (std::size_t end = rest ? path.find('/', 1) : path.size();; end = path.find('/', end + 1)) {
        const std::string_view prefix = path.substr(0, end);
        const std::string id = rest ? "rest " + naming::of_path(prefix)
                                    : "http " + naming::of_path(naming::verb(route.method)) + naming::of_path(prefix);
        const auto [first, fresh] = by_id.emplace(id, Prefix{prefix, &route});
        if (!fresh && first->second.path != prefix) {
            report.add({.rule = &rules::route_id_conflict,
                        .message = "paths " + backticked(first->second.path) + " and " + backticked(prefix) +
                                   " get the same logical id",
                        .primary = {route.path.place, "the second"},
                        .related = {{first->second.route->path.place, "the first"}},
                        .fix = "choose paths that differ in more than case and punctuation"});
            return;
        }
        if (prefix.size() == path.size()) return;
    }
}

void authorizer_kind(const Route& route, Report& report) {
    const bob::Kind kind = route.authorizer.kind;
    const bool wrong = (route.api == ApiKind::rest && kind == bob::Kind::jwt_authorizer) ||
                       (route.api == ApiKind::http && kind == bob::Kind::cognito_authorizer);
    if (!wrong) return;
    const bool rest = route.api == ApiKind::rest;
    report.add({.rule = &rules::wrong_authorizer_kind,
                .message = std::string(rest ? "REST" : "HTTP API") + " route " + backticked(label_of(route)) +
                           " uses the " + (rest ? "JWT" : "Cognito") + " authorizer " +
                           backticked(route.authorizer.name),
                .primary = {route.authorizer.place, "this kind of API does not support the authorizer"},
                .related = {{route.path.place, "the route"}},
                .fix = rest ? "declare a `CognitoAuthorizer` for it, or make it an `http_api` route"
                            : "declare a `JwtAuthorizer` for it, or make it an `http` route"});
}

/// A REST API leaves the CORS headers of a response to the function. bob's handlers add what their own route declares
/// with literal origins; a function of another runtime is up to its author.
void handler_cors(const Model& model, const Route& route, Report& report) {
    const Value& runtime = model.functions[route.function].runtime;
    if (!runtime.is_text() || !runtime.text().starts_with("provided")) return;
    if (route.integration) return;  // API Gateway makes the response
    if (!route.cors) {
        if (!model.rest_api || !model.rest_api->cors) return;
        report.add(
            {.rule = &rules::cors_unknown_to_handler,
             .message = "the handler of " + backticked(label_of(route)) + " does not know the CORS settings of its API",
             .primary = {route.path.place, "has no `.cors`"},
             .related = {},
             .fix = "set `.cors` on the route, too"});
        return;
    }
    if (!route.cors.settings) return;
    for (const bob::Expression& origin : route.cors.settings->origins) {
        if (origin.form == bob::Expression::Form::text) continue;
        report.add(
            {.rule = &rules::cors_unknown_to_handler,
             .message =
                 "the handler of " + backticked(label_of(route)) + " does not know an origin of its CORS settings",
             .primary = {origin.place, "known only to the template"},
             .related = {{route.cors.place, "used here"}},
             .fix = "write the origin as a string, or make it an `http_api` route, for which API Gateway answers"});
        return;
    }
}

/// What the compiler says of a constant, of an integration that is made at run time.
void integration_of(const Model& model, const Route& route, Report& report) {
    using Fault = bob::names::IntegrationFault;
    if (!route.integration) return;
    const bob::Integration& one = *route.integration.settings;
    const auto tell = [&](std::string_view what, Place at, std::string_view fix) {
        report.add({.rule = &rules::invalid_integration,
                    .message = "the integration of " + backticked(label_of(route)) + " " + std::string(what),
                    .primary = {at.or_else(route.integration.place), {}},
                    .related = {{route.integration.place, "used here"}},
                    .fix = std::string(fix)});
    };
    const auto is_too_full = [](const auto& list) { return list.overflow(); };
    bool overflows =
        is_too_full(one.request_templates) || is_too_full(one.request_parameters) || is_too_full(one.responses);
    for (const bob::IntegrationResponse& each : one.responses)
        overflows = overflows || is_too_full(each.response_parameters) || is_too_full(each.response_templates);
    if (overflows)
        tell("has more templates, parameters or responses than there is room for", route.integration.place,
             "leave some out; `bob/integration.h` says how many there may be");
    const bob::names::IntegrationFinding found = bob::names::integration_fault(one);
    switch (found.fault) {
        case Fault::ok:
            break;
        case Fault::no_default:
            return tell("has no response for what its function answers without an error", found.place,
                        "add a response without `.selection_pattern`: `{.status_code = 200}`");
        case Fault::several_defaults:
            return tell("has several responses without a selection pattern", found.place,
                        "keep one, and give the others a `.selection_pattern`");
        case Fault::status_code:
            return tell("has a response whose status code is not between 100 and 599", found.place,
                        "set `.status_code`");
        case Fault::status_code_twice:
            return tell("has two responses with the same status code", found.place,
                        "join their patterns: `one.*|other.*`");
        case Fault::timeout:
            return tell("waits for less than 50 milliseconds", found.place, "set `.timeout` to 50 ms or more");
        case Fault::request_target:
            return tell("maps a parameter to what is no part of the request to its function", found.place,
                        "begin with `integration.request.header.`, `.path.` or `.querystring.`");
        case Fault::response_target:
            return tell("maps a parameter to what is no header of a response", found.place,
                        "begin with `method.response.header.`");
        case Fault::mapped_twice:
            return tell("maps to the same parameter or content type twice", found.place, "keep one of the two");
    }
    // From the stage's file: what the declaration alone does not show.
    std::map<std::string, Place> statuses;
    for (const bob::IntegrationResponse& each : one.responses) {
        const Value code = model.setting(each.status_code);
        if (code.kind() != Value::Kind::integer) continue;
        if (!bob::names::is_status_code(code.integer()))
            tell("has a response whose status code is not between 100 and 599", code.place, "choose one of HTTP's");
        else if (!statuses.emplace(std::to_string(code.integer()), code.place).second)
            tell("has two responses with the same status code", code.place, "join their patterns: `one.*|other.*`");
    }
}

/// The method declares each parameter of its path as required, so API Gateway would not refuse one that its path lacks.
void path_parameters(const Route& route, Report& report) {
    constexpr std::string_view of_path = "method.request.path.";
    const std::vector<std::string> variables = path_variables(route.path.text);
    const auto look = [&](const bob::Text& parameter, Place used) {
        if (!parameter.text.starts_with(of_path)) return;
        const std::string_view name = parameter.text.substr(of_path.size());
        if (name.empty() || std::find(variables.begin(), variables.end(), name) != variables.end()) return;
        std::string fix = "take it from `method.request.querystring.` or `.header.`, or add `{" + std::string(name) +
                          "}` to the path";
        for (std::size_t i = variables.size(); i-- > 0;)
            fix.insert(0, "`" + std::string(of_path) + variables[i] + "`" +
                              (i + 1 < variables.size() ? " or " : "; otherwise "));
        if (!variables.empty()) fix.insert(0, "write ");
        report.add({.rule = &rules::invalid_parameter_mapping,
                    .message = "the path of " + backticked(label_of(route)) + " has no variable " + backticked(name),
                    .primary = {Place(parameter.place).or_else(used), {}},
                    .related = {{route.path.place, "the path"}},
                    .fix = std::move(fix),
                    .why = "no request has this parameter: API Gateway maps nothing, and a route that validates its "
                           "requests answers each with 400"});
    };
    if (route.integration)
        for (const bob::ParameterMapping& one : route.integration.settings->request_parameters)
            look(one.from, route.integration.place);
    if (route.request)
        for (const bob::Text& one : route.request.settings->required_parameters) look(one, route.request.place);
}

/// The user pool of a route's authorizer, when that is one of the stack's own; null otherwise.
const bob::Link<bob::Kind::user_pool>* pool_of(const Model& model, const Route& route) {
    const bob::Link<bob::Kind::user_pool>* pool = nullptr;
    if (route.authorizer.kind == bob::Kind::jwt_authorizer) {
        if (const auto* jwt = model.find<bob::JwtAuthorizer>(route.authorizer.name)) pool = &jwt->user_pool;
    } else if (const auto* cognito = model.find<bob::CognitoAuthorizer>(route.authorizer.name);
               cognito && route.authorizer.kind == bob::Kind::cognito_authorizer) {
        pool = &cognito->user_pool;
    }
    if (!pool || !*pool) return nullptr;
    const auto* declared = model.find<bob::UserPool>(pool->name);
    return declared && !declared->existing ? pool : nullptr;
}

/// The names of the groups of a pool that the stack declares; nothing when one of them is not written out.
std::optional<std::vector<std::string>> groups_of_pool(const Model& model, const std::string& pool_id) {
    std::vector<std::string> made;
    for (const bob::Resource& resource : model.stack.resources) {
        const auto* raw = resource.as<bob::RawResource>();
        if (!raw || raw->type.text != "AWS::Cognito::UserPoolGroup") continue;
        Value properties = Map{};
        for (std::size_t i = 0; i < raw->properties.names.size(); ++i)
            if (const std::string_view name = raw->properties.names[i].text;
                name == "GroupName" || name == "UserPoolId")
                properties.set(name, model.value(raw->properties.values[i]));
        const Value* of = properties.find("UserPoolId");
        if (!of || *of != bobgen::ref(pool_id)) {
            if (of && of->is_call(Intrinsic::ref)) continue;
            return std::nullopt;
        }
        const Value* name = properties.find("GroupName");
        if (!name || !name->is_text()) return std::nullopt;
        made.push_back(name->text());
    }
    return made;
}

/// Groups that nobody can be in, and those that nothing checks.
void groups_of(const Model& model, const Route& route, Report& report) {
    if (route.groups.empty()) return;
    const Place place = Place(route.groups[0].place).or_else(route.path.place);
    const auto unchecked = [&](std::string_view why, std::string_view fix) {
        report.add({.rule = &rules::groups_unchecked,
                    .message = "route " + backticked(label_of(route)) + " is for groups, and " + std::string(why),
                    .primary = {place, "checked by nobody"},
                    .related = {{route.path.place, "the route"}},
                    .fix = std::string(fix)});
    };
    if (!route.has_function()) return unchecked("has no function", "let a function answer it");
    const Value& runtime = model.functions[route.function].runtime;
    if (!runtime.is_text() || !runtime.text().starts_with("provided"))
        return unchecked("its function has no handler of bob's",
                         "check the claim `cognito:groups` in the function, and leave out `.groups`");
    if (route.integration)
        return unchecked("its function does not see who calls, but what a template makes",
                         "remove the `.integration`, so that the handler takes a `bob::Request`");
    const auto* pool = pool_of(model, route);
    const auto all = pool ? groups_of_pool(model, model.logical_id(*pool)) : std::nullopt;
    if (!all) return;
    for (const bob::Text& group : route.groups) {
        if (std::find(all->begin(), all->end(), group.text) != all->end()) continue;
        Nearest nearest(group.text);
        for (const std::string& one : *all) nearest.offer(one);
        report.add({.rule = &rules::group_not_declared,
                    .message = "user pool " + backticked(pool->name) + " has no group " + backticked(group.text),
                    .primary = {Place(group.place).or_else(route.path.place), "no such group"},
                    .related = {{route.authorizer.place, "the pool's authorizer"}},
                    .fix = nearest.best().empty() ? "declare it: `bob::aws::cognito::UserPoolGroup{.GroupName = \"" +
                                                        std::string(group.text) + "\", …}`"
                                                  : "did you mean " + backticked(nearest.best()) + "?"});
    }
}

constexpr std::int64_t bytes_a_megabyte = std::int64_t{1} << 20;

/// What a handler can need, in MB: the program itself, the event as it comes and as it is read, the body's values in
/// the tree, and their elements in the handler's own types, as far as runtime/bob/runtime/codec.h has room for them.
/// tests/handlers/memory.test.mjs measures what one takes.
std::int64_t memory_for(const bob::BodyLimit& limit) {
    constexpr std::int64_t program = 48;
    constexpr std::int64_t most_for_a_byte = 16;
    constexpr std::int64_t most_for_a_value = 80;
    constexpr std::int64_t largest_struct = 4096;  // as such are written
    const std::int64_t bytes = limit.bytes;
    const std::int64_t tree = std::min(most_for_a_byte * bytes, most_for_a_value * limit.values + 2 * bytes);
    const std::int64_t room = std::max(16 * bytes_a_megabyte, most_for_a_byte * bytes);
    const std::int64_t elements = std::min(room, largest_struct * limit.values);
    return program + (3 * bytes + tree + elements + bytes_a_megabyte - 1) / bytes_a_megabyte;
}

/// The limits are kept by our own handlers; a function of another runtime is its author's business.
void memory_for_body(const FunctionModel& function, Report& report) {
    if (!function.runtime.is_text() || !function.runtime.text().starts_with("provided")) return;
    bool takes_requests = !function.declared->http_api.empty();
    for (const bob::HttpEvent& one : function.declared->http) takes_requests = takes_requests || !one.integration;
    if (!takes_requests) return;
    const std::int64_t needed = memory_for(function.declared->max_body);
    if (function.memory.kind() != Value::Kind::integer || function.memory.integer() >= needed) return;
    constexpr std::int64_t step = 64;
    report.add({.rule = &rules::memory_small_for_body,
                .message = "function " + backticked(function.key) + " has " +
                           std::to_string(function.memory.integer()) + " MB of memory for bodies that can need " +
                           std::to_string(needed) + " MB",
                .primary = {function.place, "takes bodies of up to " +
                                                std::to_string(function.declared->max_body.bytes) + " bytes and " +
                                                std::to_string(function.declared->max_body.values) + " values"},
                .related = {},
                .fix = "set `.memory` to " + std::to_string((needed + step - 1) / step * step) +
                       "_MB, or lower its `.max_body`"});
}

}  // namespace

std::string_view describe(bob::names::PathFault fault) {
    switch (fault) {
        case bob::names::PathFault::ok:
            return {};
        case bob::names::PathFault::no_slash:
            return "does not start with a slash";
        case bob::names::PathFault::empty_segment:
            return "has an empty segment, or ends with a slash";
        case bob::names::PathFault::braces:
            return "has a brace that does not enclose a whole segment";
        case bob::names::PathFault::variable:
            return "has a variable whose name is empty or has characters other than letters, digits and `._-:`";
        case bob::names::PathFault::greedy_not_last:
            return "has a greedy variable before its last segment";
        case bob::names::PathFault::twice:
            return "names a variable twice";
        case bob::names::PathFault::character:
            return "has a character that is not allowed in a URL path";
    }
    return {};
}

std::vector<std::string> path_variables(std::string_view path) {
    std::vector<std::string> made;
    for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
        std::string_view name = path.substr(open + 1, path.find('}', open) - open - 1);
        if (name.ends_with('+')) name.remove_suffix(1);
        made.emplace_back(name);
    }
    return made;
}

bool is_rest_path(std::string_view path) {
    for (std::size_t plus = path.find('+'); plus != path.npos; plus = path.find('+', plus + 1))
        if (plus + 1 == path.size() || path[plus + 1] != '}') return false;
    return bob::names::every(path, "/_-.,:{}+");
}

void check_routes(const Model& model, Report& report) {
    std::map<std::string, const Route*> by_key, by_shape;
    std::map<std::string, Prefix> by_id;
    std::map<std::string, Variable> variables;
    for (const FunctionModel& function : model.functions) memory_for_body(function, report);
    for (const Route& route : model.routes) {
        const std::string_view path = route.path.text;
        const bob::names::PathFault fault = bob::names::path_fault(path);
        if (fault != bob::names::PathFault::ok) {
            report.add({.rule = &rules::invalid_route_path,
                        .message = "route path " + backticked(path) + " " + std::string(describe(fault)),
                        .primary = {route.path.place, "not a valid route path"},
                        .related = {},
                        .fix = "write segments between slashes, a variable as a whole segment in braces: "
                               "`/users/{id}`, greedy at the end: `/files/{path+}`"});
            continue;
        }
        const bool rest = route.api == ApiKind::rest;
        if (rest && !is_rest_path(path)) {
            report.add({.rule = &rules::invalid_route_path,
                        .message = "route path " + backticked(path) + " has a character that a REST API does not allow",
                        .primary = {route.path.place, "not a valid REST API path"},
                        .related = {},
                        .fix = "use letters, digits and `_-.,:` between the slashes, or make it an `http_api` route"});
            continue;
        }
        if (route.authorizer && !route.authorizer.by_iam) {
            authorizer_kind(route, report);
            if (!model.find(route.authorizer.kind, route.authorizer.name))
                model.logical_id(route.authorizer.kind, route.authorizer.name, route.authorizer.place);
        }

        if (rest && route.has_function()) handler_cors(model, route, report);
        integration_of(model, route, report);
        groups_of(model, route, report);
        path_parameters(route, report);

        const std::string api = rest ? "rest " : "http ";
        const std::string name = label_of(route);
        const auto owner = [&](const Route& one) {
            return one.has_function() ? "function " + backticked(model.functions[one.function].key)
                                      : "route " + backticked(one.name_without_function());
        };
        const auto [same, fresh] = by_key.emplace(api + name, &route);
        if (!fresh) {
            report.add({.rule = &rules::route_conflict,
                        .message = "route " + backticked(name) + " is declared twice",
                        .primary = {route.path.place, "also declared by " + owner(route)},
                        .related = {{same->second->path.place, "first declared by " + owner(*same->second)}},
                        .fix = "give one of the two a different path"});
            continue;
        }
        if (route.api == ApiKind::rest) siblings(route, variables, report);

        const auto [alike, first_shape] =
            by_shape.emplace(api + std::string(naming::verb(route.method)) + " " + shape_of(path), &route);
        if (!first_shape && route.api == ApiKind::http) {
            report.add({.rule = &rules::ambiguous_route,
                        .message = "routes " + backticked(label_of(*alike->second)) + " and " + backticked(name) +
                                   " match the same requests",
                        .primary = {route.path.place, "the second"},
                        .related = {{alike->second->path.place, "the first"}},
                        .fix = "keep one of the two"});
            continue;
        }
        ids_differ(route, by_id, report);
    }
}

}  // namespace bobgen
