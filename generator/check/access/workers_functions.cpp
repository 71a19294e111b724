/// What a function's role must allow: its source, its destinations, its network, its logs.
#include <fmt/format.h>

#include <unordered_map>

#include "generator/check/access/workers_parts.h"
#include "generator/rules/workers.h"

namespace bobgen::workers {

namespace {

bool is_given(const Value* value) { return value && !value->is_null() && !is_no_value(*value); }

class FunctionWork {
public:
    explicit FunctionWork(const Workers& in) : in_(in) {}

    void mapping(const TemplateResource& mapping) const {
        const Value& properties = in_.facts.properties(mapping);
        const TemplateResource* function = in_.function(properties.find("FunctionName"));
        const Role* role = function && in_.is_there(mapping) ? in_.role_of_function(*function) : nullptr;
        if (!role) return;
        reads(*function, *role, properties.find("EventSourceArn"), place_of(mapping, properties, "EventSourceArn"));
        destination(properties.find({"DestinationConfig", "OnFailure", "Destination"}), *function, *role,
                    "sends what it can't handle to", place_of(mapping, properties, "DestinationConfig"));
    }

    /// SAM makes mappings of these, and leaves a role that is given alone.
    void events(const TemplateResource& one, const Value& properties, const Role& role) const {
        const Value* events = properties.find("Events");
        if (!events || !events->is_map()) return;
        for (const Member& event : events->map()) {
            const auto type = text_of(event.value.find("Type"));
            if (type != "SQS" && type != "Kinesis" && type != "DynamoDB") continue;
            const Value* source = event.value.find({"Properties", type == "SQS" ? "Queue" : "Stream"});
            if (source) reads(one, role, source, place_of(source, event.place.or_else(one.place)));
        }
    }

