/// A REST API is a tree of resources with methods on them. Its deployment is a snapshot, so a new one is needed when
/// anything in the API changes: its logical id ends with a hash of what it deploys.
#include <algorithm>

#include "generator/emit/json.h"
#include "generator/lower/api.h"

namespace bobgen::lowering {

Value invocation_uri(const FunctionModel& function) {
    return join("", {"arn:", bobgen::ref("AWS::Partition"), ":apigateway:", bobgen::ref("AWS::Region"),
                     ":lambda:path/2015-03-31/functions/", arn_of(function), "/invocations"});
}

Value execute_api_arn(std::string_view api_id, std::string_view rest) {
    return join("", {"arn:", bobgen::ref("AWS::Partition"), ":execute-api:", bobgen::ref("AWS::Region"), ":",
                     bobgen::ref("AWS::AccountId"), ":", bobgen::ref(api_id), rest});
}

std::string hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ull;
    for (unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
    std::string made;
    for (int shift = 60; shift >= 0; shift -= 4) made += "0123456789abcdef"[(hash >> shift) & 15];
    return made;
}

const bob::CorsChoice& cors_of(const Model& model, const Route& route) {
    return route.cors || !model.rest_api ? route.cors : model.rest_api->cors;
}

std::string first_origin(const Model& model, const bob::Cors* settings) {
    if (!settings || settings->origins.empty()) return "*";
    const Value first = model.value(settings->origins[0]);
    return first.is_text() ? first.text() : "*";
}

std::string match_origin(const Model& model, const bob::Cors* settings) {
    // API Gateway's response is fixed, so a list of origins is matched in the mapping template.
    if (!settings || settings->origins.size() < 2) return {};
    std::string made =
        "#set($origin = $input.params().header.get(\"Origin\"))\n"
        "#if($origin == \"\") #set($origin = $input.params().header.get(\"origin\")) #end\n#if(";
    bool first = true;
    for (const bob::Expression& one : settings->origins) {
        const Value text = model.value(one);
        if (!text.is_text()) continue;
        made.append(first ? "" : " || ").append("$origin == \"" + text.text() + "\"");
        first = false;
    }
    return made + ") #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end";
}

namespace {

constexpr std::string_view rest_api_id = "ApiGatewayRestApi";

std::string_view endpoint_type(const Model& model) {
    switch (model.rest_api ? model.rest_api->endpoint_type : bob::EndpointType::regional) {
        case bob::EndpointType::edge:
            return "EDGE";
        case bob::EndpointType::regional:
            return "REGIONAL";
        case bob::EndpointType::private_:
            return "PRIVATE";
    }
    return {};
}

/// One resource for each prefix of a path, parents first.
class Resources {
public:
    Resources(const Model& model, Template& into) : model_(model), into_(into) {}

    /// Whether the Serverless Framework makes those that are made from now on.
    bool by_framework = true;

