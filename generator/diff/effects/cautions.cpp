#include "generator/diff/effects/cautions.h"

#include <fmt/format.h>

#include <algorithm>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

Aftermath::Aftermath(const Side& before, const Side& after, Difference& difference)
    : old_side_(before), new_side_(after), difference_(difference) {
    for (const ResourceChange& one : difference.resources) {
        by_type_[one.type].push_back(&one);
        by_id_.emplace(one.logical_id, &one);
    }
}

const Aftermath::Changes& Aftermath::of_type(std::string_view type) const {
    static const Changes none;
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? none : found->second;
}

const ResourceChange* Aftermath::find(std::string_view logical_id) const {
    const auto found = by_id_.find(logical_id);
    return found == by_id_.end() ? nullptr : found->second;
}

namespace {

Value meant_by(const Side& side, const TemplateResource* resource, std::string_view property) {
    const Value* found = resource ? resource->properties.find(property) : nullptr;
    if (!found) return {};
    Value made = side.meaning(*found);
    return is_no_value(made) ? Value() : made;
}

std::string text_or_nothing(const Value& value) { return value.is_scalar() ? text_in(value).value_or("") : ""; }

}  // namespace

Value Aftermath::old_value(const ResourceChange& one, std::string_view property) const {
    return meant_by(old_side_, one.before, property);
}

Value Aftermath::new_value(const ResourceChange& one, std::string_view property) const {
    return meant_by(new_side_, one.after, property);
}

std::string Aftermath::old_text(const ResourceChange& one, std::string_view property) const {
    return text_or_nothing(old_value(one, property));
}

std::string Aftermath::new_text(const ResourceChange& one, std::string_view property) const {
    return text_or_nothing(new_value(one, property));
}

const ResourceChange* Aftermath::old_target(const ResourceChange& one, std::string_view property) const {
    const Value* given = one.before ? one.before->properties.find(property) : nullptr;
    const std::string_view id = target_of_arn(given);
    return find(id.empty() ? sole_target(old_text(one, property)) : id);
}

const ResourceChange* Aftermath::new_target(const ResourceChange& one, std::string_view property) const {
    const Value* given = one.after ? one.after->properties.find(property) : nullptr;
    const std::string_view id = target_of_arn(given);
    return find(id.empty() ? sole_target(new_text(one, property)) : id);
}

Place Aftermath::place(const ResourceChange& one, std::string_view property) const {
    return one.after ? place_of(*one.after, one.after->properties, property) : one.before->place;
}

Caution& Aftermath::add(const Rule& rule, const ResourceChange& of, Place place, std::string message, std::string fix) {
    return difference_.cautions.emplace_back(Caution{.rule = &rule,
                                                     .logical_id = of.logical_id,
                                                     .message = std::move(message),
                                                     .fix = std::move(fix),
                                                     .place = place});
}

std::string_view top_property(const Reason& reason) {
    return std::string_view(reason.property).substr(0, reason.property.find_first_of(".["));
}

const Reason* Aftermath::changed_beside(const ResourceChange& change,
                                        std::initializer_list<std::string_view> ignored) const {
    // What the template says about a resource and its service never sees.
    constexpr std::string_view attributes[] = {"DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy",
                                               "UpdatePolicy", "Metadata"};
    for (const Reason& one : change.reasons) {
        const std::string_view top = top_property(one);
        if (top.empty() || std::ranges::find(attributes, top) != std::end(attributes) ||
            std::ranges::find(ignored, top) != ignored.end())
            continue;
        // These are about a property that stays.
        if (one.rule == &rules::custom_named_replacement || one.rule == &rules::name_taken ||
            one.rule == &rules::deletion_protected)
            continue;
        // SAM's function is another one only by what is known of its type.
        const ResourceChange* followed = one.follows.empty() ? nullptr : find(one.follows);
        if (followed && followed->type == "AWS::Serverless::Function" && stays_function(*followed)) continue;
        return &one;
    }
    return nullptr;
}

const Reason* changed_property(const ResourceChange& change, std::string_view property) {
    for (const Reason& one : change.reasons)
        if (top_property(one) == property) return &one;
    return nullptr;
}

std::string_view sole_target(std::string_view text) {
    if (text.size() < 3 || text.front() != filled_in_begin || text.find(filled_in_end) != text.size() - 1) return {};
    text = text.substr(1, text.size() - 2);
    return text.substr(0, text.find('.'));
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 3;
    std::string made;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        made.append(i == 0 ? "" : i + 1 == names.size() ? " and " : ", ").append("`" + names[i] + "`");
    if (names.size() > most) made += fmt::format(" and {} more", names.size() - most);
    return made;
}

void judge_aftermath(const Side& before, const Side& after, Difference& difference) {
    Aftermath given(before, after, difference);
    judge_callers(given);
    judge_deployments(given);
    judge_versions(given);
    judge_architectures(given);
    judge_concurrency(given);
    judge_mappings(given);
    judge_roles(given);
    judge_keys(given);
    judge_sign_in(given);
    judge_made_by_aws(given);
    judge_attributes(given);
}

}  // namespace bobgen::diff
