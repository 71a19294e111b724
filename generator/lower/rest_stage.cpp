/// What stands around a REST API: its stage, who may call it, plans and keys, its own domain, and the roles of routes
/// without a function.
#include <algorithm>

#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

std::string_view cache_size_name(bob::CacheSize size) {
    switch (size) {
        case bob::CacheSize::none:
            return {};
        case bob::CacheSize::gb_0_5:
            return "0.5";
        case bob::CacheSize::gb_1_6:
            return "1.6";
        case bob::CacheSize::gb_6_1:
            return "6.1";
        case bob::CacheSize::gb_13_5:
            return "13.5";
        case bob::CacheSize::gb_28_4:
            return "28.4";
        case bob::CacheSize::gb_58_2:
            return "58.2";
        case bob::CacheSize::gb_118:
            return "118";
        case bob::CacheSize::gb_237:
            return "237";
    }
    return {};
}

std::string_view period_name(bob::Quota::Period period) {
    switch (period) {
        case bob::Quota::Period::day:
            return "DAY";
        case bob::Quota::Period::week:
            return "WEEK";
        case bob::Quota::Period::month:
            return "MONTH";
    }
    return {};
}

/// "/orders/{id}" → "/~1orders~1{id}", as the settings of a stage name a path; the root stays "/".
std::string path_of_setting(std::string_view path) {
    std::string made = "/";
    if (path.size() > 1)
        for (const char c : path) made += c == '/' ? std::string("~1") : std::string(1, c);
    return made;
}

/// What a stage and one of its methods have alike.
void method_settings(const Model& model, const auto& from, Value& into) {
    put(into, "ThrottlingRateLimit", model.setting(from.throttle.rate));
    put(into, "ThrottlingBurstLimit", model.setting(from.throttle.burst));
    put(into, "CachingEnabled", model.setting(from.caching.enabled));
    put(into, "CacheTtlInSeconds", model.setting(from.caching.ttl));
    put(into, "CacheDataEncrypted", model.setting(from.caching.encrypted));
    put(into, "MetricsEnabled", model.setting(from.metrics));
    put_execution_logs(model, from, into);
}

Value throttle_settings(const Model& model, const bob::Throttle& from) {
    Value made;
    put(made, "BurstLimit", model.setting(from.burst));
    put(made, "RateLimit", model.setting(from.rate));
    return made;
}

/// Makes it wait for the stage, which comes with the deployment.
void wait_for_stage(const Model& model, TemplateResource& one) {
    if (model.has_routes(ApiKind::rest)) one.depends_on.emplace_back(rest_deployment_id);
}

Value rest_stage_name(const Model& model) {
    Value made = model.attached(ApiKind::rest) ? model.value(model.rest_api->existing.stage) : Value();
    return made.is_null() ? Value(model.stage) : made;
}

void api_key(const Model& model, const bob::ApiKey& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::ApiGateway::ApiKey", into);
    Value enabled = model.setting(from.enabled);
    made.properties.set("Enabled", enabled.is_null() ? Value(true) : std::move(enabled));
    made.properties.set("Name", model.full_name(from.name.text));
    if (from.description) made.properties.set("Description", Model::text(from.description));
    if (from.customer_id) made.properties.set("CustomerId", Model::text(from.customer_id));
    put(made.properties, "Value", model.value(from.value));
    put(made.properties, "Tags", model.tags(from.tags));
}

