/// What AWS makes by itself under a fixed name as soon as something runs. A template that declares it later can't
/// create it: it exists.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/diff/physical_names.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

/// The text with the names of resources that have one of their own: `/aws/lambda/${Export}` and `/aws/lambda/export`
/// are the same when `Export` is called `export`.
class PhysicalTexts {
public:
    explicit PhysicalTexts(const Side& side) : side_(side) {}

    std::string expanded(std::string_view text) {
        std::string made;
        while (!text.empty()) {
            const std::size_t begin = text.find(filled_in_begin);
            const std::size_t end = begin == text.npos ? begin : text.find(filled_in_end, begin);
            made += text.substr(0, begin);
            if (end == text.npos) break;
            const std::string_view inside = text.substr(begin + 1, end - begin - 1);
            const std::string& name = name_of(inside);
            made += name.empty() ? std::string(text.substr(begin, end - begin + 1)) : name;
            text.remove_prefix(end + 1);
        }
        return made;
    }

    /// How others know the resource: its own name, or a placeholder.
    std::string called(const TemplateResource& resource) {
        const std::string& name = name_of(resource.logical_id);
        return name.empty() ? fmt::format("{}{}{}", filled_in_begin, resource.logical_id, filled_in_end) : name;
    }

private:
    const std::string& name_of(std::string_view logical_id) {
        const auto [found, is_new] = names_.try_emplace(std::string(logical_id));
        const TemplateResource* resource = is_new ? side_.names().resource(logical_id) : nullptr;
        if (!resource) return found->second;
        std::string_view property = name_property(resource->type);
        if (resource->type == "AWS::Serverless::Function") property = "FunctionName";
        const Value* given = property.empty() ? nullptr : resource->properties.find(property);
        const Value meant = given ? side_.meaning(*given) : Value();
        if (meant.is_scalar()) found->second = text_in(meant).value_or("");
        return found->second;
    }

    const Side& side_;
    std::map<std::string, std::string, std::less<>> names_;
};

struct Maker {
    const TemplateResource* resource;
    std::string when;  ///< "when it first ran"
};

/// The log groups that exist as soon as what the old template has was used.
class LogGroupsByAws {
public:
    explicit LogGroupsByAws(const Aftermath& given) : given_(given), texts_(given.old_side()) {}

    std::map<std::string, Maker> run() {
        for (const std::string_view type : {"AWS::Lambda::Function", "AWS::Serverless::Function"})
            each(type, [&](const TemplateResource& one) {
                const std::string own = text(one, {"LoggingConfig", "LogGroup"});
                const Value* config = one.properties.find("LoggingConfig");
                if (config && own.empty() && (config->is_call() || config->find("LogGroup"))) return;
                note(own.empty() ? "/aws/lambda/" + texts_.called(one) : own, one, "when it first ran");
            });
        each("AWS::CodeBuild::Project", [&](const TemplateResource& one) {
            if (text(one, {"LogsConfig", "CloudWatchLogs", "Status"}) == "DISABLED") return;
            const std::string own = text(one, {"LogsConfig", "CloudWatchLogs", "GroupName"});
            if (own.empty() && one.properties.find({"LogsConfig", "CloudWatchLogs", "GroupName"})) return;
            note(own.empty() ? "/aws/codebuild/" + texts_.called(one) : own, one, "with its first build");
        });
        stages();
        tasks();
        databases();
        each("AWS::EKS::Cluster", [&](const TemplateResource& one) {
            if (one.properties.find({"Logging", "ClusterLogging"}))
                note("/aws/eks/" + texts_.called(one) + "/cluster", one, "when its logging was turned on");
        });
        each("AWS::AppSync::GraphQLApi", [&](const TemplateResource& one) {
            if (one.properties.find("LogConfig"))
                note(fmt::format("/aws/appsync/apis/{}{}.ApiId{}", filled_in_begin, one.logical_id, filled_in_end), one,
                     "with its first request");
        });
        each("AWS::ECS::Cluster", [&](const TemplateResource& one) {
            const Value settings = meaning(one, "ClusterSettings");
            if (!settings.is_list()) return;
            for (const Value& setting : settings.list()) {
                const Value* value = setting.find("Value");
                if (value && value->is_text() && (value->text() == "enabled" || value->text() == "enhanced"))
                    note("/aws/ecs/containerinsights/" + texts_.called(one) + "/performance", one,
                         "when Container Insights was turned on");
            }
        });
        each("AWS::Glue::Job", [&](const TemplateResource& one) {
            for (const std::string_view name :
                 {"/aws-glue/jobs/output", "/aws-glue/jobs/error", "/aws-glue/jobs/logs-v2"})
                note(std::string(name), one, "when it first ran");
        });
        each("AWS::Batch::JobDefinition",
             [&](const TemplateResource& one) { note("/aws/batch/job", one, "with its first job"); });
        each("AWS::SageMaker::Endpoint", [&](const TemplateResource& one) {
            note("/aws/sagemaker/Endpoints/" + texts_.called(one), one, "with its first request");
        });
        return std::move(made_);
    }

private:
    template <class Visit>
    void each(std::string_view type, const Visit& visit) {
        for (const ResourceChange* one : given_.of_type(type))
            if (given_.was(*one)) visit(*one->before);
    }

