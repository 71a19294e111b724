/// Names of the template's own resources that are written as text, so that CloudFormation does not see them.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

/// What has a name. Its name counts within the parent, when that is given: a stage within its API.
struct Named {
    std::string_view type;
    std::string_view kind;
    std::string_view name;  ///< a path, its steps separated by dots
    std::string_view parent = {};
};

constexpr Named named_resources[] = {
    {"AWS::ApiGateway::Stage", "stage", "StageName", "RestApiId"},
    {"AWS::ApiGateway::Deployment", "stage", "StageName", "RestApiId"},
    {"AWS::ApiGatewayV2::Stage", "HTTP stage", "StageName", "ApiId"},
    {"AWS::ApiGateway::DomainName", "domain name", "DomainName"},
    {"AWS::ApiGatewayV2::DomainName", "domain name", "DomainName"},
    {"AWS::ApiGateway::Model", "model", "Name", "RestApiId"},
    {"AWS::Cognito::UserPoolIdentityProvider", "identity provider", "ProviderName", "UserPoolId"},
    {"AWS::Cognito::UserPoolGroup", "group", "GroupName", "UserPoolId"},
    {"AWS::Cognito::UserPoolUser", "user", "Username", "UserPoolId"},
    {"AWS::Lambda::Function", "function", "FunctionName"},
    {"AWS::Lambda::Alias", "alias", "Name", "FunctionName"},
    {"AWS::Events::EventBus", "event bus", "Name"},
    {"AWS::Scheduler::ScheduleGroup", "schedule group", "Name"},
    {"AWS::Logs::LogGroup", "log group", "LogGroupName"},
    {"AWS::ECS::Cluster", "cluster", "ClusterName"},
    {"AWS::IAM::Role", "role", "RoleName"},
    {"AWS::IAM::Group", "IAM group", "GroupName"},
    {"AWS::S3::Bucket", "bucket", "BucketName"},
    {"AWS::SQS::Queue", "queue", "QueueName"},
    {"AWS::SNS::Topic", "topic", "TopicName"},
    {"AWS::Kinesis::Stream", "stream", "Name"},
    {"AWS::DynamoDB::Table", "table", "TableName"},
    {"AWS::Glue::Database", "database", "DatabaseInput.Name"},
    {"AWS::RDS::DBSubnetGroup", "subnet group", "DBSubnetGroupName"},
    {"AWS::AppSync::DataSource", "data source", "Name", "ApiId"},
    {"AWS::CodeDeploy::Application", "application", "ApplicationName"},
};

enum class Form : unsigned char {
    name,
    own_arn,    ///< the last part of an ARN in this account and region
    table,      ///< `table/NAME`
    function,   ///< a function's name or ARN, perhaps with an alias
    qualifier,  ///< the alias of a function's name or ARN
};

struct Naming {
    std::string_view type;
    std::string_view name;  ///< a path; `*` is every member
    std::string_view kind;
    std::string_view parent;  ///< beside the name
    std::string_view answer;  ///< of the service
    Form form = Form::name;
};

constexpr std::string_view no_function = "Lambda answers `Function not found`";
constexpr std::string_view no_alias = "Lambda answers `Cannot find alias arn`";
constexpr std::string_view no_log_group = "CloudWatch Logs answers `The specified log group does not exist`";
constexpr std::string_view no_role = "IAM answers `The role with name … cannot be found`";
constexpr std::string_view no_queue =
    "S3 tries the destination: `Unable to validate the following destination "
    "configurations`";
