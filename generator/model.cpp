#include "generator/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "bob/stage.h"
#include "generator/analysis/yields.h"
#include "generator/nearest.h"
#include "generator/rules/documents.h"
#include "generator/rules/existing.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

std::string key_of(bob::Kind kind, std::string_view name) {
    if (kind == bob::Kind::rest_api || kind == bob::Kind::http_api || kind == bob::Kind::websocket_api)
        name = {};  // a stack has one of each, whatever its name
    std::string key(1, static_cast<char>('A' + static_cast<int>(kind)));
    return key.append(name);
}

/// "queue `mail`"; kinds that occur once need no name.
std::string named(bob::Kind kind, std::string_view name) {
    std::string made(bob::info(kind).noun);
    return name.empty() ? made : made + " `" + std::string(name) + "`";
}

std::string_view runtime_name(const bob::RuntimeChoice& runtime) {
    if (!runtime.name.empty()) return runtime.name;
    switch (runtime.listed) {
        case bob::Runtime::provided_al2023:
            return "provided.al2023";
        case bob::Runtime::provided_al2:
            return "provided.al2";
        case bob::Runtime::nodejs24:
            return "nodejs24.x";
        case bob::Runtime::nodejs22:
            return "nodejs22.x";
        case bob::Runtime::nodejs20:
            return "nodejs20.x";
        case bob::Runtime::python314:
            return "python3.14";
        case bob::Runtime::python313:
            return "python3.13";
        case bob::Runtime::python312:
            return "python3.12";
        case bob::Runtime::python311:
            return "python3.11";
        case bob::Runtime::java25:
            return "java25";
        case bob::Runtime::java21:
            return "java21";
        case bob::Runtime::java17:
            return "java17";
        case bob::Runtime::java11:
            return "java11";
        case bob::Runtime::java8_al2:
            return "java8.al2";
        case bob::Runtime::dotnet10:
            return "dotnet10";
        case bob::Runtime::dotnet8:
            return "dotnet8";
        case bob::Runtime::ruby40:
            return "ruby4.0";
        case bob::Runtime::ruby34:
            return "ruby3.4";
        case bob::Runtime::ruby33:
            return "ruby3.3";
    }
    return {};
}

/// As the runtime reads it: `secretsmanager:scheduler/dev/stripe#webhook_secret`. Neither name nor ARN has a `#`.
std::string place_in_environment(const SecretLocation& location) {
    std::string made = (location.in_parameter_store ? "ssm:" : "secretsmanager:") + location.id;
    return location.key.empty() ? made : made + "#" + location.key;
}

/// The place of a declaration's name, for any kind.
Place place_of(const bob::Resource& resource) {
    // An API needs no name, so the place of one of its settings is used.
    if (const auto* api = resource.as<bob::RestApi>(); api && !api->name)
        return Place(api->cors.place).or_else(api->minimum_compression_size.place);
    if (const auto* api = resource.as<bob::HttpApi>(); api && !api->name)
        return Place(api->cors.place).or_else(api->disable_default_endpoint.place);
    if (const auto* api = resource.as<bob::WebSocketApi>(); api && !api->name)
        return Place(api->route_selection_expression.place).or_else(api->description.place);
    return resource.place();
}

/// A new logical id for a declaration whose logical id is in those of others, such as an event source mapping's.
bool has_derived_ids(const bob::Override& one) {
    return one.logical_id && one.of.type.empty() && bob::info(one.of.kind).form == bob::IdForm::object;
}

}  // namespace

std::string dynamic_reference(const SecretLocation& location) {
    if (location.in_parameter_store) return "{{resolve:ssm-secure:" + location.id + "}}";
    return "{{resolve:secretsmanager:" + location.id + ":SecretString" +
           (location.key.empty() ? "" : ":" + location.key) + "}}";
}

