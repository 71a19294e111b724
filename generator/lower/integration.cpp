/// Non-proxy integrations of a REST API's routes: what a function gets, and what becomes of its answer.
#include <algorithm>

#include "generator/characters.h"
#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

std::string_view passthrough_name(bob::PassthroughBehavior behavior) {
    switch (behavior) {
        case bob::PassthroughBehavior::when_no_templates:
            return "WHEN_NO_TEMPLATES";
        case bob::PassthroughBehavior::when_no_match:
            return "WHEN_NO_MATCH";
        case bob::PassthroughBehavior::never:
            return "NEVER";
    }
    return {};
}

Value content_handling_name(bob::ContentHandling handling) {
    switch (handling) {
        case bob::ContentHandling::unchanged:
            return {};
        case bob::ContentHandling::convert_to_text:
            return "CONVERT_TO_TEXT";
        case bob::ContentHandling::convert_to_binary:
            return "CONVERT_TO_BINARY";
    }
    return {};
}

Value templates(const Model& model, const auto& from) {
    Value made = Map{};
    for (const bob::MappingTemplate& one : from)
        made.set(one.content_type.text, model.value(one.body), one.content_type.place);
    return made;
}

/// The headers that a page of another origin needs, which a function adds itself when it gets the whole request.
struct CorsHeaders {
    Value values = Map{};  ///< by "method.response.header.…"
    std::string origins;   ///< what sets the right one of several, in a mapping template
};

constexpr std::string_view response_header = "method.response.header.";

CorsHeaders cors_headers(const Model& model, const Route& route) {
    CorsHeaders made;
    const bob::CorsChoice& cors = cors_of(model, route);
    if (!cors) return made;
    const auto header = [&](std::string_view name, const std::string& text) {
        made.values.set(std::string(response_header) + std::string(name), "'" + text + "'");
    };
    header("Access-Control-Allow-Origin", first_origin(model, cors.settings));
    if (!cors.settings) return made;
    made.origins = match_origin(model, cors.settings);
    if (cors.settings->allow_credentials) header("Access-Control-Allow-Credentials", "true");
    std::string exposed;
    for (const bob::Text& one : cors.settings->expose_headers)
        exposed.append(exposed.empty() ? "" : ",").append(one.text);
    if (!exposed.empty()) header("Access-Control-Expose-Headers", exposed);
    return made;
}

/// In the order of their codes, in which the Serverless Framework has them.
std::vector<const bob::IntegrationResponse*> responses_of(const Model& model, const Route& route) {
    std::vector<const bob::IntegrationResponse*> made;
    made.reserve(route.integration.settings->responses.size());
    for (unsigned i = 0; i < route.integration.settings->responses.size(); ++i)
        made.push_back(&route.integration.settings->responses[i]);
    std::stable_sort(made.begin(), made.end(), [&](const auto* one, const auto* other) {
        return status_of(model, *one).text() < status_of(model, *other).text();
    });
    return made;
}

Value response_parameters(const bob::IntegrationResponse& from, const CorsHeaders& cors) {
    Value made = cors.values;
    for (const bob::ParameterMapping& one : from.response_parameters)
        made.set(one.to.text, Model::text(one.from), one.to.place);
    return made;
}

Value response_templates(const Model& model, const bob::IntegrationResponse& from, const CorsHeaders& cors) {
    Value made = templates(model, from.response_templates);
    if (cors.origins.empty()) return made;
    if (made.map().empty()) made.set("application/json", "$input.body");
    for (Member& one : made.map()) {
        const Place place = one.value.place;
        if (one.value.is_text())
            one.value = Value(cors.origins + "\n" + one.value.text()).at(place);
        else
            one.value = join("\n", {cors.origins, std::move(one.value)}).at(place);
    }
    return made;
}

