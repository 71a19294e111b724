#include "generator/read/serverless/serverless.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "generator/analysis/resolve.h"
#include "generator/check/production/production.h"
#include "generator/model.h"
#include "generator/read/serverless/variables.h"

namespace bobgen {

using namespace serverless;

namespace {

/// What `resources:` may have besides `extensions`.
constexpr std::array<std::string_view, 11> service_sections = {"AWSTemplateFormatVersion",
                                                               "Description",
                                                               "Metadata",
                                                               "Parameters",
                                                               "Rules",
                                                               "Mappings",
                                                               "Conditions",
                                                               "Transform",
                                                               "Resources",
                                                               "Outputs",
                                                               "extensions"};

bool is_unresolved(const Value& value) { return value.is_text() && is_unknown(value); }

/// The document with its variables resolved. Parameters and the settings of other stages are looked up when a variable
/// refers to them, and may have variables that only that stage can resolve.
Value resolved_document(const Value& document, Variables& variables) {
    Value made = Map{};
    for (const Member& one : document.map()) {
        const bool looked_up = one.name == "params" || one.name == "stages";
        made.set(one.name, looked_up ? one.value : variables.resolved(one.value), one.place);
    }
    return std::move(made).at(document.place);
}

/// Merges like the framework: maps by name, lists by position, and everything else is replaced.
void merge(Value& into, Value from) {
    if (into.is_map() && from.is_map()) {
        // With an index, because a map with many names may be merged again and again.
        std::unordered_map<std::string, std::size_t> known;
        for (std::size_t i = 0; i < into.map().size(); ++i) known.emplace(into.map()[i].name, i);
        for (Member& one : from.map()) {
            const auto earlier = known.find(one.name);
            if (earlier != known.end()) {
                Member& same = into.map()[earlier->second];
                if (one.place.known()) same.place = one.place;
                merge(same.value, std::move(one.value));
            } else {
                into.set(one.name, std::move(one.value), one.place);
            }
        }
    } else if (into.is_list() && from.is_list()) {
        for (std::size_t i = 0; i < from.list().size(); ++i) {
            if (i < into.list().size())
                merge(into.list()[i], std::move(from.list()[i]));
            else
                into.append(std::move(from.list()[i]));
        }
    } else {
        into = std::move(from);
    }
}

/// `resources` and `functions` may be lists of maps, often each from a separate file.
Value merged_maps(const Service& service, const Value* from, std::string_view name) {
    Value made = Map{};
    if (!from || from->is_null() || is_unresolved(*from)) return made;
    if (from->is_map()) return *from;
    if (!from->is_list()) {
        wrong(service, from->place.or_else(service.document.place), "`" + std::string(name) + "` is not a map",
              "it must be a map, or a list of maps", "write each entry under its own name");
        return made;
    }
    made.place = from->place;
    for (const Value& one : from->list()) {
        if (one.is_map())
            merge(made, one);
        else if (!one.is_null() && !is_unresolved(one))
            wrong(service, one.place.or_else(from->place), "an element of `" + std::string(name) + "` is not a map",
                  "this list has maps as elements", "write each entry under its own name");
    }
    return made;
}

void read_functions(Service& service, const Value* from) {
    service.functions_map = merged_maps(service, from, "functions");
    service.functions.reserve(service.functions_map.map().size());
    for (const Member& one : service.functions_map.map()) {
        if (one.value.is_null() || is_unresolved(one.value)) continue;
        const Place place = one.place.or_else(service.functions_map.place);
        if (!one.value.is_map()) {
            wrong(service, place, "function `" + one.name + "` is not a map", "declared here",
                  "write its settings below its name, for example `handler: index.handler`");
            continue;
        }
        FunctionEntry& made = service.functions.emplace_back();
        made.key = one.name;
        made.id = naming::of_function(one.name);
        made.logical_id = made.id + "LambdaFunction";
        made.body = &one.value;
        made.place = place;
        made.name = copy_or(one.value.find("name"), Value(service.prefix() + "-" + one.name).at(place));
        made.condition = text(one.value.find("condition"));
        const auto alias = [&](std::string_view name, std::string_view id) {
            made.alias = name;
            made.alias_id = made.id + std::string(id);
        };
        if (truthy(made.find("durableConfig")))
            alias("durable", "DurableLambdaAlias");
        else if (truthy(made.find("provisionedConcurrency")))
            alias("provisioned", "ProvConcLambdaAlias");
        else if (truthy(made.find("snapStart")))
            alias("snapstart", "SnapStartLambdaAlias");
    }
}

/// The framework creates several things under one name, and keeps the last.
void keep_last(Template& made) {
    std::unordered_map<std::string, std::size_t> first;
    std::size_t kept = 0;
    for (TemplateResource& one : made.resources) {
        const auto [known, fresh] = first.try_emplace(one.logical_id, kept);
        if (!fresh)
            made.resources[known->second] = std::move(one);
        else if (&made.resources[kept++] != &one)
            made.resources[kept - 1] = std::move(one);
    }
    made.resources.resize(kept);
}

void override_with(TemplateResource& made, TemplateResource own) {
    // What both create for a user pool, each of them depends on.
    if (made.type == "AWS::Cognito::UserPool")
        made.depends_on.insert(made.depends_on.end(), own.depends_on.begin(), own.depends_on.end());
    else if (!own.depends_on.empty())
        made.depends_on = std::move(own.depends_on);
    if (!own.type.empty()) made.type = std::move(own.type);
    made.place = own.place.or_else(made.place);
    merge(made.properties, std::move(own.properties));
    const auto replace = [](auto& there, auto& by, bool given) {
        if (given) there = std::move(by);
    };
    replace(made.condition, own.condition, !own.condition.empty());
    replace(made.condition_place, own.condition_place, own.condition_place.known());
    replace(made.deletion_policy, own.deletion_policy, !own.deletion_policy.empty());
    replace(made.update_replace_policy, own.update_replace_policy, !own.update_replace_policy.empty());
    replace(made.policies, own.policies, !own.policies.is_null());
    replace(made.creation_policy, own.creation_policy, !own.creation_policy.is_null());
    replace(made.update_policy, own.update_policy, !own.update_policy.is_null());
    replace(made.metadata, own.metadata, !own.metadata.is_null());
}

/// `resources:` overrides what the framework creates.
void merge_own(Service& service, Template own) {
    Template& made = service.made;
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < made.resources.size(); ++i) known.emplace(made.resources[i].logical_id, i);
    for (TemplateResource& one : own.resources) {
        if (const auto same = known.find(one.logical_id); same != known.end())
            override_with(made.resources[same->second], std::move(one));
        else
            made.resources.push_back(std::move(one));
    }
    for (TemplateOutput& one : own.outputs) {
        const auto same = std::find_if(made.outputs.begin(), made.outputs.end(),
                                       [&](const TemplateOutput& other) { return other.name == one.name; });
        if (same == made.outputs.end()) {
            made.outputs.push_back(std::move(one));
            continue;
        }
        merge(same->body, std::move(one.body));
        if (!one.condition.empty()) same->condition = std::move(one.condition);
    }
    if (!own.description.empty()) made.description = std::move(own.description);
    made.description_place = own.description_place;
    made.transform = std::move(own.transform);
    made.metadata = std::move(own.metadata);
    made.rules = std::move(own.rules);
    made.parameters = std::move(own.parameters);
    made.mappings = std::move(own.mappings);
    made.conditions = std::move(own.conditions);
    made.other_sections = std::move(own.other_sections);
}

/// `resources.extensions` adds to what the framework creates.
void extend(Service& service, const Value& extensions) {
    std::unordered_map<std::string_view, std::size_t> known;
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < service.made.resources.size(); ++i) {
        known.emplace(service.made.resources[i].logical_id, i);
        names.push_back(service.made.resources[i].logical_id);
    }
    for (const Member& one : extensions.map()) {
        const auto found = known.find(one.name);
        if (found == known.end()) {
            if (!service.plugged)
                unknown_name(service, one.place.or_else(extensions.place), "resource", one.name, names);
            continue;
        }
        if (!one.value.is_map()) continue;
        TemplateResource& made = service.made.resources[found->second];
        for (const Member& attribute : one.value.map()) {
            const Value& value = attribute.value;
            const Place place = attribute.place.or_else(one.place);
            if (attribute.name == "Properties" && value.is_map()) {
                for (const Member& property : value.map()) {
                    if (Value* earlier = made.properties.find(property.name))
                        *earlier = property.value;
                    else
                        made.properties.set(property.name, property.value, property.place);
                }
            } else if (attribute.name == "DependsOn") {
                for (const Value& id : value.is_list() ? value.list() : List{value})
                    made.depends_on.push_back(text(&id));
            } else if (attribute.name == "Metadata") {
                if (made.metadata.is_null())
                    made.metadata = value;
                else
                    merge(made.metadata, value);
            } else if (attribute.name == "Condition") {
                made.condition = text(&value);
                made.condition_place = value.place;
            } else if (attribute.name == "DeletionPolicy") {
                made.deletion_policy = text(&value);
            } else if (attribute.name == "UpdateReplacePolicy") {
                made.update_replace_policy = text(&value);
            } else if (attribute.name == "CreationPolicy") {
                made.creation_policy = value;
            } else if (attribute.name == "UpdatePolicy") {
                made.update_policy = value;
            } else {
                wrong(service, place, "`" + attribute.name + "` of resource `" + one.name + "` cannot be extended",
                      "the framework only extends attributes that it knows",
                      "extend `Properties`, `DependsOn`, `Condition`, `Metadata` or a policy");
            }
        }
    }
}