Model::Model(bob::Stack from, std::string stage_name, StageConfiguration& config, Report& findings)
    : stack_name(from.name.text),
      stage(std::move(stage_name)),
      description(from.description.text),
      stack(std::move(from)),
      report(findings),
      configuration(config) {
    production = bob::Stage(stage, configuration).production();
    if (const Value said = setting(stack.hardened); !said.is_null()) hardened = said.boolean();
    add_stack_tags();
    for (const bob::Resource& resource : stack.resources) {
        if (const auto* change = resource.as<bob::Override>())
            if (has_derived_ids(*change))
                ids_by_override_.emplace(key_of(change->of.kind, change->of.name), change->logical_id.text);
        if (resource.kind() == bob::Kind::override_ || resource.kind() == bob::Kind::every) continue;
        const auto [first, fresh] = declared_.emplace(key_of(resource.kind(), resource.name()), &resource);
        if (fresh) continue;
        std::vector<Label> related;
        if (const Place other = place_of(*first->second); other.known())
            related.push_back({other, "first declared here"});
        report.add(
            {.rule = &rules::declared_twice,
             .message = named(resource.kind(), resource.name()) + " is declared twice in stack `" + stack_name + "`",
             .primary = {Place(place_of(resource)).or_else(stack.name.place), "declared again here"},
             .related = std::move(related),
             .fix = bob::info(resource.kind()).form == bob::IdForm::fixed
                        ? "keep one of the two: a stack has one " + std::string(bob::info(resource.kind()).noun)
                        : "give one of the two a different name, or list it once"});
    }
    for (const bob::Resource& resource : stack.resources) {
        if (const auto* one = resource.as<bob::RestApi>()) rest_api = one;
        if (const auto* one = resource.as<bob::HttpApi>()) http_api = one;
        if (const auto* one = resource.as<bob::WebSocketApi>()) websocket_api = one;
    }
    if (hardened) {
        // What it turns on is a setting of an API, declared or not.
        static constexpr bob::RestApi plain_rest;
        static constexpr bob::HttpApi plain_http;
        if (!rest_api) rest_api = &plain_rest;
        if (!http_api) http_api = &plain_http;
        static constexpr bob::WebSocketApi plain_websocket;
        if (!websocket_api) websocket_api = &plain_websocket;
    }
    existing.read(*this);
    for (const bob::Resource& resource : stack.resources)
        if (const auto* one = resource.as<bob::Function>())
            if (find(bob::Kind::function, one->name.text) == &resource) add_function(*one);
    for (const bob::Resource& resource : stack.resources)
        if (const auto* one = resource.as<bob::RestRoute>())
            if (find(bob::Kind::rest_route, one->name.text) == &resource) add_rest_route(*one);
    for (const bob::Resource& resource : stack.resources)
        if (const auto* one = resource.as<bob::HttpRoute>())
            if (find(bob::Kind::http_route, one->name.text) == &resource) add_http_route(*one);
}

namespace {
/// A number or a flag as a text; anything else as it is.
Value as_text(Value from) {
    const Place place = from.place;
    if (from.kind() == Value::Kind::integer) return Value(std::to_string(from.integer())).at(place);
    if (from.kind() == Value::Kind::boolean) return Value(from.boolean() ? "true" : "false").at(place);
    return from;
}
}  // namespace

void Model::add_stack_tags() {
    for (const bob::StackTag& tag : stack.stack_tags) {
        const Value text = as_text(value(tag.value));
        stack_tags.push_back({std::string(tag.key.text), text.is_text() ? text.text() : std::string(), tag.key.place});
    }
}

Value Model::vpc(const bob::VpcConfig& from) const {
    if (!from) return {};
    const auto ids = [&](const auto& list) {
        // A parameter may be a list by itself.
        const auto* parameter = list.size() == 1 ? find<bob::Parameter>(list[0].text) : nullptr;
        const bool whole =
            parameter && list[0].reference == bob::Reference::Form::ref && is_list_type(parameter->type.text);
        return whole ? value(list[0]) : Value(values(list));
    };
    Value made = map({{"SecurityGroupIds", ids(from.security_group_ids)}, {"SubnetIds", ids(from.subnet_ids)}});
    Value dual = setting(from.ipv6_allowed_for_dual_stack);
    if (!dual.is_null()) made.set("Ipv6AllowedForDualStack", std::move(dual));
    const bob::Expression& first = from.subnet_ids.empty() ? from.security_group_ids[0] : from.subnet_ids[0];
    return std::move(made).at(first.place);
}

