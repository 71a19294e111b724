/// The properties of a serverless.yml, and the type of value that each accepts.
#include <algorithm>
#include <array>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/read/serverless/serverless.h"
#include "generator/rules/serverless.h"

namespace bobgen::serverless {

namespace {

/// Types of values, to be combined.
enum : unsigned char { text_ = 1, number_ = 2, boolean_ = 4, map_ = 8, list_ = 16, any_ = 31 };

struct Word {
    std::string_view name;
    unsigned char kinds = any_;
};

constexpr Word top_level[] = {{"service", text_ | map_},
                              {"provider", text_ | map_},
                              {"functions", map_ | list_},
                              {"resources", map_ | list_},
                              {"custom", map_},
                              {"package", map_},
                              {"params", map_},
                              {"plugins", list_ | map_},
                              {"layers", map_},
                              {"outputs", map_},
                              {"configValidationMode", text_},
                              {"frameworkVersion", text_ | number_},
                              {"useDotenv", boolean_},
                              {"variablesResolutionMode", text_ | number_},
                              {"deprecationNotificationMode", text_},
                              {"disabledDeprecations", text_ | list_},
                              {"unresolvedVariablesNotificationMode", text_},
                              {"enableLocalInstallationFallback", boolean_},
                              {"projectDir", text_},
                              {"app", text_},
                              {"org", text_},
                              {"console", boolean_ | map_},
                              {"dashboard", map_},
                              {"licenseKey", text_},
                              {"build", map_ | boolean_ | text_},
                              {"stages", map_},
                              {"state", map_ | text_},
                              {"constructs", map_},
                              {"extend", map_}};

constexpr Word provider_words[] = {{"name", text_},
                                   {"alb", map_},
                                   {"apiGateway", map_},
                                   {"apiName", text_},
                                   {"architecture", text_},
                                   {"build", any_},
                                   {"cfnRole", any_},
                                   {"cloudFront", map_},
                                   {"deletionProtection", any_},
                                   {"deploymentBucket", text_ | map_},
                                   {"deploymentMethod", text_},
                                   {"deploymentPrefix", text_},
                                   {"disableRollback", boolean_},
                                   {"ecr", map_},
                                   {"endpointType", text_},
                                   {"environment", map_},
                                   {"eventBridge", map_},
                                   {"httpApi", map_},
                                   {"iam", map_},
                                   {"iamManagedPolicies", list_},
                                   {"iamRoleStatements", list_},
                                   {"kinesis", map_},
                                   {"kmsKeyArn", text_ | map_},
                                   {"lambdaHashingVersion", text_ | number_},
                                   {"layers", list_},
                                   {"logDataProtectionPolicy", map_},
                                   {"logRetentionInDays", number_},
                                   {"logs", map_},
                                   {"memorySize", number_},
                                   {"notificationArns", list_},
                                   {"profile", text_},
                                   {"pruneFunctionVersions", any_},
                                   {"region", text_},
                                   {"resolver", text_},
                                   {"resourcePolicy", list_},
                                   {"role", any_},
                                   {"rolePermissionsBoundary", any_},
                                   {"rollbackConfiguration", map_},
                                   {"runtime", text_},
                                   {"runtimeManagement", text_ | map_},
                                   {"s3", map_},
                                   {"snapStart", boolean_},
                                   {"stackName", text_},
                                   {"stackParameters", list_},
                                   {"stackPolicy", list_},
                                   {"stackTags", map_},
                                   {"stage", text_},
                                   {"tags", map_},
                                   {"timeout", number_},
                                   {"tracing", map_},
                                   {"tenant", text_},
                                   {"tenantUid", text_},
                                   {"versionFunctions", boolean_},
                                   {"vpc", map_},
                                   {"vpcEndpointIds", list_},
                                   {"websocket", map_},
                                   {"websocketsApiName", text_},
                                   {"websocketsApiRouteSelectionExpression", text_},
                                   {"websocketsDescription", text_}};

constexpr Word function_words[] = {{"name", text_},
                                   {"architecture", text_},
                                   {"awsKmsKeyArn", any_},
                                   {"build", any_},
                                   {"condition", text_},
                                   {"dependsOn", text_ | list_},
                                   {"description", text_},
                                   {"destinations", map_},
                                   {"disableLogs", boolean_},
                                   {"durableConfig", map_},
                                   {"environment", map_},
                                   {"ephemeralStorageSize", number_},
                                   {"events", list_},
                                   {"fileSystemConfig", map_},
                                   {"handler", text_},
                                   {"httpApi", map_},
                                   {"image", text_ | map_},
                                   {"kmsKeyArn", any_},
                                   {"layers", list_},
                                   {"logDataProtectionPolicy", map_},
                                   {"logRetentionInDays", number_},
                                   {"logs", map_},
                                   {"maximumEventAge", number_},
                                   {"maximumRetryAttempts", number_},
                                   {"memorySize", number_},
                                   {"onError", any_},
                                   {"package", map_},
                                   {"provisionedConcurrency", number_},
                                   {"recursiveLoop", text_},
                                   {"reservedConcurrency", number_},
                                   {"role", any_},
                                   {"runtime", text_},
                                   {"runtimeManagement", text_ | map_},
                                   {"snapStart", boolean_},
                                   {"tags", map_},
                                   {"tenancy", any_},
                                   {"timeout", number_},
                                   {"tracing", text_ | boolean_},
                                   {"url", boolean_ | map_},
                                   {"versionFunction", boolean_},
                                   {"vpc", map_ | boolean_}};

/// The framework's resources for these are created here, and their properties are known.
constexpr Word http_words[] = {{"path", text_},
                               {"method", text_},
                               {"async", boolean_},
                               {"authorizer", text_ | map_},
                               {"connectionId", any_},
                               {"connectionType", text_},
                               {"cors", boolean_ | map_},
                               {"integration", text_},
                               {"operationId", text_},
                               {"private", boolean_},
                               {"request", map_},
                               {"response", map_},
                               {"timeoutInMillis", number_},
                               {"documentation", any_}};
constexpr Word http_api_words[] = {
    {"path", text_}, {"method", text_}, {"authorizer", text_ | map_}, {"timeout", number_}};
constexpr Word stream_words[] = {{"arn", any_},
                                 {"type", text_},
                                 {"batchSize", number_},
                                 {"parallelizationFactor", number_},
                                 {"startingPosition", text_},
                                 {"startingPositionTimestamp", number_},
                                 {"enabled", boolean_},
                                 {"consumer", any_},
                                 {"batchWindow", number_},
                                 {"maximumRetryAttempts", number_},
                                 {"bisectBatchOnFunctionError", boolean_},
                                 {"maximumRecordAgeInSeconds", number_},
                                 {"functionResponseType", text_},
                                 {"destinations", map_},
                                 {"tumblingWindowInSeconds", number_},
                                 {"filterPatterns", list_}};
constexpr Word sqs_words[] = {{"arn", any_},
                              {"batchSize", number_},
                              {"enabled", boolean_},
                              {"maximumBatchingWindow", number_},
                              {"functionResponseType", text_},
                              {"filterPatterns", list_},
                              {"maximumConcurrency", number_}};
constexpr Word sns_words[] = {{"arn", any_},          {"topicName", text_},         {"displayName", text_},
                              {"filterPolicy", map_}, {"filterPolicyScope", text_}, {"redrivePolicy", map_}};
constexpr Word s3_words[] = {
    {"bucket", any_}, {"event", text_}, {"existing", boolean_}, {"forceDeploy", boolean_}, {"rules", list_}};
constexpr Word schedule_words[] = {{"rate", any_},
                                   {"enabled", boolean_},
                                   {"name", text_},
                                   {"description", text_},
                                   {"input", text_ | map_},
                                   {"inputPath", text_},
                                   {"inputTransformer", map_},
                                   {"method", text_},
                                   {"roleArn", any_},
                                   {"groupName", any_},
                                   {"timezone", text_}};
constexpr Word event_bridge_words[] = {{"eventBus", any_},     {"schedule", text_},         {"name", text_},
                                       {"description", text_}, {"enabled", boolean_},       {"pattern", map_},
                                       {"input", map_},        {"inputPath", text_},        {"inputTransformer", map_},
                                       {"retryPolicy", map_},  {"deadLetterQueueArn", any_}};
constexpr Word user_pool_words[] = {{"pool", text_},           {"trigger", text_}, {"existing", boolean_},
                                    {"forceDeploy", boolean_}, {"kmsKeyId", any_}, {"lambdaVersion", text_}};
constexpr Word log_words[] = {{"logGroup", text_}, {"filter", text_}};
constexpr Word cloudwatch_words[] = {{"event", map_},           {"enabled", boolean_},   {"name", text_},
                                     {"description", text_},    {"input", text_ | map_}, {"inputPath", text_},
                                     {"inputTransformer", map_}};

struct EventWords {
    std::string_view kind;
    std::span<const Word> words;  ///< none: the event is known, but its resources are not created here
};
constexpr EventWords event_words[] = {{"http", http_words},
                                      {"httpApi", http_api_words},
                                      {"stream", stream_words},
                                      {"sqs", sqs_words},
                                      {"sns", sns_words},
                                      {"s3", s3_words},
                                      {"schedule", schedule_words},
                                      {"eventBridge", event_bridge_words},
                                      {"cognitoUserPool", user_pool_words},
                                      {"cloudwatchLog", log_words},
                                      {"cloudwatchEvent", cloudwatch_words},
                                      {"activemq", {}},
                                      {"alb", {}},
                                      {"alexaSkill", {}},
                                      {"alexaSmartHome", {}},
                                      {"cloudFront", {}},
                                      {"iot", {}},
                                      {"iotFleetProvisioning", {}},
                                      {"kafka", {}},
                                      {"msk", {}},
                                      {"rabbitmq", {}},
                                      {"websocket", {}}};

unsigned char kind_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::text:
            return text_;
        case Value::Kind::integer:
        case Value::Kind::real:
            return number_;
        case Value::Kind::boolean:
            return boolean_;
        case Value::Kind::map:
            return map_;
        case Value::Kind::list:
            return list_;
        case Value::Kind::null:
        case Value::Kind::call:
            break;
    }
    return any_;
}

