#include "generator/check/lambda/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bob/limits.h"
#include "bob/text.h"
#include "generator/analysis/enumerations.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/lambda/runtimes.h"
#include "generator/rules/functions.h"

namespace bobgen {

namespace limits = bob::limits;

namespace {

/// Lambda, "Defined runtime environment variables": these are reserved and cannot be set.
constexpr std::string_view reserved_names[] = {"_HANDLER",
                                               "_X_AMZN_TRACE_ID",
                                               "AWS_DEFAULT_REGION",
                                               "AWS_REGION",
                                               "AWS_EXECUTION_ENV",
                                               "AWS_LAMBDA_FUNCTION_NAME",
                                               "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                                               "AWS_LAMBDA_FUNCTION_VERSION",
                                               "AWS_LAMBDA_INITIALIZATION_TYPE",
                                               "AWS_LAMBDA_LOG_GROUP_NAME",
                                               "AWS_LAMBDA_LOG_STREAM_NAME",
                                               "AWS_ACCESS_KEY",
                                               "AWS_ACCESS_KEY_ID",
                                               "AWS_SECRET_ACCESS_KEY",
                                               "AWS_SESSION_TOKEN",
                                               "AWS_LAMBDA_RUNTIME_API",
                                               "LAMBDA_TASK_ROOT",
                                               "LAMBDA_RUNTIME_DIR"};

/// `[a-zA-Z]([a-zA-Z0-9_])+` (Lambda, Environment).
bool is_environment_name(std::string_view name) {
    return name.size() >= 2 && bob::names::is_letter(name[0]) && bob::names::every(name, "_");
}

/// "discordToken", "DISCORD_TOKEN", "db-password": the last word says what the value is, so `TOKEN_URL` is not a
/// secret.
bool names_a_secret(std::string_view name) {
    std::string letters;
    for (const char one : name)
        if (is_letter(one)) letters += to_lower(one);
    constexpr std::string_view words[] = {"secret",    "token",      "password",  "passwd",     "passphrase", "apikey",
                                          "secretkey", "privatekey", "accesskey", "credential", "credentials"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view one) { return letters.ends_with(one); });
}

/// A string that is the secret itself, not a reference to where it is stored.
bool is_readable_secret(const Value& value) {
    const auto text = text_of(&value);
    constexpr std::size_t shortest = 6;  // a switch such as "none" or "true" is not a secret
    return text && text->size() >= shortest && !text->starts_with("arn:") && !text->starts_with("/") &&
           text->find("://") == text->npos && text->find(' ') == text->npos;
}

struct SettingRange {
    std::initializer_list<std::string_view> path;
    const bob::Limit& least;
    const bob::Limit& most;
    std::string_view unit;
    std::string_view what;
};

class FunctionCheck {
public:
    FunctionCheck(const TemplateResource& function, const Facts& facts, Report& report)
        : function_(function), properties_(facts.properties(function)), report_(report) {}

    void run() {
        check_complete();
        constexpr bob::Limit one_second{1, "the minimum number of seconds a function may run",
                                        limits::function_timeout_max.source, limits::read_on};
        check_range({{"Timeout"}, one_second, limits::function_timeout_max, "s", "a timeout"});
        check_range({{"MemorySize"}, limits::function_memory_min, limits::function_memory_max, " MB", "memory"});
        check_range({{"EphemeralStorage", "Size"},
                     limits::function_storage_min,
                     limits::function_storage_max,
                     " MB",
                     "storage"});
        check_reserved();
        check_environment();
        check_layers();
        check_description();
        check_runtime();
    }

private:
    Place place(std::string_view name) const { return place_of(function_, properties_, name); }

    void check_complete() {
        std::vector<std::string_view> needed{"Role"};
        if (text_of(properties_.find("PackageType")).value_or("Zip") == "Zip")
            needed.insert(needed.end(), {"Handler", "Runtime"});
        for (const std::string_view one : needed) {
            if (properties_.find(one)) continue;
            report_.add({
                .rule = &rules::incomplete_function,
                .message = fmt::format("function `{}` has no `{}`", function_.logical_id, one),
                .primary = {function_.place_without(one), {}},
                .fix = fmt::format("set `{}`", one),
            });
        }
    }