Value Model::destination(const bob::Destination& to) const {
    if (!to) return {};
    if (to.bus_arn) return value(to.bus_arn);
    const auto* called = to.kind == bob::Kind::function ? find<bob::Function>(to.name) : nullptr;
    return called && called->alias ? bobgen::ref(naming::alias_of(to.name)).at(to.place) : arn_of(to);
}

void Model::report_repeated(const std::vector<bob::Text>& all) const {
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto earlier = std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                                          [&](const bob::Text& one) { return one.text == all[i].text; });
        if (earlier == all.begin() + static_cast<std::ptrdiff_t>(i)) continue;
        report.add({.rule = &rules::duplicate_name,
                    .message = fmt::format("`{}` appears twice in one map", all[i].text),
                    .primary = {all[i].place, "this one"},
                    .related = {{earlier->place, "and this one"}},
                    .fix = "remove one of the two"});
    }
}

void Model::add_function(const bob::Function& one) {
    const bob::FunctionDefaults& defaults = stack.functions;
    const auto either = [&](const auto& own, const auto& fallback) { return setting(own.set ? own : fallback); };

    FunctionModel made{.declared = &one,
                       .key = std::string(one.name.text),
                       .id = naming::of_function(one.name.text),
                       .logical_id = {},
                       .log_group_id = {},
                       .role_id = {},
                       .full_name = full_name(one.name.text),
                       .place = one.name.place};
    made.logical_id = made.id + "LambdaFunction";
    made.log_group_id = made.id + "LogGroup";
    made.role_id = made.id + "Role";
    if (one.alias) made.alias_id = naming::alias_of(one.name.text);
    if (one.alias || one.edge.set || (one.publish_version.set && setting(one.publish_version).boolean()))
        made.version_id = made.id + "LambdaVersion";

    const bob::Setting<bob::RuntimeChoice>& runtime = one.runtime.set ? one.runtime : defaults.runtime;
    const std::string_view runtime_is = runtime_name(*runtime);
    const bool provided = runtime_is.starts_with("provided");
    if (!one.image) made.runtime = Value(runtime_is).at(runtime.place);
    if (!one.image && (one.handler || provided))
        made.handler = one.handler ? text(one.handler) : Value("bootstrap").at(one.name.place);
    const bob::Setting<bob::Architecture>& architecture =
        one.architecture.set ? one.architecture : defaults.architecture;
    made.architecture = Value(*architecture == bob::Architecture::arm64 ? "arm64" : "x86_64").at(architecture.place);
    made.memory = either(one.memory, defaults.memory);
    const bool for_viewers = one.edge.set && bob::names::is_of_viewers(*one.edge);
    if (made.memory.is_null()) made.memory = for_viewers ? bob::limits::edge_viewer_memory_max.value : 256;
    made.timeout = either(one.timeout, defaults.timeout);
    if (made.timeout.is_null()) made.timeout = for_viewers ? bob::limits::edge_viewer_timeout_max.value : 6;
    made.log_retention = either(one.log_retention, defaults.log_retention);
    if (made.log_retention.is_null()) made.log_retention = 14;
    const bob::Setting<bob::Tracing>& tracing = one.tracing.set ? one.tracing : defaults.tracing;
    if (tracing.set)
        made.tracing = Value(*tracing == bob::Tracing::active ? "Active" : "PassThrough").at(tracing.place);
    else if (hardened)
        made.tracing = Value("Active").at(stack.hardened.place);
    made.ephemeral_storage = setting(one.ephemeral_storage);
    made.reserved_concurrency = setting(one.reserved_concurrency);
    if (one.dead_letter) made.dead_letter_arn = arn_of(one.dead_letter);
    const bob::RolePath& path = one.role_path ? one.role_path : defaults.role_path;
    if (path) made.role_path = text(path);
    made.permissions_boundary =
        value(one.permissions_boundary ? one.permissions_boundary : defaults.permissions_boundary);
    if (!one.vpc.none) made.vpc = vpc(one.vpc ? one.vpc : defaults.vpc);
    made.on_success = destination(one.async_invocation.on_success);
    made.on_failure = destination(one.async_invocation.on_failure);
    for (const bob::Expression& layer : one.layers) made.layers.push_back(value(layer));
    made.role = value(one.role ? one.role : defaults.role);

    const auto put = [&](std::string_view name, Value variable, Place place) {
        if (Value* there = made.environment.find(name))
            *there = std::move(variable);
        else
            made.environment.set(name, std::move(variable), place);
    };
    for (const bob::Use& use : one.uses) {
        if (use.access == bob::Access::client_secret) continue;  // Cognito is asked by the ids of pool and client
        if (use.access == bob::Access::allow) continue;          // what else the handler needs, its author knows
        if (use.kind == bob::Kind::secret) {
            auto location = configuration.secret(use.target, use.place);
            if (!location) continue;
            put(bob::names::variable(use.kind, use.target), place_in_environment(*location), use.place);
            made.secrets.push_back({&use, *std::move(location)});
            continue;
        }
        if (!find(use.kind, use.target)) continue;  // reported where the role is created
        if (use.kind == bob::Kind::websocket_api) {
            put(bob::names::variable(use.kind, use.target), websocket_url("https"), use.place);
            continue;
        }
        // Two functions that call each other would wait for each other by references.
        if (use.kind == bob::Kind::function) {
            put(bob::names::variable(use.kind, use.target), name_to_call(*find<bob::Function>(use.target)), use.place);
            continue;
        }
        // `Ref` is a table's name, a queue's URL and a topic's ARN: what their services expect.
        put(bob::names::variable(use.kind, use.target),
            bobgen::ref(naming::logical_id(use.kind, use.target, given_id(use.kind, use.target))), use.place);
    }
    std::vector<bob::Text> variables;
    for (const bob::Variable& variable : one.environment) variables.push_back(variable.name);
    report_repeated(variables);
    for (const bob::Variable& variable : defaults.environment)
        put(variable.name.text, value(variable.value), variable.name.place);
    for (const bob::Variable& variable : one.environment)
        put(variable.name.text, value(variable.value), variable.name.place);
    // Lambda's variables are strings; a number or a flag in the declaration or the configuration is converted.
    if (made.environment.is_map())
        for (Member& member : made.environment.map()) member.value = as_text(std::move(member.value));

    const std::size_t position = functions.size();
    for (const bob::HttpEvent& event : one.http)
        routes.push_back({ApiKind::rest,
                          position,
                          event.method,
                          event.path,
                          event.authorizer,
                          event.cors,
                          event.api_key_required,
                          event.integration,
                          event.request,
                          event.response_streaming,
                          nullptr,
                          nullptr,
                          {},
                          event.groups,
                          event.operation});
    for (const bob::HttpApiEvent& event : one.http_api)
        routes.push_back({.api = ApiKind::http,
                          .function = position,
                          .method = event.method,
                          .path = event.path,
                          .authorizer = event.authorizer,
                          .cors = {},
                          .http_integration = event.integration,
                          .groups = event.groups,
                          .operation = event.operation});
    for (const bob::WebSocketEvent& event : one.websocket) socket_routes.push_back({position, &event});
    functions_by_name_.emplace(one.name.text, position);
    functions.push_back(std::move(made));
}

