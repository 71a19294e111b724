/// A serverless.yml with its variables resolved, on its way to the template that the framework deploys.
///
/// What the framework makes of functions and events is told in its own source and documents; the logical ids,
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
    std::string id;          ///< what its logical ids begin with: "BookDashslot"
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
    Value document;  ///< no variables are left in it
    std::string name;
    std::string stage;
    std::string region;
    const Value* provider = nullptr;  ///< a map
    Value functions_map;              ///< `functions`, a list of maps made one
    std::vector<FunctionEntry> functions;
    bool validated = true;  ///< unknown properties are reported
    Template made;
    List statements;  ///< of the role that functions share, collected on the way
    List managed_policies;
    bool has_role = false;        ///< there is such a role
    bool role_scheduled = false;  ///< EventBridge Scheduler takes it on, too
    const char* file = "";
    Report* report = nullptr;

    const FunctionEntry* function(std::string_view key) const;
    /// "scheduler-dev"
    std::string prefix() const { return name + "-" + stage; }
};

/// The steps, each a file. They add to `made`.
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

/// What a function runs as: its own role, the provider's, or null for the shared one.
const Value* own_role(const Service&, const FunctionEntry&);
/// The logical ids that an event source waits for: the role's, and the alias's.
std::vector<std::string> role_dependencies(const Service&, const FunctionEntry&);
/// What events call: the function's ARN, or its alias's.
Value target(const FunctionEntry&);
/// Lets an AWS service call the function.
TemplateResource& permission(Service&, const FunctionEntry&, std::string id, Value principal, Value source_arn,
                             Place place);

/// Calls for each event of that kind, with the event's own value.
void each_event(const Service&, std::string_view kind,
                const std::function<void(const FunctionEntry&, const Value& event, Place place)>&);

/// The value at a path of names; null when there is none on the way.
const Value* at(const Value* from, std::initializer_list<std::string_view> path);
/// What JavaScript takes for true: anything but null, false, 0 and "".
bool truthy(const Value&);
inline bool truthy(const Value* value) { return value && truthy(*value); }
Value copy(const Value*);
Value copy_or(const Value*, Value otherwise);
std::string text(const Value*);
/// In capitals, the letters of ASCII.
/// "arn:" and what AWS's partition, region and account make of the rest: `Fn::Join` as the framework writes it.
Value joined(List parts);

/// Findings, in one line each.
void wrong(const Service&, Place, std::string message, std::string label, std::string fix);
void incomplete(const Service&, Place, std::string message, std::string label, std::string fix);
void unknown_name(const Service&, Place, std::string_view kind, std::string_view name,
                  std::span<const std::string_view> known);
void unknown_function(const Service&, Place, std::string_view name);

}  // namespace bobgen::serverless
