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
        std::vector<std::string_view> verbs = {"OPTIONS"};
        for (const Route& route : model.routes) {
            if (route.api != ApiKind::http) continue;
            std::vector<std::string_view> own = {naming::verb(route.method)};
            if (route.method == bob::Method::any) own = {"GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"};
            for (std::string_view verb : own)
                if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) verbs.push_back(verb);
        }
        made.set("AllowMethods", List(verbs.begin(), verbs.end()));
    }
    made.set("AllowOrigins", cors && !cors->origins.empty() ? model.values(cors->origins) : list({"*"}));
    if (cors && !cors->expose_headers.empty()) made.set("ExposeHeaders", Model::texts(cors->expose_headers));
    if (cors) put(made, "MaxAge", model.setting(cors->max_age));
    return made;
}

/// Access logs and throttling, which the Serverless Framework has no words for: it extends its stage by them.
void stage_settings(const Model& model, const bob::HttpApi& from, std::size_t position, Place place, Template& into) {
    if (from.throttle) {
        Value settings = map({{"DetailedMetricsEnabled", false}});
        put(settings, "ThrottlingBurstLimit", model.setting(from.throttle.burst));
        put(settings, "ThrottlingRateLimit", model.setting(from.throttle.rate));
        *into.resources[position].properties.find("DefaultRouteSettings") = settings;
        into.resources[position].for_serverless.set("DefaultRouteSettings", std::move(settings));
    }
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
    made.made_by_serverless = !model.attached(ApiKind::http);
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
               execute_api_arn(http_api_id, "/*"), into, !model.attached(ApiKind::http), name.text);
    into.resources.back().maker = {true, bob::Kind::lambda_authorizer, name.text, {}};
}

/// `by_framework`: the Serverless Framework makes them, too.
void integrations_and_routes(const Model& model, bool by_framework, Template& into) {
    std::vector<std::size_t> integrated;
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::http) continue;
        const FunctionModel& function = model.functions[route.function];
        const std::string integration = "HttpApiIntegration" + function.id;
        if (std::find(integrated.begin(), integrated.end(), route.function) == integrated.end()) {
            integrated.push_back(route.function);
            TemplateResource& one = add(into, integration, "AWS::ApiGatewayV2::Integration", route.path.place);
            one.maker = {true, bob::Kind::function, function.declared->name.text, {}};
            one.made_by_serverless = by_framework;
            one.condition = function.declared->condition.text;
            one.condition_place = function.declared->condition.place;
            one.properties = map({{"ApiId", bobgen::ref(http_api_id)},
                                  {"IntegrationType", "AWS_PROXY"},
                                  {"IntegrationUri", arn_of(function)},
                                  {"PayloadFormatVersion", "2.0"},
                                  {"TimeoutInMillis", bob::limits::http_integration_timeout.value * 1000}});
            permission(function, function.id + "LambdaPermissionHttpApi", "apigateway.amazonaws.com",
                       execute_api_arn(http_api_id, "/*"), into, by_framework, "http_api");
        }
        const std::string key = route_key(route);
        Value properties = map({{"ApiId", bobgen::ref(http_api_id)},
                                {"RouteKey", Value(key).at(route.path.place)},
                                {"Target", join("/", {"integrations", bobgen::ref(integration)})}});
        authorize(model, route, properties, into);
        TemplateResource& one =
            add(into, "HttpApiRoute" + naming::of_path(key), "AWS::ApiGatewayV2::Route", route.path.place);
        one.maker = {true, bob::Kind::function, function.declared->name.text, key};
        one.made_by_serverless = by_framework;
        one.condition = function.declared->condition.text;
        one.condition_place = function.declared->condition.place;
        one.properties = std::move(properties);
        one.open_on_purpose = route.authorizer.open_on_purpose;
    }
}

}  // namespace

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

    TemplateResource& made = add(into, std::string(http_api_id), "AWS::ApiGatewayV2::Api", place);
    made.made_by_serverless = true;
    made.properties.set("Name", model.stage + "-" + model.stack_name);
    made.properties.set("ProtocolType", "HTTP");
    if (model.http_api) {
        put(made.properties, "DisableExecuteApiEndpoint", model.setting(model.http_api->disable_default_endpoint));
        put(made.properties, "CorsConfiguration", cors_configuration(model, model.http_api->cors));
    }
    Value tags = model.tag_map(bob::List<bob::Tag, 1>());
    put(made.properties, "Tags", tags);

    TemplateResource& stage = add(into, "HttpApiStage", "AWS::ApiGatewayV2::Stage", place);
    stage.made_by_serverless = true;
    stage.properties = map({{"ApiId", bobgen::ref(http_api_id)},
                            {"StageName", "$default"},
                            {"AutoDeploy", true},
                            {"DefaultRouteSettings", map({{"DetailedMetricsEnabled", false}})}});
    put(stage.properties, "Tags", std::move(tags));
    if (model.http_api) stage_settings(model, *model.http_api, into.resources.size() - 1, place, into);

    integrations_and_routes(model, true, into);

    const auto output = [&](std::string_view name, std::string_view description, Value value) {
        TemplateOutput& one = into.outputs.emplace_back();
        one.name = name;
        one.place = place;
        one.made_by_serverless = true;
        one.body = map({{"Description", description}, {"Value", std::move(value)}});
    };
    output("HttpApiId", "Id of the HTTP API", bobgen::ref(http_api_id));
    output("HttpApiUrl", "URL of the HTTP API",
           join("", {"https://", bobgen::ref(http_api_id), ".execute-api.", bobgen::ref("AWS::Region"), ".",
                     bobgen::ref("AWS::URLSuffix")}));
}

}  // namespace bobgen::lowering
