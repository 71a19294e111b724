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

/// The common trust policy, which needs no closer look: one statement that lets a service in without a condition.
bool plainly_trusts(const Value& statement, std::string_view service) {
    if (text_of(statement.find("Effect")) != "Allow" || statement.find("Condition")) return false;
    const Value* who = statement.find({"Principal", "Service"});
    bool assumes = false, is_meant = false;
    each(statement.find("Action"), [&](const Value& one) { assumes = assumes || text_of(&one) == "sts:AssumeRole"; });
    each(who, [&](const Value& one) { is_meant = is_meant || text_of(&one) == service; });
    return assumes && is_meant;
}

}  // namespace

Roles::Roles(const Facts& of) : facts(of), deployment(of.tree) {
    for (const TemplateResource& one : facts.tree.resources) {
        if (one.type != iam_role) continue;
        Role& made = roles_.emplace_back();
        made.resource = &one;
        by_id_.emplace(one.logical_id, &made);  // the first of two with one id, which is reported
    }
}

void Roles::read_names() const {
    if (has_names_) return;
    has_names_ = true;
    for (Role& role : roles_) {
        by_arn_.emplace(canonical_arn(*role.resource, facts), &role);
        const Value* name = facts.properties(*role.resource).find("RoleName");
        if (name && !is_no_value(*name)) by_name_.emplace(canonical(*name, facts), &role);
    }
}

void Roles::read_owners() const {
    if (has_owners_) return;
    has_owners_ = true;
    for (const TemplateResource& one : facts.tree.resources)
        if (std::string arn = canonical_arn(one, facts); !arn.empty()) {
            owners_.emplace(arn, &one);
            // A log group's ARN ends in what stands for its streams.
            if (arn.ends_with(":*")) owners_.emplace(arn.substr(0, arn.size() - 2), &one);
        }
}

void Roles::read_attachments() const {
    if (has_attachments_) return;
    has_attachments_ = true;
    read_names();
    // What a macro makes of the template is not known.
    bool all_known = !has_foreign_macros(facts.tree) && !facts.tree.has_connectors;
    for (const TemplateResource& one : facts.tree.resources) {
        all_known = all_known && !one.type.empty() && one.macro.is_null();
        if (is_attached_policy(one.type))
            attach(one);
        else if (may_attach_policies(one))
            find_other_attachments(one);
    }
    // Whoever gets its name from this stack may attach a policy to it.
    for (const TemplateOutput& one : facts.tree.outputs)
        if (const Value* value = one.body.find("Value"); value && one.body.find("Export"))
            if (const auto found = by_id_.find(value->is_call(Intrinsic::ref) ? target_of_arn(value) : "");
                found != by_id_.end())
                found->second->complete = false;
    for (Role& role : roles_)
        role.complete = role.complete && all_known && exists(*role.resource, deployment) == Verdict::yes;
}

void Roles::attach(const TemplateResource& policy) const {
    const Verdict is_there = exists(policy, deployment);
    if (is_there == Verdict::no) return;
    const Value& properties = facts.properties(policy);
    bool all_known = true;
    const auto attach_to = [&](const Value& one) {
        if (is_no_value(one)) return;
        const std::string_view id = one.is_call(Intrinsic::ref) ? text_of(&one.argument()).value_or("") : "";
        const auto own = by_id_.find(id);
        const auto named = own == by_id_.end() ? by_name_.find(canonical(one, facts)) : by_name_.end();
        Role* const to = own != by_id_.end() ? own->second : named != by_name_.end() ? named->second : nullptr;
        if (to) {
            to->attached.push_back(&policy);
            if (is_there == Verdict::unknown) to->complete = false;
        } else if (!one.is_text()) {
            all_known = all_known && facts.names.resource(id);
        }
    };
    for (const std::string_view name : {"Roles", "RoleName"}) each(properties.find(name), attach_to);
    if (all_known) return;
    // A name that is only known at deploy time is none that AWS makes up, unless it is made from a reference.
    for (const auto& [name, role] : by_name_) role->complete = false;
    find_other_attachments(policy);
}

void Roles::find_other_attachments(const TemplateResource& one) const {
    for (const Mention& mention : facts.mentions(one))
        if (const auto found = by_id_.find(mention.name); found != by_id_.end()) found->second->complete = false;
    // A connector names what it connects, and what it grants goes to the role of that.
    if (one.type == "AWS::Serverless::Connector")
        for (Role& role : roles_) role.complete = false;
}

const PolicyDocument& Roles::document_of(const TemplateResource& policy) const {
    const auto [found, is_new] = attached_.try_emplace(policy.logical_id);
    if (is_new) found->second = policy_document(facts.properties(policy).find("PolicyDocument"), facts, policy.place);
    return found->second;
}

