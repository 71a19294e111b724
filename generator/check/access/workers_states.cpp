/// What a state machine's role must allow: the calls of its states, its logs.
#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/access/workers_parts.h"
#include "generator/data/iam_actions.h"
#include "generator/read/json.h"
#include "generator/rules/workers.h"

namespace bobgen::workers {

namespace {

/// AWS's names of its services in state machines, where IAM has another one.
std::string_view iam_prefix(std::string_view service) {
    static constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"sfn", "states"},
        {"eventbridge", "events"},
        {"cloudwatchlogs", "logs"},
        {"cognitoidentityprovider", "cognito-idp"},
        {"bedrockruntime", "bedrock"},
        {"apigateway", ""},
        {"sesv2", "ses"},
    };
    for (const auto& [name, prefix] : others)
        if (name == service) return prefix;
    return service;
}

class MachineWork {
public:
    MachineWork(const Workers& in, const TemplateResource& machine)
        : in_(in), machine_(machine), properties_(in.facts.properties(machine)) {}

    void run() {
        const bool of_sam = machine_.type == "AWS::Serverless::StateMachine";
        role_ = in_.roles.find(properties_.find(of_sam ? "Role" : "RoleArn"));
        if (!role_ || !in_.is_there(machine_)) return;
        logs(of_sam);
        if (const Value* given = properties_.find("DefinitionSubstitutions"); given && given->is_map())
            for (const Member& one : given->map()) substitutions_.emplace(one.name, canonical(one.value, in_.facts));
        if (const Value* definition = properties_.find("Definition")) {
            place_ = definition->place.or_else(machine_.place);
            states_of(*definition, 0);
        } else if (const Value* text = properties_.find("DefinitionString")) {
            place_ = text->place.or_else(machine_.place);
            is_text_ = true;
            std::string error;
            const std::optional<Value> read = read_json(spelt_out(*text, in_.facts.names), error);
            if (read) states_of(*read, 0);
        }
    }

private:
    void logs(bool of_sam) {
        const Value* logging = properties_.find(of_sam ? "Logging" : "LoggingConfiguration");
        const auto level = logging ? text_of(logging->find("Level")) : std::optional<std::string_view>{};
        if (!level || *level == "OFF" || !logging->find("Destinations")) return;
        if (in_.roles.may(*role_, "logs:CreateLogDelivery", "") != Verdict::no) return;
        RoleUse use = use_of("has a log", {}, logging->place.or_else(machine_.place));
        use.rule = &rules::machine_logs_denied;
        in_.report_lack(use, {"logs:CreateLogDelivery"});
    }

    RoleUse use_of(std::string does, RoleTarget target, Place place) const {
        return {.rule = &rules::task_denied,
                .role = role_,
                .who = fmt::format("state machine `{}`", machine_.logical_id),
                .does = std::move(does),
                .target = std::move(target),
                .place = place};
    }

    void states_of(const Value& from, int depth) {
        constexpr int deep_enough = 16;
        const Value* states = from.find("States");
        if (!states || !states->is_map() || depth > deep_enough) return;
        for (const Member& state : states->map()) {
            if (!state.value.is_map()) continue;
            if (text_of(state.value.find("Type")) == "Task") task(state.name, state.value);
            each(state.value.find("Branches"), [&](const Value& one) { states_of(one, depth + 1); });
            for (const std::string_view name : {"Iterator", "ItemProcessor"})
                if (const Value* inner = state.value.find(name)) states_of(*inner, depth + 1);
        }
    }

    /// A text of the definition with its substitutions, and in canonical form.
    std::string text(const Value* value) const {
        if (!value || !(value->is_text() || value->is_call())) return {};
        std::string made = canonical(*value, in_.facts);
        for (std::size_t at = made.find("${"); at != made.npos; at = made.find("${", at)) {
            const std::size_t end = made.find('}', at);
            if (end == made.npos) break;
            const auto known = substitutions_.find(std::string_view(made).substr(at + 2, end - at - 2));
            if (known == substitutions_.end()) {
                at = end;
                continue;
            }
            made.replace(at, end + 1 - at, known->second);
            at += known->second.size();
        }
        return made;
    }

