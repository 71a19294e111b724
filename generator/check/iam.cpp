#include "generator/check/iam.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "bob/limits.h"
#include "generator/check/policy_tables.h"
#include "generator/check/reading.h"
#include "generator/data/iam_actions.h"
#include "generator/nearest.h"
#include "generator/rules/iam.h"

namespace bobgen {

namespace {

/// What holds for a document depends on where it stands.
struct DocumentKind {
    bool names_principal;  ///< who may: in policies of a resource, not of a role
    bool names_resource;
    bool judges_width;   ///< a key's own policy says `kms:*` on `*` and means this key
    bool judges_public;  ///< a public API is no accident
};

constexpr DocumentKind identity_policy{false, true, true, false};
constexpr DocumentKind trust_policy{true, false, true, true};
constexpr DocumentKind resource_policy{true, true, true, true};
constexpr DocumentKind key_policy{true, true, false, true};
constexpr DocumentKind api_policy{true, true, false, false};

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?") != pattern.npos; }

std::string quoted_list(const std::vector<std::string>& names) {
    std::string made;
    for (const std::string& name : names) made += fmt::format("{}`{}`", made.empty() ? "" : ", ", name);
    return made;
}

/// Characters as IAM counts them, white space left out; of what is filled in at deploy time none.
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

/// What an ARN looks like that the action can be limited to; empty when it can't be.
std::string example_arn(const iam::Action& action) {
    const auto types = iam::resource_types(action);
    if (types.empty()) return {};
    const auto required = std::find_if(types.begin(), types.end(), [](const auto& one) { return one.required; });
    const std::string_view patterns = (required == types.end() ? types.front() : *required).arn_patterns;
    return std::string(patterns.substr(0, patterns.find(' ')));
}

/// The ARN as it may look once deployed: what AWS fills in has no colons or slashes in it, as a placeholder might.
std::string once_deployed(const std::string& arn, const Names& names) {
    std::string made;
    std::size_t written = 0;
    for (const Substitution& one : substitutions(arn)) {
        made.append(arn, written, one.begin - written);
        written = one.end;
        if (one.name == "AWS::Partition")
            made += "aws";
        else if (one.name == "AWS::Region")
            made += "us-east-1";
        else if (one.name == "AWS::AccountId")
            made += "123456789012";
        else if (names.resource(one.name) && (one.attribute.empty() || one.attribute.ends_with("Name")))
            made += "name";
        else
            made.append(arn, one.begin, one.end - one.begin);
    }
    return made.append(arn, written);
}

class PolicyCheck {
public:
    PolicyCheck(const Template& in, Report& report) : in_(in), names_(in), tables_(in, names_), report_(report) {}

    void run() {
        for (const TemplateResource& one : in_.resources) {
            resource_ = &one;
            check_resource();
        }
    }

private:
    void check_resource() {
        const std::string& type = resource_->type;
        const Settled settled(resource_->properties, in_);
        const Value& properties = *settled;
        if (type == "AWS::IAM::Role") {
            check_document(properties.find("AssumeRolePolicyDocument"), trust_policy);
            check_inline_policies(properties);
        } else if (type == "AWS::IAM::User" || type == "AWS::IAM::Group") {
            check_inline_policies(properties);
        } else if (type == "AWS::IAM::ManagedPolicy" || type == "AWS::IAM::Policy" || type == "AWS::IAM::RolePolicy" ||
                   type == "AWS::IAM::UserPolicy" || type == "AWS::IAM::GroupPolicy") {
            check_document(properties.find("PolicyDocument"), identity_policy);
        } else if (type == "AWS::S3::BucketPolicy" || type == "AWS::SQS::QueuePolicy" ||
                   type == "AWS::SNS::TopicPolicy") {
            check_document(properties.find("PolicyDocument"), resource_policy);
        } else if (type == "AWS::KMS::Key") {
            check_document(properties.find("KeyPolicy"), key_policy);
        } else if (type == "AWS::ApiGateway::RestApi") {
            check_document(properties.find("Policy"), api_policy);
        } else if (type == "AWS::Lambda::Permission") {
            check_permission(properties);
        }
    }

    void check_inline_policies(const Value& properties) {
        const Value* policies = properties.find("Policies");
        std::size_t characters = 0;
        each(policies, [&](const Value& policy) {
            const Value* document = policy.find("PolicyDocument");
            check_document(document, identity_policy);
            if (document) characters += least_characters(*document, names_);
        });
        constexpr auto most = static_cast<std::size_t>(bob::limits::role_policy_characters.value);
        if (resource_->type != "AWS::IAM::Role" || characters <= most) return;
        report_.add({
            .rule = &rules::role_policy_too_large,
            .message = fmt::format("role `{}` has inline policies of at least {} characters, and IAM takes {}",
                                   resource_->logical_id, characters, most),
            .primary = {place_of(*resource_, properties, "Policies"), {}},
            .fix = "split the function in two, or move statements to a managed policy",
        });
    }

