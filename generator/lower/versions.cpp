/// Versions and aliases of functions, and the function URLs, which call an alias when there is one.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/reading.h"
#include "generator/emit/json.h"
#include "generator/lower/api.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view version_type = "AWS::Lambda::Version";

TemplateResource& of_function(const FunctionModel& function, std::string id, std::string_view type, Place place,
                              Template& into) {
    TemplateResource& made = add(into, std::move(id), type, place);
    made.condition = function.declared->condition.text;
    made.condition_place = function.declared->condition.place;
    return made;
}

/// Lambda publishes a version of what it has then, and never changes it. CloudFormation makes a new one when the hash
/// of the code is another, which only the deployment knows, or the description, which has a hash of the configuration.
/// Older ones stay: an alias may share its calls with one, and a rollback needs it. One that a failed deployment made
/// goes with it: Lambda publishes nothing twice in a row, so the next attempt would find it and fail.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
void version(const FunctionModel& function, Template& into) {
    const Place place = function.declared->alias ? Place(function.declared->alias.name.place) : function.place;
    TemplateResource& made = of_function(function, function.version_id, version_type, place, into);
    made.deletion_policy = "RetainExceptOnCreate";
    made.update_replace_policy = "Retain";
    made.properties.set("FunctionName", bobgen::ref(function.logical_id));
    if (function.declared->image) return;  // its URI is a part of the configuration
    const std::string parameter = naming::code_hash_of(function.key);
    made.properties.set("CodeSha256", bobgen::ref(parameter));
    into.parameters.push_back(
        {parameter,
         map({{"Type", "String"},
              {"Description", "CodeSha256 of " + function.key + ", as bobgen build writes it into manifest.json"},
              {"AllowedPattern", "[A-Za-z0-9+/]{43}="}}),
         function.place});
}

/// A number that a text may be as well: versions are named by texts.
Value version_number(const Model& model, const bob::Expression& from) {
    Value made = model.value(from);
    if (made.kind() == Value::Kind::integer) return Value(std::to_string(made.integer())).at(made.place);
    return made;
}

/// Between the least that the alias asks for and a maximum. Application Auto Scaling makes its own role.
/// https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html
void provisioned_scaling(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Alias& alias = function.declared->alias;
    const bob::ProvisionedScaling& from = alias.scaling;
    if (!from) return;
    const std::string target = function.id + "ProvisionedConcurrencyTarget";
    const Place place = Place(from.maximum.place).or_else(alias.name.place);
    TemplateResource& scaled =
        of_function(function, target, "AWS::ApplicationAutoScaling::ScalableTarget", place, into);
    scaled.depends_on = {function.alias_id};  // which it names by a text
    Value& properties = scaled.properties;
    put(properties, "MinCapacity", model.setting(alias.provisioned_concurrency));
    put(properties, "MaxCapacity", model.setting(from.maximum));
    properties.set("ResourceId", sub("function:${" + function.logical_id + "}:" + std::string(alias.name.text)));
    properties.set("ScalableDimension", "lambda:function:ProvisionedConcurrency");
    properties.set("ServiceNamespace", "lambda");
    List actions;
    for (const bob::ProvisionedSchedule& one : from.schedules) {
        Value limits = Map{};
        put(limits, "MinCapacity", model.setting(one.minimum));
        put(limits, "MaxCapacity", model.setting(one.maximum));
        Value action = map({{"ScheduledActionName", "schedule" + std::to_string(actions.size() + 1)},
                            {"Schedule", Model::text(one.schedule)},
                            {"ScalableTargetAction", std::move(limits)}});
        if (one.timezone) action.set("Timezone", Model::text(one.timezone));
        actions.push_back(std::move(action).at(one.schedule.place));
    }
    if (!actions.empty()) properties.set("ScheduledActions", std::move(actions));

    constexpr double usual_utilization = 0.7;
    Value utilization = model.setting(from.target_utilization);
    TemplateResource& policy = of_function(function, function.id + "ProvisionedConcurrencyPolicy",
                                           "AWS::ApplicationAutoScaling::ScalingPolicy", place, into);
    policy.properties =
        map({{"PolicyName", "utilization"},
             {"PolicyType", "TargetTrackingScaling"},
             {"ScalingTargetId", bobgen::ref(target)},
             {"TargetTrackingScalingPolicyConfiguration",
              map({{"PredefinedMetricSpecification",
                    map({{"PredefinedMetricType", "LambdaProvisionedConcurrencyUtilization"}})},
                   {"TargetValue", utilization.is_null() ? Value(usual_utilization) : std::move(utilization)}})}});
}

