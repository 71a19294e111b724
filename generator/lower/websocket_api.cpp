/// A WebSocket API: one integration for each function, one route for each event, and a stage with what was deployed to
/// it. Other than an HTTP API it does not deploy itself, so its deployment is named by what it deploys.
#include "generator/emit/json.h"
#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view sockets_id = "WebsocketsApi";
constexpr std::string_view sockets_stage_id = "WebsocketsDeploymentStage";
constexpr std::string_view sockets_deployment_id = "WebsocketsDeployment";

std::string integration_id(const Model& model, const FunctionModel& function, const bob::WebSocketEvent& event) {
    const Value timeout = model.setting(event.timeout);
    return function.id + "WebsocketsIntegration" +
           (timeout.kind() == Value::Kind::integer ? std::to_string(timeout.integer()) : std::string());
}

/// What lets the API call a function, as one of its routes or as its authorizer.
void socket_permission(const FunctionModel& function, std::string id, std::string_view rest, bool by_framework,
                       std::string_view which, Template& into) {
    if (const TemplateResource* there = into.find(id);
        there && there->properties.find("FunctionName") && *there->properties.find("FunctionName") == arn_of(function))
        return;
    permission(function, std::move(id), "apigateway.amazonaws.com", execute_api_arn(sockets_id, rest), into,
               by_framework, which);
    // The framework's lets any API of anyone call the function.
    TemplateResource& made = into.resources.back();
    if (by_framework) made.for_serverless.set("SourceArn", *made.properties.find("SourceArn"));
}

/// Who may connect: properties of the route, and the authorizer.
void authorize_connection(const Model& model, const bob::WebSocketEvent& event, Value& properties, bool by_framework,
                          Template& into) {
    if (event.authorizer.by_iam) {
        properties.set("AuthorizationType", Value("AWS_IAM").at(event.authorizer.place));
        return;
    }
    const auto* lambda = event.authorizer.kind == bob::Kind::lambda_authorizer
                             ? model.find<bob::LambdaAuthorizer>(event.authorizer.name)
                             : nullptr;
    if (!lambda) {
        if (event.authorizer) model.logical_id(event.authorizer.kind, event.authorizer.name, event.authorizer.place);
        properties.set("AuthorizationType", "NONE");
        return;
    }
    const std::string name = naming::of_function(lambda->name.text), id = name + "WebsocketsAuthorizer";
    properties.set("AuthorizationType", Value("CUSTOM").at(event.authorizer.place));
    properties.set("AuthorizerId", bobgen::ref(id).at(event.authorizer.place));
    if (into.find(id)) return;
    const FunctionModel* asked = model.function(lambda->function.name);
    if (!asked) {
        model.logical_id(lambda->function);  // reports it
        return;
    }
    TemplateResource& made = add(into, id, "AWS::ApiGatewayV2::Authorizer", lambda->name.place);
    made.maker = {true, bob::Kind::lambda_authorizer, lambda->name.text, "websocket"};
    made.made_by_serverless = by_framework;
    made.properties = map({{"ApiId", bobgen::ref(sockets_id)},
                           {"Name", Model::text(lambda->name)},
                           {"AuthorizerType", "REQUEST"},
                           {"AuthorizerUri", invocation_uri(*asked)},
                           {"IdentitySource", socket_identity_sources(*lambda)}});
    socket_permission(*asked, name + "LambdaPermissionWebsockets", "/*", by_framework, lambda->name.text, into);
}

