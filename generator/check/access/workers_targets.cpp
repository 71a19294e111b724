/// What rules, schedules, pipes, subscription filters and delivery streams do with their roles.
#include <fmt/format.h>

#include <optional>

#include "generator/check/access/workers_parts.h"
#include "generator/data/iam_actions.h"
#include "generator/rules/workers.h"

namespace bobgen::workers {

namespace {

class TargetWork {
public:
    explicit TargetWork(const Workers& in) : in_(in) {}

    void rule(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Value* targets = properties.find("Targets");
        if (!targets || !targets->is_list() || !in_.is_there(one)) return;
        for (const Value& target : targets->list()) {
            const Role* role = in_.roles.find(target.find("RoleArn"));
            if (!role) continue;
            RoleUse use = use_of(one, "rule", *role, target.find("Arn"), target.place);
            // Functions, queues and topics let the rule in by their own policies.
            const std::string_view service = service_of(use.target);
            if (service == "lambda" || service == "sqs" || service == "sns") continue;
            use.does = "sends events to " + named(use.target);
            send(use, {.tasks = target.find("EcsParameters")});
        }
    }

    void schedule(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Value* target = properties.find("Target");
        const Role* role = target ? in_.roles.find(target->find("RoleArn")) : nullptr;
        if (!role || !in_.is_there(one)) return;
        RoleUse use = use_of(one, "schedule", *role, target->find("Arn"), target->place);
        use.does = "calls " + named(use.target);
        if (use.target.arn.starts_with("arn:aws:scheduler:::aws-sdk:"))
            call(use);
        else
            send(use, {.tasks = target->find("EcsParameters")});
        if (const Value* failed = target->find({"DeadLetterConfig", "Arn"})) {
            use.target = in_.roles.target(failed);
            use.place = failed->place.or_else(use.place);
            use.does = "sends what fails to " + named(use.target);
            if (service_of(use.target) == "sqs") in_.require(use, {"sqs:SendMessage"});
        }
    }

