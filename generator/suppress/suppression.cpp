#include "generator/suppress/suppression.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "bob/tombstone.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/rules/data_loss.h"
#include "generator/rules/suppressions.h"
#include "generator/suppress/owners.h"

namespace bobgen {

namespace {

/// A member under its name as in a template or as in a separate file: `Rule` or `rule`.
const Value* named(const Value& map, std::string_view name) {
    if (const Value* found = map.find(name)) return found;
    std::string lower(name);
    lower[0] = to_lower(lower[0]);
    return map.find(lower);
}

constexpr std::string_view parts[] = {"Rule", "Resource", "Reason", "Until"};

std::string_view part_called(std::string_view name) {
    for (const std::string_view part : parts)
        if (name.size() == part.size() && name.substr(1) == part.substr(1) && (name[0] | 0x20) == (part[0] | 0x20))
            return part;
    return {};
}

std::string described(const Suppression& one) {
    return one.resource.empty() ? fmt::format("`{}`", one.rule) : fmt::format("`{}` of `{}`", one.rule, one.resource);
}

/// Reads one element of a list, or reports what is wrong with it.
class SuppressionReader {
public:
    explicit SuppressionReader(Report& report) : report_(report) {}

    std::optional<Suppression> read(const Value& from) {
        place_ = from.place;
        if (!from.is_map()) return refuse("a suppression is a map of `Rule`, `Resource`, `Reason` and `Until`", place_);
        for (const Member& member : from.map()) {
            if (!part_called(member.name).empty()) continue;
            return refuse(fmt::format("a suppression has an unknown member `{}`", member.name),
                          member.place.or_else(place_), "the members are `Rule`, `Resource`, `Reason` and `Until`");
        }
        Suppression made;
        const Value* rule = named(from, "Rule");
        made.place = rule ? rule->place.or_else(place_) : place_;
        if (!text("Rule", from, made.rule) || !text("Resource", from, made.resource) ||
            !text("Reason", from, made.reason) || !text("Until", from, made.until))
            return {};
        if (made.rule.empty()) return refuse("a suppression has no `Rule`", place_);
        if (!find_rule(made.rule)) return unknown(made);
        if (!bob::names::is_reason(made.reason)) return unreasoned(made);
        const Value* until = named(from, "Until");
        made.until_place = until ? until->place.or_else(made.place) : made.place;
        if (!made.until.empty() && !bob::names::is_date(made.until))
            return refuse(fmt::format("`{}` is not a date", made.until), made.until_place,
                          "write the last day on which it applies, for example `2027-03-31`");
        return made;
    }

