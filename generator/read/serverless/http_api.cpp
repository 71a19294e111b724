/// `httpApi` events: one HTTP API with a route for each, and an integration for each function.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/lower/api.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

constexpr std::string_view verbs[] = {"GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"};

List as_list(const Value& value) { return value.is_list() ? value.list() : List{value}; }

class HttpApi {
public:
    explicit HttpApi(Service& service) : service_(service), settings_(at(service.provider, {"httpApi"})) {
        is_own_ = !truthy(at(settings_, {"id"}));
        id_ = copy_or(at(settings_, {"id"}), bobgen::ref("HttpApi"));
    }

    void run() {
        each_event(service_, "httpApi", [&](const FunctionEntry& function, const Value& event, Place place) {
            read(function, event, place);
        });
        if (routes_.empty()) return;
        if (is_own_) {
            api();
            stage();
            outputs();
        }
        const Value* declared = at(settings_, {"authorizers"});
        if (declared && declared->is_map())
            for (const Member& one : declared->map()) authorizer(one);
        for (const Route& route : routes_) lower(route);
    }

private:
    struct Route {
        const FunctionEntry* function;
        const Value* event;
        std::string key;  ///< "GET /orders", or "*"
        Place place;
    };

    TemplateResource& add(std::string id, std::string_view type, Place place) {
        TemplateResource& made = lowering::add(service_.made, std::move(id), type, place);
        made.made_by_serverless = true;
        return made;
    }
    Place place_of_settings() const {
        return settings_ && settings_->place.known() ? settings_->place : routes_.front().place;
    }

    void read(const FunctionEntry& function, const Value& event, Place place) {
        Route made{&function, &event, {}, place};
        std::string method, path;
        if (event.is_text() && !is_unknown(event)) {
            const std::size_t blank = event.text().find(' ');
            method = blank == std::string::npos ? "" : event.text().substr(0, blank);
            path = event.text().substr(blank == std::string::npos ? 0 : blank + 1);
        } else if (event.is_map()) {
            method = text(event.find("method"));
            const Value* given = event.find("path");
            path = text(given);
            if (given) made.place = given->place.or_else(place);
        } else {
            return;
        }
        if (path.empty() || (path != "*" && method.empty()))
            return incomplete(service_, place,
                              "a route of function `" + function.key + "` has no " + (path.empty() ? "path" : "method"),
                              "this `httpApi` event", "write both, for example `GET /orders`");
        method = to_upper(method);
        if (method == "*") method = "ANY";
        made.key = path == "*" ? "*" : method + " " + path;
        if (made.key != "*" && method != "ANY" &&
            std::find(std::begin(verbs), std::end(verbs), method) == std::end(verbs) &&
            method.find("{{RESOLVE") == method.npos)
            return wrong(service_, made.place, "there is no HTTP method `" + method + "`",
                         "a route of function `" + function.key + "`", "use `GET`, `POST`, ..., or `*` for any");
        if (path != "*" && !path.starts_with('/') && path.find("{{resolve:") == path.npos)
            return wrong(service_, made.place, "path `" + path + "` of an `httpApi` event does not start with a slash",
                         "a route of function `" + function.key + "`", "write `/" + path + "`");
        if (const auto [first, fresh] = keys_.try_emplace(made.key, made.place); !fresh)
            return route_twice(service_, made.key, first->second, made.place, function.key);
        routes_.push_back(std::move(made));
    }

