/// `http` events: one REST API, a tree of resources with methods, and its deployment.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/emit/json.h"
#include "generator/lower/api.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

std::string trimmed(std::string path) {
    if (path.starts_with('/')) path.erase(0, 1);
    if (path.ends_with('/')) path.pop_back();
    return path;
}

std::string after_last(std::string_view text, char separator) {
    return std::string(text.substr(text.rfind(separator) + 1));
}

struct HttpRoute {
    const FunctionEntry* function;
    const Value* event;  ///< a string or a map
    std::string path;    ///< without slashes at its ends
    std::string method;  ///< "GET"
    Place place;

    const Value* find(std::string_view name) const { return at(event, {name}); }
    std::string method_id() const {
        std::string made = method;
        for (std::size_t i = 1; i < made.size(); ++i) made[i] = to_lower(made[i]);
        return "ApiGatewayMethod" + naming::of_path(path) + made;
    }
};

struct Authorizer {
    std::string name;
    std::string type;  ///< "AWS_IAM", "COGNITO_USER_POOLS", "TOKEN", "REQUEST", or empty
    Value arn, id, ttl, identity_source, scopes, expression;
    std::string function_alias_id;
    bool managed_externally = false;

    bool is_cognito() const {
        return type == "COGNITO_USER_POOLS" || (arn.is_text() && arn.text().starts_with("arn:") &&
                                                arn.text().find(":cognito-idp:") != std::string::npos);
    }
};

/// The CORS settings of a path, merged over all its routes.
struct Preflight {
    std::string path;
    std::vector<std::string> headers, methods, origins;
    std::string origin;
    bool has_origin = false, credentials = false;
    std::string max_age, cache_control;
    Place place;
};

void unite(std::vector<std::string>& into, const std::vector<std::string>& first) {
    std::vector<std::string> made = first;
    for (std::string& one : into)
        if (std::find(made.begin(), made.end(), one) == made.end()) made.push_back(std::move(one));
    into = std::move(made);
}

std::vector<std::string> texts(const Value* list) {
    std::vector<std::string> made;
    if (list && list->is_list())
        for (const Value& one : list->list()) made.push_back(text(&one));
    else if (truthy(list))
        made.push_back(text(list));
    return made;
}

std::string comma(const std::vector<std::string>& texts) {
    std::string made;
    for (const std::string& one : texts) made.append(made.empty() ? "" : ",").append(one);
    return made;
}

std::string replaced(std::string in, std::string_view what, std::string_view by, bool all) {
    for (std::size_t at = 0; (at = in.find(what, at)) != in.npos; at += by.size()) {
        in.replace(at, what.size(), by);
        if (!all) break;
    }
    return in;
}

class RestApi {
public:
    explicit RestApi(Service& service) : service_(service), settings_(at(service.provider, {"apiGateway"})) {
        id_ = copy_or(at(settings_, {"restApiId"}), bobgen::ref("ApiGatewayRestApi"));
        root_ = copy_or(at(settings_, {"restApiRootResourceId"}), get_att("ApiGatewayRestApi", "RootResourceId"));
        is_own_ = !truthy(at(settings_, {"restApiId"}));
    }

    void run() {
        each_event(service_, "http", [&](const FunctionEntry& function, const Value& event, Place place) {
            read(function, event, place);
        });
        if (routes_.empty()) return;
        first_ = service_.made.resources.size();
        if (is_own_) api();
        predefine();
        for (const HttpRoute& route : routes_) resource(route.path, route.place);
        for (const Preflight& one : preflights_) preflight(one);
        for (const HttpRoute& route : routes_) method(route);
        deployment();
        keys();
        permissions();
        const Value* logs = at(service_.provider, {"logs", "restApi"});
        const Value* access = at(logs, {"accessLogging"});
        if (truthy(logs) && (!access || truthy(access))) log_group();
    }

private:
    TemplateResource& add(std::string id, std::string_view type, Place place) {
        TemplateResource& made = lowering::add(service_.made, std::move(id), type, place);
        made.made_by_serverless = true;
        return made;
    }