    void check_document(const Value* document, const DocumentKind& kind) {
        if (!document || !document->is_map()) return;
        const Place place = place_of(document, resource_->place);
        if (!document->find("Version"))
            report_.add({
                .rule = &rules::missing_policy_version,
                .message = fmt::format("a policy of `{}` does not say its `Version`", resource_->logical_id),
                .primary = {place, {}},
                .fix = "add `\"Version\": \"2012-10-17\"`",
            });
        each(document->find("Statement"), [&](const Value& statement) {
            if (statement.is_map()) check_statement(statement, place_of(&statement, place), kind);
        });
    }

    void check_statement(const Value& statement, Place place, const DocumentKind& kind) {
        place_ = place;
        check_complete(statement, kind);
        for (const std::string_view part : {"Action", "NotAction"})
            each(statement.find(part), [&](const Value& action) {
                if (const auto text = text_of(&action)) check_action(*text, place_of(&action, place_));
            });
        each(statement.find("Resource"), [&](const Value& resource) { check_table(resource); });

        if (text_of(statement.find("Effect")) != "Allow") return;
        check_inversion(statement);
        if (kind.judges_width) check_wildcard_actions(statement);
        if (!kind.names_principal) check_resources(statement);
        if (kind.judges_public && !statement.find("Condition")) check_principal(statement.find("Principal"));
    }

    void check_complete(const Value& statement, const DocumentKind& kind) {
        std::vector<std::string> missing;
        const auto need = [&](std::string_view part, std::string_view inverse) {
            const auto is_said = [&](std::string_view name) {
                const Value* said = statement.find(name);
                return said && !(said->is_list() && said->list().empty());
            };
            if (!is_said(part) && !is_said(inverse)) missing.emplace_back(part);
        };
        need("Effect", "Effect");
        need("Action", "NotAction");
        if (kind.names_resource) need("Resource", "NotResource");
        if (kind.names_principal) need("Principal", "NotPrincipal");
        if (!missing.empty())
            report_.add({
                .rule = &rules::incomplete_statement,
                .message =
                    fmt::format("a policy statement of `{}` has no {}", resource_->logical_id, quoted_list(missing)),
                .primary = {place_, {}},
                .fix = fmt::format("say {}", quoted_list(missing)),
            });
        const Value* effect = statement.find("Effect");
        const auto text = text_of(effect);
        if (!text || *text == "Allow" || *text == "Deny") return;
        report_.add({
            .rule = &rules::incomplete_statement,
            .message = fmt::format("a policy statement of `{}` has the effect `{}`", resource_->logical_id, *text),
            .primary = {place_of(effect, place_), {}},
            .fix = "write `Allow` or `Deny`",
        });
    }

    static std::string listed() { return fmt::format("not in AWS's list of {}", iam::data_date()); }

    void check_action(std::string_view action, Place place) {
        if (action == "*" || find_action(action)) return;
        const std::string_view service = action.substr(0, action.find(':'));
        const bool known_service = service.size() < action.size() && iam::service_exists(service);
        if (has_wildcard(action)) {
            if (!iam::matches(action).empty()) return;
            if (known_service || has_wildcard(service)) return report_empty_pattern(action, place);
        }
        const auto stands_in = iam::authorized_by(action);
        const std::string_view near = iam::nearest(action);
        std::string fix = "look the action up in AWS's service authorization reference";
        if (!stands_in.empty()) {
            std::vector<std::string> actions(stands_in.begin(), stands_in.end());
            fix = fmt::format("allow {}: the operation has no action of its own", quoted_list(actions));
        } else if (!near.empty()) {
            fix = fmt::format("did you mean `{}`?", near);
        }
        if (service.size() == action.size() || known_service || !stands_in.empty()) {
            report_.add({
                .rule = &rules::unknown_iam_action,
                .message = service.size() == action.size()
                               ? fmt::format("`{}` is no action: its service and a colon are missing", action)
                               : fmt::format("{} has no action `{}`", title(service), action),
                .primary = {place, listed()},
                .fix = std::move(fix),
            });
            return;
        }
        const std::string_view near_service = iam::nearest_service(service);
        if (near.empty() && !near_service.empty()) fix = fmt::format("did you mean the service `{}`?", near_service);
        report_.add({
            .rule = &rules::unknown_iam_service,
            .message = fmt::format("no service has the prefix `{}` of action `{}`", service, action),
            .primary = {place, listed()},
            .fix = std::move(fix),
        });
    }

