/// A deployment of an API is a copy of what the API was when CloudFormation created the deployment. A stage serves that
/// copy, so a change of a method is live only when a new deployment is made for it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/report/text.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

struct DeployedPart {
    std::string_view type;
    std::string_view noun;
};

/// "You must redeploy when you update the configuration of methods, integrations, authorizers, and anything else other
/// than stage settings."
constexpr DeployedPart parts_of_rest_api[] = {
    {"AWS::ApiGateway::Method", "method"},
    {"AWS::ApiGateway::Resource", "resource"},
    {"AWS::ApiGateway::Model", "model"},
    {"AWS::ApiGateway::Authorizer", "authorizer"},
    {"AWS::ApiGateway::GatewayResponse", "gateway response"},
    {"AWS::ApiGateway::RequestValidator", "request validator"},
};
constexpr DeployedPart parts_of_http_api[] = {
    {"AWS::ApiGatewayV2::Route", "route"},
    {"AWS::ApiGatewayV2::Integration", "integration"},
    {"AWS::ApiGatewayV2::Authorizer", "authorizer"},
    {"AWS::ApiGatewayV2::Model", "model"},
    {"AWS::ApiGatewayV2::RouteResponse", "route response"},
    {"AWS::ApiGatewayV2::IntegrationResponse", "integration response"},
};

struct DeployedApi {
    std::string_view api, deployment, stage, id_property;
    std::span<const DeployedPart> parts;
    std::initializer_list<std::string_view> own;  ///< properties of the API that are deployed
    std::string_view command;
};

const DeployedApi kinds_of_api[] = {
    {"AWS::ApiGateway::RestApi",
     "AWS::ApiGateway::Deployment",
     "AWS::ApiGateway::Stage",
     "RestApiId",
     parts_of_rest_api,
     {"Body", "BodyS3Location", "BinaryMediaTypes", "MinimumCompressionSize", "Policy", "ApiKeySourceType",
      "DisableExecuteApiEndpoint"},
     "aws apigateway create-deployment --rest-api-id"},
    {"AWS::ApiGatewayV2::Api",
     "AWS::ApiGatewayV2::Deployment",
     "AWS::ApiGatewayV2::Stage",
     "ApiId",
     parts_of_http_api,
     {"Body", "BodyS3Location", "RouteSelectionExpression", "ApiKeySelectionExpression"},
     "aws apigatewayv2 create-deployment --api-id"},
};

/// bob's reading of a serverless.yml stands for a deployment that the framework names anew each time.
bool is_named_by_content(std::string_view id) {
    constexpr std::string_view stem = "ApiGatewayDeployment";
    if (!id.starts_with(stem)) return false;
    id.remove_prefix(stem.size());
    return id.size() >= 13 && id.find_first_not_of("0123456789abcdef") == id.npos;
}

struct ChangesOfApi {
    std::vector<std::string> words;  ///< "method `Get` changes"
    Place place;
};

class JudgeDeployments {
public:
    JudgeDeployments(Aftermath& given, const DeployedApi& kind) : given_(given), kind_(kind) {}

    void run() {
        const auto& deployments = given_.of_type(kind_.deployment);
        if (deployments.empty()) return;
        find_changes();
        if (changed_.empty()) return;
        find_stages();
        for (const ResourceChange* one : deployments)
            if (given_.is(*one) && !given_.stays(*one))
                fresh_.emplace(given_.new_text(*one, kind_.id_property), given_.new_text(*one, "StageName"));
        for (const ResourceChange* one : deployments)
            if (given_.stays(*one) && !is_named_by_content(one->logical_id)) judge(*one);
    }

private:
    std::string api_of(const ResourceChange& one) const {
        return given_.is(one) ? given_.new_text(one, kind_.id_property) : given_.old_text(one, kind_.id_property);
    }