/// `by_framework`: the Serverless Framework makes them, too. Tells the ids of routes and their responses.
std::vector<const TemplateResource*> socket_routes(const Model& model, bool by_framework, Template& into) {
    std::vector<std::string> ids;
    for (const SocketRoute& route : model.socket_routes) {
        const bob::WebSocketEvent& event = *route.event;
        const FunctionModel& function = model.functions[route.function];
        const Place place = event.route.place;
        const std::size_t first = into.resources.size();
        const std::string integration = integration_id(model, function, event);
        if (!into.find(integration)) {
            TemplateResource& one = add(into, integration, "AWS::ApiGatewayV2::Integration", place);
            one.properties = map({{"ApiId", bobgen::ref(sockets_id)},
                                  {"IntegrationType", "AWS_PROXY"},
                                  {"IntegrationUri", invocation_uri(function)}});
            put(one.properties, "TimeoutInMillis", model.setting(event.timeout));
        }
        const std::string id = naming::of_socket_route(event.route.text) + "WebsocketsRoute";
        if (const TemplateResource* there = into.find(id);
            there && there->properties.find("RouteKey") && *there->properties.find("RouteKey") == event.route.text)
            continue;  // declared twice, which is reported
        Value properties = map({{"ApiId", bobgen::ref(sockets_id)}, {"RouteKey", Model::text(event.route)}});
        authorize_connection(model, event, properties, by_framework, into);
        properties.set("Target", join("/", {"integrations", bobgen::ref(integration)}));
        if (event.responds) {
            properties.set("RouteResponseSelectionExpression", "$default");
            TemplateResource& response = add(into, id + "Response", "AWS::ApiGatewayV2::RouteResponse", place);
            response.properties = map(
                {{"ApiId", bobgen::ref(sockets_id)}, {"RouteId", bobgen::ref(id)}, {"RouteResponseKey", "$default"}});
            ids.push_back(response.logical_id);
        }
        TemplateResource& made = add(into, id, "AWS::ApiGatewayV2::Route", place);
        made.properties = std::move(properties);
        made.open_on_purpose = event.authorizer.open_on_purpose;
        ids.push_back(id);
        for (std::size_t i = first; i < into.resources.size(); ++i) {
            TemplateResource& one = into.resources[i];
            if (one.maker.known) continue;  // the authorizer is its own declaration's
            one.maker = {true, bob::Kind::function, function.declared->name.text, std::string(event.route.text)};
            one.made_by_serverless = by_framework;
            one.condition = function.declared->condition.text;
            one.condition_place = function.declared->condition.place;
        }
        socket_permission(function, function.id + "LambdaPermissionWebsockets", "/*", by_framework, "websocket", into);
    }
    std::vector<const TemplateResource*> made;
    made.reserve(ids.size());
    for (const std::string& id : ids) made.push_back(into.find(id));
    return made;
}

Value socket_log_format(const bob::Text& given) {
    if (given) return Model::text(given);
    return R"({"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime",)"
           R"("event":"$context.eventType","route":"$context.routeKey","connection":"$context.connectionId",)"
           R"("status":"$context.status","caller":"$context.authorizer.principalId",)"
           R"("error":"$context.error.message"})";
}

void route_settings(const Model& model, const auto& from, Value& into) {
    put(into, "ThrottlingRateLimit", model.setting(from.throttle.rate));
    put(into, "ThrottlingBurstLimit", model.setting(from.throttle.burst));
    put(into, "DetailedMetricsEnabled", model.setting(from.metrics));
    put_execution_logs(model, from, into);
}

bool logs_executions(const bob::WebSocketApi& from) {
    const auto logs = [](const auto& one) {
        return one.execution_logs && *one.execution_logs != bob::ExecutionLogs::off;
    };
    bool any = logs(from);
    for (const bob::SocketRouteSettings& one : from.routes) any = any || logs(one);
    return any;
}

/// What the Serverless Framework has no words for, or more than one with them: it extends its stage by them.
void socket_stage_settings(const Model& model, const bob::WebSocketApi& from, std::size_t position, Template& into) {
    const Place place = into.resources[position].place;
    TemplateResource& stage = into.resources[position];
    Value settings = Map{};
    route_settings(model, from, settings);
    if (!settings.map().empty()) extend(stage, "DefaultRouteSettings", std::move(settings));
    Value routes;
    for (const bob::SocketRouteSettings& one : from.routes) {
        Value own = Map{};
        route_settings(model, one, own);
        routes.set(one.route.text, std::move(own).at(one.route.place), one.route.place);
    }
    if (!routes.is_null()) extend(stage, "RouteSettings", std::move(routes));
    if (Value variables = stage_variables(model, from.variables); !variables.is_null())
        extend(stage, "StageVariables", std::move(variables));
    Value days = model.access_log_days(from.access_logs);
    constexpr std::string_view id = "WebsocketsAccessLogs";
    if (!days.is_null())
        extend(stage, "AccessLogSettings",
               map({{"DestinationArn", get_att(id, "Arn")}, {"Format", socket_log_format(from.access_log_format)}}));
    if (!days.is_null() || logs_executions(from)) {
        List waited_for;
        for (const std::string_view account : raw_resources(model, "AWS::ApiGateway::Account")) {
            stage.depends_on.emplace_back(account);
            waited_for.emplace_back(account);
        }
        if (!waited_for.empty()) stage.overridden.set("DependsOn", std::move(waited_for));
    }
    if (days.is_null()) return;
    TemplateResource& group = add(into, std::string(id), "AWS::Logs::LogGroup", place);
    group.properties.set("LogGroupName", "/aws/apigateway/" + model.stack_name + "-" + model.stage + "-websockets");
    group.properties.set("RetentionInDays", std::move(days));
}

}  // namespace