void usage_plan(const Model& model, const bob::UsagePlan& from, Template& into) {
    Value stage = map({{"ApiId", bobgen::ref(model.logical_id(bob::Kind::rest_api, {}, from.name.place))},
                       {"Stage", rest_stage_name(model)}});
    Value methods;
    for (const bob::MethodThrottle& one : from.methods)
        put(methods, std::string(one.path.text) + "/" + std::string(naming::verb(one.method)),
            throttle_settings(model, one.throttle));
    put(stage, "Throttle", std::move(methods));
    TemplateResource& made = add(model, from, "AWS::ApiGateway::UsagePlan", into);
    const std::string id = made.logical_id;
    wait_for_stage(model, made);
    made.properties.set("UsagePlanName", model.full_name(from.name.text));
    if (from.description) made.properties.set("Description", Model::text(from.description));
    made.properties.set("ApiStages", list({std::move(stage)}));
    if (from.quota) {
        Value quota = map({{"Limit", model.setting(from.quota.limit)}, {"Period", period_name(from.quota.period)}});
        put(quota, "Offset", model.setting(from.quota.offset));
        made.properties.set("Quota", std::move(quota));
    }
    put(made.properties, "Throttle", throttle_settings(model, from.throttle));
    put(made.properties, "Tags", model.tags(from.tags));
    for (const auto& key : from.keys) {
        const auto* declared = model.find<bob::ApiKey>(key.name);
        const std::string key_id = model.logical_id(key);
        TemplateResource& member = add(into, id + key_id, "AWS::ApiGateway::UsagePlanKey", key.place);
        member.maker.which = key.name;
        const bob::Text& condition = declared && declared->condition ? declared->condition : from.condition;
        member.condition = condition.text;
        member.condition_place = condition.place;
        member.properties = map(
            {{"KeyId", bobgen::ref(key_id).at(key.place)}, {"KeyType", "API_KEY"}, {"UsagePlanId", bobgen::ref(id)}});
    }
}

void rest_domain(const Model& model, const bob::RestDomain& from, Template& into) {
    const bool edge = from.endpoint_type == bob::EndpointType::edge;
    TemplateResource& made = add(model, from, "AWS::ApiGateway::DomainName", into);
    const std::string id = made.logical_id;
    Value& properties = made.properties;
    put(properties, "DomainName", model.value(from.domain_name));
    put(properties, edge ? "CertificateArn" : "RegionalCertificateArn", model.value(from.certificate));
    properties.set("EndpointConfiguration", map({{"Types", list({edge ? "EDGE" : "REGIONAL"})}}));
    properties.set("SecurityPolicy", Model::text(from.security_policy));
    put_mutual_tls(model, from.mutual_tls, properties);
    put(properties, "OwnershipVerificationCertificateArn", model.value(from.ownership_certificate));
    put(properties, "Tags", model.tags(from.tags));

    const Value api = bobgen::ref(model.logical_id(bob::Kind::rest_api, {}, from.name.place));
    const auto map_to_stage = [&](const bob::Text& path) {
        // A path of several levels only the newer of the two types takes
        // (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html).
        const bool is_deep = path.text.find('/') != path.text.npos;
        TemplateResource& mapping =
            add_mapping(from, id, path, is_deep ? "AWS::ApiGatewayV2::ApiMapping" : "AWS::ApiGateway::BasePathMapping",
                        is_deep ? "ApiMappingKey" : "BasePath", into);
        wait_for_stage(model, mapping);
        mapping.properties.set(is_deep ? "ApiId" : "RestApiId", api);
        mapping.properties.set("Stage", rest_stage_name(model));
    };
    for (const bob::Text& path : from.base_paths) map_to_stage(path);
    if (from.base_paths.empty()) map_to_stage({});
}

/// The text of a template, without what only the deployment knows.
std::string_view template_text(const Value& body) {
    if (body.is_text()) return body.text();
    return body.is_call(Intrinsic::sub) && body.argument().is_text() ? std::string_view(body.argument().text())
                                                                     : std::string_view();
}

/// The name that a request of DynamoDB has for an index, `"IndexName": "ByLeague"`; empty when there is none.
std::string_view index_named(std::string_view request) {
    constexpr std::string_view key = "\"IndexName\"";
    constexpr std::string_view blank = " \t\r\n";
    std::size_t at = request.find(key);
    if (at == request.npos) return {};
    at = request.find_first_not_of(blank, at + key.size());
    if (at == request.npos || request[at] != ':') return {};
    at = request.find_first_not_of(blank, at + 1);
    if (at == request.npos || request[at] != '"') return {};
    const std::size_t end = request.find('"', at + 1);
    return end == request.npos ? std::string_view() : request.substr(at + 1, end - at - 1);
}