    void task(std::string_view name, const Value& state) {
        const std::string resource = text(state.find("Resource"));
        const Value* arguments = state.find("Arguments");
        if (!arguments) arguments = state.find("Parameters");
        if (const Value* own = state.find("Credentials"); own) return;  // It works with another role.
        place_of_task_ = is_text_ ? place_ : place_of(state.find("Resource"), place_);
        name_ = name;
        const auto argument = [&](std::string_view of) {
            return arguments && arguments->is_map() ? text(arguments->find(of)) : std::string();
        };
        if (resource.starts_with("arn:aws:lambda:")) return require("lambda:InvokeFunction", resource);
        constexpr std::string_view begin = "arn:aws:states:::";
        if (!resource.starts_with(begin)) return;
        std::string_view rest = std::string_view(resource).substr(begin.size());
        if (rest.starts_with("aws-sdk:")) return call(rest.substr(8));
        const std::size_t dot = rest.find('.');
        const std::string_view pattern = dot == rest.npos ? std::string_view{} : rest.substr(dot + 1);
        const std::string_view operation = rest.substr(0, dot);
        if (operation == "lambda:invoke")
            return require("lambda:InvokeFunction", function_arn(argument("FunctionName")));
        if (operation == "sqs:sendMessage") return require("sqs:SendMessage", queue_arn(argument("QueueUrl")));
        if (operation == "sns:publish") return require("sns:Publish", argument("TopicArn"));
        if (operation.starts_with("dynamodb:"))
            return require(known_action(operation), table_arn(argument("TableName")));
        if (operation == "states:startExecution") {
            require("states:StartExecution", argument("StateMachineArn"));
            return managed_rule(pattern, "StepFunctionsGetEventsForStepFunctionsExecutionRule");
        }
        static constexpr std::string_view plain[] = {
            "events:putEvents",     "ecs:runTask",         "batch:submitJob",           "glue:startJobRun",
            "codebuild:startBuild", "bedrock:invokeModel", "athena:startQueryExecution"};
        if (!is_one_of(operation, plain)) return;
        require(known_action(operation), "");
        if (operation == "ecs:runTask") managed_rule(pattern, "StepFunctionsGetEventsForECSTaskRule");
        if (operation == "batch:submitJob") managed_rule(pattern, "StepFunctionsGetEventsForBatchJobsRule");
        if (operation == "codebuild:startBuild")
            managed_rule(pattern, "StepFunctionsGetEventForCodeBuildStartBuildRule");
    }

    static std::string_view known_action(std::string_view operation) {
        const auto known = iam::find(operation);
        return known ? known->full_name : std::string_view{};
    }

    /// `sqs:sendMessage`, `dynamodb:query`, `s3:getObject`
    void call(std::string_view operation) {
        operation = operation.substr(0, operation.find('.'));
        const std::size_t colon = operation.find(':');
        if (colon == operation.npos) return;
        const std::string_view prefix = iam_prefix(operation.substr(0, colon));
        const std::string action = fmt::format("{}:{}", prefix, operation.substr(colon + 1));
        require(action == "lambda:invoke" ? "lambda:InvokeFunction" : known_action(action), "");
    }

    /// To wait for the end of something, the service makes a rule with this role.
    void managed_rule(std::string_view pattern, std::string_view rule) {
        if (pattern != "sync" && pattern != "sync:2") return;
        const std::string arn = fmt::format("arn:aws:events:${{AWS::Region}}:${{AWS::AccountId}}:rule/{}", rule);
        std::vector<std::string_view> lacking;
        for (const std::string_view action : {"events:PutTargets", "events:PutRule", "events:DescribeRule"})
            if (in_.roles.may(*role_, action, arn) == Verdict::no) lacking.push_back(action);
        if (lacking.empty() || !told_.insert(std::string(rule)).second) return;
        RoleUse use = use_of(fmt::format("waits in state `{:.80}`", name_), {}, place_of_task_);
        use.rule = &rules::managed_rule_denied;
        in_.report_lack(use, lacking);
    }

    /// Of a name or an ARN; a `Ref` is the name of a function.
    static std::string function_arn(const std::string& name) {
        if (name.empty() || name.starts_with("arn:")) return name;
        const bool is_generated = name.ends_with("#}");
        if (!is_generated && name.find_first_of(":$") != name.npos) return {};
        return "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:" + name;
    }

    static std::string queue_arn(const std::string& url) {
        constexpr std::string_view begin = "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/";
        if (!url.starts_with(begin)) return {};
        return "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:" + url.substr(begin.size());
    }

    static std::string table_arn(const std::string& name) {
        if (name.empty() || name.starts_with("arn:")) return name;
        if (name.find('$') == 0 && !name.ends_with("#}")) return {};
        return "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/" + name;
    }

    /// Without a resource that is known, any will do.
    void require(std::string_view action, const std::string& arn) {
        if (action.empty() || !told_.insert(fmt::format("{} {}", action, arn)).second) return;
        RoleTarget target;
        if (arn.starts_with("arn:aws:")) target = {arn, in_.roles.owner(arn)};
        const Verdict can = target.resource ? in_.roles.may(*role_, action, target) : in_.roles.may(*role_, action, "");
        if (can != Verdict::no) return;
        std::string does = fmt::format("calls `{}` in state `{:.80}`", action, name_);
        in_.report_lack(use_of(std::move(does), std::move(target), place_of_task_), {action});
    }

    const Workers& in_;
    const TemplateResource& machine_;
    const Value& properties_;
    const Role* role_ = nullptr;
    std::map<std::string, std::string, std::less<>> substitutions_;
    std::set<std::string> told_;
    Place place_;
    Place place_of_task_;
    std::string_view name_;
    bool is_text_ = false;
};

}  // namespace

void check_state_machines(const Workers& in) {
    for (const TemplateResource& one : in.facts.tree.resources)
        if (one.type == "AWS::StepFunctions::StateMachine" || one.type == "AWS::Serverless::StateMachine")
            MachineWork(in, one).run();
}

}  // namespace bobgen::workers
