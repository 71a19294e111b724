#include "generator/check/lambda/edge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bob/function.h"
#include "generator/analysis/resolve.h"
#include "generator/rules/edge.h"

namespace bobgen {

namespace {

bool is_said(const Value& properties, std::string_view name) {
    const Value* found = properties.find(name);
    if (!found || is_no_value(*found)) return false;
    if (found->is_list()) return !found->list().empty();
    return !found->is_map() || !found->map().empty();
}

struct NotOffered {
    std::string_view property;
    std::string_view what;
    std::string_view fix;
};
constexpr NotOffered not_offered[] = {
    {"VpcConfig", "is in a VPC", "remove the VPC: it runs where the viewers are"},
    {"Layers", "has layers", "put their contents into its archive"},
    {"DeadLetterConfig", "has a dead-letter queue", "remove it: CloudFront waits for each answer"},
    {"FileSystemConfigs", "mounts a file system", "remove it: it runs where the viewers are"},
};

/// A function of the template and what is known of how it is named.
class EdgeAssociations {
public:
    EdgeAssociations(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void distribution(const TemplateResource& one) {
        const Value& of = facts_.properties(one);
        if (const Value* behavior = of.find({"DistributionConfig", "DefaultCacheBehavior"}))
            check_behavior(one, *behavior, "the default behavior");
        if (const Value* all = of.find({"DistributionConfig", "CacheBehaviors"}); all && all->is_list())
            for (const Value& behavior : all->list()) {
                const auto pattern = text_of(behavior.find("PathPattern"));
                check_behavior(one, behavior, pattern ? fmt::format("behavior `{}`", *pattern) : "a behavior");
            }
    }

private:
    void tell(const Rule& rule, std::string message, Place place, std::string fix, std::vector<Label> related = {}) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .related = std::move(related),
                     .fix = std::move(fix)});
    }

    void check_behavior(const TemplateResource& distribution, const Value& behavior, const std::string& named) {
        const Value* associations = behavior.find("LambdaFunctionAssociations");
        if (!associations || !associations->is_list()) return;
        bool has_functions_of_cloudfront = false;
        if (const Value* all = behavior.find("FunctionAssociations"); all && all->is_list())
            for (const Value& one : all->list()) {
                const auto event = text_of(one.find("EventType"));
                has_functions_of_cloudfront = has_functions_of_cloudfront || (event && event->starts_with("viewer-"));
            }
        std::map<std::string_view, Place> seen;
        for (const Value& one : associations->list()) {
            const auto event = text_of(one.find("EventType"));
            if (!event) continue;
            const Place place = place_of(one.find("EventType"), one.place.or_else(distribution.place));
            const auto [first, is_new] = seen.emplace(*event, place);
            if (!is_new)
                tell(rules::edge_event_twice,
                     fmt::format("{} of `{}` has two functions for `{}`", named, distribution.logical_id, *event),
                     place, "keep one of them, or call the other one from it", {{first->second, "the first"}});
            else if (has_functions_of_cloudfront && event->starts_with("viewer-"))
                tell(rules::edge_event_twice,
                     fmt::format("{} of `{}` has CloudFront Functions and Lambda@Edge for viewers' events", named,
                                 distribution.logical_id),
                     place, "make both of one kind, or let this one answer `origin-request`");
            if (const Value* body = one.find("IncludeBody"); event->ends_with("-response") && is_true(body))
                tell(rules::not_at_the_edge,
                     fmt::format("{} of `{}` gives the body of a request to the function for `{}`", named,
                                 distribution.logical_id, *event),
                     place_of(body, place), "remove `IncludeBody`, or call the function for a request");
            check_function(distribution, one, *event);
        }
    }

    void check_function(const TemplateResource& distribution, const Value& association, std::string_view event) {
        const Value* arn = association.find("LambdaFunctionARN");
        if (!arn) return;
        const Place place = place_of(arn, association.place.or_else(distribution.place));
        if (const auto text = text_of(arn)) return check_arn(distribution, *text, place);
        if (const TemplateResource* version = named_by(arn, "AWS::Lambda::Version", facts_.names)) {
            const Value* function_name = facts_.properties(*version).find("FunctionName");
            const TemplateResource* function = named_by(function_name, "AWS::Lambda::Function", facts_.names);
            if (function) check_limits(*function, event, place);
            check_concurrency(*version, event, place);
            return;
        }
        const TemplateResource* function = named_by(arn, "AWS::Lambda::Function", facts_.names);
        if (!function) function = facts_.names.resource(target_of_attribute(arn, "Arn"), "AWS::Lambda::Function");
        const TemplateResource* alias = named_by(arn, "AWS::Lambda::Alias", facts_.names);
        if (!function && !alias) return;
        tell(rules::edge_function_without_version,
             fmt::format("distribution `{}` names {} `{}`, and no version", distribution.logical_id,
                         function ? "function" : "alias", (function ? function : alias)->logical_id),
             place, "name an `AWS::Lambda::Version`; of a function with `.edge` that is `published_version(…)`");
        if (function) check_limits(*function, event, place);
    }

