/// Deployments and stages of APIs.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

using Resources = std::vector<const TemplateResource*>;

class Deployed {
public:
    explicit Deployed(const Asked& in) : in_(in) {}

    void run() {
        check_deployments({"AWS::ApiGateway::Deployment", "RestApiId", "AWS::ApiGateway::RestApi",
                           "AWS::ApiGateway::Method", "method"});
        check_deployments(
            {"AWS::ApiGatewayV2::Deployment", "ApiId", "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Route", "route"});
        check_twice();
        for (const TemplateResource* stage : in_.types.of("AWS::ApiGatewayV2::Stage")) check_empty(*stage);
        if (!in_.types.of("AWS::ApiGateway::Account").empty()) check_logging();
    }

private:
    struct Words {
        std::string_view deployment;
        std::string_view api_property;
        std::string_view api;
        std::string_view part;
        std::string_view noun;
    };

    const Value& properties(const TemplateResource& one) const { return in_.facts.properties(one); }

    const TemplateResource* api_of(const TemplateResource& part, const Words& words) const {
        return named_by(properties(part).find(words.api_property), words.api, in_.facts.names);
    }

    void check_deployments(const Words& words) {
        const Resources& deployments = in_.types.of(words.deployment);
        if (deployments.empty()) return;
        std::map<const TemplateResource*, Resources> parts;
        for (const TemplateResource* part : in_.types.of(words.part))
            if (const TemplateResource* api = api_of(*part, words)) parts[api].push_back(part);
        for (const TemplateResource* deployment : deployments) {
            const TemplateResource* api = api_of(*deployment, words);
            if (!api) continue;
            const Value& of_api = properties(*api);
            // An API with a body has methods without any resource for them.
            if (of_api.find("Body") || of_api.find("BodyS3Location") || of_api.find("CloneFrom") || of_api.is_call() ||
                !api->macro.is_null())
                continue;
            const auto found = parts.find(api);
            if (found != parts.end()) check_deployment(*deployment, found->second, words);
        }
    }

    void check_deployment(const TemplateResource& deployment, const Resources& parts, const Words& words) {
        const TemplateResource* api = api_of(deployment, words);
        const auto waited_for = in_.order.count(deployment, [&](const TemplateResource& one) {
            return one.type == words.part && api_of(one, words) == api;
        });
        if (!waited_for || *waited_for == parts.size()) return;
        const auto comes_too = [&](const TemplateResource* part) { return Order::come_together(deployment, *part); };
        if (*waited_for == 0) {
            const auto first = std::ranges::find_if(parts, comes_too);
            if (first != parts.end()) tell_empty(deployment, **first, parts.size() > 1, words);
            return;
        }
        Resources missed;
        for (const TemplateResource* part : parts)
            if (!in_.order.waits_for(deployment, *part) && comes_too(part)) missed.push_back(part);
        if (missed.empty()) return;
        constexpr std::size_t shown = 3;
        std::string names;
        for (std::size_t i = 0; i < std::min(shown, missed.size()); ++i)
            names += fmt::format("{}`{}`", i ? ", " : "", missed[i]->logical_id);
        if (missed.size() > shown) names += fmt::format(" and {} more", missed.size() - shown);
        in_.report.add({
            .rule = &rules::deployment_misses_method,
            .message = fmt::format("deployment `{}` does not wait for {} {} of its API", deployment.logical_id,
                                   fmt::format("{}{}", words.noun, missed.size() > 1 ? "s" : ""), names),
            .primary = {deployment.depends_on_place.or_else(deployment.place), {}},
            .related = {{missed.front()->place, "may be created after the deployment"}},
            .fix = fmt::format("add {} to its `DependsOn`", missed.size() > 1 ? "them" : "it"),
        });
    }

    void tell_empty(const TemplateResource& deployment, const TemplateResource& part, bool has_several,
                    const Words& words) {
        tell({.certain = rules::deployment_without_methods,
              .hasty = deployment,
              .place = place_of(deployment, properties(deployment), words.api_property),
              .needed = part,
              .needs = fmt::format("deployment `{}` needs the {}s of its API", deployment.logical_id, words.noun),
              .why = {},
              .fix = fmt::format("add `DependsOn` with {} {}{} of the API", has_several ? "all" : "the", words.noun,
                                 has_several ? "s" : ""),
              .loses_a_tie = true},
             in_);
    }