    Value meaning(const TemplateResource& one, std::string_view property) const {
        const Value* found = one.properties.find(property);
        return found ? given_.old_side().meaning(*found) : Value();
    }

    std::string text(const TemplateResource& one, std::initializer_list<std::string_view> way) {
        const Value* found = one.properties.find(way);
        const Value meant = found ? given_.old_side().meaning(*found) : Value();
        return meant.is_scalar() ? texts_.expanded(text_in(meant).value_or("")) : std::string();
    }

    void note(const std::string& name, const TemplateResource& by, std::string when) {
        if (!name.empty()) made_.try_emplace(name, Maker{&by, std::move(when)});
    }

    /// Logs of executions; those of accesses go to a group that is given.
    void stages() {
        const auto logs = [](const Value& settings) {
            const auto is_on = [](const Value& one) {
                const Value* level = one.find("LoggingLevel");
                return level && level->is_text() && level->text() != "OFF";
            };
            if (settings.is_list()) return std::ranges::any_of(settings.list(), is_on);
            return is_on(settings);
        };
        each("AWS::ApiGateway::Stage", [&](const TemplateResource& one) {
            const std::string api = text(one, {"RestApiId"}), stage = text(one, {"StageName"});
            if (!api.empty() && !stage.empty() && logs(meaning(one, "MethodSettings")))
                note("API-Gateway-Execution-Logs_" + api + "/" + stage, one, "when its logging was turned on");
        });
        each("AWS::ApiGateway::Deployment", [&](const TemplateResource& one) {
            const std::string api = text(one, {"RestApiId"}), stage = text(one, {"StageName"});
            const Value description = meaning(one, "StageDescription");
            const Value* settings = description.find("MethodSettings");
            if (!api.empty() && !stage.empty() && (logs(description) || (settings && logs(*settings))))
                note("API-Gateway-Execution-Logs_" + api + "/" + stage, one, "when its logging was turned on");
        });
        each("AWS::ApiGatewayV2::Stage", [&](const TemplateResource& one) {
            const std::string api = text(one, {"ApiId"}), stage = text(one, {"StageName"});
            if (!api.empty() && !stage.empty() && logs(meaning(one, "DefaultRouteSettings")))
                note("/aws/apigateway/" + api + "/" + stage, one, "when its logging was turned on");
        });
    }

    void tasks() {
        each("AWS::ECS::TaskDefinition", [&](const TemplateResource& one) {
            const Value containers = meaning(one, "ContainerDefinitions");
            if (!containers.is_list()) return;
            for (const Value& container : containers.list()) {
                const Value* options = container.find({"LogConfiguration", "Options"});
                const Value* makes = options ? options->find("awslogs-create-group") : nullptr;
                const Value* group = options ? options->find("awslogs-group") : nullptr;
                if (makes && group && truth(makes).value_or(false) && group->is_scalar())
                    note(texts_.expanded(text_in(*group).value_or("")), one, "with its first task");
            }
        });
    }

    void databases() {
        const auto exports = [&](const TemplateResource& one, std::string_view root) {
            const Value logs = meaning(one, "EnableCloudwatchLogsExports");
            if (!logs.is_list()) return;
            for (const Value& log : logs.list())
                if (const auto name = text_in(log))
                    note(fmt::format("{}/{}/{}", root, texts_.called(one), *name), one, "when its logs were exported");
        };
        each("AWS::RDS::DBInstance", [&](const auto& one) { exports(one, "/aws/rds/instance"); });
        each("AWS::RDS::DBCluster", [&](const auto& one) { exports(one, "/aws/rds/cluster"); });
        each("AWS::DocDB::DBCluster", [&](const auto& one) { exports(one, "/aws/docdb"); });
        each("AWS::Neptune::DBCluster", [&](const auto& one) { exports(one, "/aws/neptune"); });
    }

    const Aftermath& given_;
    PhysicalTexts texts_;
    std::map<std::string, Maker> made_;
};

std::string kind_in_words(std::string_view type) {
    static const std::map<std::string_view, std::string_view> nouns{
        {"AWS::Lambda::Function", "function"},
        {"AWS::Serverless::Function", "function"},
        {"AWS::CodeBuild::Project", "project"},
        {"AWS::ApiGateway::Stage", "stage"},
        {"AWS::ApiGatewayV2::Stage", "stage"},
        {"AWS::ECS::TaskDefinition", "task definition"},
        {"AWS::Glue::Job", "job"},
        {"AWS::EKS::Cluster", "cluster"},
        {"AWS::ECS::Cluster", "cluster"},
        {"AWS::ApiGateway::Deployment", "deployment"},
    };
    const auto found = nouns.find(type);
    return found == nouns.end() ? "" : std::string(found->second) + " ";
}