std::string kinds_in_words(unsigned char kinds) {
    constexpr std::pair<unsigned char, std::string_view> names[] = {
        {text_, "a string"}, {number_, "a number"}, {boolean_, "a boolean"}, {map_, "a map"}, {list_, "a list"}};
    std::string made;
    for (const auto& [kind, name] : names)
        if (kinds & kind) made.append(made.empty() ? "" : " or ").append(name);
    return made;
}

/// The framework reads strings as the numbers and booleans that they spell, and numbers as strings.
bool fits(const Value& value, unsigned char kinds) {
    if (value.is_null() || is_unknown(value) || (kind_of(value) & kinds)) return true;
    if ((kinds & text_) && value.is_scalar()) return true;
    if ((kinds & list_) && value.is_scalar() && !value.is_null()) return true;  // a single value for a list of one
    return value.is_text() && (((kinds & number_) && integer_in(value)) || ((kinds & boolean_) && boolean_in(value)));
}

const Rule* unknown_word(const Service& service) {
    return service.strict ? &rules::refused_serverless_property : &rules::unknown_serverless_property;
}

void check(const Service& service, const Value& map, std::span<const Word> words, std::string_view of,
           Place otherwise) {
    if (!map.is_map()) return;
    for (const Member& one : map.map()) {
        const Place place = one.place.or_else(otherwise);
        const auto known =
            std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == one.name; });
        if (known != words.end()) {
            if (!fits(one.value, known->kinds))
                wrong(service, one.value.place.or_else(place),
                      "`" + one.name + "` of " + std::string(of) + " must be " + kinds_in_words(known->kinds) +
                          ", and is " + kinds_in_words(kind_of(one.value)),
                      "this value", "write " + kinds_in_words(known->kinds));
            continue;
        }
        if (!service.validated) continue;
        Nearest nearest(one.name);
        for (const Word& word : words) nearest.offer(word.name);
        service.report->add({.rule = unknown_word(service),
                             .message = "the framework does not know `" + one.name + "` of " + std::string(of),
                             .primary = {place, "set here"},
                             .related = {},
                             .fix = nearest.best().empty()
                                        ? "remove it; put what a plugin or a variable reads under `custom`"
                                        : "did you mean `" + std::string(nearest.best()) + "`?"});
    }
}