    void pipe(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Role* role = in_.roles.find(properties.find("RoleArn"));
        if (!role || !in_.is_there(one)) return;
        if (const Value* source = properties.find("Source")) {
            RoleUse use = use_of(one, "pipe", *role, source, one.place);
            use.does = "reads " + named(use.target);
            const std::string_view service = service_of(use.target);
            if (service == "sqs") {
                in_.require(use, {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"});
                in_.require_key(use, {"kms:Decrypt"});
            } else if (service == "dynamodb") {
                use.does = "reads the stream of " + named(use.target);
                in_.require(use, {"dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"});
            } else if (service == "kinesis") {
                in_.require(use, {"kinesis:GetRecords", "kinesis:GetShardIterator"},
                            {"kinesis:DescribeStream", "kinesis:DescribeStreamSummary"});
                in_.require_key(use, {"kms:Decrypt"});
            }
        }
        if (const Value* target = properties.find("Target")) {
            RoleUse use = use_of(one, "pipe", *role, target, one.place);
            use.does = "sends to " + named(use.target);
            const Value* parameters = properties.find("TargetParameters");
            // Without a word, the pipe waits for the result; only an express machine can do that.
            const auto invocation =
                parameters ? text_of(parameters->find({"StepFunctionStateMachineParameters", "InvocationType"}))
                           : std::optional<std::string_view>{};
            send(use, {.starts = invocation == "FIRE_AND_FORGET",
                       .waits = true,
                       .tasks = parameters ? parameters->find("EcsTaskParameters") : nullptr});
        }
        if (const Value* enrichment = properties.find("Enrichment")) {
            RoleUse use = use_of(one, "pipe", *role, enrichment, one.place);
            use.does = "asks " + named(use.target);
            if (service_of(use.target) == "states")
                in_.require(use, {"states:StartSyncExecution"});
            else
                send(use, {});
        }
    }

    void subscription(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Role* role = in_.roles.find(properties.find("RoleArn"));
        if (!role || !in_.is_there(one)) return;
        RoleUse use =
            use_of(one, one.type == "AWS::Logs::Destination" ? "log destination" : "subscription filter", *role,
                   properties.find(one.type == "AWS::Logs::Destination" ? "TargetArn" : "DestinationArn"), one.place);
        use.does = "sends logs to " + named(use.target);
        send(use, {});
    }

    void delivery(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        if (!in_.is_there(one)) return;
        for (const std::string_view name : {"S3DestinationConfiguration", "ExtendedS3DestinationConfiguration"}) {
            const Value* to = properties.find(name);
            const Role* role = to ? in_.roles.find(to->find("RoleARN")) : nullptr;
            if (!role) continue;
            RoleUse use = use_of(one, "delivery stream", *role, to->find("BucketARN"), to->place);
            if (service_of(use.target) != "s3") continue;
            use.does = "writes to " + named(use.target);
            use.target.arn += "/${?}";
            in_.require(use, {"s3:PutObject"});
        }
        const Value* from = properties.find("KinesisStreamSourceConfiguration");
        const Role* role = from ? in_.roles.find(from->find("RoleARN")) : nullptr;
        if (!role) return;
        RoleUse use = use_of(one, "delivery stream", *role, from->find("KinesisStreamARN"), from->place);
        use.does = "reads " + named(use.target);
        in_.require(use, {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"});
    }

private:
    struct How {
        bool starts = true;            ///< a state machine, without waiting for its result
        bool waits = false;            ///< for its result, or may
        const Value* tasks = nullptr;  ///< what is run on a cluster
    };

    RoleUse use_of(const TemplateResource& one, std::string_view noun, const Role& role, const Value* target,
                   Place place) const {
        return {.rule = &rules::target_denied,
                .role = &role,
                .who = fmt::format("{} `{}`", noun, one.logical_id),
                .does = {},
                .target = in_.roles.target(target),
                .place = place_of(target, place).or_else(one.place)};
    }

    /// The permission that sending to a target takes, from the services' pages on roles.
    void send(const RoleUse& use, const How& how) const {
        const std::string_view service = service_of(use.target);
        const std::string_view type = use.target.resource ? std::string_view(use.target.resource->type) : "";
        if (service == "lambda") in_.require(use, {"lambda:InvokeFunction"});
        if (service == "sqs") in_.require(use, {"sqs:SendMessage"});
        if (service == "sns") in_.require(use, {"sns:Publish"});
        if (service == "sqs" || service == "sns") in_.require_key(use, {"kms:GenerateDataKey"});
        if (service == "kinesis") in_.require(use, {}, {"kinesis:PutRecord", "kinesis:PutRecords"});
        if (service == "firehose") in_.require(use, {}, {"firehose:PutRecord", "firehose:PutRecordBatch"});
        if (service == "states" && use.target.arn.find(":stateMachine:") != std::string::npos) {
            if (how.waits && !how.starts)
                in_.require(use, {}, {"states:StartSyncExecution", "states:StartExecution"});
            else
                in_.require(use, {"states:StartExecution"});
        }
        if (service == "events" && use.target.arn.find(":event-bus/") != std::string::npos)
            in_.require(use, {"events:PutEvents"});
        if (type == "AWS::Events::ApiDestination") in_.require(use, {"events:InvokeApiDestination"});
        if (type == "AWS::CodeBuild::Project") in_.require(use, {"codebuild:StartBuild"});
        if (type == "AWS::CodePipeline::Pipeline") in_.require(use, {"codepipeline:StartPipelineExecution"});
        if (type == "AWS::Batch::JobQueue" && in_.roles.may(*use.role, "batch:SubmitJob", "") == Verdict::no)
            in_.report_lack(use, {"batch:SubmitJob"});
        if (how.tasks && in_.roles.may(*use.role, "ecs:RunTask", "") == Verdict::no)
            in_.report_lack(use, {"ecs:RunTask"});
    }

    /// `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`
    void call(const RoleUse& use) const {
        std::string_view rest = std::string_view(use.target.arn).substr(use.target.arn.find("aws-sdk:") + 8);
        const std::size_t colon = rest.find(':');
        if (colon == rest.npos) return;
        const std::string action = fmt::format("{}:{}", rest.substr(0, colon), rest.substr(colon + 1));
        const auto known = iam::find(action == "lambda:invoke" ? "lambda:InvokeFunction" : action);
        if (known && in_.roles.may(*use.role, known->full_name, "") == Verdict::no)
            in_.report_lack(use, {known->full_name});
    }

    const Workers& in_;
};

}  // namespace

void check_targets(const Workers& in) {
    const TargetWork work(in);
    for (const TemplateResource& one : in.facts.tree.resources) {
        if (one.type == "AWS::Events::Rule") work.rule(one);
        if (one.type == "AWS::Scheduler::Schedule") work.schedule(one);
        if (one.type == "AWS::Pipes::Pipe") work.pipe(one);
        if (one.type == "AWS::Logs::SubscriptionFilter" || one.type == "AWS::Logs::Destination") work.subscription(one);
        if (one.type == "AWS::KinesisFirehose::DeliveryStream") work.delivery(one);
    }
}

}  // namespace bobgen::workers