void Model::add_rest_route(const bob::RestRoute& one) {
    static constexpr bob::Integration mock{.responses = {{.status_code = 200}}};
    static constexpr bob::Integration service{.responses = {{.status_code = 200},
                                                            {.status_code = 400, .selection_pattern = "4\\d{2}"},
                                                            {.status_code = 500, .selection_pattern = "5\\d{2}"}}};
    Route made{.api = ApiKind::rest,
               .function = functions.size(),
               .method = one.http.method,
               .path = one.http.path,
               .authorizer = one.http.authorizer,
               .cors = one.http.cors,
               .api_key_required = one.http.api_key_required,
               .integration = one.http.integration,
               .request = one.http.request,
               .response_streaming = one.http.response_streaming,
               .rest_route = &one,
               .groups = one.http.groups,
               .operation = one.http.operation};
    if (!made.path.place.known()) made.path.place = one.name.place;
    if (!made.integration) {
        made.integration.settings = one.calls.name().empty() ? &mock : &service;
        made.integration.place = made.path.place;
    }
    routes.push_back(made);
}

void Model::add_http_route(const bob::HttpRoute& one) {
    Route made{.api = ApiKind::http,
               .function = functions.size(),
               .method = one.http_api.method,
               .path = one.http_api.path,
               .authorizer = one.http_api.authorizer,
               .cors = {},
               .http_route = &one,
               .http_integration = one.http_api.integration,
               .groups = one.http_api.groups,
               .operation = one.http_api.operation};
    if (!made.path.place.known()) made.path.place = one.name.place;
    routes.push_back(made);
}