void check_events(const Service& service, const FunctionEntry& function, const Value& events) {
    for (const Value& event : events.list()) {
        const Place place = event.place.or_else(function.place);
        if (event.is_null() || is_unknown(event)) continue;
        // An old form: the skill is not named.
        if (event.is_text() && event.text() == "alexaSkill") continue;
        if (!event.is_map()) {
            wrong(service, place, "an event of function `" + function.key + "` is not a map", "this element",
                  "write the event's type and its settings, for example `- sqs: arn`");
            continue;
        }
        const Member* other = nullptr;
        for (const Member& one : event.map()) {
            const auto known = std::find_if(std::begin(event_words), std::end(event_words),
                                            [&](const EventWords& words) { return words.kind == one.name; });
            const Place where = one.place.or_else(place);
            if (known != std::end(event_words)) {
                if (other)
                    service.report->add({.rule = &rules::wrong_serverless_value,
                                         .message = "one element has the events `" + other->name + "` and `" +
                                                    one.name + "` of function `" + function.key + "`",
                                         .primary = {where, "a second event"},
                                         .related = {{other->place.or_else(place), "the first"}},
                                         .fix = "start `" + one.name + "` with a dash of its own"});
                other = &one;
                if (!known->words.empty())
                    check(service, one.value, known->words,
                          "`" + one.name + "` event of function `" + function.key + "`", where);
                continue;
            }
            if (!service.validated) continue;
            Nearest nearest(one.name);
            for (const EventWords& words : event_words) nearest.offer(words.kind);
            service.report->add({.rule = unknown_word(service),
                                 .message = "the framework does not know the event `" + one.name + "`",
                                 .primary = {where, "of function `" + function.key + "`"},
                                 .related = {},
                                 .fix = nearest.best().empty()
                                            ? "use an event that it knows, or add the plugin that defines it"
                                            : "did you mean `" + std::string(nearest.best()) + "`?"});
        }
    }
}

