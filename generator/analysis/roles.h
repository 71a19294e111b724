/// The roles of a template with all that is attached to them, and what they may do.
///
/// A role is only judged when the template says everything about it: with a managed policy of unknown content, or with
/// anything that may attach another one while the stack is deployed, the answer to what it may do is "unknown".
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/analysis/policies.h"

namespace bobgen {

struct Role {
    const TemplateResource* resource = nullptr;
    bool complete = true;                           ///< false: it may have policies that are not seen here
    std::vector<const TemplateResource*> attached;  ///< resources that are policies of it
    bool is_read = false;                           ///< its policies are, which most roles are never asked for
    std::vector<const PolicyDocument*> policies;
    std::size_t statements = 0;  ///< in all of them
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

    /// There is none in the template.
    bool empty() const { return roles_.empty(); }
    /// The role that a value names by its ARN or its name. Nothing when it is not one of the template's, or when it is
    /// not certain that it is created.
    const Role* find(const Value*) const;
    /// Whether a service can assume it.
    Verdict trusts(const Role&, std::string_view service) const;

    /// All that the template attaches to the role.
    const std::vector<const PolicyDocument*>& policies(const Role& role) const { return read(role).policies; }

    /// What a value names by its ARN.
    RoleTarget target(const Value*) const;
    RoleTarget target(const TemplateResource&) const;
    /// The template's resource of an ARN, which may also be that of a version, a stream or an object.
    const TemplateResource* owner(std::string_view arn) const;

    /// Whether the role may do this with the resource, by its own policies and by that of the resource. A resource of
    /// another stack may have a policy that is not seen here; a role that may do this with nothing is refused anyway.
    Verdict may(const Role&, std::string_view action, const RoleTarget&) const;
    /// By its own policies alone: with an ARN, with `*` when the action has no resource, or with anything when empty.
    Verdict may(const Role&, std::string_view action, std::string_view resource) const;

private:
    void read_names() const;
    void read_owners() const;
    void read_attachments() const;
    void attach(const TemplateResource& policy) const;
    void find_other_attachments(const TemplateResource&) const;
    Role& read(const Role&) const;
    const PolicyDocument& document_of(const TemplateResource& policy) const;
    void add_managed(const Value* arns, Role&) const;

    // Read when they are first asked for: of most templates, little is.
    mutable std::deque<Role> roles_;
    mutable std::unordered_map<std::string_view, Role*> by_id_;
    mutable bool has_names_ = false, has_attachments_ = false, has_owners_ = false;
    mutable std::unordered_map<std::string, Role*> by_arn_;
    mutable std::unordered_map<std::string, Role*> by_name_;
    mutable std::unordered_map<std::string, const TemplateResource*> owners_;
    mutable std::unordered_map<std::string_view, PolicyDocument> attached_;  ///< by the policy's logical id
    mutable std::deque<PolicyDocument> inline_;
    mutable std::optional<ResourcePolicies> resource_policies_;
    mutable std::size_t looked_at_ = 0;  ///< statements, for all questions together
};

}  // namespace bobgen
