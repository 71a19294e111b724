/// A serverless.yml with its variables resolved, to be turned into the template that the framework deploys.
///
/// What the framework generates for functions and events is defined by its source and documentation; the logical ids,
/// properties and defaults here are those of osls 4.3.1, the maintained fork of version 3.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/read/template.h"

namespace bobgen::serverless {

struct FunctionEntry {
    std::string key;         ///< its name in `functions:`
    std::string id;          ///< prefix of its logical ids: "BookDashslot"
    std::string logical_id;  ///< "BookDashslotLambdaFunction"
    Value name;              ///< "scheduler-dev-book-slot", or its own `name`
    const Value* body;       ///< a map
    std::string condition;
    std::string alias;  ///< "provisioned", when events call an alias of it
    std::string alias_id;
    Place place;  ///< of its key

    const Value* find(std::string_view name) const { return body->find(name); }
};

struct Service {
    Value document;  ///< contains no more variables
    std::string name;
    std::string stage;
    std::string region;
    const Value* provider = nullptr;  ///< a map
    Value functions_map;              ///< `functions`, with a list of maps merged into one
    std::vector<FunctionEntry> functions;
    bool validated = true;  ///< unknown properties are reported
    bool strict = false;    ///< the file says that they are errors
    bool plugged = false;   ///< a plugin may know and make more than the framework
    Template made;
    List statements;  ///< of the role that functions share, collected along the way
    List managed_policies;
    bool has_role = false;        ///< there is such a role
    bool role_scheduled = false;  ///< also trusted by EventBridge Scheduler
    const char* file = "";
    Report* report = nullptr;

    const FunctionEntry* function(std::string_view key) const;
    /// "scheduler-dev"
    std::string prefix() const { return name + "-" + stage; }
};

/// The steps, one file each. They add to `made`.
void check_words(const Service&);
void lower_core(Service&);
void lower_layers(Service&);
void lower_functions(Service&);
void lower_rest_api(Service&);
void lower_http_api(Service&);
void lower_event_sources(Service&);
void lower_notifications(Service&);
void lower_rules(Service&);
void finish_role(Service&);

/// The role of a function: its own, the provider's, or null for the shared one.
const Value* own_role(const Service&, const FunctionEntry&);
/// The logical ids that an event source depends on: the role's, and the alias's.
std::vector<std::string> role_dependencies(const Service&, const FunctionEntry&);
/// What events invoke: the function's ARN, or its alias's.
Value target(const FunctionEntry&);
/// Allows an AWS service to invoke the function.
TemplateResource& permission(Service&, const FunctionEntry&, std::string id, Value principal, Value source_arn,
                             Place place);

/// Calls for each event of that kind, with the event's value.
void each_event(const Service&, std::string_view kind,
                const std::function<void(const FunctionEntry&, const Value& event, Place place)>&);

/// The value at a path of names; null when any part is missing.
const Value* at(const Value* from, std::initializer_list<std::string_view> path);
/// What JavaScript treats as true: anything except null, false, 0 and "".
bool truthy(const Value&);
inline bool truthy(const Value* value) { return value && truthy(*value); }
Value copy(const Value*);
Value copy_or(const Value*, Value otherwise);
std::string text(const Value*);
/// ASCII letters in upper case. "arn:", then AWS's partition, region and account: `Fn::Join` as the framework writes
/// it.
Value joined(List parts);

/// Findings, one line each.
void wrong(const Service&, Place, std::string message, std::string label, std::string fix);
void incomplete(const Service&, Place, std::string message, std::string label, std::string fix);
void unknown_name(const Service&, Place, std::string_view kind, std::string_view name,
                  std::span<const std::string_view> known);
void unknown_function(const Service&, Place, std::string_view name);
/// Two events for one route of an API.
void route_twice(const Service&, std::string_view route, Place first, Place second, std::string_view function);

/// Whether the file lists plugins that may make resources of their own; some are known to make none.
bool plugins_make_resources(const Value& document);
/// What the framework makes of events, and of existing sources, that are not read here, as
/// `Template::made_by_events` has it.
std::vector<std::string> names_of_unread_events(const Service&);

}  // namespace bobgen::serverless