const bob::Resource* Model::find(bob::Kind kind, std::string_view name) const {
    const auto found = declared_.find(key_of(kind, name));
    return found == declared_.end() ? nullptr : found->second;
}

const FunctionModel* Model::function(std::string_view name) const {
    const auto found = functions_by_name_.find(name);
    return found == functions_by_name_.end() ? nullptr : &functions[found->second];
}

bool Model::has_routes(ApiKind api) const {
    for (const Route& route : routes)
        if (route.api == api) return true;
    return false;
}

bool Model::attached(ApiKind api) const {
    return api == ApiKind::rest ? rest_api && rest_api->existing : http_api && http_api->existing;
}

bool Model::rest_api_by_framework() const {
    if (rest_api && rest_api->stage && !rest_api->existing) return false;
    bool has_function = false;
    for (const Route& route : routes) {
        has_function = has_function || (route.api == ApiKind::rest && !route.rest_route);
        // No method of the framework's can wait for one that a condition leaves out.
        if (route.rest_route && route.rest_route->condition) return false;
    }
    return has_function;
}

bool Model::websocket_api_by_framework() const {
    const auto is_plain = [&](const FunctionModel* one) {
        return one && one->alias_id.empty() && !one->declared->condition;
    };
    if (websocket_api && !websocket_api->tags.empty()) return false;
    for (const SocketRoute& route : socket_routes) {
        const bob::WebSocketEvent& event = *route.event;
        if (event.timeout.set || event.authorizer.by_iam || !is_plain(&functions[route.function])) return false;
        if (!bob::names::every(event.route.text, "$/-_.")) return false;
        const auto* asked = find<bob::LambdaAuthorizer>(event.authorizer.name);
        if (event.authorizer && !(asked && is_plain(function(asked->function.name)))) return false;
    }
    const auto is_of_sockets = [](const bob::Text& type) { return type.text.starts_with("AWS::ApiGatewayV2::"); };
    for (const bob::Resource& one : stack.resources) {
        if (const auto* change = one.as<bob::Override>())
            if (change->of.kind == bob::Kind::websocket_api || change->of.type.starts_with("AWS::ApiGatewayV2::") ||
                change->of.name.find("Websockets") != std::string_view::npos)
                return false;
        if (const auto* change = one.as<bob::Every>())
            if (is_of_sockets(change->type) || (change->of.set && *change->of == bob::Kind::websocket_api))
                return false;
    }
    return !socket_routes.empty();
}

Value Model::websocket_stage() const {
    Value made = websocket_api && websocket_api->existing ? value(websocket_api->existing.stage) : Value();
    return made.is_null() ? Value(stage) : made;
}