    void read(const FunctionEntry& function, const Value& event, Place place) {
        HttpRoute made{&function, &event, {}, {}, place};
        if (event.is_text() && !is_unknown(event)) {
            const std::string& both = event.text();
            const std::size_t blank = both.find(' ');
            if (blank == both.npos)
                return incomplete(service_, place, "route `" + both + "` has no path",
                                  "of function `" + function.key + "`",
                                  "write method and path, for example `GET /orders`");
            made.method = to_upper(both.substr(0, blank));
            made.path = trimmed(both.substr(blank + 1));
        } else if (event.is_map()) {
            const Value *path = event.find("path"), *method = event.find("method");
            if (!path || !method)
                return incomplete(service_, place,
                                  "a route of function `" + function.key + "` has no " + (path ? "method" : "path"),
                                  "this `http` event", path ? "add `method: GET`" : "add `path: /orders`");
            made.path = trimmed(text(path));
            made.method = to_upper(text(method));
            made.place = path->place.or_else(place);
        } else {
            return;  // only an account knows it, or its structure was reported
        }
        if (made.method == "*") made.method = "ANY";
        constexpr std::string_view verbs[] = {"ANY", "GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"};
        if (std::find(std::begin(verbs), std::end(verbs), made.method) == std::end(verbs) &&
            made.method.find("{{RESOLVE") == made.method.npos)
            return wrong(service_, made.place, "there is no HTTP method `" + made.method + "`",
                         "a route of function `" + function.key + "`", "use `get`, `post`, ..., or `any`");
        routes_.push_back(made);
        const Value* cors = made.find("cors");
        if (truthy(cors)) allow_origins(made, *cors);
    }

    void allow_origins(const HttpRoute& route, const Value& cors) {
        const auto [known, fresh] = preflight_of_.try_emplace(route.path, preflights_.size());
        if (fresh) {
            preflights_.emplace_back().path = route.path;
            preflights_.back().place = cors.place.or_else(route.place);
        }
        Preflight* const same = &preflights_[known->second];
        std::vector<std::string> headers = texts(at(&cors, {"headers"}));
        if (headers.empty())
            headers.assign(std::begin(lowering::default_cors_headers), std::end(lowering::default_cors_headers));
        std::vector<std::string> methods = texts(at(&cors, {"methods"}));
        for (const std::string& one : {std::string("OPTIONS"), route.method})
            if (std::find(methods.begin(), methods.end(), one) == methods.end()) methods.push_back(one);
        unite(same->headers, headers);
        unite(same->methods, methods);
        const Value* origins = at(&cors, {"origins"});
        unite(same->origins, texts(origins));
        const Value* origin = at(&cors, {"origin"});
        same->has_origin = origin || !truthy(origins);
        same->origin = origin ? text(origin) : "*";
        same->credentials |= truthy(at(&cors, {"allowCredentials"}));
        if (truthy(at(&cors, {"maxAge"}))) same->max_age = text(at(&cors, {"maxAge"}));
        if (truthy(at(&cors, {"cacheControl"}))) same->cache_control = text(at(&cors, {"cacheControl"}));
    }

    void api() {
        const Value& provider = *service_.provider;
        TemplateResource& made = add("ApiGatewayRestApi", "AWS::ApiGateway::RestApi", place_of_settings());
        Value& properties = made.properties;
        const bool service_first = truthy(at(settings_, {"shouldStartNameWithService"}));
        const Value* name = provider.find("apiName");
        properties.set("Name", copy_or(name, service_first ? service_.prefix() : service_.stage + "-" + service_.name));
        put(properties, "BinaryMediaTypes", copy(at(settings_, {"binaryMediaTypes"})));
        put(properties, "DisableExecuteApiEndpoint", copy(at(settings_, {"disableDefaultEndpoint"})));
        const Value* type = provider.find("endpointType");
        Value endpoint =
            map({{"Types", list({truthy(type) ? Value(to_upper(text(type))).at(type->place) : Value("EDGE")})}});
        if (truthy(type)) put(endpoint, "VpcEndpointIds", copy(at(&provider, {"vpcEndpointIds"})));
        properties.set("EndpointConfiguration", std::move(endpoint));
        put(properties, "SecurityPolicy", copy(at(settings_, {"endpoint", "securityPolicy"})));
        if (const Value* mode = at(settings_, {"endpoint", "accessMode"}))
            properties.set("EndpointAccessMode", to_upper(text(mode)));
        put(properties, "Tags", tags());
        const Value* policy = at(settings_, {"resourcePolicy"});
        if (truthy(policy)) properties.set("Policy", map({{"Version", "2012-10-17"}, {"Statement", *policy}}));
        if (const Value* source = at(settings_, {"apiKeySourceType"}); truthy(source))
            properties.set("ApiKeySourceType", to_upper(text(source)));
        put(properties, "MinimumCompressionSize", copy(at(settings_, {"minimumCompressionSize"})));
        if (const Value* said = at(settings_, {"description"}); truthy(said)) properties.set("Description", *said);
    }

