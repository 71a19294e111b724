/// What a function's change does not reach: published versions, code for the other processor, records that were read.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/report/text.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

constexpr std::string_view plain_function = "AWS::Lambda::Function";
constexpr std::string_view sam_function = "AWS::Serverless::Function";

bool is_function_type(std::string_view type) { return type == plain_function || type == sam_function; }

/// Settings of the function as a whole; a version keeps none of them.
const Reason* published_change(const Aftermath& given, const ResourceChange& function) {
    return given.changed_beside(function,
                                {"Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "RuntimeManagementConfig",
                                 "CodeSigningConfigArn", "FunctionScalingConfig", "PublishToLatestPublished"});
}

/// bob's reading of a serverless.yml stands for a version that the framework names by its content.
bool is_made_by_framework(std::string_view version, std::string_view function) {
    constexpr std::string_view of_version = "LambdaVersion", of_function = "LambdaFunction";
    return version.ends_with(of_version) && function.ends_with(of_function) &&
           version.substr(0, version.size() - of_version.size()) ==
               function.substr(0, function.size() - of_function.size());
}

std::string stale_words(const Reason& reason) {
    const std::string_view top = top_property(reason);
    return top == "Code" || top == "CodeUri" || top == "InlineCode" ? "the old code"
           : top == "Runtime"                                       ? "the old runtime"
                                                                    : "what was published before";
}

using ByTarget = std::unordered_map<const ResourceChange*, Aftermath::Changes>;

/// Those of the new template by what a property refers to.
ByTarget by_new_target(const Aftermath& given, std::string_view type, std::string_view property) {
    ByTarget made;
    for (const ResourceChange* one : given.of_type(type))
        if (given.is(*one))
            if (const ResourceChange* target = given.new_target(*one, property)) made[target].push_back(one);
    return made;
}

/// And those of the old one.
ByTarget by_old_target(const Aftermath& given, std::string_view type, std::string_view property) {
    ByTarget made;
    for (const ResourceChange* one : given.of_type(type))
        if (given.was(*one))
            if (const ResourceChange* target = given.old_target(*one, property)) made[target].push_back(one);
    return made;
}

std::vector<std::string> names_of(const Aftermath& given, const ByTarget& aliases, const ResourceChange* version) {
    std::vector<std::string> made;
    if (const auto found = aliases.find(version); found != aliases.end())
        for (const ResourceChange* one : found->second) {
            const std::string name = given.new_text(*one, "Name");
            made.push_back(name.empty() ? one->logical_id : shown(name));
        }
    return made;
}

}  // namespace

