/// One resource of which a rule asks, with what the rule needs to ask and to tell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/facts.h"
#include "generator/analysis/resolve.h"
#include "generator/report/report.h"

namespace bobgen::combinations {

struct Finding {
    const Rule& rule;
    std::string message;
    Place place;  ///< of the resource when it is not known
    std::string fix;
    std::vector<Label> related = {};
    std::string why = {};
};

class Subject {
public:
    Subject(const TemplateResource& resource, const Facts& facts, Report& report)
        : resource(resource), properties(facts.properties(resource)), facts(facts), report(report) {}

    const TemplateResource& resource;
    const Value& properties;
    const Facts& facts;
    Report& report;

    std::string_view id() const { return resource.logical_id; }
    const Value* find(std::string_view name) const { return properties.find(name); }
    const Value* find(std::initializer_list<std::string_view> path) const { return properties.find(path); }
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The member is not there, and nothing that only the deployment knows can put it there.
    bool lacks(std::string_view name) const {
        const Value* found = find(name);
        return properties.is_map() && (!found || is_no_value(*found));
    }
    std::string spelt(const Value* value) const { return value ? spelt_out(*value, facts.names) : std::string{}; }

    /// The property's place.
    Place place(std::string_view name) const { return place_of(resource, properties, name); }
    /// The value's, or that of the property that it is in.
    Place place(const Value* value, std::string_view within) const { return place_of(value, place(within)); }

    const TemplateResource* named(const Value* value, std::string_view type) const {
        return named_by(value, type, facts.names);
    }

    void tell(Finding found) const {
        report.add({.rule = &found.rule,
                    .message = std::move(found.message),
                    .primary = {found.place.or_else(resource.place), {}},
                    .related = std::move(found.related),
                    .fix = std::move(found.fix),
                    .why = std::move(found.why)});
    }
};

/// The element of a list that is this text; null when there is none.
const Value* element(const Value* list, std::string_view text);

/// Tells when a value names a FIFO queue of the template, and the sender takes none.
void check_fifo_target(const Subject&, std::string_view who, std::string_view reason, const Value* queue,
                       Place otherwise);

void check_function(const Subject&);
void check_scalable_target(const Subject&);
void check_invoke_config(const Subject&);
void check_alias(const Subject&);
void check_version(const Subject&);
void check_event_source(const Subject&);
void check_rest_method(const Subject&);
void check_rest_authorizer(const Subject&);
void check_rest_stage(const Subject&);
void check_rest_deployment(const Subject&);
void check_rest_api(const Subject&);
void check_usage_plan(const Subject&);
void check_api_key(const Subject&);
void check_stage_variables(const Subject&, const Value* variables, std::string_view within);
void check_domain_name(const Subject&);
void check_domain_spelling(const Subject&);
/// How the answer of a REST API's method is handed on.
void check_streaming(const Subject&);
void check_gateway_response(const Subject&);
void check_http_api(const Subject&);
void check_integration(const Subject&);
/// What an integration of an HTTP API calls and changes.
void check_http_integration(const Subject&);
void check_http_stage(const Subject&);
void check_http_domain(const Subject&);
void check_route(const Subject&);
void check_http_authorizer(const Subject&);
void check_user_pool(const Subject&);
void check_pool_domain(const Subject&);
void check_pool_logs(const Subject&);
void check_pool_client(const Subject&);
void check_topic(const Subject&);
void check_subscription(const Subject&);
void check_queue(const Subject&);
void check_event_rule(const Subject&);
void check_schedule(const Subject&);
void check_log_subscription(const Subject&);
void check_alarm(const Subject&);
void check_bucket(const Subject&);
void check_bucket_policy(const Subject&);

/// What only several resources of an API show together.
void check_apis(const Facts&, Report&);
void check_rest_apis(const Facts&, Report&);

}  // namespace bobgen::combinations