    Value cors() const {
        const Value* given = at(settings_, {"cors"});
        if (!truthy(given)) return {};
        const auto choice = [&](std::string_view name) {
            const Value* one = at(given, {name});
            return truthy(one) ? Value(as_list(*one)).at(one->place) : Value();
        };
        Value made = Map{};
        if (truthy(at(given, {"allowCredentials"}))) made.set("AllowCredentials", true);
        Value headers = choice("allowedHeaders"), methods = choice("allowedMethods"),
              origins = choice("allowedOrigins");
        if (headers.is_null()) {
            headers = List{};
            for (std::string_view one : lowering::default_cors_headers) headers.append(one);
        }
        if (methods.is_null()) {
            // The methods that the routes have.
            List used{"OPTIONS"};
            const auto use = [&](std::string_view verb) {
                if (std::find(used.begin(), used.end(), Value(verb)) == used.end()) used.emplace_back(verb);
            };
            for (const Route& route : routes_) {
                const std::string verb = route.key.substr(0, route.key.find(' '));
                if (verb == "*" || verb == "ANY")
                    for (std::string_view one : verbs) use(one);
                else
                    use(verb);
            }
            methods = std::move(used);
        }
        made.set("AllowHeaders", std::move(headers));
        made.set("AllowMethods", std::move(methods));
        made.set("AllowOrigins", origins.is_null() ? list({"*"}) : std::move(origins));
        put(made, "ExposeHeaders", choice("exposedResponseHeaders"));
        put(made, "MaxAge", copy(at(given, {"maxAge"})));
        return made;
    }

    void api() {
        TemplateResource& made = add("HttpApi", "AWS::ApiGatewayV2::Api", place_of_settings());
        const bool service_first = truthy(at(settings_, {"shouldStartNameWithService"}));
        made.properties.set("Name", copy_or(at(settings_, {"name"}),
                                            service_first ? service_.prefix() : service_.stage + "-" + service_.name));
        put(made.properties, "Description", copy(at(settings_, {"description"})));
        made.properties.set("ProtocolType", "HTTP");
        put(made.properties, "DisableExecuteApiEndpoint", copy(at(settings_, {"disableDefaultEndpoint"})));
        put(made.properties, "Tags", copy(at(service_.provider, {"tags"})));
        put(made.properties, "CorsConfiguration", cors());
    }

    void stage() {
        const Value* logs = at(service_.provider, {"logs", "httpApi"});
        if (truthy(logs)) {
            TemplateResource& group =
                add("HttpApiLogGroup", "AWS::Logs::LogGroup", logs->place.or_else(place_of_settings()));
            group.properties.set("LogGroupName", "/aws/http-api/" + stack_name());
            if (const Value* days = at(service_.provider, {"logRetentionInDays"}); truthy(days))
                group.properties.set("RetentionInDays", *days);
            if (const Value* policy = at(service_.provider, {"logDataProtectionPolicy"}); truthy(policy))
                group.properties.set("DataProtectionPolicy", *policy);
        }
        TemplateResource& made = add("HttpApiStage", "AWS::ApiGatewayV2::Stage", place_of_settings());
        made.properties = map(
            {{"ApiId", id_},
             {"StageName", "$default"},
             {"AutoDeploy", true},
             {"DefaultRouteSettings", map({{"DetailedMetricsEnabled", copy_or(at(settings_, {"metrics"}), false)}})}});
        put(made.properties, "Tags", copy(at(service_.provider, {"tags"})));
        if (!truthy(logs)) return;
        made.depends_on = {"HttpApiLogGroup"};
        made.properties.set(
            "AccessLogSettings",
            map({{"DestinationArn", get_att("HttpApiLogGroup", "Arn")},
                 {"Format", copy_or(at(logs, {"format"}),
                                    "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
                                    "\"requestTime\":\"$context.requestTime\",\"httpMethod\":\"$context.httpMethod\","
                                    "\"routeKey\":\"$context.routeKey\",\"status\":\"$context.status\","
                                    "\"protocol\":\"$context.protocol\",\"responseLength\":"
                                    "\"$context.responseLength\"}")}}));
    }

    std::string stack_name() const {
        const Value* name = at(service_.provider, {"stackName"});
        return truthy(name) ? text(name) : service_.prefix();
    }

