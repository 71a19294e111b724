/// What CloudFormation will do when a stack is updated from one template to another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// Ordered from harmless to impossible.
enum class Action : unsigned char {
    none,
    create,
    update,   ///< in place
    remove,   ///< "delete", which is a C++ keyword
    replace,  ///< a new resource is created, then the old one is deleted
    blocked,  ///< CloudFormation, or the service, rejects it in one update
};
/// "none", "create", "update", "delete", "replace", "blocked"
std::string_view word(Action);

/// One property that differs, or one rule that a change breaks.
struct Reason {
    Action action;             ///< the action that this reason alone requires
    const Rule* rule;          ///< why, in general; null for a change that needs no explanation
    std::string property;      ///< "GlobalSecondaryIndexes[ByOwner].Projection"; empty for the resource as a whole
    std::string message;       ///< lower case, no full stop, understandable on its own
    std::string fix;           ///< empty when there is nothing to do
    Place before;              ///< in the old template; unknown when it is new
    Place after;               ///< in the new one (or its declaration); unknown when it is removed
    bool interrupts = false;   ///< the resource cannot be used during the change
    bool loses_data = false;   ///< the resource's data is lost unless something is done
    bool weakens = false;      ///< protection of the data is removed: a deletion policy, deletion protection, recovery
    std::string follows = {};  ///< the resource that is another one now, when nothing but that changes
};

struct ResourceChange {
    std::string logical_id;
    std::string type;  ///< the new resource's, or the old one's when it is removed
    Action action = Action::none;
    bool interrupts = false;
    bool loses_data = false;
    bool weakens = false;
    const TemplateResource* before = nullptr;
    const TemplateResource* after = nullptr;
    std::vector<Reason> reasons;  ///< the worst first; for a table, also those of its indexes
};

/// A permission that is gained or lost.
struct AccessChange {
    bool broadened;
    std::string logical_id;  ///< of the role, policy or resource policy
    std::string message;     ///< "role `X` may now `dynamodb:Scan` on `Orders`"
    Place place;
};

/// A route of an API.
struct RouteChange {
    /// opened: no longer has an authorizer; changed: a different authorizer or function
    enum class Kind : unsigned char { added, removed, opened, closed, changed };
    Kind kind;
    std::string route;  ///< "GET /users/{id}"
    bool open;          ///< anyone may call it now (or could, when it is removed)
    std::string logical_id;
    Place place;
    std::string message;  ///< "route `GET /users/{id}` is now open to anyone"
};

/// A parameter, condition, mapping or output, or a tag of the stack itself.
struct OtherChange {
    std::string section;  ///< "Parameters"
    std::string name;
    Action action;
    std::string message;
    Place place;
    const Rule* rule = nullptr;  ///< when it should be reported as a finding
    std::string fix = {};
    std::string logical_id = {};  ///< of the resource that an output is about, if it is about one
};

inline constexpr std::string_view section_of_tags = "Tags";

/// What the change leads to although CloudFormation accepts it, or refuses it only later, for what another resource or
/// another stack is.
struct Caution {
    const Rule* rule = nullptr;
    std::string logical_id;  ///< of the resource that it is told of
    std::string message;
    std::string fix;
    Place place;
    Label related = {};       ///< no place when there is none
    std::string remedy = {};  ///< a command that makes up for it after the deployment; empty when there is none
};

/// One entry for each logical id of both templates: the new template's order, then what is removed.
struct Difference {
    std::vector<ResourceChange> resources;
    std::vector<AccessChange> access;
    std::vector<RouteChange> routes;
    std::vector<OtherChange> others;
    std::vector<Caution> cautions;

    /// Nothing that AWS would notice.
    bool empty() const;
    const ResourceChange* find(std::string_view logical_id) const;
};

/// Places and views point into both templates, which must outlive the result. Intrinsic functions are resolved as far
/// as both templates allow; list elements are matched by identity.
Difference compare(const Template& before, const Template& after);

namespace diff {
class Side;
/// Adds what a change leads to, once its resources are compared.
using Effects = void (*)(const Side& before, const Side& after, Difference&);
}  // namespace diff

/// The resources alone, unless told what else. An `emit` asks for no more, to see what would lose data.
Difference compare_resources(const Template& before, const Template& after, diff::Effects = nullptr);

/// The difference as findings: what is blocked or loses data is an error, a replacement or an interruption is a
/// warning. They point at the new declaration, or if there is none, at the old template.
void report(const Difference&, Report&);
Diagnostic finding_of(const Caution&);

}  // namespace bobgen