    void check_range(const SettingRange& range) {
        const Value* found = properties_.find(range.path);
        const auto number = whole_number(found);
        if (!number || (*number >= range.least.value && *number <= range.most.value)) return;
        report_.add({
            .rule = &rules::function_setting_out_of_range,
            .message =
                fmt::format("function `{}` has {} of {}{}", function_.logical_id, range.what, *number, range.unit),
            .primary = {place_of(found, place(*range.path.begin())), {}},
            .fix = fmt::format("choose {} to {}{}", range.least.value, range.most.value, range.unit),
        });
    }

    /// The total is checked over all functions together.
    void check_reserved() {
        const auto reserved = whole_number(properties_.find("ReservedConcurrentExecutions"));
        if (!reserved || *reserved >= 0) return;
        report_.add({
            .rule = &rules::function_setting_out_of_range,
            .message = fmt::format("function `{}` has a reserved concurrency of {}", function_.logical_id, *reserved),
            .primary = {place("ReservedConcurrentExecutions"), {}},
            .fix = fmt::format("choose 0 to {}", limits::account_concurrency - limits::unreserved_concurrency),
        });
    }

    void check_environment() {
        const Value* variables = properties_.find({"Environment", "Variables"});
        if (!variables || !variables->is_map()) return;
        std::size_t bytes = 0;
        for (const Member& one : variables->map()) {
            bytes += one.name.size();
            if (const auto text = text_in(one.value); text && !is_unknown(one.value)) bytes += text->size();
            check_variable(one, variables->place);
        }
        constexpr auto most = static_cast<std::size_t>(limits::function_environment_max.value);
        if (bytes <= most) return;
        report_.add({
            .rule = &rules::environment_too_large,
            .message = fmt::format("the environment of function `{}` has {} bytes, more than the {} allowed",
                                   function_.logical_id, bytes, most),
            .primary = {place_of(variables, place("Environment")), {}},
            .fix = "store large values in S3, SSM or a table, and put their name here",
        });
    }

    void check_variable(const Member& variable, Place variables) {
        const Place place = variable.place.or_else(variable.value.place).or_else(variables).or_else(function_.place);
        const std::string& name = variable.name;
        if (std::find(std::begin(reserved_names), std::end(reserved_names), name) != std::end(reserved_names)) {
            report_.add({
                .rule = &rules::reserved_environment_name,
                .message = fmt::format("function `{}` sets `{}`, which Lambda sets itself", function_.logical_id, name),
                .primary = {place, {}},
                .fix = "remove it: it is set when the function runs",
            });
            return;
        }
        if (!is_environment_name(name))
            report_.add({
                .rule = &rules::invalid_environment_name,
                .message = fmt::format("`{}` is not a valid name for an environment variable of function `{}`", name,
                                       function_.logical_id),
                .primary = {place, {}},
                .fix = "use a letter, then letters, digits and underscores, at least two characters",
            });
        if (names_a_secret(name) && is_readable_secret(variable.value))
            report_.add({
                .rule = &rules::secret_in_environment,
                .message = fmt::format("the value of `{}` in function `{}` is readable in the template", name,
                                       function_.logical_id),
                .primary = {variable.value.place.or_else(place), {}},
                .fix =
                    "store it in Secrets Manager, and let the function fetch it: `fetches<...>` of a `Secret` in its "
                    "`uses`",
            });
        each_text(variable.value, place, [&](std::string_view text, Place where) {
            // A SecureString is refused there, which another rule tells.
            if (text.find("{{resolve:secretsmanager:") == text.npos) return;
            report_.add({
                .rule = &rules::secret_reference_in_environment,
                .message =
                    fmt::format("the secret in `{}` of function `{}` is readable in the function's configuration", name,
                                function_.logical_id),
                .primary = {where.or_else(place), {}},
                .fix = "let the function fetch it when it starts: `fetches<...>` of the `Secret` in its `uses`; in "
                       "another language, give it the secret's name, and `secretsmanager:GetSecretValue` on it",
            });
        });
    }