    /// arn:aws:lambda:us-east-1:123456789012:function:name:7
    void check_arn(const TemplateResource& distribution, std::string_view text, Place place) {
        std::vector<std::string_view> parts;
        for (std::string_view rest = text; !rest.empty();) {
            const std::size_t end = std::min(rest.find(':'), rest.size());
            parts.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        constexpr std::size_t service = 2, region = 3, kind = 5, version = 7;
        if (parts.size() <= kind || parts[0] != "arn" || parts[service] != "lambda" || parts[kind] != "function")
            return;
        if (parts[region] != "us-east-1")
            return tell(rules::not_at_the_edge,
                        fmt::format("distribution `{}` names a function of {}", distribution.logical_id, parts[region]),
                        place, "deploy the function in us-east-1, from where CloudFront copies it");
        const bool is_number = parts.size() > version && !parts[version].empty() &&
                               std::ranges::all_of(parts[version], [](char c) { return c >= '0' && c <= '9'; });
        if (!is_number)
            tell(rules::edge_function_without_version,
                 fmt::format("distribution `{}` names `{}`, and no version", distribution.logical_id, text), place,
                 "end the ARN with the number of a version: `:7`");
    }

    /// Of a version that CloudFront copies, none is kept ready where the copies run.
    void check_concurrency(const TemplateResource& version, std::string_view event, Place named_here) {
        constexpr std::string_view property = "ProvisionedConcurrencyConfig";
        const Value& properties = facts_.properties(version);
        if (is_said(properties, property))
            tell(rules::not_at_the_edge,
                 fmt::format("version `{}` is called for `{}`, and has provisioned concurrency", version.logical_id,
                             event),
                 place_of(version, properties, property).or_else(version.place),
                 "remove it, and publish the version without", {{named_here, "CloudFront calls it here"}});
    }

    void check_limits(const TemplateResource& function, std::string_view event, Place named_here) {
        const Value& properties = facts_.properties(function);
        for (EdgeFault& one : edge_faults(properties, event)) {
            const Place place = place_of(function, properties, one.property).or_else(function.place);
            const auto key = std::pair(place, std::string(one.property));
            if (std::ranges::find(told_, key) != told_.end()) continue;
            told_.push_back(key);
            tell(rules::not_at_the_edge,
                 fmt::format("function `{}` is called for `{}`, and {}", function.logical_id, event, one.what), place,
                 std::move(one.fix), {{named_here, "CloudFront calls it here"}});
        }
    }

    const Facts& facts_;
    Report& report_;
    std::vector<std::pair<Place, std::string>> told_;
};

}  // namespace

std::vector<EdgeFault> edge_faults(const Value& properties, std::string_view event) {
    namespace limits = bob::limits;
    std::vector<EdgeFault> made;
    const auto add = [&](std::string_view property, std::string what, std::string fix) {
        made.push_back({std::move(what), std::move(fix), property});
    };
    const bool viewers = event.starts_with("viewer-");
    if (text_of(properties.find("PackageType")) == "Image")
        add("PackageType", "is a container image", "deploy an archive of Node.js or Python");
    if (const auto runtime = text_of(properties.find("Runtime")); runtime && !bob::names::is_edge_runtime(*runtime))
        add("Runtime", fmt::format("runs `{}`", *runtime),
            runtime->starts_with("provided") ? "write it in Node.js or Python: Lambda@Edge has no runtime for C++"
                                             : "write it in Node.js or Python: Lambda@Edge has no others");
    if (const Value* all = properties.find("Architectures"); all && all->is_list())
        for (const Value& one : all->list())
            if (text_of(&one) == "arm64") add("Architectures", "runs on `arm64`", "choose `x86_64`");
    const std::int64_t most_time =
        viewers ? limits::edge_viewer_timeout_max.value : limits::edge_origin_timeout_max.value;
    if (const auto timeout = whole_number(properties.find("Timeout")); timeout && *timeout > most_time)
        add("Timeout", fmt::format("may run for {} s", *timeout), fmt::format("set at most {} s", most_time));
    const std::int64_t most_memory = limits::edge_viewer_memory_max.value;
    if (const auto memory = whole_number(properties.find("MemorySize")); viewers && memory && *memory > most_memory)
        add("MemorySize", fmt::format("has {} MB of memory", *memory),
            fmt::format("set {} MB, or call it for an event of the origin", most_memory));
    if (const Value* variables = properties.find({"Environment", "Variables"});
        variables && variables->is_map() && !variables->map().empty())
        add("Environment", "has environment variables",
            "write the values into its code, or read them from a header of the "
            "origin");
    for (const NotOffered& one : not_offered)
        if (is_said(properties, one.property)) add(one.property, std::string(one.what), std::string(one.fix));
    if (text_of(properties.find({"TracingConfig", "Mode"})) == "Active")
        add("TracingConfig", "is traced by X-Ray", "remove the tracing");
    if (const auto storage = whole_number(properties.find({"EphemeralStorage", "Size"}));
        storage && *storage > limits::function_storage_min.value)
        add("EphemeralStorage", fmt::format("has {} MB in /tmp", *storage),
            fmt::format("set {} MB, the default", limits::function_storage_min.value));
    if (const auto updates = text_of(properties.find({"RuntimeManagementConfig", "UpdateRuntimeOn"}));
        updates && *updates != "Auto")
        add("RuntimeManagementConfig", fmt::format("gets updates of its runtime by `{}`", *updates),
            "leave it to `Auto`");
    return made;
}

void check_edge(const Facts& facts, Report& report) {
    EdgeAssociations work(facts, report);
    for (const TemplateResource& one : facts.tree.resources)
        if (one.type == "AWS::CloudFront::Distribution" && one.macro.is_null()) work.distribution(one);
}

}  // namespace bobgen