void judge_log_groups(Aftermath& given) {
    std::vector<const ResourceChange*> appear;
    std::set<std::string> known;
    PhysicalTexts old_texts(given.old_side()), new_texts(given.new_side());
    for (const ResourceChange* one : given.of_type("AWS::Logs::LogGroup")) {
        if (given.was(*one)) known.insert(old_texts.expanded(given.old_text(*one, "LogGroupName")));
        if (given.is_new(*one)) appear.push_back(one);
    }
    if (appear.empty()) return;
    const auto made = LogGroupsByAws(given).run();
    for (const ResourceChange* one : appear) {
        const std::string name = new_texts.expanded(given.new_text(*one, "LogGroupName"));
        const auto found = made.find(name);
        if (name.empty() || found == made.end() || known.contains(name)) continue;
        const TemplateResource& maker = *found->second.resource;
        // A new one under the same logical id has another name, and so other logs.
        const ResourceChange* change = given.find(maker.logical_id);
        if (name.find(filled_in_begin) != name.npos && change && change->action == Action::replace) continue;
        const bool is_function = maker.type.ends_with("::Function");
        given
            .add(rules::made_by_aws_before, *one, given.place(*one, "LogGroupName"),
                 fmt::format("log group `{}` can't be created: {}`{}` made `{}` {}", one->logical_id,
                             kind_in_words(maker.type), maker.logical_id, shown(name), found->second.when),
                 fmt::format(
                     "import it into the stack in a deployment of its own, with a change set of type IMPORT{}",
                     is_function ? "; or give it another name, and name that in the function's `LoggingConfig`" : ""))
            .related = {maker.place, "makes it"};
    }
}

struct LinkedRole {
    std::string_view service;
    std::string_view type;
    std::string_view value = {};  ///< of `ServiceNamespace`, where only some resources of the type need the role
};

/// What makes AWS create the role, on the page of each service about its service-linked roles.
constexpr LinkedRole linked_roles[] = {
    {"autoscaling.amazonaws.com", "AWS::AutoScaling::AutoScalingGroup"},
    {"ecs.amazonaws.com", "AWS::ECS::Cluster"},
    {"ecs.amazonaws.com", "AWS::ECS::Service"},
    {"eks.amazonaws.com", "AWS::EKS::Cluster"},
    {"elasticache.amazonaws.com", "AWS::ElastiCache::CacheCluster"},
    {"elasticache.amazonaws.com", "AWS::ElastiCache::ReplicationGroup"},
    {"elasticloadbalancing.amazonaws.com", "AWS::ElasticLoadBalancingV2::LoadBalancer"},
    {"ops.apigateway.amazonaws.com", "AWS::ApiGateway::DomainName"},
    {"rds.amazonaws.com", "AWS::RDS::DBCluster"},
    {"rds.amazonaws.com", "AWS::RDS::DBInstance"},
    {"replication.dynamodb.amazonaws.com", "AWS::DynamoDB::GlobalTable"},
    {"dynamodb.application-autoscaling.amazonaws.com", "AWS::ApplicationAutoScaling::ScalableTarget", "dynamodb"},
    {"ecs.application-autoscaling.amazonaws.com", "AWS::ApplicationAutoScaling::ScalableTarget", "ecs"},
    {"lambda.application-autoscaling.amazonaws.com", "AWS::ApplicationAutoScaling::ScalableTarget", "lambda"},
    {"rds.application-autoscaling.amazonaws.com", "AWS::ApplicationAutoScaling::ScalableTarget", "rds"},
};

void judge_linked_roles(Aftermath& given) {
    for (const ResourceChange* one : given.of_type("AWS::IAM::ServiceLinkedRole")) {
        if (!given.is_new(*one) || !given.new_value(*one, "CustomSuffix").is_null()) continue;
        const std::string service = given.new_text(*one, "AWSServiceName");
        const TemplateResource* maker = nullptr;
        for (const LinkedRole& known : linked_roles)
            if (known.service == service && !maker)
                for (const ResourceChange* user : given.of_type(known.type))
                    if (given.was(*user) &&
                        (known.value.empty() || given.old_text(*user, "ServiceNamespace") == known.value)) {
                        maker = user->before;
                        break;
                    }
        if (!maker) continue;
        given
            .add(rules::made_by_aws_before, *one, given.place(*one, "AWSServiceName"),
                 fmt::format("role `{}` can't be created: AWS made the role of `{}` with `{}`", one->logical_id,
                             service, maker->logical_id),
                 "leave it out: an account has one such role, and AWS has made it")
            .related = {maker->place, "needs it since it was created"};
    }
}

}  // namespace

void judge_made_by_aws(Aftermath& given) {
    judge_log_groups(given);
    judge_linked_roles(given);
}

}  // namespace bobgen::diff
