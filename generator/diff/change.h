/// What CloudFormation will do when a stack goes from one template to another.
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
    remove,   ///< "delete", a word that C++ keeps for itself
    replace,  ///< a new resource is made, then the old one goes
    blocked,  ///< CloudFormation, or the service, refuses it in one update
};
/// "none", "create", "update", "delete", "replace", "blocked"
std::string_view word(Action);

/// One property that differs, or one rule that a change runs into.
struct Reason {
    Action action;            ///< that it asks for, on its own
    const Rule* rule;         ///< why, in general; null for a change that needs no more words
    std::string property;     ///< "GlobalSecondaryIndexes[ByOwner].Projection"; empty for the resource as a whole
    std::string message;      ///< lower case, no full stop, makes sense alone
    std::string fix;          ///< empty when there is nothing to do
    Place before;             ///< in the old template; unknown when it is new
    Place after;              ///< in the new one (or its declaration); unknown when it is gone
    bool interrupts = false;  ///< the resource can't be used meanwhile
    bool loses_data = false;  ///< data that is in the resource is gone afterwards, if nothing is done
    bool weakens = false;     ///< what protects the data goes: a deletion policy, deletion protection, recovery
};

struct ResourceChange {
    std::string logical_id;
    std::string type;  ///< the new one's, or where it is gone the old one's
    Action action = Action::none;
    bool interrupts = false;
    bool loses_data = false;
    bool weakens = false;
    const TemplateResource* before = nullptr;
    const TemplateResource* after = nullptr;
    std::vector<Reason> reasons;  ///< the worst first; of a table's indexes too
};

/// A permission that somebody has now and had not, or the other way round.
struct AccessChange {
    bool broadened;
    std::string logical_id;  ///< of the role, policy or resource policy
    std::string message;     ///< "role `X` may now `dynamodb:Scan` on `Orders`"
    Place place;
};

/// A route of an API.
struct RouteChange {
    /// opened: no authorizer any more; changed: another authorizer, or another function
    enum class Kind : unsigned char { added, removed, opened, closed, changed };
    Kind kind;
    std::string route;  ///< "GET /users/{id}"
    bool open;          ///< anyone may call it now (or could, when it is removed)
    std::string logical_id;
    Place place;
    std::string message;  ///< "route `GET /users/{id}` is open to anybody now"
};

/// A parameter, condition, mapping or output.
struct OtherChange {
    std::string section;  ///< "Parameters"
    std::string name;
    Action action;
    std::string message;
    Place place;
    const Rule* rule = nullptr;  ///< when it is worth a finding
};

/// One entry for each logical id of both templates, in the order of the new one, then what is gone.
struct Difference {
    std::vector<ResourceChange> resources;
    std::vector<AccessChange> access;
    std::vector<RouteChange> routes;
    std::vector<OtherChange> others;

    /// Nothing that AWS would notice.
    bool empty() const;
    const ResourceChange* find(std::string_view logical_id) const;
};

/// Places and views point into both templates, which must outlive the result. Intrinsic functions are resolved as far
/// as both templates tell; lists are matched by identity.
Difference compare(const Template& before, const Template& after);

/// The difference as findings: what is blocked or loses data is an error, a replacement or an interruption a warning.
/// They point at the new declaration, or where there is none, at the old template.
void report(const Difference&, Report&);

}  // namespace bobgen
