/// APIs: their methods and routes, integrations, authorizers and stages.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "bob/limits.h"
#include "generator/characters.h"
#include "generator/check/combinations/subject.h"
#include "generator/rules/combinations.h"
#include "generator/rules/routes.h"

namespace bobgen::combinations {

namespace limits = bob::limits;

namespace {

bool names_a_function(const Subject& on, const Value* uri) {
    if (!uri) return false;
    const std::string text = on.spelt(uri);
    return (text.starts_with("arn:") && text.find(":lambda:") != text.npos) || on.named(uri, "AWS::Lambda::Function") ||
           on.named(uri, "AWS::Lambda::Alias");
}

/// Of an HTTP API, when it is in the template.
bool is_http_api(const Subject& on) {
    const TemplateResource* api = on.named(on.find("ApiId"), "AWS::ApiGatewayV2::Api");
    return api && text_of(on.facts.properties(*api).find("ProtocolType")) == "HTTP";
}
bool is_socket_api(const Subject& on) {
    const TemplateResource* api = on.named(on.find("ApiId"), "AWS::ApiGatewayV2::Api");
    return api && is_websocket_api(on.facts.properties(*api));
}

const TemplateResource* resource_named(const Subject& on, const Value* value, std::string_view type,
                                       std::string_view attribute) {
    if (!value) return nullptr;
    if (const TemplateResource* found = on.named(value, type)) return found;
    return on.facts.names.resource(target_of_attribute(value, attribute), type);
}

void check_route_key(const Subject& on) {
    const auto key = text_of(on.find("RouteKey"));
    if (!key || *key == "$default" || !is_http_api(on)) return;
    const auto tell = [&](std::string_view what, std::string fix) {
        on.tell({.rule = rules::invalid_route_key,
                 .message = fmt::format("route key `{}` {}", *key, what),
                 .place = on.place("RouteKey"),
                 .fix = std::move(fix)});
    };
    constexpr std::string_view methods[] = {"ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
    const auto blank = key->find(' ');
    if (blank == key->npos) return tell("has no method and path", "write a method and a path: `GET /things`");
    const std::string_view method = key->substr(0, blank), path = key->substr(blank + 1);
    if (std::ranges::find(methods, to_upper(std::string(method))) == std::end(methods))
        return tell(fmt::format("has the unknown method `{}`", method),
                    "choose ANY, GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS");
    if (!path.starts_with('/'))
        return tell("has a path that does not begin with a slash", fmt::format("write `{} /{}`", method, path));
    const auto greedy = path.find("+}");
    if (greedy != path.npos && greedy + 2 != path.size())
        tell("goes on after a variable that takes the rest of the path", "end the path with the variable");
}

/// A parameter mapping that begins as no source does, such as `$request.headers.`.
void check_identity_source(const Subject& on, const Value& source, std::initializer_list<std::string_view> sources) {
    const auto text = text_of(&source);
    if (!text || text->find('$', 1) != text->npos) return;
    // REST APIs take several in one text.
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        std::string_view one = rest.substr(0, comma);
        rest = comma == rest.npos ? std::string_view{} : rest.substr(comma + 1);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.empty() || std::ranges::any_of(sources, [&](std::string_view known) {
                return one.starts_with(known) && one.size() > known.size();
            }))
            continue;
        on.tell({.rule = rules::invalid_identity_source,
                 .message = fmt::format("authorizer `{}` has the identity source `{}`", on.id(), one),
                 .place = on.place(&source, "IdentitySource"),
                 .fix = fmt::format("write one of `{}NAME`", fmt::join(sources, "NAME`, `"))});
    }
}

struct AuthorizerKinds {
    std::string_view authorization;
    std::string_view kinds;  ///< of authorizers, with blanks around
};

/// The authorizer that a method or route names, against the kind that it says.
void check_authorizer(const Subject& on, std::string_view type, std::string_view kind_property,
                      std::string_view api_property, std::string_view default_authorization,
                      std::initializer_list<AuthorizerKinds> table) {
    const Value* id = on.find("AuthorizerId");
    if (!id || is_no_value(*id)) return;
    const auto authorization =
        on.has("AuthorizationType") ? text_of(on.find("AuthorizationType")) : default_authorization;
    if (!authorization) return;
    if (*authorization == "NONE") {
        on.tell({.rule = rules::authorizer_without_effect,
                 .message = fmt::format("`{}` names an authorizer, and its authorization is `NONE`", on.id()),
                 .place = on.place("AuthorizerId"),
                 .fix = fmt::format("set `AuthorizationType` to {}", type == "AWS::ApiGateway::Authorizer"
                                                                         ? "`CUSTOM` or `COGNITO_USER_POOLS`"
                                                                         : "`JWT` or `CUSTOM`")});
        return;
    }
    const TemplateResource* authorizer = resource_named(on, id, type, "AuthorizerId");
    if (!authorizer) return;
    const Value& of = on.facts.properties(*authorizer);
    const auto kind = text_of(of.find(kind_property));
    const auto row = std::ranges::find_if(table, [&](const auto& one) { return one.authorization == *authorization; });
    if (kind && row != table.end() && row->kinds.find(fmt::format(" {} ", *kind)) == row->kinds.npos) {
        const auto right = std::ranges::find_if(
            table, [&](const auto& one) { return one.kinds.find(fmt::format(" {} ", *kind)) != one.kinds.npos; });
        on.tell({.rule = rules::authorizer_of_other_type,
                 .message = fmt::format("`{}` has authorization `{}`, and authorizer `{}` is of type `{}`", on.id(),
                                        *authorization, authorizer->logical_id, *kind),
                 .place = on.place(on.has("AuthorizationType") ? "AuthorizationType" : "AuthorizerId"),
                 .fix = right == table.end() ? "name another authorizer"
                                             : fmt::format("set `AuthorizationType: {}`, or name another authorizer",
                                                           right->authorization),
                 .related = {{place_of(*authorizer, of, kind_property), "its type"}}});
        return;
    }
    const std::string own = on.spelt(on.find(api_property)), other = on.spelt(of.find(api_property));
    const bool is_clear = on.find(api_property) && of.find(api_property) &&
                          on.find(api_property)->is_call(Intrinsic::ref) &&
                          of.find(api_property)->is_call(Intrinsic::ref);
    if (is_clear && own != other && on.facts.names.resource(target_of_arn(on.find(api_property))) &&
        on.facts.names.resource(target_of_arn(of.find(api_property))))
        on.tell({.rule = rules::authorizer_of_other_type,
                 .message = fmt::format("`{}` names authorizer `{}`, which is of another API", on.id(),
                                        authorizer->logical_id),
                 .place = on.place("AuthorizerId"),
                 .fix = "declare an authorizer in this API",
                 .related = {{place_of(*authorizer, of, api_property), "its API"}}});
}

/// Where a value that an integration maps may come from. A `$` before the last two is taken, too.
bool is_mapping_source(std::string_view text, bool is_of_request) {
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') return true;
    const auto after = [&](std::string_view prefix) { return text.starts_with(prefix) && text.size() > prefix.size(); };
    for (std::string_view prefix : {"stageVariables.", "context.", "$stageVariables.", "$context."})
        if (after(prefix)) return true;
    const std::string side = is_of_request ? "method.request." : "integration.response.";
    if (text == side + "body" || after(side + "body.") || after(side + "header.") || after(side + "multivalueheader."))
        return true;
    return is_of_request &&
           (after(side + "path.") || after(side + "querystring.") || after(side + "multivaluequerystring."));
}

void check_mapping_source(const Subject& on, const Member& one, bool is_of_request) {
    const auto text = text_of(&one.value);
    if (!text || is_mapping_source(*text, is_of_request)) return;
    const bool is_plain = text->find('.') == text->npos;
    on.tell({.rule = rules::invalid_parameter_mapping,
             .message = fmt::format("method `{}` maps `{}` from `{}`", on.id(), one.name, *text),
             .place = on.place(&one.value, "Integration"),
             .fix = is_plain        ? fmt::format("write a fixed value in single quotes: `'{}'`", *text)
                    : is_of_request ? "begin with `method.request.path.`, `.querystring.`, `.header.` or `.body`, with "
                                      "`context.` or `stageVariables.`, or write a fixed value in single quotes"
                                    : "begin with `integration.response.header.` or `.body`, with `context.` or "
                                      "`stageVariables.`, or write a fixed value in single quotes"});
}

/// A parameter can be mapped from or to only when the method declares it.
void tell_undeclared(const Subject& on, std::string_view name, const Value& at, std::string_view property) {
    on.tell({.rule = rules::invalid_parameter_mapping,
             .message = fmt::format("method `{}` maps `{}`, which it does not declare", on.id(), name),
             .place = on.place(&at, "Integration"),
             .fix = fmt::format("add `{}` to `{}`", name, property),
             .why = "API Gateway refuses it, so that the deployment fails: `Invalid mapping expression parameter "
                    "specified`"});
}

void check_declared_parameters(const Subject& on) {
    const Value* declared = on.find("RequestParameters");
    if (!declared || !declared->is_map()) return;
    for (const Member& one : declared->map()) {
        if (one.name.starts_with("method.request.")) continue;
        on.tell({.rule = rules::invalid_parameter_mapping,
                 .message = fmt::format("method `{}` has a parameter `{}`", on.id(), one.name),
                 .place = one.place.or_else(on.place("RequestParameters")),
                 .fix = fmt::format("write where it is: `method.request.querystring.{0}`, or `.header.{0}`", one.name),
                 .why = "API Gateway refuses it, so that the deployment fails: `Invalid mapping expression parameter "
                        "specified`"});
    }
}

void check_request_parameters(const Subject& on, const Value& integration) {
    const Value* mapped = integration.find("RequestParameters");
    if (!mapped || !mapped->is_map()) return;
    const Value* declared = on.find("RequestParameters");
    const bool is_known = on.lacks("RequestParameters") || (declared && declared->is_map());
    for (const Member& one : mapped->map()) {
        check_mapping_source(on, one, true);
        const auto from = text_of(&one.value);
        if (!is_known || !from || !from->starts_with("method.request.") || from->starts_with("method.request.body"))
            continue;
        // Of several values the parameter is declared as of one.
        std::string name(*from);
        if (const auto several = name.find(".multivalue"); several != name.npos)
            name.erase(several + 1, std::string_view("multivalue").size());
        if (!declared || (!declared->find(name) && !declared->find(*from)))
            tell_undeclared(on, name, one.value, "RequestParameters");
    }
}

/// The method's response of this status; null when there is none, or not all are known.
const Value* method_response(const Subject& on, std::string_view status) {
    const Value* found = nullptr;
    each(on.find("MethodResponses"), [&](const Value& one) {
        if (text_of(one.find("StatusCode")) == status) found = &one;
    });
    return found;
}

void check_integration_responses(const Subject& on, const Value& integration) {
    each(integration.find("IntegrationResponses"), [&](const Value& one) {
        const Value* mapped = one.find("ResponseParameters");
        if (!mapped || !mapped->is_map()) return;
        const auto status = text_of(one.find("StatusCode"));
        const Value* response = status ? method_response(on, *status) : nullptr;
        const Value* declared = response ? response->find("ResponseParameters") : nullptr;
        for (const Member& each : mapped->map()) {
            check_mapping_source(on, each, false);
            if (response && (!declared || (declared->is_map() && !declared->find(each.name))))
                tell_undeclared(on, each.name, each.value,
                                fmt::format("ResponseParameters` of `MethodResponses` with status `{}", *status));
        }
    });
}

/// What a function answers is its success unless a pattern matches its error message.
void check_errors_of_function(const Subject& on, const Value& integration) {
    const Value* responses = integration.find("IntegrationResponses");
    if (!responses || !responses->is_list() || responses->list().empty()) return;
    for (const Value& one : responses->list()) {
        if (!one.is_map()) return;
        const Value* pattern = one.find("SelectionPattern");
        if (pattern && text_of(pattern) != "") return;
    }
    // Whoever does not wait for the answer has no error to tell.
    const Value* later = integration.find({"RequestParameters", "integration.request.header.X-Amz-Invocation-Type"});
    if (later && text_of(later) != "'RequestResponse'") return;
    on.tell({.rule = rules::function_errors_as_success,
             .message = fmt::format("method `{}` answers an error of its function like a success", on.id()),
             .place = on.place(&responses->list().front(), "Integration"),
             .fix = "add a response with the status 500 and a selection pattern that any error message matches: "
                    "`(\\n|.)+`"});
}

}  // namespace

