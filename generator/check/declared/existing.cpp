#include "generator/rules/existing.h"

#include <map>
#include <string_view>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/lower/api.h"
#include "generator/rules/queues.h"

namespace bobgen {

namespace {

/// Settings that would have no effect, since the thing is made elsewhere. What describes it (keys, indexes, whether it
/// is a FIFO queue, the KMS key) stays: grants and handlers read that.
class ExistingSettings {
public:
    /// `place` is the declaration's.
    ExistingSettings(std::string named, Place place, Report& report)
        : named_(std::move(named)), place_(place), report_(report) {}

    void look(std::string_view member, const auto& given) {
        if constexpr (requires { given.set; }) {
            if (given.set) tell(member, given.place);
        } else if constexpr (requires { given.empty(); }) {
            if (!given.empty()) tell(member, place_of_given(given));
        } else if (given) {
            tell(member, place_of_given(given));
        }
    }

    void check(const bob::Table<>& one) {
        look("table_name", one.table_name);
        if (one.capacity.set) tell("capacity", one.capacity.place);
        look("point_in_time_recovery", one.point_in_time_recovery);
        look("table_class", one.table_class);
        kept_data(one);
        common(one);
    }
    void check(const bob::Queue& one) {
        look("queue_name", one.queue_name);
        look("visibility_timeout", one.visibility_timeout);
        look("message_retention", one.message_retention);
        look("delay", one.delay);
        look("receive_wait", one.receive_wait);
        look("dead_letters", one.dead_letters.queue);
        look("dead_letters", one.dead_letters.max_receive_count);
        look("tls_only", one.tls_only);
        common(one);
    }
    void check(const bob::Topic& one) {
        look("topic_name", one.topic_name);
        look("display_name", one.display_name);
        look("tls_only", one.tls_only);
        common(one);
    }
    void check(const bob::Bucket& one) {
        look("bucket_name", one.bucket_name);
        look("versioning", one.versioning);
        look("expire_after", one.expire_after);
        look("block_public_access", one.block_public_access);
        look("tls_only", one.tls_only);
        look("cors", one.cors);
        look("access_logs", one.access_logs.bucket);
        look("access_logs", one.access_logs.prefix);
        look("object_ownership", one.object_ownership);
        look("policy", one.policy);
        look("deletion_policy", one.deletion_policy);
        look("update_replace_policy", one.update_replace_policy);
        common(one);
    }
    void check(const bob::UserPool& one) {
        look("user_pool_name", one.user_pool_name);
        look("username_attributes", one.username_attributes);
        look("alias_attributes", one.alias_attributes);
        look("auto_verified_attributes", one.auto_verified_attributes);
        look("schema", one.schema);
        look("mfa", one.mfa);
        look("threat_protection", one.threat_protection);
        look("admin_create_user_only", one.admin_create_user_only);
        kept_data(one);
        common(one);
    }
    void check(const bob::UserPoolClient& one) {
        look("auth_flows", one.auth_flows);
        look("generate_secret", one.generate_secret);
        look("access_token_validity", one.access_token_validity);
        look("id_token_validity", one.id_token_validity);
        look("refresh_token_validity", one.refresh_token_validity);
        look("prevent_user_existence_errors", one.prevent_user_existence_errors);
        look("oauth_flows", one.oauth_flows);
        look("oauth_scopes", one.oauth_scopes);
        look("callback_urls", one.callback_urls);
        look("logout_urls", one.logout_urls);
        look("identity_providers", one.identity_providers);
        look("condition", one.condition);
    }
    void check(const bob::HttpApi& one) {
        look("cors", one.cors);
        look("disable_default_endpoint", one.disable_default_endpoint);
        look("access_logs", one.access_logs);
        look("access_log_format", one.access_log_format);
        look("throttle", one.throttle);
    }
    void check(const bob::WebSocketApi& one) {
        static constexpr bob::WebSocketApi defaults;
        look("description", one.description);
        if (one.route_selection_expression.text != defaults.route_selection_expression.text)
            tell("route_selection_expression", one.route_selection_expression.place);
        look("throttle", one.throttle);
        look("metrics", one.metrics);
        look("execution_logs", one.execution_logs);
        look("data_trace", one.data_trace);
        look("access_logs", one.access_logs);
        look("access_log_format", one.access_log_format);
        if (!one.routes.empty()) tell("routes", one.routes[0].route.place);
        if (!one.variables.empty()) tell("variables", one.variables[0].name.place);
        look("tags", one.tags);
    }
    void check(const bob::RestApi& one) {
        if (one.endpoint_type != bob::EndpointType::regional) tell("endpoint_type", {});
        look("minimum_compression_size", one.minimum_compression_size);
        look("tracing_enabled", one.tracing_enabled);
        look("access_logs", one.access_logs);
        look("access_log_format", one.access_log_format);
        if (!one.gateway_responses.empty()) tell("gateway_responses", {});
        look("vpc_endpoint_ids", one.vpc_endpoint_ids);
        look("disable_execute_api_endpoint", one.disable_execute_api_endpoint);
        look("binary_media_types", one.binary_media_types);
        if (one.api_key_source != bob::ApiKeySource::header) tell("api_key_source", {});
        look("policy", one.policy);
        look("stage", one.stage);
    }

private:
    static Place place_of_given(const auto& given) {
        if constexpr (requires { given.place; })
            return given.place;
        else if constexpr (requires { given.rate.place; })
            return Place(given.rate.place).or_else(given.burst.place);
        else if constexpr (requires { given[0].place.at; })
            return given[0].place;
        else if constexpr (requires { given[0].key.place; })
            return given[0].key.place;
        else
            return {};
    }
    void kept_data(const auto& one) {
        look("deletion_protection", one.deletion_protection);
        look("deletion_policy", one.deletion_policy);
        look("update_replace_policy", one.update_replace_policy);
    }
    void common(const auto& one) {
        look("tags", one.tags);
        look("condition", one.condition);
    }
    void tell(std::string_view member, Place place) {
        report_.add({.rule = &rules::setting_of_existing,
                     .message = "`." + std::string(member) + "` has no effect on " + named_ +
                                ", which exists outside of the stack",
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = "remove it here; the stack that has made it sets it"});
    }

