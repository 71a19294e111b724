/// Policies that are attached beside a role, and what AWS creates only when the role has them.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "generator/analysis/resolve.h"
#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

/// AWS's own policies that allow what is said here, and nothing of the services asked about below.
struct ManagedByAws {
    std::string_view name;
    std::string_view allows;  ///< services, with blanks around
};
constexpr ManagedByAws managed_by_aws[] = {
    {"service-role/AWSLambdaBasicExecutionRole", " logs "},
    {"service-role/AWSLambdaVPCAccessExecutionRole", " logs ec2 "},
    {"service-role/AWSLambdaSQSQueueExecutionRole", " logs sqs "},
    {"service-role/AWSLambdaDynamoDBExecutionRole", " logs dynamodb "},
    {"service-role/AWSLambdaKinesisExecutionRole", " logs kinesis "},
    {"AWSXRayDaemonWriteAccess", " xray "},
    {"AWSXrayWriteOnlyAccess", " xray "},
    {"CloudWatchLambdaInsightsExecutionRolePolicy", " logs "},
    {"AmazonSSMReadOnlyAccess", " ssm "},
};

bool is_of(std::string_view action, std::string_view service) {
    return action == "*" ||
           (action.size() > service.size() && action.starts_with(service) && action[service.size()] == ':') ||
           action.find('$') != action.npos || action.substr(0, action.find(':')).find('*') != action.npos;
}

/// Whether a policy may allow an action of the service. Anything unknown may.
bool may_allow(const Value* policy, std::string_view service) {
    if (!policy || !policy->is_map()) return policy && policy->is_call();
    const Value* statements = policy->find("Statement");
    if (!statements) return true;
    bool found = false;
    each(statements, [&](const Value& one) {
        if (!one.is_map()) {
            found = true;
            return;
        }
        if (text_of(one.find("Effect")) == "Deny") return;
        const Value* actions = one.find("Action");
        if (!actions) found = true;
        each(actions, [&](const Value& action) {
            const auto text = text_of(&action);
            found = found || !text || is_of(*text, service);
        });
    });
    return found;
}

class Policies {
public:
    explicit Policies(const Asked& in) : in_(in) {}

    void run() {
        for (const TemplateResource* one : in_.types.of("AWS::Lambda::EventSourceMapping")) check_mapping(*one);
        for (const TemplateResource* one : in_.types.of("AWS::Lambda::Function")) check_function(*one);
        for (const TemplateResource* one : in_.types.of("AWS::Lambda::EventInvokeConfig")) check_destinations(*one);
        for (const TemplateResource* one : in_.types.of("AWS::StepFunctions::StateMachine")) check_machine(*one);
        for (const TemplateResource* one : in_.types.of("AWS::Logs::SubscriptionFilter")) check_filter(*one);
        for (const TemplateResource* one : in_.types.of("AWS::KinesisFirehose::DeliveryStream")) check_delivery(*one);
        for (const TemplateResource* one : in_.types.of("AWS::CloudFormation::CustomResource")) check_custom(*one);
        if (has_attached_policies())
            for (const TemplateResource& one : in_.facts.tree.resources)
                if (one.type.starts_with("Custom::")) check_custom(one);
    }

private:
    bool has_attached_policies() const {
        return !in_.types.of("AWS::IAM::Policy").empty() || !in_.types.of("AWS::IAM::RolePolicy").empty() ||
               !in_.types.of("AWS::IAM::ManagedPolicy").empty();
    }

    const Value& properties(const TemplateResource& one) const { return in_.facts.properties(one); }

    const TemplateResource* role_of(const TemplateResource& of, std::string_view property) const {
        return named_by(properties(of).find(property), "AWS::IAM::Role", in_.facts.names);
    }

    /// Itself, or what the alias or version belongs to.
    const TemplateResource* function_of(const Value* named) const {
        if (!named) return nullptr;
        if (const TemplateResource* found = named_by(named, "AWS::Lambda::Function", in_.facts.names)) return found;
        for (const std::string_view type : {"AWS::Lambda::Alias", "AWS::Lambda::Version"}) {
            const TemplateResource* published =
                named->is_call(Intrinsic::ref)
                    ? in_.facts.names.resource(text_of(&named->argument()).value_or(""), type)
                    : nullptr;
            if (published)
                return named_by(properties(*published).find("FunctionName"), "AWS::Lambda::Function", in_.facts.names);
        }
        return nullptr;
    }