void check_rest_method(const Subject& on) {
    check_streaming(on);
    check_declared_parameters(on);
    const Value* integration = on.find("Integration");
    if (integration && integration->is_map()) {
        const auto type = text_of(integration->find("Type"));
        const Value* given = integration->find("IntegrationHttpMethod");
        const auto method = text_of(given);
        const Value* uri = integration->find("Uri");
        const std::string text = on.spelt(uri);
        if ((type == "AWS_PROXY" || type == "AWS") && method && *method != "POST" &&
            text.find(":lambda:path/2015-03-31/functions/") != text.npos)
            on.tell({.rule = rules::function_called_without_post,
                     .message = fmt::format("method `{}` calls its function with `{}`", on.id(), *method),
                     .place = on.place(given, "Integration"),
                     .fix = "set `IntegrationHttpMethod: POST`: this is how API Gateway calls Lambda, whatever the "
                            "method"});
        check_request_parameters(on, *integration);
        check_integration_responses(on, *integration);
        if (type == "AWS" && text.find(":lambda:path/") != text.npos) check_errors_of_function(on, *integration);
    }
    check_authorizer(on, "AWS::ApiGateway::Authorizer", "Type", "RestApiId", "NONE",
                     {{"COGNITO_USER_POOLS", " COGNITO_USER_POOLS "}, {"CUSTOM", " TOKEN REQUEST "}});
}

