#include "generator/analysis/roles.h"

#include <algorithm>

#include "generator/analysis/macros.h"
#include "generator/analysis/managed_policies.h"

namespace bobgen {

namespace {

constexpr std::string_view iam_role = "AWS::IAM::Role";

bool is_attached_policy(std::string_view type) {
    return type == "AWS::IAM::Policy" || type == "AWS::IAM::ManagedPolicy" || type == "AWS::IAM::RolePolicy";
}

/// Types that use a role and attach nothing to it. Anything else that mentions a role may.
bool may_attach_policies(const TemplateResource& one) {
    return one.type.starts_with("Custom::") || one.type == "AWS::CloudFormation::CustomResource" ||
           one.type == "AWS::CloudFormation::Stack" || one.type == "AWS::Serverless::Application" ||
           one.type == "AWS::Serverless::Connector" || !one.type.starts_with("AWS::");
}

constexpr std::string_view managed_by_aws = "arn:aws:iam::aws:policy/";

}  // namespace

Roles::Roles(const Facts& of) : facts(of), deployment(of.tree), resource_policies(of) {
    for (const TemplateResource& one : facts.tree.resources) {
        if (one.type == iam_role) add(one);
        if (std::string arn = canonical_arn(one, facts); !arn.empty()) owners_.emplace(std::move(arn), &one);
    }
    if (roles_.empty()) return;
    // What a macro makes of the template is not known.
    bool all_known = !has_foreign_macros(facts.tree);
    for (const TemplateResource& one : facts.tree.resources) {
        all_known = all_known && !one.type.empty() && one.macro.is_null();
        if (is_attached_policy(one.type))
            attach(one);
        else if (may_attach_policies(one))
            find_other_attachments(one);
        else if (one.metadata.is_map() && one.properties.find("Connectors"))
            find_other_attachments(one);
    }
    // Managed policies come after the roles that name them.
    for (Role& role : roles_) {
        add_managed(facts.properties(*role.resource).find("ManagedPolicyArns"), role);
        role.complete = role.complete && all_known;
    }
}

void Roles::add(const TemplateResource& one) {
    const Value& properties = facts.properties(one);
    Role& made = roles_.emplace_back();
    made.resource = &one;
    made.trust = policy_document(properties.find("AssumeRolePolicyDocument"), facts, one.place);
    // One that is not created is not there to be judged.
    made.complete = exists(one, deployment) == Verdict::yes;
    if (!made.complete) made.trust.complete = false;
    if (const Value* policies = properties.find("Policies"); policies && !is_no_value(*policies)) {
        each(policies, [&](const Value& policy) {
            const Value* document = policy.find("PolicyDocument");
            if (is_no_value(policy)) return;
            if (!document) made.complete = false;
            documents_.push_back(policy_document(document, facts, policy.place.or_else(one.place)));
            made.policies.push_back(&documents_.back());
        });
    }
    by_id_.emplace(one.logical_id, &made);
    by_arn_.emplace(canonical_arn(one, facts), &made);
    if (const Value* name = properties.find("RoleName"); name && !is_no_value(*name))
        by_name_.emplace(canonical(*name, facts), &made);
}

void Roles::add_managed(const Value* arns, Role& role) {
    if (!arns || is_no_value(*arns)) return;
    each(arns, [&](const Value& one) {
        if (is_no_value(one)) return;
        const std::string arn = canonical(one, facts);
        const PolicyDocument* known = nullptr;
        if (arn.starts_with(managed_by_aws))
            known = managed_policy(std::string_view(arn).substr(managed_by_aws.size()));
        std::string_view id = one.is_call(Intrinsic::ref) ? text_of(&one.argument()).value_or("") : target_of_arn(&one);
        if (id.empty()) id = target_of_attribute(&one, "PolicyArn");
        if (const auto own = policies_.find(id); own != policies_.end()) known = own->second;
        if (known)
            role.policies.push_back(known);
        else
            role.complete = false;
    });
}

void Roles::attach(const TemplateResource& policy) {
    const Verdict is_there = exists(policy, deployment);
    if (is_there == Verdict::no) return;
    const Value& properties = facts.properties(policy);
    documents_.push_back(policy_document(properties.find("PolicyDocument"), facts, policy.place));
    PolicyDocument& document = documents_.back();
    if (is_there == Verdict::unknown) document.complete = false;
    if (policy.type == "AWS::IAM::ManagedPolicy") policies_.emplace(policy.logical_id, &document);
    bool all_known = true;
    const auto attach_to = [&](const Value& one) {
        if (is_no_value(one)) return;
        const std::string_view id = one.is_call(Intrinsic::ref) ? text_of(&one.argument()).value_or("") : "";
        const auto own = by_id_.find(id);
        const auto named = own == by_id_.end() ? by_name_.find(canonical(one, facts)) : by_name_.end();
        Role* const to = own != by_id_.end() ? own->second : named != by_name_.end() ? named->second : nullptr;
        if (to) {
            to->policies.push_back(&document);
        } else if (!one.is_text()) {
            // The name of a role elsewhere, unless one of this template may have it.
            all_known = all_known && facts.names.resource(id);
        } else if (canonical(one, facts).find("${") != std::string::npos) {
            all_known = false;
        }
    };
    for (const std::string_view name : {"Roles", "RoleName"}) each(properties.find(name), attach_to);
    if (all_known) return;
    for (Role& role : roles_) {
        // A name that is only known at deploy time can't be that of a role whose name AWS makes up.
        const Value* name = facts.properties(*role.resource).find("RoleName");
        bool mentioned = name && !is_no_value(*name);
        for (const Mention& one : facts.mentions(policy))
            mentioned = mentioned || one.name == role.resource->logical_id;
        if (mentioned) role.complete = false;
    }
}

void Roles::find_other_attachments(const TemplateResource& one) {
    for (const Mention& mention : facts.mentions(one))
        if (const auto found = by_id_.find(mention.name); found != by_id_.end()) found->second->complete = false;
    if (one.type != "AWS::Serverless::Connector" && !one.properties.find("Connectors")) return;
    // A connector names what it connects, and what it grants goes to the role of that.
    for (Role& role : roles_) role.complete = false;
}

const Role* Roles::find(const Value* value) const {
    if (!value || roles_.empty()) return nullptr;
    if (const auto found = by_id_.find(target_of_arn(value)); found != by_id_.end()) return found->second;
    if (!value->is_text() && !value->is_call()) return nullptr;
    const std::string text = canonical(*value, facts);
    if (const auto found = by_arn_.find(text); found != by_arn_.end()) return found->second;
    const auto found = by_name_.find(text);
    return found == by_name_.end() ? nullptr : found->second;
}

Verdict Roles::trusts(const Role& role, std::string_view service) const {
    return allows(role.trust,
                  {.action = "sts:AssumeRole", .kind = PolicyPrincipal::Kind::service, .principal = service});
}

RoleTarget Roles::target(const Value* value) const {
    if (!value || !(value->is_text() || value->is_call())) return {};
    RoleTarget made{canonical(*value, facts)};
    made.resource = owner(made.arn);
    if (!made.resource) made.resource = facts.names.resource(target_of_arn(value));
    return made;
}

RoleTarget Roles::target(const TemplateResource& resource) const { return {canonical_arn(resource, facts), &resource}; }

const TemplateResource* Roles::owner(std::string_view arn) const {
    const auto found = owners_.find(std::string(arn));
    if (found != owners_.end()) return found->second;
    // The version or alias of a function, the stream of a table.
    for (std::size_t end = arn.size(); (end = arn.find_last_of(":/", end == 0 ? 0 : end - 1)) != arn.npos && end > 0;) {
        const std::string_view before = arn.substr(0, end);
        if (std::count(before.begin(), before.end(), ':') < 5) break;
        if (const auto part = owners_.find(std::string(before)); part != owners_.end()) return part->second;
    }
    return nullptr;
}

Verdict Roles::may(const Role& role, std::string_view action, std::string_view resource) const {
    const Verdict made = allows(role.policies, {.action = action, .resource = resource});
    return made == Verdict::no && !role.complete ? Verdict::unknown : made;
}

Verdict Roles::may_somewhere(const Role& role, std::string_view action) const { return may(role, action, ""); }

Verdict Roles::may(const Role& role, std::string_view action, const RoleTarget& target) const {
    if (target.arn.empty()) return Verdict::unknown;
    const Verdict own = may(role, action, target.arn);
    if (own != Verdict::no) return own;
    if (!target.resource) return Verdict::unknown;
    // Its own policy may let the role in, too.
    const ResourcePolicies::Attached& attached = resource_policies.of(*target.resource);
    const std::string arn = canonical_arn(*role.resource, facts);
    for (const PolicyDocument* document : attached.documents)
        if (allows(*document,
                   {.action = action, .resource = target.arn, .kind = PolicyPrincipal::Kind::aws, .principal = arn}) !=
            Verdict::no)
            return Verdict::unknown;
    return attached.complete ? Verdict::no : Verdict::unknown;
}

}  // namespace bobgen