Value Model::websocket_url(std::string_view scheme) const {
    return joined_texts({std::string(scheme) + "://", bobgen::ref(naming::logical_id(bob::Kind::websocket_api, {})),
                         ".execute-api.", bobgen::ref("AWS::Region"), ".", bobgen::ref("AWS::URLSuffix"), "/",
                         websocket_stage()});
}

void Model::report_unlisted_api(bob::Kind kind, std::string_view name, Place asked) const {
    const bool made = !socket_routes.empty();
    report.add({.rule = &rules::undeclared_name,
                .message = made ? named(kind, name) + " is not in stack `" + stack_name + "`"
                                : "stack `" + stack_name +
                                      "` has no WebSocket API, because none of its functions has a `websocket` event",
                .primary = {asked, "used here"},
                .related = {{stack.name.place, "the stack"}},
                .fix = made ? "add the `WebSocketApi` to the stack's `resources`"
                            : "give a function a `websocket` event, or remove what uses the API"});
}

bool Model::http_api_by_framework() const {
    return std::ranges::any_of(routes, [](const Route& one) { return one.api == ApiKind::http && one.has_function(); });
}

std::string Model::logical_id(bob::Kind kind, std::string_view name, Place asked) const {
    // Raw names are checked on the finished template, where parameters and pseudo parameters are known too.
    if (kind == bob::Kind::resource) return std::string(name);
    if (kind == bob::Kind::websocket_api) {
        // One that is not listed would not have the settings that its declaration says.
        const auto* listed = find<bob::WebSocketApi>(name);
        const bool is_there = listed && (listed->existing || !socket_routes.empty());
        if (!is_there || listed->name.text != name) report_unlisted_api(kind, name, asked);
        return naming::logical_id(kind, name);
    }
    const ApiKind api = kind == bob::Kind::rest_api ? ApiKind::rest : ApiKind::http;
    if ((kind == bob::Kind::rest_api || kind == bob::Kind::http_api) && (has_routes(api) || attached(api)))
        return naming::logical_id(kind, name);
    if (kind == bob::Kind::rest_api || kind == bob::Kind::http_api) {
        const std::string noun_of(bob::info(kind).noun), event = kind == bob::Kind::rest_api ? "`http`" : "`http_api`";
        report.add({.rule = &rules::undeclared_name,
                    .message = "stack `" + stack_name + "` has no " + noun_of +
                               ", because none of its functions has an " + event + " event",
                    .primary = {asked, "used here"},
                    .related = {},
                    .fix = "give a function an " + event + " event, or remove what uses the API"});
        return naming::logical_id(kind, name);
    }
    const bob::Resource* found = find(kind, name);
    if (!found) {
        Nearest nearest(name);
        for (const bob::Resource& other : stack.resources)
            if (other.kind() == kind) nearest.offer(other.name());
        const std::string noun_of(bob::info(kind).noun);
        report.add({.rule = &rules::undeclared_name,
                    .message = named(kind, name) + " is not in stack `" + stack_name + "`",
                    .primary = {asked, "used here"},
                    .related = {{stack.name.place, "the stack"}},
                    .fix = nearest.best().empty()
                               ? "add the " + noun_of + " to the stack's `resources`, or remove what uses it"
                               : "did you mean `" + std::string(nearest.best()) + "`? Otherwise add the " + noun_of +
                                     " to the stack's `resources`"});
        return naming::logical_id(kind, name);
    }
    return naming::logical_id(kind, name, given_id(kind, name));
}

std::string Model::name_to_call(const bob::Function& function) const {
    const std::string name = full_name(function.name.text);
    return function.alias ? name + ":" + std::string(function.alias.name.text) : name;
}

Value Model::on_if_hardened(const bob::Setting<bool>& own) const {
    Value on = setting(own);
    return on.is_null() && hardened ? Value(true).at(stack.hardened.place) : on;
}

Value Model::access_log_days(const bob::Setting<std::chrono::days>& own) const {
    Value days = setting(own);
    return days.is_null() && hardened ? Value(90).at(stack.hardened.place) : days;
}