void check_rest_authorizer(const Subject& on) {
    const auto type = text_of(on.find("Type"));
    const Value* source = on.find("IdentitySource");
    if (!source) return;
    if (type == "TOKEN" || type == "COGNITO_USER_POOLS") check_identity_source(on, *source, {"method.request.header."});
    if (type == "REQUEST")
        check_identity_source(
            on, *source,
            {"method.request.header.", "method.request.querystring.", "method.request.multivalueheader.",
             "method.request.multivaluequerystring.", "stageVariables.", "context."});
}

void check_gateway_response(const Subject& on) {
    const Value* mapped = on.find("ResponseParameters");
    if (!mapped || !mapped->is_map()) return;
    for (const Member& one : mapped->map()) {
        const auto text = text_of(&one.value);
        const bool is_target = one.name.starts_with("gatewayresponse.");
        if (is_target && (!text || is_mapping_source(*text, true))) continue;
        on.tell({.rule = rules::invalid_parameter_mapping,
                 .message = is_target
                                ? fmt::format("gateway response `{}` maps `{}` from `{}`", on.id(), one.name, *text)
                                : fmt::format("gateway response `{}` maps to `{}`", on.id(), one.name),
                 .place = on.place(&one.value, "ResponseParameters"),
                 .fix = is_target ? "write a fixed value in single quotes, or begin with `method.request.header.`, "
                                    "`context.` or `stageVariables.`"
                                  : "begin with `gatewayresponse.header.`"});
    }
}