    void check_mapping(const TemplateResource& mapping) {
        const Value& of = properties(mapping);
        const TemplateResource* function = function_of(of.find("FunctionName"));
        if (!function) return;
        const Value* source = of.find("EventSourceArn");
        if (!source) return;
        const std::string arn = spelt_out(*source, in_.facts.names);
        for (const std::string_view service : {"sqs", "kinesis", "dynamodb"})
            if (arn.starts_with("arn:") && arn.find(fmt::format(":{}:", service)) != arn.npos)
                check(mapping, role_of(*function, "Role"), service, "EventSourceArn",
                      fmt::format("the role of function `{}` may read it only with that policy", function->logical_id),
                      service == "sqs" ? "Lambda tries the role when it creates the mapping: `The function execution "
                                         "role does not have permissions to call ReceiveMessage on SQS`"
                                       : "Lambda tries the role when it creates the mapping: `Cannot access stream`");
    }

    void check_function(const TemplateResource& function) {
        const Value& of = properties(function);
        const auto lacks = [](std::string_view call) {
            return fmt::format(
                "Lambda tries the role when it creates the function: `The provided execution role does "
                "not have permissions to call {}`",
                call);
        };
        const Value* subnets = of.find({"VpcConfig", "SubnetIds"});
        if (subnets && !is_no_value(*subnets) && !(subnets->is_list() && subnets->list().empty()))
            check(function, role_of(function, "Role"), "ec2", "VpcConfig",
                  "a function in a VPC needs network interfaces", lacks("CreateNetworkInterface on EC2"));
        if (const Value* target = of.find({"DeadLetterConfig", "TargetArn"})) {
            const std::string arn = spelt_out(*target, in_.facts.names);
            for (const std::string_view service : {"sqs", "sns"})
                if (arn.find(fmt::format(":{}:", service)) != arn.npos)
                    check(function, role_of(function, "Role"), service, "DeadLetterConfig",
                          "its role may send dead letters only with that policy",
                          lacks(service == "sqs" ? "SendMessage on SQS" : "Publish on SNS"));
        }
    }

    void check_destinations(const TemplateResource& config) {
        const Value& of = properties(config);
        const TemplateResource* function = function_of(of.find("FunctionName"));
        if (!function) return;
        for (const std::string_view end : {"OnFailure", "OnSuccess"}) {
            const Value* target = of.find({"DestinationConfig", end, "Destination"});
            if (!target) continue;
            const std::string arn = spelt_out(*target, in_.facts.names);
            for (const std::string_view service : {"sqs", "sns", "events", "lambda"})
                if (arn.starts_with("arn:") && arn.find(fmt::format(":{}:", service)) != arn.npos)
                    check(config, role_of(*function, "Role"), service, "DestinationConfig",
                          fmt::format("the role of function `{}` may send there only with that policy",
                                      function->logical_id),
                          "Lambda tries the role when it creates the configuration: `The function's execution role "
                          "doesn't have permissions to call` the destination");
        }
    }

    void check_machine(const TemplateResource& machine) {
        const Value& of = properties(machine);
        const auto level = text_of(of.find({"LoggingConfiguration", "Level"}));
        if (!level || *level == "OFF") return;
        check(machine, role_of(machine, "RoleArn"), "logs", "LoggingConfiguration",
              "its role may deliver logs only with that policy",
              "Step Functions tries it when it creates the state machine: `The state machine IAM Role is not "
              "authorized to access the Log Destination`");
    }

    void check_filter(const TemplateResource& filter) {
        const Value* target = properties(filter).find("DestinationArn");
        if (!target) return;
        const std::string arn = spelt_out(*target, in_.facts.names);
        const bool is_stream = arn.find(":kinesis:") != arn.npos;
        const bool is_firehose =
            arn.find(":firehose:") != arn.npos ||
            in_.facts.names.resource(target_of_arn(target), "AWS::KinesisFirehose::DeliveryStream") != nullptr;
        if (!is_stream && !is_firehose) return;
        check(filter, role_of(filter, "RoleArn"), is_stream ? "kinesis" : "firehose", "RoleArn",
              "CloudWatch Logs may write there only with that policy",
              "CloudWatch Logs sends a test message when it creates the filter: `Could not deliver test message to "
              "specified destination`");
    }

    void check_delivery(const TemplateResource& delivery) {
        const Value* source = properties(delivery).find("KinesisStreamSourceConfiguration");
        if (!source || !source->is_map()) return;
        check(delivery, named_by(source->find("RoleARN"), "AWS::IAM::Role", in_.facts.names), "kinesis",
              "KinesisStreamSourceConfiguration", "its role may read the stream only with that policy",
              "Firehose tries the role when it creates the delivery stream: `Role is not authorized to perform "
              "DescribeStream on` the stream");
    }

