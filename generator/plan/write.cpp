#include "generator/plan/write.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "generator/analysis/reading.h"
#include "generator/characters.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"
#include "generator/report/markdown.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen::plan {

namespace {

/// "3 deployments, 2 manual steps"
std::string size_of(const Plan& plan) {
    std::size_t people = 0, refactorings = 0;
    for (const Step& one : plan.steps) {
        people += one.kind == Step::Kind::person ? 1 : 0;
        refactorings += one.kind == Step::Kind::refactor ? 1 : 0;
    }
    std::string made = counted(plan.updates, "deployment");
    if (refactorings > 0) made += ", " + counted(refactorings, "stack refactoring");
    if (people > 0) made += ", " + counted(people, "manual step");
    return made;
}

std::string promise(const Plan& plan) {
    if (plan.updates == 0) return {};
    if (plan.is_shortest()) return "no order has fewer deployments";
    return fmt::format("no order has fewer than {}; whether one in between exists is not known",
                       counted(plan.bound, "deployment"));
}

constexpr std::string_view nothing_to_do = "nothing to do: the templates mean the same to CloudFormation\n";

/// What IAM requires the caller to confirm.
std::string_view capability(const Template& of) {
    std::string_view made;
    for (const TemplateResource& one : of.resources) {
        if (!one.type.starts_with("AWS::IAM::")) continue;
        for (const std::string_view name :
             {"RoleName", "ManagedPolicyName", "GroupName", "UserName", "InstanceProfileName"})
            if (one.properties.find(name)) return "CAPABILITY_NAMED_IAM";
        made = "CAPABILITY_IAM";
    }
    return made;
}

/// `CAPABILITY_IAM CAPABILITY_AUTO_EXPAND`
std::string capabilities(const Template& of) {
    std::string made(capability(of));
    if (!of.transform.is_null()) made += made.empty() ? "CAPABILITY_AUTO_EXPAND" : " CAPABILITY_AUTO_EXPAND";
    return made;
}

/// The variable that has the value of a parameter. CloudFormation takes letters and digits for a name, so that no other
/// one gets as far as to be confused.
std::string variable_of(std::string_view parameter) {
    std::string made(parameter);
    for (char& c : made) c = is_alphanumeric(c) ? c : '_';
    return is_digit(made.empty() ? '0' : made.front()) ? "_" + made : made;
}

constexpr std::string_view stack_word = "\"$STACK\"";

/// What the stack of a folder is called in CloudFormation, unless somebody says otherwise.
std::string stack_name(std::string folder) {
    std::replace(folder.begin(), folder.end(), '/', '-');
    return folder;
}

/// What every deployment must pass to CloudFormation: where code comes from, and parameters with neither a default nor
/// a previous value.
std::vector<std::string> parameters_for(const Step& step, const Template* previous) {
    std::vector<std::string> made;
    std::set<std::string_view> told;
    for (const Code& one : step.code) {
        told.insert(one.parameter);
        made.push_back(fmt::format("{}=\"${}_{}\"", shell_word(one.parameter), one.is_new ? "NEW" : "OLD",
                                   variable_of(one.parameter)));
    }
    for (const TemplateParameter& one : step.tree->parameters) {
        const bool is_known = previous && std::any_of(previous->parameters.begin(), previous->parameters.end(),
                                                      [&](const auto& other) { return other.name == one.name; });
        if (!one.body.find("Default") && !told.count(one.name) && (!previous || !is_known))
            made.push_back(fmt::format("{}=\"${}\"", shell_word(one.name), variable_of(one.name)));
    }
    return made;
}

std::string deploy_command(const Plan& plan, std::size_t at, const Template* previous) {
    const Step& step = plan.steps[at];
    std::string made =
        fmt::format("aws cloudformation deploy --stack-name {} --template-file {}", stack_word, file_of(plan, at));
    if (const std::string needed = capabilities(*step.tree); !needed.empty())
        made += " \\\n    --capabilities " + needed;
    const std::vector<std::string> parameters = parameters_for(step, previous);
    if (!parameters.empty()) {
        made += " \\\n    --parameter-overrides";
        for (const std::string& one : parameters) made += " " + one;
    }
    return made;
}

std::string refactor_commands(const Plan& plan, std::size_t at) {
    const Step& step = plan.steps[at];
    std::string made = "id=$(aws cloudformation create-stack-refactor \\\n    --stack-definitions StackName=" +
                       std::string(stack_word) + ",TemplateBody@=file://" + file_of(plan, at);
    const std::string other = step.mappings.empty() ? std::string() : step.mappings.front().to_stack;
    if (!other.empty())
        made += fmt::format(" \\\n        StackName={},TemplateBody@=file://{}", shell_word(stack_name(other)),
                            step.other_file);
    if (step.makes_stack) made += " \\\n    --enable-stack-creation";
    made += " \\\n    --resource-mappings";
    for (const Mapping& one : step.mappings)
        made += fmt::format(
            " \\\n        "
            "\"Source={{StackName={0},LogicalResourceId={1}}},Destination={{StackName={3},LogicalResourceId={2}}}\"",
            "$STACK", within_double_quotes(one.from), within_double_quotes(one.to),
            one.to_stack.empty() ? "$STACK" : within_double_quotes(stack_name(one.to_stack)));
    return made +
           " \\\n    --query StackRefactorId --output text)\n"
           "aws cloudformation wait stack-refactor-create-complete --stack-refactor-id \"$id\"\n"
           "aws cloudformation list-stack-refactor-actions --stack-refactor-id \"$id\"  # logical ids alone may "
           "change\n"
           "aws cloudformation execute-stack-refactor --stack-refactor-id \"$id\"\n"
           "aws cloudformation wait stack-refactor-execute-complete --stack-refactor-id \"$id\"";
}

/// A change set of type IMPORT, which takes what exists into the stack and changes nothing of it.
std::string import_commands(const Plan& plan, std::size_t at) {
    const Step& step = plan.steps[at];
    constexpr std::string_view set = "--stack-name \"$STACK\" --change-set-name import";
    std::string made = fmt::format(
        "aws cloudformation create-change-set {} --change-set-type IMPORT \\\n    --template-body file://{}", set,
        file_of(plan, at));
    if (const std::string needed = capabilities(*step.tree); !needed.empty())
        made += " \\\n    --capabilities " + needed;
    made += " \\\n    --resources-to-import \"[";
    for (const Import& one : step.imports)
        made += fmt::format(
            R"({}{{\"ResourceType\":\"{}\",\"LogicalResourceId\":\"{}\",\"ResourceIdentifier\":{{\"{}\":\"{}\"}}}})",
            made.ends_with('[') ? "" : ",", one.type, within_double_quotes(one.logical_id), one.property, one.value);
    made += "]\"\n";
    for (const std::string_view verb : {"wait change-set-create-complete", "execute-change-set"})
        made += fmt::format("aws cloudformation {} {}\n", verb, set);
    return made + "aws cloudformation wait stack-import-complete --stack-name \"$STACK\"";
}

Value value_of(const std::vector<Command>& commands) {
    Value made = List{};
    for (const Command& one : commands) {
        Value& entry = made.append(Map{});
        entry.set("what", one.what);
        if (!one.shell.empty()) entry.set("command", one.shell);
    }
    return made;
}

Value value_of(const std::vector<std::string>& lines) { return List(lines.begin(), lines.end()); }

}  // namespace

