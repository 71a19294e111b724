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
            made.made_by_serverless = true;
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
void preflight(const Model& model, const CorsPath& cors, Value resource_id, Template& into) {
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
    made.made_by_serverless = true;
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
}

/// What authorizes a route: the method's three properties, and its authorizer when it is the first to use it.
std::string authorize_method(const Model& model, const Route& route, Value& properties, Template& into) {
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
    made.made_by_serverless = true;
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
               execute_api_arn(rest_api_id, "/*/*"), into, true, name.text);
    into.resources.back().maker = {true, bob::Kind::lambda_authorizer, name.text, {}};
    return id;
}

/// What the deployment makes its stage with. A stage of its own would be one more: the Serverless Framework's comes
/// with the deployment as well, and it changes that after each one.
void rest_stage_settings(const Model& model, const bob::RestApi& from, std::size_t deployment, Place place,
                         Template& into) {
    Value settings = Map{};
    Value days = model.access_log_days(from.access_logs);
    if (!days.is_null()) {
        constexpr std::string_view id = "ApiGatewayLogGroup";
        settings.set("AccessLogSetting",
                     map({{"DestinationArn", get_att(id, "Arn")}, {"Format", access_log_format(from)}}));
        for (const bob::Resource& one : model.stack.resources)
            if (const auto* raw = one.as<bob::RawResource>(); raw && raw->type.text == "AWS::ApiGateway::Account")
                into.resources[deployment].depends_on.emplace_back(raw->name.text);
        TemplateResource& group = add(into, std::string(id), "AWS::Logs::LogGroup", place);
        group.made_by_serverless = true;
        group.properties.set("LogGroupName", "/aws/api-gateway/" + model.stack_name + "-" + model.stage);
        group.properties.set("RetentionInDays", days);
        group.for_serverless.set("RetentionInDays", std::move(days));
    }
    put(settings, "TracingEnabled", model.on_if_hardened(from.tracing_enabled));
    if (!settings.map().empty()) into.resources[deployment].properties.set("StageDescription", std::move(settings));
}

