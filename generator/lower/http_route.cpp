/// What an HTTP API has besides the routes of functions: routes of services and servers, with their roles; links into a
/// VPC; and domains.
#include <fmt/format.h>

#include "generator/analysis/http_services.h"
#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view http_api_ref = "HttpApi";

bool calls_service(const bob::HttpRoute& route) { return !route.calls.name().empty(); }

std::string id_of_http_route(const Model& model, const bob::HttpRoute& route) {
    return model.logical_id(bob::Kind::http_route, route.name.text, route.name.place);
}

/// `remove:` has no value, for which AWS writes two quotes.
Value mapped_from(const Model& model, const bob::HttpParameter& one) {
    if (!one.from && one.to.text.starts_with("remove:")) return Value("''").at(one.to.place);
    Value made = model.value(one.from);
    return made.is_null() ? Value("").at(one.to.place) : made;
}

/// What the route gives the service, in the order of AWS's list: what it says itself, what is called, and the body.
Value parameters_of_call(const Model& model, const bob::HttpRoute& from, const HttpService& service) {
    Value made = Map{};
    const bob::HttpIntegration* own = from.http_api.integration.settings;
    const auto given = [&](std::string_view name) {
        if (own)
            for (const bob::HttpParameter& one : own->request_parameters)
                if (one.to.text == name) return true;
        return false;
    };
    if (!service.target.empty() && !given(service.target))
        made.set(
            service.target,
            bobgen::ref(model.logical_id(from.calls.kind, from.calls.name(), from.calls.place)).at(from.calls.place));
    if (!service.body.empty() && !given(service.body))
        made.set(service.body, Value("$request.body").at(from.calls.place));
    if (own)
        for (const bob::HttpParameter& one : own->request_parameters)
            made.set(one.to.text, mapped_from(model, one), one.to.place);
    return made;
}

/// An execution is named by its state machine, and a configuration by three things, of which the application is one.
List statements_of_call(const Model& model, const bob::Use& calls) {
    const auto on = [&](List resources) {
        return map({{"Effect", "Allow"},
                    {"Action", Value(calls.index).at(calls.place)},
                    {"Resource", resources.size() == 1 ? std::move(resources[0]) : Value(std::move(resources))}});
    };
    const auto arn = [&](const std::string& rest) { return sub("arn:${AWS::Partition}:" + rest).at(calls.place); };
    constexpr std::string_view here = ":${AWS::Region}:${AWS::AccountId}:";
    if (calls.index == "states:StopExecution") {
        const std::string id = model.logical_id(calls.kind, calls.name(), calls.place);
        return {on({arn(fmt::format("states{}execution:${{{}.Name}}:*", here, id))})};
    }
    if (calls.index == "appconfig:GetConfiguration") {
        const std::string id = model.logical_id(calls.kind, calls.name(), calls.place);
        const std::string application = fmt::format("appconfig{}application/${{{}}}", here, id);
        return {
            on({arn(application), arn(application + "/environment/*"), arn(application + "/configurationprofile/*")})};
    }
    return action_statements(model, {&calls, 1});
}

void http_route_role(const Model& model, const bob::HttpRoute& from, Template& into) {
    if (!calls_service(from) || from.role) return;
    add_role_of_route(model, from, statements_of_call(model, from.calls), into);
}

void vpc_link(const Model& model, const bob::VpcLink& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::ApiGatewayV2::VpcLink", into);
    made.properties.set("Name", model.full_name(from.name.text));
    made.properties.set("SubnetIds", model.values(from.subnet_ids));
    if (!from.security_group_ids.empty())
        made.properties.set("SecurityGroupIds", model.values(from.security_group_ids));
    put(made.properties, "Tags", model.tag_map(from.tags));
}