    std::string named_;
    Place place_;
    Report& report_;
};

template <class... Kinds>
void settings_of(const bob::Resource& resource, Report& report) {
    const auto check = [&](const auto* one) {
        if (!one || !one->existing || one->existing.elsewhere.copied) return;
        const std::string noun(bob::info(resource.kind()).noun);
        ExistingSettings(resource.name().empty() ? "the " + noun : noun + " " + backticked(resource.name()),
                         resource.place(), report)
            .check(*one);
    };
    (check(resource.as<Kinds>()), ...);
}

/// A name that CloudFormation alone knows can't be judged.
template <class T>
void fifo_name_of_existing(const Model& model, const bob::Resource& resource, std::string_view attribute,
                           Report& report) {
    const auto* one = resource.as<T>();
    if (!one || !one->existing) return;
    const ExistingThing* thing = model.existing.find(model.logical_id(T::kind, one->name.text, one->name.place));
    const Value name = thing ? thing->attribute(attribute) : Value();
    const Value fifo = model.setting(one->fifo);
    if (!name.is_text() || name.text().empty() || fifo.kind() != Value::Kind::boolean) return;
    if (fifo.boolean() == name.text().ends_with(".fifo")) return;
    const std::string noun(bob::info(T::kind).noun);
    report.add({.rule = &rules::fifo_name_mismatch,
                .message = (fifo.boolean() ? "FIFO " : "standard ") + noun + " " + backticked(one->name.text) +
                           " has the name " + backticked(name.text()) +
                           (fifo.boolean() ? ", without `.fifo` at the end" : ", which only a FIFO " + noun + " has"),
                .primary = {name.place.or_else(one->name.place), {}},
                .related = {{one->fifo.place, fifo.boolean() ? "a FIFO " + noun : "a standard " + noun}},
                .fix = fifo.boolean() ? "give the whole name of the FIFO " + noun + ", or remove `.fifo`"
                                      : "set `.fifo = true`, or give the name of a standard " + noun});
}

void event_of_existing(const FunctionModel& function, const auto& link, std::string_view what, std::string_view fix,
                       Report& report) {
    report.add({.rule = &rules::event_of_existing,
                .message = "function " + backticked(function.key) + " has " + std::string(what) + " " +
                           std::string(bob::info(link.kind).noun) + " " + backticked(link.name) +
                           ", which exists outside of the stack",
                .primary = {link.place, "can't be told of the function"},
                .related = {},
                .fix = std::string(fix)});
}

void events_of_existing(const Model& model, const FunctionModel& function, Report& report) {
    for (const bob::BucketEvent& event : function.declared->s3)
        if (const auto* bucket = model.find<bob::Bucket>(event.bucket.name); bucket && bucket->existing)
            event_of_existing(function, event.bucket, "an event of",
                              "let the bucket's own stack send its events to EventBridge (`NotificationConfiguration: "
                              "{EventBridgeConfiguration: {}}`), and receive them here: `.event_bridge = {{.sources = "
                              "{\"aws.s3\"}, .detail_types = {\"Object Created\"}, .detail = …}}`, where the detail "
                              "names the bucket: `{\"bucket\": {\"name\": [\"<name>\"]}}`",
                              report);
    for (const bob::CognitoEvent& event : function.declared->cognito)
        if (const auto* pool = model.find<bob::UserPool>(event.user_pool.name); pool && pool->existing)
            event_of_existing(function, event.user_pool, "a trigger of",
                              "set `LambdaConfig` in the pool's own stack, with the function's ARN from an output of "
                              "this one; what lets Cognito call the function, an AWS::Lambda::Permission, can be here",
                              report);
}

void settings_of_given_role(const FunctionModel& function, Report& report) {
    if (function.role.is_null()) return;
    const bob::Function& declared = *function.declared;
    const auto tell = [&](std::string_view member, Place place) {
        report.add({.rule = &rules::setting_of_existing,
                    .message = "`." + std::string(member) + "` has no effect on function " + backticked(function.key) +
                               ", whose role is given",
                    .primary = {place.or_else(function.place), {}},
                    .related = {{function.role.place, "the role"}},
                    .fix = "remove it here, and set it where the role is made"});
    };
    if (declared.role_path) tell("role_path", declared.role_path.place);
    if (declared.permissions_boundary) tell("permissions_boundary", declared.permissions_boundary.place);
}

struct AuthorizerOfRoute {
    const bob::ExistingId* existing = nullptr;
    bool can_be_made = true;
    Place place = {};
};

AuthorizerOfRoute authorizer_of(const Model& model, const Route& route) {
    if (const auto* jwt = lowering::authorizer<bob::JwtAuthorizer>(model, route))
        return {&jwt->existing, jwt->user_pool || jwt->issuer, jwt->name.place};
    if (const auto* lambda = lowering::authorizer<bob::LambdaAuthorizer>(model, route))
        return {&lambda->existing, static_cast<bool>(lambda->function), lambda->name.place};
    if (const auto* cognito = lowering::authorizer<bob::CognitoAuthorizer>(model, route))
        return {&cognito->existing, static_cast<bool>(cognito->user_pool), cognito->name.place};
    return {};
}

void authorizer_fits(const Model& model, const Route& route, Report& report) {
    const AuthorizerOfRoute found = authorizer_of(model, route);
    if (!found.existing) return;
    const bool attached = model.attached(route.api);
    const std::string kind(bob::info(route.authorizer.kind).noun), name = backticked(route.authorizer.name);
    if (*found.existing && !attached)
        report.add({.rule = &rules::existing_authorizer,
                    .message = kind + " " + name + " exists outside of the stack, but the stack makes the API itself",
                    .primary = {route.authorizer.place, "used here"},
                    .related = {{found.place, "the authorizer"}},
                    .fix = std::string("remove its `.existing` and say how it decides, or attach the routes to the API "
                                       "that it belongs to, with ") +
                           (route.api == ApiKind::http ? "`HttpApi{.existing = {.id = …}}`"
                                                       : "`RestApi{.existing = {.id = …, .root_resource_id = …}}`")});
    if (!*found.existing && attached && !found.can_be_made)
        report.add(
            {.rule = &rules::existing_authorizer,
             .message = kind + " " + name + " says neither its id nor how it decides",
             .primary = {found.place, "the authorizer"},
             .related = {{route.authorizer.place, "used here"}},
             .fix = "give `.existing = {.id = …}` of one that the API has; the stack that has the API can export "
                    "it. Or let the stack make one: it needs " +
                    std::string(route.authorizer.kind == bob::Kind::lambda_authorizer ? "a `.function`"
                                : route.authorizer.kind == bob::Kind::jwt_authorizer  ? "a `.user_pool` or an `.issuer`"
                                                                                      : "a `.user_pool`")});
}

}  // namespace

void check_existing(const Model& model, Report& report) {
    for (const bob::Resource& resource : model.stack.resources)
        settings_of<bob::Table<>, bob::Queue, bob::Topic, bob::Bucket, bob::UserPool, bob::UserPoolClient, bob::HttpApi,
                    bob::WebSocketApi, bob::RestApi>(resource, report);
    for (const bob::Resource& resource : model.stack.resources) {
        fifo_name_of_existing<bob::Queue>(model, resource, "QueueName", report);
        fifo_name_of_existing<bob::Topic>(model, resource, "TopicName", report);
    }
    for (const FunctionModel& function : model.functions) {
        events_of_existing(model, function, report);
        settings_of_given_role(function, report);
    }
    for (const Route& route : model.routes)
        if (route.authorizer && !route.authorizer.by_iam) authorizer_fits(model, route, report);
    if (!model.attached(ApiKind::rest)) return;
    std::map<std::string_view, Place> paths;
    for (const bob::ExistingPath& one : model.rest_api->existing.paths) {
        if (one.path.text == "/" || bob::names::path_fault(one.path.text) != bob::names::PathFault::ok)
            report.add({.rule = &rules::not_of_this_kind,
                        .message = backticked(one.path.text) + " is not the path of a resource",
                        .primary = {one.path.place, "given for the REST API"},
                        .related = {},
                        .fix = "write the whole path, as `/users` or `/users/{id}`; that of `/` is "
                               "`.root_resource_id`"});
        if (const auto [first, fresh] = paths.emplace(one.path.text, one.path.place); !fresh)
            report.add({.rule = &rules::not_of_this_kind,
                        .message = "path " + backticked(one.path.text) + " is given twice",
                        .primary = {one.path.place, "given again for the REST API"},
                        .related = {{first->second, "first given here"}},
                        .fix = "keep the one whose resource has this path",
                        .why = "an API has one resource for each path, so the other id is that of another path"});
    }
}

}  // namespace bobgen
