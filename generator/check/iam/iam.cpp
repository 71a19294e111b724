#include "generator/check/iam/iam.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "bob/limits.h"
#include "generator/analysis/embedded.h"
#include "generator/analysis/permissions.h"
#include "generator/check/documents/documents.h"
#include "generator/check/iam/policy_shape.h"
#include "generator/read/json.h"
#include "generator/rules/iam.h"

namespace bobgen {

namespace {

constexpr DocumentKind identity_policy{Part::refused, Part::required, true, true, false, true, false};
constexpr DocumentKind trust_policy{Part::required, Part::refused, false, true, true, false, true};
constexpr DocumentKind resource_policy{Part::required, Part::required, true, true, true, true, false};
/// Its attachment to a resource defines which resource it is about.
constexpr DocumentKind policy_without_resource{Part::required, Part::refused, true, true, true, false, false};
constexpr DocumentKind key_policy{Part::required, Part::required, false, true, true, false, false};
/// What passes (an API, a VPC endpoint) is still subject to its own permissions.
constexpr DocumentKind gate_policy{Part::required, Part::required, false, false, false, false, false};
/// Organization policies grant nothing; policies of other resource types are recognised by their structure alone.
constexpr DocumentKind limiting_policy{Part::optional, Part::optional, false, false, false, false, false};
constexpr DocumentKind other_policy{Part::optional, Part::optional, true, true, true, false, false};
constexpr DocumentKind other_identity_policy{Part::optional, Part::optional, true, true, false, false, false};

struct KnownKind {
    std::string_view type;      ///< or its prefix, with a colon at the end
    std::string_view property;  ///< any when empty
    const DocumentKind* kind;
};

/// The first match wins.
constexpr KnownKind known_kinds[] = {
    {"", "AssumeRolePolicyDocument", &trust_policy},
    {"AWS::IAM::", "", &identity_policy},
    {"AWS::SSO::PermissionSet", "", &identity_policy},
    {"AWS::Serverless::Api", "", &gate_policy},
    {"AWS::Serverless::", "", &identity_policy},
    {"AWS::S3::BucketPolicy", "", &resource_policy},
    {"AWS::S3Express::BucketPolicy", "", &resource_policy},
    {"AWS::SQS::", "", &resource_policy},
    {"AWS::SNS::", "PolicyDocument", &resource_policy},
    {"AWS::SecretsManager::ResourcePolicy", "", &other_policy},
    {"AWS::KMS::", "", &key_policy},
    {"AWS::ApiGateway::", "", &gate_policy},
    {"AWS::EC2::VPCEndpoint", "", &gate_policy},
    {"AWS::Organizations::", "", &limiting_policy},
    {"AWS::ECR::Repository", "", &policy_without_resource},
    {"AWS::ECR::PublicRepository", "", &policy_without_resource},
};

bool has_members(const Value* value, std::string_view a, std::string_view b) {
    bool found = false;
    each(value, [&](const Value& one) { found = found || one.find(a) || one.find(b); });
    return found;
}

/// Looks like a policy, wherever it is: nothing else in AWS has statements with an effect.
bool is_document(const Value& value) {
    return value.is_map() && has_members(value.find("Statement"), "Effect", "NotAction");
}

const DocumentKind& kind_of(std::string_view type, std::string_view property, const Value& document) {
    for (const KnownKind& one : known_kinds) {
        const bool fits = one.type.ends_with(':') || one.type.empty() ? type.starts_with(one.type) : type == one.type;
        if (fits && (one.property.empty() || one.property == property)) return *one.kind;
    }
    // A search domain inside a VPC is not reachable from outside.
    return has_members(document.find("Statement"), "Principal", "NotPrincipal") ? other_policy : other_identity_policy;
}

/// Characters as IAM counts them, without whitespace; values filled in at deploy time count as zero.
std::size_t least_characters(const Value& value, const Names& names) {
    const auto of_text = [](std::string_view text) {
        return static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char one) { return one != ' ' && one != '\n' && one != '\t'; }));
    };
    std::size_t count = 0;
    switch (value.kind()) {
        case Value::Kind::text:
            return of_text(value.text()) + 2;
        case Value::Kind::list:
            for (const Value& one : value.list()) count += least_characters(one, names) + 1;
            return count + 1;
        case Value::Kind::map:
            for (const Member& one : value.map())
                count += of_text(one.name) + 2 + 1 + least_characters(one.value, names) + 1;
            return count + 1;
        case Value::Kind::call: {
            const std::string text = spelt_out(value, names);
            count = of_text(text) + 2;
            for (const Substitution& one : substitutions(text))
                count -= of_text(std::string_view(text).substr(one.begin, one.end - one.begin));
            return count;
        }
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
            return 1;
    }
    return 0;
}

