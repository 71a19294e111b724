/// An HTTP API beyond the routes of its functions: routes that AWS's services, private resources and other servers
/// answer, what becomes of parameters on their way, the stage, and its own domain.
#pragma once

#include "bob/rest.h"

namespace bob {

namespace compile_error {
inline void an_HTTP_integration_changes_a_header_the_querystring_or_the_path_of_a_request() {}
inline void an_HTTP_integration_changes_a_header_or_the_status_code_of_a_response() {}
inline void an_HTTP_integration_leaves_reserved_headers_alone() {}
inline void an_HTTP_integration_maps_to_the_same_parameter_twice() {}
inline void an_HTTP_integration_has_a_value_for_what_it_appends_or_overwrites() {}
inline void an_HTTP_integration_changes_responses_of_each_status_code_of_200_to_599_once() {}
inline void an_HTTP_integration_waits_for_50_milliseconds_to_30_seconds() {}
inline void an_HTTP_route_has_a_service_that_it_calls_or_a_URI_that_it_hands_on_to() {}
inline void a_route_without_a_function_has_no_groups() {}
inline void a_VPC_link_has_subnets() {}
}  // namespace compile_error

/// What becomes of a parameter: `{"append:header.X-Order", "$request.path.id"}`, `{"overwrite:path", "/v2"}`,
/// `{"remove:querystring.debug"}`. The value is a text with `$request.…`, `$context.…` or `$stageVariables.…` in it, of
/// responses `$response.…`. A route that calls a service gives its parameters by the service's names:
/// `{"MessageBody", "$request.body"}`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
struct HttpParameter {
    Text to;
    Expression from = {};
};

/// What becomes of the responses with one status code.
struct HttpResponse {
    Setting<int> status_code = {};                     ///< 200 to 599, of the integration, each once
    List<HttpParameter, 16> response_parameters = {};  ///< to headers, or `overwrite:statuscode`
};

struct HttpIntegration;

namespace names {

/// What API Gateway lets nobody change.
constexpr bool is_reserved_header(std::string_view name) {
    constexpr std::string_view reserved[] = {"authorization",
                                             "connection",
                                             "content-encoding",
                                             "content-length",
                                             "content-location",
                                             "forwarded",
                                             "keep-alive",
                                             "origin",
                                             "proxy-authenticate",
                                             "proxy-authorization",
                                             "te",
                                             "trailers",
                                             "transfer-encoding",
                                             "upgrade",
                                             "x-forwarded-for",
                                             "x-forwarded-host",
                                             "x-forwarded-proto",
                                             "via"};
    constexpr std::string_view beginnings[] = {"access-control-", "apigw-", "x-amz-", "x-amzn-"};
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const auto begins = [&](std::string_view with) {
        if (name.size() < with.size()) return false;
        for (std::size_t i = 0; i < with.size(); ++i)
            if (lower(name[i]) != with[i]) return false;
        return true;
    };
    for (const std::string_view one : beginnings)
        if (begins(one)) return true;
    for (const std::string_view one : reserved)
        if (name.size() == one.size() && begins(one)) return true;
    return false;
}

/// Why API Gateway does not change such a parameter.
enum class TargetFault : unsigned char { ok, unknown, reserved_header };

/// `append:`, `overwrite:` or `remove:` of a header, a parameter of the query string, or the path.
constexpr TargetFault http_request_target(std::string_view text) {
    using enum TargetFault;
    if (text == "overwrite:path") return ok;
    if (!after_prefix(text, "append:") && !after_prefix(text, "overwrite:") && !after_prefix(text, "remove:"))
        return unknown;
    if (after_prefix(text, "querystring.")) return text.empty() ? unknown : ok;
    if (!after_prefix(text, "header.") || !is_header_name(text)) return unknown;
    return is_reserved_header(text) ? reserved_header : ok;
}

/// The same of a header, or `overwrite:statuscode`.
constexpr TargetFault http_response_target(std::string_view text) {
    using enum TargetFault;
    if (text == "overwrite:statuscode") return ok;
    if (!after_prefix(text, "append:") && !after_prefix(text, "overwrite:") && !after_prefix(text, "remove:"))
        return unknown;
    if (!after_prefix(text, "header.") || !is_header_name(text)) return unknown;
    return is_reserved_header(text) ? reserved_header : ok;
}

/// Why an integration of an HTTP API is refused.
enum class HttpIntegrationFault : unsigned char {
    ok,
    request_target,
    response_target,
    reserved_header,
    mapped_twice,
    no_value,
    status_code,
    timeout
};
struct HttpIntegrationFinding {
    HttpIntegrationFault fault = HttpIntegrationFault::ok;
    Place place = {};
};
constexpr HttpIntegrationFinding http_integration_fault(const HttpIntegration&);

constexpr bool is_mapped_status(std::int64_t code) { return code >= 200 && code <= 599; }

}  // namespace names

namespace detail {
constexpr Verified verify_http_integration(const HttpIntegration&);
template <class Stage>
constexpr Verified verify_http_stage(const Stage& stage) {
    if (!std::is_constant_evaluated()) return {};
    verify_methods(stage.routes);
    for (const Variable& one : stage.variables)
        if (!names::every(one.name.text, "_")) compile_error::a_stage_variable_has_letters_digits_and_underscores();
    return {};
}
template <class Link>
constexpr Verified verify_vpc_link(const Link& link) {
    if (std::is_constant_evaluated() && link.subnet_ids.empty()) compile_error::a_VPC_link_has_subnets();
    return {};
}
template <class Route>
constexpr Verified verify_http_route(const Route& route) {
    if (!std::is_constant_evaluated()) return {};
    const bool calls = !route.calls.target.empty() || route.calls.named;
    if (calls == static_cast<bool>(route.uri))
        compile_error::an_HTTP_route_has_a_service_that_it_calls_or_a_URI_that_it_hands_on_to();
    if (!route.http_api.groups.empty()) compile_error::a_route_without_a_function_has_no_groups();
    return {};
}
}  // namespace detail

/// `inline constexpr bob::HttpIntegration traced{…}`, then `.integration = traced` at routes of `http_api`. What API
/// Gateway changes in a request before it is handed on, and in the response.
struct HttpIntegration {
    List<HttpParameter, 16> request_parameters = {};
    List<HttpResponse, 8> responses = {};
    Setting<std::chrono::milliseconds> timeout = {};  ///< 50 ms to 30 s, which it is when not set
    detail::Verified verified = detail::verify_http_integration(*this);
};

/// Settings of one route of a stage, instead of the stage's own.
struct RouteSettings {
    Method method = Method::any;
    RoutePath path = {};
    Throttle throttle = {};
    Setting<bool> metrics = {};
};

/// The stage of an `HttpApi`, declared as a constant: `.stage = live`. Its throttling is that of the API.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
struct HttpStage {
    Setting<bool> metrics = {};  ///< for each route, at CloudWatch's prices
    List<RouteSettings, 32> routes = {};
    List<Variable, 32> variables = {};  ///< `$stageVariables.name` in parameters
    detail::Verified verified = detail::verify_http_stage(*this);
};

/// By which an HTTP API reaches what is in a VPC. It takes minutes until it is there.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
struct VpcLink {
    static constexpr Kind kind = Kind::vpc_link;
    Name name;
    LogicalId logical_id = {};
    Items<Expression, limits::vpc_subnets.value> subnet_ids = {};
    Items<Expression, limits::vpc_security_groups.value> security_group_ids = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_vpc_link(*this);
};
void lower(const VpcLink&, const bobgen::Model&, bobgen::Template&);

/// A route of the HTTP API without a function: API Gateway calls a service of AWS, or hands the request on to a server.
///
/// `.calls` takes `events:PutEvents`, `sqs:SendMessage`, `ReceiveMessage`, `DeleteMessage` and `PurgeQueue`,
/// `kinesis:PutRecord`, `states:StartExecution`, `StartSyncExecution` and `StopExecution`, and
/// `appconfig:GetConfiguration`. The parameter that names what is called, and the one for the request's body, need not
/// be given. The route's role may do just this.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
struct HttpRoute {
    static constexpr Kind kind = Kind::http_route;
    Name name;
    HttpApiEvent http_api = {};  ///< `.http_api = {.method = bob::POST, .path = "/orders"}`
    Use calls = {};
    /// "https://example.org/orders/{id}"; by a VPC link the ARN of a listener of a load balancer, or of a service of
    /// Cloud Map.
    Expression uri = {};
    Setting<Method> service_method = {};  ///< of the request that is handed on; the route's own when not set
    Link<Kind::vpc_link> vpc_link = {};
    Text tls_server_name = {};           ///< by a VPC link: the name in the certificate of what is called, over HTTPS
    List<Statement, 4> statements = {};  ///< what else its role may do
    Expression role = {};                ///< the ARN of one that is given; bob then makes none
    Text condition = {};
    detail::Verified verified = detail::verify_http_route(*this);
};
void lower(const HttpRoute&, const bobgen::Model&, bobgen::Template&);

/// A domain by which the stack's HTTP API is called. Its DNS record, an alias of
/// `attribute(domain, "RegionalDomainName")`, is declared beside it.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
struct HttpDomain {
    static constexpr Kind kind = Kind::http_domain;
    Name name;
    LogicalId logical_id = {};
    Expression domain_name = {};
    Expression certificate = {};  ///< of ACM in the API's Region, its ARN
    Text security_policy = "TLS_1_2";
    MutualTls mutual_tls = {};
    Expression ownership_certificate = {};  ///< for mutual TLS with a certificate that ACM did not issue, its ARN
    Items<Text, 8> base_paths = {};         ///< "v1"; all paths when empty
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_rest_domain(*this);
};
void lower(const HttpDomain&, const bobgen::Model&, bobgen::Template&);

namespace names {

constexpr HttpIntegrationFinding http_integration_fault(const HttpIntegration& one) {
    using Fault = HttpIntegrationFault;
    const auto mapped = [](const auto& list, Fault unknown, auto judge) -> HttpIntegrationFinding {
        for (unsigned i = 0; i < list.size(); ++i) {
            const Text& to = list[i].to;
            switch (judge(to.text)) {
                case TargetFault::ok:
                    break;
                case TargetFault::unknown:
                    return {unknown, to.place};
                case TargetFault::reserved_header:
                    return {Fault::reserved_header, to.place};
            }
            for (unsigned j = 0; j < i; ++j)
                if (list[j].to.text == to.text) return {Fault::mapped_twice, to.place};
            if (!list[i].from && !to.text.starts_with("remove:")) return {Fault::no_value, to.place};
        }
        return {};
    };
    // A parameter of a service has no colon. Whether the service has it is known with the route.
    const auto of_request = [](std::string_view text) {
        return every(text, "") && !text.empty() ? TargetFault::ok : http_request_target(text);
    };
    if (const auto found = mapped(one.request_parameters, Fault::request_target, of_request); found.fault != Fault::ok)
        return found;
    for (unsigned i = 0; i < one.responses.size(); ++i) {
        const Setting<int>& status = one.responses[i].status_code;
        bool fits = status.set && (!status.literal() || is_mapped_status(*status));
        for (unsigned j = 0; j < i; ++j) {
            const Setting<int>& other = one.responses[j].status_code;
            fits = fits && !(status.literal() && other.literal() && *status == *other);
        }
        if (!fits) return {Fault::status_code, status.place};
        if (const auto found =
                mapped(one.responses[i].response_parameters, Fault::response_target, http_response_target);
            found.fault != Fault::ok)
            return found;
    }
    if (one.timeout.literal() && ((*one.timeout).count() < limits::http_integration_timeout_min.value ||
                                  (*one.timeout).count() > limits::http_integration_timeout.value * 1000))
        return {Fault::timeout, one.timeout.place};
    return {};
}

}  // namespace names

namespace detail {

constexpr Verified verify_http_integration(const HttpIntegration& one) {
    if (!std::is_constant_evaluated()) return {};
    using Fault = names::HttpIntegrationFault;
    switch (names::http_integration_fault(one).fault) {
        case Fault::ok:
            break;
        case Fault::request_target:
            compile_error::an_HTTP_integration_changes_a_header_the_querystring_or_the_path_of_a_request();
            break;
        case Fault::response_target:
            compile_error::an_HTTP_integration_changes_a_header_or_the_status_code_of_a_response();
            break;
        case Fault::reserved_header:
            compile_error::an_HTTP_integration_leaves_reserved_headers_alone();
            break;
        case Fault::mapped_twice:
            compile_error::an_HTTP_integration_maps_to_the_same_parameter_twice();
            break;
        case Fault::no_value:
            compile_error::an_HTTP_integration_has_a_value_for_what_it_appends_or_overwrites();
            break;
        case Fault::status_code:
            compile_error::an_HTTP_integration_changes_responses_of_each_status_code_of_200_to_599_once();
            break;
        case Fault::timeout:
            compile_error::an_HTTP_integration_waits_for_50_milliseconds_to_30_seconds();
            break;
    }
    return {};
}

}  // namespace detail

}  // namespace bob