void http_domain(const Model& model, const bob::HttpDomain& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::ApiGatewayV2::DomainName", into);
    const std::string id = made.logical_id;
    put(made.properties, "DomainName", model.value(from.domain_name));
    Value endpoint = map({{"EndpointType", "REGIONAL"}});
    put(endpoint, "CertificateArn", model.value(from.certificate));
    endpoint.set("SecurityPolicy", Model::text(from.security_policy));
    put(endpoint, "OwnershipVerificationCertificateArn", model.value(from.ownership_certificate));
    made.properties.set("DomainNameConfigurations", list({std::move(endpoint)}));
    put_mutual_tls(model, from.mutual_tls, made.properties);
    put(made.properties, "Tags", model.tag_map(from.tags));

    const Value api = bobgen::ref(model.logical_id(bob::Kind::http_api, {}, from.name.place));
    const Value stage = model.attached(ApiKind::http) ? Value("$default") : bobgen::ref("HttpApiStage");
    const auto map_to_stage = [&](const bob::Text& path) {
        TemplateResource& mapping = add_mapping(from, id, path, "AWS::ApiGatewayV2::ApiMapping", "ApiMappingKey", into);
        mapping.properties.set("ApiId", api);
        mapping.properties.set("Stage", stage);
    };
    for (const bob::Text& path : from.base_paths) map_to_stage(path);
    if (from.base_paths.empty()) map_to_stage({});
}

}  // namespace

void http_integration_settings(const Model& model, const bob::HttpIntegration& from, bool by_framework,
                               TemplateResource& made) {
    const auto say = [&](std::string_view name, Value value) {
        if (value.is_null()) return;
        if (by_framework) made.for_serverless.set(name, value);
        if (Value* there = made.properties.find(name))
            *there = std::move(value);
        else
            made.properties.set(name, std::move(value));
    };
    if (!made.properties.find("IntegrationSubtype")) {
        Value parameters;
        for (const bob::HttpParameter& one : from.request_parameters)
            parameters.set(one.to.text, mapped_from(model, one), one.to.place);
        say("RequestParameters", std::move(parameters));
    }
    Value responses;
    for (const bob::HttpResponse& one : from.responses) {
        const Value status = model.setting(one.status_code);
        if (status.kind() != Value::Kind::integer) continue;
        List parameters;
        for (const bob::HttpParameter& each : one.response_parameters)
            parameters.push_back(
                map({{"Destination", Model::text(each.to)}, {"Source", mapped_from(model, each)}}).at(each.to.place));
        responses.set(std::to_string(status.integer()), map({{"ResponseParameters", std::move(parameters)}}),
                      status.place);
    }
    say("ResponseParameters", std::move(responses));
    say("TimeoutInMillis", model.setting(from.timeout));
}

std::string http_route_integration(const Model& model, const Route& route, Template& into) {
    const bob::HttpRoute& from = *route.http_route;
    const std::string id = id_of_http_route(model, from) + "Integration";
    TemplateResource& made = add(into, id, "AWS::ApiGatewayV2::Integration", from.name.place);
    made.maker = {true, bob::Kind::http_route, from.name.text, {}};
    made.condition = from.condition.text;
    made.condition_place = from.condition.place;
    Value& properties = made.properties;
    properties.set("ApiId", bobgen::ref(http_api_ref));
    const HttpService* service = calls_service(from) ? http_service_of_action(from.calls.index) : nullptr;
    if (calls_service(from)) {
        properties.set("IntegrationType", "AWS_PROXY");
        // Of another action a rule on the declaration says that there is no such integration.
        properties.set("IntegrationSubtype", Value(service ? service->subtype : from.calls.index).at(from.calls.place));
        properties.set("CredentialsArn", from.role ? model.value(from.role)
                                                   : get_att(role_of_route(model, from), "Arn").at(from.name.place));
        properties.set("RequestParameters", service ? parameters_of_call(model, from, *service) : Value(Map{}));
    } else {
        const bool sets_method = from.service_method.set;
        properties.set("IntegrationType", "HTTP_PROXY");
        properties.set("IntegrationMethod",
                       Value(naming::verb(sets_method ? *from.service_method : route.method))
                           .at(sets_method ? Place(from.service_method.place) : Place(route.path.place)));
        put(properties, "IntegrationUri", model.value(from.uri));
        if (from.vpc_link) {
            properties.set("ConnectionType", "VPC_LINK");
            properties.set("ConnectionId", bobgen::ref(model.logical_id(from.vpc_link)).at(from.vpc_link.place));
        }
        if (from.tls_server_name)
            properties.set("TlsConfig", map({{"ServerNameToVerify", Model::text(from.tls_server_name)}}));
    }
    properties.set("PayloadFormatVersion", "1.0");
    if (route.http_integration) http_integration_settings(model, *route.http_integration.settings, false, made);
    return id;
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const HttpRoute& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::http_route_role(model, one, into);
}
void lower(const VpcLink& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::vpc_link(model, one, into);
}
void lower(const HttpDomain& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::http_domain(model, one, into);
}
}  // namespace bob