    /// What the function does is not known, so any policy of its role may be what it needs.
    void check_custom(const TemplateResource& custom) {
        const TemplateResource* function = function_of(properties(custom).find("ServiceToken"));
        const TemplateResource* role = function ? role_of(*function, "Role") : nullptr;
        if (!role) return;
        const std::vector<const TemplateResource*>& attached = attached_to(*role);
        // With one of them it does its work, and the others may be for something else.
        if (std::ranges::any_of(attached, [&](const auto* one) { return in_.order.waits_for(custom, *one); })) return;
        for (const TemplateResource* policy : attached) {
            if (in_.order.waits_for(*policy, custom) || !Order::come_together(custom, *policy)) continue;
            in_.report.add({
                .rule = &rules::order_left_to_chance,
                .message = fmt::format("custom resource `{}` runs function `{}`, and does not wait for policy `{}` of "
                                       "its role",
                                       custom.logical_id, function->logical_id, policy->logical_id),
                .primary = {place_of(custom, properties(custom), "ServiceToken"), {}},
                .related = {{policy->place, "attached later, or at the same time"}},
                .fix = fmt::format("add `DependsOn: {}`", policy->logical_id),
                .why = "CloudFormation calls the function as soon as it is there, before the policy lets it do its "
                       "work; and a deletion takes the policy away first",
            });
        }
    }

    const std::vector<const TemplateResource*>& attached_to(const TemplateResource& role) {
        if (!is_read_) {
            is_read_ = true;
            for (const auto& [type, property] : {std::pair{"AWS::IAM::Policy", "Roles"},
                                                 {"AWS::IAM::ManagedPolicy", "Roles"},
                                                 {"AWS::IAM::RolePolicy", "RoleName"}})
                for (const TemplateResource* policy : in_.types.of(type))
                    each(properties(*policy).find(property), [&](const Value& one) {
                        if (const TemplateResource* to = named_by(&one, "AWS::IAM::Role", in_.facts.names))
                            attached_[to].push_back(policy);
                    });
        }
        return attached_[&role];
    }

    /// Whether the role may do it without what is attached later.
    bool has_it_already(const TemplateResource& role, std::string_view service) const {
        const Value& of = properties(role);
        bool found = false;
        each(of.find("Policies"), [&](const Value& one) {
            found = found || !one.is_map() || may_allow(one.find("PolicyDocument"), service);
        });
        each(of.find("ManagedPolicyArns"), [&](const Value& one) {
            const std::string arn = spelt_out(one, in_.facts.names);
            const auto at = arn.find(":aws:policy/");
            const std::string_view name =
                at == arn.npos ? std::string_view{}
                               : std::string_view(arn).substr(at + std::string_view(":aws:policy/").size());
            const auto known =
                std::ranges::find_if(managed_by_aws, [&](const ManagedByAws& other) { return other.name == name; });
            found = found || known == std::end(managed_by_aws) ||
                    known->allows.find(fmt::format(" {} ", service)) != known->allows.npos;
        });
        return found;
    }

    void check(const TemplateResource& hasty, const TemplateResource* role, std::string_view service,
               std::string_view property, std::string_view needs, std::string why) {
        if (!role || !role->macro.is_null()) return;
        const std::vector<const TemplateResource*>& attached = attached_to(*role);
        if (attached.empty() || has_it_already(*role, service)) return;
        const TemplateResource* needed = nullptr;
        for (const TemplateResource* policy : attached) {
            constexpr std::size_t most_looked_at = 1'000'000;
            if (++looked_at_ > most_looked_at) return;
            const auto [allowed, is_new] = allowed_[service].try_emplace(policy);
            if (is_new) allowed->second = may_allow(properties(*policy).find("PolicyDocument"), service);
            if (!allowed->second) continue;
            if (in_.order.waits_for(hasty, *policy) || !Order::come_together(hasty, *policy)) return;
            if (!needed) needed = policy;
        }
        if (!needed) return;
        tell({.certain = rules::policy_too_late,
              .hasty = hasty,
              .place = place_of(hasty, properties(hasty), property),
              .needed = *needed,
              .needs = fmt::format("`{}` needs policy `{}` ({})", hasty.logical_id, needed->logical_id, needs),
              .why = std::move(why),
              .fix = {}},
             in_);
    }

    const Asked& in_;
    std::unordered_map<const TemplateResource*, std::vector<const TemplateResource*>> attached_;
    bool is_read_ = false;
    /// By service: whether a policy may allow something of it.
    std::unordered_map<std::string_view, std::unordered_map<const TemplateResource*, bool>> allowed_;
    std::size_t looked_at_ = 0;
};

}  // namespace

void check_policies(const Asked& in) { Policies(in).run(); }

}  // namespace bobgen::waiting
