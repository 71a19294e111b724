/// serverless.yml: functions and events in the Serverless Framework's own syntax, and everything that it does not
/// generate itself under `resources`. Its version 3 and osls read it without plugins.
#include <fmt/format.h>

#include <algorithm>

#include "generator/analysis/rename.h"
#include "generator/emit/artifact.h"
#include "generator/emit/backend.h"
#include "generator/lower/api.h"
#include "generator/rules/overrides.h"

namespace bobgen {

namespace {

using namespace lowering;

/// Whether the framework reads the `${` at this position as one of its variables: `${word:…}` or `${word(…)}`, but not
/// `${AWS::Region}`.
bool is_variable(std::string_view text, std::size_t dollar) {
    std::size_t end = dollar + 2;
    if (end >= text.size() || text[end] < 'a' || text[end] > 'z') return false;
    while (end < text.size() && bob::names::every(text.substr(end, 1), ".-_")) ++end;
    if (end == text.size()) return false;
    return text[end] == '(' || (text[end] == ':' && (end + 1 == text.size() || text[end + 1] != ':'));
}

/// A backslash before a variable makes it text again; the framework halves the backslashes before every `${`.
std::string escaped(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t dollar = text.find("${", i);
        if (dollar == std::string_view::npos) return made.append(text.substr(i));
        std::size_t slashes = dollar;
        while (slashes > i && text[slashes - 1] == '\\') --slashes;
        made.append(text.substr(i, dollar - i)).append(dollar - slashes, '\\');
        if (is_variable(text, dollar)) made += '\\';
        made += "${";
        i = dollar + 2;
    }
    return made;
}

/// A dollar right before a variable cannot be escaped, so the string is joined from two.
Value escaped_text(std::string_view text) {
    List parts;
    for (std::size_t dollar = text.find("$${"); dollar != std::string_view::npos;
         dollar = text.find("$${", dollar + 1)) {
        if (!is_variable(text, dollar + 1)) continue;
        parts.push_back(escaped(text.substr(0, dollar + 1)));
        text.remove_prefix(dollar + 1);
        dollar = 0;
    }
    if (parts.empty()) return escaped(text);
    parts.push_back(escaped(text));
    return join("", std::move(parts));
}

void escape(Value& value) {
    switch (value.kind()) {
        case Value::Kind::text:
            if (value.text().find("${") != std::string::npos) value = escaped_text(value.text()).at(value.place);
            return;
        case Value::Kind::list:
            for (Value& one : value.list()) escape(one);
            return;
        case Value::Kind::map:
            for (Member& one : value.map()) escape(one.value);
            return;
        case Value::Kind::call:
            return escape(value.call().argument.front());
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
            return;
    }
}

std::string_view lower_verb(bob::Method method) {
    switch (method) {
        case bob::Method::any:
            return "any";
        case bob::Method::get:
            return "get";
        case bob::Method::post:
            return "post";
        case bob::Method::put:
            return "put";
        case bob::Method::patch:
            return "patch";
        case bob::Method::delete_:
            return "delete";
        case bob::Method::head:
            return "head";
        case bob::Method::options:
            return "options";
    }
    return {};
}

/// The framework has two names for the same setting: `origin` or `origins` for REST, `allowedOrigins` for HTTP APIs.
Value cors(const Model& model, const bob::CorsChoice& choice, ApiKind api) {
    const bob::Cors* from = choice.settings;
    if (!from) return true;
    const bool rest = api == ApiKind::rest;
    Value made = Map{};
    // A list makes the framework match origins in a mapping template; a single origin is written into the response
    // directly.
    if (rest && from->origins.size() == 1)
        made.set("origin", model.value(from->origins[0]));
    else if (!from->origins.empty())
        made.set(rest ? "origins" : "allowedOrigins", model.values(from->origins));
    if (!from->headers.empty()) made.set(rest ? "headers" : "allowedHeaders", Model::texts(from->headers));
    if (!from->methods.empty()) made.set(rest ? "methods" : "allowedMethods", Model::texts(from->methods));
    if (from->allow_credentials) made.set("allowCredentials", true);
    // In a REST API the function's own response sets it; the framework has no setting for it.
    if (!rest && !from->expose_headers.empty()) made.set("exposedResponseHeaders", Model::texts(from->expose_headers));
    put(made, "maxAge", model.setting(from->max_age));
    return made;
}

/// The framework checks where it takes which functions; `Fn::Sub` it takes wherever it takes any.
Value within_sub(Value value) { return call(Intrinsic::sub, list({"${Value}", map({{"Value", std::move(value)}})})); }

Value for_framework(Value value) {
    const bool known = !value.is_map() && !value.is_call(Intrinsic::select) && !value.is_call(Intrinsic::if_);
    return known ? value : within_sub(std::move(value));
}

/// An ARN, which it takes as a text only if it begins like one.
Value arn_for_framework(Value arn) {
    if (arn.is_text() && !arn.text().starts_with("arn:")) return sub(arn.text());
    return for_framework(std::move(arn));
}

/// An authorizer that the API has, by its id.
Value existing_authorizer(const Model& model, std::string_view id_name, const bob::ExistingId& from,
                          std::string_view type) {
    return map({{id_name, for_framework(model.value(from.id))}, {"type", type}});
}

Value rest_authorizer(const Model& model, const Route& route) {
    if (route.authorizer.by_iam) return map({{"type", "aws_iam"}});
    Value made = Map{};
    if (const auto* cognito = authorizer<bob::CognitoAuthorizer>(model, route)) {
        if (cognito->existing) {
            made = existing_authorizer(model, "authorizerId", cognito->existing, "COGNITO_USER_POOLS");
            if (!cognito->scopes.empty()) made.set("scopes", Model::texts(cognito->scopes));
            return made;
        }
        made.set("name", Model::text(cognito->name));
        made.set("type", "COGNITO_USER_POOLS");
        made.set("arn",
                 arn_for_framework(model.existing.resolved(get_att(model.logical_id(cognito->user_pool), "Arn"))));
        put(made, "resultTtlInSeconds", model.setting(cognito->result_ttl));
        if (!cognito->scopes.empty()) made.set("scopes", Model::texts(cognito->scopes));
    } else if (const auto* lambda = authorizer<bob::LambdaAuthorizer>(model, route)) {
        const bool token = lambda->type == bob::LambdaAuthorizer::Type::token;
        if (lambda->existing)
            return existing_authorizer(model, "authorizerId", lambda->existing, token ? "token" : "request");
        made.set("name", Model::text(lambda->name));
        made.set("type", token ? "token" : "request");
        if (const FunctionModel* asked = model.function(lambda->function.name))
            made.set("arn", get_att(asked->logical_id, "Arn"));
        Value ttl = model.setting(lambda->result_ttl);
        made.set("resultTtlInSeconds", ttl.is_null() ? Value(300) : std::move(ttl));
        if (!lambda->identity_sources.empty()) {
            std::string sources;
            for (const bob::Text& one : lambda->identity_sources)
                sources.append(sources.empty() ? "" : ",").append(one.text);
            made.set("identitySource", sources);
        }
    }
    return made;
}

Value http_event(const Model& model, const Route& route) {
    Value made = map({{"method", lower_verb(route.method)}, {"path", route.path.text}});
    if (route.authorizer) made.set("authorizer", rest_authorizer(model, route));
    const bob::CorsChoice& choice = cors_of(model, route);
    if (choice) made.set("cors", cors(model, choice, ApiKind::rest));
    if (route.api_key_required) made.set("private", true);
    Value request = framework_request(model, route), response;
    if (route.integration) {
        made.set("integration", "lambda");
        if (Value said = framework_integration(model, route); said.is_map()) {
            Value asked = std::move(*said.find("request"));
            if (request.is_map())
                for (Member& one : request.map()) asked.set(one.name, std::move(one.value));
            request = std::move(asked);
            response = std::move(*said.find("response"));
        }
    }
    put(made, "request", std::move(request));
    put(made, "response", std::move(response));
    return map({{"http", std::move(made)}});
}

Value http_api_event(const Model& model, const Route& route) {
    Value made = map(
        {{"method", route.method == bob::Method::any ? "*" : naming::verb(route.method)}, {"path", route.path.text}});
    if (route.authorizer.by_iam) {
        made.set("authorizer", map({{"type", "aws_iam"}}));
    } else if (route.authorizer) {
        const auto* jwt = authorizer<bob::JwtAuthorizer>(model, route);
        const auto* lambda = authorizer<bob::LambdaAuthorizer>(model, route);
        const std::string_view type = lambda ? "request" : "jwt";
        Value who = map({{"name", route.authorizer.name}});
        if (jwt && jwt->existing) who = existing_authorizer(model, "id", jwt->existing, type);
        if (lambda && lambda->existing) who = existing_authorizer(model, "id", lambda->existing, type);
        // The framework makes none for an API that exists, so this one is among the resources.
        if (model.attached(ApiKind::http) && who.find("name"))
            who = map({{"id", bobgen::ref("HttpApiAuthorizer" + naming::of_function(route.authorizer.name))},
                       {"type", type}});
        if (jwt && !jwt->scopes.empty()) who.set("scopes", Model::texts(jwt->scopes));
        made.set("authorizer", std::move(who));
    }
    return map({{"httpApi", std::move(made)}});
}

Value websocket_event(const Model& model, const bob::WebSocketEvent& from) {
    Value made = map({{"route", Model::text(from.route)}});
    if (from.responds) made.set("routeResponseSelectionExpression", "$default");
    const auto* lambda = from.authorizer ? model.find<bob::LambdaAuthorizer>(from.authorizer.name) : nullptr;
    if (const FunctionModel* asked = lambda ? model.function(lambda->function.name) : nullptr)
        made.set("authorizer", map({{"name", Model::text(lambda->name)},
                                    {"arn", get_att(asked->logical_id, "Arn")},
                                    {"identitySource", socket_identity_sources(*lambda)}}));
    return map({{"websocket", std::move(made)}});
}

void put_batch(const Model& model, Value& into, const bob::StreamBatch& batch, bob::StartingPosition from) {
    Value size = model.setting(batch.size);
    into.set("batchSize", size.is_null() ? Value(100) : std::move(size));
    into.set("startingPosition", from == bob::StartingPosition::latest ? "LATEST" : "TRIM_HORIZON");
    put(into, "batchWindow", model.setting(batch.window));
    put(into, "parallelizationFactor", model.setting(batch.parallelization_factor));
    put(into, "maximumRetryAttempts", model.setting(batch.maximum_retry_attempts));
    put(into, "maximumRecordAgeInSeconds", model.setting(batch.maximum_record_age));
    put(into, "bisectBatchOnFunctionError", model.setting(batch.bisect_on_error));
    put(into, "tumblingWindowInSeconds", model.setting(batch.tumbling_window));
    if (batch.on_failure) {
        Value arn = model.existing.resolved(model.arn_of(batch.on_failure));
        // Beside a type, it takes an intrinsic function only.
        if (arn.is_text()) arn = sub(arn.text());
        into.set("destinations",
                 map({{"onFailure", map({{"type", batch.on_failure.kind == bob::Kind::topic ? "sns" : "sqs"},
                                         {"arn", for_framework(std::move(arn))}})}}));
    }
    const Value failures = model.setting(batch.report_item_failures);
    if (!failures.is_null() && failures.boolean()) into.set("functionResponseType", "ReportBatchItemFailures");
}

void put_filters(const Model& model, Value& into, const auto& filters) {
    List patterns;
    for (const bob::Text& pattern : filters) patterns.push_back(json(model, pattern));
    if (!patterns.empty()) into.set("filterPatterns", std::move(patterns));
}

/// Whether the framework attaches the routes of `http_api`, and not bob among the resources.
bool http_api_of_framework(const Model& model) {
    return !model.attached(ApiKind::http) || framework_takes_api_id(model.existing.resolved(bobgen::ref("HttpApi")));
}

Value events_of(const Model& model, std::size_t position) {
    const bob::Function& from = *model.functions[position].declared;
    List made;
    const bool rest_by_framework = model.rest_api_by_framework(), http_by_framework = http_api_of_framework(model);
    for (const Route& route : model.routes)
        if (route.function == position && !route.rest_route &&
            (route.api == ApiKind::rest ? rest_by_framework : http_by_framework))
            made.push_back(route.api == ApiKind::rest ? http_event(model, route) : http_api_event(model, route));
    if (model.websocket_api_by_framework())
        for (const SocketRoute& route : model.socket_routes)
            if (route.function == position) made.push_back(websocket_event(model, *route.event));
    for (const bob::StreamEvent& event : from.stream) {
        Value arn = model.existing.resolved(get_att(model.logical_id(event.table), "StreamArn"));
        if (source_name(arn, bob::Kind::table).empty()) continue;
        Value one = map({{"type", "dynamodb"}, {"arn", std::move(arn)}});
        put_batch(model, one, event.batch, event.starting_position);
        put_filters(model, one, event.batch.filters);
        made.push_back(map({{"stream", std::move(one)}}));
    }
    for (const bob::KinesisEvent& event : from.kinesis) {
        Value arn = model.value(event.stream);
        if (source_name(arn, bob::Kind::resource).empty()) continue;
        Value one = map({{"type", "kinesis"}, {"arn", std::move(arn)}});
        put_batch(model, one, event.batch, event.starting_position);
        put_filters(model, one, event.batch.filters);
        made.push_back(map({{"stream", std::move(one)}}));
    }
    for (const bob::QueueEvent& event : from.sqs) {
        Value arn = model.existing.resolved(get_att(model.logical_id(event.queue), "Arn"));
        if (source_name(arn, bob::Kind::queue).empty()) continue;
        Value one = map({{"arn", std::move(arn)}});
        put(one, "batchSize", model.setting(event.batch_size));
        put(one, "maximumBatchingWindow", model.setting(event.batching_window));
        const Value failures = model.setting(event.report_item_failures);
        if (!failures.is_null() && failures.boolean()) one.set("functionResponseType", "ReportBatchItemFailures");
        put(one, "maximumConcurrency", model.setting(event.maximum_concurrency));
        put_filters(model, one, event.filters);
        made.push_back(map({{"sqs", std::move(one)}}));
    }
    for (const bob::IotEvent& event : from.iot) {
        Value one = map({{"sql", Model::text(event.sql)}});
        if (event.sql_version) one.set("sqlVersion", Model::text(event.sql_version));
        if (event.description) one.set("description", Model::text(event.description));
        put(one, "enabled", model.setting(event.enabled));
        made.push_back(map({{"iot", std::move(one)}}));
    }
    for (const bob::TopicEvent& event : from.sns) {
        Value arn = model.existing.resolved(bobgen::ref(model.logical_id(event.topic)));
        if (!framework_takes_arn(arn)) continue;
        Value one = map({{"arn", std::move(arn)}, {"topicName", event.topic.name}});
        if (event.filter_policy) put(one, "filterPolicy", json(model, event.filter_policy));
        made.push_back(map({{"sns", std::move(one)}}));
    }
    for (const bob::ScheduleEvent& event : from.schedule) {
        Value one = map({{"rate", list({Model::text(event.expression)})}});
        put(one, "enabled", model.setting(event.enabled));
        if (event.input) put(one, "input", json(model, event.input));
        made.push_back(map({{"schedule", std::move(one)}}));
    }
    for (const bob::CognitoEvent& event : from.cognito)
        if (made_by_serverless(model, event))
            made.push_back(map({{"cognitoUserPool",
                                 map({{"pool", event.user_pool.name}, {"trigger", trigger_name(event.trigger)}})}}));
    return made;
}

Value tag_map(const auto& tags) {
    Value made;
    for (const bob::Tag& tag : tags) made.set(tag.key.text, Model::text(tag.value));
    return made;
}

/// Of the functions, it takes three as a role.
Value role_for_framework(const Value& role) {
    const bool known = role.is_call(Intrinsic::get_att) || role.is_call(Intrinsic::import_value);
    if (role.is_call(Intrinsic::ref) && role.argument().is_text()) return sub("${" + role.argument().text() + "}");
    if (known || !role.is_call() || role.is_call(Intrinsic::sub)) return arn_for_framework(role);
    return within_sub(role);
}

void put_async_invocation(const Model& model, const FunctionModel& from, Value& into) {
    const bob::AsyncInvocation& declared = from.declared->async_invocation;
    put(into, "maximumEventAge", model.setting(declared.maximum_event_age));
    put(into, "maximumRetryAttempts", model.setting(declared.maximum_retry_attempts));
    Value destinations;
    const auto put_destination = [&](std::string_view name, const bob::Destination& to, const Value& arn) {
        if (arn.is_null()) return;
        Value given = model.existing.resolved(arn);
        // Beside a type, it takes an intrinsic function only.
        if (given.is_text()) given = sub(given.text());
        destinations.set(name, map({{"type", to.bus_arn                       ? "eventBus"
                                             : to.kind == bob::Kind::topic    ? "sns"
                                             : to.kind == bob::Kind::function ? "function"
                                                                              : "sqs"},
                                    {"arn", for_framework(std::move(given))}}));
    };
    put_destination("onSuccess", declared.on_success, from.on_success);
    put_destination("onFailure", declared.on_failure, from.on_failure);
    put(into, "destinations", std::move(destinations));
}

/// Without CORS settings that it has no words for: those are an extension.
Value url_of(const Model& model, const FunctionModel& from) {
    const bob::FunctionUrl& declared = from.declared->url;
    if (!declared) return {};
    Value made = Map{};
    if (*declared.auth_type == bob::UrlAuthType::aws_iam) made.set("authorizer", "aws_iam");
    if (declared.cors && url_cors_by_serverless(model, from)) {
        Value words = true;
        if (const bob::Cors* given = declared.cors.settings) {
            words = Map{};
            if (!given->origins.empty()) words.set("allowedOrigins", model.values(given->origins));
            if (!given->headers.empty()) words.set("allowedHeaders", Model::texts(given->headers));
            if (!given->methods.empty()) words.set("allowedMethods", Model::texts(given->methods));
            if (given->allow_credentials) words.set("allowCredentials", true);
            if (!given->expose_headers.empty())
                words.set("exposedResponseHeaders", Model::texts(given->expose_headers));
            put(words, "maxAge", model.setting(given->max_age));
        }
        made.set("cors", std::move(words));
    }
    if (declared.invoke_mode.set && *declared.invoke_mode == bob::InvokeMode::response_stream)
        made.set("invokeMode", "RESPONSE_STREAM");
    return made.map().empty() ? Value(true) : made;
}

/// The image of a function by a URI that the framework takes: a text. Any other comes in an extension.
Value image_of(const Model& model, const FunctionModel& from) {
    const bob::ContainerImage& declared = from.declared->image;
    if (!declared) return {};
    const Value uri = model.existing.resolved(model.value(declared.uri));
    Value made = map({{"uri", image_by_serverless(uri) ? uri : Value(image_for_serverless)}});
    if (!declared.command.empty()) made.set("command", Model::texts(declared.command));
    if (!declared.entry_point.empty()) made.set("entryPoint", Model::texts(declared.entry_point));
    if (declared.working_directory) made.set("workingDirectory", Model::text(declared.working_directory));
    return made;
}

Value runtime_management_of(const Model& model, const FunctionModel& from) {
    const bob::RuntimeManagement& declared = from.declared->runtime_management;
    if (!declared.update_on.set || !runtime_management_by_serverless(model, from)) return {};
    switch (*declared.update_on) {
        case bob::UpdateRuntimeOn::automatic:
            return {};  // which it leaves out
        case bob::UpdateRuntimeOn::function_update:
            return "onFunctionUpdate";
        case bob::UpdateRuntimeOn::manual:
            return map({{"mode", "manual"}, {"arn", model.value(declared.version_arn)}});
    }
    return {};
}

Value function_body(const Model& model, std::size_t position) {
    const FunctionModel& from = model.functions[position];
    Value made = Map{};
    put(made, "handler", from.handler);
    put(made, "image", image_of(model, from));
    put(made, "runtime", from.runtime);
    put(made, "runtimeManagement", runtime_management_of(model, from));
    made.set("architecture", from.architecture);
    if (from.declared->description) made.set("description", Model::text(from.declared->description));
    made.set("memorySize", from.memory);
    made.set("timeout", from.timeout);
    put(made, "ephemeralStorageSize", from.ephemeral_storage);
    put(made, "reservedConcurrency", from.reserved_concurrency);
    made.set("logRetentionInDays", from.log_retention);
    put(made, "tracing", from.tracing);
    if (from.declared->kms_key) {
        Value key = model.existing.resolved(model.value(from.declared->kms_key));
        made.set("kmsKeyArn", key.is_text() && key.text().starts_with("arn:") ? key : arn_for_framework(key));
    }
    if (!from.dead_letter_arn.is_null()) {
        const Value arn = model.existing.resolved(from.dead_letter_arn);
        // As a text, it takes topics only.
        made.set("onError", arn.is_text() ? sub(arn.text()) : arn_for_framework(arn));
    }
    put_async_invocation(model, from, made);
    if (from.declared->condition) made.set("condition", Model::text(from.declared->condition));
    made.set("role", from.role.is_null() ? get_att(from.role_id, "Arn") : role_for_framework(from.role));
    if (!from.vpc.is_null() && vpc_by_serverless(from)) {
        Value vpc =
            map({{"securityGroupIds", *from.vpc.find("SecurityGroupIds")}, {"subnetIds", *from.vpc.find("SubnetIds")}});
        if (const Value* dual = from.vpc.find("Ipv6AllowedForDualStack")) vpc.set("ipv6AllowedForDualStack", *dual);
        made.set("vpc", model.existing.resolved(std::move(vpc)));
    }
    Value environment = model.existing.resolved(from.environment);
    if (environment.is_map())
        for (Member& member : environment.map())
            if (member.value.is_map()) member.value = for_framework(std::move(member.value));
    put(made, "environment", std::move(environment));
    if (!from.layers.empty()) made.set("layers", from.layers);
    put(made, "tags", tag_map(from.declared->tags));
    put(made, "url", url_of(model, from));
    if (!from.declared->image) made.set("package", map({{"artifact", artifact_path(model, from)}}));
    Value events = events_of(model, position);
    if (!events.list().empty()) made.set("events", std::move(events));
    return made;
}

Value http_api_settings(const Model& model) {
    if (model.attached(ApiKind::http)) {
        if (!model.has_routes(ApiKind::http) || !http_api_of_framework(model)) return {};
        return map({{"id", model.existing.resolved(bobgen::ref("HttpApi"))}});
    }
    Value made;
    if (model.http_api) {
        if (model.http_api->cors) made.set("cors", cors(model, model.http_api->cors, ApiKind::http));
        put(made, "disableDefaultEndpoint", model.setting(model.http_api->disable_default_endpoint));
    }
    Value authorizers;
    for (const Route& route : model.routes) {
        if (route.api != ApiKind::http || !route.authorizer || authorizers.find(route.authorizer.name)) continue;
        if (const auto* jwt = authorizer<bob::JwtAuthorizer>(model, route)) {
            authorizers.set(jwt->name.text, map({{"type", "jwt"},
                                                 {"identitySource", "$request.header.Authorization"},
                                                 {"issuerUrl", issuer_of(model, *jwt)},
                                                 {"audience", audience_of(model, *jwt)}}));
        } else if (const auto* lambda = authorizer<bob::LambdaAuthorizer>(model, route)) {
            Value one = map({{"type", "request"}, {"name", Model::text(lambda->name)}});
            if (const FunctionModel* asked = model.function(lambda->function.name))
                one.set("functionArn", get_att(asked->logical_id, "Arn"));
            one.set("identitySource", identity_sources_of(*lambda));
            put(one, "resultTtlInSeconds", model.setting(lambda->result_ttl));
            one.set("payloadVersion", "2.0");
            one.set("enableSimpleResponses", true);
            authorizers.set(lambda->name.text, std::move(one));
        }
    }
    put(made, "authorizers", std::move(authorizers));
    return made;
}

Value existing_rest_api(const Model& model) {
    constexpr std::string_view id = "ApiGatewayRestApi";
    const bob::ExistingRestApi& from = model.rest_api->existing;
    Value made =
        map({{"restApiId", for_framework(model.existing.resolved(bobgen::ref(id)))},
             {"restApiRootResourceId", for_framework(model.existing.resolved(get_att(id, "RootResourceId")))}});
    Value paths;
    for (const bob::ExistingPath& one : from.paths)
        paths.set(one.path.text.substr(one.path.text.find_first_not_of('/')), model.value(one.resource_id));
    put(made, "restApiResources", std::move(paths));
    put(made, "stage", model.value(from.stage));
    return made;
}

/// What the REST API has, in the framework's words. What an override said is among the extensions.
Value rest_api_settings_in_words(const Model& model, const Value& properties) {
    Value made;
    if (const Value* size = properties.find("MinimumCompressionSize")) made.set("minimumCompressionSize", *size);
    if (!model.rest_api) return made;
    const bob::RestApi& declared = *model.rest_api;
    const auto say = [&](std::string_view word, std::string_view property, bool is_declared) {
        if (const Value* said = properties.find(property); said && is_declared) made.set(word, *said);
    };
    say("disableDefaultEndpoint", "DisableExecuteApiEndpoint", declared.disable_execute_api_endpoint.set);
    say("binaryMediaTypes", "BinaryMediaTypes", !declared.binary_media_types.empty());
    say("apiKeySourceType", "ApiKeySourceType", declared.api_key_source == bob::ApiKeySource::authorizer);
    if (const Value* statements = properties.find({"Policy", "Statement"}); statements && declared.policy)
        made.set("resourcePolicy", *statements);
    return made;
}

Value provider(const Model& model, const Template& tree) {
    Value made = map({{"name", "aws"}, {"stage", model.stage}});
    const std::string_view region = model.configuration.has("region")
                                        ? model.configuration.text("region", model.stack.name.place)
                                        : std::string_view();
    if (!region.empty()) made.set("region", region);
    // The framework's own default, provided.al2023 when a function sets nothing, does not exist: each function sets its
    // runtime.
    made.set("versionFunctions", false);
    if (!model.rest_api_by_framework()) {
        // All of it is among the resources.
    } else if (const TemplateResource* api = tree.find("ApiGatewayRestApi")) {
        // An override may have made it something else, which is among the extensions.
        const Value* types = api->properties.find({"EndpointConfiguration", "Types"});
        if (types && types->is_list() && types->list().size() == 1 && types->list().front().is_text())
            made.set("endpointType", types->list().front());
        if (const Value* ids = api->properties.find({"EndpointConfiguration", "VpcEndpointIds"}))
            made.set("vpcEndpointIds", *ids);
        put(made, "apiGateway", rest_api_settings_in_words(model, api->properties));
    } else if (model.attached(ApiKind::rest) && model.has_routes(ApiKind::rest)) {
        made.set("apiGateway", existing_rest_api(model));
    }
    if (model.rest_api && !model.attached(ApiKind::rest) && model.rest_api_by_framework()) {
        Value tracing = model.on_if_hardened(model.rest_api->tracing_enabled);
        if (!tracing.is_null()) made.set("tracing", map({{"apiGateway", std::move(tracing)}}));
        if (!model.access_log_days(model.rest_api->access_logs).is_null())
            made.set("logs", map({{"restApi", map({{"accessLogging", true},
                                                   {"executionLogging", false},
                                                   {"fullExecutionData", false},
                                                   {"format", access_log_format(*model.rest_api)},
                                                   {"roleManagedExternally", true}})}}));
    }
    Value stack_tags;
    for (const Model::StackTag& tag : model.stack_tags) stack_tags.set(tag.key, tag.value);
    put(made, "stackTags", std::move(stack_tags));
    put(made, "tags", tag_map(model.stack.tags));
    put(made, "httpApi", http_api_settings(model));
    if (model.websocket_api_by_framework()) {
        made.set("websocketsDescription", websocket_description(model));
        made.set("websocketsApiRouteSelectionExpression", websocket_route_selection(model));
    }
    return made;
}

/// What the framework does not create itself. A pool with triggers is created by both and merged: the framework adds
/// the permissions to invoke the functions, and everything else comes from here.
Template own_resources(const Model& model, const Template& tree) {
    Template made;
    made.metadata = tree.metadata;
    made.conditions = tree.conditions;
    const auto hashes = code_hashes(model);
    for (const TemplateParameter& one : tree.parameters)
        if (!is_artifact_parameter(one.name) && !hashes.contains(one.name)) made.parameters.push_back(one);
    made.resources.reserve(tree.resources.size());
    for (const TemplateResource& one : tree.resources) {
        if (one.made_by_serverless) continue;
        TemplateResource& kept = made.resources.emplace_back(one);
        // osls makes this one, too, and would join what both say of the function.
        if (one.type == "AWS::Lambda::Permission" && one.for_serverless.find("FunctionName"))
            if (const FunctionModel* called = model.function(one.maker.name))
                *kept.properties.find("FunctionName") = get_att(called->logical_id, "Arn");
        if (!has_triggers_of_serverless(model, one)) continue;
        Value properties = Map{};
        for (const Member& member : one.properties.map()) {
            if (member.name != "LambdaConfig") {
                properties.map().push_back(member);
                continue;
            }
            // The framework's words have no version of a trigger.
            Value others;
            for (const Member& trigger : member.value.map())
                if (trigger.value.is_map() || trigger.name == "KMSKeyID")
                    others.set(trigger.name, trigger.value, trigger.place);
            if (!others.is_null()) properties.set(member.name, std::move(others), member.place);
        }
        kept.properties = std::move(properties);
    }
    for (const TemplateOutput& one : tree.outputs)
        if (!one.made_by_serverless) made.outputs.push_back(one);
    return made;
}

/// The hashes of code that versions are published for. The framework knows no parameters of a deployment, and reads
/// them where `bobgen build` wrote them.
void put_code_hashes(const Model& model, const Template& tree, Value& document) {
    const auto hashes = code_hashes(model);
    if (hashes.empty()) return;
    std::unordered_set<std::string_view> versions;
    for (const TemplateResource& one : tree.resources)
        if (one.type == "AWS::Lambda::Version" && one.maker.kind == bob::Kind::function)
            versions.emplace(one.logical_id);
    for (Member& resource : document.find("resources")->find("Resources")->map()) {
        if (!versions.contains(resource.name)) continue;
        Value* properties = resource.value.find("Properties");
        Value* hash = properties ? properties->find("CodeSha256") : nullptr;
        if (!hash || !hash->is_call(Intrinsic::ref) || !hash->argument().is_text() ||
            !hashes.contains(hash->argument().text()))
            continue;
        *hash = fmt::format("${{file({}):parameters.{}}}", manifest_path(model), hash->argument().text());
    }
}

/// `condition:` of a function applies to its log group but not to the resources of its events, so those are listed one
/// by one.
Value extensions(const Template& tree) {
    Value made;
    for (const TemplateResource& one : tree.resources) {
        const bool told = one.type == "AWS::Lambda::Function" || one.type == "AWS::Logs::LogGroup";
        Value extension;
        if (one.made_by_serverless && !one.condition.empty() && !told && !one.overridden.find("Condition"))
            extension.set("Condition", one.condition);
        if (!one.for_serverless.is_null()) extension.set("Properties", one.for_serverless);
        if (one.made_by_serverless && one.overridden.is_map())
            for (const Member& attribute : one.overridden.map()) extension.set(attribute.name, attribute.value);
        put(made, one.logical_id, std::move(extension));
    }
    return made;
}

/// The framework's deployment has the number of its run in its logical id, which is a variable.
void wait_for_deployment_of_framework(const Template& tree, Value& document) {
    const auto deployment = std::ranges::find_if(tree.resources, [](const TemplateResource& one) {
        return one.made_by_serverless && one.type == "AWS::ApiGateway::Deployment";
    });
    Value* own = document.find("resources");
    own = own ? own->find("Resources") : nullptr;
    if (deployment == tree.resources.end() || !own) return;
    const auto rename = [&](Value& id) {
        if (id.is_text() && id.text() == deployment->logical_id)
            id = Value(std::string(rest_deployment_id) + "${sls:instanceId}");
    };
    for (Member& one : own->map()) {
        Value* all = one.value.find("DependsOn");
        if (!all) continue;
        rename(*all);
        if (all->is_list()) std::ranges::for_each(all->list(), rename);
    }
}

}  // namespace