    void find_changes() {
        const auto note = [&](const std::string& api, std::string name, Place place) {
            ChangesOfApi& changes = changed_[api];
            if (changes.words.empty()) changes.place = place;
            changes.words.push_back(std::move(name));
        };
        for (const DeployedPart& part : kind_.parts)
            for (const ResourceChange* one : given_.of_type(part.type)) {
                if (one->action == Action::none) continue;
                const Reason* reason = given_.changed_beside(*one, {"Tags"});
                const bool comes_or_goes = given_.is(*one) != given_.was(*one);
                if (!reason && !comes_or_goes) continue;
                const Place place =
                    reason ? reason->after.or_else(reason->before) : (one->after ? one->after : one->before)->place;
                if (const std::string api = api_of(*one); !api.empty())
                    note(api,
                         fmt::format("{} `{}` {}", part.noun, one->logical_id,
                                     !given_.is(*one)    ? "is removed"
                                     : !given_.was(*one) ? "is added"
                                                         : "changes"),
                         place);
            }
        for (const ResourceChange* one : given_.of_type(kind_.api)) {
            if (!given_.stays(*one)) continue;
            for (const std::string_view property : kind_.own)
                if (const Reason* reason = changed_property(*one, property)) {
                    note(fmt::format("{}{}{}", filled_in_begin, one->logical_id, filled_in_end),
                         fmt::format("`{}` of `{}` changes", property, one->logical_id),
                         reason->after.or_else(reason->before));
                    break;
                }
        }
    }

    void find_stages() {
        for (const ResourceChange* one : given_.of_type(kind_.stage)) {
            if (!given_.is(*one)) continue;
            if (const ResourceChange* found = given_.new_target(*one, "DeploymentId"))
                stages_[found->logical_id].push_back(given_.new_text(*one, "StageName"));
        }
    }

    void judge(const ResourceChange& deployment) {
        const std::string api = given_.new_text(deployment, kind_.id_property);
        const auto changes = changed_.find(api);
        if (changes == changed_.end()) return;
        std::vector<std::string> stages = stages_[deployment.logical_id];
        const std::string own = given_.new_text(deployment, "StageName");
        // A second deployment of the same stage takes it over.
        if (!own.empty() && !fresh_.contains({api, own})) stages.push_back(own);
        if (stages.empty()) return;
        for (std::string& one : stages) one = shown(one);
        const std::size_t more = changes->second.words.size() - 1;
        Caution& made = given_.add(
            rules::deployment_not_renewed, deployment, deployment.after->place,
            fmt::format("{}{}, but deployment `{}` stays the one it is: stage{} {} still serve{} the old API",
                        changes->second.words.front(),
                        more == 0   ? ""
                        : more == 1 ? ", and one more part"
                                    : fmt::format(", and {} more parts", more),
                        deployment.logical_id, stages.size() == 1 ? "" : "s", listed(stages),
                        stages.size() == 1 ? "s" : ""),
            fmt::format("give the deployment another logical id with every change of the API, such as `{}2`, or make "
                        "a deployment by hand after the update",
                        deployment.logical_id));
        made.related = {changes->second.place, "changes here"};
        if (const std::string_view id = sole_target(api); !id.empty())
            made.remedy = fmt::format("{} \"$(physical {})\" --stage-name {}", kind_.command, shell_word(id),
                                      shell_word(stages.front()));
    }

    Aftermath& given_;
    const DeployedApi& kind_;
    std::map<std::string, ChangesOfApi> changed_;
    std::set<std::pair<std::string, std::string>> fresh_;     ///< APIs and stages of new deployments
    std::map<std::string, std::vector<std::string>> stages_;  ///< of each deployment
};

}  // namespace

void judge_callers(Aftermath& given) {
    for (const ResourceChange* one : given.of_type("AWS::ApiGateway::ApiKey")) {
        if (!given.was(*one)) continue;
        if (given.stays(*one)) {
            // CloudFormation's own default is a key that is off.
            const Value before = given.old_value(*one, "Enabled");
            const Value after = given.new_value(*one, "Enabled");
            if (is_true(&before) && (after.is_null() || truth(&after) == false))
                given.add(rules::callers_locked_out, *one, given.place(*one, "Enabled"),
                          fmt::format("key `{}` is turned off: callers who have it are refused", one->logical_id),
                          "turn it off when nobody calls with it any more");
            continue;
        }
        const bool goes = !given.is(*one);
        given.add(rules::callers_locked_out, *one, (goes ? one->before : one->after)->place,
                  fmt::format("key `{}` is {}: callers who have it are refused", one->logical_id,
                              goes ? "removed" : "replaced"),
                  goes ? "remove it when nobody calls with it any more"
                       : "add the new key beside the old one under another logical id, hand it out, and remove the old "
                         "one when nobody calls with it");
    }
}

void judge_deployments(Aftermath& given) {
    for (const DeployedApi& one : kinds_of_api) JudgeDeployments(given, one).run();
}

}  // namespace bobgen::diff