const bob::Expression& Model::encryption_key(const bob::Table<>& table) const {
    // A key is of one Region, and each replica of a table is encrypted with one of its own.
    const bool stacks =
        table.encryption.owner == bob::Encryption::Owner::dynamodb && !table.existing && !table.replication;
    return stacks ? stack.kms_key : table.encryption.kms_key;
}

const bob::Expression& Model::encryption_key(const bob::Queue& queue) const {
    return queue.kms_key || queue.existing ? queue.kms_key : stack.kms_key;
}

const bob::Expression& Model::encryption_key(const bob::Topic& topic) const {
    return topic.kms_key || topic.existing ? topic.kms_key : stack.kms_key;
}

const bob::Expression& Model::encryption_key(const bob::Bucket& bucket) const {
    if (bucket.kms_key || bucket.existing || !stack.kms_key) return bucket.kms_key;
    // S3 writes no access logs into a bucket that is encrypted with a customer's key by default.
    const auto logs_to_it = [&](const bob::Resource& one) {
        const auto* other = one.as<bob::Bucket>();
        return other && other->access_logs.bucket && other->access_logs.bucket.name == bucket.name.text;
    };
    return std::any_of(stack.resources.begin(), stack.resources.end(), logs_to_it) ? bucket.kms_key : stack.kms_key;
}

std::string_view Model::given_id(bob::Kind kind, std::string_view name) const {
    if (const auto given = ids_by_override_.find(key_of(kind, name)); given != ids_by_override_.end())
        return given->second;
    const bob::Resource* found = find(kind, name);
    return found ? found->logical_id() : std::string_view();
}

Value Model::value(const bob::Expression& from) const {
    using Form = bob::Expression::Form;
    switch (from.form) {
        case Form::none:
            return {};
        case Form::text:
            return Value(from.text).at(from.place);
        case Form::integer:
            return Value(from.number).at(from.place);
        case Form::real: {
            const auto number = std::bit_cast<double>(from.number);
            if (!std::isfinite(number)) {
                report.add({.rule = &rules::not_of_this_kind,
                            .message = fmt::format("`{}` is no number that a template can have", number),
                            .primary = {from.place, {}},
                            .related = {},
                            .fix = "write a finite number"});
                return Value(0).at(from.place);
            }
            return Value(number).at(from.place);
        }
        case Form::boolean:
            return Value(from.number != 0).at(from.place);
        case Form::config:
            if (from.number != 0) return Value(configuration.real(from.text, from.place)).at(from.place);
            return configuration.value(from.text, from.place).at(from.place);
        case Form::secret: {
            const auto location = configuration.secret(from.text, from.place);
            return Value(location ? dynamic_reference(*location) : "").at(from.place);
        }
        case Form::reference:
            break;
    }
    switch (from.reference) {
        case bob::Reference::Form::ref:
            if (from.kind == bob::Kind::function && from.attribute) {
                const FunctionModel* found = function(from.target());
                if (found && !found->version_id.empty()) return bobgen::ref(found->version_id).at(from.place);
            }
            return bobgen::ref(logical_id(from.kind, from.target(), from.place)).at(from.place);
        case bob::Reference::Form::attribute: {
            const std::string id = logical_id(from.kind, from.target(), from.place);
            // A topic's ARN is its `Ref`: AWS::SNS::Topic has no attribute `Arn`.
            if (from.kind == bob::Kind::topic && std::string_view(from.attribute) == "Arn")
                return bobgen::ref(id).at(from.place);
            return get_att(id, from.attribute).at(from.place);
        }
        case bob::Reference::Form::sub:
            return sub(from.text).at(from.place);
        case bob::Reference::Form::import:
            return call(Intrinsic::import_value, from.text).at(from.place);
        case bob::Reference::Form::stack_output:
            return map({{"Fn::GetStackOutput", map({{"StackName", from.text}, {"OutputName", from.attribute}})}})
                .at(from.place);
        case bob::Reference::Form::ssm:
            return Value("{{resolve:ssm:" + std::string(from.text) + "}}").at(from.place);
    }
    return {};
}