void judge_versions(Aftermath& given) {
    const ByTarget all_aliases = by_new_target(given, "AWS::Lambda::Alias", "FunctionVersion");
    std::map<std::string_view, bool> has_new;  ///< of each function
    for (const ResourceChange* one : given.of_type("AWS::Lambda::Version"))
        if (given.is(*one) && !given.stays(*one))
            if (const ResourceChange* function = given.new_target(*one, "FunctionName"))
                has_new[function->logical_id] = true;
    for (const ResourceChange* one : given.of_type("AWS::Lambda::Version")) {
        if (!given.stays(*one)) continue;
        const ResourceChange* function = given.new_target(*one, "FunctionName");
        if (!function || !is_function_type(function->type) || !given.stays_function(*function) ||
            is_made_by_framework(one->logical_id, function->logical_id))
            continue;
        const Reason* reason = published_change(given, *function);
        if (!reason) continue;
        const std::vector<std::string> aliases = names_of(given, all_aliases, one);
        // Without an alias, an older version beside a new one is kept on purpose.
        if (has_new.contains(function->logical_id) && aliases.empty()) continue;
        Caution& made = given.add(
            rules::version_not_renewed, *one, one->after->place,
            fmt::format("`{}` of function `{}` changes, but version `{}` keeps its logical id: no version is "
                        "published{}",
                        top_property(*reason), function->logical_id, one->logical_id,
                        aliases.empty()
                            ? fmt::format(", and what uses `{}` runs {}", one->logical_id, stale_words(*reason))
                            : fmt::format(", and alias {} stays on {}", listed(aliases), stale_words(*reason))),
            fmt::format("give the version another logical id with every change of the function, such as `{}2`, and "
                        "`DeletionPolicy: Retain`",
                        one->logical_id));
        made.related = {reason->after.or_else(reason->before), "changes here"};
        made.remedy = fmt::format("aws lambda publish-version --function-name \"$(physical {})\"",
                                  shell_word(function->logical_id));
    }
    // SAM names the version by the code alone, unless it is told to take all properties.
    const Value* for_all = given.new_side().tree().other_sections.find({"Globals", "Function"});
    const bool is_told = for_all && for_all->find("AutoPublishAliasAllProperties");
    for (const ResourceChange* one : given.of_type(sam_function)) {
        if (is_told || !given.stays_function(*one) || given.new_value(*one, "AutoPublishAlias").is_null() ||
            given.old_value(*one, "AutoPublishAlias").is_null())
            continue;
        const Value all = given.new_value(*one, "AutoPublishAliasAllProperties");
        if (truth(&all).value_or(false) || all.is_call()) continue;
        bool code_changes = false;
        for (const std::string_view property :
             {"CodeUri", "InlineCode", "ImageUri", "AutoPublishCodeSha256", "AutoPublishAlias",
              "AutoPublishAliasAllProperties", "VersionDescription"})
            code_changes = code_changes || changed_property(*one, property);
        if (code_changes) continue;
        // A folder on disk has other contents with the next build, which nobody sees here.
        const Value uri = given.new_value(*one, "CodeUri");
        const bool is_fixed = uri.is_map() || text_in(uri).value_or("").starts_with("s3://") ||
                              !given.new_value(*one, "InlineCode").is_null();
        const Reason* reason = given.changed_beside(
            *one, {"Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "RuntimeManagementConfig", "Events",
                   "CodeSigningConfigArn", "Policies", "EventInvokeConfig", "ProvisionedConcurrencyConfig",
                   "FunctionUrlConfig", "DeploymentPreference", "PermissionsBoundary", "AssumeRolePolicyDocument",
                   "RolePath", "PropagateTags"});
        if (!reason || !is_fixed) continue;
        Caution& made = given.add(
            rules::version_not_renewed, *one, given.place(*one, "AutoPublishAlias"),
            fmt::format("`{}` of function `{}` changes and its code does not: SAM publishes no version, and alias `{}` "
                        "stays on what was published before",
                        top_property(*reason), one->logical_id, shown(given.new_text(*one, "AutoPublishAlias"))),
            "set `AutoPublishAliasAllProperties: true`");
        made.related = {reason->after.or_else(reason->before), "changes here"};
    }
}

// --- Processors ------------------------------------------------------------------------------------------------------

namespace {

std::string architecture_of(const Value& list) {
    if (list.is_null()) return "x86_64";
    if (!list.is_list() || list.list().size() != 1) return {};
    const auto text = text_in(list.list().front());
    return text && (*text == "arm64" || *text == "x86_64") ? *text : std::string();
}

/// By the names that AWS gives its own layers; empty when the name does not say.
std::string_view architecture_in_name(std::string_view layer) {
    constexpr std::string_view arm[] = {"arm64", "Arm64", "ARM64", "aarch64"};
    constexpr std::string_view intel[] = {"x86_64", "x86-64", "amd64", "X86_64"};
    const auto is_in = [&](std::string_view word) { return layer.find(word) != layer.npos; };
    const bool is_arm = std::ranges::any_of(arm, is_in), is_intel = std::ranges::any_of(intel, is_in);
    if (is_arm == is_intel) return {};
    return is_arm ? "arm64" : "x86_64";
}

class JudgeArchitecture {
public:
    JudgeArchitecture(Aftermath& given, const ResourceChange& function) : given_(given), function_(function) {}