std::string file_of(const Plan& plan, std::size_t step) {
    if (!plan.steps[step].tree) return {};
    return fmt::format("{:02}-{}.yml", step + 1, plan.steps[step].slug);
}

std::string text(const Plan& plan, const OutputNames& names) {
    if (plan.steps.empty())
        return (names.stack.empty() ? "" : printable(names.stack) + ": ") + std::string(nothing_to_do);
    const std::string from = printable(names.from), to = printable(names.to);
    std::string made = fmt::format("{} from {} to {}; {}\n", size_of(plan), from, to, promise(plan));
    if (plan.updates == 0) made = fmt::format("{} from {} to {}\n", size_of(plan), from, to);
    for (const std::string& one : plan.after) made += printable(one) + "\n";
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        made += fmt::format("\n{}. {}: {}\n", i + 1, word(step.kind), printable(step.title));
        for (const std::string& one : step.cautions) made += "   ! " + printable(one) + "\n";
        for (const std::string& one : step.changes) made += "   - " + printable(one) + "\n";
        for (const bool is_new : {false, true}) {
            std::string parameters;
            for (const Code& one : step.code)
                if (one.is_new == is_new) parameters.append(parameters.empty() ? "" : ", ").append(one.parameter);
            if (!parameters.empty())
                made += fmt::format("   code: the {} archives ({})\n", is_new ? "new" : "old", printable(parameters));
        }
        for (const Command& one : step.waits) made += "   wait " + printable(one.what) + "\n";
    }
    return made;
}

