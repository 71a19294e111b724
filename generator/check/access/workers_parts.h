/// What the checks of roles share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/roles.h"
#include "generator/report/report.h"

namespace bobgen::workers {

/// One use of a role: who does what with which resource.
struct RoleUse {
    const Rule* rule;
    const Role* role;
    std::string who;   ///< "function `Send`"
    std::string does;  ///< "reads queue `Orders`"
    RoleTarget target;
    Place place;
    std::string_view whose = "its role";
};

class Workers {
public:
    Workers(const Roles& roles, Report& report) : roles(roles), facts(roles.facts), report(report) {}

    const Roles& roles;
    const Facts& facts;
    Report& report;

    /// Certain to be created.
    bool is_there(const TemplateResource& one) const { return exists(one, roles.deployment) == Verdict::yes; }
    /// The function of a name, ARN, alias or version.
    const TemplateResource* function(const Value*) const;
    /// Of a function that is certain to be created.
    const Role* role_of_function(const TemplateResource&) const;

    /// Reports the actions that the role certainly lacks, and the first of the others when it lacks all of these.
    void require(const RoleUse&, std::initializer_list<std::string_view> actions,
                 std::initializer_list<std::string_view> one_of = {}) const;
    void report_lack(const RoleUse&, const std::vector<std::string_view>& actions) const;
    /// Whether the role may use the customer's own key of a queue, topic or stream.
    void require_key(RoleUse, std::initializer_list<std::string_view> actions) const;
};

/// "queue `Orders`", "`arn:aws:sqs:…`"
std::string named(const RoleTarget&);
/// The service that an ARN belongs to: "sqs"; empty when it is not known.
std::string_view service_of(const RoleTarget&);

void check_functions(const Workers&);
void check_targets(const Workers&);
void check_apis(const Workers&);
void check_state_machines(const Workers&);

}  // namespace bobgen::workers