void check_http_api(const Subject& on) {
    const Value* cors = on.find("CorsConfiguration");
    if (!cors || !is_true(cors->find("AllowCredentials"))) return;
    const Value* any = nullptr;
    each(cors->find("AllowOrigins"), [&](const Value& one) {
        if (text_of(&one) == "*") any = &one;
    });
    // An API that no declaration stands for has no place, and its settings have been judged where they are declared.
    if (any && place_of(any, on.place("CorsConfiguration")).known())
        on.tell({.rule = rules::credentials_for_any_origin,
                 .message = fmt::format("API `{}` allows credentials for any origin", on.id()),
                 .place = place_of(any, on.place("CorsConfiguration")),
                 .fix = "list the origins in `AllowOrigins`, or remove `AllowCredentials`"});
}

void check_integration(const Subject& on) {
    const auto type = text_of(on.find("IntegrationType"));
    const Value* given = on.find("PayloadFormatVersion");
    if (!type || !is_http_api(on)) return;
    check_http_integration(on);
    const bool calls_function = *type == "AWS_PROXY" && on.lacks("IntegrationSubtype");
    if (calls_function && on.lacks("PayloadFormatVersion") && names_a_function(on, on.find("IntegrationUri")))
        on.tell({.rule = rules::missing_payload_format,
                 .message = fmt::format("integration `{}` calls a function, and does not say in which format", on.id()),
                 .place = on.place("IntegrationType"),
                 .fix = "set `PayloadFormatVersion: '2.0'`, or '1.0', the format of REST APIs"});
    const auto version = text_of(given);
    if (!version) return;
    const bool is_known = *version == "1.0" || *version == "2.0";
    if (!is_known || (*version == "2.0" && (*type == "HTTP_PROXY" || !on.lacks("IntegrationSubtype"))))
        on.tell({.rule = rules::wrong_payload_format,
                 .message = fmt::format("integration `{}` has the payload format version `{}`", on.id(), *version),
                 .place = on.place("PayloadFormatVersion"),
                 .fix = calls_function ? "choose '2.0' or '1.0'" : "choose '1.0': the other format is for functions"});
}