    Place place_of_settings() const {
        return settings_ && settings_->place.known() ? settings_->place : routes_.front().place;
    }

    Value tags() const {
        const Value* from = at(service_.provider, {"tags"});
        if (!from || !from->is_map()) return copy(from);
        List made;
        for (const Member& one : from->map()) made.push_back(map({{"Key", one.name}, {"Value", one.value}}));
        return made;
    }

    /// Resources of an API in another stack.
    void predefine() {
        const Value* given = at(settings_, {"restApiResources"});
        if (given && given->is_map())
            for (const Member& one : given->map()) resources_.emplace(trimmed(one.name), one.value);
        if (given && given->is_list())
            for (const Value& one : given->list())
                resources_.emplace(trimmed(text(at(&one, {"path"}))), copy(at(&one, {"resourceId"})));
    }

    /// The ResourceId of a method; created once, parents first.
    Value resource(const std::string& path, Place place) {
        if (path.empty()) return root_;
        if (const auto known = resources_.find(path); known != resources_.end()) return known->second;
        const std::size_t slash = path.rfind('/');
        Value parent = slash == path.npos ? root_ : resource(path.substr(0, slash), place);
        const std::string logical_id = "ApiGatewayResource" + naming::of_path(path);
        add(logical_id, "AWS::ApiGateway::Resource", place).properties =
            map({{"ParentId", std::move(parent)},
                 {"PathPart", Value(after_last(path, '/')).at(place)},
                 {"RestApiId", id_}});
        resources_.emplace(path, bobgen::ref(logical_id));
        return bobgen::ref(logical_id);
    }

    void preflight(const Preflight& from) {
        std::vector<std::string> origins = from.origins;
        std::string origin = from.origin;
        if (from.has_origin && origin.find(',') != origin.npos) {
            origins.clear();
            for (std::size_t begin = 0; begin <= origin.size();) {
                const std::size_t end = std::min(origin.find(',', begin), origin.size());
                std::string one = origin.substr(begin, end - begin);
                one.erase(0, std::min(one.find_first_not_of(' '), one.size()));
                one.erase(one.find_last_not_of(' ') + 1);
                origins.push_back(std::move(one));
                begin = end + 1;
            }
        }
        if (!origins.empty()) origin = origins.front();
        Value values = Map{}, offered = Map{};
        const auto header = [&](std::string_view name, const std::string& value) {
            const std::string full = "method.response.header." + std::string(name);
            values.set(full, "'" + value + "'");
            offered.set(full, true);
        };
        header("Access-Control-Allow-Origin", origin);
        header("Access-Control-Allow-Headers", comma(from.headers));
        header("Access-Control-Allow-Methods",
               replaced(comma(from.methods), "ANY", "DELETE,GET,HEAD,PATCH,POST,PUT", false));
        if (from.credentials) header("Access-Control-Allow-Credentials", "true");
        if (!from.max_age.empty()) header("Access-Control-Max-Age", from.max_age);
        if (!from.cache_control.empty()) header("Cache-Control", from.cache_control);

        std::string response;
        if (!origins.empty()) {
            response =
                "#set($origin = $input.params(\"Origin\"))\n"
                "#if($origin == \"\") #set($origin = $input.params(\"origin\")) #end\n#if(";
            for (std::size_t i = 0; i < origins.size(); ++i)
                response.append(i > 0 ? " || " : "")
                    .append("$origin.matches(\"")
                    .append(replaced(replaced(origins[i], ".", "[.]", true), "*", ".+", false))
                    .append("\")");
            response += ") #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end";
        }
        Value resource_id = resource(from.path, from.place);
        TemplateResource& made =
            add("ApiGatewayMethod" + naming::of_path(from.path) + "Options", "AWS::ApiGateway::Method", from.place);
        deployed_.push_back(made.logical_id);
        made.properties = map(
            {{"AuthorizationType", "NONE"},
             {"HttpMethod", "OPTIONS"},
             {"MethodResponses",
              list({map(
                  {{"StatusCode", "200"}, {"ResponseParameters", std::move(offered)}, {"ResponseModels", Map{}}})})},
             {"RequestParameters", Map{}},
             {"Integration", map({{"Type", "MOCK"},
                                  {"RequestTemplates", map({{"application/json", "{statusCode:200}"}})},
                                  {"ContentHandling", "CONVERT_TO_TEXT"},
                                  {"IntegrationResponses",
                                   list({map({{"StatusCode", "200"},
                                              {"ResponseParameters", std::move(values)},
                                              {"ResponseTemplates", map({{"application/json", response}})}})})}})},
             {"ResourceId", std::move(resource_id)},
             {"RestApiId", id_}});
    }

