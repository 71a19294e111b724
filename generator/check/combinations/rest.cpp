/// REST APIs: their stages, plans, keys, domains and policies.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bob/limits.h"
#include "generator/characters.h"
#include "generator/check/combinations/subject.h"
#include "generator/rules/combinations.h"
#include "generator/rules/rest.h"

namespace bobgen::combinations {

namespace {

void tell_range(const Subject& on, const Value* value, std::string_view within, std::string message, std::string fix) {
    on.tell({.rule = rules::api_setting_out_of_range,
             .message = std::move(message),
             .place = on.place(value, within),
             .fix = std::move(fix)});
}

void check_whole_number(const Subject& on, const Value* value, std::string_view within, std::string_view noun,
                        std::int64_t low, std::int64_t high) {
    const auto number = value ? whole_number(value) : std::nullopt;
    if (!number || (*number >= low && *number <= high)) return;
    tell_range(on, value, within, fmt::format("`{}` has {} of {}", on.id(), noun, *number),
               fmt::format("choose {} to {}", low, high));
}

/// A rate or a burst; API Gateway itself writes -1 for "none".
void check_throttle(const Subject& on, const Value* value, std::string_view within, std::string_view noun) {
    const auto number = value ? whole_number(value) : std::nullopt;
    if (number && *number < -1)
        tell_range(on, value, within, fmt::format("`{}` has {} of {}", on.id(), noun, *number), "choose 0 or more");
}

/// What a stage and each of its methods may have.
void check_method_settings(const Subject& on, const Value& of, std::string_view within) {
    check_whole_number(on, of.find("CacheTtlInSeconds"), within, "a cache time", 0,
                       bob::limits::rest_cache_ttl_max.value);
    check_throttle(on, of.find("ThrottlingRateLimit"), within, "a rate limit");
    check_throttle(on, of.find("ThrottlingBurstLimit"), within, "a burst limit");
}

/// `of` is what says the stage: its own properties, or the description of a deployment that makes it.
void check_stage_of(const Subject& on, const Value& of, std::string_view what) {
    constexpr std::string_view methods = "MethodSettings";
    const auto within = [&](std::string_view name) { return what.empty() ? name : what; };
    if (const Value* size = of.find("CacheClusterSize"); const auto text = text_of(size)) {
        constexpr std::string_view sizes[] = {"0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"};
        if (std::ranges::find(sizes, *text) == std::end(sizes))
            tell_range(on, size, within("CacheClusterSize"), fmt::format("`{}` has a cache of {} GB", on.id(), *text),
                       fmt::format("choose {}", fmt::join(sizes, ", ")));
    }
    const Value* percent = of.find({"CanarySetting", "PercentTraffic"});
    if (percent) check_whole_number(on, percent, within("CanarySetting"), "a canary with a share", 0, 100);
    check_method_settings(on, of, within(methods));
    each(of.find(methods), [&](const Value& one) {
        if (one.is_map()) check_method_settings(on, one, within(methods));
    });

    check_stage_variables(on, of.find("Variables"), within("Variables"));
    check_stage_variables(on, of.find({"CanarySetting", "StageVariableOverrides"}), within("CanarySetting"));

    const Value* cluster = of.find("CacheClusterEnabled");
    if (cluster && !is_no_value(*cluster) && truth(cluster) != false) return;
    // GCC gives `true` no place, but the method has one.
    const auto tell = [&](const Value* caching, Place otherwise) {
        if (!caching || !is_true(caching)) return;
        on.tell({.rule = rules::cache_without_cluster,
                 .message = fmt::format("{} `{}` caches answers, and has no cache",
                                        what.empty() ? "stage" : "the stage of deployment", on.id()),
                 .place = caching->place.or_else(otherwise).or_else(on.place(within(methods))),
                 .fix = "set `CacheClusterEnabled: true` and `CacheClusterSize`, which costs by the hour; or remove "
                        "`CachingEnabled`"});
    };
    tell(of.find("CachingEnabled"), {});
    each(of.find(methods), [&](const Value& one) { tell(one.find("CachingEnabled"), one.place); });
}

bool has_endpoint(const Subject& on, std::string_view type) {
    return element(on.find({"EndpointConfiguration", "Types"}), type) != nullptr;
}

/// How far into its period a quota may begin.
void check_quota_offset(const Subject& on) {
    struct Most {
        std::string_view period;
        std::int64_t offset;
    };
    constexpr Most all[] = {{"DAY", 0}, {"WEEK", 6}, {"MONTH", 27}};
    const Value* offset = on.find({"Quota", "Offset"});
    const auto number = offset ? whole_number(offset) : std::nullopt;
    const auto period = text_of(on.find({"Quota", "Period"}));
    if (!number || !period) return;
    for (const Most& one : all)
        if (*period == one.period && (*number < 0 || *number > one.offset))
            tell_range(
                on, offset, "Quota",
                fmt::format("plan `{}` has a quota with an offset of {} in a {}", on.id(), *number, *period),
                one.offset == 0 ? "remove it: a quota of a day has none" : fmt::format("choose 0 to {}", one.offset));
}

/// The Region of the ARN of a certificate, when it is written out.
std::string_view region_of(std::string_view arn) {
    constexpr int before_region = 3;
    for (int part = 0; part < before_region; ++part) {
        const std::size_t colon = arn.find(':');
        if (colon == arn.npos) return {};
        arn.remove_prefix(colon + 1);
    }
    return arn.substr(0, arn.find(':'));
}

/// The resource of one API's domain, plan or deployment that is in the template.
const TemplateResource* api_named(const Facts& facts, const Value* value) {
    return named_by(value, "AWS::ApiGateway::RestApi", facts.names);
}

void check_private_apis(const Facts& facts, Report& report) {
    for (const TemplateResource& deployment : facts.tree.resources) {
        if (deployment.type != "AWS::ApiGateway::Deployment") continue;
        const TemplateResource* api = api_named(facts, facts.properties(deployment).find("RestApiId"));
        if (!api) continue;
        const Subject on(*api, facts, report);
        if (!has_endpoint(on, "PRIVATE") || !on.lacks("Policy") || on.has("Body") || on.has("BodyS3Location")) continue;
        on.tell({.rule = rules::private_api_without_policy,
                 .message = fmt::format("private API `{}` has no resource policy", on.id()),
                 .place = on.place("EndpointConfiguration"),
                 .fix = "say who may call it: a `.policy` that allows `execute-api:Invoke`, and denies it to other VPC "
                        "endpoints than yours",
                 .related = {{deployment.place, "deployed here"}}});
    }
}

/// API Gateway, "Use API mappings to connect API stages to a custom domain name for REST APIs".
void check_base_path(const Subject& on, std::string_view property, const TemplateResource* domain) {
    constexpr std::size_t longest = 300;
    const Value* value = on.find(property);
    const auto path = text_of(value);
    if (!path || path->find("{{") != path->npos || *path == "(none)") return;
    const auto tell = [&](std::string message, std::string fix, std::vector<Label> related = {}) {
        on.tell({.rule = rules::domain_not_offered,
                 .message = std::move(message),
                 .place = on.place(value, property),
                 .fix = std::move(fix),
                 .related = std::move(related),
                 .why = "API Gateway refuses the mapping, so that the domain leads nowhere"});
    };
    const bool fits =
        path->find("//") == path->npos && std::ranges::all_of(*path, [](char c) {
            return is_alphanumeric(c) || std::string_view("$-_.+!*'()/").find(c) != std::string_view::npos;
        });
    if (!fits)
        return tell(fmt::format("base path `{}` has what a path of a domain can't have", *path),
                    "write letters, digits and `$-_.+!*'()`, with single slashes between");
    if (path->size() > longest)
        return tell(fmt::format("the base path of `{}` has {} characters", on.id(), path->size()),
                    fmt::format("choose {} at most", longest));
    if (path->find('/') == path->npos) return;
    if (property == "BasePath")
        return tell(fmt::format("base path `{}` has several levels", *path),
                    "make it an `AWS::ApiGatewayV2::ApiMapping` with this `ApiMappingKey`, which takes them also for "
                    "a REST API");
    if (!domain || domain->type != "AWS::ApiGateway::DomainName") return;
    const Subject named(*domain, on.facts, on.report);
    const bool is_old = text_of(named.find("SecurityPolicy")) == "TLS_1_0";
    if (has_endpoint(named, "EDGE") || is_old)
        tell(fmt::format("base path `{}` has several levels, and domain `{}` {}", *path, named.id(),
                         is_old ? "takes TLS 1.0" : "is edge-optimised"),
             "choose a path of one level, or make the domain Regional with TLS 1.2", {{domain->place, "the domain"}});
}

/// A domain with mutual TLS, by a mapping that joins it with an API of the template.
void check_mapping(const TemplateResource& mapping, std::string_view api_property, const Facts& facts, Report& report) {
    const Value& of = facts.properties(mapping);
    const TemplateResource* api = api_named(facts, of.find(api_property));
    const bool is_http = !api;
    if (is_http) api = named_by(of.find(api_property), "AWS::ApiGatewayV2::Api", facts.names);
    const TemplateResource* domain = named_by(of.find("DomainName"), "AWS::ApiGateway::DomainName", facts.names);
    check_base_path(Subject(mapping, facts, report), api_property == "RestApiId" ? "BasePath" : "ApiMappingKey",
                    domain);
    if (!domain) domain = named_by(of.find("DomainName"), "AWS::ApiGatewayV2::DomainName", facts.names);
    if (!api || !domain || !facts.properties(*domain).find({"MutualTlsAuthentication", "TruststoreUri"})) return;
    if (Subject(*domain, facts, report).has("CertificateArn")) return;  // of an edge-optimised one, another rule tells
    const Subject on(*api, facts, report);
    const Value* disabled = on.find("DisableExecuteApiEndpoint");
    if (!on.lacks("DisableExecuteApiEndpoint") && truth(disabled) != false) return;
    if (on.has("Body") || on.has("BodyS3Location")) return;  // may say it in its extensions
    on.tell({.rule = rules::mutual_tls_bypassed,
             .message = fmt::format("API `{}` can be called without the certificates that domain `{}` asks for",
                                    on.id(), domain->logical_id),
             .place = on.place(disabled, "DisableExecuteApiEndpoint"),
             .fix = is_http ? "disable its own endpoint: `.disable_default_endpoint = true`"
                            : "disable its own endpoint: `.disable_execute_api_endpoint = true`",
             .related = {{domain->place, "asks for certificates"}}});
}

void check_plan_keys(const Facts& facts, Report& report) {
    struct Membership {
        const TemplateResource* member;
        const TemplateResource* plan;
    };
    std::map<std::string, std::vector<Membership>> by_key;
    for (const TemplateResource& member : facts.tree.resources) {
        if (member.type != "AWS::ApiGateway::UsagePlanKey" || !member.condition.empty()) continue;
        const Value& of = facts.properties(member);
        const TemplateResource* plan = named_by(of.find("UsagePlanId"), "AWS::ApiGateway::UsagePlan", facts.names);
        const TemplateResource* key = named_by(of.find("KeyId"), "AWS::ApiGateway::ApiKey", facts.names);
        if (plan && key) by_key[key->logical_id].push_back({&member, plan});
    }
    const auto stages_of = [&](const TemplateResource& plan) {
        std::vector<std::string> made;
        each(facts.properties(plan).find("ApiStages"), [&](const Value& one) {
            const Value* api = one.find("ApiId");
            const Value* stage = one.find("Stage");
            if (!api || !stage) return;
            std::string spelt = spelt_out(*api, facts.names) + "/" + spelt_out(*stage, facts.names);
            if (spelt.find("${?}") == spelt.npos) made.push_back(std::move(spelt));
        });
        return made;
    };
    for (const auto& [key, memberships] : by_key)
        for (std::size_t i = 1; i < memberships.size(); ++i) {
            const std::vector<std::string> own = stages_of(*memberships[i].plan);
            const auto earlier = std::find_if(memberships.begin(), memberships.begin() + static_cast<std::ptrdiff_t>(i),
                                              [&](const Membership& one) {
                                                  const std::vector<std::string> others = stages_of(*one.plan);
                                                  return std::ranges::find_first_of(own, others) != own.end();
                                              });
            if (earlier == memberships.begin() + static_cast<std::ptrdiff_t>(i)) continue;
            const Subject on(*memberships[i].member, facts, report);
            on.tell({.rule = rules::key_in_two_plans,
                     .message = fmt::format("key `{}` is in plans `{}` and `{}`, which are for the same stage", key,
                                            earlier->plan->logical_id, memberships[i].plan->logical_id),
                     .place = on.place("KeyId"),
                     .fix = "keep it in one of the two, or give the caller a second key",
                     .related = {{earlier->member->place, "the other plan has it here"}}});
        }
}

/// A key that something else names, such as an output, may be in a plan elsewhere.
void check_lonely_keys(const Facts& facts, Report& report) {
    std::vector<const TemplateResource*> keys;
    std::set<std::string_view> named;
    const auto look_at = [&](const std::vector<Mention>& mentions) {
        for (const Mention& one : mentions) named.insert(one.name);
    };
    for (const TemplateResource& one : facts.tree.resources)
        if (one.type == "AWS::ApiGateway::ApiKey" && one.macro.is_null() && !one.properties.find("StageKeys"))
            keys.push_back(&one);
    if (keys.empty()) return;
    for (const TemplateResource& one : facts.tree.resources) look_at(facts.mentions(one));
    std::vector<std::vector<Mention>> of_outputs;
    for (const TemplateOutput& one : facts.tree.outputs) {
        of_outputs.push_back(mentions_in(one.body, one.place));
        look_at(of_outputs.back());
    }
    for (const TemplateResource* key : keys)
        if (!named.contains(key->logical_id))
            Subject(*key, facts, report)
                .tell({.rule = rules::key_in_no_plan,
                       .message = fmt::format("key `{}` is in no usage plan", key->logical_id),
                       .place = key->place,
                       .fix = "add an `AWS::ApiGateway::UsagePlanKey` (`.keys` of a `UsagePlan`), or remove the key"});
}

/// `/orders/{id}` of a resource of the API; nothing when it is not all in the template.
std::optional<std::string> path_of_resource(const Facts& facts, const Value* id) {
    std::string made;
    constexpr int deepest = 32;  // and no circle
    for (int depth = 0; depth < deepest; ++depth) {
        if (!target_of_attribute(id, "RootResourceId").empty()) return made.empty() ? "/" : made;
        const TemplateResource* resource = named_by(id, "AWS::ApiGateway::Resource", facts.names);
        if (!resource) return {};
        const Value& of = facts.properties(*resource);
        const auto part = text_of(of.find("PathPart"));
        if (!part) return {};
        made = fmt::format("/{}{}", *part, made);
        id = of.find("ParentId");
    }
    return {};
}

/// Whether a stage's cache keeps the answers of a GET method; its own setting counts before that of all methods.
const Value* caching_of_get(const Value& stage, std::string_view path) {
    const Value* found = stage.find("CachingEnabled");
    int best = -1;
    each(stage.find("MethodSettings"), [&](const Value& one) {
        if (!one.is_map()) return;
        const auto method = text_of(one.find("HttpMethod"));
        const auto given = text_of(one.find("ResourcePath"));
        const Value* caching = one.find("CachingEnabled");
        if (!method || !given || !caching || (*method != "GET" && *method != "*")) return;
        std::string its(*given);
        for (std::size_t at = 0; (at = its.find("~1", at)) != its.npos;) its.replace(at, 2, "/");
        if (its.starts_with("//")) its.erase(0, 1);
        if (its != "/*" && its != path) return;
        const int rank = (its == path ? 2 : 0) + (*method == "GET" ? 1 : 0);
        if (rank < best) return;
        best = rank;
        found = caching;
    });
    return found;
}

/// A stage says what it is itself, or the deployment that makes it does.
void check_streamed_answers(const Facts& facts, Report& report) {
    struct CachingStage {
        const TemplateResource& resource;
        const TemplateResource* api;
        const Value& of;
    };
    std::vector<CachingStage> stages;
    for (const TemplateResource& one : facts.tree.resources) {
        const bool is_stage = one.type == "AWS::ApiGateway::Stage";
        if (!is_stage && one.type != "AWS::ApiGateway::Deployment") continue;
        const Value& properties = facts.properties(one);
        const Value* of = is_stage ? &properties : properties.find("StageDescription");
        if (!of || !of->is_map() || !is_true(of->find("CacheClusterEnabled"))) continue;
        if (const TemplateResource* api = api_named(facts, properties.find("RestApiId")))
            stages.push_back({one, api, *of});
    }
    if (stages.empty()) return;
    for (const TemplateResource& method : facts.tree.resources) {
        if (method.type != "AWS::ApiGateway::Method") continue;
        const Subject on(method, facts, report);
        // Of other methods, a cache keeps nothing by itself.
        const Value* mode = on.find({"Integration", "ResponseTransferMode"});
        if (text_of(mode) != "STREAM" || text_of(on.find("HttpMethod")) != "GET") continue;
        const TemplateResource* api = api_named(facts, on.find("RestApiId"));
        const auto path = path_of_resource(facts, on.find("ResourceId"));
        if (!api || !path) continue;
        for (const CachingStage& stage : stages) {
            const Value* caching = stage.api == api ? caching_of_get(stage.of, *path) : nullptr;
            if (!is_true(caching)) continue;
            on.tell({.rule = rules::streamed_answer_cached,
                     .message = fmt::format("method `{}` streams its answers, and the stage of `{}` caches them",
                                            on.id(), api->logical_id),
                     .place = on.place(mode, "Integration"),
                     .fix = "turn the cache off for this method in the stage's `MethodSettings`, or the streaming",
                     .related = caching->place.known() ? std::vector<Label>{{caching->place, "cached here"}}
                                                       : std::vector<Label>{}});
        }
    }
}

}  // namespace

/// API Gateway, CreateStage: names of letters, digits and `_`, and values `[A-Za-z0-9-._~:/?#&=,]+`. How many and how
/// long they are: "Quotas for configuring and running" a REST API, and an HTTP API.
void check_stage_variables(const Subject& on, const Value* variables, std::string_view within) {
    constexpr std::size_t most = 100, longest_name = 64, longest_value = 512;
    if (!variables || !variables->is_map()) return;
    if (const std::size_t count = variables->map().size(); count > most)
        tell_range(on, variables, within, fmt::format("`{}` has {} stage variables", on.id(), count),
                   fmt::format("keep {} at most: several values fit into one, with commas between", most));
    for (const Member& one : variables->map()) {
        const auto tell = [&](const std::string& what, std::string fix) {
            const Place place = one.place.or_else(on.place(&one.value, within));
            on.tell({.rule = rules::api_setting_out_of_range,
                     .message = fmt::format("stage variable `{}` of `{}` {}", one.name, on.id(), what),
                     .place = place,
                     .fix = std::move(fix)});
        };
        if (one.name.empty() || !std::ranges::all_of(one.name, [](char c) { return is_alphanumeric(c) || c == '_'; }))
            tell("has a name that it can't have", "choose letters, digits and `_`");
        else if (one.name.size() > longest_name)
            tell(fmt::format("has a name of {} characters", one.name.size()),
                 fmt::format("choose {} at most", longest_name));
        const auto text = text_of(&one.value);
        if (!text || text->find("{{resolve:") != text->npos) continue;
        const bool fits = !text->empty() && std::ranges::all_of(*text, [](char c) {
            return is_alphanumeric(c) || std::string_view("-._~:/?#&=,").find(c) != std::string_view::npos;
        });
        if (!fits)
            tell_range(on, &one.value, within,
                       fmt::format("stage variable `{}` of `{}` is `{}`", one.name, on.id(), *text),
                       "choose letters, digits and `-._~:/?#&=,`, at least one");
        else if (text->size() > longest_value)
            tell_range(on, &one.value, within,
                       fmt::format("stage variable `{}` of `{}` has {} characters", one.name, on.id(), text->size()),
                       fmt::format("choose {} at most", longest_value));
    }
}

void check_rest_stage(const Subject& on) { check_stage_of(on, on.properties, {}); }

void check_rest_deployment(const Subject& on) {
    constexpr std::string_view name = "StageDescription";
    if (const Value* of = on.find(name); of && of->is_map()) check_stage_of(on, *of, name);
}

void check_rest_api(const Subject& on) {
    check_whole_number(on, on.find("MinimumCompressionSize"), "MinimumCompressionSize", "a compression size", 0,
                       bob::limits::rest_compression_max.value);
}

void check_usage_plan(const Subject& on) {
    if (on.lacks("ApiStages"))
        on.tell({.rule = rules::plan_without_stage,
                 .message = fmt::format("usage plan `{}` is for no stage", on.id()),
                 .place = on.place("ApiStages"),
                 .fix = "name the API and its stage in `ApiStages`"});
    const Value* limit = on.find({"Quota", "Limit"});
    if (const auto number = limit ? whole_number(limit) : std::nullopt; number && *number < 1)
        tell_range(on, limit, "Quota", fmt::format("plan `{}` has a quota of {}", on.id(), *number),
                   "choose 1 or more, or remove the quota");
    check_quota_offset(on);
    check_throttle(on, on.find({"Throttle", "RateLimit"}), "Throttle", "a rate limit");
    check_throttle(on, on.find({"Throttle", "BurstLimit"}), "Throttle", "a burst limit");
}

void check_api_key(const Subject& on) {
    const Value* value = on.find("Value");
    const auto text = text_of(value);
    if (!text || text->find("{{") != text->npos) return;
    const auto length = static_cast<std::int64_t>(text->size());
    if (length < bob::limits::api_key_min.value || length > bob::limits::api_key_max.value)
        tell_range(on, value, "Value", fmt::format("key `{}` has a value of {} characters", on.id(), length),
                   fmt::format("choose {} to {} letters and digits, or let API Gateway choose",
                               bob::limits::api_key_min.value, bob::limits::api_key_max.value));
}

/// What the domains of both versions of the API ask of a name and of a truststore.
void check_domain_spelling(const Subject& on) {
    if (const Value* name = on.find("DomainName"); const auto text = text_of(name))
        if (std::ranges::any_of(*text, [](char c) { return c >= 'A' && c <= 'Z'; }))
            on.tell({.rule = rules::domain_not_offered,
                     .message = fmt::format("domain `{}` has capital letters in `{}`", on.id(), *text),
                     .place = on.place(name, "DomainName"),
                     .fix = "write it in small letters, which the DNS takes for the same",
                     .why = "API Gateway refuses a domain name with capital letters"});
    const Value* truststore = on.find({"MutualTlsAuthentication", "TruststoreUri"});
    if (const auto uri = text_of(truststore); uri && !uri->starts_with("s3://") && uri->find("{{") == uri->npos)
        on.tell({.rule = rules::domain_not_offered,
                 .message = fmt::format("the truststore of domain `{}` is `{}`, and no object of S3", on.id(), *uri),
                 .place = on.place(truststore, "MutualTlsAuthentication"),
                 .fix = "write `s3://<bucket>/<key>`",
                 .why = "API Gateway reads the certificates from a bucket"});
}

void check_domain_name(const Subject& on) {
    if (on.lacks("DomainName"))
        on.tell({.rule = rules::domain_not_offered,
                 .message = fmt::format("domain `{}` has no domain name", on.id()),
                 .place = on.place("DomainName"),
                 .fix = "say by what name the API is called: `.domain_name = \"api.example.org\"`",
                 .why = "API Gateway asks for a name and a certificate for it, and refuses the domain otherwise"});
    else if (on.lacks("CertificateArn") && on.lacks("RegionalCertificateArn"))
        on.tell({.rule = rules::domain_not_offered,
                 .message = fmt::format("domain `{}` has no certificate", on.id()),
                 .place = on.place("DomainName"),
                 .fix = "give the ARN of a certificate of ACM for this name",
                 .why = "API Gateway asks for a name and a certificate for it, and refuses the domain otherwise"});
    const Value* certificate = on.find("CertificateArn");
    if (const auto arn = text_of(certificate); arn && arn->starts_with("arn:aws:acm:") && !has_endpoint(on, "REGIONAL"))
        if (const std::string_view region = region_of(*arn); region != "us-east-1")
            on.tell({.rule = rules::domain_not_offered,
                     .message = fmt::format("the certificate of edge-optimised domain `{}` is in {}", on.id(), region),
                     .place = on.place(certificate, "CertificateArn"),
                     .fix = "take one of us-east-1, where CloudFront looks for it, or make the domain Regional"});
    check_domain_spelling(on);
    const Value* truststore = on.find({"MutualTlsAuthentication", "TruststoreUri"});
    if (const auto policy = text_of(on.find("SecurityPolicy")); truststore && policy == "TLS_1_0")
        on.tell({.rule = rules::domain_not_offered,
                 .message = fmt::format("domain `{}` asks for certificates of its callers, and takes TLS 1.0", on.id()),
                 .place = on.place("SecurityPolicy"),
                 .fix = "set `.security_policy = \"TLS_1_2\"`",
                 .why = "API Gateway offers mutual TLS from TLS 1.2 on"});
    if (has_endpoint(on, "EDGE") && truststore)
        on.tell({.rule = rules::domain_not_offered,
                 .message = fmt::format("edge-optimised domain `{}` asks for certificates of its callers", on.id()),
                 .place = on.place("MutualTlsAuthentication"),
                 .fix = "make the domain Regional: `.endpoint_type = EndpointType::regional`"});
}

void check_streaming(const Subject& on) {
    const Value* integration = on.find("Integration");
    if (!integration || !integration->is_map()) return;
    const Value* mode = integration->find("ResponseTransferMode");
    const auto type = text_of(integration->find("Type"));
    const std::string uri = on.spelt(integration->find("Uri"));
    const bool calls_function = uri.find(":lambda:path/") != uri.npos;
    const bool streaming_uri = uri.ends_with("/response-streaming-invocations");
    const auto tell = [&](std::string_view what, std::string fix) {
        on.tell({.rule = rules::streaming_not_offered,
                 .message = fmt::format("method `{}` {}", on.id(), what),
                 .place = on.place(mode ? mode : integration, "Integration"),
                 .fix = std::move(fix)});
    };
    if (text_of(mode) == "STREAM") {
        if (type && *type != "AWS_PROXY" && *type != "HTTP_PROXY")
            return tell(fmt::format("streams the answer of an integration of type `{}`", *type),
                        "make it a proxy integration, without mapping templates; or remove the streaming");
        if (calls_function && !streaming_uri && uri.ends_with("/invocations"))
            tell("streams, and calls its function by the URI for whole answers",
                 "let the URI be `…:lambda:path/2021-11-15/functions/<ARN>/response-streaming-invocations`");
    } else if (calls_function && streaming_uri && (!mode || text_of(mode) == "BUFFERED")) {
        tell("calls its function by the URI for streamed answers, and does not stream",
             "set `ResponseTransferMode: STREAM`");
    }
}

/// CloudFront waits no longer for an edge-optimised API, whatever an account's quota is.
void check_edge_timeout(const TemplateResource& method, const Facts& facts, Report& report) {
    constexpr std::int64_t most = bob::limits::rest_integration_timeout.value * 1000;
    const Subject on(method, facts, report);
    const Value* timeout = on.find({"Integration", "TimeoutInMillis"});
    const auto number = timeout ? whole_number(timeout) : std::nullopt;
    if (!number || *number <= most || text_of(on.find({"Integration", "ResponseTransferMode"})) == "STREAM") return;
    const TemplateResource* api = api_named(facts, on.find("RestApiId"));
    if (!api || !has_endpoint(Subject(*api, facts, report), "EDGE")) return;
    on.tell({.rule = rules::api_setting_out_of_range,
             .message = fmt::format("method `{}` of an edge-optimised API waits {} ms", on.id(), *number),
             .place = on.place(timeout, "Integration"),
             .fix = fmt::format("choose {} at most, or make the API Regional and raise its quota", most),
             .related = {{api->place, "an edge-optimised API"}}});
}

void check_rest_apis(const Facts& facts, Report& report) {
    check_private_apis(facts, report);
    check_plan_keys(facts, report);
    check_lonely_keys(facts, report);
    check_streamed_answers(facts, report);
    for (const TemplateResource& one : facts.tree.resources) {
        if (one.type == "AWS::ApiGateway::Method") check_edge_timeout(one, facts, report);
        if (one.type == "AWS::ApiGateway::BasePathMapping") check_mapping(one, "RestApiId", facts, report);
        if (one.type == "AWS::ApiGatewayV2::ApiMapping") check_mapping(one, "ApiId", facts, report);
    }
}

}  // namespace bobgen::combinations