Value serverless_document(const Valid& valid) {
    const Model& model = valid.model();
    Value functions = Map{};
    for (std::size_t i = 0; i < model.functions.size(); ++i)
        functions.set(model.functions[i].key, function_body(model, i));

    Value resources = document(own_resources(model, valid.tree()));
    resources.map().erase(resources.map().begin());  // AWSTemplateFormatVersion, which the framework writes
    if (!model.description.empty())
        resources.map().insert(resources.map().begin(), Member{"Description", model.description, {}});
    put(resources, "extensions", extensions(valid.tree()));

    const Template& tree = valid.tree();
    Value settings = provider(model, tree);
    if (!tree.renamed.empty())
        for (Value* one : {&functions, &settings}) rename(*one, new_ids(tree.renamed));

    Value made = map({{"service", model.stack_name},
                      {"configValidationMode", "error"},
                      {"provider", std::move(settings)},
                      {"package", map({{"individually", true}})}});
    if (!functions.map().empty()) made.set("functions", std::move(functions));
    if (!resources.map().empty()) made.set("resources", std::move(resources));
    model.existing.resolve(made);
    escape(made);
    wait_for_deployment_of_framework(tree, made);
    put_code_hashes(model, tree, made);
    return made;
}

void check_serverless(const Valid& valid, Report& report) {
    const auto add = [&](Place place, std::string message) {
        report.add({.rule = &rules::override_beyond_serverless,
                    .message = std::move(message),
                    .primary = {place, {}},
                    .related = {},
                    .fix = "remove it, or write CloudFormation alone: `bobgen emit --output cloudformation`"});
    };
    const Template& tree = valid.tree();
    for (const TemplateResource& one : tree.resources) {
        if (!one.made_by_serverless) continue;
        for (const RenamedResource& renamed : tree.renamed)
            if (renamed.to == one.logical_id)
                add(renamed.place,
                    fmt::format("the Serverless Framework makes `{}` itself, and gives it this logical id",
                                renamed.from));
        if (one.overridden_at.known() && one.type == "AWS::ApiGateway::Deployment")
            add(one.overridden_at,
                fmt::format("the Serverless Framework makes `{}` under a logical id that has the time "
                            "in it, so that nothing can extend it",
                            one.logical_id));
    }
}

}  // namespace bobgen