    std::optional<Authorizer> authorizer(const HttpRoute& route) {
        const Value* given = route.find("authorizer");
        if (!truthy(given)) return {};
        Authorizer made;
        made.ttl = 300;
        std::string function;
        if (given->is_text()) {
            if (to_upper(given->text()) == "AWS_IAM") {
                made.type = "AWS_IAM";
            } else if (given->text().find(':') == std::string::npos) {
                function = made.name = given->text();
            } else {
                made.arn = *given;
                made.name = after_last(after_last(given->text(), ':'), '-');
            }
            made.ttl = Value();
        } else if (given->is_map()) {
            const Value *type = given->find("type"), *arn = given->find("arn"), *name = given->find("name");
            made.type = to_upper(text(type));
            if (truthy(type) && truthy(given->find("authorizerId"))) {
                made.id = *given->find("authorizerId");
                made.type = text(type);
            } else if (made.type == "AWS_IAM") {
            } else if (truthy(arn)) {
                made.arn = *arn;
                made.name = text(name);
                if (made.name.empty() && arn->is_text()) made.name = after_last(after_last(arn->text(), ':'), '-');
                if (made.name.empty())
                    incomplete(service_, given->place.or_else(route.place),
                               "an authorizer of function `" + route.function->key + "` has no name",
                               "its ARN is not known here, so the name cannot be taken from it", "add `name`");
            } else if (truthy(name)) {
                function = made.name = text(name);
            } else {
                incomplete(service_, given->place.or_else(route.place),
                           "an authorizer of function `" + route.function->key + "` has neither name nor ARN", "here",
                           "add the `name` of a function in this file, or an `arn`");
                return {};
            }
            if (const Value* ttl = at(given, {"resultTtlInSeconds"})) made.ttl = *ttl;
            made.scopes = copy(at(given, {"scopes"}));
            made.identity_source = copy(at(given, {"identitySource"}));
            made.expression = copy(at(given, {"identityValidationExpression"}));
            made.managed_externally = truthy(given->find("managedExternally"));
        } else {
            return {};
        }
        if (!function.empty()) {
            const FunctionEntry* asked = service_.function(function);
            if (!asked) {
                if (!is_unknown(*given)) unknown_function(service_, given->place.or_else(route.place), function);
                return {};
            }
            made.arn = target(*asked);
            made.function_alias_id = asked->alias_id;
        }
        const bool uncached = made.type == "REQUEST" && integer_in(made.ttl) == 0;
        if (!truthy(&made.identity_source) && !uncached) made.identity_source = "method.request.header.Authorization";
        return made;
    }

    void authorize(const HttpRoute& route, TemplateResource& method) {
        const std::optional<Authorizer> found = authorizer(route);
        Value& properties = method.properties;
        if (!found || found->type == "AWS_IAM") {
            properties.set("AuthorizationType", found ? "AWS_IAM" : "NONE");
            return;
        }
        const Place place = at(route.event, {"authorizer"})->place.or_else(route.place);
        const bool lambda = found->id.is_null()
                                ? !found->is_cognito()
                                : to_upper(found->type) == "TOKEN" || to_upper(found->type) == "REQUEST";
        properties.set("AuthorizationType", Value(lambda                ? "CUSTOM"
                                                  : found->id.is_null() ? "COGNITO_USER_POOLS"
                                                                        : found->type)
                                                .at(place));
        const std::string id = naming::of_function(found->name) + "ApiGatewayAuthorizer";
        properties.set("AuthorizerId", found->id.is_null() ? bobgen::ref(id).at(place) : found->id);
        if (!lambda && truthy(&found->scopes)) properties.set("AuthorizationScopes", found->scopes);
        if (!found->id.is_null()) return;
        method.depends_on.front() = id;  // the framework merges lists by position, so the permission is replaced
        if (lambda && !found->managed_externally)
            allowed_authorizers_.try_emplace(naming::of_function(found->name) + "LambdaPermissionApiGateway",
                                             NamedAuthorizer{id, *found, place});
        // The last route with an authorizer of this name defines it, as in the framework.
        const auto [known, fresh] = authorizer_of_.try_emplace(id, authorizers_.size());
        if (fresh) authorizers_.emplace_back();
        authorizers_[known->second] = {id, *found, place};
    }

