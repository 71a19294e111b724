#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "generator/analysis/policies.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/access/callers_parts.h"
#include "generator/rules/callers.h"

namespace bobgen::callers {

namespace {

constexpr std::string_view rest_api = "AWS::ApiGateway::RestApi";
constexpr std::string_view v2_api = "AWS::ApiGatewayV2::Api";
/// What a call presents in place of something that is known only when it is made.
constexpr std::string_view whatever = "${?}";

bool is_given(const Value* value) { return value && !value->is_null() && !is_no_value(*value); }

/// The part of a URI of API Gateway that names the function; empty when it calls something else.
std::string_view function_in_uri(std::string_view uri) {
    constexpr std::string_view begin = ":lambda:path/";
    const std::size_t path = uri.find(begin);
    if (path == uri.npos) return {};
    constexpr std::string_view functions = "/functions/";
    const std::size_t at = uri.find(functions, path);
    if (at == uri.npos) return {};
    uri.remove_prefix(at + functions.size());
    for (const std::string_view end : {"/invocations", "/response-streaming-invocations"})
        if (uri.ends_with(end)) return uri.substr(0, uri.size() - end.size());
    return {};
}

/// `/users/{id}` as far as it is known before the call.
std::string presented_path(std::string_view path) {
    std::string made;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '$' && path.substr(i).starts_with("${")) {
            const std::size_t end = std::min(path.find('}', i), path.size() - 1);
            made += path.substr(i, end + 1 - i);
            i = end;
        } else if (path[i] == '{') {
            const std::size_t end = std::min(path.find('}', i), path.size() - 1);
            made += path.substr(i, end - i).ends_with('+') ? whatever : one_part;
            i = end;
        } else {
            made += path[i];
        }
    }
    return made;
}

std::string_view presented_method(std::string_view method) { return method == "ANY" ? one_part : method; }

