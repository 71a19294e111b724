#include "generator/model.h"

#include <utility>

#include "generator/nearest.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

std::string key_of(bob::Kind kind, std::string_view name) {
    std::string key(1, static_cast<char>('A' + static_cast<int>(kind)));
    return key.append(name);
}

std::string_view noun(bob::Kind kind) {
    switch (kind) {
        case bob::Kind::resource:
            return "resource";
        case bob::Kind::table:
            return "table";
        case bob::Kind::function:
            return "function";
        case bob::Kind::user_pool:
            return "user pool";
        case bob::Kind::user_pool_client:
            return "user pool client";
        case bob::Kind::user_pool_domain:
            return "user pool domain";
        case bob::Kind::identity_provider:
            return "identity provider";
        case bob::Kind::cognito_authorizer:
            return "Cognito authorizer";
        case bob::Kind::jwt_authorizer:
            return "JWT authorizer";
        case bob::Kind::lambda_authorizer:
            return "Lambda authorizer";
        case bob::Kind::rest_api:
            return "REST API";
        case bob::Kind::http_api:
            return "HTTP API";
        case bob::Kind::bucket:
            return "bucket";
        case bob::Kind::queue:
            return "queue";
        case bob::Kind::topic:
            return "topic";
        case bob::Kind::output:
            return "output";
        case bob::Kind::parameter:
            return "parameter";
        case bob::Kind::condition:
            return "condition";
    }
    return {};
}

std::string_view runtime_name(bob::Runtime runtime) {
    switch (runtime) {
        case bob::Runtime::provided_al2023:
            return "provided.al2023";
        case bob::Runtime::provided_al2:
            return "provided.al2";
        case bob::Runtime::nodejs22:
            return "nodejs22.x";
        case bob::Runtime::nodejs20:
            return "nodejs20.x";
        case bob::Runtime::python313:
            return "python3.13";
        case bob::Runtime::python312:
            return "python3.12";
        case bob::Runtime::java21:
            return "java21";
        case bob::Runtime::dotnet8:
            return "dotnet8";
        case bob::Runtime::ruby33:
            return "ruby3.3";
    }
    return {};
}

/// The place of a declaration's name, whatever its kind.
Place place_of(const bob::Resource& resource) {
    const auto of = [&]<class... T>(std::type_identity<T>...) {
        Place place;
        ((resource.as<T>() ? void(place = resource.as<T>()->name.place) : void()), ...);
        return place;
    };
    return of(std::type_identity<bob::Table<>>{}, std::type_identity<bob::Function>{},
              std::type_identity<bob::UserPool>{}, std::type_identity<bob::UserPoolClient>{},
              std::type_identity<bob::UserPoolDomain>{}, std::type_identity<bob::IdentityProvider>{},
              std::type_identity<bob::CognitoAuthorizer>{}, std::type_identity<bob::JwtAuthorizer>{},
              std::type_identity<bob::LambdaAuthorizer>{}, std::type_identity<bob::RestApi>{},
              std::type_identity<bob::HttpApi>{}, std::type_identity<bob::Bucket>{}, std::type_identity<bob::Queue>{},
              std::type_identity<bob::Topic>{}, std::type_identity<bob::Output>{}, std::type_identity<bob::Parameter>{},
              std::type_identity<bob::Condition>{}, std::type_identity<bob::RawResource>{});
}

std::string_view given_logical_id(const bob::Resource& resource) {
    if (const auto* one = resource.as<bob::Table<>>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::UserPool>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::UserPoolClient>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::UserPoolDomain>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::IdentityProvider>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::Bucket>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::Queue>()) return one->logical_id.text;
    if (const auto* one = resource.as<bob::Topic>()) return one->logical_id.text;
    return {};
}

}  // namespace

