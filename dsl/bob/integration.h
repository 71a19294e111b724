/// What API Gateway does between a route of a REST API and what answers it, when it does not just hand the request on.
///
/// Of a function's route it is a non-proxy integration: the function gets what a mapping template makes of the request,
/// and its answer becomes a response by another. https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
#pragma once

#include "bob/table.h"

namespace bob {

/// A body in the Velocity Template Language (VTL), for one content type: `{"application/json", R"({"id":
/// "$input…"})"}`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
struct MappingTemplate {
    Text content_type;
    Expression body = {};
};

/// What a parameter becomes: `{"integration.request.header.X-Order", "method.request.path.id"}`. A fixed value is in
/// single quotes of its own: `{"method.response.header.Cache-Control", "'no-store'"}`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
struct ParameterMapping {
    Text to;
    Text from;
};

/// What becomes of a body for whose content type there is no template: refused with 415, or handed on unchanged.
enum class PassthroughBehavior : unsigned char {
    when_no_templates,  ///< refused, unless there is no template at all
    when_no_match,      ///< handed on
    never               ///< refused
};

enum class ContentHandling : unsigned char { unchanged, convert_to_text, convert_to_binary };

/// How one status code comes about.
struct IntegrationResponse {
    Setting<int> status_code = {};  ///< 100 to 599, each once
    /// A regular expression for the whole of a function's error message, or of the status of a service. The one
    /// response without it is the default, and the only one for what a function answers without an error.
    Text selection_pattern = {};
    List<ParameterMapping, 16> response_parameters = {};  ///< to `method.response.header.…`
    List<MappingTemplate, 4> response_templates = {};     ///< the answer unchanged, when there is none
    ContentHandling content_handling = ContentHandling::unchanged;
};

struct Integration;

namespace names {
constexpr bool is_header_name(std::string_view text) { return !text.empty() && every(text, "!#$%&'*+-.^_`|~"); }
constexpr bool after_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}
constexpr bool is_request_parameter(std::string_view text, std::string_view of) {
    if (!after_prefix(text, of)) return false;
    if (after_prefix(text, "header.")) return is_header_name(text);
    return (after_prefix(text, "path.") || after_prefix(text, "querystring.")) && !text.empty();
}
/// "method.request.querystring.page", and the same of `header` and `path`.
constexpr bool is_method_parameter(std::string_view text) { return is_request_parameter(text, "method.request."); }
/// "integration.request.header.X-Order", and the same of `path` and `querystring`.
constexpr bool is_request_target(std::string_view text) { return is_request_parameter(text, "integration.request."); }
/// "method.response.header.X-Total"
constexpr bool is_response_target(std::string_view text) {
    return after_prefix(text, "method.response.header.") && is_header_name(text);
}

/// "gatewayresponse.header.X-Request"
constexpr bool is_gateway_target(std::string_view text) {
    return after_prefix(text, "gatewayresponse.header.") && is_header_name(text);
}

constexpr bool is_status_code(std::int64_t code) { return code >= 100 && code <= 599; }

/// Why an integration is refused, or can't work.
enum class IntegrationFault : unsigned char {
    ok,
    no_default,
    several_defaults,
    status_code,
    status_code_twice,
    timeout,
    request_target,
    response_target,
    mapped_twice
};
/// The fault, with its place.
struct IntegrationFinding {
    IntegrationFault fault = IntegrationFault::ok;
    Place place = {};
};
constexpr IntegrationFinding integration_fault(const Integration&);
}  // namespace names