constexpr Naming namings[] = {
    {"AWS::ApiGateway::UsagePlan", "ApiStages.Stage", "stage", "ApiId", "API Gateway answers `API Stage not found`"},
    {"AWS::ApiGateway::BasePathMapping", "Stage", "stage", "RestApiId",
     "API Gateway answers `Invalid stage identifier specified`"},
    {"AWS::ApiGateway::BasePathMapping", "DomainName", "domain name", "",
     "API Gateway answers `Invalid domain name identifier specified`"},
    {"AWS::ApiGatewayV2::ApiMapping", "Stage", "HTTP stage", "ApiId",
     "API Gateway answers `Invalid stage identifier specified`"},
    {"AWS::ApiGatewayV2::ApiMapping", "DomainName", "domain name", "",
     "API Gateway answers `Invalid domain name identifier specified`"},
    {"AWS::ApiGateway::Method", "RequestModels.*", "model", "RestApiId",
     "API Gateway answers `Invalid model identifier specified`"},
    {"AWS::Cognito::UserPoolClient", "SupportedIdentityProviders", "identity provider", "UserPoolId",
     "Cognito answers `The provider … does not exist for User Pool`"},
    {"AWS::Cognito::UserPoolUserToGroupAttachment", "GroupName", "group", "UserPoolId",
     "Cognito answers `Group not found`"},
    {"AWS::Cognito::UserPoolUserToGroupAttachment", "Username", "user", "UserPoolId",
     "Cognito answers `User does not exist`"},
    {"AWS::Lambda::EventSourceMapping", "FunctionName", "function", "", no_function, Form::function},
    {"AWS::Lambda::Permission", "FunctionName", "function", "", no_function, Form::function},
    {"AWS::Lambda::Version", "FunctionName", "function", "", no_function, Form::function},
    {"AWS::Lambda::Alias", "FunctionName", "function", "", no_function, Form::function},
    {"AWS::Lambda::Url", "TargetFunctionArn", "function", "", no_function, Form::function},
    {"AWS::Lambda::EventInvokeConfig", "FunctionName", "function", "", no_function, Form::function},
    {"AWS::Lambda::EventSourceMapping", "FunctionName", "alias", "", no_function, Form::qualifier},
    {"AWS::Lambda::Permission", "FunctionName", "alias", "", no_alias, Form::qualifier},
    {"AWS::Lambda::Url", "Qualifier", "alias", "TargetFunctionArn", no_alias},
    {"AWS::Lambda::EventInvokeConfig", "Qualifier", "alias", "FunctionName", no_alias},
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId", "alias", "",
     "Application Auto Scaling finds no such function", Form::qualifier},
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId", "table", "",
     "Application Auto Scaling answers `DynamoDB table does not exist`", Form::table},
    {"AWS::Lambda::EventSourceMapping", "EventSourceArn", "queue", "",
     "Lambda answers `The specified queue does not exist`", Form::own_arn},
    {"AWS::Lambda::EventSourceMapping", "EventSourceArn", "stream", "", "Lambda answers `Stream not found`",
     Form::own_arn},
    {"AWS::S3::Bucket", "NotificationConfiguration.QueueConfigurations.Queue", "queue", "", no_queue, Form::own_arn},
    {"AWS::S3::Bucket", "NotificationConfiguration.TopicConfigurations.Topic", "topic", "", no_queue, Form::own_arn},
    {"AWS::S3::Bucket", "NotificationConfiguration.LambdaConfigurations.Function", "function", "", no_queue,
     Form::function},
    {"AWS::SNS::Subscription", "TopicArn", "topic", "", "SNS answers `Topic does not exist`", Form::own_arn},
    {"AWS::Events::Rule", "EventBusName", "event bus", "", "EventBridge answers `Event bus … does not exist`"},
    {"AWS::Scheduler::Schedule", "GroupName", "schedule group", "",
     "Scheduler answers `Schedule group … does not exist`"},
    {"AWS::Logs::SubscriptionFilter", "LogGroupName", "log group", "", no_log_group},
    {"AWS::Logs::MetricFilter", "LogGroupName", "log group", "", no_log_group},
    {"AWS::Logs::LogStream", "LogGroupName", "log group", "", no_log_group},
    {"AWS::ECS::Service", "Cluster", "cluster", "", "ECS answers `Cluster not found`"},
    {"AWS::IAM::Policy", "Roles", "role", "", no_role},
    {"AWS::IAM::ManagedPolicy", "Roles", "role", "", no_role},
    {"AWS::IAM::InstanceProfile", "Roles", "role", "", no_role},
    {"AWS::IAM::RolePolicy", "RoleName", "role", "", no_role},
    {"AWS::IAM::User", "Groups", "IAM group", "", "IAM answers `The group with name … cannot be found`"},
    {"AWS::IAM::Policy", "Groups", "IAM group", "", "IAM answers `The group with name … cannot be found`"},
    {"AWS::S3::BucketPolicy", "Bucket", "bucket", "", "S3 answers `The specified bucket does not exist`"},
    {"AWS::Glue::Table", "DatabaseName", "database", "", "Glue answers `Database … not found`"},
    {"AWS::RDS::DBInstance", "DBSubnetGroupName", "subnet group", "", "RDS answers `DBSubnetGroup … not found`"},
    {"AWS::RDS::DBCluster", "DBSubnetGroupName", "subnet group", "", "RDS answers `DBSubnetGroup … not found`"},
    {"AWS::AppSync::Resolver", "DataSourceName", "data source", "ApiId",
     "AppSync answers `No data source found named …`"},
    {"AWS::AppSync::FunctionConfiguration", "DataSourceName", "data source", "ApiId",
     "AppSync answers `No data source found named …`"},
    {"AWS::CodeDeploy::DeploymentGroup", "ApplicationName", "application", "",
     "CodeDeploy answers `No application found for name`"},
};

/// Calls with each value at the end of a path, and the map that it is in.
template <class Visit>
void each_at(const Value& within, std::string_view path, const Visit& visit) {
    if (within.is_list()) {
        for (const Value& one : within.list()) each_at(one, path, visit);
        return;
    }
    if (!within.is_map()) return;
    const auto dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    const auto go_on = [&](const Value& found) {
        if (dot == path.npos)
            each(&found, [&](const Value& one) { visit(one, within); });
        else
            each_at(found, path.substr(dot + 1), visit);
    };
    if (step == "*") {
        for (const Member& one : within.map()) go_on(one.value);
    } else if (const Value* found = within.find(step)) {
        go_on(*found);
    }
}