    /// The ResourceId of a method.
    Value id_of(std::string_view path, Place place) {
        if (path.size() <= 1) return get_att(rest_api_id, "RootResourceId");
        if (model_.attached(ApiKind::rest))
            for (const bob::ExistingPath& one : model_.rest_api->existing.paths)
                if (one.path.text == path) return model_.value(one.resource_id);
        const std::string id = "ApiGatewayResource" + naming::of_path(path);
        if (std::find(made_.begin(), made_.end(), path) == made_.end()) {
            // Lowering runs before validation, so a path may still lack its slash.
            const std::size_t slash = path.rfind('/');
            Value parent = id_of(slash == path.npos ? "" : path.substr(0, slash), place);
            TemplateResource& made = add(into_, id, "AWS::ApiGateway::Resource", place);
            made.maker.which = path;
            made.made_by_serverless = by_framework;
            made.properties = map({{"ParentId", std::move(parent)},
                                   {"PathPart", Value(path.substr(slash + 1)).at(place)},
                                   {"RestApiId", bobgen::ref(rest_api_id)}});
            made_.push_back(path);
        }
        return bobgen::ref(id);
    }

private:
    const Model& model_;
    Template& into_;
    std::vector<std::string_view> made_;
};

/// The methods of a path that browsers may use, OPTIONS first.
struct CorsPath {
    std::string_view path;
    const bob::Cors* settings;  ///< null: all defaults
    std::vector<bob::Method> methods;
    Place place;
    bool of_function = false, of_rest_route = false;  ///< of what routes
};

std::string joined(const auto& texts, const auto& text_of) {
    std::string made;
    for (const auto& one : texts) made.append(made.empty() ? "" : ",").append(text_of(one));
    return made;
}

std::string allowed_methods(const CorsPath& path) {
    if (path.settings && !path.settings->methods.empty()) {
        std::string made = joined(path.settings->methods, [](const bob::Text& one) { return one.text; });
        const auto has = [&](std::string_view verb) {
            return ("," + made + ",").find("," + std::string(verb) + ",") != std::string::npos;
        };
        if (!has("OPTIONS")) made += ",OPTIONS";
        for (bob::Method method : path.methods)
            if (!has(naming::verb(method))) made.append(",").append(naming::verb(method));
        return made;
    }
    std::string made = "OPTIONS";
    for (bob::Method method : path.methods)
        made.append(method == bob::Method::any ? ",DELETE,GET,HEAD,PATCH,POST,PUT"
                                               : "," + std::string(naming::verb(method)));
    return made;
}

/// A mock OPTIONS method that answers preflight requests, as API Gateway's console creates it.
void preflight(const Model& model, const CorsPath& cors, Value resource_id, bool by_framework, Template& into) {
    const bob::Cors* settings = cors.settings;
    Value values = Map{};
    const auto header = [&](std::string_view name, std::string text) {
        values.set("method.response.header." + std::string(name), "'" + std::move(text) + "'");
    };
    header("Access-Control-Allow-Origin", first_origin(model, settings));
    header("Access-Control-Allow-Headers",
           settings && !settings->headers.empty()
               ? joined(settings->headers, [](const bob::Text& one) { return one.text; })
               : joined(default_cors_headers, [](std::string_view one) { return one; }));
    header("Access-Control-Allow-Methods", allowed_methods(cors));
    if (settings && settings->allow_credentials) header("Access-Control-Allow-Credentials", "true");
    if (settings && settings->max_age.set) {
        const Value age = model.setting(settings->max_age);
        header("Access-Control-Max-Age", std::to_string(age.integer()));
    }
    Value offered = Map{};
    for (const Member& one : values.map()) offered.set(one.name, true);

    const std::string response_template = match_origin(model, settings);
    TemplateResource& made =
        add(into, "ApiGatewayMethod" + naming::of_path(cors.path) + "Options", "AWS::ApiGateway::Method", cors.place);
    made.maker.which = "OPTIONS " + std::string(cors.path);
    made.made_by_serverless = by_framework && cors.of_function;
    made.properties = map(
        {{"AuthorizationType", "NONE"},
         {"HttpMethod", "OPTIONS"},
         {"MethodResponses",
          list({map({{"StatusCode", "200"}, {"ResponseParameters", std::move(offered)}, {"ResponseModels", Map{}}})})},
         {"RequestParameters", Map{}},
         {"Integration", map({{"Type", "MOCK"},
                              {"RequestTemplates", map({{"application/json", "{statusCode:200}"}})},
                              {"ContentHandling", "CONVERT_TO_TEXT"},
                              {"IntegrationResponses",
                               list({map({{"StatusCode", "200"},
                                          {"ResponseParameters", std::move(values)},
                                          {"ResponseTemplates", map({{"application/json", response_template}})}})})}})},
         {"ResourceId", std::move(resource_id)},
         {"RestApiId", bobgen::ref(rest_api_id)}});
    // The framework does not know the methods without a function.
    if (made.made_by_serverless && cors.of_rest_route)
        made.for_serverless.set("Integration", *made.properties.find("Integration"));
}

/// What authorizes a route: the method's three properties, and its authorizer when it is the first to use it.
std::string authorize_method(const Model& model, const Route& route, Value& properties, bool by_framework,
                             Template& into) {
    if (route.authorizer.by_iam) {
        properties.set("AuthorizationType", Value("AWS_IAM").at(route.authorizer.place));
        return {};
    }
    const auto* cognito = authorizer<bob::CognitoAuthorizer>(model, route);
    const auto* lambda = authorizer<bob::LambdaAuthorizer>(model, route);
    if (!cognito && !lambda) {
        properties.set("AuthorizationType", "NONE");
        return {};
    }
    const bob::Name& name = cognito ? cognito->name : lambda->name;
    std::string id = naming::of_function(name.text) + "ApiGatewayAuthorizer";
    const bob::ExistingId& existing = cognito ? cognito->existing : lambda->existing;
    properties.set("AuthorizationType", Value(cognito ? "COGNITO_USER_POOLS" : "CUSTOM").at(route.authorizer.place));
    properties.set("AuthorizerId", existing ? model.value(existing.id) : bobgen::ref(id).at(route.authorizer.place));
    if (cognito && !cognito->scopes.empty()) properties.set("AuthorizationScopes", Model::texts(cognito->scopes));
    if (existing) return {};
    if (into.find(id)) return id;

    TemplateResource& made = add(into, id, "AWS::ApiGateway::Authorizer", name.place);
    made.maker = {true, route.authorizer.kind, name.text, {}};
    made.made_by_serverless = by_framework;
    Value ttl = model.setting(cognito ? cognito->result_ttl : lambda->result_ttl);
    made.properties.set("AuthorizerResultTtlInSeconds", ttl.is_null() ? Value(300) : std::move(ttl));
    std::string source = "method.request.header.Authorization";
    if (lambda && !lambda->identity_sources.empty())
        source = joined(lambda->identity_sources, [](const bob::Text& one) { return one.text; });
    made.properties.set("IdentitySource", source);
    made.properties.set("Name", Model::text(name));
    made.properties.set("RestApiId", bobgen::ref(rest_api_id));
    if (cognito) {
        made.properties.set("Type", "COGNITO_USER_POOLS");
        made.properties.set("ProviderARNs",
                            list({get_att(model.logical_id(cognito->user_pool), "Arn").at(cognito->user_pool.place)}));
        return id;
    }
    made.properties.set("Type", lambda->type == bob::LambdaAuthorizer::Type::token ? "TOKEN" : "REQUEST");
    const FunctionModel* asked = model.function(lambda->function.name);
    if (!asked) {
        model.logical_id(lambda->function);  // reports it
        return id;
    }
    made.properties.set("AuthorizerUri", invocation_uri(*asked));
    permission(*asked, naming::of_function(name.text) + "LambdaPermissionApiGateway", "apigateway.amazonaws.com",
               execute_api_arn(rest_api_id, "/*/*"), into, by_framework, name.text);
    into.resources.back().maker = {true, bob::Kind::lambda_authorizer, name.text, {}};
    return id;
}

/// What the deployment makes its stage with. A stage of its own would be one more: the Serverless Framework's comes
/// with the deployment as well, and it changes that after each one.
void rest_stage_settings(const Model& model, const bob::RestApi& from, std::size_t deployment, Place place,
                         Template& into) {
    Value settings = (from.stage ? rest_stage(model, *from.stage.settings) : Value(Map{})).at(from.stage.place);
    const bool by_framework = model.rest_api_by_framework();
    Value days = model.access_log_days(from.access_logs);
    const Value* level = settings.find("LoggingLevel");
    bool logs = !days.is_null() || (level && level->text() != "OFF");
    if (const Value* methods = settings.find("MethodSettings"))
        for (const Value& one : methods->list())
            if (const Value* own = one.find("LoggingLevel")) logs = logs || own->text() != "OFF";
    if (logs)
        for (const std::string_view id : raw_resources(model, "AWS::ApiGateway::Account"))
            into.resources[deployment].depends_on.emplace_back(id);
    if (!days.is_null()) {
        constexpr std::string_view id = "ApiGatewayLogGroup";
        settings.set("AccessLogSetting",
                     map({{"DestinationArn", get_att(id, "Arn")}, {"Format", access_log_format(from)}}));
        TemplateResource& group = add(into, std::string(id), "AWS::Logs::LogGroup", place);
        group.made_by_serverless = by_framework;
        group.properties.set("LogGroupName", "/aws/api-gateway/" + model.stack_name + "-" + model.stage);
        group.properties.set("RetentionInDays", days);
        if (by_framework) group.for_serverless.set("RetentionInDays", std::move(days));
    }
    put(settings, "TracingEnabled", model.on_if_hardened(from.tracing_enabled));
    if (!settings.map().empty()) into.resources[deployment].properties.set("StageDescription", std::move(settings));
}

/// A resource that the author hung at the API by its CloudFormation type, and that the deployment has in its snapshot.
bool is_raw_part(const TemplateResource& one) {
    static constexpr std::string_view types[] = {
        "AWS::ApiGateway::Method",     "AWS::ApiGateway::Resource", "AWS::ApiGateway::GatewayResponse",
        "AWS::ApiGateway::Authorizer", "AWS::ApiGateway::Model",    "AWS::ApiGateway::RequestValidator"};
    if (!one.type.starts_with("AWS::ApiGateway::") || std::ranges::find(types, one.type) == std::end(types))
        return false;
    const Value* api = one.properties.find("RestApiId");
    return api && api->is_call(Intrinsic::ref) && api->argument().is_text() && api->argument().text() == rest_api_id;
}

/// A deployment is a snapshot of the API's own answers and of what the framework does not know of, too. The framework
/// makes its own wait for its methods alone, so one of those waits for them in both outputs.
/// Tells what the deployment need not wait for itself.
std::vector<std::string> deploy_with_methods(const Model& model, std::size_t first, Template& into) {
    std::vector<std::string> waited_for;
    for (std::size_t i = 0; i < first; ++i)
        if (const TemplateResource& one = into.resources[i];
            is_raw_part(one) && one.condition.empty() && one.depends_on.empty())
            waited_for.push_back(one.logical_id);
    if (model.rest_api_by_framework())
        for (std::size_t i = first; i < into.resources.size(); ++i)
            if (const TemplateResource& one = into.resources[i];
                one.type == "AWS::ApiGateway::Method" && !one.made_by_serverless)
                waited_for.push_back(one.logical_id);
    const std::size_t begin = into.resources.size();
    if (model.rest_api && !model.attached(ApiKind::rest)) gateway_responses(model, *model.rest_api, into);
    for (std::size_t i = begin; i < into.resources.size(); ++i) waited_for.push_back(into.resources[i].logical_id);
    // One that is always there, if there is one.
    TemplateResource* method = nullptr;
    for (std::size_t i = first; i < begin; ++i) {
        TemplateResource& one = into.resources[i];
        if (one.type != "AWS::ApiGateway::Method" || std::ranges::find(waited_for, one.logical_id) != waited_for.end())
            continue;
        if (!method || (!method->condition.empty() && one.condition.empty())) method = &one;
    }
    if (!method || waited_for.empty()) return {};
    List ids;
    for (const std::string& one : waited_for) {
        ids.emplace_back(one);
        method->depends_on.push_back(one);
    }
    if (method->made_by_serverless) method->overridden.set("DependsOn", std::move(ids));
    if (!method->condition.empty()) waited_for.clear();
    return waited_for;
}

/// What of the API's own settings its resource has.
void rest_api_settings(const Model& model, const bob::RestApi& from, Value& properties) {
    put(properties, "MinimumCompressionSize", model.setting(from.minimum_compression_size));
    put(properties, "DisableExecuteApiEndpoint", model.setting(from.disable_execute_api_endpoint));
    if (!from.binary_media_types.empty()) properties.set("BinaryMediaTypes", Model::texts(from.binary_media_types));
    if (from.api_key_source == bob::ApiKeySource::authorizer) properties.set("ApiKeySourceType", "AUTHORIZER");
    if (from.policy)
        properties.set("Policy", map({{"Version", "2012-10-17"},
                                      {"Statement", rest_policy_statements(model, *from.policy.settings)}}));
}

}  // namespace

Value access_log_format(const bob::Text& given, std::string_view route) {
    if (given) return Model::text(given);
    return R"({"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime",)"
           R"("method":"$context.httpMethod","route":"$context.)" +
           std::string(route) +
           R"(","status":"$context.status",)"
           R"("bytes":"$context.responseLength","latency":"$context.responseLatency",)"
           R"("caller":"$context.authorizer.claims.sub","error":"$context.integrationErrorMessage"})";
}
Value access_log_format(const bob::RestApi& from) { return access_log_format(from.access_log_format, "resourcePath"); }