    void make_authorizers() {
        for (const auto& [id, from, place] : authorizers_) {
            TemplateResource& made = add(id, "AWS::ApiGateway::Authorizer", place);
            if (!from.function_alias_id.empty()) made.depends_on = {from.function_alias_id};
            put(made.properties, "AuthorizerResultTtlInSeconds", from.ttl);
            put(made.properties, "IdentitySource", from.identity_source);
            made.properties.set("Name", from.name);
            made.properties.set("RestApiId", id_);
            put(made.properties, "IdentityValidationExpression", from.expression);
            if (from.is_cognito()) {
                made.properties.set("Type", "COGNITO_USER_POOLS");
                made.properties.set("ProviderARNs", list({from.arn}));
                continue;
            }
            made.properties.set("AuthorizerUri", uri(from.arn));
            made.properties.set("Type", from.type.empty() ? "TOKEN" : from.type);
        }
        for (const auto& [id, named] : allowed_authorizers_) {
            const Authorizer& from = named.from;
            add(id, "AWS::Lambda::Permission", named.place).properties =
                map({{"FunctionName", from.function_alias_id.empty() ? from.arn : bobgen::ref(from.function_alias_id)},
                     {"Action", "lambda:InvokeFunction"},
                     {"Principal", "apigateway.amazonaws.com"},
                     {"SourceArn", source_arn()}});
        }
    }

    static Value uri(const Value& arn) {
        return joined({"arn:", bobgen::ref("AWS::Partition"), ":apigateway:", bobgen::ref("AWS::Region"),
                       ":lambda:path/2015-03-31/functions/", arn, "/invocations"});
    }

    Value source_arn() const {
        return joined({"arn:", bobgen::ref("AWS::Partition"), ":execute-api:", bobgen::ref("AWS::Region"), ":",
                       bobgen::ref("AWS::AccountId"), ":", id_, "/*/*"});
    }

    std::string integration_type(const HttpRoute& route) const {
        const Value* given = route.find("integration");
        if (!truthy(given)) return truthy(route.find("async")) ? "AWS" : "AWS_PROXY";
        std::string made = replaced(to_upper(text(given)), "-", "_", false);
        return made == "LAMBDA" ? "AWS" : made == "LAMBDA_PROXY" ? "AWS_PROXY" : made;
    }

    /// The mapping templates and status codes that the framework writes for `integration: lambda` are not part of the
    /// declaration, and are left out.
    Value integration(const HttpRoute& route) const {
        const std::string type = integration_type(route);
        Value made = map({{"IntegrationHttpMethod", "POST"}, {"Type", type}});
        const Value* timeout = route.find("timeoutInMillis");
        put(made, "TimeoutInMillis", copy(truthy(timeout) ? timeout : at(settings_, {"timeoutInMillis"})));
        const Value* request = route.find("request");
        if (type == "AWS" || type == "AWS_PROXY") {
            const bool streams =
                type == "AWS_PROXY" && to_upper(text(at(route.event, {"response", "transferMode"}))) == "STREAM";
            List parts{"arn:",
                       bobgen::ref("AWS::Partition"),
                       ":apigateway:",
                       bobgen::ref("AWS::Region"),
                       ":lambda:path/" + std::string(streams ? "2021-11-15" : "2015-03-31") + "/functions/",
                       get_att(route.function->logical_id, "Arn")};
            if (!route.function->alias.empty()) {
                parts.emplace_back(":");
                parts.emplace_back(route.function->alias);
            }
            parts.emplace_back(streams ? "/response-streaming-invocations" : "/invocations");
            made.set("Uri", joined(std::move(parts)));
            if (streams) made.set("ResponseTransferMode", "STREAM");
        } else if (type == "HTTP" || type == "HTTP_PROXY") {
            put(made, "Uri", copy(at(request, {"uri"})));
            const Value* method = at(request, {"method"});
            *made.find("IntegrationHttpMethod") = truthy(method) ? to_upper(text(method)) : route.method;
            if (const Value* connection = route.find("connectionType"); truthy(connection)) {
                made.set("ConnectionType", replaced(to_upper(text(connection)), "-", "_", false));
                put(made, "ConnectionId", copy(route.find("connectionId")));
            }
        }
        if (type == "AWS" || type == "HTTP" || type == "MOCK") {
            put(made, "PassthroughBehavior",
                copy_or(at(request, {"passThrough"}), type == "AWS" ? Value("NEVER") : Value()));
            put(made, "ContentHandling", copy(at(request, {"contentHandling"})));
            if (type != "AWS") put(made, "RequestTemplates", copy(at(request, {"template"})));
        }
        Value parameters;
        if (type == "AWS" || type == "HTTP" || type == "HTTP_PROXY")
            each_parameter(route, [&](const std::string& name, const Value& value) {
                parameters.set("integration." + name.substr(std::string_view("method.").size()),
                               copy_or(at(&value, {"mappedValue"}), name));
            });
        if (truthy(route.find("async"))) parameters.set("integration.request.header.X-Amz-Invocation-Type", "'Event'");
        put(made, "RequestParameters", std::move(parameters));
        return made;
    }

