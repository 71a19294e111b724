/// Functions, their versions and aliases, and what invokes them.
#include <fmt/format.h>

#include <algorithm>

#include "bob/limits.h"
#include "generator/check/combinations/subject.h"
#include "generator/check/lambda/runtimes.h"
#include "generator/rules/combinations.h"

namespace bobgen::combinations {

namespace {

/// Lambda, "Supported features and limitations" of SnapStart: Java 11, Python 3.12, .NET 8 and later; read 2026-11.
bool has_snap_start(std::string_view runtime) {
    constexpr std::string_view without[] = {
        "java8",      "java8.al2",  "python2.7", "python3.6",     "python3.7",     "python3.8",     "python3.9",
        "python3.10", "python3.11", "dotnet6",   "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"};
    const bool has_language =
        runtime.starts_with("java") || runtime.starts_with("python") || runtime.starts_with("dotnet");
    return has_language && std::ranges::find(without, runtime) == std::end(without);
}

bool uses_snap_start(const Value& properties) {
    return text_of(properties.find({"SnapStart", "ApplyOn"})) == "PublishedVersions";
}

void check_snap_start(const Subject& on) {
    if (!uses_snap_start(on.properties)) return;
    const auto tell = [&](std::string what, std::string fix) {
        on.tell({.rule = rules::snap_start_not_offered,
                 .message = fmt::format("function `{}` has SnapStart, which Lambda does not offer {}", on.id(), what),
                 .place = on.place("SnapStart"),
                 .fix = std::move(fix)});
    };
    if (text_of(on.find("PackageType")) == "Image")
        return tell("for container images", "remove `SnapStart`, or deploy an archive with a runtime");
    const auto runtime = text_of(on.find("Runtime"));
    // One that is newer than the list may have it.
    if (runtime && runtimes::find(*runtime) && !has_snap_start(*runtime))
        tell(fmt::format("for runtime `{}`", *runtime),
             "remove `SnapStart`: Java 11, Python 3.12 and .NET 8 and later have it");
    const Value* files = on.find("FileSystemConfigs");
    if (files && files->is_list() && !files->list().empty())
        tell("together with a file system", "remove one of the two");
    const auto storage = whole_number(on.find({"EphemeralStorage", "Size"}));
    if (storage && *storage > bob::limits::function_storage_min)
        tell(fmt::format("with {} MB of ephemeral storage", *storage),
             fmt::format("set {} MB, the default", bob::limits::function_storage_min.value));
}

/// The number of instances that an alias or a version keeps ready.
void check_provisioned(const Subject& on, const Value* function_name) {
    const Value* amount = on.find({"ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"});
    if (!amount) return;
    const TemplateResource* function = on.named(function_name, "AWS::Lambda::Function");
    if (!function) return;
    const Value& of_function = on.facts.properties(*function);
    if (uses_snap_start(of_function))
        on.tell({.rule = rules::snap_start_with_provisioned,
                 .message = fmt::format("`{}` keeps instances of function `{}` ready, which has SnapStart", on.id(),
                                        function->logical_id),
                 .place = on.place("ProvisionedConcurrencyConfig"),
                 .fix = "remove `SnapStart` from the function, or the provisioned concurrency",
                 .related = {{place_of(*function, of_function, "SnapStart"), "SnapStart"}}});
    const auto number = whole_number(amount);
    const auto reserved = whole_number(of_function.find("ReservedConcurrentExecutions"));
    if (number && reserved && *number > *reserved)
        on.tell({.rule = rules::provisioned_above_reserved,
                 .message = fmt::format("`{}` keeps {} instances of function `{}` ready, which may run {} at a time",
                                        on.id(), *number, function->logical_id, *reserved),
                 .place = on.place(amount, "ProvisionedConcurrencyConfig"),
                 .fix = fmt::format("provision at most {}, or reserve {}", *reserved, *number),
                 .related = {{place_of(*function, of_function, "ReservedConcurrentExecutions"), "the reservation"}}});
}

void check_routing(const Subject& on) {
    const Value* weights = on.find({"RoutingConfig", "AdditionalVersionWeights"});
    if (!weights || !weights->is_list() || weights->list().empty()) return;
    const auto version = text_in(on.find("FunctionVersion") ? *on.find("FunctionVersion") : Value());
    const auto tell = [&](std::string message, Place place, std::string fix) {
        on.tell({.rule = rules::invalid_alias_routing,
                 .message = std::move(message),
                 .place = place.or_else(on.place("RoutingConfig")),
                 .fix = std::move(fix)});
    };
    if (weights->list().size() > 1)
        tell(fmt::format("alias `{}` sends calls to {} versions", on.id(), weights->list().size() + 1), weights->place,
             "name one version in `FunctionVersion` and at most one here");
    if (version == "$LATEST")
        tell(fmt::format("alias `{}` splits calls between `$LATEST` and another version", on.id()),
             on.place("FunctionVersion"), "name a published version: `!GetAtt Version.Version`");
    for (const Value& one : weights->list()) {
        if (!one.is_map()) continue;
        const Value* weight = one.find("FunctionWeight");
        const auto text = weight ? text_in(*weight) : std::nullopt;
        const auto number = weight && weight->kind() == Value::Kind::real ? std::optional<double>(weight->real())
                            : weight && weight->kind() == Value::Kind::integer
                                ? std::optional<double>(static_cast<double>(weight->integer()))
                                : std::nullopt;
        if (number && (*number < 0 || *number > 1))
            tell(fmt::format("alias `{}` gives a version a weight of {}", on.id(), *text), weight->place,
                 "choose 0.0 to 1.0: 0.1 sends a tenth of the calls there");
        const Value* other = one.find("FunctionVersion");
        const auto name = other ? text_of(other) : std::nullopt;
        if (name && name->find("{{") == name->npos &&
            (name->empty() || name->find_first_not_of("0123456789") != name->npos))
            tell(fmt::format("alias `{}` sends calls to version `{}`, which is no number", on.id(), *name),
                 other->place, "write the number of a version that was published, such as `3`");
        if (other && version && !version->empty() && other->is_scalar() && text_in(*other) == version)
            tell(fmt::format("alias `{}` splits calls between version {} and itself", on.id(), *version), other->place,
                 "name another version");
    }
}

/// The number of a version that nothing here makes, of a function that a stack declares. In other templates, versions
/// may be published by a tool of their own.
void check_published(const Subject& on) {
    const auto version = text_in(on.find("FunctionVersion") ? *on.find("FunctionVersion") : Value());
    const bool is_number = version && !version->empty() && version->find_first_not_of("0123456789") == version->npos;
    const TemplateResource* function = on.named(on.find("FunctionName"), "AWS::Lambda::Function");
    if (!is_number || !function || !function->maker.known) return;
    for (const TemplateResource& one : on.facts.tree.resources)
        if (one.type == "AWS::Lambda::Version" && function_of(one.logical_id, on.facts.names) == function) return;
    on.tell({.rule = rules::unpublished_version,
             .message = fmt::format("alias `{}` names version {} of function `{}`, and the template publishes none",
                                    on.id(), *version, function->logical_id),
             .place = on.place("FunctionVersion"),
             .fix =
                 "declare the alias as `.alias` of the function, or an `AWS::Lambda::Version`, and name it: `!GetAtt "
                 "Version.Version`",
             .related = {{function->place, "the function"}}});
}

}  // namespace

void check_invoke_config(const Subject& on) {
    for (const std::string_view end : {"OnFailure", "OnSuccess"})
        check_fifo_target(on, "configuration", "Lambda takes standard queues as destinations",
                          on.find({"DestinationConfig", end, "Destination"}), on.place("DestinationConfig"));
}

void check_function(const Subject& on) {
    check_snap_start(on);
    check_fifo_target(on, "function", "Lambda takes standard queues for dead letters",
                      on.find({"DeadLetterConfig", "TargetArn"}), on.place("DeadLetterConfig"));
    if (text_of(on.find("PackageType")) == "Image" || on.find({"Code", "ImageUri"}))
        for (const std::string_view one : {"Handler", "Runtime", "Layers"}) {
            const Value* found = on.find(one);
            if (!found || found->is_call() || (found->is_list() && found->list().empty())) continue;
            on.tell({.rule = rules::image_with_runtime,
                     .message = fmt::format("function `{}` is a container image, and sets `{}`", on.id(), one),
                     .place = on.place(one),
                     .fix = fmt::format("remove `{}`: the image has its own", one)});
        }
    const Value* files = on.find("FileSystemConfigs");
    if (files && files->is_list() && !files->list().empty() && on.lacks("VpcConfig")) {
        const std::string arn = on.spelt(files->list().front().find("Arn"));
        if (arn.find(":elasticfilesystem:") != arn.npos ||
            on.named(files->list().front().find("Arn"), "AWS::EFS::AccessPoint"))
            on.tell({.rule = rules::file_system_without_vpc,
                     .message = fmt::format("function `{}` mounts a file system, and is not in a VPC", on.id()),
                     .place = on.place("FileSystemConfigs"),
                     .fix = "set `VpcConfig` to subnets from which the mount targets can be reached"});
    }
}

void check_alias(const Subject& on) {
    check_routing(on);
    check_published(on);
    if (on.find("ProvisionedConcurrencyConfig") && text_of(on.find("FunctionVersion")) == "$LATEST")
        on.tell({.rule = rules::provisioned_concurrency_on_latest,
                 .message = fmt::format("alias `{}` keeps instances of `$LATEST` ready", on.id()),
                 .place = on.place("FunctionVersion"),
                 .fix = "declare an `AWS::Lambda::Version`, and name it: `!GetAtt Version.Version`"});
    check_provisioned(on, on.find("FunctionName"));
}

void check_version(const Subject& on) { check_provisioned(on, on.find("FunctionName")); }

void check_event_source(const Subject& on) {
    const std::string arn = on.spelt(on.find("EventSourceArn"));
    const auto is_of = [&](std::string_view service) {
        return arn.starts_with("arn:") && arn.find(service) != arn.npos;
    };
    if (is_of(":sqs:"))
        if (const Value* config = on.find("DestinationConfig"); config && config->is_map() && !config->map().empty())
            on.tell({.rule = rules::destination_of_queue,
                     .message = fmt::format("event `{}` is from a queue, and sets `DestinationConfig`", on.id()),
                     .place = on.place("DestinationConfig"),
                     .fix = "set `RedrivePolicy` on the queue: it keeps what fails"});
    const auto start = text_of(on.find("StartingPosition"));
    if (start == "AT_TIMESTAMP") {
        if (is_of(":dynamodb:"))
            on.tell({.rule = rules::invalid_starting_point,
                     .message = fmt::format("event `{}` starts at a time, which DynamoDB streams can't", on.id()),
                     .place = on.place("StartingPosition"),
                     .fix = "choose `TRIM_HORIZON` or `LATEST`"});
        else if (on.lacks("StartingPositionTimestamp"))
            on.tell({.rule = rules::invalid_starting_point,
                     .message = fmt::format("event `{}` starts at a time, and does not say which", on.id()),
                     .place = on.place("StartingPosition"),
                     .fix = "set `StartingPositionTimestamp`"});
    }
    constexpr std::size_t most_filters =
        10;  // Lambda, "Event filtering basics": 5, or 10 after an increase; read 2026-11
    const Value* filters = on.find({"FilterCriteria", "Filters"});
    if (filters && filters->is_list() && filters->list().size() > most_filters)
        on.tell({.rule = rules::too_many_filters,
                 .message = fmt::format("event `{}` has {} filters, and Lambda allows {}", on.id(),
                                        filters->list().size(), most_filters),
                 .place = on.place(filters, "FilterCriteria"),
                 .fix = "join filters: a list of values in one pattern means any of them"});
}

}  // namespace bobgen::combinations
