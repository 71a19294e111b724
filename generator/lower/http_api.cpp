/// An HTTP API: one integration for each function, one route for each event, and a stage with automatic deployment.
#include <algorithm>

#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view http_api_id = "HttpApi";

Value cors_configuration(const Model& model, const bob::CorsChoice& choice) {
    if (!choice) return {};
    const bob::Cors* cors = choice.settings;
    Value made = Map{};
    if (cors && cors->allow_credentials) made.set("AllowCredentials", true);
    List headers;
    for (std::string_view header : default_cors_headers) headers.push_back(header);
    made.set("AllowHeaders", cors && !cors->headers.empty() ? Model::texts(cors->headers) : Value(std::move(headers)));
    if (cors && !cors->methods.empty()) {
        made.set("AllowMethods", Model::texts(cors->methods));
    } else {
        made.set("AllowMethods", cors_methods_of_routes(model));
    }
    made.set("AllowOrigins", cors && !cors->origins.empty() ? model.values(cors->origins) : list({"*"}));
    if (cors && !cors->expose_headers.empty()) made.set("ExposeHeaders", Model::texts(cors->expose_headers));
    if (cors) put(made, "MaxAge", model.setting(cors->max_age));
    return made;
}

/// Settings of routes count only once the routes are there. `stage` is a position, since logs are added.
void settings_of_routes(const Model& model, const bob::HttpStage& from, TemplateResource& stage) {
    Value settings;
    List waited_for;
    for (const bob::RouteSettings& one : from.routes) {
        const std::string key = std::string(naming::verb(one.method)) + " " + std::string(one.path.text);
        Value own = Map{};
        put(own, "ThrottlingBurstLimit", model.setting(one.throttle.burst));
        put(own, "ThrottlingRateLimit", model.setting(one.throttle.rate));
        put(own, "DetailedMetricsEnabled", model.setting(one.metrics));
        settings.set(key, std::move(own).at(one.path.place), one.path.place);
        const bool is_there = std::ranges::any_of(
            model.routes, [&](const Route& route) { return route.api == ApiKind::http && route_key(route) == key; });
        if (!is_there) continue;  // a rule says so
        stage.depends_on.push_back("HttpApiRoute" + naming::of_path(key));
        waited_for.emplace_back(stage.depends_on.back());
    }
    if (!settings.is_null()) extend(stage, "RouteSettings", std::move(settings));
    if (!waited_for.empty()) stage.overridden.set("DependsOn", std::move(waited_for));
    if (Value variables = stage_variables(model, from.variables); !variables.is_null())
        extend(stage, "StageVariables", std::move(variables));
}

/// Access logs and throttling, which the Serverless Framework has no words for: it extends its stage by them.
void stage_settings(const Model& model, const bob::HttpApi& from, std::size_t position, Place place, Template& into) {
    const Value metrics = from.stage ? model.setting(from.stage.settings->metrics) : Value();
    Value settings = map({{"DetailedMetricsEnabled", metrics.is_null() ? Value(false) : metrics}});
    *into.resources[position].properties.find("DefaultRouteSettings") = settings;
    if (from.throttle) {
        put(settings, "ThrottlingBurstLimit", model.setting(from.throttle.burst));
        put(settings, "ThrottlingRateLimit", model.setting(from.throttle.rate));
        *into.resources[position].properties.find("DefaultRouteSettings") = settings;
        into.resources[position].for_serverless.set("DefaultRouteSettings", std::move(settings));
    }
    if (from.stage) settings_of_routes(model, *from.stage.settings, into.resources[position]);
    Value days = model.access_log_days(from.access_logs);
    if (days.is_null()) return;
    constexpr std::string_view id = "HttpApiAccessLogs";
    extend(into.resources[position], "AccessLogSettings",
           map({{"DestinationArn", get_att(id, "Arn")},
                {"Format", access_log_format(from.access_log_format, "routeKey")}}));
    TemplateResource& group = add(into, std::string(id), "AWS::Logs::LogGroup", place);
    group.properties.set("LogGroupName", "/aws/apigateway/" + model.stack_name + "-" + model.stage);
    group.properties.set("RetentionInDays", std::move(days));
}