namespace compile_error {
inline void an_integration_has_exactly_one_response_without_a_selection_pattern() {}
inline void an_integration_response_has_a_status_code_of_100_to_599_that_no_other_has() {}
inline void an_integration_waits_for_at_least_50_milliseconds() {}
inline void a_request_parameter_is_mapped_to_integration_request_and_header_path_or_querystring() {}
inline void a_response_parameter_is_mapped_to_method_response_header() {}
inline void an_integration_maps_to_the_same_parameter_or_content_type_twice() {}
inline void an_API_has_one_gateway_response_of_a_type() {}
inline void a_required_parameter_is_method_request_and_header_path_or_querystring() {}
inline void a_request_has_one_model_of_a_content_type() {}
inline void a_gateway_response_has_a_status_code_of_100_to_599() {}
inline void a_gateway_response_parameter_is_mapped_to_gatewayresponse_header() {}
}  // namespace compile_error

namespace detail {
constexpr Verified verify_integration(const Integration&);

template <class Validation>
constexpr Verified verify_request(const Validation& one) {
    if (!std::is_constant_evaluated()) return {};
    for (const Text& each : one.required_parameters)
        if (!names::is_method_parameter(each.text))
            compile_error::a_required_parameter_is_method_request_and_header_path_or_querystring();
    for (unsigned i = 0; i < one.body.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (one.body[i].content_type.text == one.body[j].content_type.text)
                compile_error::a_request_has_one_model_of_a_content_type();
    return {};
}
}  // namespace detail

/// `inline constexpr bob::Integration as_order{…}`, then `.integration = as_order` at routes of `http`. A route with
/// CORS gets the headers that its handler would write otherwise.
struct Integration {
    List<MappingTemplate, 8> request_templates = {};
    PassthroughBehavior passthrough_behavior = PassthroughBehavior::when_no_templates;
    List<ParameterMapping, 16> request_parameters = {};  ///< to `integration.request.{header,path,querystring}.…`
    /// 50 ms to 29 s; a Regional or private API's quota can be raised. 29 s when not set.
    Setting<std::chrono::milliseconds> timeout = {};
    ContentHandling content_handling = ContentHandling::unchanged;  ///< of the request's body
    List<IntegrationResponse, 16> responses = {};
    detail::Verified verified = detail::verify_integration(*this);
};

/// What the body of one content type must be: a JSON schema, draft 4.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
struct RequestModel {
    Text content_type;
    Text schema = {};
    Text description = {};
};

/// What a request must have. API Gateway answers any other with 400, and the function is not called.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
struct RequestValidation {
    List<RequestModel, 4> body = {};           ///< a body of another content type is not validated
    Items<Text, 16> required_parameters = {};  ///< `method.request.{querystring,header}.…`, present and not empty
    detail::Verified verified = detail::verify_request(*this);
};

/// What API Gateway answers itself, without an integration.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
enum class GatewayResponseType : unsigned char {
    default_4xx,  ///< all of the 4xx without a response of their own
    default_5xx,
    access_denied,
    api_configuration_error,
    authorizer_configuration_error,
    authorizer_failure,
    bad_request_body,
    bad_request_parameters,
    expired_token,
    integration_failure,
    integration_timeout,
    invalid_api_key,
    invalid_signature,
    missing_authentication_token,
    quota_exceeded,
    request_too_large,
    resource_not_found,
    throttled,
    unauthorized,
    unsupported_media_type,
    waf_filtered
};

/// One answer of the API's own. It gets the headers for pages of other origins when the `RestApi` has `.cors`: without
/// them a page sees no status of an error, but that the request failed.
struct GatewayResponse {
    GatewayResponseType type = GatewayResponseType::default_4xx;
    Setting<int> status_code = {};                       ///< 100 to 599; the type's own when not set
    List<ParameterMapping, 8> response_parameters = {};  ///< to `gatewayresponse.header.…`
    /// A text with `$context`, `$stageVariables` and `$method.request` in it, and no directives of VTL.
    List<MappingTemplate, 4> response_templates = {};
};

namespace names {

constexpr IntegrationFinding integration_fault(const Integration& one) {
    using Fault = IntegrationFault;
    // Of the first that is given a second time.
    const auto twice = [](const auto& list, auto key) -> const Text* {
        for (unsigned i = 0; i < list.size(); ++i)
            for (unsigned j = 0; j < i; ++j)
                if (key(list[i]).text == key(list[j]).text) return &key(list[i]);
        return nullptr;
    };
    const auto type_of = [](const MappingTemplate& each) -> const Text& { return each.content_type; };
    const auto target_of = [](const ParameterMapping& each) -> const Text& { return each.to; };
    if (one.timeout.literal() && (*one.timeout).count() < limits::rest_integration_timeout_min.value)
        return {Fault::timeout, one.timeout.place};
    for (const ParameterMapping& each : one.request_parameters)
        if (!is_request_target(each.to.text)) return {Fault::request_target, each.to.place};
    if (const Text* found = twice(one.request_parameters, target_of)) return {Fault::mapped_twice, found->place};
    if (const Text* found = twice(one.request_templates, type_of)) return {Fault::mapped_twice, found->place};
    unsigned defaults = 0;
    for (unsigned i = 0; i < one.responses.size(); ++i) {
        const IntegrationResponse& each = one.responses[i];
        const Setting<int>& status = each.status_code;
        if (!status.set || (status.literal() && !is_status_code(*status))) return {Fault::status_code, status.place};
        for (unsigned j = 0; j < i; ++j)
            if (status.literal() && one.responses[j].status_code.literal() && *status == *one.responses[j].status_code)
                return {Fault::status_code_twice, status.place};
        for (const ParameterMapping& mapping : each.response_parameters)
            if (!is_response_target(mapping.to.text)) return {Fault::response_target, mapping.to.place};
        if (const Text* found = twice(each.response_parameters, target_of)) return {Fault::mapped_twice, found->place};
        if (const Text* found = twice(each.response_templates, type_of)) return {Fault::mapped_twice, found->place};
        if (each.selection_pattern.empty() && ++defaults > 1) return {Fault::several_defaults, status.place};
    }
    if (defaults == 0) return {Fault::no_default, {}};
    return {};
}

}  // namespace names

namespace detail {

constexpr Verified verify_integration(const Integration& one) {
    if (!std::is_constant_evaluated()) return {};
    using Fault = names::IntegrationFault;
    switch (names::integration_fault(one).fault) {
        case Fault::ok:
            break;
        case Fault::no_default:
        case Fault::several_defaults:
            compile_error::an_integration_has_exactly_one_response_without_a_selection_pattern();
            break;
        case Fault::status_code:
        case Fault::status_code_twice:
            compile_error::an_integration_response_has_a_status_code_of_100_to_599_that_no_other_has();
            break;
        case Fault::timeout:
            compile_error::an_integration_waits_for_at_least_50_milliseconds();
            break;
        case Fault::request_target:
            compile_error::a_request_parameter_is_mapped_to_integration_request_and_header_path_or_querystring();
            break;
        case Fault::response_target:
            compile_error::a_response_parameter_is_mapped_to_method_response_header();
            break;
        case Fault::mapped_twice:
            compile_error::an_integration_maps_to_the_same_parameter_or_content_type_twice();
            break;
    }
    return {};
}

template <class Api>
constexpr Verified verify_rest_api(const Api& api) {
    if (!std::is_constant_evaluated()) return {};
    const auto& responses = api.gateway_responses;
    for (unsigned i = 0; i < responses.size(); ++i) {
        for (unsigned j = 0; j < i; ++j)
            if (responses[i].type == responses[j].type) compile_error::an_API_has_one_gateway_response_of_a_type();
        const Setting<int>& status = responses[i].status_code;
        if (status.literal() && !names::is_status_code(*status))
            compile_error::a_gateway_response_has_a_status_code_of_100_to_599();
        for (const ParameterMapping& one : responses[i].response_parameters)
            if (!names::is_gateway_target(one.to.text))
                compile_error::a_gateway_response_parameter_is_mapped_to_gatewayresponse_header();
    }
    return {};
}

}  // namespace detail

}  // namespace bob