/// The part of an ARN after account and region, when those are the stack's own: a literal may be of another.
std::string_view own_name(std::string_view arn) {
    if (!arn.starts_with("arn:")) return {};
    constexpr std::string_view own = ":${AWS::Region}:${AWS::AccountId}:";
    const auto at = arn.find(own);
    return at == arn.npos ? std::string_view{} : arn.substr(at + own.size());
}

struct FunctionName {
    std::string_view name;
    std::string_view qualifier;
};

/// `name`, `name:alias`, or an ARN with `function:` before them.
FunctionName function_in(std::string_view text) {
    if (text.starts_with("arn:")) {
        text = own_name(text);
        if (!text.starts_with("function:")) return {};
    }
    if (text.starts_with("function:")) text.remove_prefix(std::string_view("function:").size());
    // `${Function.Name}` and `${AWS::StackName}-name` have colons and dots of their own.
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("${")) ++depth;
        if (text[i] == '}' && depth > 0) --depth;
        if (text[i] == ':' && depth == 0) return {text.substr(0, i), text.substr(i + 1)};
    }
    return {text, {}};
}

bool is_unclear(std::string_view text) { return text.empty() || text.find("${?}") != text.npos; }

class NamesByText {
public:
    explicit NamesByText(const Asked& in) : in_(in) {}

    void run() {
        for (const Naming& one : namings)
            for (const TemplateResource* hasty : in_.types.of(one.type)) check(*hasty, one);
    }

private:
    void check(const TemplateResource& hasty, const Naming& by) {
        each_at(in_.facts.properties(hasty), by.name, [&](const Value& value, const Value& beside) {
            // A name of the account's own, or a reference, which is waited for.
            if (!value.is_text() && !value.is_call(Intrinsic::sub) && !value.is_call(Intrinsic::join)) return;
            const std::string spelt = spelt_out(value, in_.facts.names);
            std::string_view name = spelt;
            std::string parent;
            if (by.form == Form::own_arn) {
                name = own_name(spelt);
                if (by.kind == "stream" && name.starts_with("stream/")) name.remove_prefix(7);
            } else if (by.form == Form::table) {
                constexpr std::string_view prefix = "table/";
                name = spelt.starts_with(prefix) ? std::string_view(spelt).substr(prefix.size()) : std::string_view{};
            } else if (by.form == Form::function) {
                name = function_in(spelt).name;
            } else if (by.form == Form::qualifier) {
                const FunctionName both = function_in(spelt);
                name = both.qualifier;
                parent = both.name;
            }
            if (!by.parent.empty()) {
                const Value* given = beside.find(by.parent);
                if (!given) given = in_.facts.properties(hasty).find(by.parent);
                if (!given) return;
                parent = spelt_out(*given, in_.facts.names);
                if (by.kind == "alias") parent = std::string(function_in(parent).name);
            }
            if (!is_unclear(name)) find(hasty, by, value, name, parent);
        });
    }

    void find(const TemplateResource& hasty, const Naming& by, const Value& value, std::string_view name,
              std::string_view parent) {
        const auto found = index().find(key(by.kind, parent, name));
        if (found == index().end()) return;
        const std::vector<const TemplateResource*>& candidates = found->second;
        for (const TemplateResource* one : candidates)
            if (one == &hasty || in_.order.waits_for(hasty, *one) || !Order::come_together(hasty, *one)) return;
        const TemplateResource& needed = *candidates.front();
        // CloudFormation may try again where a bucket or a role is new to IAM.
        const bool is_patient = by.kind == "bucket" || by.kind == "role";
        tell({.certain = is_patient ? rules::order_left_to_chance : rules::named_before_created,
              .hasty = hasty,
              .place = value.place,
              .needed = needed,
              .needs = fmt::format("`{}` names {} `{}` by text", hasty.logical_id, by.kind, name),
              .why = fmt::format("CloudFormation sees no reference in the text, and starts both: {}", by.answer),
              .fix = {}},
             in_);
    }

    static std::string key(std::string_view kind, std::string_view parent, std::string_view name) {
        return fmt::format("{}\n{}\n{}", kind, parent, name);
    }

    using Index = std::unordered_map<std::string, std::vector<const TemplateResource*>>;

    /// Made when something is named by text at all.
    const Index& index() {
        if (is_made_) return index_;
        is_made_ = true;
        for (const Named& one : named_resources)
            for (const TemplateResource* resource : in_.types.of(one.type)) {
                const Value& properties = in_.facts.properties(*resource);
                each_at(properties, one.name, [&](const Value& value, const Value&) {
                    const std::string name = spelt_out(value, in_.facts.names);
                    std::string parent;
                    if (!one.parent.empty()) {
                        const Value* given = properties.find(one.parent);
                        if (!given) return;
                        parent = spelt_out(*given, in_.facts.names);
                        if (one.kind == "alias") parent = std::string(function_in(parent).name);
                    }
                    if (!is_unclear(name) && parent.find("${?}") == parent.npos)
                        index_[key(one.kind, parent, name)].push_back(resource);
                });
            }
        return index_;
    }

    const Asked& in_;
    Index index_;
    bool is_made_ = false;
};

}  // namespace

void check_names_by_text(const Asked& in) { NamesByText(in).run(); }

}  // namespace bobgen::waiting
