/// What both API Gateway lowerings use.
#pragma once

#include "generator/lower/lower.h"

namespace bobgen::lowering {

/// The headers that AWS's own clients send, allowed when `cors` lists none.
inline constexpr std::string_view default_cors_headers[] = {
    "Content-Type",         "X-Amz-Date",       "Authorization",   "X-Api-Key",
    "X-Amz-Security-Token", "X-Amz-User-Agent", "X-Amzn-Trace-Id",
};

/// "arn:aws:apigateway:…:lambda:path/…/invocations" of a function.
Value invocation_uri(const FunctionModel&);
/// "arn:aws:execute-api:<region>:<account>:<api><rest>"
Value execute_api_arn(std::string_view api_id, std::string_view rest);

/// "GET /orders/{id}"
std::string route_key(const Route&);
/// What an API writes into its access log for each request, unless it is given: what API Gateway's own documentation
/// proposes, and who called. `route` is the variable of its context that says the route.
Value access_log_format(const bob::Text& given, std::string_view route);
Value access_log_format(const bob::RestApi&);

/// 64-bit FNV-1a in hexadecimal: the same on every machine.
std::string hash_of(std::string_view text);

/// The issuer of a JWT authorizer (the pool's, when it refers to one), and the client ids that it accepts.
Value issuer_of(const Model&, const bob::JwtAuthorizer&);
Value audience_of(const Model&, const bob::JwtAuthorizer&);

/// The authorizer of a route, as a declaration; reports nothing, because resolving has checked the reference.
template <class T>
const T* authorizer(const Model& model, const Route& route) {
    return route.authorizer.kind == T::kind ? model.find<T>(route.authorizer.name) : nullptr;
}

/// What a REST route allows for other origins: its own setting, otherwise the API's.
const bob::CorsChoice& cors_of(const Model&, const Route&);
/// The origin that a REST API's fixed header names, and what finds the right one of several in a mapping template.
std::string first_origin(const Model&, const bob::Cors*);
std::string match_origin(const Model&, const bob::Cors*);

/// `Integration` of a route's method, `MethodResponses` and `RequestParameters`.
Value integration(const Model&, const Route&);
Value method_responses(const Model&, const Route&);
Value request_parameters(const Model&, const Route&);
/// The logical id of the role by which a route without a function calls its service, a `RestRoute` or an `HttpRoute`.
template <class T>
std::string role_of_route(const Model& model, const T& route) {
    return model.logical_id(T::kind, route.name.text, route.name.place) + "Role";
}
/// That role, which may do what these statements say, and what the route's own do.
template <class T>
void add_role_of_route(const Model& model, const T& route, List statements, Template& into) {
    if (statements.empty())  // which is reported; a role without what it is for would be told of once more
        statements.push_back(
            map({{"Effect", "Allow"},
                 {"Action", Value(route.calls.index).at(route.calls.place)},
                 {"Resource", get_att(naming::logical_id(route.calls.kind, route.calls.name()), "Arn")}}));
    for (const bob::Statement& one : route.statements) statements.push_back(statement(model, one));
    const std::string named = "route `" + std::string(route.name.text) + "`";
    for (Value& one : key_statements(model, {named, "route", route.calls.place}, statements))
        statements.push_back(std::move(one));
    TemplateResource& made = add(into, role_of_route(model, route), "AWS::IAM::Role", route.name.place);
    made.condition = route.condition.text;
    made.condition_place = route.condition.place;
    made.properties.set("AssumeRolePolicyDocument", trust("apigateway.amazonaws.com"));
    made.properties.set("Policies", policies(route.name.text, std::move(statements)));
    put(made.properties, "Tags", model.tags(bob::List<bob::Tag, 1>()));
}

/// What a path of a domain leads to, a `RestDomain` or an `HttpDomain`; the caller says which API and stage.
template <class T>
TemplateResource& add_mapping(const T& domain, const std::string& domain_id, const bob::Text& path,
                              std::string_view type, std::string_view path_property, Template& into) {
    TemplateResource& made = add(into, domain_id + naming::of_object(path.text) + "Mapping", type,
                                 Place(path.place).or_else(domain.name.place));
    made.maker.which = path.text;
    made.condition = domain.condition.text;
    made.condition_place = domain.condition.place;
    if (path) made.properties.set(path_property, Model::text(path));
    made.properties.set("DomainName", bobgen::ref(domain_id));
    return made;
}
/// Adds `MutualTlsAuthentication` of a domain, if there is any.
void put_mutual_tls(const Model&, const bob::MutualTls&, Value& properties);
/// The variables of a stage; null when there are none.
template <class T>
Value stage_variables(const Model& model, const T& from) {
    Value made;
    for (const bob::Variable& one : from) made.set(one.name.text, model.value(one.value), one.name.place);
    return made;
}
/// What a stage logs of each execution, of a `RestStage`, a `WebSocketApi`, or one of their methods and routes.
template <class T>
void put_execution_logs(const Model& model, const T& from, Value& into) {
    if (from.execution_logs)
        into.set("LoggingLevel", Value(execution_logs_name(*from.execution_logs)).at(from.execution_logs.place));
    put(into, "DataTraceEnabled", model.setting(from.data_trace));
}

/// What an integration of the HTTP API changes, and how long it waits. Of one that calls a service,
/// `IntegrationSubtype` and the service's parameters are there.
void http_integration_settings(const Model&, const bob::HttpIntegration&, bool by_framework, TemplateResource&);
/// The integration of a route without a function; its logical id.
std::string http_route_integration(const Model&, const Route&, Template&);
/// The methods that pages of other origins may use, when the API does not say it.
List cors_methods_of_routes(const Model&);

/// What the deployment says of the stage; null when that is nothing.
Value rest_stage(const Model&, const bob::RestStage&);
/// What tells cached answers of a route from each other.
std::span<const bob::Text> cache_keys_of(const Model&, const Route&);
/// `Policy` of the REST API: its statements, of which the framework has the list alone.
List rest_policy_statements(const Model&, const bob::RestPolicy&);
/// The status code as API Gateway has it, a text.
Value status_of(const Model&, const bob::IntegrationResponse&);
/// The API's own answers. The framework has no word for them.
void gateway_responses(const Model&, const bob::RestApi&, Template&);
/// The API's validator and the route's models, and what the method says of them.
void request_validation(const Model&, const Route&, std::string_view method_id, Value& properties, bool by_framework,
                        Template&);
/// The same in the framework's words; null when there is nothing to say.
Value framework_request(const Model&, const Route&);
/// What an `http` event of the Serverless Framework says of a route's integration; null where it makes another of it,
/// so that the method needs an extension.
Value framework_integration(const Model&, const Route&);
/// Where the WebSocket API reads what its Lambda authorizer checks; the Authorization header by default.
List socket_identity_sources(const bob::LambdaAuthorizer&);
/// What the API, its stage and its deployment are described by.
Value websocket_description(const Model&);
Value websocket_route_selection(const Model&);
/// Where an HTTP API reads what its Lambda authorizer checks; the Authorization header by default.
List identity_sources_of(const bob::LambdaAuthorizer&);

}  // namespace bobgen::lowering