    void check_layers() {
        const Value* layers = properties_.find("Layers");
        constexpr auto most = static_cast<std::size_t>(limits::function_layers.value);
        if (!layers || !layers->is_list() || layers->list().size() <= most) return;
        report_.add({
            .rule = &rules::too_many_layers,
            .message = fmt::format("function `{}` has {} layers, more than the {} allowed", function_.logical_id,
                                   layers->list().size(), most),
            .primary = {place_of(&layers->list()[most], place("Layers")), {}},
            .fix = "merge layers, or link their content into the function",
        });
    }

    void check_description() {
        const auto text = text_of(properties_.find("Description"));
        constexpr auto most = static_cast<std::size_t>(limits::function_description_max.value);
        if (!text) return;
        // The bytes that continue a UTF-8 character do not count.
        const auto characters = static_cast<std::size_t>(
            std::count_if(text->begin(), text->end(), [](char one) { return (one & 0xc0) != 0x80; }));
        if (characters <= most) return;
        report_.add({
            .rule = &rules::function_description_too_long,
            .message = fmt::format("the description of function `{}` has {} characters, more than the {} allowed",
                                   function_.logical_id, characters, most),
            .primary = {place("Description"), {}},
            .fix = fmt::format("shorten it to {} characters", most),
        });
    }

    void check_runtime() {
        const auto name = text_of(properties_.find("Runtime"));
        if (!name) return;
        const Place where = place("Runtime");
        const LambdaRuntime* runtime = runtimes::find(*name);
        if (!runtime) {
            const std::string_view near = runtimes::nearest(*name);
            if (runtimes::may_be_newer(*name)) {
                report_.add({
                    .rule = &rules::unlisted_runtime,
                    .message = fmt::format("function `{}` has the runtime `{}`, which is not in bob's list",
                                           function_.logical_id, *name),
                    .primary = {where, fmt::format("not there on {}", runtimes::as_of)},
                    .fix = or_refresh(near.empty() ? "check its spelling" : fmt::format("did you mean `{}`?", near)),
                    .why = why_unlisted(runtimes::as_of),
                });
                return;
            }
            report_.add({
                .rule = &rules::unknown_runtime,
                .message = fmt::format("function `{}` has the runtime `{}`, which Lambda does not have",
                                       function_.logical_id, *name),
                .primary = {where, fmt::format("not in AWS's list of {}", runtimes::as_of)},
                .fix = near.empty() ? "use a runtime from AWS's list, such as `provided.al2023`"
                                    : fmt::format("did you mean `{}`?", near),
            });
            return;
        }
        const bool blocked = !runtime->update_blocked.empty() && runtime->update_blocked <= runtimes::as_of;
        if (!blocked && runtime->deprecated > runtimes::as_of) return;
        report_.add({
            .rule = blocked ? &rules::blocked_runtime : &rules::deprecated_runtime,
            .message = blocked ? fmt::format("function `{}` has the runtime `{}`, which Lambda no longer deploys",
                                             function_.logical_id, *name)
                               : fmt::format("function `{}` has the runtime `{}`, which is deprecated since {}",
                                             function_.logical_id, *name, runtime->deprecated),
            .primary = {where, !blocked && !runtime->update_blocked.empty()
                                   ? fmt::format("no updates from {}", runtime->update_blocked)
                                   : ""},
            .fix = fmt::format("use `{}`", runtime->successor),
        });
    }