std::string json(const Plan& plan, const OutputNames& names) {
    Value made;
    made.set("madeBy", "bobgen plan");
    if (!names.stack.empty()) made.set("stack", names.stack);
    made.set("from", names.from);
    made.set("to", names.to);
    made.set("deploys", plan.updates);
    made.set("lowerBound", plan.bound);
    if (!plan.after.empty()) made.set("after", value_of(plan.after));
    Value& steps = made.set("steps", List{});
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        Value& one = steps.append(Map{});
        one.set("step", i + 1);
        one.set("kind", word(step.kind));
        one.set("title", step.title);
        if (step.tree) one.set("template", file_of(plan, i));
        one.set("changes", value_of(step.changes));
        one.set("cautions", value_of(step.cautions));
        one.set("waits", value_of(step.waits));
        one.set("back", value_of(step.back));
        if (step.tree)
            if (const std::string needed = capabilities(*step.tree); !needed.empty()) {
                Value& list = one.set("capabilities", List{});
                for (std::size_t begin = 0; begin < needed.size();) {
                    const std::size_t end = std::min(needed.find(' ', begin), needed.size());
                    list.append(needed.substr(begin, end - begin));
                    begin = end + 1;
                }
            }
        if (!step.code.empty()) {
            Value& code = one.set("code", Map{});
            for (const Code& each : step.code) code.set(each.parameter, each.is_new ? "new" : "old");
        }
        if (!step.imports.empty()) {
            Value& list = one.set("imports", List{});
            for (const Import& each : step.imports)
                list.append(map({{"resource", each.logical_id}, {"type", each.type}, {each.property, each.value}}));
        }
        if (!step.mappings.empty()) {
            Value& list = one.set("resourceMappings", List{});
            for (const Mapping& each : step.mappings) {
                Value& mapping = list.append(map({{"from", each.from}, {"to", each.to}, {"type", each.type}}));
                if (!each.to_stack.empty()) mapping.set("toStack", each.to_stack);
            }
        }
    }
    return to_json(made);
}

std::string runbook(const Plan& plan, const OutputNames& names) {
    std::string made = fmt::format("# From {} to {}\n", markdown::code(names.from), markdown::code(names.to));
    if (plan.steps.empty()) return made + "Nothing to do: the templates mean the same to CloudFormation.\n";
    made += size_of(plan);
    if (const std::string promised = promise(plan); !promised.empty()) made += "; " + promised;
    made += ". Run the steps in order; continue when the condition of a step is met.\n\n";
    for (const std::string& one : plan.after) made += "- " + markdown::line(one) + "\n";
    made += plan.after.empty() ? "```sh\n" : "\n```sh\n";
    const std::string stack = stack_name(names.stack);
    made += fmt::format("STACK={}   # the stack's name in CloudFormation\n", stack.empty() ? "…" : shell_word(stack));
    std::set<std::string> codes;
    for (const Step& one : plan.steps)
        for (const Code& code : one.code) codes.insert(code.parameter);
    for (const std::string& one : codes)
        made += fmt::format("OLD_{0}=…   # {1} of the code that runs now\nNEW_{0}=…   # {1} of the new code\n",
                            variable_of(one), printable(one));
    made += fmt::format(
        "physical() {{ aws cloudformation describe-stack-resource --stack-name {} --logical-resource-id \"$1\" \\\n"
        "    --query StackResourceDetail.PhysicalResourceId --output text; }}\n```\n",
        stack_word);

    const Template* previous = nullptr;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        made += fmt::format("\n## {}. {}{}\n", i + 1, step.kind == Step::Kind::person ? "Manual: " : "",
                            markdown::line(step.title));
        for (const std::string& one : step.cautions) made += "> " + markdown::line(one) + "\n>\n";
        if (!step.cautions.empty()) made.replace(made.size() - 2, 2, "\n");
        for (const std::string& one : step.changes) made += "- " + markdown::line(one) + "\n";
        if (step.kind == Step::Kind::deploy) made += "\n```sh\n" + deploy_command(plan, i, previous) + "\n```\n";
        if (!step.imports.empty()) made += "\n```sh\n" + import_commands(plan, i) + "\n```\n";
        if (step.kind == Step::Kind::refactor) made += "\n```sh\n" + refactor_commands(plan, i) + "\n```\n";
        for (const Command& one : step.waits) {
            made += fmt::format("\nWait {}.\n", markdown::line(one.what));
            if (!one.shell.empty()) made += "```sh\n" + one.shell + "\n```\n";
        }
        for (const Command& one : step.back) made += fmt::format("\nTo roll back: {}.\n", markdown::line(one.what));
        if (step.tree) previous = &*step.tree;
    }
    return made;
}

std::vector<File> files(const Plan& plan, const OutputNames& names) {
    std::vector<File> made;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        if (!plan.steps[i].tree) continue;
        std::string bytes =
            fmt::format("# Step {} of a plan: {}. See RUNBOOK.md.\n", i + 1, printable(plan.steps[i].title));
        write_yaml(document(*plan.steps[i].tree), bytes);
        made.push_back({file_of(plan, i), std::move(bytes)});
    }
    made.push_back({"plan.json", json(plan, names)});
    made.push_back({"RUNBOOK.md", runbook(plan, names)});
    return made;
}

}  // namespace bobgen::plan
