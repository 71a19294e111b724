#include "generator/lower/lower.h"

namespace bobgen::lowering {

Value arn_of(const FunctionModel& function) { return get_att(function.logical_id, "Arn"); }

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
    made.properties = map({{"FunctionName", bobgen::ref(function.logical_id)},
                           {"DestinationConfig", std::move(to)},
                           {"Qualifier", "$LATEST"}});
    put(made.properties, "MaximumEventAgeInSeconds", model.setting(from.maximum_event_age));
    put(made.properties, "MaximumRetryAttempts", model.setting(from.maximum_retry_attempts));
}

}  // namespace

void function(const Model& model, const FunctionModel& from, Template& into) {
    artifact_parameters(from, into);

    TemplateResource& logs = add(into, from.log_group_id, "AWS::Logs::LogGroup", from.place);
    logs.made_by_serverless = true;
    logs.condition = from.declared->condition.text;
    logs.condition_place = from.declared->condition.place;
    logs.properties.set("LogGroupName", "/aws/lambda/" + from.full_name);
    logs.properties.set("RetentionInDays", from.log_retention);

    TemplateResource& made = add(into, from.logical_id, "AWS::Lambda::Function", from.place);
    made.made_by_serverless = true;
    made.condition = from.declared->condition.text;
    made.condition_place = from.declared->condition.place;
    made.depends_on = {from.log_group_id};  // otherwise Lambda creates the group itself, and keeps its logs forever
    Value& properties = made.properties;
    properties.set("Code", map({{"S3Bucket", bobgen::ref("ArtifactBucket")},
                                {"S3Key", sub("${ArtifactPrefix}" + from.key + ".zip")}}));
    put(properties, "Handler", from.handler);
    properties.set("Runtime", from.runtime);
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
    async_invocation(model, from, into);
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
    bobgen::lowering::events(model, *function, into);
}
}  // namespace bob