    void outputs() {
        const auto output = [&](std::string_view name, std::string_view description, Value value) {
            TemplateOutput& one = service_.made.outputs.emplace_back();
            one.name = name;
            one.place = place_of_settings();
            one.made_by_serverless = true;
            one.body = map({{"Description", description}, {"Value", std::move(value)}});
        };
        output("HttpApiId", "Id of the HTTP API", id_);
        output(
            "HttpApiUrl", "URL of the HTTP API",
            joined({"https://", id_, ".execute-api.", bobgen::ref("AWS::Region"), ".", bobgen::ref("AWS::URLSuffix")}));
    }

    Value source_arn() const {
        return joined({"arn:", bobgen::ref("AWS::Partition"), ":execute-api:", bobgen::ref("AWS::Region"), ":",
                       bobgen::ref("AWS::AccountId"), ":", id_, "/*"});
    }

    void authorizer(const Member& declared) {
        const Value& from = declared.value;
        const Place place = declared.place.or_else(place_of_settings());
        if (!from.is_map()) return;
        const std::string name = truthy(from.find("name")) ? text(from.find("name")) : declared.name;
        const bool by_function = text(from.find("type")) == "request";
        TemplateResource made;
        made.logical_id = "HttpApiAuthorizer" + naming::of_function(name);
        made.type = "AWS::ApiGatewayV2::Authorizer";
        made.place = place;
        made.made_by_serverless = true;
        const Value* source = from.find("identitySource");
        made.properties = map({{"ApiId", id_},
                               {"Name", name},
                               {"IdentitySource", truthy(source) ? Value(as_list(*source)) : Value(List{})}});
        authorizers_.try_emplace(declared.name, Declared{made.logical_id, by_function});
        if (!by_function) {
            made.properties.set("AuthorizerType", "JWT");
            Value jwt = Map{};
            if (const Value* audience = from.find("audience"); truthy(audience))
                jwt.set("Audience", as_list(*audience));
            put(jwt, "Issuer", copy(from.find("issuerUrl")));
            if (jwt.map().size() < 2)
                incomplete(
                    service_, place,
                    "authorizer `" + declared.name + "` has no " + (jwt.find("Audience") ? "issuer" : "audience"),
                    "a JWT authorizer needs both", "add `issuerUrl` and `audience`, or `type: request`");
            made.properties.set("JwtConfiguration", std::move(jwt));
            service_.made.resources.push_back(std::move(made));
            return;
        }
        const Value *arn = from.find("functionArn"), *function = from.find("functionName");
        const FunctionEntry* asked = nullptr;
        if (!truthy(arn) && !truthy(function)) {
            incomplete(service_, place, "authorizer `" + declared.name + "` has no function",
                       "it needs a function that authorizes the requests", "add `functionName`, or `functionArn`");
        } else if (!truthy(arn) && !is_unknown(*function)) {
            asked = service_.function(text(function));
            if (!asked) unknown_function(service_, function->place.or_else(place), text(function));
        }
        const Value called = truthy(arn) ? *arn : asked ? target(*asked) : copy(function);
        if (asked && !asked->alias_id.empty()) made.depends_on = {asked->alias_id};
        made.properties.set("AuthorizerType", "REQUEST");
        put(made.properties, "EnableSimpleResponses", copy(from.find("enableSimpleResponses")));
        put(made.properties, "AuthorizerResultTtlInSeconds", copy(from.find("resultTtlInSeconds")));
        made.properties.set("AuthorizerPayloadFormatVersion", copy_or(from.find("payloadVersion"), "2.0"));
        made.properties.set("AuthorizerUri",
                            joined({"arn:", bobgen::ref("AWS::Partition"), ":apigateway:", bobgen::ref("AWS::Region"),
                                    ":lambda:path/2015-03-31/functions/", called, "/invocations"}));
        service_.made.resources.push_back(std::move(made));
        if (truthy(from.find("managedExternally"))) return;
        TemplateResource& allowed =
            add(naming::of_function(name) + "LambdaAuthorizerPermissionHttpApi", "AWS::Lambda::Permission", place);
        allowed.properties = map({{"FunctionName", called},
                                  {"Action", "lambda:InvokeFunction"},
                                  {"Principal", "apigateway.amazonaws.com"},
                                  {"SourceArn", source_arn()}});
        if (asked && !asked->alias_id.empty()) allowed.depends_on = {asked->alias_id};
    }