void check_route(const Subject& on) {
    check_route_key(on);
    check_authorizer(on, "AWS::ApiGatewayV2::Authorizer", "AuthorizerType", "ApiId", "NONE",
                     {{"JWT", " JWT "}, {"CUSTOM", " REQUEST "}});
    if (text_of(on.find("AuthorizationType")) == "JWT" && is_socket_api(on))
        on.tell({.rule = rules::authorizer_of_other_type,
                 .message = fmt::format("route `{}` of a WebSocket API has authorization `JWT`", on.id()),
                 .place = on.place("AuthorizationType"),
                 .fix = "write a Lambda authorizer, and set `AuthorizationType: CUSTOM` on the `$connect` route"});
}

void check_http_authorizer(const Subject& on) {
    const auto type = text_of(on.find("AuthorizerType"));
    const bool is_http = is_http_api(on) || type == "JWT";
    each(on.find("IdentitySource"), [&](const Value& one) {
        if (is_http)
            check_identity_source(on, one,
                                  {"$request.header.", "$request.querystring.", "$context.", "$stageVariables."});
        else if (is_socket_api(on))
            check_identity_source(on, one,
                                  {"route.request.header.", "route.request.querystring.", "context.", "stageVariables.",
                                   "route.request.multivalueheader.", "route.request.multivaluequerystring."});
    });
    const Value* issuer = on.find({"JwtConfiguration", "Issuer"});
    if (!issuer) return;
    const bool is_name = !target_of_attribute(issuer, "ProviderName").empty() &&
                         on.facts.names.resource(target_of_attribute(issuer, "ProviderName"), "AWS::Cognito::UserPool");
    const std::string url = on.spelt(issuer);
    const bool is_known = !url.empty() && !url.starts_with('$') && !url.starts_with("{{");
    if (is_name || (is_known && !url.starts_with("https://")))
        on.tell({.rule = rules::issuer_without_https,
                 .message = fmt::format("the issuer of authorizer `{}` is no `https` URL", on.id()),
                 .place = on.place(issuer, "JwtConfiguration"),
                 .fix = is_name
                            ? fmt::format("write `!GetAtt {}.ProviderURL`", target_of_attribute(issuer, "ProviderName"))
                            : "write the issuer as in its tokens' `iss`, beginning with `https://`"});
}