    void reads(const TemplateResource& function, const Role& role, const Value* source, Place place) const {
        RoleUse use{.rule = &rules::source_read_denied,
                    .role = &role,
                    .who = fmt::format("function `{}`", function.logical_id),
                    .does = {},
                    .target = in_.roles.target(source),
                    .place = place};
        use.does = "reads " + named(use.target);
        const std::string_view service = service_of(use.target);
        if (service == "sqs") {
            in_.require(use, {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"});
            in_.require_key(use, {"kms:Decrypt"});
        } else if (service == "dynamodb") {
            use.does = fmt::format("reads the stream of {}", named(use.target));
            in_.require(use, {"dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"});
        } else if (service == "kinesis" && use.target.arn.find("/consumer/") == std::string::npos) {
            in_.require(use, {"kinesis:GetRecords", "kinesis:GetShardIterator"},
                        {"kinesis:DescribeStream", "kinesis:DescribeStreamSummary"});
            in_.require_key(use, {"kms:Decrypt"});
        }
    }

    void asynchronous(const TemplateResource& config) const {
        const Value& properties = in_.facts.properties(config);
        const TemplateResource* function = in_.function(properties.find("FunctionName"));
        const Role* role = function && in_.is_there(config) ? in_.role_of_function(*function) : nullptr;
        if (!role) return;
        const Place place = place_of(config, properties, "DestinationConfig");
        destination(properties.find({"DestinationConfig", "OnFailure", "Destination"}), *function, *role,
                    "sends what fails to", place);
        destination(properties.find({"DestinationConfig", "OnSuccess", "Destination"}), *function, *role,
                    "sends its results to", place);
    }

    void function(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Role* role = in_.role_of_function(one);
        if (!role) return;
        for (const std::string_view name : {"DeadLetterConfig", "DeadLetterQueue"})
            destination(properties.find({name, "TargetArn"}), one, *role, "sends what fails to",
                        place_of(one, properties, name));
        network(one, properties, *role);
        tracing(one, properties, *role);
        logs(one, properties, *role);
        if (one.type == "AWS::Serverless::Function") events(one, properties, *role);
    }

private:
    void destination(const Value* to, const TemplateResource& function, const Role& role, std::string_view does,
                     Place place) const {
        if (!is_given(to)) return;
        RoleUse use{.rule = &rules::destination_denied,
                    .role = &role,
                    .who = fmt::format("function `{}`", function.logical_id),
                    .does = {},
                    .target = in_.roles.target(to),
                    .place = to->place.or_else(place)};
        use.does = fmt::format("{} {}", does, named(use.target));
        const std::string_view service = service_of(use.target);
        if (service == "sqs") in_.require(use, {"sqs:SendMessage"});
        if (service == "sns") in_.require(use, {"sns:Publish"});
        if (service == "sqs" || service == "sns") in_.require_key(use, {"kms:GenerateDataKey", "kms:Decrypt"});
        if (service == "lambda") in_.require(use, {"lambda:InvokeFunction"});
        if (service == "events") in_.require(use, {"events:PutEvents"});
        if (service == "s3") {
            use.target.arn += "/${?}";
            in_.require(use, {"s3:PutObject"});
        }
    }

    void network(const TemplateResource& one, const Value& properties, const Role& role) const {
        const Value* subnets = properties.find({"VpcConfig", "SubnetIds"});
        if (!is_given(subnets) || subnets->is_call(Intrinsic::if_) || (subnets->is_list() && subnets->list().empty()))
            return;
        lacks({&rules::network_interface_denied,
               &role,
               fmt::format("function `{}`", one.logical_id),
               "is in a VPC",
               {},
               place_of(one, properties, "VpcConfig")},
              {"ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"});
    }

    void tracing(const TemplateResource& one, const Value& properties, const Role& role) const {
        const bool of_sam = one.type == "AWS::Serverless::Function";
        const Value* mode = of_sam ? properties.find("Tracing") : properties.find({"TracingConfig", "Mode"});
        if (text_of(mode) != "Active") return;
        lacks({&rules::tracing_denied,
               &role,
               fmt::format("function `{}`", one.logical_id),
               "traces its requests",
               {},
               place_of(mode, one.place)},
              {"xray:PutTraceSegments"});
    }

    void logs(const TemplateResource& one, const Value& properties, const Role& role) const {
        const auto [known, is_new] = writes_logs_.try_emplace(&role);
        if (is_new) known->second = plainly_writes_logs(role);
        if (known->second) return;
        const Value* group = properties.find({"LoggingConfig", "LogGroup"});
        if (is_given(group) && group->is_call(Intrinsic::if_)) return;
        lacks({&rules::logs_denied,
               &role,
               fmt::format("function `{}`", one.logical_id),
               "writes its logs to CloudWatch",
               {},
               place_of(one, properties, "Role")},
              {"logs:PutLogEvents"});
    }

    /// Most roles have this as a statement of its own, so the question is cheap to answer.
    bool plainly_writes_logs(const Role& role) const {
        bool plainly = false;
        each(in_.facts.properties(*role.resource).find("Policies"), [&](const Value& policy) {
            each(policy.find({"PolicyDocument", "Statement"}), [&](const Value& statement) {
                if (text_of(statement.find("Effect")) != "Allow") return;
                each(statement.find("Action"), [&](const Value& action) {
                    const auto text = text_of(&action);
                    plainly = plainly || (text && (text->starts_with("logs:P") || *text == "logs:*" || *text == "*"));
                });
            });
        });
        return plainly;
    }

    /// For actions that are not about a resource of the template.
    void lacks(const RoleUse& use, std::initializer_list<std::string_view> actions) const {
        std::vector<std::string_view> lacking;
        for (const std::string_view one : actions)
            if (in_.roles.may(*use.role, one, "") == Verdict::no) lacking.push_back(one);
        if (!lacking.empty()) in_.report_lack(use, lacking);
    }

    const Workers& in_;
    mutable std::unordered_map<const Role*, bool> writes_logs_;
};

}  // namespace

void check_functions(const Workers& in) {
    const FunctionWork work(in);
    for (const TemplateResource& one : in.facts.tree.resources) {
        if (one.type == "AWS::Lambda::EventSourceMapping") work.mapping(one);
        if (one.type == "AWS::Lambda::EventInvokeConfig") work.asynchronous(one);
        if (one.type == "AWS::Lambda::Function" || one.type == "AWS::Serverless::Function") work.function(one);
    }
}

}  // namespace bobgen::workers