    static std::string title(std::string_view service) {
        const std::string_view found = iam::service_title(service);
        return found.empty() ? fmt::format("`{}`", service) : std::string(found);
    }

    void report_empty_pattern(std::string_view action, Place place) {
        report_.add({
            .rule = &rules::action_pattern_matches_nothing,
            .message = fmt::format("no action is matched by `{}`", action),
            .primary = {place, listed()},
            .fix = "name the actions that the code calls",
        });
    }

    void check_inversion(const Value& statement) {
        for (const std::string_view part : {"NotAction", "NotResource"}) {
            const Member* member = statement.find_member(part);
            if (!member) continue;
            report_.add({
                .rule = &rules::allow_all_but,
                .message = fmt::format("`{}` allows everything except what `{}` lists", resource_->logical_id, part),
                .primary = {member->value.place.or_else(member->place).or_else(place_), {}},
                .fix = fmt::format("list what is needed in `{}`", part.substr(3)),
            });
        }
    }

    void check_wildcard_actions(const Value& statement) {
        each(statement.find("Action"), [&](const Value& action) {
            const auto pattern = text_of(&action);
            if (!pattern || !has_wildcard(*pattern)) return;
            const iam::Matches matches = iam::matches(*pattern);
            const std::size_t count = matches.count();
            if (count == 0) return;
            constexpr std::size_t shown = 4;
            std::vector<std::string> names;
            if (count <= shown)
                for (const iam::Action& one : matches) names.emplace_back(one.full_name);
            report_.add({
                .rule = &rules::wildcard_action,
                .message = fmt::format("`{}` is allowed {} by `{}`", resource_->logical_id,
                                       *pattern == "*" ? "every action of AWS"
                                       : count == 1    ? "one action"
                                                       : fmt::format("{} actions", count),
                                       *pattern),
                .primary = {place_of(&action, place_), {}},
                .fix = names.empty() ? "name the few that the code calls" : "write " + quoted_list(names),
            });
        });
    }

    void check_resources(const Value& statement) {
        const Value* everywhere = nullptr;
        std::vector<std::string> resources;
        each(statement.find("Resource"), [&](const Value& one) {
            resources.push_back(spelt_out(one, names_));
            if (resources.back() == "*") everywhere = &one;
        });
        if (everywhere) {
            // A condition narrows a statement too.
            if (!statement.find("Condition")) check_everywhere(statement, *everywhere);
        } else if (!resources.empty()) {
            check_applicable(statement, resources);
        }
    }

    void check_everywhere(const Value& statement, const Value& everywhere) {
        std::vector<std::string> narrowable;
        std::string arn;
        Place first;
        each(statement.find("Action"), [&](const Value& action) {
            const auto pattern = text_of(&action);
            if (!pattern) return;
            for (const iam::Action& one : iam::matches(*pattern)) {
                if (!one.resource_level) continue;
                if (narrowable.empty()) {
                    first = place_of(&action, place_);
                    if (!has_wildcard(*pattern)) arn = example_arn(one);
                }
                narrowable.emplace_back(*pattern);
                break;
            }
        });
        if (narrowable.empty()) return;
        constexpr std::size_t shown = 3;
        const std::size_t more = narrowable.size() > shown ? narrowable.size() - shown : 0;
        narrowable.resize(narrowable.size() - more);
        report_.add({
            .rule = &rules::wildcard_resource,
            .message = fmt::format("`{}` may use {}{} on every resource", resource_->logical_id,
                                   quoted_list(narrowable), more ? fmt::format(" and {} more", more) : ""),
            .primary = {place_of(&everywhere, place_), "every resource of the account"},
            .related = {{first, "can be limited"}},
            .fix = arn.empty() ? "name the ARNs that are needed" : fmt::format("name ARNs of the form `{}`", arn),
        });
    }

    void check_applicable(const Value& statement, const std::vector<std::string>& resources) {
        // A value that is wholly unknown can be anything.
        if (std::any_of(resources.begin(), resources.end(), [](const std::string& one) {
                return one.find("{{resolve:") != one.npos || !one.starts_with("arn:");
            }))
            return;
        std::vector<std::string> deployed;
        deployed.reserve(resources.size());
        for (const std::string& one : resources) deployed.push_back(once_deployed(one, names_));
        each(statement.find("Action"), [&](const Value& action) {
            const auto name = text_of(&action);
            if (!name) return;
            const std::optional<iam::Action>& found = find_action(*name);
            if (!found) return;
            // Lambda itself asks that a role may list the streams "on your stream" before it reads one.
            if (found->full_name == "dynamodb:ListStreams") return;
            if (std::any_of(deployed.begin(), deployed.end(),
                            [&](const std::string& one) { return applies(*found, one); }))
                return;
            const std::string arn = example_arn(*found);
            report_.add({
                .rule = &rules::action_never_applies,
                .message = found->resource_level
                               ? fmt::format("`{}` does not work on `{}`", found->full_name, resources.front())
                               : fmt::format("`{}` can't be limited to a resource", found->full_name),
                .primary = {place_of(&action, place_), {}},
                .related = {{resource_place(statement), "limited to this"}},
                .fix = arn.empty() ? "allow it in a statement of its own on `*`"
                                   : fmt::format("name an ARN of the form `{}`", arn),
            });
        });
    }