    static void each_parameter(const HttpRoute& route,
                               const std::function<void(const std::string&, const Value&)>& visit) {
        for (const auto& [group, one] :
             {std::pair("querystrings", "querystring"), {"paths", "path"}, {"headers", "header"}}) {
            const Value* given = at(route.event, {"request", "parameters", group});
            if (!given || !given->is_map()) continue;
            for (const Member& member : given->map())
                visit("method.request." + std::string(one) + "." + member.name, member.value);
        }
    }

    void validate(const HttpRoute& route, TemplateResource& method) {
        const Value* schemas = at(route.event, {"request", "schemas"});
        bool needed = false;
        each_parameter(route, [&](const std::string&, const Value& value) {
            const Value* required = at(&value, {"required"});
            needed |= value.is_map() ? !required || truthy(required) : truthy(&value);
        });
        Value models;
        if (schemas && schemas->is_map())
            for (const Member& one : schemas->map()) models.set(one.name, bobgen::ref(model(route, one)));
        if (!needed && models.is_null()) return;
        validator_needed_ = true;
        method.properties.set("RequestValidatorId", bobgen::ref(validator_id()));
        put(method.properties, "RequestModels", std::move(models));
    }

    /// "application/json" → "ApplicationJson"
    static std::string words(std::string_view from) {
        std::string made;
        bool begins = true;
        for (char c : from) {
            if (!bob::names::is_alphanumeric(c)) {
                begins = true;
                continue;
            }
            made += begins ? to_upper(std::string(1, c))[0] : c;
            begins = false;
        }
        return made;
    }

    std::string model(const HttpRoute& route, const Member& schema) {
        const Value* shared = schema.value.is_text() ? at(settings_, {"request", "schemas"}) : nullptr;
        const Value* named = shared ? shared->find(schema.value.text()) : nullptr;
        const Value& from = named ? *named : schema.value;
        const std::string id = named ? "ApiGateway" + words(schema.value.text()) + "Model"
                                     : route.method_id() + words(schema.name) + "Model";
        if (!model_ids_.insert(id).second) return id;
        TemplateResource& made = models_.emplace_back();
        made.logical_id = id;
        made.type = "AWS::ApiGateway::Model";
        made.place = schema.place.or_else(route.place);
        made.made_by_serverless = true;
        const Value* body = at(&from, {"schema"});
        made.properties = map({{"RestApiId", id_},
                               {"Schema", body ? *body : from},
                               {"ContentType", named ? Value("application/json") : Value(schema.name)}});
        if (body) {
            put(made.properties, "Name", copy(at(&from, {"name"})));
            put(made.properties, "Description", copy(at(&from, {"description"})));
        }
        return id;
    }

    std::string validator_id() const { return "ApiGateway" + naming::of_object(service_.name) + "RequestValidator"; }