/// Regions of AWS, read in 2026-12.
constexpr std::string_view regions[] = {
    "af-south-1",     "ap-east-1",       "ap-east-2",      "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
    "ap-south-1",     "ap-south-2",      "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
    "ap-southeast-5", "ap-southeast-6",  "ap-southeast-7", "ca-central-1",   "ca-west-1",      "cn-north-1",
    "cn-northwest-1", "eu-central-1",    "eu-central-2",   "eu-isoe-west-1", "eu-north-1",     "eu-south-1",
    "eu-south-2",     "eu-west-1",       "eu-west-2",      "eu-west-3",      "eusc-de-east-1", "il-central-1",
    "me-central-1",   "me-south-1",      "mx-central-1",   "sa-east-1",      "us-east-1",      "us-east-2",
    "us-gov-east-1",  "us-gov-west-1",   "us-iso-east-1",  "us-iso-west-1",  "us-isob-east-1", "us-isob-west-1",
    "us-isof-east-1", "us-isof-south-1", "us-west-1",      "us-west-2"};

/// A region that AWS may have opened since: one more of those in a part of the world that it has, or any in another.
bool may_be_new_region(std::string_view name) {
    const std::size_t dash = name.rfind('-');
    if (dash == name.npos || dash + 2 != name.size() || !is_digit(name.back())) return false;
    const std::string_view part = name.substr(0, dash + 1);
    char last = '0';
    for (const std::string_view one : regions)
        if (one.starts_with(part) && one.size() == name.size()) last = std::max(last, one.back());
    if (last == '0') return nearest(name, regions).empty();
    return name.back() <= last + 2;
}