    /// Functions of a stack need the same few actions, so each is looked up once.
    const std::optional<iam::Action>& find_action(std::string_view name) {
        const auto known = actions_.find(name);
        return known != actions_.end() ? known->second : actions_.emplace(name, iam::find(name)).first->second;
    }

    bool applies(const iam::Action& action, const std::string& resource) {
        const auto [known, is_new] = applies_.try_emplace(fmt::format("{} {}", action.full_name, resource));
        if (is_new) known->second = iam::applies_to(action, resource);
        return known->second;
    }

    Place resource_place(const Value& statement) const {
        Place found;
        each(statement.find("Resource"), [&](const Value& one) { found = found.or_else(one.place); });
        return found.or_else(place_);
    }

    void check_principal(const Value* principal) {
        bool everybody = false;
        Place place = place_of(principal, place_);
        const auto look = [&](const Value& one) {
            if (text_of(&one) != "*") return;
            everybody = true;
            place = place_of(&one, place);
        };
        if (principal && principal->is_map()) {
            for (const Member& member : principal->map())
                if (member.name == "AWS" || member.name == "*") each(&member.value, look);
        } else {
            each(principal, look);
        }
        if (everybody) report_public(place);
    }

    void report_public(Place place) {
        report_.add({
            .rule = &rules::public_principal,
            .message = fmt::format("`{}` allows everybody, with no condition", resource_->logical_id),
            .primary = {place, "everybody"},
            .fix = "name the account, role or service, or add a `Condition` such as `aws:SourceArn`",
        });
    }

    void check_permission(const Value& properties) {
        if (text_of(properties.find("Principal")) != "*") return;
        for (const std::string_view narrowed : {"SourceArn", "SourceAccount", "PrincipalOrgID", "FunctionUrlAuthType"})
            if (properties.find(narrowed)) return;
        report_public(place_of(*resource_, properties, "Principal"));
    }

    void check_table(const Value& resource) {
        const std::string arn = spelt_out(resource, names_);
        const auto mention = PolicyTables::mentioned_in(arn);
        if (!mention) return;
        const Place place = place_of(&resource, place_);
        const PolicyTables::Table* table = tables_.find(mention->table);
        if (!table) {
            if (tables_.may_have(mention->table)) return;
            std::vector<std::string_view> candidates;
            for (const auto& one : tables_.all()) candidates.push_back(one.name);
            const std::string_view near = nearest(mention->table, candidates);
            report_.add({
                .rule = &rules::unknown_table_in_policy,
                .message = fmt::format("a policy of `{}` names table `{}`, which is not in the stack",
                                       resource_->logical_id, mention->table),
                .primary = {place, {}},
                .fix = near.empty() ? "refer to a table of the stack, or check that the other stack has this one"
                                    : fmt::format("did you mean `{}`? A reference can't be misspelt", near),
            });
            return;
        }
        if (mention->index.empty() || has_wildcard(mention->index) || mention->index.find("${") != arn.npos) return;
        if (!table->all_indexes_known ||
            std::find(table->indexes.begin(), table->indexes.end(), mention->index) != table->indexes.end())
            return;
        const std::string_view near = nearest(mention->index, table->indexes);
        std::vector<std::string> known(table->indexes.begin(), table->indexes.end());
        report_.add({
            .rule = &rules::unknown_index_in_policy,
            .message = fmt::format("a policy of `{}` names index `{}`, which table `{}` does not have",
                                   resource_->logical_id, mention->index, table->resource->logical_id),
            .primary = {place, {}},
            .related = {{table->resource->place,
                         known.empty() ? "the table has no index" : "the table's indexes are " + quoted_list(known)}},
            .fix = near.empty() ? "name an index of the table, or add this one to it"
                                : fmt::format("did you mean `{}`?", near),
        });
    }

    const Template& in_;
    Names names_;
    PolicyTables tables_;
    Report& report_;
    const TemplateResource* resource_ = nullptr;
    Place place_;  ///< of the statement
    std::map<std::string, std::optional<iam::Action>, std::less<>> actions_;
    std::unordered_map<std::string, bool> applies_;
};

}  // namespace

void check_iam(const Template& in, Report& report) { PolicyCheck(in, report).run(); }

}  // namespace bobgen