/// The file's own part as CloudFormation, without parts that are known only to an account.
Value own_document(const Service& service, Value resources, Value& extensions) {
    Value made = Map{};
    for (Member& one : resources.map()) {
        if (one.name == "extensions") {
            extensions = std::move(one.value);
            continue;
        }
        if (one.value.is_null() || is_unresolved(one.value)) continue;
        const bool known =
            std::find(service_sections.begin(), service_sections.end(), one.name) != service_sections.end();
        if (known && one.value.is_map())
            std::erase_if(one.value.map(),
                          [](const Member& entry) { return entry.value.is_null() || is_unresolved(entry.value); });
        made.set(one.name, std::move(one.value), one.place);
    }
    return std::move(made).at(resources.place.or_else(service.document.place));
}

/// Whether it is deployed to another cloud: what its functions have is not to be judged by what AWS takes. Another name
/// is taken for a misspelt one.
bool is_for_another_cloud(const Service& service) {
    constexpr std::string_view others[] = {"azure",      "google",   "openwhisk", "kubeless",
                                           "cloudflare", "fn",       "knative",   "aliyun",
                                           "tencent",    "spotinst", "webtasks",  "twilio-runtime"};
    const Value* provider = service.document.find("provider");
    const std::string name = text(provider && provider->is_map() ? provider->find("name") : provider);
    return std::find(std::begin(others), std::end(others), name) != std::end(others);
}