/// What authorizes a route: its properties, and its authorizer when it is the first to use it.
void authorize(const Model& model, const Route& route, Value& properties, Template& into) {
    if (route.authorizer.by_iam) {
        properties.set("AuthorizationType", Value("AWS_IAM").at(route.authorizer.place));
        return;
    }
    const auto* jwt = authorizer<bob::JwtAuthorizer>(model, route);
    const auto* lambda = authorizer<bob::LambdaAuthorizer>(model, route);
    if (!jwt && !lambda) return;
    const bob::Name& name = jwt ? jwt->name : lambda->name;
    const std::string id = "HttpApiAuthorizer" + naming::of_function(name.text);
    const bob::ExistingId& existing = jwt ? jwt->existing : lambda->existing;
    properties.set("AuthorizationType", Value(jwt ? "JWT" : "CUSTOM").at(route.authorizer.place));
    properties.set("AuthorizerId", existing ? model.value(existing.id) : bobgen::ref(id).at(route.authorizer.place));
    if (jwt && !jwt->scopes.empty()) properties.set("AuthorizationScopes", Model::texts(jwt->scopes));
    if (existing || into.find(id)) return;

    TemplateResource& made = add(into, id, "AWS::ApiGatewayV2::Authorizer", name.place);
    // The framework makes no authorizers for an API that it doesn't make.
    made.maker = {true, route.authorizer.kind, name.text, {}};
    made.made_by_serverless = !model.attached(ApiKind::http) && model.http_api_by_framework();
    made.properties.set("ApiId", bobgen::ref(http_api_id));
    made.properties.set("Name", Model::text(name));
    if (jwt) {
        made.properties.set("IdentitySource", list({"$request.header.Authorization"}));
        made.properties.set("AuthorizerType", "JWT");
        made.properties.set("JwtConfiguration",
                            map({{"Audience", audience_of(model, *jwt)}, {"Issuer", issuer_of(model, *jwt)}}));
        return;
    }
    const FunctionModel* asked = model.function(lambda->function.name);
    if (!asked) {
        model.logical_id(lambda->function);  // reports it
        return;
    }
    made.properties.set("IdentitySource", identity_sources_of(*lambda));
    made.properties.set("AuthorizerType", "REQUEST");
    put(made.properties, "AuthorizerResultTtlInSeconds", model.setting(lambda->result_ttl));
    made.properties.set("AuthorizerPayloadFormatVersion", "2.0");
    made.properties.set("EnableSimpleResponses", true);
    made.properties.set("AuthorizerUri", invocation_uri(*asked));
    permission(*asked, naming::of_function(name.text) + "LambdaAuthorizerPermissionHttpApi", "apigateway.amazonaws.com",
               execute_api_arn(http_api_id, "/*"), into,
               !model.attached(ApiKind::http) && model.http_api_by_framework(), name.text);
    into.resources.back().maker = {true, bob::Kind::lambda_authorizer, name.text, {}};
}

/// Of a function, one for all of its routes that say the same. The framework makes the one of its first route.
class FunctionIntegrations {
public:
    FunctionIntegrations(const Model& model, bool by_framework, Template& into)
        : model_(model), by_framework_(by_framework), into_(into) {}

    struct Found {
        std::string id;
        bool of_framework;
    };

    Found of(const Route& route) {
        const bob::HttpIntegration* settings = route.http_integration.settings;
        bool is_first = true;
        for (const Made& one : made_) {
            if (one.function != route.function) continue;
            if (one.settings == settings) return {one.id, is_first};
            is_first = false;
        }
        const FunctionModel& function = model_.functions[route.function];
        std::string id = "HttpApiIntegration" + function.id;
        if (!is_first) id += naming::of_path(route_key(route));
        made_.push_back({route.function, settings, id});
        add_integration(route, function, id, is_first);
        return {std::move(id), is_first};
    }

private:
    struct Made {
        std::size_t function;
        const bob::HttpIntegration* settings;
        std::string id;
    };

    void add_integration(const Route& route, const FunctionModel& function, const std::string& id, bool is_first) {
        TemplateResource& one = add(into_, id, "AWS::ApiGatewayV2::Integration", route.path.place);
        one.maker = {true, bob::Kind::function, function.declared->name.text, {}};
        if (!is_first) one.maker.which = route_key(route);
        one.made_by_serverless = by_framework_ && is_first;
        one.condition = function.declared->condition.text;
        one.condition_place = function.declared->condition.place;
        one.properties = map({{"ApiId", bobgen::ref(http_api_id)},
                              {"IntegrationType", "AWS_PROXY"},
                              {"IntegrationUri", arn_of(function)},
                              {"PayloadFormatVersion", "2.0"},
                              {"TimeoutInMillis", bob::limits::http_integration_timeout.value * 1000}});
        if (route.http_integration)
            http_integration_settings(model_, *route.http_integration.settings, one.made_by_serverless, one);
        if (is_first)
            permission(function, function.id + "LambdaPermissionHttpApi", "apigateway.amazonaws.com",
                       execute_api_arn(http_api_id, "/*"), into_, by_framework_, "http_api");
    }

    const Model& model_;
    bool by_framework_;
    Template& into_;
    std::vector<Made> made_;
};