    void run() {
        wanted_ = architecture_of(given_.new_value(function_, "Architectures"));
        const std::string had = architecture_of(given_.old_value(function_, "Architectures"));
        if (wanted_.empty() || had.empty() || wanted_ == had) return;
        const Value layers = given_.new_value(function_, "Layers");
        if (layers.is_list())
            for (const Value& one : layers.list()) layer(one);
        code();
    }

private:
    void layer(const Value& given) {
        const auto text = text_in(given);
        if (!text) return;
        if (const ResourceChange* made_here = given_.find(sole_target(*text))) {
            if (!made_here->type.ends_with("::LayerVersion") || !given_.is(*made_here)) return;
            const Value fits = given_.new_value(*made_here, "CompatibleArchitectures");
            if (!fits.is_list() || fits.list().empty()) return;
            for (const Value& one : fits.list()) {
                const auto name = text_in(one);
                if (!name || (*name != "arm64" && *name != "x86_64") || *name == wanted_) return;
            }
            told(given.place, fmt::format("layer `{}`", made_here->logical_id), "is built for the other one only",
                 "add a layer version that is built for it")
                .related = {given_.place(*made_here, "CompatibleArchitectures"), "the layer's architectures"};
            return;
        }
        if (text->find(filled_in_begin) != text->npos && text->find(":layer:") == text->npos) return;
        const std::string_view named = architecture_in_name(*text);
        if (!named.empty() && named != wanted_)
            told(given.place, fmt::format("layer `{}`", shown(*text)), fmt::format("is built for {}", named),
                 "take the layer of the same name for the new architecture");
    }

    void code() {
        const Value before = given_.old_value(function_, "Code"), after = given_.new_value(function_, "Code");
        if (!after.is_map() || !same(before, after)) return;
        // A parameter brings new code with every deployment.
        if (shown_whole(after).find('$') != std::string::npos || has_calls(after)) return;
        if (after.find("ImageUri"))
            told(given_.place(function_, "Code"), "its image", "stays the same, and holds one architecture",
                 "push an image for the new architecture and name it in the same update");
        else if (after.find("S3Key") && given_.new_text(function_, "Runtime").starts_with("provided."))
            told(given_.place(function_, "Code"), "its archive", "stays the same, with a program for the other one",
                 "build the program for the new architecture and name its archive in the same update");
    }

    Caution& told(Place at, const std::string& what, std::string_view problem, std::string fix) {
        return given_.add(
            rules::code_of_other_architecture, function_, at.or_else(function_.after->place),
            fmt::format("function `{}` moves to {}, and {} {}", function_.logical_id, wanted_, what, problem),
            std::move(fix));
    }

    Aftermath& given_;
    const ResourceChange& function_;
    std::string wanted_;
};

}  // namespace

void judge_architectures(Aftermath& given) {
    for (const std::string_view type : {plain_function, sam_function})
        for (const ResourceChange* one : given.of_type(type))
            if (given.stays_function(*one) && changed_property(*one, "Architectures"))
                JudgeArchitecture(given, *one).run();
}

// --- Concurrency -----------------------------------------------------------------------------------------------------

namespace {

std::int64_t provisioned_by(const Aftermath& given, const ResourceChange& one) {
    const Value config = given.old_value(one, "ProvisionedConcurrencyConfig");
    return whole_number(config.find("ProvisionedConcurrentExecutions")).value_or(0);
}

}  // namespace

void judge_concurrency(Aftermath& given) {
    // What is provisioned for a function by its versions and aliases.
    std::unordered_map<const ResourceChange*, std::int64_t> sums;
    for (const std::string_view type : {"AWS::Lambda::Alias", "AWS::Lambda::Version"})
        for (const auto& [function, all] : by_old_target(given, type, "FunctionName"))
            for (const ResourceChange* one : all) sums[function] += provisioned_by(given, *one);
    for (const std::string_view type : {plain_function, sam_function})
        for (const ResourceChange* one : given.of_type(type)) {
            if (!given.stays_function(*one) || !changed_property(*one, "ReservedConcurrentExecutions")) continue;
            const Value limit = given.new_value(*one, "ReservedConcurrentExecutions");
            const auto reserved = whole_number(&limit);
            if (!reserved) continue;
            const std::int64_t provisioned = sums[one] + provisioned_by(given, *one);
            if (provisioned <= *reserved) continue;
            given.add(
                rules::reserved_below_provisioned, *one, given.place(*one, "ReservedConcurrentExecutions"),
                fmt::format("function `{}` gets {} reserved executions while {} are provisioned for it",
                            one->logical_id, *reserved, provisioned),
                "lower `ProvisionedConcurrentExecutions` in a deployment of its own first: CloudFormation updates "
                "the function before its aliases");
        }
}

// --- Mappings --------------------------------------------------------------------------------------------------------

