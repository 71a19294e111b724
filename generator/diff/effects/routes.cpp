#include "generator/diff/effects/routes.h"

#include <fmt/format.h>

#include <algorithm>

#include "generator/characters.h"

namespace bobgen::diff {

namespace {

/// The logical id in a string that is a single placeholder, as `Ref` and `Fn::GetAtt` become.
std::string_view only_name(std::string_view text) {
    if (text.size() < 3 || text.front() != filled_in_begin || text.find(filled_in_end) != text.size() - 1) return {};
    text = text.substr(1, text.size() - 2);
    return text.substr(0, text.find('.'));
}

class GatherRoutes {
public:
    explicit GatherRoutes(const Side& side) : side_(side) {}

    Routes run() {
        std::map<std::string_view, int> apis;
        for (const TemplateResource& one : side_.tree().resources)
            if (side_.has(one)) ++apis[one.type];
        // When there is one API of a kind, its logical id means nothing and may change.
        several_rest_ = apis["AWS::ApiGateway::RestApi"] > 1;
        several_http_ = apis["AWS::ApiGatewayV2::Api"] > 1;
        for (const TemplateResource& one : side_.tree().resources) {
            if (!side_.has(one)) continue;
            if (one.type == "AWS::ApiGateway::Method") method(one);
            if (one.type == "AWS::ApiGateway::RestApi") described(one);
            if (one.type == "AWS::ApiGatewayV2::Route") route(one);
            if (one.type == "AWS::Lambda::Url") url(one);
        }
        return std::move(routes_);
    }

private:
    std::string text(const Value& of, std::string_view name) const {
        const Value* found = of.find(name);
        return found ? text_in(*found).value_or(shown(*found)) : std::string();
    }

    const TemplateResource* referred(std::string_view text) const {
        const std::string_view name = only_name(text);
        return name.empty() ? nullptr : side_.names().resource(name);
    }

    std::string path_of(const std::string& resource_id, int depth = 0) const {
        constexpr int deep_enough = 64;
        const TemplateResource* found = referred(resource_id);
        if (!found || found->type != "AWS::ApiGateway::Resource" || depth > deep_enough)
            return found || resource_id.find(filled_in_begin) != std::string::npos ? "" : "/" + resource_id;
        const Value properties = side_.meaning(found->properties);
        return path_of(text(properties, "ParentId"), depth + 1) + "/" + text(properties, "PathPart");
    }

    /// The function that a URI leads to.
    std::string target_of(const Value* address) const {
        if (!address) return {};
        std::string found;
        each_filled_in(*address, [&](std::string_view name, std::string_view) {
            const TemplateResource* one = side_.names().resource(name);
            if (found.empty() && one && one->type.starts_with("AWS::Lambda::")) found = name;
        });
        return found.empty() ? shown(text_in(*address).value_or("")) : found;
    }

    void add(std::string key, GuardedRoute&& one) { routes_.try_emplace(std::move(key), std::move(one)); }

    void method(const TemplateResource& resource) {
        const Value properties = side_.meaning(resource.properties);
        const std::string verb = text(properties, "HttpMethod"), type = text(properties, "AuthorizationType");
        const Value* integration = properties.find("Integration");
        // The response to a preflight request needs no authorizer, and leads nowhere.
        if (verb == "OPTIONS" && integration && text(*integration, "Type") == "MOCK") return;
        std::string path = path_of(text(properties, "ResourceId"));
        if (path.empty()) path = "/";
        GuardedRoute one;
        one.name = fmt::format("{} {}", verb, path);
        one.open = (type.empty() || type == "NONE") && !is_true(properties.find("ApiKeyRequired"));
        one.guard = one.open ? "" : type + " " + text(properties, "AuthorizerId");
        one.target = target_of(integration ? integration->find("Uri") : nullptr);
        one.logical_id = resource.logical_id;
        one.place = place_of(properties.find("AuthorizationType"), resource.place);
        one.api = only_name(text(properties, "RestApiId"));
        const std::string api = several_rest_ ? text(properties, "RestApiId") : "";
        std::string key = "rest " + api + " " + one.name;
        add(std::move(key), std::move(one));
    }