void export_outputs(Service& service) {
    for (TemplateOutput& one : service.made.outputs)
        if (one.body.is_map() && !one.body.find("Export"))
            one.body.set("Export", map({{"Name", "sls-" + service.prefix() + "-" + one.name}}));
}

}  // namespace

std::optional<Template> template_of_serverless(Value document, const char* file, const Surroundings& around,
                                               Report& report) {
    Service service;
    service.report = &report;
    service.file = file;
    if (!document.is_map()) {
        wrong(service, document.place.or_else({file, 1, 1}), "a serverless.yml must be a map", "this is not a map",
              "start with `service:` and `provider:`");
        return {};
    }
    if (!document.place.known()) document.place = {file, 1, 1};
    Variables variables(document, file, around, report);
    service.document = resolved_document(document, variables);
    service.stage = variables.stage();

    static const Value no_provider = Map{};
    const Value* provider = service.document.find("provider");
    service.provider = provider && provider->is_map() ? provider : &no_provider;
    const Value* named = service.document.find("service");
    service.name = text(named && named->is_map() ? named->find("name") : named);
    service.plugged = plugins_make_resources(service.document);
    service.region = text(service.provider->find("region"));
    for (const GivenParameter& one : around.options)
        if (one.name == "region") service.region = one.value;
    if (service.region.empty()) service.region = "us-east-1";
    if (!is_for_another_cloud(service)) read_functions(service, service.document.find("functions"));
    check_words(service);

    service.made.place = {file, 1, 1};
    service.made.production = is_production(service.stage);
    service.made.made_by_plugins = service.plugged;
    service.made.made_by_events = names_of_unread_events(service);
    lower_core(service);
    lower_layers(service);
    lower_functions(service);
    lower_rest_api(service);
    lower_http_api(service);
    lower_event_sources(service);
    lower_notifications(service);
    lower_rules(service);
    finish_role(service);
    keep_last(service.made);
    export_outputs(service);

    Value extensions;
    Value own =
        own_document(service, merged_maps(service, service.document.find("resources"), "resources"), extensions);
    if (!own.map().empty()) {
        // Parameters from the command line are for `${param:…}`, not for the template.
        Surroundings without = around;
        without.parameters.clear();
        if (auto read = template_of(std::move(own), file, without, report)) merge_own(service, std::move(*read));
    }
    if (extensions.is_map()) extend(service, extensions);
    return std::move(service.made);
}

}  // namespace bobgen
