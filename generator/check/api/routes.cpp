#include "generator/check/api/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "generator/analysis/resolve.h"
#include "generator/rules/routes.h"

namespace bobgen {

namespace {

/// `{name}` and `{name+}` as one segment each, without their names: what two routes share that match the same requests.
std::string route_shape(std::string_view key) {
    std::string made;
    bool inside = false;
    for (const char one : key) {
        if (one == '}') inside = false;
        if (!inside || one == '+') made += one;
        if (one == '{') inside = true;
    }
    return made;
}

class ApiRoutes {
public:
    ApiRoutes(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void run() {
        for (const TemplateResource& one : facts_.tree.resources) {
            if (one.type == "AWS::ApiGatewayV2::Api") cors(one);
            // Of two in different conditions, one may be absent.
            if (!one.condition.empty()) continue;
            if (one.type == "AWS::ApiGatewayV2::Route") route(one);
            if (one.type == "AWS::ApiGateway::Resource") resource(one);
            if (one.type == "AWS::ApiGateway::Method") method(one);
        }
    }

private:
    /// What a property becomes, if all of it is known or a reference; otherwise empty.
    std::string known(const Value& properties, std::string_view name) const {
        const Value* value = properties.find(name);
        if (!value) return {};
        std::string made = spelt_out(*value, facts_.names);
        return made.find("${?}") == made.npos && made.find("{{resolve:") == made.npos ? made : std::string();
    }
    Place place(const TemplateResource& of, const Value& properties, std::string_view name) const {
        return place_of(of, properties, name);
    }

    void cors(const TemplateResource& api) {
        const Value& properties = facts_.properties(api);
        const Value* settings = properties.find("CorsConfiguration");
        if (!settings || !settings->is_map() || !is_true(settings->find("AllowCredentials"))) return;
        const Value* any = nullptr;
        each(settings->find("AllowOrigins"), [&](const Value& origin) {
            if (text_of(&origin) == "*") any = &origin;
        });
        if (!any) return;
        report_.add({.rule = &rules::credentials_for_any_origin,
                     .message = fmt::format("API `{}` allows credentials for any origin", api.logical_id),
                     .primary = {any->place.or_else(place(api, properties, "CorsConfiguration")), "any origin"},
                     .related = {{place_of(settings->find("AllowCredentials"), api.place), "with credentials"}},
                     .fix = "list the origins, or remove `AllowCredentials`"});
    }

    bool is_http(const Value& properties) const {
        const Value* id = properties.find("ApiId");
        const TemplateResource* api = nullptr;
        if (id && id->is_call(Intrinsic::ref) && id->argument().is_text())
            api = facts_.names.resource(id->argument().text(), "AWS::ApiGatewayV2::Api");
        return api && text_of(facts_.properties(*api).find("ProtocolType")) == "HTTP";
    }

    void route(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string api = known(properties, "ApiId"), key = known(properties, "RouteKey");
        if (api.empty() || key.empty()) return;
        const Place here = place(one, properties, "RouteKey");
        if (key.find('$') == key.npos && is_http(properties) && !is_route_key(key)) {
            report_.add(
                {.rule = &rules::invalid_route_path,
                 .message = fmt::format("route key `{}` of `{}` is not a method and a path", key, one.logical_id),
                 .primary = {here, {}},
                 .fix = "write a method in capitals, a blank and a path, such as `GET /items`, or `$default`"});
            return;
        }
        if (twice(fmt::format("route {} {}", api, key), fmt::format("route `{}`", key), one, here)) return;
        // Names of variables make no difference; a WebSocket API has none.
        if (key.find('{') == key.npos) return;
        const auto [first, fresh] = alike_.try_emplace(fmt::format("{} {}", api, route_shape(key)), &one, here, key);
        if (fresh) return;
        report_.add({.rule = &rules::ambiguous_route,
                     .message = fmt::format("routes `{}` and `{}` match the same requests", first->second.key, key),
                     .primary = {here, "the second"},
                     .related = {{first->second.place, "the first"}},
                     .fix = "keep one of the two"});
    }

    static bool is_route_key(std::string_view key) {
        constexpr std::string_view verbs[] = {"ANY", "GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"};
        const std::size_t blank = key.find(' ');
        return blank != key.npos && key.substr(blank + 1).starts_with('/') &&
               std::find(std::begin(verbs), std::end(verbs), key.substr(0, blank)) != std::end(verbs);
    }

    void resource(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string parent = known(properties, "ParentId"), part = known(properties, "PathPart"),
                          api = known(properties, "RestApiId");
        if (parent.empty() || part.empty() || api.empty()) return;
        const Place here = place(one, properties, "PathPart");
        const std::string below = fmt::format("{} {}", api, parent);
        if (twice(fmt::format("resource {} {}", below, part), fmt::format("path part `{}`", part), one, here)) return;
        if (!part.starts_with('{')) return;
        const auto [first, fresh] = variables_.try_emplace(below, &one, here, part);
        if (fresh) return;
        report_.add(
            {.rule = &rules::sibling_path_variables,
             .message = fmt::format("path variables `{}` and `{}` are at the same position", first->second.key, part),
             .primary = {here, fmt::format("`{}` here", part)},
             .related = {{first->second.place, fmt::format("`{}` here", first->second.key)}},
             .fix = fmt::format("name both variables `{}`", first->second.key)});
    }

    void method(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string api = known(properties, "RestApiId"), resource = known(properties, "ResourceId"),
                          verb = known(properties, "HttpMethod");
        if (api.empty() || resource.empty() || verb.empty()) return;
        twice(fmt::format("method {} {} {}", api, resource, verb), fmt::format("method `{}`", verb), one,
              place(one, properties, "HttpMethod"));
    }

    bool twice(std::string key, std::string_view what, const TemplateResource& one, Place here) {
        const auto [first, fresh] = made_.try_emplace(std::move(key), &one, here, std::string());
        if (fresh) return false;
        report_.add({.rule = &rules::route_conflict,
                     .message = fmt::format("{} is declared twice", what),
                     .primary = {here, fmt::format("by `{}`", one.logical_id)},
                     .related = {{first->second.place, fmt::format("first by `{}`", first->second.of->logical_id)}},
                     .fix = "remove one of the two, or give it another path"});
        return true;
    }

    struct Made {
        Made(const TemplateResource* resource, Place at, std::string text)
            : of(resource), place(at), key(std::move(text)) {}
        const TemplateResource* of;
        Place place;
        std::string key;
    };

    const Facts& facts_;
    Report& report_;
    std::map<std::string, Made> made_, alike_, variables_;
};

}  // namespace

void check_api_routes(const Facts& facts, Report& report) { ApiRoutes(facts, report).run(); }

}  // namespace bobgen