/// More than `least_characters` can return: no function spells out to more than its texts and the longest physical ARN.
std::size_t most_characters(const Value& value) {
    constexpr std::size_t longest_arn = 512;
    std::size_t count = 2;
    if (value.is_text())
        return value.text().size() + 2 + longest_arn * std::count(value.text().begin(), value.text().end(), '$');
    if (value.is_list())
        for (const Value& one : value.list()) count += most_characters(one);
    if (value.is_map())
        for (const Member& one : value.map()) count += one.name.size() + 4 + most_characters(one.value);
    if (value.is_call()) count += longest_arn + most_characters(value.argument());
    return count;
}

/// Whether anything in it may be a policy, which is cheaper to find out than to resolve it.
bool may_hold_policies(const Value& value) {
    if (value.is_list()) return std::any_of(value.list().begin(), value.list().end(), may_hold_policies);
    if (value.is_call()) return may_hold_policies(value.argument());
    if (value.is_text()) return value.text().find("\"Statement\"") != std::string::npos;
    if (!value.is_map()) return false;
    return std::any_of(value.map().begin(), value.map().end(), [](const Member& one) {
        return one.name == "Statement" || one.name.ends_with("PolicyDocument") || may_hold_policies(one.value);
    });
}

/// The nodes of a document written as one string have the place of that string.
void place_all(Value& value, Place place) {
    value.place = place;
    if (value.is_list())
        for (Value& one : value.list()) place_all(one, place);
    if (value.is_map())
        for (Member& one : value.map()) {
            one.place = place;
            place_all(one.value, place);
        }
}

/// Of a document inside `Fn::Sub`, each string is one for `Fn::Sub`.
void substitute_all(Value& value) {
    if (value.is_list())
        for (Value& one : value.list()) substitute_all(one);
    else if (value.is_map())
        for (Member& one : value.map()) substitute_all(one.value);
    else if (value.is_text() && value.text().find("${") != std::string::npos)
        value = Value(call(Intrinsic::sub, Value(value.text()).at(value.place))).at(value.place);
}

/// A property with this name is a policy document, however broken. But a custom type may mean anything by it, and
/// those of log groups and networks are no policies of IAM.
bool is_policy_property(std::string_view type, std::string_view name) {
    if (!name.ends_with("PolicyDocument") || !type.starts_with("AWS::")) return false;
    for (const std::string_view other : {"AWS::CloudFormation::", "AWS::Logs::AccountPolicy", "AWS::NetworkManager::"})
        if (type.starts_with(other)) return false;
    return true;
}

class PolicyCheck {
public:
    PolicyCheck(const Facts& facts, Report& report)
        : facts_(facts), names_(facts.names), with_defaults_(facts.tree), statements_(facts, report), report_(report) {}

    void run() {
        for (const TemplateResource& one : facts_.tree.resources) {
            resource_ = &one;
            if (one.type == "AWS::Lambda::Permission" || one.type == "AWS::Lambda::LayerVersionPermission" ||
                one.type == "AWS::Events::EventBusPolicy")
                check_permission(facts_.properties(one));
            else if (may_hold_policies(one.properties))
                check_resource();
        }
    }

private:
    void check_resource() {
        // With the default values of the parameters, but for a resource that is not there with these.
        const bool is_there = resource_->condition.empty() || with_defaults_.condition(resource_->condition) != false;
        const Value& properties = is_there ? facts_.properties(*resource_) : resource_->properties;
        if (!properties.is_map()) return;
        for (const Member& member : properties.map()) {
            property_ = member.name;
            if (!is_policy_property(resource_->type, member.name) || !check_text(member.value))
                search(member.name, member.value);
        }
        // The inline policies of roles, users and groups.
        if (resource_->type.starts_with("AWS::IAM::"))
            each(properties.find("Policies"), [&](const Value& one) {
                property_ = "Policies";
                if (const Value* document = one.find("PolicyDocument")) check_text(*document);
            });
        if (resource_->type == "AWS::IAM::Role") check_length(properties);
    }

    void search(std::string_view name, const Value& value) {
        if (value.is_map()) {
            if (is_policy_property(resource_->type, name) || is_document(value)) return check_document(value);
            for (const Member& one : value.map()) search(one.name, one.value);
        } else if (value.is_list()) {
            for (const Value& one : value.list()) search({}, one);
        } else if (value.is_text() || value.is_call(Intrinsic::sub)) {
            search_text(value.is_text() ? value : value.argument(), value.place, value.is_call());
        } else if (value.is_call(Intrinsic::to_json_string) || value.is_call(Intrinsic::if_)) {
            search({}, value.argument());
        }
    }

