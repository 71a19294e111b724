#include "generator/check/api/routes.h"

#include <fmt/format.h>

#include <map>
#include <string>

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
            // Of two in different conditions, one may be absent.
            if (!one.condition.empty()) continue;
            if (one.type == "AWS::ApiGatewayV2::Route") route(one);
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

    void route(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string api = known(properties, "ApiId"), key = known(properties, "RouteKey");
        if (api.empty() || key.empty()) return;
        const Place here = place(one, properties, "RouteKey");
        // Names of variables make no difference; a WebSocket API has none.
        if (key.find('{') == key.npos) return;
        const auto [first, fresh] = alike_.try_emplace(fmt::format("{} {}", api, route_shape(key)), &one, here, key);
        if (fresh || first->second.key == key) return;
        report_.add({.rule = &rules::ambiguous_route,
                     .message = fmt::format("routes `{}` and `{}` match the same requests", first->second.key, key),
                     .primary = {here, "the second"},
                     .related = {{first->second.place, "the first"}},
                     .fix = "keep one of the two"});
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
    std::map<std::string, Made> alike_;
};

}  // namespace

void check_api_routes(const Facts& facts, Report& report) { ApiRoutes(facts, report).run(); }

}  // namespace bobgen