namespace {

/// Several resources for one thing of an API, of which there can be only one.
class Twice {
public:
    Twice(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void run() {
        for (const TemplateResource& one : facts_.tree.resources) {
            if (!one.type.starts_with("AWS::ApiGateway")) continue;
            if (one.type == "AWS::ApiGateway::Method")
                look_at(one, {"RestApiId", "ResourceId", "HttpMethod"}, "HttpMethod", "method",
                        "Method already exists for "
                        "this resource");
            else if (one.type == "AWS::ApiGateway::Resource")
                look_at_resource(one);
            else if (one.type == "AWS::ApiGatewayV2::Route")
                look_at(one, {"ApiId", "RouteKey"}, "RouteKey", "route",
                        "Route with key … already exists for this API");
            else if (one.type == "AWS::ApiGatewayV2::Stage")
                look_at(one, {"ApiId", "StageName"}, "StageName", "stage", "Stage already exists");
            count(one);
        }
        tell_counts();
    }

private:
    /// Empty when it is not known.
    std::string key_of(const TemplateResource& resource, std::initializer_list<std::string_view> names) const {
        const Value& properties = facts_.properties(resource);
        // Only one of two under conditions may be there.
        if (!properties.is_map() || !resource.macro.is_null() || !resource.condition.empty()) return {};
        std::string made = resource.type;
        for (const std::string_view name : names) {
            const Value* value = properties.find(name);
            if (!value) return {};
            made += '\n';
            made += spelt_out(*value, facts_.names);
        }
        return made.find("${?}") == made.npos ? made : std::string{};
    }

    void look_at(const TemplateResource& resource, std::initializer_list<std::string_view> names,
                 std::string_view marked, std::string_view noun, std::string_view answer) {
        const std::string key = key_of(resource, names);
        if (key.empty()) return;
        const auto [first, is_new] = seen_.emplace(key, &resource);
        if (is_new) return;
        const std::string_view what = std::string_view(key).substr(key.rfind('\n') + 1);
        report_.add({.rule = &rules::declared_twice_in_api,
                     .message = fmt::format("{} `{}` is declared twice: in `{}` and in `{}`", noun, what,
                                            first->second->logical_id, resource.logical_id),
                     .primary = {place_of(resource, facts_.properties(resource), marked).or_else(resource.place), {}},
                     .related = {{first->second->place, "the first"}},
                     .fix = "remove one of them",
                     .why = fmt::format("API Gateway rejects the second: `{}`", answer)});
    }

    void look_at_resource(const TemplateResource& resource) {
        look_at(resource, {"RestApiId", "ParentId", "PathPart"}, "PathPart", "path",
                "Another resource with the same parent already has this name");
        const auto part = text_of(facts_.properties(resource).find("PathPart"));
        if (!part || !part->starts_with('{')) return;
        const std::string parent = key_of(resource, {"RestApiId", "ParentId"});
        if (parent.empty()) return;
        const auto [first, is_new] = variables_.emplace(parent, &resource);
        if (is_new) return;
        const auto other = text_of(facts_.properties(*first->second).find("PathPart"));
        if (!other || *other == *part) return;
        report_.add(
            {.rule = &rules::sibling_path_variables,
             .message = fmt::format("path variables `{}` and `{}` have the same parent", *other, *part),
             .primary = {place_of(resource, facts_.properties(resource), "PathPart"), {}},
             .related = {{place_of(*first->second, facts_.properties(*first->second), "PathPart"), "the first"}},
             .fix = fmt::format("use one resource `{}` for both", *other)});
    }

    struct Quota {
        std::string_view type;
        std::string_view api;
        const bob::Limit& limit;
        std::string_view noun;
        bool can_be_raised;
    };
    static constexpr Quota quotas[] = {
        {"AWS::ApiGateway::Stage", "RestApiId", limits::api_stages, "stages", true},
        {"AWS::ApiGateway::Authorizer", "RestApiId", limits::api_authorizers, "authorizers", true},
        {"AWS::ApiGatewayV2::Stage", "ApiId", limits::api_stages, "stages", true},
        {"AWS::ApiGatewayV2::Authorizer", "ApiId", limits::api_authorizers, "authorizers", true},
        {"AWS::ApiGatewayV2::Integration", "ApiId", limits::http_integrations, "integrations", false},
    };

    void count(const TemplateResource& resource) {
        for (const Quota& one : quotas)
            if (resource.type == one.type)
                if (const std::string_view api = target_of_arn(resource.properties.find(one.api)); !api.empty())
                    counted_[fmt::format("{}\n{}", one.type, api)].push_back(&resource);
    }

    void tell_counts() {
        for (const Quota& one : quotas)
            for (const auto& [key, found] : counted_) {
                const std::size_t most = static_cast<std::size_t>(one.limit.value);
                if (found.size() <= most || found.front()->type != one.type) continue;
                report_.add(
                    {.rule = &rules::too_many_api_parts,
                     .message = fmt::format("API `{}` has {} {}, and the default quota is {}",
                                            key.substr(key.find('\n') + 1), found.size(), one.noun, most),
                     .primary = {found[most]->place, "the first one over the quota"},
                     .fix = one.can_be_raised ? "share one between several, split the API, or have the quota raised"
                                              : "share one between several routes, or split the API",
                     // Empty where the rule's own reason holds.
                     .why = one.can_be_raised
                                ? ""
                                : "API Gateway rejects what is over the quota, and raises this one for no HTTP API"});
            }
    }

    const Facts& facts_;
    Report& report_;
    std::unordered_map<std::string, const TemplateResource*> seen_;
    std::unordered_map<std::string, const TemplateResource*> variables_;
    std::map<std::string, std::vector<const TemplateResource*>> counted_;
};

}  // namespace

void check_apis(const Facts& facts, Report& report) { Twice(facts, report).run(); }

}  // namespace bobgen::combinations