    void integrate(const Route& route) {
        const FunctionEntry& function = *route.function;
        if (!integrated_.insert(&function).second) return;
        permission(service_, function, function.id + "LambdaPermissionHttpApi", "apigateway.amazonaws.com",
                   source_arn(), route.place);
        TemplateResource& made = add("HttpApiIntegration" + function.id, "AWS::ApiGatewayV2::Integration", route.place);
        if (!function.alias_id.empty()) made.depends_on = {function.alias_id};
        made.properties = map({{"ApiId", id_},
                               {"IntegrationType", "AWS_PROXY"},
                               {"IntegrationUri", target(function)},
                               {"PayloadFormatVersion", copy_or(at(function.body, {"httpApi", "payload"}),
                                                                copy_or(at(settings_, {"payload"}), "2.0"))},
                               {"TimeoutInMillis", bob::limits::http_integration_timeout.value * 1000}});
    }

    void lower(const Route& route) {
        integrate(route);
        const std::string integration = "HttpApiIntegration" + route.function->id;
        TemplateResource& made =
            add("HttpApiRoute" + (route.key == "*" ? std::string("Default") : naming::of_path(route.key)),
                "AWS::ApiGatewayV2::Route", route.place);
        made.depends_on = {integration};
        made.properties = map({{"ApiId", id_},
                               {"RouteKey", Value(route.key == "*" ? "$default" : route.key).at(route.place)},
                               {"Target", join("/", {"integrations", bobgen::ref(integration)})}});
        authorize(route, made.properties);
    }

    void authorize(const Route& route, Value& properties) {
        const Value* given = at(route.event, {"authorizer"});
        if (!truthy(given)) return;
        const Place place = given->place.or_else(route.place);
        const Value* name = given->is_text() ? given : at(given, {"name"});
        const Value *id = at(given, {"id"}), *type = at(given, {"type"}), *scopes = at(given, {"scopes"});
        if (text(type) == "aws_iam") {
            properties.set("AuthorizationType", Value("AWS_IAM").at(place));
            return;
        }
        bool by_function = text(type) == "request";
        Value authorizer_id = copy(id);
        if (!truthy(id)) {
            if (!truthy(name))
                return incomplete(service_, place, "an authorizer of route `" + route.key + "` has no name", "here",
                                  "add the `name` of an authorizer under `provider.httpApi.authorizers`");
            if (is_unknown(*name)) return;
            const auto found = authorizers_.find(text(name));
            if (found == authorizers_.end()) {
                std::vector<std::string_view> known;
                known.reserve(authorizers_.size());
                for (const auto& [one, declared] : authorizers_) known.push_back(one);
                std::sort(known.begin(), known.end());
                return unknown_name(service_, name->place.or_else(place), "authorizer", text(name), known);
            }
            authorizer_id = bobgen::ref(found->second.logical_id).at(place);
            by_function = found->second.by_function;
        }
        properties.set("AuthorizationType", Value(by_function ? "CUSTOM" : "JWT").at(place));
        properties.set("AuthorizerId", std::move(authorizer_id));
        if (truthy(scopes)) properties.set("AuthorizationScopes", as_list(*scopes));
    }

    struct Declared {
        std::string logical_id;
        bool by_function;
    };

    Service& service_;
    const Value* settings_;  ///< `provider.httpApi`
    Value id_;
    bool is_own_ = true;
    std::vector<Route> routes_;
    std::unordered_map<std::string, Place> keys_;
    std::unordered_map<std::string, Declared> authorizers_;
    std::unordered_set<const FunctionEntry*> integrated_;
};

}  // namespace

void lower_http_api(Service& service) { HttpApi(service).run(); }

}  // namespace bobgen::serverless
