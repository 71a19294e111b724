#include "generator/check/iam/policy_statement.h"

#include <fmt/format.h>

#include <algorithm>

#include "generator/analysis/reading.h"
#include "generator/nearest.h"
#include "generator/rules/iam.h"

namespace bobgen {

namespace {

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?") != pattern.npos; }

std::string quoted_list(const std::vector<std::string>& names) {
    std::string made;
    for (const std::string& name : names) made += fmt::format("{}`{}`", made.empty() ? "" : ", ", name);
    return made;
}

/// The form of the ARNs that the action can be limited to; empty when it cannot be limited.
std::string example_arn(const iam::Action& action) {
    const auto types = iam::resource_types(action);
    if (types.empty()) return {};
    const auto required = std::find_if(types.begin(), types.end(), [](const auto& one) { return one.required; });
    const std::string_view patterns = (required == types.end() ? types.front() : *required).arn_patterns;
    return std::string(patterns.substr(0, patterns.find(' ')));
}

/// The ARN as it may look once deployed: values that AWS fills in have no colons or slashes, but a placeholder might.
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
        else if (one.attribute.empty() && names.resource(one.name, "AWS::SSM::Parameter"))
            made += made.ends_with('/') ? "name" : "/name";  // most names of parameters are paths
        else if (names.resource(one.name) && (one.attribute.empty() || one.attribute.ends_with("Name")))
            made += "name";
        else
            made.append(arn, one.begin, one.end - one.begin);
    }
    return made.append(arn, written);
}

std::string listed() { return fmt::format("not in AWS's list of {}", iam::data_date()); }

std::string title(std::string_view service) {
    const std::string_view found = iam::service_title(service);
    return found.empty() ? fmt::format("`{}`", service) : std::string(found);
}

}  // namespace

void StatementCheck::check(const TemplateResource& of, const Value& statement, Place place, const DocumentKind& kind) {
    resource_ = &of;
    place_ = place;
    for (const std::string_view part : {"Action", "NotAction"})
        each(statement.find(part), [&](const Value& action) { check_action(action); });
    each(statement.find("Resource"), [&](const Value& resource) { check_table(resource); });

    if (text_of(statement.find("Effect")) != "Allow") return;
    if (kind.judges_inversion) check_inversion(statement);
    if (kind.judges_width) check_wildcard_actions(statement);
    if (kind.judges_resources) check_resources(statement, kind);
    if (kind.judges_public && !statement.find("Condition")) check_principal(statement.find("Principal"));
}

void StatementCheck::check_action(const TemplateResource& of, const Value& action, Place otherwise) {
    resource_ = &of;
    place_ = otherwise;
    check_action(action);
}

void StatementCheck::check_action(const Value& action) {
    if (const auto text = text_of(&action)) check_action(*text, place_of(&action, place_));
}

void StatementCheck::check_action(std::string_view action, Place place) {
    const auto known = faults_.find(action);
    const std::optional<ActionFault>& fault =
        known != faults_.end() ? known->second : faults_.emplace(action, fault_in(action)).first->second;
    if (!fault) return;
    report_.add({.rule = fault->rule, .message = fault->message, .primary = {place, listed()}, .fix = fault->fix});
}

std::optional<StatementCheck::ActionFault> StatementCheck::fault_in(std::string_view action) {
    if (action == "*" || find_action(action)) return {};
    const std::string_view service = action.substr(0, action.find(':'));
    const bool known_service = service.size() < action.size() && iam::service_exists(service);
    if (has_wildcard(action)) {
        if (!iam::matches(action).empty()) return {};
        if (known_service || has_wildcard(service))
            return ActionFault{&rules::action_pattern_matches_nothing, fmt::format("no action matches `{}`", action),
                               "list the actions that the code calls"};
    }
    const auto stands_in = iam::authorized_by(action);
    const std::string_view near = iam::nearest(action);
    std::string fix =
        "look the action up in AWS's service authorization reference; if it is new, `tools/refresh-data` brings bob's "
        "data up to date";
    if (!stands_in.empty()) {
        std::vector<std::string> actions(stands_in.begin(), stands_in.end());
        fix = fmt::format("allow {}: the operation has no separate action", quoted_list(actions));
    } else if (!near.empty()) {
        fix = fmt::format("did you mean `{}`?", near);
    }
    if (service.size() == action.size())
        return ActionFault{&rules::action_without_service,
                           fmt::format("`{}` is not an action: it lacks the service prefix and a colon", action),
                           std::move(fix)};
    if (known_service || !stands_in.empty())
        return ActionFault{&rules::unknown_iam_action, fmt::format("{} has no action `{}`", title(service), action),
                           std::move(fix)};
    const std::string_view near_service = iam::nearest_service(service);
    if (near.empty() && !near_service.empty()) fix = fmt::format("did you mean the service `{}`?", near_service);
    return ActionFault{&rules::unknown_iam_service,
                       fmt::format("no service has the prefix `{}` of action `{}`", service, action), std::move(fix)};
}

/// A text message goes to a number, which has no ARN: to publish to all but every topic is to send messages
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html).
static bool sends_messages_alone(const Value& statement, const Names& names) {
    bool publishes = true, no_topic = false;
    each(statement.find("Action"), [&](const Value& one) { publishes &= text_of(&one) == "sns:Publish"; });
    each(statement.find("NotResource"), [&](const Value& one) {
        const std::string arn = spelt_out(one, names);
        no_topic |= arn.starts_with("arn:") && arn.ends_with(":sns:*:*:*");
    });
    return publishes && statement.find("Action") && no_topic;
}