class CallerCheck {
public:
    CallerCheck(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void run() {
        bool has_function = false;
        for (const TemplateResource& one : facts_.tree.resources) {
            has_function |= one.type == "AWS::Lambda::Function" || one.type == "AWS::Serverless::Function";
            if (has_function) break;
        }
        if (!has_function) return check_principals_only();
        for (const TemplateResource& one : facts_.tree.resources) note_api_part(one);
        stages_known_ = !made_by_framework_ && std::all_of(stages_.begin(), stages_.end(),
                                                           [](const auto& one) { return one.first.ends_with("#}"); });
        for (const TemplateResource& one : facts_.tree.resources) {
            // The framework makes it together with its permission.
            if (one.made_by_serverless) continue;
            check(one);
        }
        for (const TemplateResource& one : facts_.tree.resources)
            if (one.type == "AWS::Lambda::Permission" && !one.made_by_serverless) check_permission(one);
    }

private:
    const FunctionPermissions& permissions() {
        if (!permissions_) permissions_.emplace(facts_);
        return *permissions_;
    }

    std::string text(const Value* value) const { return is_given(value) ? canonical(*value, facts_) : std::string(); }

    // --- Parts of APIs ---------------------------------------------------------------------------------------------

    /// What must be known of all parts of an API before one of them is judged.
    void note_api_part(const TemplateResource& one) {
        const std::string_view type = one.type;
        if (!type.starts_with("AWS::ApiGateway")) return;
        if (one.made_by_serverless) {
            all_opaque_ = made_by_framework_ = true;
            return;
        }
        const Value& properties = facts_.properties(one);
        if (type == "AWS::ApiGateway::Method") {
            note_authorizer(properties);
        } else if (type == "AWS::ApiGatewayV2::Route") {
            note_authorizer(properties);
            const std::string target = text(properties.find("Target"));
            const std::size_t begin = target.find("${");
            if (begin == target.npos) return;
            const std::string id = target.substr(begin + 2, target.find('}', begin) - begin - 2);
            routes_[id].push_back(text(properties.find("RouteKey")));
        } else if (type == "AWS::ApiGateway::Stage" || type == "AWS::ApiGateway::Deployment") {
            if (const Value* name = properties.find("StageName"); is_given(name))
                stages_[text(properties.find("RestApiId"))].insert(text(name));
        } else if (type == "AWS::ApiGatewayV2::Stage" || type == "AWS::ApiGatewayV2::Deployment") {
            if (const Value* name = properties.find("StageName"); is_given(name))
                stages_[text(properties.find("ApiId"))].insert(text(name));
        } else if (type == rest_api) {
            if (is_given(properties.find("Body")) || is_given(properties.find("BodyS3Location")) ||
                is_given(properties.find("CloneFrom")))
                opaque_.insert("${" + one.logical_id + "#}");
        } else if (type == v2_api) {
            if (is_given(properties.find("Body")) || is_given(properties.find("BodyS3Location")))
                opaque_.insert("${" + one.logical_id + "#}");
        }
    }

    void note_authorizer(const Value& properties) {
        const Value* authorizer = properties.find("AuthorizerId");
        if (!authorizer) return;
        const std::string_view id = target_of_arn(authorizer);
        for (const std::string_view attribute : {"AuthorizerId", "Id"})
            if (id.empty()) used_.insert(target_of_attribute(authorizer, attribute));
        used_.insert(id);
    }

    /// The stages that a call may come from.
    std::vector<std::string> stages_of(const std::string& api) const {
        const auto found = stages_.find(api);
        // A stage of an API that is not known may be one of this.
        const bool known = found != stages_.end() && found->second.size() <= most_stages && stages_known_;
        if (!known) return {std::string(one_part)};
        return {found->second.begin(), found->second.end()};
    }

    std::vector<std::string> api_sources(const std::string& api, std::string_view after_stage) const {
        std::vector<std::string> made;
        for (const std::string& stage : stages_of(api))
            made.push_back(fmt::format("{}{}/{}/{}", execute_api, api.empty() ? whatever : std::string_view(api), stage,
                                       after_stage));
        return made;
    }

    /// `/users/{id}` of an `AWS::ApiGateway::Resource`.
    std::optional<std::string> path_of(const Value* id) const {
        std::string made;
        constexpr int deepest = 40;
        for (int depth = 0; depth < deepest; ++depth) {
            const std::string spelt = text(id);
            if (!spelt.starts_with("${") || spelt.find('}') != spelt.size() - 1) return {};
            const std::string_view inside = std::string_view(spelt).substr(2, spelt.size() - 3);
            if (inside.ends_with(".RootResourceId")) return made.empty() ? "/" : made;
            const TemplateResource* resource =
                facts_.names.resource(inside.substr(0, inside.find('.')), "AWS::ApiGateway::Resource");
            if (!resource) return {};
            const Value& properties = facts_.properties(*resource);
            const Value* part = properties.find("PathPart");
            if (!part) return {};
            made.insert(0, "/" + text(part));
            id = properties.find("ParentId");
        }
        return {};
    }

    // --- Callers ---------------------------------------------------------------------------------------------------

    void check(const TemplateResource& one) {
        const std::string_view type = one.type;
        if (!type.starts_with("AWS::")) return;
        const auto is = [&](std::string_view name) { return type.substr(5) == name; };
        switch (type.size() > 5 ? type[5] : 0) {
            case 'A':
                if (is("ApiGateway::Method")) method(one);
                if (is("ApiGatewayV2::Integration")) integration(one);
                if (is("ApiGateway::Authorizer")) authorizer(one, "RestApiId", "AuthorizerCredentials", "Type");
                if (is("ApiGatewayV2::Authorizer"))
                    authorizer(one, "ApiId", "AuthorizerCredentialsArn", "AuthorizerType");
                if (is("ApiGatewayV2::Api")) quick_api(one);
                if (is("ApiGatewayV2::Api") || is("ApiGateway::RestApi")) body(one);
                break;
            case 'B':
                if (is("Bedrock::Agent")) agent(one);
                break;
            case 'C':
                if (is("Cognito::UserPool")) pool(one);
                if (is("CloudWatch::Alarm") || is("CloudWatch::CompositeAlarm")) alarm(one);
                if (is("Config::ConfigRule")) config_rule(one);
                break;
            case 'E':
                if (is("Events::Rule")) rule(one);
                if (is("ElasticLoadBalancingV2::TargetGroup")) target_group(one);
                break;
            case 'I':
                if (is("IoT::TopicRule")) iot_rule(one);
                break;
            case 'L':
                if (is("Logs::SubscriptionFilter")) log_subscription(one);
                if (is("Lambda::Url")) url(one);
                break;
            case 'S':
                if (is("S3::Bucket")) bucket(one);
                if (is("SNS::Subscription")) subscription(one);
                if (is("SNS::Topic")) topic(one);
                if (is("SecretsManager::RotationSchedule")) rotation(one);
                if (is("SES::ReceiptRule")) receipt_rule(one);
                break;
            default:
                break;
        }
    }

    void method(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string api = text(properties.find("RestApiId"));
        const Value* uri = properties.find({"Integration", "Uri"});
        const Value* settings = properties.find("Integration");
        if (!is_given(settings)) return;
        if (!settings->is_map()) return hide(api);
        if (is_given(settings->find("Credentials")) || !is_given(uri)) return;
        const std::string path = path_of(properties.find("ResourceId")).value_or(std::string(whatever));
        const std::string way = text(properties.find("HttpMethod"));
        const std::string_view method = presented_method(way.empty() || way.find("${") != way.npos ? one_part : way);
        const Place place = place_of(uri, one.place);
        call_api(text(uri), api, fmt::format("method `{}`", one.logical_id), place,
                 fmt::format("{}{}", method, presented_path(path)),
                 path.find("${") == path.npos ? fmt::format("{} {}", way, path) : std::string());
    }

    void integration(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const std::string api = text(properties.find("ApiId"));
        const Value* uri = properties.find("IntegrationUri");
        if (is_given(properties.find("CredentialsArn")) || is_given(properties.find("IntegrationSubtype")) ||
            !is_given(uri))
            return;
        const auto routes = routes_.find(one.logical_id);
        // Without a route, nobody comes this way.
        if (routes == routes_.end()) return hide(api);
        const bool http = is_http(api);
        for (const std::string& key : routes->second) {
            const std::size_t blank = key.find(' ');
            std::string after_stage(whatever);
            if (http && key == "$default")
                after_stage = key;
            else if (http && blank != key.npos)
                after_stage =
                    fmt::format("{}{}", presented_method(key.substr(0, blank)), presented_path(key.substr(blank + 1)));
            if (call_api(text(uri), api, fmt::format("integration `{}`", one.logical_id), place_of(uri, one.place),
                         after_stage, key))
                return;
        }
    }

    bool is_http(std::string_view api) const {
        if (!api.starts_with("${") || !api.ends_with("#}")) return false;
        const TemplateResource* found = facts_.names.resource(api.substr(2, api.size() - 4), v2_api);
        return found && text_of(facts_.properties(*found).find("ProtocolType")) == "HTTP";
    }

    /// Whether it is refused.
    bool call_api(const std::string& uri, const std::string& api, const std::string& what, Place place,
                  const std::string& after_stage, const std::string& route) {
        const bool by_arn = uri.starts_with("arn:aws:lambda:");
        const std::string_view name = by_arn ? std::string_view(uri) : function_in_uri(uri);
        if (name.empty()) {
            const bool other =
                uri.starts_with("http") || (uri.starts_with("arn:aws:apigateway:") && uri.find(":lambda:") == uri.npos);
            if (!other) hide(api);
            return false;
        }
        const Value value{name};
        const FunctionReference to = permissions().named(&value);
        if (!to.function) {
            hide(api);
            return false;
        }
        std::vector<std::string> sources = api_sources(api, after_stage);
        if (after_stage.ends_with('/') && after_stage.size() > 1) {
            // A permission for the root may leave out the last slash.
            for (std::string& shorter : api_sources(api, after_stage.substr(0, after_stage.size() - 1)))
                sources.push_back(std::move(shorter));
        }
        api_calls_[api][to.function].push_back(fmt::format("{}{}/{}/{}", execute_api, api, one_part, after_stage));
        return call(
            to, service("apigateway"), std::move(sources), what, place,
            api.ends_with("#}")
                ? fmt::format("!Sub arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:{}/*",
                              "${" + api.substr(2, api.size() - 4) + "}")
                : std::string(),
            route);
    }

    void hide(const std::string& api) {
        if (api.ends_with("#}"))
            opaque_.insert(api);
        else
            all_opaque_ = true;
    }

    /// The operations of a description that an API is made from.
    void body(const TemplateResource& one) {
        const Value* body = facts_.properties(one).find("Body");
        const Value* paths = body && body->is_map() ? body->find("paths") : nullptr;
        if (!paths || !paths->is_map()) return;
        const std::string api = "${" + one.logical_id + "#}";
        // A base path may come before all others.
        const bool is_plain = !one.properties.find("Parameters") && !body->find("basePath") && !body->find("servers");
        std::set<std::string> refused;
        for (const Member& path : paths->map()) {
            if (!path.value.is_map()) continue;
            for (const Member& operation : path.value.map()) {
                const Value* settings = operation.value.find("x-amazon-apigateway-integration");
                const Value* uri = settings && settings->is_map() ? settings->find("uri") : nullptr;
                if (!is_given(uri) || is_given(settings->find("credentials"))) continue;
                const std::string spelt = text(uri);
                if (refused.contains(spelt)) continue;
                const std::string way =
                    operation.name == "x-amazon-apigateway-any-method" ? std::string("ANY") : to_upper(operation.name);
                const bool is_known = is_plain && path.name.starts_with('/') && path.name != "/$default";
                const std::string after_stage =
                    is_known ? fmt::format("{}{}", presented_method(way), presented_path(path.name))
                             : std::string(whatever);
                const std::string route = fmt::format("{} {}", way, path.name);
                if (call_api(spelt, api, fmt::format("`{}` of API `{}`", route, one.logical_id),
                             place_of(uri, operation.place.or_else(one.place)), after_stage, route))
                    refused.insert(spelt);
            }
        }
    }

    void quick_api(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const Value* target = properties.find("Target");
        if (!is_given(target)) return;
        const std::string api = "${" + one.logical_id + "#}";
        if (is_given(properties.find("CredentialsArn"))) return hide(api);
        call_api(text(target), api, fmt::format("API `{}`", one.logical_id), place_of(target, one.place),
                 std::string(whatever), {});
    }

    void authorizer(const TemplateResource& one, std::string_view api_property, std::string_view credentials,
                    std::string_view type_property) {
        const Value& properties = facts_.properties(one);
        const std::string api = text(properties.find(api_property));
        const auto type = text_of(properties.find(type_property));
        if (is_given(properties.find(credentials)) || (type != "TOKEN" && type != "REQUEST")) return;
        const Value* uri = properties.find("AuthorizerUri");
        if (!is_given(uri)) return;
        const std::string spelt = text(uri);
        const std::string_view name = function_in_uri(spelt);
        if (name.empty()) return hide(api);
        const Value value{name};
        const FunctionReference to = permissions().named(&value);
        if (!to.function) return hide(api);
        const std::string source =
            fmt::format("{}{}/authorizers/{}", execute_api, api.empty() ? whatever : std::string_view(api), one_part);
        api_calls_[api][to.function].push_back(source);
        if (!used_.contains(one.logical_id)) return;
        call(to, service("apigateway"), {source}, fmt::format("authorizer `{}`", one.logical_id),
             place_of(uri, one.place),
             api.ends_with("#}")
                 ? fmt::format(
                       "!Sub arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:{}/authorizers/*",
                       "${" + api.substr(2, api.size() - 4) + "}")
                 : std::string());
    }

    void rule(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const bool disabled = text_of(properties.find("State")) == "DISABLED";
        const Value* targets = properties.find("Targets");
        auto& [known, called] = rule_calls_[canonical_arn(one, facts_)];
        known = &one;
        if (!is_given(targets)) return;
        each(targets, [&](const Value& target) {
            const Value* arn = target.find("Arn");
            const FunctionReference to = arn ? permissions().named(arn) : FunctionReference{};
            if (!to.function) {
                const std::string spelt = text(arn);
                if (!spelt.starts_with("arn:aws:") || spelt.starts_with("arn:aws:lambda:")) called.push_back(nullptr);
                return;
            }
            called.push_back(to.function);
            if (disabled || is_given(target.find("RoleArn"))) return;
            call(to, service("events"), {canonical_arn(one, facts_)}, fmt::format("rule `{}`", one.logical_id),
                 place_of(arn, one.place), fmt::format("!GetAtt {}.Arn", one.logical_id));
        });
    }

    void bucket(const TemplateResource& one) {
        if (!one.properties.find("NotificationConfiguration")) return;
        const Value* list = facts_.properties(one).find({"NotificationConfiguration", "LambdaConfigurations"});
        if (!is_given(list)) return;
        each(list, [&](const Value& configuration) {
            call(configuration.find("Function"), "s3", {canonical_arn(one, facts_)},
                 fmt::format("bucket `{}`", one.logical_id), one, {});
        });
    }

    void subscription(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (text_of(properties.find("Protocol")) != "lambda") return;
        const std::string topic = text(properties.find("TopicArn"));
        call(properties.find("Endpoint"), "sns", {topic}, fmt::format("subscription `{}`", one.logical_id), one,
             topic_hint(properties.find("TopicArn")));
    }

    static std::string topic_hint(const Value* topic) {
        const std::string_view id = target_of_arn(topic);
        return id.empty() ? std::string() : fmt::format("!Ref {}", id);
    }

    void topic(const TemplateResource& one) {
        if (!one.properties.find("Subscription")) return;
        const Value* list = facts_.properties(one).find("Subscription");
        each(list, [&](const Value& subscription) {
            if (text_of(subscription.find("Protocol")) == "lambda")
                call(subscription.find("Endpoint"), "sns", {canonical_arn(one, facts_)},
                     fmt::format("topic `{}`", one.logical_id), one, fmt::format("!Ref {}", one.logical_id));
        });
    }

    void log_subscription(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (is_given(properties.find("RoleArn"))) return;
        const std::string group = text(properties.find("LogGroupName"));
        const std::string_view id = target_of_arn(properties.find("LogGroupName"));
        call(properties.find("DestinationArn"), "logs",
             {fmt::format("arn:aws:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:{}:*",
                          group.empty() ? whatever : std::string_view(group))},
             fmt::format("subscription filter `{}`", one.logical_id), one,
             id.empty() ? std::string() : fmt::format("!GetAtt {}.Arn", id));
    }

    void pool(const TemplateResource& one) {
        const Value* triggers = facts_.properties(one).find("LambdaConfig");
        if (!triggers || !triggers->is_map()) return;
        for (const Member& trigger : triggers->map()) {
            if (trigger.name == "KMSKeyID") continue;
            const Value* function = trigger.value.is_map() ? trigger.value.find("LambdaArn") : &trigger.value;
            call(function, "cognito-idp", {canonical_arn(one, facts_)},
                 fmt::format("trigger `{}` of user pool `{}`", trigger.name, one.logical_id), one,
                 fmt::format("!GetAtt {}.Arn", one.logical_id));
        }
    }

    void alarm(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (truth(properties.find("ActionsEnabled")) == false) return;
        for (const std::string_view actions : {"AlarmActions", "OKActions", "InsufficientDataActions"})
            each(properties.find(actions), [&](const Value& action) {
                if (!action.is_call()) return;
                call(&action, "lambda.alarms.cloudwatch", {canonical_arn(one, facts_)},
                     fmt::format("alarm `{}`", one.logical_id), one, fmt::format("!GetAtt {}.Arn", one.logical_id));
            });
    }

    void config_rule(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (text_of(properties.find({"Source", "Owner"})) != "CUSTOM_LAMBDA") return;
        call(properties.find({"Source", "SourceIdentifier"}), "config", {}, fmt::format("rule `{}`", one.logical_id),
             one, {});
    }

    void rotation(const TemplateResource& one) {
        call(facts_.properties(one).find("RotationLambdaARN"), "secretsmanager", {},
             fmt::format("rotation schedule `{}`", one.logical_id), one, {});
    }

    void receipt_rule(const TemplateResource& one) {
        each(facts_.properties(one).find({"Rule", "Actions"}), [&](const Value& action) {
            call(action.find({"LambdaAction", "FunctionArn"}), "ses", {},
                 fmt::format("receipt rule `{}`", one.logical_id), one, {});
        });
    }

    void iot_rule(const TemplateResource& one) {
        const Value* payload = facts_.properties(one).find("TopicRulePayload");
        if (!payload || is_true(payload->find("RuleDisabled"))) return;
        each(payload->find("Actions"), [&](const Value& action) {
            call(action.find({"Lambda", "FunctionArn"}), "iot", {}, fmt::format("rule `{}`", one.logical_id), one, {});
        });
    }

    void target_group(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (text_of(properties.find("TargetType")) != "lambda") return;
        each(properties.find("Targets"), [&](const Value& target) {
            call(target.find("Id"), "elasticloadbalancing", {}, fmt::format("target group `{}`", one.logical_id), one,
                 {});
        });
    }

    void agent(const TemplateResource& one) {
        each(facts_.properties(one).find("ActionGroups"), [&](const Value& group) {
            call(group.find({"ActionGroupExecutor", "Lambda"}), "bedrock", {},
                 fmt::format("agent `{}`", one.logical_id), one, {});
        });
    }

    void call(const Value* function, std::string_view principal, std::vector<std::string> sources,
              const std::string& what, const TemplateResource& caller, const std::string& source_hint) {
        if (!is_given(function)) return;
        const FunctionReference to = permissions().named(function);
        if (to.function)
            call(to, service(principal), std::move(sources), what, place_of(function, caller.place), source_hint);
    }

    static std::string in_words(const FunctionReference& to) {
        if (to.qualifier.empty()) return fmt::format("function `{}`", to.function->logical_id);
        const bool version = to.alias && to.alias->type == "AWS::Lambda::Version";
        return fmt::format("{} `{}` of function `{}`", version ? "version" : "alias",
                           version ? to.alias->logical_id : to.qualifier, to.function->logical_id);
    }

    static std::string function_hint(const FunctionReference& to) {
        return fmt::format("`FunctionName: !Ref {}`", to.alias ? to.alias->logical_id : to.function->logical_id);
    }

    /// Whether it is refused.
    bool call(const FunctionReference& to, const Service& by, std::vector<std::string> sources, const std::string& what,
              Place place, const std::string& source_hint, const std::string& route = {}) {
        // An alias of another stack has its permissions there too.
        if (!to.qualifier.empty() && !to.alias) return false;
        const FunctionPermissions::Answer answer =
            permissions().admits({.to = to, .service = by.principal, .sources = std::move(sources)});
        if (answer.misfit == Misfit::none || permissions().may_be_let_in_elsewhere(*to.function)) return false;
        const FunctionPermission* near = answer.nearest;
        Diagnostic found{
            .rule = &rules::caller_not_let_in,
            .message = fmt::format("{} calls {}, which does not let {} in", what, in_words(to), by.name),
            .primary = {place, {}},
            .fix = fmt::format("add an `AWS::Lambda::Permission` with {}, `Action: lambda:InvokeFunction`, "
                               "`Principal: {}.amazonaws.com`{}",
                               function_hint(to), by.principal,
                               source_hint.empty() ? "" : fmt::format(" and `SourceArn: {}`", source_hint)),
            .why = std::string(by.refused)};
        if (by.principal == "s3") found.fix += " and `SourceAccount: !Ref AWS::AccountId`";
        if (near) named_.insert(near->resource);
        if (near && answer.misfit == Misfit::source) {
            found.rule = &rules::permission_for_other_source;
            found.message = fmt::format("{} calls {}, which lets {} in for another source{}", what, in_words(to),
                                        by.name, route.empty() ? "" : fmt::format(" than `{}`", route));
            found.related = {{place_of_property(*near, "SourceArn"), "lets in only this source"}};
            found.fix = source_hint.empty() ? std::string("let the permission's `SourceArn` match the caller")
                                            : fmt::format("set the permission's `SourceArn` to `{}`", source_hint);
        } else if (near && answer.misfit == Misfit::qualifier) {
            found.rule = &rules::permission_not_on_alias;
            found.message = fmt::format("{} calls {}, and the permission is on {}", what, in_words(to),
                                        near->to.qualifier.empty() ? "the function" : in_words(near->to));
            found.related = {{place_of_property(*near, "FunctionName"), "lets callers in here only"}};
            found.fix = fmt::format("set {} in the permission", function_hint(to));
        } else if (near && answer.misfit == Misfit::principal) {
            found.related = {{place_of_property(*near, "Principal"), "lets in somebody else"}};
            found.fix = fmt::format("set the permission's `Principal` to `{}.amazonaws.com`", by.principal);
        }
        report_.add(std::move(found));
        return true;
    }

    Place place_of_property(const FunctionPermission& permission, std::string_view name) const {
        return place_of(*permission.resource, facts_.properties(*permission.resource), name);
    }

    // --- Function URLs -----------------------------------------------------------------------------------------------

    void url(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (text_of(properties.find("AuthType")) != "NONE") return;
        const Value* function = properties.find("TargetFunctionArn");
        FunctionReference to = permissions().named(function);
        if (!to.function) return;
        if (const Value* qualifier = properties.find("Qualifier"); is_given(qualifier)) {
            const std::string arn = canonical_arn(*to.function, facts_) + ":" + text(qualifier);
            const Value qualified{std::string_view(arn)};
            to = permissions().named(&qualified);
            if (!to.alias) return;
        }
        if (!to.qualifier.empty() && !to.alias) return;
        const auto may = [&](std::string_view action) {
            return permissions().admits({.to = to, .service = "*", .action = action, .through_url = true}).misfit ==
                   Misfit::none;
        };
        const bool by_url = may("lambda:InvokeFunctionUrl"), by_function = may("lambda:InvokeFunction");
        if ((by_url && by_function) || permissions().may_be_let_in_elsewhere(*to.function)) return;
        constexpr std::string_view for_url = "`Action: lambda:InvokeFunctionUrl` and `FunctionUrlAuthType: NONE`",
                                   for_function = "`Action: lambda:InvokeFunction` and `InvokedViaFunctionUrl: true`";
        report_.add({.rule = &rules::function_url_not_let_in,
                     .message = fmt::format("URL `{}` is open to anyone, and {} does not let them {}", one.logical_id,
                                            in_words(to),
                                            by_url        ? "`lambda:InvokeFunction` through it"
                                            : by_function ? "`lambda:InvokeFunctionUrl`"
                                                          : "in"),
                     .primary = {place_of(one, properties, "AuthType"), {}},
                     .fix = by_url || by_function
                                ? fmt::format("add a permission with {}, `Principal: '*'`, {}", function_hint(to),
                                              by_url ? for_function : for_url)
                                : fmt::format("add two permissions with {}, `Principal: '*'`: one with {}, one with {}",
                                              function_hint(to), for_url, for_function)});
    }

    // --- Permissions -------------------------------------------------------------------------------------------------

    void check_principals_only() {
        for (const TemplateResource& one : facts_.tree.resources)
            if (one.type == "AWS::Lambda::Permission") check_principal(one, facts_.properties(one));
    }

    void check_permission(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        // What a caller's finding points at is said already.
        if (named_.contains(&one)) return;
        if (!check_principal(one, properties) || !check_source(one, properties)) return;
        check_use(one, properties);
    }

    /// Whether it may be one.
    bool check_principal(const TemplateResource& one, const Value& properties) {
        const Value* value = properties.find("Principal");
        const auto principal = text_of(value);
        if (!principal || principal->empty() || *principal == "*" || principal->find("${") != principal->npos)
            return true;
        if (principal->starts_with("arn:") || std::all_of(principal->begin(), principal->end(), is_alphanumeric)) {
            // An account, or the id of a user or role; but "apigateway" is neither.
            if (!find_service(*principal)) return true;
        }
        const std::string_view known = service_of(*principal);
        if (!known.empty() || principal->starts_with("alexa-")) return true;
        const std::string_view first = principal->substr(0, principal->find('.'));
        const Service* meant = find_service(first);
        if (!meant) meant = find_service(nearest_service(first));
        if (!meant) return true;
        report_.add({.rule = &rules::permission_for_nobody,
                     .message = fmt::format("`{}` of permission `{}` is no principal", *principal, one.logical_id),
                     .primary = {place_of(value, one.place), {}},
                     .fix = fmt::format("write `{}.amazonaws.com`", meant->principal)});
        return false;
    }

    bool check_source(const TemplateResource& one, const Value& properties) {
        const Value* value = properties.find("SourceArn");
        if (!is_given(value) || !value->is_call()) return true;
        const std::string source = text(value);
        const Place place = place_of(value, one.place);
        if (source.starts_with("${") && source.ends_with("#}") && source.find('}') == source.size() - 1) {
            const std::string_view id = std::string_view(source).substr(2, source.find_first_of(".#") - 2);
            report_.add({.rule = &rules::source_is_no_arn,
                         .message = fmt::format("`SourceArn` of permission `{}` is the name of `{}`, not its ARN",
                                                one.logical_id, id),
                         .primary = {place, {}},
                         .fix = source_fix(id)});
            return false;
        }
        if (!source.starts_with("arn:aws:")) return true;
        const std::string principal = text(properties.find("Principal"));
        const std::string_view called_by = service_of(principal);
        std::string_view of = std::string_view(source).substr(8);
        of = of.substr(0, of.find(':'));
        const Service* is =
            find_service(called_by.starts_with("lambda.alarms") ? called_by : called_by.substr(0, called_by.find('.')));
        const Service* should = find_service_of_arn(of);
        const bool own_api = of == "apigateway" && is && is->principal == "apigateway";
        if ((!should || !is || is == should || is->arn.empty()) && !own_api) return true;
        report_.add(
            {.rule = &rules::permission_never_applies,
             .message = own_api ? fmt::format("permission `{}` names an API as API Gateway never does", one.logical_id)
                                : fmt::format("permission `{}` lets {} in for a source of {}", one.logical_id, is->name,
                                              should->name),
             .primary = {own_api ? place : place_of(one, properties, "Principal"), {}},
             .related = own_api ? std::vector<Label>{} : std::vector<Label>{{place, "never sent by it"}},
             .fix = own_api ? "write `arn:aws:execute-api:` Region, account and id of the API, then `/*`"
                            : fmt::format("set `Principal` to `{}.amazonaws.com`, or name a source of {}",
                                          should->principal, is->name)});
        return false;
    }

    std::string source_fix(std::string_view id) const {
        const TemplateResource* resource = facts_.names.resource(id);
        if (resource && (resource->type == rest_api || resource->type == v2_api))
            return fmt::format(
                "write `!Sub arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{}}}/*`", id);
        return fmt::format("write `!GetAtt {}.Arn`", id);
    }

    /// Whether the source ever calls the function.
    void check_use(const TemplateResource& one, const Value& properties) {
        const FunctionReference to = permissions().named(properties.find("FunctionName"));
        const Value* value = properties.find("SourceArn");
        if (!to.function || !is_given(value)) return;
        const std::string source = text(value);
        const Place place = place_of(value, one.place);
        if (source.starts_with(execute_api)) {
            std::string_view api = std::string_view(source).substr(execute_api.size());
            api = api.substr(0, api.find('/'));
            if (!api.starts_with("${") || !api.ends_with("#}") || all_opaque_ || opaque_.contains(std::string(api)))
                return;
            const auto& by_function = api_calls_[std::string(api)];
            const auto found = by_function.find(to.function);
            const bool calls = found != by_function.end();
            // A function with so many calls has permissions that are as many, or general.
            constexpr std::size_t many = 500;
            if (calls && (found->second.size() > many ||
                          std::any_of(found->second.begin(), found->second.end(), [&](const std::string& presented) {
                              return source_may_match(source, presented);
                          })))
                return;
            const std::string_view id = api.substr(2, api.size() - 4);
            report_.add(
                {.rule = &rules::permission_without_caller,
                 .message = calls ? fmt::format("permission `{}` matches no call of API `{}` to function `{}`",
                                                one.logical_id, id, to.function->logical_id)
                                  : fmt::format("permission `{}` is for API `{}`, which never calls function `{}`",
                                                one.logical_id, id, to.function->logical_id),
                 .primary = {place, {}},
                 .fix = "correct the `SourceArn`, or remove the permission"});
            return;
        }
        const auto found = rule_calls_.find(source);
        if (found == rule_calls_.end()) return;
        const auto& [rule, called] = found->second;
        if (std::any_of(called.begin(), called.end(),
                        [&](const TemplateResource* known) { return !known || known == to.function; }))
            return;
        report_.add({.rule = &rules::permission_without_caller,
                     .message = fmt::format("permission `{}` is for rule `{}`, which never calls function `{}`",
                                            one.logical_id, rule->logical_id, to.function->logical_id),
                     .primary = {place, {}},
                     .fix = "name the rule that has the function as a target, or remove the permission"});
    }

    static constexpr std::string_view execute_api = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:";
    static constexpr std::size_t most_stages = 20;

    const Facts& facts_;
    Report& report_;
    std::optional<FunctionPermissions> permissions_;
    std::unordered_map<std::string, std::vector<std::string>> routes_;  ///< keys by the integration's logical id
    std::map<std::string, std::set<std::string>> stages_;               ///< by the API
    std::unordered_set<std::string_view> used_;                         ///< authorizers
    /// What each API presents to each function.
    std::unordered_map<std::string, std::unordered_map<const TemplateResource*, std::vector<std::string>>> api_calls_;
    /// What each rule calls, by its ARN; nothing for what is not known.
    std::unordered_map<std::string, std::pair<const TemplateResource*, std::vector<const TemplateResource*>>>
        rule_calls_;
    std::unordered_set<std::string> opaque_;  ///< APIs that may call what is not seen here
    bool all_opaque_ = false;
    bool stages_known_ = false;
    bool made_by_framework_ = false;                     ///< parts of an API that are not looked at
    std::unordered_set<const TemplateResource*> named_;  ///< permissions that a finding points at
};

}  // namespace

void check_functions_callers(const Facts& facts, Report& report) { CallerCheck(facts, report).run(); }

}  // namespace bobgen::callers