List socket_identity_sources(const bob::LambdaAuthorizer& from) {
    List made;
    for (const bob::Text& source : from.identity_sources) made.push_back(Model::text(source));
    if (made.empty()) made.push_back("route.request.header.Authorization");
    return made;
}

Value websocket_description(const Model& model) {
    return model.websocket_api && model.websocket_api->description ? Model::text(model.websocket_api->description)
                                                                   : Value("WebSocket API of " + model.stack_name);
}

Value websocket_route_selection(const Model& model) {
    static constexpr bob::WebSocketApi defaults;
    return Model::text((model.websocket_api ? *model.websocket_api : defaults).route_selection_expression);
}

std::optional<Snapshot> websocket_api(const Model& model, Template& into) {
    if (model.socket_routes.empty()) return {};
    const bob::WebSocketApi* declared = model.websocket_api;
    const Place place = Place(declared ? declared->name.place : bob::Place()).or_else(model.stack.name.place);
    const bool by_framework = model.websocket_api_by_framework();
    const std::size_t first = into.resources.size();

    TemplateResource& made = add(into, std::string(sockets_id), "AWS::ApiGatewayV2::Api", place);
    made.made_by_serverless = by_framework;
    made.properties = map({{"Name", model.stage + "-" + model.stack_name + "-websockets"},
                           {"RouteSelectionExpression", websocket_route_selection(model)},
                           {"Description", websocket_description(model)},
                           {"ProtocolType", "WEBSOCKET"}});
    Value tags = declared ? model.tag_map(declared->tags) : model.tag_map(bob::List<bob::Tag, 1>());
    put(made.properties, "Tags", tags);

    const std::vector<const TemplateResource*> deployed = socket_routes(model, by_framework, into);
    // CloudFormation rejects a `DependsOn` on something that a condition may leave out; `Fn::If` depends on it when it
    // exists.
    std::vector<std::string> waited_for;
    List conditional;
    for (const TemplateResource* one : deployed)
        if (one->condition.empty())
            waited_for.push_back(one->logical_id);
        else
            conditional.push_back(
                call(Intrinsic::if_, list({one->condition, bobgen::ref(one->logical_id), "-"})).at(one->place));

    const Snapshot made_of{first, into.resources.size()};
    TemplateResource& deployment =
        add(into, std::string(sockets_deployment_id), "AWS::ApiGatewayV2::Deployment", place);
    deployment.made_by_serverless = by_framework;
    deployment.depends_on = std::move(waited_for);
    deployment.properties =
        map({{"ApiId", bobgen::ref(sockets_id)},
             {"Description", conditional.empty() ? websocket_description(model) : join(" ", std::move(conditional))}});

    TemplateResource& stage = add(into, std::string(sockets_stage_id), "AWS::ApiGatewayV2::Stage", place);
    stage.made_by_serverless = by_framework;
    stage.properties = map({{"ApiId", bobgen::ref(sockets_id)},
                            {"StageName", model.stage},
                            {"Description", websocket_description(model)},
                            {"DeploymentId", bobgen::ref(sockets_deployment_id)}});
    if (!tags.is_null()) extend(stage, "Tags", std::move(tags));
    if (declared) socket_stage_settings(model, *declared, into.resources.size() - 1, into);

    TemplateOutput& output = into.outputs.emplace_back();
    output.name = "ServiceEndpointWebsocket";
    output.place = place;
    output.made_by_serverless = by_framework;
    output.body = map({{"Description", "URL of the service endpoint"}, {"Value", model.websocket_url("wss")}});
    return made_of;
}

void name_websocket_deployment(const Snapshot& from, Template& into) {
    std::string content;
    for (std::size_t i = from.first; i < from.deployment; ++i) {
        const TemplateResource& one = into.resources[i];
        // Who may call a function is asked when it is called.
        if (one.type == "AWS::Lambda::Permission") continue;
        content += one.logical_id + one.condition;
        for (const Member& property : one.properties.map()) {
            // What an API is called is no part of what it does.
            if (i == from.first &&
                (property.name == "Name" || property.name == "Description" || property.name == "Tags"))
                continue;
            content += property.name;
            write_json(property.value, content, JsonStyle::compact);
        }
    }
    TemplateResource& deployment = into.resources[from.deployment];
    const std::string id = deployment.logical_id;
    deployment.logical_id += hash_of(content);
    for (TemplateResource& one : into.resources) {
        for (std::string& waited_for : one.depends_on)
            if (waited_for == id) waited_for = deployment.logical_id;
        if (Value* deployed = one.properties.find("DeploymentId"); deployed && *deployed == bobgen::ref(id))
            *deployed = bobgen::ref(deployment.logical_id).at(deployed->place);
    }
}

}  // namespace bobgen::lowering