Value Model::value(const bob::Property& from, Place owner) const {
    const Place place = Place(from.place).or_else(owner);
    switch (from.form) {
        case bob::Property::Form::expression: {
            Value made = value(from.expression);
            return made.place.known() ? made : std::move(made).at(place);
        }
        case bob::Property::Form::array: {
            List made;
            for (const bob::Property& one : from.elements) made.push_back(value(one, place));
            return Value(std::move(made)).at(place);
        }
        case bob::Property::Form::object: {
            // `Object{{"Fn::If", …}}` is what it is in a template.
            if (from.elements.size() == 1 && from.names[0].text != "Fn::FindInMap")
                if (const auto function = function_named(from.names[0].text))
                    return call_as_written(*function, value(from.elements[0], place)).at(place);
            Value made = Map{};
            report_repeated(from.names);
            for (std::size_t i = 0; i < from.elements.size(); ++i)
                if (from.names[i].text == "Fn::FindInMap")
                    report.add({.rule = &rules::undeclared_mapping,
                                .message = "`Fn::FindInMap` needs a mapping, and stacks have no mappings",
                                .primary = {Place(from.names[i].place).or_else(place), {}},
                                .related = {},
                                .fix = "choose the value in C++, by the stage or its configuration"});
            for (std::size_t i = 0; i < from.elements.size(); ++i)
                made.set(from.names[i].text, value(from.elements[i], Place(from.names[i].place).or_else(place)),
                         from.names[i].place);
            return std::move(made).at(place);
        }
    }
    return {};
}

namespace {
template <class T, class Number>
Value number_of(const bob::Setting<T>& from, Number&& number) {
    return from.set ? Value(number(*from)).at(from.place) : Value();
}
}  // namespace

Value Model::setting(const bob::Setting<int>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](int n) { return n; });
}
Value Model::setting(const bob::Setting<std::int64_t>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](std::int64_t n) { return n; });
}
Value Model::setting(const bob::Setting<bool>& from) const {
    if (from.config) return Value(configuration.boolean(from.config, from.place)).at(from.place);
    return number_of(from, [](bool b) { return b; });
}
Value Model::setting(const bob::Setting<double>& from) const {
    if (from.config) return Value(configuration.real(from.config, from.place)).at(from.place);
    return number_of(from, [](double n) { return n; });
}
Value Model::setting(const bob::Setting<bob::Seconds>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](auto time) { return time.count(); });
}
Value Model::setting(const bob::Setting<std::chrono::milliseconds>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](auto time) { return time.count(); });
}
Value Model::setting(const bob::Setting<std::chrono::minutes>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](auto time) { return time.count(); });
}
Value Model::setting(const bob::Setting<std::chrono::days>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](auto time) { return time.count(); });
}
Value Model::setting(const bob::Setting<bob::Megabytes>& from) const {
    if (from.config) return Value(configuration.integer(from.config, from.place)).at(from.place);
    return number_of(from, [](auto size) { return size.count; });
}

std::string Model::policy(const bob::Setting<bob::DeletionPolicy>& own) const {
    const bob::Setting<bob::DeletionPolicy>& chosen = own.set ? own : stack.data_policy;
    switch (*chosen) {
        case bob::DeletionPolicy::retain:
            return "Retain";
        case bob::DeletionPolicy::remove:
            return "Delete";
        case bob::DeletionPolicy::snapshot:
            return "Snapshot";
        case bob::DeletionPolicy::retain_except_on_create:
            return "RetainExceptOnCreate";
    }
    return {};
}

std::string Model::replacement_policy(const bob::Setting<bob::DeletionPolicy>& own) const {
    std::string made = policy(own);
    return made == "RetainExceptOnCreate" ? "Retain" : made;
}

Model resolve(bob::Stack stack, std::string stage, StageConfiguration& configuration, Report& report) {
    return {std::move(stack), std::move(stage), configuration, report};
}

}  // namespace bobgen