/// A query of an index needs the index alone: its ARN is another one than its table's
/// (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html).
void limit_to_index(const Model& model, const bob::RestRoute& from, Value& statement) {
    if (from.calls.kind != bob::Kind::table || !from.http.integration ||
        (from.calls.index != "dynamodb:Query" && from.calls.index != "dynamodb:Scan"))
        return;
    const auto* table = model.find<bob::Table<>>(from.calls.name());
    const std::string id = model.logical_id(from.calls.kind, from.calls.name(), from.calls.place);
    List resources;
    for (const bob::MappingTemplate& one : from.http.integration.settings->request_templates) {
        const Value body = model.value(one.body);
        const std::string_view name = index_named(template_text(body));
        bool known = false;
        if (table) {
            for (const auto& index : table->global_indexes) known |= index.name.text == name;
            for (const auto& index : table->local_indexes) known |= index.name.text == name;
        }
        Value resource = known ? sub("${" + id + ".Arn}/index/" + std::string(name)) : get_att(id, "Arn");
        resource = std::move(resource).at(from.calls.place);
        if (std::find(resources.begin(), resources.end(), resource) == resources.end())
            resources.push_back(std::move(resource));
    }
    if (resources.empty()) return;
    *statement.find("Resource") = resources.size() == 1 ? std::move(resources.front()) : Value(std::move(resources));
}

/// The role by which API Gateway calls the route's service.
void rest_route(const Model& model, const bob::RestRoute& from, Template& into) {
    if (from.calls.name().empty() || from.role) return;
    List statements = action_statements(model, {&from.calls, 1});
    if (statements.size() == 1) limit_to_index(model, from, statements.front());
    add_role_of_route(model, from, std::move(statements), into);
}

}  // namespace

std::string_view execution_logs_name(bob::ExecutionLogs level) {
    switch (level) {
        case bob::ExecutionLogs::off:
            return "OFF";
        case bob::ExecutionLogs::error:
            return "ERROR";
        case bob::ExecutionLogs::info:
            return "INFO";
    }
    return {};
}

void put_mutual_tls(const Model& model, const bob::MutualTls& from, Value& properties) {
    if (!from) return;
    Value mutual = map({{"TruststoreUri", model.value(from.truststore_uri)}});
    put(mutual, "TruststoreVersion", model.value(from.truststore_version));
    properties.set("MutualTlsAuthentication", std::move(mutual).at(from.truststore_uri.place));
}

Value rest_stage(const Model& model, const bob::RestStage& from) {
    Value made = Map{};
    if (from.cache != bob::CacheSize::none) {
        made.set("CacheClusterEnabled", true);
        made.set("CacheClusterSize", cache_size_name(from.cache));
        if (!from.caching.enabled) made.set("CachingEnabled", true);
    }
    method_settings(model, from, made);
    List methods;
    for (const bob::MethodSettings& one : from.methods) {
        Value own = map({{"HttpMethod", Value(naming::verb(one.method)).at(one.path.place)},
                         {"ResourcePath", Value(path_of_setting(one.path.text)).at(one.path.place)}});
        const std::size_t named = own.map().size();
        method_settings(model, one, own);
        // One that only has cache keys, which are the integration's, would set everything back to API Gateway's
        // defaults.
        if (own.map().size() == named) continue;
        methods.push_back(std::move(own).at(one.path.place));
    }
    if (!methods.empty()) made.set("MethodSettings", std::move(methods));
    put(made, "Variables", stage_variables(model, from.variables));
    if (from.canary.percent) {
        Value canary = map({{"PercentTraffic", model.setting(from.canary.percent)}});
        put(canary, "StageVariableOverrides", stage_variables(model, from.canary.variables));
        if (from.canary.use_stage_cache) canary.set("UseStageCache", true);
        made.set("CanarySetting", std::move(canary));
    }
    put(made, "ClientCertificateId", model.value(from.client_certificate));
    return made;
}

std::span<const bob::Text> cache_keys_of(const Model& model, const Route& route) {
    if (!model.rest_api || !model.rest_api->stage) return {};
    for (const bob::MethodSettings& one : model.rest_api->stage.settings->methods)
        if (one.method == route.method && one.path.text == route.path.text)
            return {one.cache_key_parameters.begin(), one.cache_key_parameters.size()};
    return {};
}

List rest_policy_statements(const Model& model, const bob::RestPolicy& from) {
    List made;
    for (const bob::PolicyStatement& one : from.statements) made.push_back(policy_statement(model, one));
    return made;
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const RestRoute& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::rest_route(model, one, into);
}
void lower(const ApiKey& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::api_key(model, one, into);
}
void lower(const UsagePlan& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::usage_plan(model, one, into);
}
void lower(const RestDomain& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::rest_domain(model, one, into);
}
}  // namespace bob
