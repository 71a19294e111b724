/// The roles of a template with all that is attached to them, and what they may do.
///
/// A role is only judged when the template says everything about it: with a managed policy of unknown content, or with
/// anything that may attach another one while the stack is deployed, the answer to what it may do is "unknown".
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/analysis/policies.h"

namespace bobgen {

struct Role {
    const TemplateResource* resource;
    PolicyDocument trust;
    std::vector<const PolicyDocument*> policies;
    bool complete = true;  ///< false: it may have other policies
};

/// What a role is to be used on: the canonical ARN, and the resource when the template has it.
struct RoleTarget {
    std::string arn;
    const TemplateResource* resource = nullptr;
};

class Roles {
public:
    explicit Roles(const Facts&);
    Roles(const Roles&) = delete;
    Roles& operator=(const Roles&) = delete;

    const Facts& facts;
    const Deployment deployment;
    const ResourcePolicies resource_policies;

    /// The role that a value names by its ARN or its name. Nothing when it is not one of the template's.
    const Role* find(const Value*) const;
    /// Whether a service can assume it.
    Verdict trusts(const Role&, std::string_view service) const;

    /// What a value names by its ARN.
    RoleTarget target(const Value*) const;
    RoleTarget target(const TemplateResource&) const;
    /// The template's resource of an ARN.
    const TemplateResource* owner(std::string_view arn) const;

    /// Whether the role may do this with the resource, by its own policies and by that of the resource. A resource of
    /// another stack may have a policy that is not seen here, so there the answer is never "no".
    Verdict may(const Role&, std::string_view action, const RoleTarget&) const;
    /// The same for an action that has no resource, or for all that a role may do it with: `*` or an ARN.
    Verdict may(const Role&, std::string_view action, std::string_view resource) const;
    /// Whether the role may do this with any resource at all.
    Verdict may_somewhere(const Role&, std::string_view action) const;

private:
    void add(const TemplateResource&);
    void add_managed(const Value* arns, Role&);
    void attach(const TemplateResource& policy);
    void find_other_attachments(const TemplateResource&);

    std::deque<PolicyDocument> documents_;
    std::deque<Role> roles_;
    std::unordered_map<std::string_view, Role*> by_id_;
    std::unordered_map<std::string, Role*> by_arn_;
    std::unordered_map<std::string, Role*> by_name_;
    std::unordered_map<std::string, const TemplateResource*> owners_;
    std::unordered_map<std::string_view, const PolicyDocument*> policies_;  ///< of managed policies, by logical id
};

}  // namespace bobgen