    void method(const HttpRoute& route) {
        Value resource_id = resource(route.path, route.place);
        TemplateResource made;
        made.logical_id = route.method_id();
        made.type = "AWS::ApiGateway::Method";
        made.place = route.place;
        made.made_by_serverless = true;
        made.depends_on = {route.function->id + "LambdaPermissionApiGateway"};
        if (!route.function->alias_id.empty()) made.depends_on.push_back(route.function->alias_id);
        Value parameters = Map{};
        each_parameter(route, [&](const std::string& name, const Value& value) {
            const Value* required = at(&value, {"required"});
            parameters.set(name, value.is_map() ? copy_or(required, !required) : value);
        });
        made.properties = map({{"HttpMethod", Value(route.method).at(route.place)},
                               {"RequestParameters", std::move(parameters)},
                               {"ResourceId", std::move(resource_id)},
                               {"RestApiId", id_}});
        put(made.properties, "OperationName", copy(route.find("operationId")));
        made.properties.set("ApiKeyRequired", truthy(route.find("private")));
        authorize(route, made);
        made.properties.set("Integration", integration(route));
        if (integration_type(route) == "AWS_PROXY" || integration_type(route) == "HTTP_PROXY")
            made.properties.set("MethodResponses", List{});
        validate(route, made);
        // The framework keeps the last one, and the first function is never called.
        if (const auto [first, fresh] = methods_.try_emplace(made.logical_id, route.place); !fresh)
            return route_twice(service_, route.method + " /" + route.path, first->second, route.place,
                               route.function->key);
        deployed_.push_back(made.logical_id);
        service_.made.resources.push_back(std::move(made));
    }

    void deployment() {
        if (validator_needed_)
            add(validator_id(), "AWS::ApiGateway::RequestValidator", place_of_settings()).properties =
                map({{"RestApiId", id_},
                     {"ValidateRequestBody", true},
                     {"ValidateRequestParameters", true},
                     {"Name", service_.prefix() + " | Validate request body and querystring parameters"}});
        for (TemplateResource& one : models_) service_.made.resources.push_back(std::move(one));
        make_authorizers();

        // The framework gives it a new name with each packaging; here it gets one when the API changes.
        std::string content;
        for (std::size_t i = first_; i < service_.made.resources.size(); ++i) {
            content += service_.made.resources[i].logical_id;
            write_json(service_.made.resources[i].properties, content, JsonStyle::compact);
        }
        deployment_id_ = "ApiGatewayDeployment" + lowering::hash_of(content);
        TemplateResource& made = add(deployment_id_, "AWS::ApiGateway::Deployment", place_of_settings());
        made.depends_on = deployed_;
        made.properties = map({{"RestApiId", id_}, {"StageName", copy_or(at(settings_, {"stage"}), service_.stage)}});
        if (const Value* said = at(settings_, {"description"}); truthy(said)) made.properties.set("Description", *said);

        TemplateOutput& output = service_.made.outputs.emplace_back();
        output.name = "ServiceEndpoint";
        output.place = made.place;
        output.made_by_serverless = true;
        output.body = map({{"Description", "URL of the service endpoint"},
                           {"Value", joined({"https://", id_, ".execute-api.", bobgen::ref("AWS::Region"), ".",
                                             bobgen::ref("AWS::URLSuffix"), "/" + service_.stage})}});
    }

    void keys() {
        const Value *keys = at(settings_, {"apiKeys"}), *plans = at(settings_, {"usagePlan"});
        if (!truthy(keys) && !truthy(plans)) return;
        if (plans && plans->is_list()) {
            for (const Value& one : plans->list())
                if (one.is_map() && !one.map().empty()) plan(one.map().front().name, &one.map().front().value);
        } else {
            plan({}, plans);
        }
        if (!keys || !keys->is_list()) return;
        int number = 0;
        for (const Value& one : keys->list()) {
            const Member* group = one.is_map() && one.map().size() == 1 && one.map().front().value.is_list()
                                      ? &one.map().front()
                                      : nullptr;
            if (!group) {
                key(one, {}, ++number);
                continue;
            }
            number = 0;
            for (const Value& each : group->value.list()) key(each, group->name, ++number);
        }
    }

    static std::string capitalised(std::string text) {
        if (!text.empty()) text[0] = to_upper(text.substr(0, 1))[0];
        return text;
    }