    /// An API defined by an OpenAPI document.
    void described(const TemplateResource& resource) {
        const Value* given = resource.properties.find("Body");
        if (!given) return;
        const Value body = side_.meaning(*given);
        const auto guards = [](const Value& of) -> const Value* { return of.find("security"); };
        const Value* paths = body.find("paths");
        if (!paths || !paths->is_map()) return;
        for (const Member& path : paths->map()) {
            if (!path.value.is_map()) continue;
            for (const Member& verb : path.value.map()) {
                static constexpr std::string_view verbs[] = {
                    "get", "put", "post", "delete", "patch", "head", "options", "x-amazon-apigateway-any-method"};
                if (std::find(std::begin(verbs), std::end(verbs), verb.name) == std::end(verbs)) continue;
                const Value* guard = guards(verb.value) ? guards(verb.value) : guards(body);
                GuardedRoute one;
                const std::string name = to_upper(verb.name.starts_with("x-") ? "any" : verb.name);
                one.name = fmt::format("{} {}", name, path.name);
                one.open = is_absent(guard);
                one.guard = guard ? shown(*guard) : "";
                const Value* integration = verb.value.find("x-amazon-apigateway-integration");
                if (name == "OPTIONS" && integration && text(*integration, "type") == "mock") continue;
                one.target = target_of(integration ? integration->find("uri") : nullptr);
                one.logical_id = resource.logical_id;
                one.place = verb.place.or_else(resource.place);
                one.api = resource.logical_id;
                std::string key = "rest " + (several_rest_ ? resource.logical_id : "") + " " + one.name;
                add(std::move(key), std::move(one));
            }
        }
    }

    void route(const TemplateResource& resource) {
        const Value properties = side_.meaning(resource.properties);
        const std::string key = text(properties, "RouteKey"), type = text(properties, "AuthorizationType");
        const std::string api_id = text(properties, "ApiId");
        const TemplateResource* api = referred(api_id);
        const bool is_socket = api && is_websocket_api(side_.meaning(api->properties));
        GuardedRoute one;
        one.name = key;
        one.open = (type.empty() || type == "NONE") && (!is_socket || key == "$connect");
        one.guard = one.open ? "" : type + " " + text(properties, "AuthorizerId");
        std::string target = text(properties, "Target");
        if (target.starts_with("integrations/")) target.erase(0, std::string_view("integrations/").size());
        if (const TemplateResource* integration = referred(target)) {
            const Value of_integration = side_.meaning(integration->properties);
            // What calls a service has no URI.
            const std::string service = text(of_integration, "IntegrationSubtype");
            one.target = service.empty() ? target_of(of_integration.find("IntegrationUri")) : service;
        } else {
            one.target = shown(target);
        }
        one.logical_id = resource.logical_id;
        one.place = place_of(properties.find("AuthorizationType"), resource.place);
        one.api = only_name(api_id);
        add("http " + (several_http_ ? api_id : "") + " " + key, std::move(one));
    }

    void url(const TemplateResource& resource) {
        const Value properties = side_.meaning(resource.properties);
        const Value* function = properties.find("TargetFunctionArn");
        GuardedRoute one;
        one.target = target_of(function);
        one.name = fmt::format("URL of {}", one.target);
        one.open = text(properties, "AuthType") == "NONE";
        one.guard = text(properties, "AuthType");
        one.logical_id = resource.logical_id;
        one.place = place_of(properties.find("AuthType"), resource.place);
        const std::string key = "url " + one.target + " " + text(properties, "Qualifier");
        add(key, std::move(one));
    }

    const Side& side_;
    Routes routes_;
    bool several_rest_ = false;
    bool several_http_ = false;
};

}  // namespace

Routes routes_of(const Side& side) { return GatherRoutes(side).run(); }

void compare_routes(const Side& before, const Side& after, Difference& out) {
    using Kind = RouteChange::Kind;
    const Routes old_ones = routes_of(before), new_ones = routes_of(after);
    const auto add = [&](Kind kind, const GuardedRoute& one, std::string message) {
        out.routes.push_back({kind, shown(one.name), one.open, one.logical_id, one.place, std::move(message)});
    };
    const auto leads = [](const GuardedRoute& one) {
        return one.target.empty() ? std::string() : fmt::format(" to `{}`", one.target);
    };
    for (const auto& [key, one] : new_ones) {
        const std::string name = shown(one.name);
        const auto found = old_ones.find(key);
        if (found == old_ones.end()) {
            add(Kind::added, one,
                fmt::format("route `{}`{} is new{}", name, leads(one), one.open ? ", and open to anyone" : ""));
            continue;
        }
        const GuardedRoute& was = found->second;
        if (!was.open && one.open) add(Kind::opened, one, fmt::format("route `{}` is now open to anyone", name));
        if (was.open && !one.open) add(Kind::closed, one, fmt::format("route `{}` now requires authorization", name));
        if (was.open == one.open && was.guard != one.guard)
            add(Kind::changed, one, fmt::format("route `{}` has a different authorizer", name));
        if (was.target != one.target)
            add(Kind::changed, one,
                fmt::format("route `{}` leads to `{}`, no longer to `{}`", name, one.target, was.target));
    }
    for (const auto& [key, one] : old_ones)
        if (!new_ones.contains(key))
            add(Kind::removed, one, fmt::format("route `{}`{} is removed", shown(one.name), leads(one)));
}

}  // namespace bobgen::diff
