#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/api_body.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/documents/documents.h"
#include "generator/nearest.h"
#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

/// The names in braces: `id` and `rest` of `/orders/{id}/{rest+}`.
/// Of a greedy part, which SAM names with its plus, too.
std::string_view without_plus(std::string_view name) {
    if (name.ends_with('+')) name.remove_suffix(1);
    return name;
}

std::vector<std::string_view> names_in_path(std::string_view path) {
    std::vector<std::string_view> made;
    for (std::size_t at = path.find('{'); at != path.npos; at = path.find('{', at + 1)) {
        const std::size_t end = path.find('}', at);
        if (end == path.npos) break;
        made.push_back(without_plus(path.substr(at + 1, end - at - 1)));
    }
    return made;
}

/// Every REST API has these two models.
bool is_built_in(std::string_view reference) {
    constexpr std::string_view models[] = {"#/components/schemas/Empty", "#/components/schemas/Error",
                                           "#/definitions/Empty", "#/definitions/Error"};
    return is_one_of(reference, models);
}

class ApiBodyCheck {
public:
    ApiBodyCheck(const TemplateResource& api, const Value& body, Place place, const Facts& facts, Report& report)
        : api_(api), body_(body), place_(place), facts_(facts), report_(report) {}

    void run() {
        if (!body_.is_map()) return;
        // What a macro includes is not here.
        is_whole_ = !is_open(body_);
        is_sam_ = is_of_sam(api_.type);
        is_rest_ = api_.type == "AWS::ApiGateway::RestApi";
        if (is_whole_ && !is_sam_) check_version();
        check_references(body_, place_, 0);
        for (const BodyRoute& route : routes_of_body(body_)) {
            check_parameters(route);
            check_operation_id(route);
            check_integration(route);
            if (!is_sam_) check_security(route.operation->find("security"), route.place);
        }
        if (!is_sam_) check_security(body_.find("security"), place_);
    }

private:
    void add(const Rule& rule, Place place, std::string message, std::string fix, std::vector<Label> related = {}) {
        report_.add({.rule = &rule,
                     .message = fmt::format("API `{}`: {}", api_.logical_id, message),
                     .primary = {place.or_else(place_), {}},
                     .related = std::move(related),
                     .fix = std::move(fix)});
    }

    void check_version() {
        if (body_.find("openapi") || body_.find("swagger")) return;
        add(rules::openapi_without_version, place_, "its description has neither `openapi` nor `swagger`",
            "add `openapi: 3.0.1`");
    }

    void check_references(const Value& value, Place place, unsigned depth) {
        if (depth > 200) return;
        const Place at = value.place.or_else(place);
        if (value.is_list())
            for (const Value& one : value.list()) check_references(one, at, depth + 1);
        if (!value.is_map()) return;
        for (const Member& one : value.map()) {
            if (one.name != "$ref") {
                check_references(one.value, one.place.or_else(at), depth + 1);
                continue;
            }
            const auto reference = text_of(&one.value);
            // Far more than API Gateway takes; each looks through a whole section.
            constexpr std::size_t most_references = 2000;
            if (!reference || !is_whole_ || ++references_ > most_references || is_built_in(*reference) ||
                !body_reference(body_, *reference).is_missing)
                continue;
            const std::size_t end = reference->rfind('/');
            const BodyReference parent = body_reference(body_, reference->substr(0, end));
            Nearest near(reference->substr(end + 1));
            if (parent.target && parent.target->is_map())
                for (const Member& beside : parent.target->map()) near.offer(beside.name);
            add(rules::openapi_reference_missing, place_of(&one.value, one.place.or_else(at)),
                fmt::format("its description has no `{}`", *reference),
                near.best().empty() ? "define it, or correct the reference"
                                    : fmt::format("did you mean `{}/{}`?", reference->substr(0, end), near.best()));
        }
    }

    void check_parameters(const BodyRoute& route) {
        const std::vector<std::string_view> names = names_in_path(route.path);
        if (route.path.find("${") != route.path.npos) return;
        const auto check = [&](const Value* parameters) {
            if (!parameters || !parameters->is_list()) return;
            for (const Value& one : parameters->list()) {
                const Value* given = &one;
                if (const auto reference = text_of(one.find("$ref"))) given = body_reference(body_, *reference).target;
                if (!given || text_of(given->find("in")) != "path") continue;
                const auto name = text_of(given->find("name"));
                if (!name || is_one_of(without_plus(*name), names)) continue;
                const std::string_view near = names.size() == 1 ? names.front() : nearest(*name, names);
                add(rules::openapi_path_parameter, place_of(given == &one ? one.find("name") : &one, route.place),
                    fmt::format("`{}` is not a part of the path `{}`", *name, route.path),
                    near.empty() ? fmt::format("add `{{{}}}` to the path, or remove the parameter", *name)
                                 : fmt::format("name it `{}`, as in the path", near));
            }
        };
        check(route.operation->find("parameters"));
        if (paths_seen_.insert(route.path).second) check(route.item->find("parameters"));
    }