void judge_mappings(Aftermath& given) {
    for (const ResourceChange* one : given.of_type("AWS::Lambda::EventSourceMapping")) {
        if (!given.was(*one) || !given.is(*one)) continue;
        const bool is_replaced =
            std::ranges::any_of(one->reasons, [](const Reason& reason) { return reason.action == Action::replace; });
        const std::string start = given.new_text(*one, "StartingPosition");
        if (!is_replaced || start.empty()) continue;
        const std::string old_source = given.old_text(*one, "EventSourceArn");
        const std::string source = given.new_text(*one, "EventSourceArn");
        const ResourceChange* stream = given.new_target(*one, "EventSourceArn");
        const bool is_other =
            old_source != source || (stream && (stream->action == Action::replace ||
                                                std::ranges::any_of(stream->reasons, [](const Reason& reason) {
                                                    return reason.rule == &rules::stream_replaced;
                                                })));
        const bool same_function = given.old_text(*one, "FunctionName") == given.new_text(*one, "FunctionName");
        std::string what;
        std::string fix;
        if (is_other) {
            what = start == "LATEST" ? "what the old stream still holds is not read, and what is written to the new "
                                       "one before the mapping is enabled is skipped"
                                     : "what the old stream still holds is not read any more";
            fix = start == "LATEST" ? "start at `TRIM_HORIZON`, and let the function catch up before the update"
                                    : "let the function catch up before the update (metric `IteratorAge` near zero)";
        } else if (start == "LATEST") {
            what = "it starts at `LATEST`: what is written until it is enabled is skipped";
            fix = "keep the mapping as it is, or start at `AT_TIMESTAMP` with the time of the update";
        } else if (start == "TRIM_HORIZON") {
            what = "it starts at `TRIM_HORIZON`: all that the stream still holds is processed again";
            fix = "make sure that processing a record twice does no harm, or start at `AT_TIMESTAMP`";
        } else {
            what = fmt::format("it starts at `{}`: what was processed after that is processed again", shown(start));
            fix = "make sure that processing a record twice does no harm";
        }
        if (!is_other && same_function && !source.empty()) {
            what += "; and while the old one exists, Lambda refuses a second one for the same function and stream";
            fix.insert(0, "remove the mapping in one deployment and add it in the next; ");
        }
        given.add(rules::mapping_restarts, *one, given.place(*one, "StartingPosition"),
                  fmt::format("mapping `{}` is replaced: {}", one->logical_id, what), std::move(fix));
    }
}

// --- Roles -----------------------------------------------------------------------------------------------------------

void judge_roles(Aftermath& given) {
    std::map<std::string_view, std::vector<const ResourceChange*>> users;
    for (const ResourceChange* role : given.of_type("AWS::IAM::Role"))
        if (std::ranges::any_of(role->reasons, [](const Reason& one) { return one.action == Action::replace; }))
            users[role->logical_id];
    if (users.empty()) return;
    for (const std::string_view type : {plain_function, sam_function})
        for (const ResourceChange* one : given.of_type(type)) {
            if (!given.was(*one) || !given.is(*one)) continue;
            const ResourceChange* role = given.old_target(*one, "Role");
            if (const auto found = role ? users.find(role->logical_id) : users.end(); found != users.end())
                found->second.push_back(one);
        }
    const ByTarget versions = by_old_target(given, "AWS::Lambda::Version", "FunctionName");
    for (const auto& [id, functions] : users) {
        if (functions.empty()) continue;
        const ResourceChange& role = *given.find(id);
        std::vector<std::string> names, published;
        for (const ResourceChange* one : functions) {
            names.push_back(one->logical_id);
            if (const auto found = versions.find(one); found != versions.end())
                for (const ResourceChange* version : found->second) published.push_back(version->logical_id);
        }
        given
            .add(rules::role_replaced_in_use, role, role.after->place,
                 fmt::format("role `{}` is replaced while {} run{} with it: invocations that began before lose their "
                             "permissions when the old role is deleted{}",
                             id, listed(names), names.size() == 1 ? "s" : "",
                             published.empty()
                                 ? ""
                                 : fmt::format(", and published version {} keeps the old role", listed(published))),
                 "add the new role beside the old one under another logical id, move the functions, and remove the "
                 "old role in a later deployment")
            .related = {functions.front()->after->place, "runs with it"};
    }
}

}  // namespace bobgen::diff