std::string_view gateway_response_type(bob::GatewayResponseType type) {
    using enum bob::GatewayResponseType;
    switch (type) {
        case default_4xx:
            return "DEFAULT_4XX";
        case default_5xx:
            return "DEFAULT_5XX";
        case access_denied:
            return "ACCESS_DENIED";
        case api_configuration_error:
            return "API_CONFIGURATION_ERROR";
        case authorizer_configuration_error:
            return "AUTHORIZER_CONFIGURATION_ERROR";
        case authorizer_failure:
            return "AUTHORIZER_FAILURE";
        case bad_request_body:
            return "BAD_REQUEST_BODY";
        case bad_request_parameters:
            return "BAD_REQUEST_PARAMETERS";
        case expired_token:
            return "EXPIRED_TOKEN";
        case integration_failure:
            return "INTEGRATION_FAILURE";
        case integration_timeout:
            return "INTEGRATION_TIMEOUT";
        case invalid_api_key:
            return "INVALID_API_KEY";
        case invalid_signature:
            return "INVALID_SIGNATURE";
        case missing_authentication_token:
            return "MISSING_AUTHENTICATION_TOKEN";
        case quota_exceeded:
            return "QUOTA_EXCEEDED";
        case request_too_large:
            return "REQUEST_TOO_LARGE";
        case resource_not_found:
            return "RESOURCE_NOT_FOUND";
        case throttled:
            return "THROTTLED";
        case unauthorized:
            return "UNAUTHORIZED";
        case unsupported_media_type:
            return "UNSUPPORTED_MEDIA_TYPE";
        case waf_filtered:
            return "WAF_FILTERED";
    }
    return {};
}

/// "DEFAULT_4XX" → "Default4XX"
std::string words_of(std::string_view type) {
    std::string made;
    bool begins = true;
    for (char c : type) {
        if (c == '_')
            begins = true;
        else
            made += begins || c == 'X' ? c : to_lower(c), begins = c < 'A';
    }
    return made;
}

/// These have no directives that could find the right one of several origins. Without credentials any page may read
/// what an error says; with them, that of the origin that asks.
Value gateway_cors(const Model& model, const bob::CorsChoice& cors) {
    Value made;
    if (!cors) return made;
    constexpr std::string_view header = "gatewayresponse.header.Access-Control-Allow-";
    const bool several = cors.settings && cors.settings->origins.size() > 1;
    const bool credentials = cors.settings && cors.settings->allow_credentials;
    made.set(std::string(header) + "Origin", several && credentials ? std::string("method.request.header.Origin")
                                             : several              ? std::string("'*'")
                                                                    : "'" + first_origin(model, cors.settings) + "'");
    if (credentials) made.set(std::string(header) + "Credentials", "'true'");
    return made;
}

constexpr std::string_view content_type_of_call = "integration.request.header.Content-Type";

/// "sqs" of `calls<"sqs:SendMessage", mail>`; nothing of a mock.
std::string_view service_called(const bob::RestRoute& route) {
    return route.calls.index.substr(0, route.calls.index.find(':'));
}
std::string_view action_called(const bob::RestRoute& route) {
    return route.calls.index.substr(route.calls.index.find(':') + 1);
}
bool is_mock(const bob::RestRoute& route) { return route.calls.name().empty(); }

/// The services of AWS's oldest protocol read a form (Query protocol), and the others JSON.
bool takes_forms(std::string_view service) { return service == "sqs" || service == "sns"; }

/// `arn:aws:apigateway:<region>:<service>:action/<action>`, or `:path/<path>`. A queue is in the path, so that no
/// template has to name it.
Value service_uri(const Model& model, const bob::RestRoute& route) {
    // What API Gateway calls two services by another name than IAM (AWS CLI, endpoint prefixes).
    const std::string_view said = service_called(route);
    const std::string service(said == "cloudwatch" ? "monitoring" : said == "ses" ? "email" : said);
    List parts{"arn:", bobgen::ref("AWS::Partition"), ":apigateway:", bobgen::ref("AWS::Region"), ":" + service};
    if (route.service_path) {
        parts.back() = Value(parts.back().text() + ":path/");
        parts.push_back(model.value(route.service_path));
    } else if (service == "sqs") {
        parts.back() = Value(parts.back().text() + ":path/");
        parts.push_back(bobgen::ref("AWS::AccountId"));
        parts.emplace_back("/");
        parts.push_back(get_att(model.logical_id(route.calls.kind, route.calls.name(), route.calls.place), "QueueName")
                            .at(route.calls.place));
    } else {
        parts.back() = Value(parts.back().text() + ":action/" + std::string(action_called(route)));
    }
    return join("", std::move(parts)).at(route.calls.place);
}

/// How a function's URI is called when it streams its answer
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-streaming-lambda-configure.html).
Value streaming_uri(const FunctionModel& function) {
    return join("", {"arn:", bobgen::ref("AWS::Partition"), ":apigateway:", bobgen::ref("AWS::Region"),
                     ":lambda:path/2021-11-15/functions/", arn_of(function), "/response-streaming-invocations"});
}

/// As long as the function may run: API Gateway would wait for 29 s, streamed or not.
Value time_to_stream(const FunctionModel& function) {
    constexpr std::int64_t a_second = 1000;
    const std::int64_t most = bob::limits::rest_streaming_max.value;
    const bool is_known = function.timeout.kind() == Value::Kind::integer;
    return std::clamp<std::int64_t>(is_known ? function.timeout.integer() : most, 1, most) * a_second;
}