void check_region(const Service& service, const Value* region) {
    if (!region || !region->is_text() || is_unknown(*region)) return;
    const std::string& name = region->text();
    if (std::find(std::begin(regions), std::end(regions), name) != std::end(regions) || may_be_new_region(name)) return;
    const std::string_view near = nearest(name, regions);
    wrong(service, region->place.or_else(service.provider->place), "there is no region `" + name + "`",
          "the framework deploys to it",
          near.empty() ? "use a region of AWS, such as `us-east-1`" : "did you mean `" + std::string(near) + "`?");
}

/// Both, or the framework leaves the function outside of the network without a word.
void check_vpc(const Service& service, const Value* own, Place otherwise, const std::string& of) {
    const Value* shared = service.provider->find("vpc");
    if (service.plugged || !own || !own->is_map() || (shared && is_unknown(*shared))) return;
    for (const std::string_view name : {"subnetIds", "securityGroupIds"}) {
        const Value *here = own->find(name), *there = shared ? shared->find(name) : nullptr;
        if ((here && truthy(*here)) || (there && truthy(*there))) continue;
        return wrong(service, own->place.or_else(otherwise), "`vpc` of " + of + " has no `" + std::string(name) + "`",
                     "without it, the function runs outside of the network", "add `" + std::string(name) + "`");
    }
}

}  // namespace

void check_words(const Service& given) {
    // Plugins define their own properties everywhere.
    const Value* plugins = given.document.find("plugins");
    const bool has_plugins = plugins && !plugins->is_null() && !(plugins->is_list() && plugins->list().empty());
    const std::string mode = text(given.document.find("configValidationMode"));
    Service service;
    service.report = given.report;
    service.validated = !has_plugins && mode != "off";
    service.strict = mode == "error";
    service.provider = given.provider;
    service.plugged = given.plugged;
    const Value& document = given.document;
    const Place place = document.place;

    check(service, document, top_level, "a serverless.yml", place);
    const Value* name = document.find("service");
    if (name && name->is_map() && truthy(at(name, {"name"})))
        wrong(service, name->place.or_else(place), "`service` is a map, which the framework no longer takes",
              "its other settings have places of their own", "write `service: " + text(at(name, {"name"})) + "`");
    else if (!truthy(name) || name->is_map())
        wrong(service, name ? name->place.or_else(place) : place, "the service has no name",
              "it is part of every generated name", "write `service: shop`");
    const Value* provider = document.find("provider");
    if (!provider || provider->is_null())
        wrong(service, place, "there is no `provider`", "the framework requires it", "write `provider: {name: aws}`");
    else if (const Value* cloud = provider->is_map() ? provider->find("name") : provider;
             text(cloud) != "aws" && !(cloud && is_unknown(*cloud)))
        wrong(service, provider->place.or_else(place), "the provider is not `aws`",
              "bob only reads what is deployed to AWS", "write `name: aws`");
    if (provider) check(service, *provider, provider_words, "`provider`", provider->place.or_else(place));
    if (const Value* cloud = given.provider->find("name"); cloud && text(cloud) == "aws") {
        check_region(service, given.provider->find("region"));
        check_vpc(service, given.provider->find("vpc"), given.provider->place, "`provider`");
    }

    for (const FunctionEntry& function : given.functions) {
        check(service, *function.body, function_words, "function `" + function.key + "`", function.place);
        check_vpc(service, function.find("vpc"), function.place, "function `" + function.key + "`");
        const bool plain = std::all_of(function.key.begin(), function.key.end(),
                                       [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
        if (!plain)
            wrong(service, function.place, "`" + function.key + "` has a name that a function cannot have",
                  "its logical ids are derived from it", "use letters, digits, `-` and `_`");
        if (const Value* events = function.find("events"); events && events->is_list())
            check_events(service, function, *events);
    }
}

}  // namespace bobgen::serverless
