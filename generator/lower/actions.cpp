/// What `allows<…>` grants: one action on exactly one resource of the stack.
#include <algorithm>
#include <optional>

#include "generator/characters.h"
#include "generator/data/iam_actions.h"
#include "generator/data/resource_types.h"
#include "generator/lower/lower.h"
#include "generator/rules/grants.h"
#include "generator/rules/model.h"

namespace bobgen::lowering {

namespace {

/// An ARN's form without the names of its placeholders, by which two lists of AWS differ.
std::string without_names(std::string_view arn) {
    std::string made;
    while (!arn.empty()) {
        const std::size_t begin = arn.find("${");
        made += arn.substr(0, begin);
        if (begin == arn.npos) break;
        made += '*';
        const std::size_t end = arn.find('}', begin);
        arn.remove_prefix(end == arn.npos ? arn.size() : end + 1);
    }
    return made;
}

/// How a resource is named in a policy: as a text with `${…}` for `Fn::Sub`, of which mostly nothing but one is there.
std::optional<std::string> arn_in_policy(const schema::ResourceType& type, const std::string& id) {
    const auto is_arn = [](std::string_view name) { return name.ends_with("Arn") || name.ends_with("ARN"); };
    if (type.reference().size() == 1 && is_arn(type.reference().front())) return "${" + id + "}";
    if (type.attribute("Arn")) return "${" + id + ".Arn}";
    const std::string_view own = type.name().substr(type.name().rfind(':') + 1);
    if (const std::string name = std::string(own) + "Arn"; type.attribute(name)) return "${" + id + "." + name + "}";

    // What `Ref` gives is what its ARN ends with, where the ARN has one name.
    if (type.arn().empty() || type.reference().size() != 1) return std::nullopt;
    std::string made = "arn:${AWS::Partition}:";
    int names = 0;
    for (std::string_view rest = type.arn(); !rest.empty();) {
        const std::size_t begin = rest.find("${");
        made += rest.substr(0, begin);
        if (begin == rest.npos) break;
        const std::string_view name = rest.substr(begin + 2, rest.find('}', begin) - begin - 2);
        rest.remove_prefix(begin + name.size() + 3);
        if (name == "Region")
            made += "${AWS::Region}";
        else if (name == "Account")
            made += "${AWS::AccountId}";
        else if (++names; name == type.reference().front())
            made += "${" + id + "}";
        else
            return std::nullopt;
    }
    return names == 1 ? std::optional(made) : std::nullopt;
}

/// What follows a resource's ARN in those that the action is about: nothing, or for what is in it `/*`. Nothing at all
/// when the action is about something else.
std::optional<std::string> what_follows(const iam::Action& action, const schema::ResourceType& type) {
    if (!action.resource_level) return std::nullopt;
    // The list of types does not know each one's ARN, and then the action's own list is no proof.
    if (type.arn().empty()) return "";
    const std::string own = without_names("arn:${Partition}:" + std::string(type.arn()));
    std::optional<std::string> inside;
    for (const iam::ResourceType& one : iam::resource_types(action))
        for (std::string_view patterns = one.arn_patterns; !patterns.empty();) {
            const std::string pattern = without_names(patterns.substr(0, patterns.find(' ')));
            patterns.remove_prefix(std::min(patterns.size(), patterns.find(' ')));
            patterns.remove_prefix(std::min(patterns.size(), patterns.find_first_not_of(' ')));
            if (pattern == own) return "";
            if (!pattern.starts_with(own) || inside) continue;
            const std::string rest = pattern.substr(own.size());
            if (rest.starts_with('/') || rest.starts_with(':')) inside = rest;
        }
    return inside;
}

/// `Ref` or `Fn::GetAtt` where the text is nothing else.
Value resource_in_policy(const std::string& text) {
    if (!text.starts_with("${") || text.find('}') + 1 != text.size()) return sub(text);
    const std::string name = text.substr(2, text.size() - 3);
    const std::size_t dot = name.find('.');
    return dot == name.npos ? bobgen::ref(name) : get_att(name.substr(0, dot), name.substr(dot + 1));
}

struct AllowedActions {
    Value resource;
    List actions;
};

}  // namespace

List action_statements(const Model& model, const FunctionModel& function) {
    std::vector<AllowedActions> all;
    for (const bob::Use& use : function.declared->uses) {
        if (use.access != bob::Access::allow) continue;
        const std::string_view name = use.name();
        const std::string id = model.logical_id(use.kind, name, use.place);
        const bob::Resource* found = model.find(use.kind, name);
        if (!found && use.kind == bob::Kind::resource)
            model.report.add(
                {.rule = &rules::undeclared_name,
                 .message = "resource " + backticked(name) + " is not in stack " + backticked(model.stack_name),
                 .primary = {use.place, "used here"},
                 .related = {{model.stack.name.place, "the stack"}},
                 .fix = "add the resource to the stack's `resources`, or remove what uses it"});
        if (!found) continue;
        const auto* raw = found->as<bob::RawResource>();
        const std::string_view type_name = raw ? raw->type.text : bob::info(use.kind).type;
        const schema::ResourceType* type = schema::find_type(type_name);
        const std::optional<iam::Action> action = iam::find(use.index);
        // A rule on the finished policy says that there is no such action.
        const std::optional<std::string> follows = !type    ? std::nullopt
                                                   : action ? what_follows(*action, *type)
                                                            : std::optional<std::string>("");
        const std::optional<std::string> arn = type ? arn_in_policy(*type, id) : std::nullopt;
        if (!follows || !arn) {
            const bool of_all = action && !action->resource_level;
            const std::string words = backticked(use.index);
            model.report.add(
                {.rule = &rules::action_on_other_resource,
                 .message =
                     words + (of_all ? " can't be limited to a resource"
                              : follows || !type
                                  ? " is allowed on " + backticked(name) +
                                        ", and CloudFormation has no ARN of its type `" + std::string(type_name) + "`"
                                  : " is not about " + backticked(name) + ", an `" + std::string(type_name) + "`"),
                 .primary = {use.place, "allowed here"},
                 .related = {{found->place(), "the resource"}},
                 .fix = of_all ? "write a statement: `.statements = {{.actions = {\"" + std::string(use.index) +
                                     "\"}, .resources = {\"*\"}}}`"
                               : "allow it on a resource that AWS lists for it, or write the ARN in a statement: "
                                 "`.statements = {{.actions = {\"" +
                                     std::string(use.index) + "\"}, .resources = {sub(\"arn:...\")}}}`"});
            continue;
        }
        // The ARN of a log group ends so already, and stands for all of its streams
        // (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html).
        const bool complete = type_name == "AWS::Logs::LogGroup";
        Value resource = resource_in_policy(*arn + (complete ? "" : *follows));
        // IAM takes an alias for another resource than its function.
        if (const FunctionModel* called = use.kind == bob::Kind::function ? model.function(name) : nullptr)
            if (!called->alias_id.empty()) resource = list({std::move(resource), bobgen::ref(called->alias_id)});
        auto same =
            std::find_if(all.begin(), all.end(), [&](const AllowedActions& one) { return one.resource == resource; });
        if (same == all.end()) same = all.insert(all.end(), {std::move(resource).at(use.place), {}});
        Value written = Value(use.index).at(use.place);
        if (std::find(same->actions.begin(), same->actions.end(), written) == same->actions.end())
            same->actions.push_back(std::move(written));
    }
    List made;
    for (AllowedActions& one : all)
        made.push_back(
            map({{"Effect", "Allow"}, {"Action", std::move(one.actions)}, {"Resource", std::move(one.resource)}}));
    return made;
}

}  // namespace bobgen::lowering