    /// A deployment with a stage's name creates that stage.
    void check_twice() {
        std::unordered_map<std::string, const TemplateResource*> made;
        for (const TemplateResource* deployment : in_.types.of("AWS::ApiGateway::Deployment"))
            if (const std::string stage = stage_of(*deployment); !stage.empty()) made.emplace(stage, deployment);
        if (made.empty()) return;
        for (const TemplateResource* stage : in_.types.of("AWS::ApiGateway::Stage")) {
            const auto found = made.find(stage_of(*stage));
            // A deployment to a stage that is there already, such as a canary, makes none.
            if (found == made.end() || !in_.order.waits_for(*stage, *found->second) ||
                !Order::come_together(*stage, *found->second))
                continue;
            const TemplateResource& deployment = *found->second;
            in_.report.add({
                .rule = &rules::stage_made_twice,
                .message = fmt::format("deployment `{}` already makes the stage that `{}` is", deployment.logical_id,
                                       stage->logical_id),
                .primary = {place_of(*stage, properties(*stage), "StageName"), {}},
                .related = {{place_of(deployment, properties(deployment), "StageName"), "made here too"}},
                .fix = fmt::format("remove `StageName` from deployment `{}`", deployment.logical_id),
            });
        }
    }

    /// The API's name and the stage's; empty when one of them is not known.
    std::string stage_of(const TemplateResource& resource) const {
        const Value* name = properties(resource).find("StageName");
        const Value* api = properties(resource).find("RestApiId");
        if (!name || !api) return {};
        std::string spelt = spelt_out(*api, in_.facts.names) + "/" + spelt_out(*name, in_.facts.names);
        return spelt.find("${?}") == spelt.npos ? spelt : std::string{};
    }

    void check_empty(const TemplateResource& stage) {
        const Value& of = properties(stage);
        const Value* automatic = of.find("AutoDeploy");
        if ((automatic && truth(automatic) != false) || of.find("DeploymentId") || !of.find("ApiId")) return;
        // An imported API is its own matter.
        const TemplateResource* api = named_by(of.find("ApiId"), "AWS::ApiGatewayV2::Api", in_.facts.names);
        if (!api || properties(*api).find("Target")) return;
        // Any deployment may name the stage.
        for (const TemplateResource* one : in_.types.of("AWS::ApiGatewayV2::Deployment"))
            if (properties(*one).find("StageName")) return;
        in_.report.add({
            .rule = &rules::stage_without_deployment,
            .message = fmt::format("nothing is deployed to stage `{}` of API `{}`", stage.logical_id, api->logical_id),
            .primary = {place_of(stage, of, "StageName"), {}},
            .related = {{api->place, "the API"}},
            .fix = "set `AutoDeploy: true`, or `DeploymentId` to a deployment that waits for all routes",
        });
    }

    void check_logging() {
        const auto logs = [](const Value* level) {
            const auto text = text_of(level);
            return text == "INFO" || text == "ERROR";
        };
        for (const TemplateResource* stage : in_.types.of("AWS::ApiGateway::Stage")) {
            const Value& of = properties(*stage);
            const Value* access = of.find({"AccessLogSetting", "DestinationArn"});
            Place place = access ? place_of(*stage, of, "AccessLogSetting") : Place{};
            bool found = access != nullptr;
            each(of.find("MethodSettings"), [&](const Value& one) {
                if (!found && one.is_map() && logs(one.find("LoggingLevel"))) {
                    found = true;
                    place = place_of(one.find("LoggingLevel"), place_of(*stage, of, "MethodSettings"));
                }
            });
            if (found) check_logging(*stage, place);
        }
        for (const TemplateResource* stage : in_.types.of("AWS::ApiGatewayV2::Stage")) {
            const Value& of = properties(*stage);
            const Value* level = of.find({"DefaultRouteSettings", "LoggingLevel"});
            if (logs(level)) check_logging(*stage, place_of(level, stage->place));
        }
        for (const TemplateResource* deployment : in_.types.of("AWS::ApiGateway::Deployment")) {
            const Value& of = properties(*deployment);
            const Value* level = of.find({"StageDescription", "LoggingLevel"});
            const Value* access = of.find({"StageDescription", "AccessLogSetting"});
            if (access || logs(level)) check_logging(*deployment, place_of(access ? access : level, deployment->place));
        }
    }

    void check_logging(const TemplateResource& stage, Place place) {
        const TemplateResource& account = *in_.types.of("AWS::ApiGateway::Account").front();
        if (in_.order.waits_for(stage, account) || in_.order.waits_for(account, stage) ||
            !Order::come_together(stage, account) || !properties(account).find("CloudWatchRoleArn"))
            return;
        in_.report.add({
            .rule = &rules::logging_before_account_role,
            .message = fmt::format("`{}` turns on logging, and does not wait for the account's role in `{}`",
                                   stage.logical_id, account.logical_id),
            .primary = {place.or_else(stage.place), {}},
            .related = {{account.place, "sets the role"}},
            .fix = fmt::format("add `DependsOn: {}`", account.logical_id),
        });
    }

    const Asked& in_;
};

}  // namespace

void check_deployments(const Asked& in) { Deployed(in).run(); }

}  // namespace bobgen::waiting