Role& Roles::read(const Role& asked) const {
    Role& role = *by_id_.at(asked.resource->logical_id);
    read_attachments();
    if (role.is_read) return role;
    role.is_read = true;
    const Value& properties = facts.properties(*role.resource);
    if (const Value* policies = properties.find("Policies"); policies && !is_no_value(*policies))
        each(policies, [&](const Value& policy) {
            if (is_no_value(policy)) return;
            const Place place = policy.place.or_else(role.resource->place);
            role.policies.push_back(
                &inline_.emplace_back(policy_document(policy.find("PolicyDocument"), facts, place)));
        });
    for (const TemplateResource* policy : role.attached) role.policies.push_back(&document_of(*policy));
    add_managed(properties.find("ManagedPolicyArns"), role);
    for (const PolicyDocument* one : role.policies) role.statements += one->statements.size();
    return role;
}

void Roles::add_managed(const Value* arns, Role& role) const {
    if (!arns || is_no_value(*arns)) return;
    each(arns, [&](const Value& one) {
        if (is_no_value(one)) return;
        const std::string arn = canonical(one, facts);
        const PolicyDocument* known = nullptr;
        if (arn.starts_with(managed_by_aws))
            known = managed_policy(std::string_view(arn).substr(managed_by_aws.size()));
        std::string_view id = target_of_arn(&one);
        if (id.empty()) id = target_of_attribute(&one, "PolicyArn");
        if (const TemplateResource* own = facts.names.resource(id, "AWS::IAM::ManagedPolicy"))
            if (exists(*own, deployment) == Verdict::yes) known = &document_of(*own);
        if (known)
            role.policies.push_back(known);
        else
            role.complete = false;
    });
}

const Role* Roles::find(const Value* value) const {
    if (!value || roles_.empty() || !(value->is_text() || value->is_call())) return nullptr;
    const Role* found = nullptr;
    if (const auto own = by_id_.find(target_of_arn(value)); own != by_id_.end()) {
        found = own->second;
    } else {
        read_names();
        const std::string text = canonical(*value, facts);
        if (const auto by_arn = by_arn_.find(text); by_arn != by_arn_.end()) found = by_arn->second;
        if (const auto by_name = by_name_.find(text); by_name != by_name_.end()) found = by_name->second;
    }
    return found && exists(*found->resource, deployment) == Verdict::yes ? found : nullptr;
}

Verdict Roles::trusts(const Role& role, std::string_view service) const {
    const Value* document = facts.properties(*role.resource).find("AssumeRolePolicyDocument");
    bool plainly = false, denies_some = false;
    if (document)
        each(document->find("Statement"), [&](const Value& one) {
            plainly = plainly || plainly_trusts(one, service);
            denies_some = denies_some || text_of(one.find("Effect")) != "Allow";
        });
    if (plainly && !denies_some) return Verdict::yes;
    if (has_foreign_macros(facts.tree)) return Verdict::unknown;
    return allows(policy_document(document, facts, role.resource->place),
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
    read_owners();
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
    const Role& known = read(role);
    // Thousands of functions that share a role with thousands of statements: the time must stay bounded.
    constexpr std::size_t most_looked_at = 200'000;
    if ((looked_at_ += known.statements) > most_looked_at) return Verdict::unknown;
    const Verdict made = allows(known.policies, {.action = action, .resource = resource});
    return made == Verdict::no && !known.complete ? Verdict::unknown : made;
}

Verdict Roles::may(const Role& role, std::string_view action, const RoleTarget& target) const {
    if (target.arn.empty()) return Verdict::unknown;
    const Verdict own = may(role, action, target.arn);
    if (own != Verdict::no) return own;
    // Of what another stack has, only a role without any such permission is certain to be refused.
    if (!target.resource) return may(role, action, "");
    if (exists(*target.resource, deployment) != Verdict::yes) return Verdict::unknown;
    // Its own policy may let the role in, too.
    if (!resource_policies_) resource_policies_.emplace(facts);
    const ResourcePolicies::Attached& attached = resource_policies_->of(*target.resource);
    const std::string arn = canonical_arn(*role.resource, facts);
    // A key's policy that names the account leaves the decision to the role's own policies.
    const bool is_key = target.resource->type == "AWS::KMS::Key";
    PolicyRequest request{.action = action, .kind = PolicyPrincipal::Kind::aws, .principal = arn};
    if (!is_key) request.resource = target.arn;
    const auto is_account = [](const PolicyPrincipal& one) { return one.text.ends_with(":root"); };
    for (const PolicyDocument* document : attached.documents) {
        if (!document->complete) return Verdict::unknown;
        for (const PolicyStatement& one : document->statements) {
            const bool leaves_it = is_key && std::ranges::all_of(one.principals.all, is_account);
            if (one.allows != Verdict::no && !leaves_it && is_about(one, request) != Verdict::no)
                return Verdict::unknown;
        }
    }
    return attached.complete ? Verdict::no : Verdict::unknown;
}

}  // namespace bobgen