/// `by_framework`: the Serverless Framework makes those of functions, too.
void integrations_and_routes(const Model& model, bool by_framework, Template& into) {
    FunctionIntegrations functions(model, by_framework, into);
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::http) continue;
        const bob::HttpRoute* own = route.http_route;
        const auto [integration, of_framework] =
            own ? FunctionIntegrations::Found{http_route_integration(model, route, into), false} : functions.of(route);
        const std::string key = route_key(route);
        Value properties = map({{"ApiId", bobgen::ref(http_api_id)},
                                {"RouteKey", Value(key).at(route.path.place)},
                                {"Target", join("/", {"integrations", bobgen::ref(integration)})}});
        authorize(model, route, properties, into);
        TemplateResource& one =
            add(into, "HttpApiRoute" + naming::of_path(key), "AWS::ApiGatewayV2::Route", route.path.place);
        one.made_by_serverless = by_framework && !own;
        one.properties = std::move(properties);
        one.open_on_purpose = route.authorizer.open_on_purpose;
        if (own) {
            one.maker = {true, bob::Kind::http_route, own->name.text, key};
            one.condition = own->condition.text;
            one.condition_place = own->condition.place;
            continue;
        }
        const bob::Function& function = *model.functions[route.function].declared;
        one.maker = {true, bob::Kind::function, function.name.text, key};
        one.condition = function.condition.text;
        one.condition_place = function.condition.place;
        if (!one.made_by_serverless || of_framework) continue;
        one.for_serverless.set("Target", *one.properties.find("Target"));
        // The framework lets each route wait for the integration that it makes.
        one.depends_on.push_back("HttpApiIntegration" + model.functions[route.function].id);
    }
}

}  // namespace

List cors_methods_of_routes(const Model& model) {
    std::vector<std::string_view> verbs = {"OPTIONS"};
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::http) continue;
        std::vector<std::string_view> own = {naming::verb(route.method)};
        if (route.method == bob::Method::any) own = {"GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"};
        for (std::string_view verb : own)
            if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) verbs.push_back(verb);
    }
    return {verbs.begin(), verbs.end()};
}

std::string route_key(const Route& route) {
    return std::string(naming::verb(route.method)) + " " + std::string(route.path.text);
}

List identity_sources_of(const bob::LambdaAuthorizer& from) {
    List made;
    for (const bob::Text& source : from.identity_sources) made.push_back(Model::text(source));
    if (made.empty()) made.push_back("$request.header.Authorization");
    return made;
}

Value issuer_of(const Model& model, const bob::JwtAuthorizer& from) {
    if (!from.user_pool) return model.value(from.issuer);
    const auto* pool = model.find<bob::UserPool>(from.user_pool.name);
    const bool updated = pool && pool->issuer.set && *pool->issuer == bob::IssuerType::updated;
    return sub(std::string(updated ? "https://issuer-cognito-idp" : "https://cognito-idp") +
               ".${AWS::Region}.${AWS::URLSuffix}/${" + model.logical_id(from.user_pool) + "}")
        .at(from.user_pool.place);
}

Value audience_of(const Model& model, const bob::JwtAuthorizer& from) {
    List made;
    for (const auto& client : from.clients) made.push_back(bobgen::ref(model.logical_id(client)).at(client.place));
    for (const bob::Expression& one : from.audiences) made.push_back(model.value(one));
    return made;
}

void http_api(const Model& model, Template& into) {
    if (!model.has_routes(ApiKind::http)) return;
    if (model.attached(ApiKind::http))
        return integrations_and_routes(model, framework_takes_api_id(model.existing.resolved(bobgen::ref(http_api_id))),
                                       into);
    const Place place = model.http_api ? Place(model.http_api->name.place) : Place(model.stack.name.place);

    const bool by_framework = model.http_api_by_framework();
    TemplateResource& made = add(into, std::string(http_api_id), "AWS::ApiGatewayV2::Api", place);
    made.made_by_serverless = by_framework;
    made.properties.set("Name", model.stage + "-" + model.stack_name);
    made.properties.set("ProtocolType", "HTTP");
    if (model.http_api) {
        put(made.properties, "DisableExecuteApiEndpoint", model.setting(model.http_api->disable_default_endpoint));
        put(made.properties, "CorsConfiguration", cors_configuration(model, model.http_api->cors));
    }
    Value tags = model.tag_map(bob::List<bob::Tag, 1>());
    put(made.properties, "Tags", tags);

    TemplateResource& stage = add(into, "HttpApiStage", "AWS::ApiGatewayV2::Stage", place);
    stage.made_by_serverless = by_framework;
    stage.properties = map({{"ApiId", bobgen::ref(http_api_id)},
                            {"StageName", "$default"},
                            {"AutoDeploy", true},
                            {"DefaultRouteSettings", map({{"DetailedMetricsEnabled", false}})}});
    put(stage.properties, "Tags", std::move(tags));
    if (model.http_api) stage_settings(model, *model.http_api, into.resources.size() - 1, place, into);

    integrations_and_routes(model, by_framework, into);

    const auto output = [&](std::string_view name, std::string_view description, Value value) {
        TemplateOutput& one = into.outputs.emplace_back();
        one.name = name;
        one.place = place;
        one.made_by_serverless = by_framework;
        one.body = map({{"Description", description}, {"Value", std::move(value)}});
    };
    output("HttpApiId", "Id of the HTTP API", bobgen::ref(http_api_id));
    output("HttpApiUrl", "URL of the HTTP API",
           join("", {"https://", bobgen::ref(http_api_id), ".execute-api.", bobgen::ref("AWS::Region"), ".",
                     bobgen::ref("AWS::URLSuffix")}));
}

}  // namespace bobgen::lowering
