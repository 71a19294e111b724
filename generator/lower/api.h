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
/// The logical id of the role by which a route calls its service.
std::string role_of_rest_route(const Model&, const bob::RestRoute&);

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