    const TemplateResource& function_;
    const Value& properties_;
    Report& report_;
};

/// CloudWatch Logs, PutRetentionPolicy, `retentionInDays`, read in 2026-11.
constexpr std::int64_t retentions[] = {1,   3,   5,   7,   14,   30,   60,   90,   120,  150,  180,
                                       365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653};

void check_retention(const TemplateResource& log_group, const Template& in, Report& report) {
    const Value* found = log_group.properties.find("RetentionInDays");
    if (!found) return;
    const Settled settled(*found, in);
    const auto days = whole_number(&*settled);
    if (!days) return;
    const auto next = std::lower_bound(std::begin(retentions), std::end(retentions), *days);
    if (next != std::end(retentions) && *next == *days) return;
    report.add({
        .rule = &rules::log_retention_not_offered,
        .message = fmt::format("log group `{}` keeps its logs for {} days", log_group.logical_id, *days),
        .primary = {place_of(log_group, log_group.properties, "RetentionInDays"), {}},
        .fix = fmt::format("choose {} days", next != std::end(retentions) ? *next : *std::prev(next)),
    });
}

/// Provisioned concurrency of a function that reserves none is taken from the rest of the account, of which as much
/// must stay (Lambda, "Configuring provisioned concurrency for a function").
bool add_provisioned(const Template& in, const Names& names, std::int64_t& sum, std::vector<Label>& labels) {
    bool adds = false;
    for (const TemplateResource& resource : in.resources) {
        if ((resource.type != "AWS::Lambda::Alias" && resource.type != "AWS::Lambda::Version") ||
            !resource.condition.empty())
            continue;
        const Value* found =
            resource.properties.find({"ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"});
        const TemplateResource* function = function_of(resource.logical_id, names);
        if (!found || !function || function->properties.find("ReservedConcurrentExecutions")) continue;
        const Settled settled(*found, in);
        const auto ready = whole_number(&*settled);
        if (!ready || *ready <= 0) continue;
        adds = true;
        sum += std::min(*ready, limits::account_concurrency.value);
        labels.push_back({place_of(found, place_of(resource, resource.properties, "ProvisionedConcurrencyConfig")),
                          fmt::format("`{}` provisions {}", resource.logical_id, *ready)});
    }
    return adds;
}

/// A function that exists only in some deployments is left out: what is said about the others is then certain.
void check_concurrency(const Template& in, const Names& names, Report& report) {
    const std::int64_t most = limits::account_concurrency - limits::unreserved_concurrency;
    std::int64_t sum = 0;
    std::vector<Label> reserving;
    for (const TemplateResource& resource : in.resources) {
        if (resource.type != "AWS::Lambda::Function" || !resource.condition.empty()) continue;
        const Value* found = resource.properties.find("ReservedConcurrentExecutions");
        if (!found) continue;
        const Settled settled(*found, in);
        const auto reserved = whole_number(&*settled);
        // Anything above is rejected on its own, and would only overflow the sum.
        if (!reserved || *reserved <= 0) continue;
        sum += std::min(*reserved, limits::account_concurrency.value);
        reserving.push_back({place_of(resource, resource.properties, "ReservedConcurrentExecutions"),
                             fmt::format("`{}` reserves {}", resource.logical_id, *reserved)});
    }
    const bool provisions = add_provisioned(in, names, sum, reserving);
    if (sum <= most) return;
    Diagnostic found{
        .rule = &rules::too_much_reserved_concurrency,
        .message = fmt::format("the functions of the stack {} a concurrency of {}, but only {} can be reserved",
                               provisions ? "reserve and provision" : "reserve", sum, most),
        .primary = std::move(reserving.back()),
        .fix = fmt::format("reserve {} less, or have AWS raise the account's quota of {}", sum - most,
                           limits::account_concurrency.value),
    };
    reserving.pop_back();
    // The largest reservations show best where to save; a list of more than a few is no help.
    constexpr std::size_t shown = 5;
    if (reserving.size() > shown) reserving.resize(shown);
    found.related = std::move(reserving);
    report.add(std::move(found));
}

struct GatewayWait {
    Place place;
    std::int64_t milliseconds;
    std::string_view gateway;
};

/// A function keeps its strictest gateway; of equal ones, the first.
using GatewayWaits = std::map<std::string_view, GatewayWait>;

void keep(GatewayWaits& routes, std::string_view function, GatewayWait route) {
    const auto [known, is_new] = routes.try_emplace(function, route);
    if (!is_new && route.milliseconds < known->second.milliseconds) known->second = route;
}

/// The longest possible value, when only the deployment knows it.
std::int64_t wait_of(const Value* milliseconds, const bob::Limit& seconds) {
    constexpr std::int64_t thousand = 1000;
    if (!milliseconds) return seconds.value * thousand;
    return whole_number(milliseconds).value_or(limits::function_timeout_max.value * thousand);
}

/// The function in `arn:…:lambda:path/2015-03-31/functions/${function}/invocations`, or named by itself.
std::string_view function_behind(const Value* uri) {
    if (!uri) return {};
    if (const auto direct = target_of_arn(uri); !direct.empty()) return direct;
    std::string_view found;
    each_mention(*uri, {}, [&](const Mention& one) {
        const bool is_alias = one.kind == Mention::Kind::reference && !one.name.starts_with("AWS::");
        if (is_alias || (one.kind == Mention::Kind::attribute && one.attribute == "Arn")) found = one.name;
    });
    return found;
}

bool is_proxy(const Value* type) {
    const auto text = text_of(type);
    return text == "AWS_PROXY" || text == "AWS";
}

/// Where the routes of an HTTP API start: the first route of each integration.
std::map<std::string_view, Place> routes_of_integrations(const Template& in) {
    std::map<std::string_view, Place> found;
    for (const TemplateResource& resource : in.resources) {
        if (resource.type != "AWS::ApiGatewayV2::Route") continue;
        const Value* target = resource.properties.find("Target");
        if (!target) continue;
        each_mention(*target, resource.place, [&](const Mention& one) {
            if (one.kind == Mention::Kind::reference)
                found.try_emplace(one.name, place_of(resource, resource.properties, "RouteKey"));
        });
    }
    return found;
}

GatewayWaits routes_of(const Template& in) {
    GatewayWaits routes;
    const auto http_routes = routes_of_integrations(in);
    for (const TemplateResource& resource : in.resources) {
        if (resource.type == "AWS::ApiGateway::Method") {
            const Value* integration = resource.properties.find("Integration");
            if (!integration || !is_proxy(integration->find("Type"))) continue;
            keep(routes, function_behind(integration->find("Uri")),
                 {resource.place,
                  wait_of(integration->find("TimeoutInMillis"),
                          text_of(integration->find("ResponseTransferMode")) == "STREAM"
                              ? limits::rest_streaming_max
                              : limits::rest_integration_timeout),
                  "a REST API"});
        } else if (resource.type == "AWS::ApiGatewayV2::Integration") {
            if (!is_proxy(resource.properties.find("IntegrationType"))) continue;
            const Value* api_id = resource.properties.find("ApiId");
            const bool named = api_id && api_id->is_call(Intrinsic::ref) && api_id->argument().is_text();
            const TemplateResource* api = named ? in.find(api_id->argument().text()) : nullptr;
            const bool of_sockets = api && is_websocket_api(api->properties);
            const auto route = http_routes.find(resource.logical_id);
            keep(routes, function_behind(resource.properties.find("IntegrationUri")),
                 {route == http_routes.end() ? resource.place : route->second,
                  wait_of(resource.properties.find("TimeoutInMillis"),
                          of_sockets ? limits::rest_integration_timeout : limits::http_integration_timeout),
                  of_sockets ? "a WebSocket API" : "an HTTP API"});
        }
    }
    return routes;
}

void check_gateways(const Template& in, const Names& names, Report& report) {
    for (const auto& [id, route] : routes_of(in)) {
        const TemplateResource* function = function_of(id, names);
        if (!function) continue;
        const Value* given = function->properties.find("Timeout");
        if (!given) continue;
        const auto timeout = whole_number(&*Settled(*given, in));
        constexpr std::int64_t thousand = 1000;
        // A value above Lambda's maximum is reported by another rule.
        if (!timeout || *timeout > limits::function_timeout_max.value || *timeout * thousand <= route.milliseconds)
            continue;
        const auto seconds = fmt::format("{:g}s", static_cast<double>(route.milliseconds) / thousand);
        report.add({
            .rule = &rules::function_outlives_gateway,
            .message = fmt::format("function `{}` may run for {}s, but {} times out after {}", function->logical_id,
                                   *timeout, route.gateway, seconds),
            .primary = {place_of(*function, function->properties, "Timeout"), "set here"},
            .related = {{route.place,
                         route.gateway == "a WebSocket API" ? "called for a message here" : "called over HTTP here"}},
            .fix = fmt::format("set `.timeout = {}s`, or pass the long work to a queue", route.milliseconds / thousand),
        });
    }
}

}  // namespace

void check_functions(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    for (const TemplateResource& resource : in.resources)
        if (resource.type == "AWS::Lambda::Function") FunctionCheck(resource, facts, report).run();
    for (const TemplateResource& resource : in.resources)
        if (resource.type == "AWS::Logs::LogGroup") check_retention(resource, in, report);
    check_concurrency(in, facts.names, report);
    check_gateways(in, facts.names, report);
}

}  // namespace bobgen