    std::nullopt_t refuse(std::string message, Place place, std::string fix = "write it as shown in docs/validate.md") {
        report_.add({.rule = &rules::unreadable_suppression,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
        return std::nullopt;
    }

private:
    bool text(std::string_view name, const Value& from, std::string& into) {
        const Value* found = named(from, name);
        if (!found || found->is_null()) return true;
        if (!found->is_text()) {
            refuse(fmt::format("the `{}` of a suppression is not a string", name), found->place.or_else(place_));
            return false;
        }
        into = found->text();
        return true;
    }

    std::nullopt_t unknown(const Suppression& one) {
        Nearest nearest(one.rule);
        for (const Rule* rule : all_rules()) nearest.offer(rule->id);
        report_.add({.rule = &rules::suppression_of_unknown_rule,
                     .message = fmt::format("there is no rule `{}`", one.rule),
                     .primary = {one.place, {}},
                     .fix = nearest.best().empty() ? std::string("`bobgen rules` lists them")
                                                   : fmt::format("did you mean `{}`?", nearest.best())});
        return std::nullopt;
    }

    std::nullopt_t unreasoned(const Suppression& one) {
        report_.add({.rule = &rules::suppression_without_reason,
                     .message = fmt::format("the suppression of {} has no reason", described(one)),
                     .primary = {one.place, {}},
                     .fix = "explain in `Reason` why the finding is acceptable here"});
        return std::nullopt;
    }

    Report& report_;
    Place place_;
};

void read_list(const Value& list, SuppressionReader& reader, std::string_view resource,
               std::vector<Suppression>& made) {
    if (list.is_null()) return;
    if (!list.is_list()) {
        reader.refuse("suppressions must be a list", list.place);
        return;
    }
    for (const Value& one : list.list()) {
        std::optional<Suppression> read = reader.read(one);
        if (!read) continue;
        if (read->resource.empty()) read->resource = resource;
        made.push_back(*std::move(read));
    }
}

}  // namespace

std::vector<Suppression> suppressions_in(const Value& document, Report& report) {
    std::vector<Suppression> made;
    SuppressionReader reader(report);
    const Value* list = &document;
    if (document.is_map()) {
        for (const Member& member : document.map())
            if (member.name != "suppressions" && member.name != "Suppressions")
                reader.refuse(fmt::format("`{}` is not part of a list of suppressions", member.name), member.place,
                              "write a list, either alone or under `suppressions`");
        list = named(document, "Suppressions");
    }
    if (list) read_list(*list, reader, {}, made);
    return made;
}

std::vector<Suppression> suppressions_of(const Template& tree, Report& report) {
    std::vector<Suppression> made;
    SuppressionReader reader(report);
    if (const Value* list = tree.metadata.find({"Bob", "Suppressions"})) read_list(*list, reader, {}, made);
    for (const TemplateResource& resource : tree.resources)
        if (const Value* list = resource.metadata.find({"Bob", "Suppressions"}))
            read_list(*list, reader, resource.logical_id, made);
    return made;
}

Suppressions::Suppressions(std::vector<Suppression> given, std::string today) : today_(std::move(today)) {
    given_.reserve(given.size());
    for (Suppression& one : given) given_.push_back({std::move(one)});
}

namespace {

void report_expired(const Suppression& one, Report& report) {
    report.add({.rule = &rules::suppression_expired,
                .message = fmt::format("the suppression of {} expired on {}", described(one), one.until),
                .primary = {one.until_place, {}},
                .fix = "fix the problem, or give the suppression a later date with a new reason"});
}

void report_endless(const Suppression& one, Report& report) {
    report.add({.rule = &rules::suppression_without_end,
                .message = fmt::format("the suppression of {} has no last day", described(one)),
                .primary = {one.place, {}},
                .fix = "say in `Until` when it has to be looked at again, as `2027-03-31`"});
}

/// What would be gone for good.
bool is_data_loss(const Rule& rule) {
    const auto& all = rules::data_loss;
    return rule.severity == Severity::error && std::find(std::begin(all), std::end(all), &rule) != std::end(all);
}

void report_nothing(const Suppression& one, std::string_view because, Report& report) {
    report.add({.rule = &rules::suppression_matches_nothing,
                .message = fmt::format("the suppression of {}{} matches no finding", described(one), because),
                .primary = {one.place, {}},
                .fix = "remove it"});
}

}  // namespace

void Suppressions::compare_with(const std::vector<Suppression>& base) {
    for (Given& one : given_)
        one.what.is_new =
            std::none_of(base.begin(), base.end(), [&](const Suppression& other) { return other.equals(one.what); });
}

std::vector<Place> Suppressions::new_ones(const Template& before, const Template& after) {
    Report dropped;
    const std::vector<Suppression> old = suppressions_of(before, dropped);
    std::vector<Place> made;
    for (const Suppression& one : suppressions_of(after, dropped))
        if (std::none_of(old.begin(), old.end(), [&](const Suppression& other) { return other.equals(one); }))
            made.push_back(one.place);
    return made;
}

void Suppressions::apply(const Template& tree, Report& report) { apply(tree, nullptr, report); }

void Suppressions::apply_to_change(const Template& before, const Template& after, Report& report) {
    apply(after, &before, report);
}

void Suppressions::apply(const Template& tree, const Template* before, Report& report) {
    Report about_suppressions;
    std::vector<Given> own;
    for (Suppression& one : suppressions_of(tree, about_suppressions)) own.push_back({std::move(one)});
    if (before)
        for (const Place fresh : new_ones(*before, tree))
            for (Given& one : own) one.what.is_new |= one.what.place == fresh;
    if (!given_.empty() || !own.empty()) {
        for (Given& one : given_) one.seen |= one.what.resource.empty() || tree.find(one.what.resource);
        std::optional<Owners> owners;
        for (Diagnostic& found : report.take()) {
            const Suppression* by = nullptr;
            const auto look = [&](Given& one) {
                if (one.what.rule != found.rule->id) return;
                if (!one.what.resource.empty()) {
                    if (!owners) owners.emplace(tree);
                    if (!owners->owns(one.what.resource, found.primary.place)) return;
                }
                one.used = true;
                if (before && one.what.is_new && is_data_loss(*found.rule)) {
                    found.related.push_back({one.what.place, "a suppression that the base has not"});
                    found.fix += "\nits suppression counts once the base has it: a change can't excuse itself";
                    return;
                }
                if (one.what.until.empty() || today_.empty() || today_ <= one.what.until) {
                    by = &one.what;
                    return;
                }
                report_expired(one.what, about_suppressions);
                found.related.push_back({one.what.place, fmt::format("it was suppressed until {}", one.what.until)});
            };
            for (Given& one : own) look(one);
            for (Given& one : given_) look(one);
            if (by)
                report.add(Suppressed{std::move(found), by->reason, by->place, by->until, by->is_new});
            else
                report.add(std::move(found));
        }
        for (const Given& one : own) {
            if (before) continue;  // said of the template alone
            if (!one.used)
                report_nothing(one.what, "", about_suppressions);
            else if (one.what.until.empty())
                report_endless(one.what, about_suppressions);
        }
    }
    report.add(about_suppressions);
}

void Suppressions::report_useless(Report& report, bool seen_all) const {
    for (const Given& one : given_) {
        if (one.used && one.what.until.empty()) report_endless(one.what, report);
        if (one.used || !(one.seen || seen_all)) continue;
        report_nothing(one.what, one.seen ? "" : ": no template has that resource", report);
    }
}

}  // namespace bobgen