Value cache_key_parameters(const Model& model, const Route& route) {
    List made;
    for (const bob::Text& one : cache_keys_of(model, route)) made.push_back(Model::text(one));
    return made.empty() ? Value() : Value(std::move(made));
}

/// Type, method, URI and credentials of a non-proxy integration.
Value called(const Model& model, const Route& route) {
    const bob::RestRoute* own = route.rest_route;
    const Place place = route.integration.place;
    if (own && is_mock(*own)) return map({{"Type", Value("MOCK").at(place)}});
    const std::string_view method = own ? naming::verb(own->service_method) : "POST";
    Value made = map({{"IntegrationHttpMethod", method}, {"Type", Value("AWS").at(place)}});
    put(made, "TimeoutInMillis", model.setting(route.integration.settings->timeout));
    if (route.response_streaming) made.set("ResponseTransferMode", "STREAM");  // a rule says that it can't
    if (!own) {
        made.set("Uri", invocation_uri(model.functions[route.function]));
        return made;
    }
    made.set("Credentials",
             own->role ? model.value(own->role) : get_att(role_of_route(model, *own), "Arn").at(own->name.place));
    made.set("Uri", service_uri(model, *own));
    return made;
}

/// What a route sends that says nothing of it: the body as a message, or as the input of a state machine. A mock's
/// template chooses its response.
Value default_templates(const Model& model, const Route& route) {
    if (!route.rest_route) return {};
    const bob::RestRoute& own = *route.rest_route;
    constexpr std::string_view json_type = "application/json";
    if (is_mock(own)) {
        for (const bob::IntegrationResponse& one : route.integration.settings->responses)
            if (one.selection_pattern.empty())
                return map({{json_type, "{\"statusCode\": " + status_of(model, one).text() + "}"}});
        return {};
    }
    const std::string id = model.logical_id(own.calls.kind, own.calls.name(), own.calls.place);
    if (own.calls.index == "sqs:SendMessage")
        return map({{json_type, "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}});
    if (own.calls.index == "sns:Publish")
        return map({{json_type, sub("Action=Publish&TopicArn=$util.urlEncode('${" + id +
                                    "}')&Message=$util.urlEncode($input.body)")}});
    // A single quote that `escapeJavaScript` has escaped is no JSON
    // (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
    if (own.calls.index == "states:StartExecution" || own.calls.index == "states:StartSyncExecution")
        return map({{json_type, sub("{\"stateMachineArn\": \"${" + id +
                                    "}\", \"input\": \"$util.escapeJavaScript($input.json('$'))"
                                    ".replaceAll(\"\\\\'\", \"'\")\"}")}});
    return {};
}

}  // namespace

Value status_of(const Model& model, const bob::IntegrationResponse& from) {
    const Value code = model.setting(from.status_code);
    return code.is_null() ? Value("") : Value(std::to_string(code.integer())).at(code.place);
}

Value integration(const Model& model, const Route& route) {
    if (!route.integration) {
        const FunctionModel& function = model.functions[route.function];
        Value made = map({{"IntegrationHttpMethod", "POST"}, {"Type", "AWS_PROXY"}});
        if (route.response_streaming) {
            made.set("ResponseTransferMode", "STREAM");
            made.set("TimeoutInMillis", time_to_stream(function));
        }
        made.set("Uri", route.response_streaming ? streaming_uri(function) : invocation_uri(function));
        put(made, "CacheKeyParameters", cache_key_parameters(model, route));
        return made;
    }
    const bob::Integration& from = *route.integration.settings;
    Value made = called(model, route);
    made.set("PassthroughBehavior", passthrough_name(from.passthrough_behavior));
    put(made, "ContentHandling", content_handling_name(from.content_handling));
    put(made, "RequestTemplates",
        from.request_templates.empty() ? default_templates(model, route) : templates(model, from.request_templates));
    const CorsHeaders cors = cors_headers(model, route);
    List responses;
    for (const bob::IntegrationResponse* one : responses_of(model, route)) {
        Value response = map({{"StatusCode", status_of(model, *one)},
                              {"SelectionPattern", Model::text(one->selection_pattern)},
                              {"ResponseParameters", response_parameters(*one, cors)},
                              {"ResponseTemplates", response_templates(model, *one, cors)}});
        put(response, "ContentHandling", content_handling_name(one->content_handling));
        responses.push_back(std::move(response).at(one->status_code.place));
    }
    made.set("IntegrationResponses", std::move(responses));
    Value parameters;
    for (const bob::ParameterMapping& one : from.request_parameters)
        parameters.set(one.to.text, Model::text(one.from), one.to.place);
    if (route.rest_route && takes_forms(service_called(*route.rest_route)) && !parameters.find(content_type_of_call))
        parameters.set(content_type_of_call, "'application/x-www-form-urlencoded'");
    put(made, "RequestParameters", std::move(parameters));
    put(made, "CacheKeyParameters", cache_key_parameters(model, route));
    return made;
}

Value method_responses(const Model& model, const Route& route) {
    List made;
    if (!route.integration) return made;
    const CorsHeaders cors = cors_headers(model, route);
    for (const bob::IntegrationResponse* one : responses_of(model, route)) {
        Value offered = Map{};
        const Value mapped = response_parameters(*one, cors);
        for (const Member& each : mapped.map()) offered.set(each.name, true);
        made.push_back(map({{"ResponseParameters", std::move(offered)},
                            {"ResponseModels", Map{}},
                            {"StatusCode", status_of(model, *one)}}));
    }
    return made;
}

Value request_parameters(const Model& model, const Route& route) {
    Value made = Map{};
    if (route.request)
        for (const bob::Text& one : route.request.settings->required_parameters)
            if (!made.find(one.text)) made.set(one.text, true, one.place);
    for (const bob::Text& one : cache_keys_of(model, route))
        if (one.text.starts_with("method.request.") && !made.find(one.text))
            made.set(one.text, one.text.starts_with("method.request.path."), one.place);
    if (!route.integration) return made;
    for (const bob::ParameterMapping& one : route.integration.settings->request_parameters) {
        // A mapping may take a parameter of the request only when the method knows it: all values of one as that one.
        std::string from(one.from.text);
        constexpr std::string_view of_request = "method.request.", of_several = "multivalue";
        if (from.starts_with(std::string(of_request) + std::string(of_several)))
            from.erase(of_request.size(), of_several.size());
        for (std::string_view part : {"header.", "path.", "querystring."})
            if (from.starts_with(std::string(of_request) + std::string(part)))
                if (!made.find(from)) made.set(from, part == "path.", one.from.place);
    }
    return made;
}

void gateway_responses(const Model& model, const bob::RestApi& from, Template& into) {
    for (const bob::GatewayResponse& one : from.gateway_responses) {
        const std::string_view type = gateway_response_type(one.type);
        Place place = Place(from.name.place).or_else(model.stack.name.place);
        if (!one.response_parameters.empty()) place = one.response_parameters[0].to.place;
        if (!one.response_templates.empty()) place = one.response_templates[0].content_type.place;
        if (one.status_code.set) place = one.status_code.place;
        TemplateResource& made =
            add(into, "GatewayResponse" + naming::of_object(words_of(type)), "AWS::ApiGateway::GatewayResponse", place);
        made.maker.which = type;
        made.properties = map({{"ResponseType", type}, {"RestApiId", bobgen::ref("ApiGatewayRestApi")}});
        const Value status = model.setting(one.status_code);
        if (!status.is_null())
            made.properties.set("StatusCode", Value(std::to_string(status.integer())).at(status.place));
        Value parameters = gateway_cors(model, from.cors);
        for (const bob::ParameterMapping& each : one.response_parameters)
            parameters.set(each.to.text, Model::text(each.from), each.to.place);
        put(made.properties, "ResponseParameters", std::move(parameters));
        if (!one.response_templates.empty())
            made.properties.set("ResponseTemplates", templates(model, one.response_templates));
    }
}

namespace {
bool has_required_parameters(const Route& route) {
    return route.request && !route.request.settings->required_parameters.empty();
}

/// "application/json" → "ApplicationJson", as the Serverless Framework names models.
std::string words_of_type(std::string_view type) {
    std::string made;
    bool begins = true;
    for (char c : type) {
        if (bob::names::is_alphanumeric(c)) made += begins ? to_upper(c) : c;
        begins = !bob::names::is_letter(c);
    }
    return made;
}
}  // namespace

void request_validation(const Model& model, const Route& route, std::string_view method_id, Value& properties,
                        bool by_framework, Template& into) {
    if (!route.request) return;
    const Value api = bobgen::ref("ApiGatewayRestApi");
    const std::string validator_id = "ApiGateway" + naming::of_object(model.stack_name) + "RequestValidator";
    if (!into.find(validator_id)) {
        TemplateResource& made = add(into, validator_id, "AWS::ApiGateway::RequestValidator", route.request.place);
        made.made_by_serverless = by_framework;
        made.properties = map(
            {{"RestApiId", api},
             {"ValidateRequestBody", true},
             {"ValidateRequestParameters", true},
             {"Name", model.stack_name + "-" + model.stage + " | Validate request body and querystring parameters"}});
    }
    Value models;
    for (const bob::RequestModel& one : route.request.settings->body) {
        const std::string id = std::string(method_id) + words_of_type(one.content_type.text) + "Model";
        TemplateResource& made = add(into, id, "AWS::ApiGateway::Model", one.content_type.place);
        made.maker.which = route_key(route) + " " + std::string(one.content_type.text);
        made.made_by_serverless = by_framework;
        made.properties = map({{"RestApiId", api}, {"ContentType", Model::text(one.content_type)}});
        bob::Text schema = one.schema;
        if (!schema) schema.place = one.content_type.place;
        put(made.properties, "Schema", json(model, schema));
        if (one.description) made.properties.set("Description", Model::text(one.description));
        models.set(one.content_type.text, bobgen::ref(id).at(one.content_type.place));
    }
    properties.set("RequestValidatorId", bobgen::ref(validator_id).at(route.request.place));
    put(properties, "RequestModels", std::move(models));
}

Value framework_request(const Model& model, const Route& route) {
    Value made;
    if (!route.request) return made;
    Value schemas, parameters;
    for (const bob::RequestModel& one : route.request.settings->body) {
        Value schema = map({{"schema", json(model, one.schema)}});
        if (one.description) schema.set("description", Model::text(one.description));
        schemas.set(one.content_type.text, std::move(schema));
    }
    put(made, "schemas", std::move(schemas));
    for (const auto& [group, part] : {std::pair<std::string_view, std::string_view>{"querystrings", "querystring."},
                                      {"paths", "path."},
                                      {"headers", "header."}}) {
        const std::string prefix = "method.request." + std::string(part);
        Value named;
        for (const bob::Text& one : route.request.settings->required_parameters)
            if (const std::string_view name = one.text;
                name.starts_with(prefix) && !named.find(name.substr(prefix.size())))
                named.set(name.substr(prefix.size()), true);
        put(parameters, group, std::move(named));
    }
    put(made, "parameters", std::move(parameters));
    return made;
}

Value framework_integration(const Model& model, const Route& route) {
    const bob::Integration& from = *route.integration.settings;
    const CorsHeaders cors = cors_headers(model, route);
    // The framework has templates of its own for these two types, and no word against them.
    const Value request = templates(model, from.request_templates);
    for (std::string_view type : {"application/json", "application/x-www-form-urlencoded"})
        if (!request.find(type)) return {};
    const auto all_texts = [](const Value& values) {
        return std::all_of(values.map().begin(), values.map().end(),
                           [](const Member& one) { return one.value.is_text(); });
    };
    // It maps parameters to those of the same name, its header for credentials is not quoted, and version 3 has no word
    // for the time.
    if (!all_texts(request) || !from.request_parameters.empty() || from.timeout.set || has_required_parameters(route) ||
        cors.values.map().size() > 1 || !cors.origins.empty())
        return {};
    Value statuses = Map{};
    const bob::ContentHandling handling =
        from.responses.empty() ? bob::ContentHandling::unchanged : from.responses[0].content_handling;
    for (const bob::IntegrationResponse* one : responses_of(model, route)) {
        const Value answers = templates(model, one->response_templates);
        const Value status = status_of(model, *one);
        if (!all_texts(answers) || one->content_handling != handling) return {};
        if (handling != bob::ContentHandling::unchanged && !status.text().starts_with("2")) return {};
        Value response = map({{"pattern", Model::text(one->selection_pattern)}});
        Value headers;
        for (const bob::ParameterMapping& each : one->response_parameters)
            headers.set(each.to.text.substr(std::min(response_header.size(), each.to.text.size())),
                        Model::text(each.from));
        put(response, "headers", std::move(headers));
        if (!answers.map().empty()) response.set("template", answers);
        statuses.set(status.text(), std::move(response));
    }
    Value asked = map({{"passThrough", passthrough_name(from.passthrough_behavior)}, {"template", request}});
    put(asked, "contentHandling", content_handling_name(from.content_handling));
    Value answered = map({{"statusCodes", std::move(statuses)}});
    put(answered, "contentHandling", content_handling_name(handling));
    return map({{"request", std::move(asked)}, {"response", std::move(answered)}});
}

}  // namespace bobgen::lowering