void StatementCheck::check_inversion(const Value& statement) {
    if (sends_messages_alone(statement, names_)) return;
    for (const std::string_view part : {"NotAction", "NotResource", "NotPrincipal"}) {
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

void StatementCheck::check_wildcard_actions(const Value& statement) {
    each(statement.find("Action"), [&](const Value& action) {
        const auto pattern = text_of(&action);
        if (!pattern || !has_wildcard(*pattern)) return;
        const auto [known, is_new] = widths_.try_emplace(std::string(*pattern));
        if (is_new) known->second = width_of(*pattern);
        const Width& width = known->second;
        if (width.allows.empty()) return;
        report_.add({
            .rule = &rules::wildcard_action,
            .message = fmt::format("`{}` is allowed {} by `{}`", resource_->logical_id, width.allows, *pattern),
            .primary = {place_of(&action, place_), {}},
            .fix = width.fix,
        });
    });
}

StatementCheck::Width StatementCheck::width_of(std::string_view pattern) {
    const iam::Matches matches = iam::matches(pattern);
    const std::size_t count = matches.count();
    if (count == 0) return {};
    constexpr std::size_t shown = 4;
    std::vector<std::string> names;
    if (count <= shown)
        for (const iam::Action& one : matches) names.emplace_back(one.full_name);
    return {pattern == "*" ? "every action of AWS"
            : count == 1   ? "one action"
                           : fmt::format("{} actions", count),
            names.empty() ? "list only the actions that the code calls" : "write " + quoted_list(names)};
}

void StatementCheck::check_resources(const Value& statement, const DocumentKind& kind) {
    const Value* everywhere = nullptr;
    std::vector<std::string> resources;
    each(statement.find("Resource"), [&](const Value& one) {
        resources.push_back(spelt_out(one, names_));
        if (resources.back() == "*") everywhere = &one;
    });
    if (everywhere) {
        // A condition restricts a statement too.
        if (kind.principal == Part::refused && !statement.find("Condition")) check_everywhere(statement, *everywhere);
    } else if (!resources.empty()) {
        check_applicable(statement, resources);
    }
}

void StatementCheck::check_everywhere(const Value& statement, const Value& everywhere) {
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
        .message = fmt::format("`{}` may use {}{} on every resource", resource_->logical_id, quoted_list(narrowable),
                               more ? fmt::format(" and {} more", more) : ""),
        .primary = {place_of(&everywhere, place_), "every resource of the account"},
        .related = {{first, "can be limited"}},
        .fix = arn.empty() ? "list the ARNs that are needed" : fmt::format("list ARNs of the form `{}`", arn),
    });
}

void StatementCheck::check_applicable(const Value& statement, const std::vector<std::string>& resources) {
    // A completely unknown value can be anything.
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
        // Lambda requires the permission to list the streams "on your stream" before it reads one, and the Serverless
        // Framework writes it so.
        if (found->full_name == "dynamodb:ListStreams" || found->full_name == "kinesis:ListStreams") return;
        // CloudWatch Logs asks for it on `log-group::log-stream:`, which patterns of log groups match.
        if (found->full_name == "logs:DescribeLogGroups" &&
            std::any_of(deployed.begin(), deployed.end(), [](const std::string& one) {
                const std::size_t group = one.find(":log-group:");
                return one.find(":logs:") != one.npos && one.ends_with('*') &&
                       (group == one.npos || one.compare(group, 12, ":log-group:*") == 0);
            }))
            return;
        if (std::any_of(deployed.begin(), deployed.end(), [&](const std::string& one) { return applies(*found, one); }))
            return;
        const std::string arn = example_arn(*found);
        report_.add({
            .rule = &rules::action_never_applies,
            .message = found->resource_level
                           ? fmt::format("`{}` does not apply to `{}`", found->full_name, resources.front())
                           : fmt::format("`{}` cannot be limited to a resource", found->full_name),
            .primary = {place_of(&action, place_), {}},
            .related = {{resource_place(statement), "limited to this"}},
            .fix = arn.empty() ? "allow it in a separate statement on `*`"
                               : fmt::format("use an ARN of the form `{}`", arn),
        });
    });
}

/// Functions of a stack need the same few actions, so each is looked up once.
const std::optional<iam::Action>& StatementCheck::find_action(std::string_view name) {
    const auto known = actions_.find(name);
    return known != actions_.end() ? known->second : actions_.emplace(name, iam::find(name)).first->second;
}

bool StatementCheck::applies(const iam::Action& action, const std::string& resource) {
    const auto [known, is_new] = applies_.try_emplace(fmt::format("{} {}", action.full_name, resource));
    if (is_new) known->second = iam::applies_to(action, resource);
    return known->second;
}

Place StatementCheck::resource_place(const Value& statement) const {
    Place found;
    each(statement.find("Resource"), [&](const Value& one) { found = found.or_else(one.place); });
    return found.or_else(place_);
}

void StatementCheck::check_principal(const Value* principal) {
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

void StatementCheck::report_public(Place place) {
    report_.add({
        .rule = &rules::public_principal,
        .message = fmt::format("`{}` allows everyone, without a condition", resource_->logical_id),
        .primary = {place, "everyone"},
        .fix = "list the account, role or service, or add a `Condition` such as `aws:SourceArn`",
    });
}

void StatementCheck::check_table(const Value& resource) {
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
            .fix = near.empty() ? "refer to a table of the stack, or make sure that the other stack has this table"
                                : fmt::format("did you mean `{}`? A reference cannot be misspelt", near),
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
        .fix =
            near.empty() ? "use an index of the table, or add this one to it" : fmt::format("did you mean `{}`?", near),
    });
}

}  // namespace bobgen
