#include <algorithm>

#include "generator/analysis/resolve.h"
#include "generator/lower/lower.h"
#include "generator/read/serverless/serverless.h"
#include "generator/rules/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

/// Where the framework uploads to; it adds the time of packaging, which is not part of the declaration.
Value code(const Service& service, const std::string& archive) {
    const Value* bucket = service.provider->find("deploymentBucket");
    const Value* name = bucket && bucket->is_map() ? at(bucket, {"name"}) : bucket;
    const Value* prefix = service.provider->find("deploymentPrefix");
    return map({{"S3Bucket", copy_or(name, bobgen::ref("ServerlessDeploymentBucket"))},
                {"S3Key", (truthy(prefix) ? text(prefix) : "serverless") + "/" + service.name + "/" + service.stage +
                              "/" + archive}});
}

std::string last_part(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

std::string archive_of(const Service& service, const FunctionEntry& function) {
    if (const Value* own = at(function.body, {"package", "artifact"}); truthy(own)) return last_part(text(own));
    const Value* package = service.document.find("package");
    if (const Value* shared = at(package, {"artifact"}); truthy(shared)) return last_part(text(shared));
    const bool alone = truthy(at(package, {"individually"})) || truthy(at(function.body, {"package", "individually"}));
    return (alone ? function.key : service.name) + ".zip";
}

/// For an image that the framework builds and pushes itself, only the repository knows the digest.
Value image_uri(const Service& service, const Value& image) {
    const Value* uri = image.is_map() ? at(&image, {"uri"}) : &image;
    if (uri && (!uri->is_text() || uri->text().find(".dkr.ecr.") != std::string::npos || is_unknown(*uri))) return *uri;
    const std::string name = text(image.is_map() ? at(&image, {"name"}) : &image);
    const Value* built = at(service.provider, {"ecr", "images"});
    const Value* one = built ? built->find(name) : nullptr;
    if (one && one->is_map()) one = at(one, {"uri"});
    if (one && one->is_text() && one->text().find(".dkr.ecr.") != std::string::npos) return *one;
    return Value("{{resolve:serverless:image " + name + "}}").at(image.place);
}

/// A string that spells no number is told where the file's words are checked.
Value number_or(const Value* value, int otherwise) {
    const bool is_wrong = value && value->is_text() && !is_unknown(*value) && !integer_in(*value);
    return is_wrong ? Value(otherwise) : copy_or(value, otherwise);
}

void put_code(const Service& service, const FunctionEntry& function, Value& properties) {
    const Value *handler = function.find("handler"), *image = function.find("image");
    if (truthy(handler) == truthy(image))
        service.report->add(
            {.rule = &rules::function_without_handler,
             .message = "function `" + function.key + "` has " +
                        (truthy(handler) ? "both `handler` and `image`" : "neither `handler` nor `image`"),
             .primary = {function.place, "declared here"},
             .related = {},
             .fix = truthy(handler) ? "keep the one that provides the code"
                                    : "set the handler, for example `handler: index.handler`"});
    if (truthy(image)) {
        properties.set("Code", map({{"ImageUri", image_uri(service, *image)}}));
        properties.set("PackageType", "Image");
        Value configuration;
        put(configuration, "Command", copy(at(image, {"command"})));
        put(configuration, "EntryPoint", copy(at(image, {"entryPoint"})));
        put(configuration, "WorkingDirectory", copy(at(image, {"workingDirectory"})));
        put(properties, "ImageConfig", std::move(configuration));
        return;
    }
    properties.set("Code", code(service, archive_of(service, function)));
    put(properties, "Handler", truthy(handler) ? copy(handler) : Value("{{resolve:serverless:handler}}"));
    const Value* runtime = function.find("runtime");
    if (!truthy(runtime)) runtime = service.provider->find("runtime");
    properties.set("Runtime", copy_or(runtime, "nodejs24.x"));

    const Value* management = function.find("runtimeManagement");
    if (!truthy(management)) management = service.provider->find("runtimeManagement");
    const std::string mode = text(management && management->is_map() ? at(management, {"mode"}) : management);
    if (mode != "manual" && mode != "onFunctionUpdate") return;
    Value made = map({{"UpdateRuntimeOn", mode == "manual" ? "Manual" : "FunctionUpdate"}});
    if (mode == "manual") put(made, "RuntimeVersionArn", copy(at(management, {"arn"})));
    properties.set("RuntimeManagementConfig", std::move(made));
}

/// The provider's members and the function's, which take precedence.
Value merged(const Value* shared, const Value* own) {
    Value made;
    for (const Value* from : {shared, own}) {
        if (!from || !from->is_map()) continue;
        for (const Member& one : from->map()) {
            if (Value* earlier = made.find(one.name))
                *earlier = one.value;
            else
                made.set(one.name, one.value, one.place);
        }
    }
    // JavaScript's null removes a property when the template is written.
    if (made.is_map()) std::erase_if(made.map(), [](const Member& one) { return one.value.is_null(); });
    // A whole map that is only known to an account.
    if (made.is_null() && own && is_unknown(*own)) return *own;
    if (made.is_null() && shared && is_unknown(*shared)) return *shared;
    return made;
}

void add_statement(Service& service, Value statement) {
    if (service.has_role &&
        std::find(service.statements.begin(), service.statements.end(), statement) == service.statements.end())
        service.statements.push_back(std::move(statement));
}

Value allow(List actions, Value resource) {
    return map({{"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", list({std::move(resource)})}});
}

void put_role(const Service& service, const FunctionEntry& function, TemplateResource& made) {
    const Value* role = own_role(service, function);
    if (!role) {
        made.properties.set("Role", get_att("IamRoleLambdaExecution", "Arn"));
        return;
    }
    if (role->is_text() && !role->text().starts_with("arn:") && !is_unknown(*role)) {
        made.properties.set("Role", get_att(role->text(), "Arn").at(role->place));
        if (role->text() != "IamRoleLambdaExecution") made.depends_on.push_back(role->text());
        return;
    }
    made.properties.set("Role", *role);
    if (role->is_call(Intrinsic::get_att) && role->argument().is_list() && !role->argument().list().empty())
        made.depends_on.push_back(text(&role->argument().list().front()));
}

void put_vpc(const Service& service, const FunctionEntry& function, Value& properties) {
    const Value* own = function.find("vpc");
    if (own && !truthy(own)) return;  // `vpc: false` opts out
    const Value* shared = service.provider->find("vpc");
    if ((own && is_unknown(*own)) || (!own && shared && is_unknown(*shared))) {
        properties.set("VpcConfig", own ? *own : *shared);
        return;
    }
    const auto one = [&](std::string_view name) {
        const Value* found = at(own, {name});
        return truthy(found) ? found : at(shared, {name});
    };
    if (!truthy(one("securityGroupIds")) || !truthy(one("subnetIds"))) return;
    Value made = Map{};
    put(made, "Ipv6AllowedForDualStack", copy(one("ipv6AllowedForDualStack")));
    made.set("SecurityGroupIds", *one("securityGroupIds"));
    made.set("SubnetIds", *one("subnetIds"));
    properties.set("VpcConfig", std::move(made));
}

void put_logging(const Service& service, const FunctionEntry& function, Value& properties) {
    const Value* logs = function.find("logs");
    if (!truthy(logs)) logs = at(service.provider, {"logs", "lambda"});
    Value made;
    put(made, "ApplicationLogLevel", copy(at(logs, {"applicationLogLevel"})));
    put(made, "LogFormat", copy(at(logs, {"logFormat"})));
    put(made, "LogGroup", copy(at(logs, {"logGroup"})));
    put(made, "SystemLogLevel", copy(at(logs, {"systemLogLevel"})));
    put(properties, "LoggingConfig", std::move(made));
}

void put_settings(Service& service, const FunctionEntry& function, TemplateResource& made) {
    Value& properties = made.properties;
    const Value& provider = *service.provider;
    const auto own_or_shared = [&](std::string_view name) {
        const Value* own = function.find(name);
        return truthy(own) ? own : provider.find(name);
    };
    properties.set("FunctionName", function.name);
    properties.set("MemorySize", number_or(own_or_shared("memorySize"), 1024));
    properties.set("Timeout", number_or(own_or_shared("timeout"), 6));
    if (const Value* one = own_or_shared("architecture"); truthy(one)) properties.set("Architectures", list({*one}));
    if (const Value* one = function.find("description"); truthy(one)) properties.set("Description", *one);
    if (truthy(function.find("snapStart"))) properties.set("SnapStart", map({{"ApplyOn", "PublishedVersions"}}));

    const Value tags = merged(provider.find("tags"), function.find("tags"));
    if (tags.is_map()) {
        List written;
        for (const Member& one : tags.map())
            written.push_back(map({{"Key", Value(one.name).at(one.place)}, {"Value", one.value}}));
        properties.set("Tags", std::move(written));
    } else {
        put(properties, "Tags", tags);
    }
    if (const Value* one = function.find("ephemeralStorageSize"); truthy(one))
        properties.set("EphemeralStorage", map({{"Size", *one}}));
    if (const Value* one = function.find("recursiveLoop"); truthy(one)) properties.set("RecursiveLoop", *one);

    if (const Value* one = function.find("onError"); truthy(one)) {
        properties.set("DeadLetterConfig", map({{"TargetArn", *one}}));
        if (one->is_text()) add_statement(service, allow({"sns:Publish"}, *one));
    }
    if (const Value* one = own_or_shared("kmsKeyArn"); truthy(one)) {
        properties.set("KmsKeyArn", *one);
        if (one->is_text()) add_statement(service, allow({"kms:Decrypt"}, *one));
    }
    const Value* tracing = function.find("tracing");
    if (!truthy(tracing)) tracing = at(&provider, {"tracing", "lambda"});
    if (truthy(tracing)) {
        const bool plain = tracing->kind() == Value::Kind::boolean;
        properties.set("TracingConfig", map({{"Mode", plain ? Value("Active").at(tracing->place) : *tracing}}));
        add_statement(service, allow({"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, "*"));
    }
    Value environment = merged(provider.find("environment"), function.find("environment"));
    // An environment variable is a string, however it is written.
    if (environment.is_map())
        for (Member& one : environment.map())
            if (one.value.is_scalar() && !one.value.is_text()) one.value = Value(text(&one.value)).at(one.value.place);
    if (!environment.is_null()) properties.set("Environment", map({{"Variables", std::move(environment)}}));

    put_role(service, function, made);
    put_vpc(service, function, properties);
    if (const Value* one = function.find("fileSystemConfig"); truthy(one)) {
        Value configured = Map{};
        put(configured, "Arn", copy(at(one, {"arn"})));
        put(configured, "LocalMountPath", copy(at(one, {"localMountPath"})));
        properties.set("FileSystemConfigs", list({std::move(configured)}));
        add_statement(
            service, allow({"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"}, copy(at(one, {"arn"}))));
    }
    if (const Value* one = function.find("reservedConcurrency"); one && !one->is_null())
        properties.set("ReservedConcurrentExecutions", *one);
    if (const Value* one = own_or_shared("layers"); truthy(one)) properties.set("Layers", *one);
    if (const Value* one = function.find("durableConfig"); truthy(one)) {
        Value configured = Map{};
        put(configured, "ExecutionTimeout", copy(at(one, {"executionTimeout"})));
        put(configured, "RetentionPeriodInDays", copy(at(one, {"retentionPeriodInDays"})));
        properties.set("DurableConfig", std::move(configured));
    }
    put_logging(service, function, properties);
}

/// The framework names a version by the hash of its code; here its name is fixed, because the code is unknown.
void version(Service& service, const FunctionEntry& function) {
    const Value* own = function.find("versionFunction");
    if (!own || own->is_null()) own = service.provider->find("versionFunctions");
    const bool kept = truthy(function.find("durableConfig")) || !own || own->is_null() || truthy(own);
    const Value* provisioned = function.find("provisionedConcurrency");
    if (!kept && function.alias.empty()) return;

    const std::string id = function.id + "LambdaVersion";
    TemplateResource& made = lowering::add(service.made, id, "AWS::Lambda::Version", function.place);
    made.made_by_serverless = true;
    made.condition = function.condition;
    if (kept) made.deletion_policy = "Retain";
    made.properties.set("FunctionName", bobgen::ref(function.logical_id));
    if (const Value* one = function.find("description"); truthy(one)) made.properties.set("Description", *one);
    TemplateOutput& output = service.made.outputs.emplace_back();
    output.name = function.logical_id + "QualifiedArn";
    output.place = function.place;
    output.made_by_serverless = true;
    output.condition = function.condition;
    output.body = map({{"Description", "Current Lambda function version"}, {"Value", bobgen::ref(id)}});
    if (function.alias.empty()) return;

    TemplateResource& alias = lowering::add(service.made, function.alias_id, "AWS::Lambda::Alias", function.place);
    alias.made_by_serverless = true;
    alias.condition = function.condition;
    alias.depends_on = {function.logical_id};
    alias.properties = map({{"FunctionName", bobgen::ref(function.logical_id)},
                            {"FunctionVersion", get_att(id, "Version")},
                            {"Name", function.alias}});
    if (truthy(provisioned) && function.alias != "snapstart")
        alias.properties.set("ProvisionedConcurrencyConfig", map({{"ProvisionedConcurrentExecutions", *provisioned}}));
}

Value without_repeats(const Value& from) {
    if (!from.is_list()) return from;
    List made;
    for (const Value& one : from.list())
        if (std::find(made.begin(), made.end(), one) == made.end()) made.push_back(one);
    return made;
}

Value url_cors(const Value& from) {
    Value made = Map{};
    const auto one = [&](std::string_view name, std::string_view property, Value otherwise) {
        const Value* given = from.is_map() ? from.find(name) : nullptr;
        if (truthy(given))
            made.set(property, without_repeats(*given));
        else if (!given || !given->is_null())
            put(made, property, std::move(otherwise));
    };
    if (truthy(at(&from, {"allowCredentials"}))) made.set("AllowCredentials", true);
    one("allowedHeaders", "AllowHeaders",
        list({"Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key", "X-Amz-Security-Token", "X-Amzn-Trace-Id"}));
    one("allowedMethods", "AllowMethods", list({"*"}));
    one("allowedOrigins", "AllowOrigins", list({"*"}));
    one("exposedResponseHeaders", "ExposeHeaders", {});
    put(made, "MaxAge", copy(at(&from, {"maxAge"})));
    return made;
}

void url(Service& service, const FunctionEntry& function) {
    const Value* url = function.find("url");
    if (!truthy(url)) return;
    const bool open = text(at(url, {"authorizer"})) != "aws_iam";
    const std::string id = function.logical_id + "Url";
    const auto add = [&](std::string logical_id, std::string_view type) -> TemplateResource& {
        TemplateResource& made =
            lowering::add(service.made, std::move(logical_id), type, url->place.or_else(function.place));
        made.made_by_serverless = true;
        made.condition = function.condition;
        if (!function.alias_id.empty()) made.depends_on = {function.alias_id};
        return made;
    };
    TemplateResource& made = add(id, "AWS::Lambda::Url");
    made.properties = map({{"AuthType", open ? "NONE" : "AWS_IAM"}, {"TargetFunctionArn", target(function)}});
    if (const Value* cors = at(url, {"cors"}); truthy(cors)) made.properties.set("Cors", url_cors(*cors));
    if (text(at(url, {"invokeMode"})) == "RESPONSE_STREAM") made.properties.set("InvokeMode", "RESPONSE_STREAM");
    TemplateOutput& output = service.made.outputs.emplace_back();
    output.name = id;
    output.place = function.place;
    output.made_by_serverless = true;
    output.condition = function.condition;
    output.body = map({{"Description", "Lambda Function URL"}, {"Value", get_att(id, "FunctionUrl")}});
    if (!open) return;
    add(function.id + "LambdaPermissionFnUrl", "AWS::Lambda::Permission").properties =
        map({{"FunctionName", target(function)},
             {"Action", "lambda:InvokeFunctionUrl"},
             {"Principal", "*"},
             {"FunctionUrlAuthType", "NONE"}});
    add(function.id + "LambdaPermissionFn", "AWS::Lambda::Permission").properties =
        map({{"FunctionName", target(function)},
             {"Action", "lambda:InvokeFunction"},
             {"Principal", "*"},
             {"InvokedViaFunctionUrl", true}});
}

std::string_view destination_action(const std::string& type, const std::string& arn) {
    if (type == "function" || (type.empty() && !arn.starts_with("arn:"))) return "lambda:InvokeFunction";
    if (type == "sqs" || arn.find(":sqs:") != arn.npos) return "sqs:SendMessage";
    if (type == "sns" || arn.find(":sns:") != arn.npos) return "sns:Publish";
    if (type == "eventBus" || arn.find(":event-bus/") != arn.npos) return "events:PutEvents";
    return "lambda:InvokeFunction";
}

Value destination(Service& service, const FunctionEntry& function, const Value& to, TemplateResource& made) {
    const bool shared_role = !own_role(service, function);
    if (!to.is_text() || is_unknown(to)) {
        Value arn = to.is_map() ? copy(at(&to, {"arn"})) : to;
        if (shared_role && to.is_map())
            add_statement(service, map({{"Effect", "Allow"},
                                        {"Action", destination_action(text(at(&to, {"type"})), "arn:")},
                                        {"Resource", arn}}));
        return arn;
    }
    const std::string& name = to.text();
    const FunctionEntry* other = name.starts_with("arn:") ? nullptr : service.function(name);
    if (!name.starts_with("arn:") && !other) {
        unknown_function(service, to.place.or_else(function.place), name);
        return to;
    }
    if (shared_role)
        add_statement(
            service,
            map({{"Effect", "Allow"},
                 {"Action", destination_action("", name)},
                 {"Resource", other ? sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:"
                                          "function:" +
                                          text(&other->name) + (other->alias.empty() ? "" : ":" + other->alias))
                                    : to}}));
    if (other && !other->alias_id.empty()) made.depends_on.push_back(other->alias_id);
    return other ? target(*other) : to;
}

void invoke_config(Service& service, const FunctionEntry& function) {
    const Value *destinations = function.find("destinations"), *age = function.find("maximumEventAge"),
                *attempts = function.find("maximumRetryAttempts");
    const bool has_attempts = attempts && !attempts->is_null();
    if (!truthy(destinations) && !truthy(age) && !has_attempts) return;
    TemplateResource made;
    made.logical_id = function.id + "LambdaEvConf";
    made.type = "AWS::Lambda::EventInvokeConfig";
    made.place = function.place;
    made.made_by_serverless = true;
    made.condition = function.condition;
    if (!function.alias_id.empty()) made.depends_on.push_back(function.alias_id);
    Value to = Map{};
    if (const Value* one = at(destinations, {"onSuccess"}); truthy(one))
        to.set("OnSuccess", map({{"Destination", destination(service, function, *one, made)}}));
    if (const Value* one = at(destinations, {"onFailure"}); truthy(one))
        to.set("OnFailure", map({{"Destination", destination(service, function, *one, made)}}));
    made.properties = map({{"FunctionName", bobgen::ref(function.logical_id)},
                           {"DestinationConfig", std::move(to)},
                           {"Qualifier", function.alias.empty() ? "$LATEST" : function.alias}});
    if (truthy(age)) made.properties.set("MaximumEventAgeInSeconds", *age);
    if (has_attempts) made.properties.set("MaximumRetryAttempts", *attempts);
    service.made.resources.push_back(std::move(made));
}

}  // namespace

void lower_functions(Service& service) {
    for (const FunctionEntry& function : service.functions) {
        TemplateResource made;
        made.logical_id = function.logical_id;
        made.type = "AWS::Lambda::Function";
        made.place = function.place;
        made.made_by_serverless = true;
        made.condition = function.condition;
        made.properties = Map{};
        if (const Value* condition = function.find("condition")) made.condition_place = condition->place;
        if (!truthy(function.find("disableLogs"))) made.depends_on.push_back(function.id + "LogGroup");
        if (const Value* others = function.find("dependsOn"); others && others->is_list())
            for (const Value& one : others->list()) made.depends_on.push_back(text(&one));
        else if (truthy(others))
            made.depends_on.push_back(text(others));
        put_code(service, function, made.properties);
        put_settings(service, function, made);
        service.made.resources.push_back(std::move(made));
        version(service, function);
        url(service, function);
        invoke_config(service, function);
    }
}

void lower_layers(Service& service) {
    const Value* layers = service.document.find("layers");
    if (!layers || !layers->is_map()) return;
    for (const Member& layer : layers->map()) {
        if (!layer.value.is_map()) continue;
        const std::string norm = naming::of_function(layer.name), id = norm + "LambdaLayer";
        TemplateResource& made = lowering::add(service.made, id, "AWS::Lambda::LayerVersion", layer.place);
        made.made_by_serverless = true;
        const Value* artifact = at(&layer.value, {"package", "artifact"});
        Value content = code(service, truthy(artifact) ? last_part(text(artifact)) : layer.name + ".zip");
        made.properties =
            map({{"Content", std::move(content)}, {"LayerName", copy_or(layer.value.find("name"), layer.name)}});
        const auto put_if = [&](std::string_view name, std::string_view property) {
            if (const Value* one = layer.value.find(name); truthy(one)) made.properties.set(property, *one);
        };
        put_if("description", "Description");
        put_if("licenseInfo", "LicenseInfo");
        put_if("compatibleRuntimes", "CompatibleRuntimes");
        put_if("compatibleArchitectures", "CompatibleArchitectures");
        if (truthy(layer.value.find("retain"))) made.deletion_policy = "Retain";
        const Value* accounts = layer.value.find("allowedAccounts");
        if (accounts && accounts->is_list())
            for (const Value& account : accounts->list()) {
                std::string written = text(&account);
                if (const std::size_t star = written.find('*'); star != written.npos) written.replace(star, 1, "Wild");
                TemplateResource& allowed = lowering::add(service.made, norm + written + "LambdaLayerPermission",
                                                          "AWS::Lambda::LayerVersionPermission", layer.place);
                allowed.made_by_serverless = true;
                allowed.properties = map({{"Action", "lambda:GetLayerVersion"},
                                          {"LayerVersionArn", bobgen::ref(id)},
                                          {"Principal", account}});
            }
        TemplateOutput& output = service.made.outputs.emplace_back();
        output.name = id + "QualifiedArn";
        output.place = layer.place;
        output.made_by_serverless = true;
        output.body = map({{"Description", "Current Lambda layer version"}, {"Value", bobgen::ref(id)}});
    }
}

}  // namespace bobgen::serverless
