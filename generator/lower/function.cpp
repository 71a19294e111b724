#include "generator/lower/lower.h"

namespace bobgen::lowering {

Value arn_of(const FunctionModel& function) {
    return function.alias_id.empty() ? get_att(function.logical_id, "Arn") : bobgen::ref(function.alias_id);
}

namespace {

/// Where `aws s3 sync build/artifacts s3://…` put the archives: the same two parameters for every stack. The hash of
/// the code is in the prefix, so it is not part of the template.
void artifact_parameters(const FunctionModel& function, Template& into) {
    for (const TemplateParameter& one : into.parameters)
        if (one.name == "ArtifactBucket") return;
    into.parameters.push_back(
        {"ArtifactBucket", map({{"Type", "String"}, {"Description", "S3 bucket that holds the function artifacts"}}),
         function.place});
    into.parameters.push_back({"ArtifactPrefix",
                               map({{"Type", "String"},
                                    {"Default", ""},
                                    {"Description", "Prefix of the artifacts' S3 keys, with a slash at the end"}}),
                               function.place});
}

std::string_view level_name(bob::ApplicationLogLevel level) {
    constexpr std::string_view names[] = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    return names[static_cast<std::size_t>(level)];
}
std::string_view level_name(bob::SystemLogLevel level) {
    constexpr std::string_view names[] = {"DEBUG", "INFO", "WARN"};
    return names[static_cast<std::size_t>(level)];
}

Value image_config(const bob::ContainerImage& from) {
    Value made;
    if (!from.command.empty()) made.set("Command", Model::texts(from.command));
    if (!from.entry_point.empty()) made.set("EntryPoint", Model::texts(from.entry_point));
    if (from.working_directory) made.set("WorkingDirectory", Model::text(from.working_directory));
    return made;
}

void logging(const bob::Logging& from, TemplateResource& made) {
    Value settings;
    if (from.application_level.set)
        settings.set("ApplicationLogLevel",
                     Value(level_name(*from.application_level)).at(from.application_level.place));
    if (from.format.set)
        settings.set("LogFormat", Value(*from.format == bob::LogFormat::json ? "JSON" : "Text").at(from.format.place));
    if (from.system_level.set)
        settings.set("SystemLogLevel", Value(level_name(*from.system_level)).at(from.system_level.place));
    if (settings.is_null()) return;
    extend(made, "LoggingConfig", std::move(settings));  // only osls has words for it
}

Value runtime_management(const Model& model, const bob::RuntimeManagement& from) {
    if (!from.update_on.set) return {};
    constexpr std::string_view names[] = {"Auto", "FunctionUpdate", "Manual"};
    Value made = map({{"UpdateRuntimeOn", names[static_cast<std::size_t>(*from.update_on)]}});
    put(made, "RuntimeVersionArn", model.value(from.version_arn));
    return std::move(made).at(from.update_on.place);
}

/// Settings that only some functions have. `for_serverless` has those that the framework has no words for, or with
/// which it does more than is said here.
void rare_settings(const Model& model, const FunctionModel& function, TemplateResource& made) {
    const bob::Function& from = *function.declared;
    Value& properties = made.properties;
    if (from.kms_key) properties.set("KmsKeyArn", model.value(from.kms_key));
    if (from.file_system)
        extend(made, "FileSystemConfigs",
               list({map({{"Arn", model.value(from.file_system.access_point)},
                          {"LocalMountPath", Model::text(from.file_system.local_mount_path)}})}));
    logging(from.logging, made);
    // With its own word it would publish a version and call it `snapstart`.
    if (const Value on = model.setting(from.snap_start); !on.is_null() && on.boolean())
        extend(made, "SnapStart", map({{"ApplyOn", "PublishedVersions"}}).at(on.place.or_else(function.place)));
    if (from.recursive_loop.set)
        extend(made, "RecursiveLoop",
               Value(*from.recursive_loop == bob::RecursiveLoop::allow ? "Allow" : "Terminate")
                   .at(from.recursive_loop.place));
    Value updates = runtime_management(model, from.runtime_management);
    if (!updates.is_null() && !runtime_management_by_serverless(model, function))
        made.for_serverless.set("RuntimeManagementConfig", updates);
    put(properties, "RuntimeManagementConfig", std::move(updates));
}

/// A function mounts its file system when it is made, and that fails until the mount targets are there.
void wait_for_mount_targets(const Model& model, const bob::Function& from, TemplateResource& made) {
    if (!from.file_system) return;
    List waited_for;
    for (const std::string_view id : raw_resources(model, "AWS::EFS::MountTarget")) {
        made.depends_on.emplace_back(id);
        waited_for.emplace_back(id);
    }
    if (!waited_for.empty()) made.overridden.set("DependsOn", std::move(waited_for));
}

/// What Lambda does with events that it was handed for later.
void async_invocation(const Model& model, const FunctionModel& function, Template& into) {
    const bob::AsyncInvocation& from = function.declared->async_invocation;
    if (!from) return;
    TemplateResource& made = add(into, function.id + "LambdaEvConf", "AWS::Lambda::EventInvokeConfig", function.place);
    made.made_by_serverless = true;
    made.condition = function.declared->condition.text;
    made.condition_place = function.declared->condition.place;
    Value to = Map{};
    if (!function.on_success.is_null()) to.set("OnSuccess", map({{"Destination", function.on_success}}));
    if (!function.on_failure.is_null()) to.set("OnFailure", map({{"Destination", function.on_failure}}));
    made.properties =
        map({{"FunctionName", bobgen::ref(function.logical_id)},
             {"DestinationConfig", std::move(to)},
             {"Qualifier", function.alias_id.empty() ? Value("$LATEST") : Model::text(function.declared->alias.name)}});
    if (const bob::Alias& alias = function.declared->alias) {
        made.for_serverless.set("Qualifier", Model::text(alias.name));
        made.depends_on = {function.alias_id};
        made.overridden.set("DependsOn", list({function.alias_id}));
    }
    put(made.properties, "MaximumEventAgeInSeconds", model.setting(from.maximum_event_age));
    put(made.properties, "MaximumRetryAttempts", model.setting(from.maximum_retry_attempts));
}

}  // namespace

void function(const Model& model, const FunctionModel& from, Template& into) {
    const bob::ContainerImage& image = from.declared->image;
    if (!image) artifact_parameters(from, into);

    TemplateResource& logs = add(into, from.log_group_id, "AWS::Logs::LogGroup", from.place);
    logs.made_by_serverless = true;
    logs.condition = from.declared->condition.text;
    logs.condition_place = from.declared->condition.place;
    logs.properties.set("LogGroupName", "/aws/lambda/" + from.full_name);
    logs.properties.set("RetentionInDays", from.log_retention);
    if (const auto& group_class = from.declared->logging.group_class; group_class.set) {
        const bool rare = *group_class == bob::LogGroupClass::infrequent_access;
        extend(logs, "LogGroupClass", Value(rare ? "INFREQUENT_ACCESS" : "STANDARD").at(group_class.place));
    }

    TemplateResource& made = add(into, from.logical_id, "AWS::Lambda::Function", from.place);
    made.made_by_serverless = true;
    made.condition = from.declared->condition.text;
    made.condition_place = from.declared->condition.place;
    made.depends_on = {from.log_group_id};  // otherwise Lambda creates the group itself, and keeps its logs forever
    Value& properties = made.properties;
    if (image) {
        const Value uri = model.value(image.uri);
        properties.set("Code", map({{"ImageUri", uri}}));
        properties.set("PackageType", "Image");
        if (!image_by_serverless(model.existing.resolved(uri)))
            made.for_serverless.set("Code", map({{"ImageUri", uri}}));
    } else {
        properties.set("Code", map({{"S3Bucket", bobgen::ref("ArtifactBucket")},
                                    {"S3Key", sub("${ArtifactPrefix}" + from.key + ".zip")}}));
    }
    put(properties, "ImageConfig", image_config(image));
    put(properties, "Handler", from.handler);
    put(properties, "Runtime", from.runtime);
    properties.set("FunctionName", Value(from.full_name).at(from.place));
    properties.set("MemorySize", from.memory);
    properties.set("Timeout", from.timeout);
    properties.set("Architectures", list({from.architecture}));
    if (from.declared->description) properties.set("Description", Model::text(from.declared->description));
    put(properties, "Tags", model.tags(from.declared->tags));
    if (!from.ephemeral_storage.is_null()) properties.set("EphemeralStorage", map({{"Size", from.ephemeral_storage}}));
    if (!from.dead_letter_arn.is_null()) properties.set("DeadLetterConfig", map({{"TargetArn", from.dead_letter_arn}}));
    if (!from.tracing.is_null()) properties.set("TracingConfig", map({{"Mode", from.tracing}}));
    if (!from.environment.is_null()) properties.set("Environment", map({{"Variables", from.environment}}));
    properties.set("Role", from.role.is_null() ? get_att(from.role_id, "Arn") : from.role);
    put(properties, "ReservedConcurrentExecutions", from.reserved_concurrency);
    if (!from.layers.empty()) properties.set("Layers", from.layers);
    put(properties, "VpcConfig", from.vpc);
    if (!vpc_by_serverless(from)) made.for_serverless.set("VpcConfig", from.vpc);
    rare_settings(model, from, made);
    wait_for_mount_targets(model, *from.declared, made);
    async_invocation(model, from, into);
}

bool image_by_serverless(const Value& uri) {
    return uri.is_text() && uri.text().find(".dkr.ecr.") != std::string::npos;
}

bool runtime_management_by_serverless(const Model& model, const FunctionModel& from) {
    if (from.declared->image) return false;  // it says so of archives only
    const bob::RuntimeManagement& declared = from.declared->runtime_management;
    if (!declared.update_on.set || *declared.update_on == bob::UpdateRuntimeOn::function_update) return true;
    return *declared.update_on == bob::UpdateRuntimeOn::manual && model.value(declared.version_arn).is_text();
}

bool vpc_by_serverless(const FunctionModel& from) {
    if (from.vpc.is_null()) return true;
    return from.vpc.find("SecurityGroupIds")->is_list() && from.vpc.find("SubnetIds")->is_list();
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const Function& one, const bobgen::Model& model, bobgen::Template& into) {
    const bobgen::FunctionModel* function = model.function(one.name.text);
    if (!function || function->declared != &one) return;  // declared twice, which is reported
    bobgen::lowering::function(model, *function, into);
    if (function->role.is_null()) bobgen::lowering::role(model, *function, into);
    bobgen::lowering::versions(model, *function, into);
    bobgen::lowering::function_url(model, *function, into);
    bobgen::lowering::events(model, *function, into);
}
}  // namespace bob