    void check_operation_id(const BodyRoute& route) {
        const Value* given = route.operation->find("operationId");
        const auto id = text_of(given);
        if (!id) return;
        const Place place = place_of(given, route.place);
        const auto [known, is_new] = operations_.emplace(*id, place);
        if (!is_new)
            add(rules::openapi_operation_repeated, place, fmt::format("two operations have the id `{}`", *id),
                "give each operation an id of its own", {{known->second, "first here"}});
    }

    void check_integration(const BodyRoute& route) {
        const Value* integration = route.integration;
        if (!integration || !integration->is_map()) return;
        const Place place = integration->place.or_else(route.place);
        const std::string where = fmt::format("`{} {}`", route.method, route.path);
        const Value* type = integration->find("type");
        const Value* subtype = integration->find("integrationSubtype");
        if (is_open(*integration) || integration->find("$ref")) return;
        if (!type) {
            add(rules::incomplete_openapi_integration, place, fmt::format("the integration of {} has no `type`", where),
                "add `type`: aws_proxy, aws, http_proxy, http or mock");
            return;
        }
        const auto kind = text_of(type);
        if (!kind) return;
        const std::string lower = to_lower(std::string(*kind));
        constexpr std::string_view kinds[] = {"aws_proxy", "aws", "http_proxy", "http", "mock"};
        if (!is_one_of(lower, kinds)) {
            const std::string_view near = nearest(lower, kinds);
            if (!near.empty())
                add(rules::incomplete_openapi_integration, place_of(type, place),
                    fmt::format("the integration of {} has the type `{}`, which does not exist", where, *kind),
                    fmt::format("did you mean `{}`?", near));
            return;
        }
        if (lower == "mock") return;
        if (!route.uri && !subtype)
            add(rules::incomplete_openapi_integration, place, fmt::format("the integration of {} has no `uri`", where),
                "add the address that it calls");
        const Value* method = integration->find("httpMethod");
        if (is_rest_ && !method)
            add(rules::incomplete_openapi_integration, place,
                fmt::format("the integration of {} has no `httpMethod`", where),
                lower == "aws_proxy" ? "add `httpMethod: POST`" : "add the method that it calls with");
        if (!is_rest_ || !route.uri) return;
        const std::string_view direct = target_of_attribute(route.uri, "Arn");
        if (facts_.names.resource(direct, "AWS::Lambda::Function")) {
            add(rules::incomplete_openapi_integration, place_of(route.uri, place),
                fmt::format("the integration of {} has the function's ARN for its address", where),
                fmt::format("write `arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/"
                            "functions/${{{}.Arn}}/invocations` in `Fn::Sub`",
                            direct));
            return;
        }
        const auto text = text_with_holes(route.uri);
        const bool is_lambda = text && text->find(":lambda:path/") != text->npos;
        const auto verb = text_of(method);
        if (is_lambda && verb && to_upper(std::string(*verb)) != "POST" && verb->find("${") == verb->npos)
            add(rules::lambda_integration_not_post, place_of(method, place),
                fmt::format("{} calls its function with `{}`", where, *verb),
                "set `httpMethod: POST`, whatever the method of the route is");
    }

    void check_security(const Value* required, Place otherwise) {
        if (!required || !required->is_list() || !is_whole_) return;
        const Value* schemes = body_.find({"components", "securitySchemes"});
        if (!schemes) schemes = body_.find("securityDefinitions");
        const Value* components = body_.find("components");
        if ((schemes && !schemes->is_map()) || (components && !components->is_map())) return;
        for (const Value& one : required->list()) {
            if (!one.is_map()) continue;
            for (const Member& scheme : one.map()) {
                if (scheme.name.find("${") != std::string::npos || (schemes && schemes->find(scheme.name))) continue;
                Nearest near(scheme.name);
                if (schemes)
                    for (const Member& known : schemes->map()) near.offer(known.name);
                add(rules::openapi_scheme_missing, scheme.place.or_else(place_of(&one, otherwise)),
                    fmt::format("its description has no security scheme `{}`", scheme.name),
                    near.best().empty() ? "define it" : fmt::format("did you mean `{}`?", near.best()));
            }
        }
    }

    const TemplateResource& api_;
    const Value& body_;
    Place place_;
    const Facts& facts_;
    Report& report_;
    std::size_t references_ = 0;
    bool is_whole_ = true;
    bool is_sam_ = false;
    bool is_rest_ = false;
    std::unordered_map<std::string_view, Place> operations_;
    std::unordered_set<std::string_view> paths_seen_;
};

}  // namespace

void check_api_body(const TemplateResource& api, const Facts& facts, Report& report) {
    const bool is_sam = is_of_sam(api.type);
    const auto body = embedded_document(api, facts, is_sam ? "DefinitionBody" : "Body", Holes::of_functions);
    if (!body) return;
    // The text of a body may be YAML, which is not read here.
    if (!body->tree) return;
    ApiBodyCheck(api, *body->tree, body->place.or_else(api.place), facts, report).run();
}

}  // namespace bobgen