    void plan(const std::string& name, const Value* from) {
        TemplateResource& made = add("ApiGatewayUsagePlan" + capitalised(name), "AWS::ApiGateway::UsagePlan",
                                     from && from->place.known() ? from->place : place_of_settings());
        made.depends_on = {deployment_id_};
        made.properties = map(
            {{"ApiStages", list({map({{"ApiId", id_}, {"Stage", service_.stage}})})},
             {"Description",
              name.empty() ? "Usage plan for " + service_.name + " " + service_.stage + " stage"
                           : "Usage plan \"" + name + "\" for " + service_.name + " " + service_.stage + " stage"},
             {"UsagePlanName", name.empty() ? service_.prefix() : service_.name + "-" + name + "-" + service_.stage}});
        if (const Value* quota = at(from, {"quota"}); truthy(quota)) {
            Value one = Map{};
            put(one, "Limit", copy(at(quota, {"limit"})));
            put(one, "Offset", copy(at(quota, {"offset"})));
            put(one, "Period", copy(at(quota, {"period"})));
            made.properties.set("Quota", std::move(one));
        }
        if (const Value* throttle = at(from, {"throttle"}); truthy(throttle)) {
            Value one = Map{};
            put(one, "BurstLimit", copy(at(throttle, {"burstLimit"})));
            put(one, "RateLimit", copy(at(throttle, {"rateLimit"})));
            made.properties.set("Throttle", std::move(one));
        }
    }

    void key(const Value& from, const std::string& of_plan, int number) {
        const std::string id = capitalised(of_plan) + std::to_string(number);
        const Place place = from.place.or_else(place_of_settings());
        TemplateResource& made = add("ApiGatewayApiKey" + id, "AWS::ApiGateway::ApiKey", place);
        made.depends_on = {deployment_id_};
        const Value* enabled = at(&from, {"enabled"});
        made.properties.set("Enabled", enabled ? *enabled : Value(true));
        put(made.properties, "Name", from.is_map() ? copy(at(&from, {"name"})) : from);
        put(made.properties, "Value", copy(at(&from, {"value"})));
        put(made.properties, "Description", copy(at(&from, {"description"})));
        put(made.properties, "CustomerId", copy(at(&from, {"customerId"})));
        made.properties.set("StageKeys", list({map({{"RestApiId", id_}, {"StageName", service_.stage}})}));
        add("ApiGatewayUsagePlanKey" + id, "AWS::ApiGateway::UsagePlanKey", place).properties =
            map({{"KeyId", bobgen::ref("ApiGatewayApiKey" + id)},
                 {"KeyType", "API_KEY"},
                 {"UsagePlanId", bobgen::ref("ApiGatewayUsagePlan" + capitalised(of_plan))}});
    }

    void permissions() {
        for (const HttpRoute& route : routes_) {
            if (!allowed_.insert(route.function).second) continue;
            permission(service_, *route.function, route.function->id + "LambdaPermissionApiGateway",
                       "apigateway.amazonaws.com", source_arn(), route.place);
        }
    }

    void log_group() {
        TemplateResource& made = add("ApiGatewayLogGroup", "AWS::Logs::LogGroup", place_of_settings());
        made.properties.set("LogGroupName", "/aws/api-gateway/" + service_.prefix());
        if (const Value* days = at(service_.provider, {"logRetentionInDays"}); truthy(days))
            made.properties.set("RetentionInDays", *days);
    }

    struct NamedAuthorizer {
        std::string id;
        Authorizer from;
        Place place;
    };

    Service& service_;
    const Value* settings_;  ///< `provider.apiGateway`
    Value id_, root_;
    bool is_own_ = true;
    bool validator_needed_ = false;
    std::size_t first_ = 0;
    std::string deployment_id_;
    std::vector<HttpRoute> routes_;
    std::vector<Preflight> preflights_;
    std::unordered_map<std::string, std::size_t> preflight_of_;
    std::unordered_map<std::string, Value> resources_;  ///< ids by path
    std::vector<NamedAuthorizer> authorizers_;
    std::unordered_map<std::string, std::size_t> authorizer_of_;
    std::map<std::string, NamedAuthorizer> allowed_authorizers_;  ///< by the id of the permission
    std::unordered_map<std::string, Place> methods_;
    std::unordered_set<const FunctionEntry*> allowed_;
    std::unordered_set<std::string> model_ids_;
    std::vector<TemplateResource> models_;
    std::vector<std::string> deployed_;
};

}  // namespace

void lower_rest_api(Service& service) { RestApi(service).run(); }

}  // namespace bobgen::serverless