std::optional<Snapshot> rest_api(const Model& model, Template& into) {
    if (!model.has_routes(ApiKind::rest)) return {};
    const std::size_t first = into.resources.size();
    const Place place =
        Place(model.rest_api ? model.rest_api->name.place : bob::Place()).or_else(model.stack.name.place);

    const bool attached = model.attached(ApiKind::rest), by_framework = model.rest_api_by_framework();
    if (!attached) {
        TemplateResource& made = add(into, std::string(rest_api_id), "AWS::ApiGateway::RestApi", place);
        made.made_by_serverless = by_framework;
        made.properties.set("Name", model.stage + "-" + model.stack_name);
        Value endpoint = map({{"Types", list({endpoint_type(model)})}});
        if (model.rest_api && !model.rest_api->vpc_endpoint_ids.empty())
            endpoint.set("VpcEndpointIds", model.values(model.rest_api->vpc_endpoint_ids));
        made.properties.set("EndpointConfiguration", std::move(endpoint));
        put(made.properties, "Tags", model.tags(bob::List<bob::Tag, 1>()));
        if (model.rest_api) rest_api_settings(model, *model.rest_api, made.properties);
    }

    Resources resources(model, into);
    std::vector<CorsPath> cors_paths;
    std::vector<std::string> methods;
    List conditional;
    std::vector<std::size_t> callers;
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::rest) continue;
        const bob::RestRoute* own = route.rest_route;
        const FunctionModel* function = own ? nullptr : &model.functions[route.function];
        resources.by_framework = by_framework && !own;
        Value resource_id = resources.id_of(route.path.text, route.path.place);
        Value properties = map({{"HttpMethod", Value(naming::verb(route.method)).at(route.path.place)},
                                {"RequestParameters", request_parameters(model, route)},
                                {"ResourceId", std::move(resource_id)},
                                {"RestApiId", bobgen::ref(rest_api_id)},
                                {"ApiKeyRequired", route.api_key_required}});
        const std::string authorizer_id = authorize_method(model, route, properties, by_framework && !own, into);
        properties.set("Integration", integration(model, route));
        properties.set("MethodResponses", method_responses(model, route));

        std::string id = "ApiGatewayMethod" + naming::of_path(route.path.text) + naming::of_method(route.method);
        request_validation(model, route, id, properties, by_framework && !own, into);
        TemplateResource& method = add(into, id, "AWS::ApiGateway::Method", route.path.place);
        method.maker = {true, own ? bob::Kind::rest_route : bob::Kind::function,
                        own ? own->name.text : function->declared->name.text, route_key(route)};
        method.made_by_serverless = by_framework && !own;
        const bob::Text& condition = own ? own->condition : function->declared->condition;
        method.condition = condition.text;
        method.condition_place = condition.place;
        if (method.made_by_serverless && route.response_streaming)
            method.for_serverless.set("Integration", *properties.find("Integration"));
        if (method.made_by_serverless && route.integration && framework_integration(model, route).is_null())
            for (std::string_view name : {"Integration", "MethodResponses", "RequestParameters"})
                if (const Value* said = properties.find(name); !said->is_map() || !said->map().empty())
                    method.for_serverless.set(name, *said);
        method.properties = std::move(properties);
        method.open_on_purpose = route.authorizer.open_on_purpose;
        if (authorizer_id.empty() && function) method.depends_on = {function->id + "LambdaPermissionApiGateway"};
        // CloudFormation rejects a `DependsOn` on something that a condition may leave out; `Fn::If` depends on it when
        // it exists.
        if (method.condition.empty())
            methods.push_back(std::move(id));
        else
            conditional.push_back(
                call(Intrinsic::if_, list({method.condition, bobgen::ref(id), "-"})).at(method.place));
        if (function && std::find(callers.begin(), callers.end(), route.function) == callers.end())
            callers.push_back(route.function);

        const bob::CorsChoice& cors = cors_of(model, route);
        if (!cors) continue;
        auto same = std::find_if(cors_paths.begin(), cors_paths.end(),
                                 [&](const CorsPath& one) { return one.path == route.path.text; });
        if (same == cors_paths.end())
            same = cors_paths.insert(cors_paths.end(), {route.path.text, cors.settings, {}, route.path.place});
        same->methods.push_back(route.method);
        (own ? same->of_rest_route : same->of_function) = true;
    }

    std::vector<std::string> deployed;
    // What is not the framework's comes before what waits for it.
    for (const CorsPath& cors : cors_paths)
        if (!cors.of_function) {
            preflight(model, cors, resources.id_of(cors.path, cors.place), by_framework, into);
            deployed.push_back(into.resources.back().logical_id);
        }
    const std::vector<std::string> by_a_method = deploy_with_methods(model, first, into);
    for (const CorsPath& cors : cors_paths) {
        if (!cors.of_function) continue;
        preflight(model, cors, resources.id_of(cors.path, cors.place), by_framework, into);
        deployed.push_back(into.resources.back().logical_id);
    }
    deployed.insert(deployed.end(), methods.begin(), methods.end());
    std::erase_if(deployed,
                  [&](const std::string& one) { return std::ranges::find(by_a_method, one) != by_a_method.end(); });
    for (std::size_t caller : callers)
        permission(model.functions[caller], model.functions[caller].id + "LambdaPermissionApiGateway",
                   "apigateway.amazonaws.com", execute_api_arn(rest_api_id, "/*/*"), into, by_framework, "http");

    const Snapshot made_of{first, into.resources.size()};
    TemplateResource& deployment = add(into, std::string(rest_deployment_id), "AWS::ApiGateway::Deployment", place);
    deployment.made_by_serverless = by_framework;
    deployment.depends_on = std::move(deployed);
    Value stage = attached ? model.value(model.rest_api->existing.stage) : Value();
    if (stage.is_null()) stage = model.stage;
    const std::string stage_name = stage.is_text() ? stage.text() : model.stage;
    deployment.properties = map({{"RestApiId", bobgen::ref(rest_api_id)}, {"StageName", std::move(stage)}});
    if (!conditional.empty()) deployment.properties.set("Description", join(" ", std::move(conditional)));
    if (model.rest_api && !attached)
        rest_stage_settings(model, *model.rest_api, into.resources.size() - 1, place, into);

    TemplateOutput& output = into.outputs.emplace_back();
    output.name = "ServiceEndpoint";
    output.place = place;
    output.made_by_serverless = by_framework && stage_name == model.stage;  // the framework always writes its own stage
    output.body =
        map({{"Description", "URL of the service endpoint"},
             {"Value", join("", {"https://", bobgen::ref(rest_api_id), ".execute-api.", bobgen::ref("AWS::Region"), ".",
                                 bobgen::ref("AWS::URLSuffix"), "/" + stage_name})}});
    return made_of;
}

void name_deployment(const Snapshot& from, Template& into) {
    std::string content;
    for (std::size_t i = 0; i < into.resources.size(); ++i) {
        const TemplateResource& one = into.resources[i];
        if (i >= from.first && i < from.deployment) {
            // A method that a condition may leave out is another one.
            content += one.logical_id + one.condition;
            write_json(one.properties, content, JsonStyle::compact);
        } else if (is_raw_part(one)) {
            content += one.logical_id;
            write_json(one.properties, content, JsonStyle::compact);
        }
    }
    TemplateResource& deployment = into.resources[from.deployment];
    // Settings of the stage come with a new deployment, too.
    if (const Value* stage = deployment.properties.find("StageDescription"))
        write_json(*stage, content, JsonStyle::compact);
    const std::string id = deployment.logical_id;
    deployment.logical_id += hash_of(content);
    for (TemplateResource& one : into.resources)
        for (std::string& waited_for : one.depends_on)
            if (waited_for == id) waited_for = deployment.logical_id;
}

}  // namespace bobgen::lowering