    /// Whether the value is a text that can't be the policy that it should be. What does not begin like an object has a
    /// wrong type; one with variables, of CloudFormation or of what fills in the file first, is not known.
    bool check_text(const Value& value) {
        if (!value.is_text()) return false;
        const std::string& text = value.text();
        const std::size_t begin = text.find_first_not_of(" \t\r\n");
        if (begin == std::string::npos || text[begin] != '{') return false;
        for (const std::string_view variable : {"${", "{{"})
            if (text.find(variable) != std::string::npos) return false;
        Embedded read = embedded_document(value, resource_->place, Holes::of_functions);
        if (!is_readable(read, fmt::format("the policy document of `{}`", resource_->logical_id), report_)) return true;
        if (is_document(*read.tree)) return false;
        check_document(written_.emplace_back(*std::move(read.tree)));
        return true;
    }

    /// Some properties take a policy as a JSON string, often through `Fn::Sub`.
    void search_text(const Value& text, Place place, bool is_substituted) {
        if (!text.is_text() || text.text().find("\"Statement\"") == std::string::npos) return;
        std::string error;
        std::optional<Value> read = read_json(text.text(), error);
        if (!read || !is_document(*read)) return;
        place_all(*read, place.or_else(text.place).or_else(resource_->place));
        if (is_substituted) substitute_all(*read);
        check_document(written_.emplace_back(*std::move(read)));
    }

    void check_document(const Value& document) {
        const DocumentKind* kind = &kind_of(resource_->type, property_, document);
        const bool inside_a_network = property_ == "AccessPolicies" && resource_->properties.find({"VPCOptions"});
        if (inside_a_network) kind = &limiting_policy;
        const Place place = document.place.or_else(resource_->place);
        if (!document.find("Version"))
            report_.add({
                .rule = &rules::missing_policy_version,
                .message = fmt::format("a policy of `{}` has no `Version`", resource_->logical_id),
                .primary = {place, {}},
                .fix = "add `\"Version\": \"2012-10-17\"`",
            });
        check_policy_shape(*resource_, document, *kind, report_);
        each(document.find("Statement"), [&](const Value& statement) {
            if (statement.is_map()) statements_.check(*resource_, statement, place_of(&statement, place), *kind);
        });
    }

    void check_length(const Value& properties) {
        constexpr auto most = static_cast<std::size_t>(bob::limits::role_policy_characters.value);
        const Value* policies = properties.find("Policies");
        if (!policies || most_characters(*policies) <= most) return;
        std::size_t characters = 0;
        each(policies, [&](const Value& policy) {
            if (const Value* document = policy.find("PolicyDocument"); document && document->is_map())
                characters += least_characters(*document, names_);
        });
        if (characters <= most) return;
        report_.add({
            .rule = &rules::role_policy_too_large,
            .message =
                fmt::format("role `{}` has inline policies of at least {} characters, more than the {} that IAM allows",
                            resource_->logical_id, characters, most),
            .primary = {place_of(*resource_, properties, "Policies"), {}},
            .fix = "split the function in two, or move statements to a managed policy",
        });
    }

    /// Resources that are statements themselves.
    void check_permission(const Value& properties) {
        if (const Value* action = properties.find("Action"))
            statements_.check_action(*resource_, *action, place_of(*resource_, properties, "Action"));
        if (const Value* statement = properties.find("Statement"); statement && statement->is_map()) {
            check_statement_shape(*resource_, *statement, other_policy, report_);
            statements_.check(*resource_, *statement, place_of(statement, resource_->place), other_policy);
        }
        if (text_of(properties.find("Principal")) != "*") return;
        for (const std::string_view limit : limits_of_permissions)
            if (limit_of_permission(properties, limit)) return;
        // Of layers, and of event buses.
        if (properties.find("OrganizationId") || properties.find("Condition")) return;
        statements_.report_public(*resource_, place_of(*resource_, properties, "Principal"));
    }

    const Facts& facts_;
    const Names& names_;
    Deployment with_defaults_;
    StatementCheck statements_;
    Report& report_;
    const TemplateResource* resource_ = nullptr;
    std::string_view property_;  ///< of the resource that is being searched
    std::deque<Value> written_;  ///< documents that are strings in the template; findings point at those
};

}  // namespace

void check_iam(const Facts& facts, Report& report) { PolicyCheck(facts, report).run(); }

}  // namespace bobgen
