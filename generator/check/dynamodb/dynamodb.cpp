#include "generator/check/dynamodb/dynamodb.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/table.h"
#include "generator/rules/dynamodb.h"

namespace bobgen {

namespace {

/// A finding, and the deployments that have it.
struct Seen {
    Diagnostic finding;
    std::vector<const Deployment*> in;
};

/// "`Env` is `prod`", for an assumption of a deployment.
std::string in_words(const Assumption& one) {
    if (one.value) return fmt::format("`{}` is `{}`", one.parameter, *one.value);
    std::string made = fmt::format("`{}` is not ", one.parameter);
    for (std::size_t i = 0; i < one.others.size(); ++i)
        made += fmt::format("{}`{}`", i == 0 ? "" : i + 1 == one.others.size() ? " or " : ", ", one.others[i]);
    return made;
}

/// When a finding occurs: the one assumption that separates its deployments from the others, if there is one; otherwise
/// all assumptions of the first of them.
std::string when(const std::vector<const Deployment*>& in, const std::vector<const Deployment*>& judged) {
    const auto& assumptions = in.front()->assumptions();
    for (std::size_t i = 0; i < assumptions.size(); ++i) {
        const bool tells = std::all_of(judged.begin(), judged.end(), [&](const Deployment* one) {
            const bool same = one->assumptions()[i].value == assumptions[i].value;
            return same == (std::find(in.begin(), in.end(), one) != in.end());
        });
        if (tells) return in_words(assumptions[i]);
    }
    std::string made;
    for (const Assumption& one : assumptions) made += (made.empty() ? "" : " and ") + in_words(one);
    return made;
}

void judge(const TemplateResource& resource, const Value& properties, Report& report) {
    const dynamodb::Table table(resource, properties);
    dynamodb::check_shape(table, report);
    dynamodb::check_names(table, report);
    dynamodb::check_definitions(table, report);
    dynamodb::check_keys(table, report);
    dynamodb::check_indexes(table, report);
    dynamodb::check_projections(table, report);
    dynamodb::check_capacity(table, report);
    dynamodb::check_settings(table, report);
    dynamodb::check_vectors(table, report);
}

bool exists_in(const TemplateResource& resource, const Deployment& deployment) {
    return resource.condition.empty() || deployment.condition(resource.condition) != false;
}

void duplicate_names(const Template& from, const Deployment& deployment, Report& report) {
    struct Named {
        const TemplateResource* resource;
        Value name;
        Place place;
    };
    std::vector<Named> names;
    std::map<std::string, std::size_t> literals;
    for (const TemplateResource& one : from.resources) {
        if (one.type != dynamodb_table || !exists_in(one, deployment)) continue;
        // Under a condition that only AWS can evaluate, it may not exist at all.
        if (!one.condition.empty() && !deployment.condition(one.condition)) continue;
        const Member* member = one.properties.find_member("TableName");
        if (!member) continue;
        Named now{&one, deployment.resolved(member->value), {}};
        now.place = member->value.place.or_else(member->place).or_else(one.place);
        if (is_no_value(now.name) || now.name.is_call(Intrinsic::if_) || now.name.is_null()) continue;
        const auto text = text_in(now.name);
        const Named* other = nullptr;
        if (text && !is_unknown(now.name)) {
            const auto [known, is_new] = literals.try_emplace(*text, names.size());
            if (!is_new) other = &names[known->second];
        } else {
            // Equal expressions have equal values, even when the values are unknown.
            const auto known =
                std::find_if(names.begin(), names.end(), [&](auto& before) { return before.name == now.name; });
            if (known != names.end()) other = &*known;
        }
        if (other)
            report.add({.rule = &rules::table_duplicate_name,
                        .message = fmt::format("tables `{}` and `{}` have the same name{}", other->resource->logical_id,
                                               one.logical_id, text ? fmt::format(" `{}`", *text) : ""),
                        .primary = {now.place, fmt::format("table `{}`", one.logical_id)},
                        .related = {{other->place, fmt::format("table `{}`", other->resource->logical_id)}},
                        .fix = "rename one of the two, or leave its name to CloudFormation"});
        names.push_back(std::move(now));
    }
}

/// Checks each deployment, and separates the findings of all deployments from those of some.
template <class Check>
void in_each(const std::vector<const Deployment*>& deployments, Report& report, Check check) {
    if (deployments.size() == 1) return check(*deployments.front(), report);
    std::vector<Seen> seen;
    for (const Deployment* deployment : deployments) {
        Report found;
        check(*deployment, found);
        for (const Diagnostic& one : found.diagnostics()) {
            auto known = std::find_if(seen.begin(), seen.end(), [&](const Seen& before) {
                return before.finding.rule == one.rule && before.finding.primary.place == one.primary.place &&
                       before.finding.message == one.message;
            });
            if (known == seen.end()) known = seen.insert(seen.end(), {one, {}});
            known->in.push_back(deployment);
        }
    }
    for (Seen& one : seen) {
        if (one.in.size() < deployments.size()) one.finding.message += ", when " + when(one.in, deployments);
        report.add(std::move(one.finding));
    }
}

/// Findings that the defaults avoid, but other parameter values cause. A warning, because the template can be deployed.
void judge_elsewhere(const TemplateResource& resource, const Deployments& all, Report& report) {
    std::vector<const Deployment*> deployments;
    for (const Deployment& one : all.all())
        if (exists_in(resource, one)) deployments.push_back(&one);
    if (deployments.size() < 2) return;
    Report found;
    in_each(deployments, found, [&](const Deployment& deployment, Report& here) {
        judge(resource, deployment.resolved(resource.properties), here);
    });
    for (Diagnostic& one : found.take()) {
        if (one.rule->severity != Severity::error) continue;
        const bool known =
            std::any_of(report.diagnostics().begin(), report.diagnostics().end(), [&](const Diagnostic& other) {
                return other.rule == one.rule && other.primary.place == one.primary.place;
            });
        if (known) continue;
        if (one.why.empty()) one.why = one.rule->why;
        one.rule = &rules::table_refused_with_other_parameters;
        report.add(std::move(one));
    }
}

}  // namespace

void check_dynamodb(const Facts& facts, Report& report) {
    const Template& from = facts.tree;
    dynamodb::check_global_tables(facts, report);
    const bool any = std::any_of(from.resources.begin(), from.resources.end(),
                                 [](const TemplateResource& one) { return one.type == dynamodb_table; });
    if (!any) return;
    const Deployments usual(from);
    std::optional<Deployments> all;
    const bool has_defaults =
        !from.conditions.empty() && std::any_of(from.parameters.begin(), from.parameters.end(),
                                                [](const auto& one) { return one.body.find("Default") != nullptr; });
    const auto with_any_parameters = [&]() -> const Deployments& {
        if (!all) all.emplace(from, Deployments::Defaults::ignored);
        return *all;
    };
    for (const TemplateResource& resource : from.resources) {
        if (resource.type != dynamodb_table) continue;
        if (!has_calls(resource.properties) && resource.condition.empty()) {
            judge(resource, resource.properties, report);
            continue;
        }
        std::vector<const Deployment*> deployments;
        const auto collect = [&](const Deployments& from_these) {
            for (const Deployment& one : from_these.all())
                if (exists_in(resource, one)) deployments.push_back(&one);
        };
        collect(usual);
        if (deployments.empty()) {
            // The defaults leave it out: check it as it is when a parameter is passed.
            collect(with_any_parameters());
        }
        // Never created, so nothing in it can fail.
        if (deployments.empty()) continue;
        in_each(deployments, report, [&](const Deployment& deployment, Report& found) {
            judge(resource, deployment.resolved(resource.properties), found);
        });
        if (has_defaults) judge_elsewhere(resource, with_any_parameters(), report);
    }
    std::vector<const Deployment*> deployments;
    for (const Deployment& one : usual.all()) deployments.push_back(&one);
    in_each(deployments, report,
            [&](const Deployment& deployment, Report& found) { duplicate_names(from, deployment, found); });
}

}  // namespace bobgen