void alias(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Alias& from = function.declared->alias;
    TemplateResource& made = of_function(function, function.alias_id, "AWS::Lambda::Alias", from.name.place, into);
    Value& properties = made.properties;
    properties.set("FunctionName", bobgen::ref(function.logical_id));
    properties.set("Name", Model::text(from.name));
    if (from.description) properties.set("Description", Model::text(from.description));
    properties.set("FunctionVersion",
                   from.version ? version_number(model, from.version) : get_att(function.version_id, "Version"));
    if (from.additional_version) {
        Value other = map({{"FunctionVersion", version_number(model, from.additional_version.version)}});
        put(other, "FunctionWeight", model.setting(from.additional_version.weight));
        properties.set("RoutingConfig", map({{"AdditionalVersionWeights", list({std::move(other)})}}));
    }
    Value ready = model.setting(from.provisioned_concurrency);
    if (!ready.is_null())
        properties.set("ProvisionedConcurrencyConfig", map({{"ProvisionedConcurrentExecutions", std::move(ready)}}));
    provisioned_scaling(model, function, into);
}

/// What a version keeps of a function; the rest belongs to the function as a whole.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
bool is_of_version(std::string_view property) {
    constexpr std::string_view of_function[] = {
        "Tags",         "ReservedConcurrentExecutions", "RecursiveLoop",         "RuntimeManagementConfig",
        "FunctionName", "CodeSigningConfigArn",         "FunctionScalingConfig", "PublishToLatestPublished"};
    return std::ranges::find(of_function, property) == std::end(of_function);
}

/// The same texts that the Serverless Framework takes for `cors: true`.
constexpr std::string_view url_cors_headers[] = {"Content-Type", "X-Amz-Date",           "Authorization",
                                                 "X-Api-Key",    "X-Amz-Security-Token", "X-Amzn-Trace-Id"};

Value url_cors(const Model& model, const bob::CorsChoice& choice) {
    if (!choice) return {};
    const bob::Cors* from = choice.settings;
    Value made = Map{};
    if (from && from->allow_credentials) made.set("AllowCredentials", true);
    List headers;
    for (const std::string_view one : url_cors_headers) headers.push_back(one);
    made.set("AllowHeaders",
             from && !from->headers.empty() ? Value(Model::texts(from->headers)) : Value(std::move(headers)));
    made.set("AllowMethods", from && !from->methods.empty() ? Value(Model::texts(from->methods)) : list({"*"}));
    made.set("AllowOrigins", from && !from->origins.empty() ? Value(model.values(from->origins)) : list({"*"}));
    if (from && !from->expose_headers.empty()) made.set("ExposeHeaders", Model::texts(from->expose_headers));
    if (from) put(made, "MaxAge", model.setting(from->max_age));
    return std::move(made).at(choice.place);
}

}  // namespace

void versions(const Model& model, const FunctionModel& function, Template& into) {
    if (function.version_id.empty()) return;
    version(function, into);
    if (!function.alias_id.empty()) alias(model, function, into);
}