/// A deployment is a snapshot of them, too. The framework makes its own wait for methods alone, so a method waits for
/// them in both outputs.
void deploy_gateway_responses(const Model& model, std::size_t first, Template& into) {
    const std::size_t begin = into.resources.size();
    gateway_responses(model, *model.rest_api, into);
    // One that is always there, if there is one.
    TemplateResource* method = nullptr;
    for (std::size_t i = first; i < begin; ++i) {
        TemplateResource& one = into.resources[i];
        if (one.type != "AWS::ApiGateway::Method") continue;
        if (!method || (!method->condition.empty() && one.condition.empty())) method = &one;
    }
    if (!method) return;
    List waited_for;
    for (std::size_t i = begin; i < into.resources.size(); ++i) {
        method->depends_on.push_back(into.resources[i].logical_id);
        waited_for.emplace_back(into.resources[i].logical_id);
    }
    if (!waited_for.empty()) method->overridden.set("DependsOn", std::move(waited_for));
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
    const Place place = model.rest_api ? Place(model.rest_api->name.place) : Place(model.stack.name.place);

    const bool attached = model.attached(ApiKind::rest);
    if (!attached) {
        TemplateResource& made = add(into, std::string(rest_api_id), "AWS::ApiGateway::RestApi", place);
        made.made_by_serverless = true;
        made.properties.set("Name", model.stage + "-" + model.stack_name);
        made.properties.set("EndpointConfiguration", map({{"Types", list({endpoint_type(model)})}}));
        put(made.properties, "Tags", model.tags(bob::List<bob::Tag, 1>()));
        if (model.rest_api)
            put(made.properties, "MinimumCompressionSize", model.setting(model.rest_api->minimum_compression_size));
    }

    Resources resources(model, into);
    std::vector<CorsPath> cors_paths;
    std::vector<std::string> methods;
    List conditional;
    std::vector<std::size_t> callers;
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::rest) continue;
        const FunctionModel& function = model.functions[route.function];
        Value resource_id = resources.id_of(route.path.text, route.path.place);
        Value properties = map({{"HttpMethod", Value(naming::verb(route.method)).at(route.path.place)},
                                {"RequestParameters", request_parameters(route)},
                                {"ResourceId", std::move(resource_id)},
                                {"RestApiId", bobgen::ref(rest_api_id)},
                                {"ApiKeyRequired", route.api_key_required}});
        const std::string authorizer_id = authorize_method(model, route, properties, into);
        properties.set("Integration", integration(model, route, function));
        properties.set("MethodResponses", method_responses(model, route));

        std::string id = "ApiGatewayMethod" + naming::of_path(route.path.text) + naming::of_method(route.method);
        request_validation(model, route, id, properties, into);
        TemplateResource& method = add(into, id, "AWS::ApiGateway::Method", route.path.place);
        method.maker = {true, bob::Kind::function, function.declared->name.text, route_key(route)};
        method.made_by_serverless = true;
        method.condition = function.declared->condition.text;
        method.condition_place = function.declared->condition.place;
        if (route.integration && framework_integration(model, route).is_null())
            for (std::string_view name : {"Integration", "MethodResponses", "RequestParameters"})
                if (const Value* said = properties.find(name); !said->is_map() || !said->map().empty())
                    method.for_serverless.set(name, *said);
        method.properties = std::move(properties);
        method.open_on_purpose = route.authorizer.open_on_purpose;
        if (authorizer_id.empty()) method.depends_on = {function.id + "LambdaPermissionApiGateway"};
        // CloudFormation rejects a `DependsOn` on something that a condition may leave out; `Fn::If` depends on it when
        // it exists.
        if (method.condition.empty())
            methods.push_back(std::move(id));
        else
            conditional.push_back(
                call(Intrinsic::if_, list({method.condition, bobgen::ref(id), "-"})).at(method.place));
        if (std::find(callers.begin(), callers.end(), route.function) == callers.end())
            callers.push_back(route.function);

        const bob::CorsChoice& cors = cors_of(model, route);
        if (!cors) continue;
        auto same = std::find_if(cors_paths.begin(), cors_paths.end(),
                                 [&](const CorsPath& one) { return one.path == route.path.text; });
        if (same == cors_paths.end())
            same = cors_paths.insert(cors_paths.end(), {route.path.text, cors.settings, {}, route.path.place});
        same->methods.push_back(route.method);
    }

    if (model.rest_api && !attached) deploy_gateway_responses(model, first, into);

    std::vector<std::string> deployed;
    for (const CorsPath& cors : cors_paths) {
        preflight(model, cors, resources.id_of(cors.path, cors.place), into);
        deployed.push_back(into.resources.back().logical_id);
    }
    deployed.insert(deployed.end(), methods.begin(), methods.end());
    for (std::size_t caller : callers)
        permission(model.functions[caller], model.functions[caller].id + "LambdaPermissionApiGateway",
                   "apigateway.amazonaws.com", execute_api_arn(rest_api_id, "/*/*"), into, true, "http");

    const Snapshot made_of{first, into.resources.size()};
    TemplateResource& deployment = add(into, "ApiGatewayDeployment", "AWS::ApiGateway::Deployment", place);
    deployment.made_by_serverless = true;
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
    output.made_by_serverless = stage_name == model.stage;  // the framework always writes its own stage
    output.body =
        map({{"Description", "URL of the service endpoint"},
             {"Value", join("", {"https://", bobgen::ref(rest_api_id), ".execute-api.", bobgen::ref("AWS::Region"), ".",
                                 bobgen::ref("AWS::URLSuffix"), "/" + stage_name})}});
    return made_of;
}

void name_deployment(const Snapshot& from, Template& into) {
    std::string content;
    for (std::size_t i = from.first; i < from.deployment; ++i) {
        content += into.resources[i].logical_id;
        write_json(into.resources[i].properties, content, JsonStyle::compact);
    }
    into.resources[from.deployment].logical_id += hash_of(content);
}

}  // namespace bobgen::lowering