Model::Model(bob::Stack from, std::string stage_name, StageConfiguration& config, Report& findings)
    : stack_name(from.name.text),
      stage(std::move(stage_name)),
      description(from.description.text),
      stack(std::move(from)),
      report(findings),
      configuration(config) {
    for (const bob::Resource& resource : stack.resources) {
        const auto [first, fresh] = declared_.emplace(key_of(resource.kind(), resource.name()), &resource);
        if (fresh) continue;
        report.add({.rule = &rules::declared_twice,
                    .message = std::string(noun(resource.kind())) + " `" + std::string(resource.name()) +
                               "` is declared twice in stack `" + stack_name + "`",
                    .primary = {place_of(resource), "declared again here"},
                    .related = {{place_of(*first->second), "first declared here"}},
                    .fix = "give one of the two a name of its own, or list it once"});
    }
    for (const bob::Resource& resource : stack.resources) {
        if (const auto* one = resource.as<bob::RestApi>()) rest_api = one;
        if (const auto* one = resource.as<bob::HttpApi>()) http_api = one;
        if (const auto* one = resource.as<bob::Function>())
            if (find(bob::Kind::function, one->name.text) == &resource) add_function(*one);
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
                       .full_name = stack_name + "-" + stage + "-" + std::string(one.name.text),
                       .place = one.name.place};
    made.logical_id = made.id + "LambdaFunction";
    made.log_group_id = made.id + "LogGroup";
    made.role_id = made.id + "Role";

    const bob::Setting<bob::Runtime>& runtime = one.runtime.set ? one.runtime : defaults.runtime;
    const bool provided = *runtime == bob::Runtime::provided_al2023 || *runtime == bob::Runtime::provided_al2;
    made.runtime = Value(runtime_name(*runtime)).at(runtime.place);
    if (one.handler || provided) made.handler = one.handler ? text(one.handler) : Value("bootstrap").at(one.name.place);
    const bob::Setting<bob::Architecture>& architecture =
        one.architecture.set ? one.architecture : defaults.architecture;
    made.architecture = Value(*architecture == bob::Architecture::arm64 ? "arm64" : "x86_64").at(architecture.place);
    made.memory = either(one.memory, defaults.memory);
    if (made.memory.is_null()) made.memory = 256;
    made.timeout = either(one.timeout, defaults.timeout);
    if (made.timeout.is_null()) made.timeout = 6;
    made.log_retention = either(one.log_retention, defaults.log_retention);
    if (made.log_retention.is_null()) made.log_retention = 14;
    const bob::Setting<bob::Tracing>& tracing = one.tracing.set ? one.tracing : defaults.tracing;
    if (tracing.set)
        made.tracing = Value(*tracing == bob::Tracing::active ? "Active" : "PassThrough").at(tracing.place);
    made.ephemeral_storage = setting(one.ephemeral_storage);
    made.reserved_concurrency = setting(one.reserved_concurrency);
    if (one.dead_letter) {
        const std::string id = logical_id(one.dead_letter);
        made.dead_letter_arn =
            (one.dead_letter.kind == bob::Kind::topic ? bobgen::ref(id) : get_att(id, "Arn")).at(one.dead_letter.place);
    }
    for (const bob::Expression& layer : one.layers) made.layers.push_back(value(layer));

    const auto put = [&](std::string_view name, Value variable, Place place) {
        if (Value* there = made.environment.find(name))
            *there = std::move(variable);
        else
            made.environment.set(name, std::move(variable), place);
    };
    for (const bob::Use& use : one.uses) {
        if (use.kind != bob::Kind::table) continue;
        const bob::Resource* table = find(use.kind, use.target);
        if (!table) continue;  // reported where the role is made
        put(naming::table_variable(use.target),
            bobgen::ref(naming::logical_id(use.kind, use.target, given_logical_id(*table))), use.place);
    }
    for (const bob::Variable& variable : defaults.environment)
        put(variable.name.text, value(variable.value), variable.name.place);
    for (const bob::Variable& variable : one.environment)
        put(variable.name.text, value(variable.value), variable.name.place);
    // Lambda's variables are texts; a number or a flag of the declaration or the configuration is written as one.
    if (made.environment.is_map())
        for (Member& member : made.environment.map()) {
            const Place place = member.value.place;
            if (member.value.kind() == Value::Kind::integer)
                member.value = Value(std::to_string(member.value.integer())).at(place);
            else if (member.value.kind() == Value::Kind::boolean)
                member.value = Value(member.value.boolean() ? "true" : "false").at(place);
        }

    const std::size_t position = functions.size();
    for (const bob::HttpEvent& event : one.http)
        routes.push_back(
            {ApiKind::rest, position, event.method, event.path, event.authorizer, event.cors, event.api_key_required});
    for (const bob::HttpApiEvent& event : one.http_api)
        routes.push_back({ApiKind::http, position, event.method, event.path, event.authorizer, {}, false});
    functions_by_name_.emplace(one.name.text, position);
    functions.push_back(std::move(made));
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

std::string Model::logical_id(bob::Kind kind, std::string_view name, Place asked) const {
    // Raw names are judged on the finished template, where parameters and pseudo parameters are known too.
    if (kind == bob::Kind::resource) return std::string(name);
    if (kind == bob::Kind::rest_api && has_routes(ApiKind::rest)) return "ApiGatewayRestApi";
    if (kind == bob::Kind::http_api && has_routes(ApiKind::http)) return "HttpApi";
    const bob::Resource* found = find(kind, name);
    if (!found) {
        Nearest nearest(name);
        for (const bob::Resource& other : stack.resources)
            if (other.kind() == kind) nearest.offer(other.name());
        const std::string noun_of(noun(kind));
        report.add({.rule = &rules::undeclared_name,
                    .message = noun_of + " `" + std::string(name) + "` is not in stack `" + stack_name + "`",
                    .primary = {asked, "used here"},
                    .related = {{stack.name.place, "the stack"}},
                    .fix = nearest.best().empty()
                               ? "add the " + noun_of + " to the stack's `resources`, or leave out what uses it"
                               : "did you mean `" + std::string(nearest.best()) + "`? Else add the " + noun_of +
                                     " to the stack's `resources`"});
        return naming::logical_id(kind, name);
    }
    return naming::logical_id(kind, name, given_logical_id(*found));
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
        case Form::boolean:
            return Value(from.number != 0).at(from.place);
        case Form::config:
            return configuration.value(from.text, from.place).at(from.place);
        case Form::secret:
            return configuration.secret(from.text, from.place).at(from.place);
        case Form::reference:
            break;
    }
    switch (from.reference) {
        case bob::Reference::Form::ref:
            return bobgen::ref(logical_id(from.kind, from.text, from.place)).at(from.place);
        case bob::Reference::Form::attribute: {
            const std::string id = logical_id(from.kind, from.text, from.place);
            // A topic's ARN is its `Ref`: AWS::SNS::Topic has no attribute `Arn`.
            if (from.kind == bob::Kind::topic && std::string_view(from.attribute) == "Arn")
                return bobgen::ref(id).at(from.place);
            return get_att(id, from.attribute).at(from.place);
        }
        case bob::Reference::Form::sub:
            return sub(from.text).at(from.place);
        case bob::Reference::Form::import:
            return call(Intrinsic::import_value, from.text).at(from.place);
    }
    return {};
}

Value Model::value(const bob::Property& from) const {
    switch (from.form) {
        case bob::Property::Form::expression:
            return value(from.expression);
        case bob::Property::Form::array:
            return values(from.elements).at(from.place);
        case bob::Property::Form::object: {
            Value made = Map{};
            for (std::size_t i = 0; i < from.elements.size(); ++i)
                made.set(from.names[i].text, value(from.elements[i]), from.names[i].place);
            return std::move(made).at(from.place);
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
Value Model::setting(const bob::Setting<bool>& from) const {
    if (from.config) return Value(configuration.boolean(from.config, from.place)).at(from.place);
    return number_of(from, [](bool b) { return b; });
}
Value Model::setting(const bob::Setting<bob::Seconds>& from) const {
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

Model resolve(bob::Stack stack, std::string stage, StageConfiguration& configuration, Report& report) {
    return {std::move(stack), std::move(stage), configuration, report};
}

}  // namespace bobgen