void function_url(const Model& model, const FunctionModel& function, Template& into) {
    const bob::FunctionUrl& from = function.declared->url;
    if (!from) return;
    const bool open = *from.auth_type == bob::UrlAuthType::none;
    const Place place = from.auth_type.place;
    const std::string id = function.id + "LambdaFunctionUrl";
    TemplateResource& made = of_function(function, id, "AWS::Lambda::Url", place, into);
    made.made_by_serverless = true;
    made.properties =
        map({{"AuthType", Value(open ? "NONE" : "AWS_IAM").at(place)}, {"TargetFunctionArn", arn_of(function)}});
    Value cors = url_cors(model, from.cors);
    if (!cors.is_null() && !url_cors_by_serverless(model, function)) made.for_serverless.set("Cors", cors);
    put(made.properties, "Cors", std::move(cors));
    if (from.invoke_mode.set && *from.invoke_mode == bob::InvokeMode::response_stream)
        made.properties.set("InvokeMode", Value("RESPONSE_STREAM").at(from.invoke_mode.place));

    TemplateOutput& output = into.outputs.emplace_back();
    output.name = id;
    output.place = place;
    output.condition = function.declared->condition.text;
    output.condition_place = function.declared->condition.place;
    output.made_by_serverless = output.condition.empty();  // version 3 of the framework makes one without it
    output.body = map({{"Description", "Lambda Function URL"}, {"Value", get_att(id, "FunctionUrl")}});
    if (!open) return;  // IAM then asks the callers' own policies

    // Lambda asks for both since October 2025: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    TemplateResource& address =
        of_function(function, function.id + "LambdaPermissionFnUrl", "AWS::Lambda::Permission", place, into);
    address.maker = {true, bob::Kind::function, function.declared->name.text, "url"};
    address.made_by_serverless = true;
    address.properties = map({{"FunctionName", arn_of(function)},
                              {"Action", "lambda:InvokeFunctionUrl"},
                              {"Principal", "*"},
                              {"FunctionUrlAuthType", "NONE"}});
    // Of the framework, osls makes this one and version 3 does not, so it is among the resources of both, for the
    // function; that it is for the alias is an extension.
    TemplateResource& invocation =
        of_function(function, function.id + "LambdaPermissionFn", "AWS::Lambda::Permission", place, into);
    invocation.maker = {true, bob::Kind::function, function.declared->name.text, "url invocation"};
    invocation.properties = map({{"FunctionName", arn_of(function)},
                                 {"Action", "lambda:InvokeFunction"},
                                 {"Principal", "*"},
                                 {"InvokedViaFunctionUrl", true}});
    if (!function.alias_id.empty()) invocation.for_serverless.set("FunctionName", arn_of(function));
}

bool url_cors_by_serverless(const Model& model, const FunctionModel& function) {
    const bob::Cors* from = function.declared->url.cors.settings;
    if (!from) return true;
    return std::ranges::all_of(from->origins, [&](const bob::Expression& one) { return model.value(one).is_text(); });
}

void name_configurations(const Model& model, Template& into) {
    std::unordered_map<std::string_view, const TemplateResource*> functions;
    for (const TemplateResource& one : into.resources)
        if (one.type == "AWS::Lambda::Function" && one.maker.known && one.maker.kind == bob::Kind::function)
            functions.emplace(one.maker.name, &one);
    for (TemplateResource& one : into.resources) {
        if (one.type != version_type || !one.maker.known || one.maker.kind != bob::Kind::function ||
            one.properties.find("Description"))
            continue;
        const FunctionModel* function = model.function(one.maker.name);
        const auto made_of = functions.find(one.maker.name);
        if (!function || made_of == functions.end()) continue;
        std::string content;
        for (const Member& property : made_of->second->properties.map()) {
            // Where an archive is does not say what is in it.
            if (!is_of_version(property.name) || (property.name == "Code" && !function->declared->image)) continue;
            content += property.name;
            write_json(property.value, content, JsonStyle::compact);
        }
        one.properties.set("Description", "configuration " + hash_of(content));
    }
}

namespace {
/// The framework writes the triggers of some pools, with the functions themselves.
bool has_triggers_by_framework(const Model& model, const TemplateResource& pool) {
    if (pool.type != "AWS::Cognito::UserPool") return false;
    for (const FunctionModel& function : model.functions)
        for (const bob::CognitoEvent& event : function.declared->cognito)
            if (event.user_pool.name == pool.maker.name && triggers_made_by_serverless(model, event.user_pool))
                return true;
    return false;
}
}  // namespace

void call_aliases(const Model& model, Template& into) {
    std::unordered_set<std::string_view> aliases;
    for (const FunctionModel& function : model.functions)
        if (!function.alias_id.empty()) aliases.emplace(function.alias_id);
    if (aliases.empty()) return;
    for (TemplateResource& one : into.resources) {
        if (!one.made_by_serverless && !has_triggers_by_framework(model, one)) continue;
        for (const Member& property : one.properties.map()) {
            bool calls = false;
            each_mention(property.value, one.place,
                         [&](const Mention& mention) { calls = calls || aliases.contains(mention.name); });
            if (calls && !one.for_serverless.find(property.name)) one.for_serverless.set(property.name, property.value);
        }
    }
}

}  // namespace bobgen::lowering
