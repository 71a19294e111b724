#include "generator/diff/report/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "generator/characters.h"
#include "generator/emit/json.h"
#include "generator/report/markdown.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

/// A resource is listed once, under the worst that happens to it.
enum class Section : unsigned char { at_risk, blocked, replaced, unprotected, interrupted, removed, updated, created };
constexpr Section sections[] = {Section::at_risk,     Section::blocked, Section::replaced, Section::unprotected,
                                Section::interrupted, Section::removed, Section::updated,  Section::created};

std::string_view title(Section section) {
    switch (section) {
        case Section::at_risk:
            return "data at risk";
        case Section::blocked:
            return "blocked";
        case Section::replaced:
            return "replaced";
        case Section::interrupted:
            return "interrupted";
        case Section::unprotected:
            return "less protected";
        case Section::removed:
            return "deleted";
        case Section::updated:
            return "updated";
        case Section::created:
            return "created";
    }
    return {};
}

/// What it means, for the heading.
std::string_view meaning(Section section) {
    switch (section) {
        case Section::at_risk:
            return "deleted by this update, unless something is done";
        case Section::blocked:
            return "CloudFormation or the service rejects it in one update";
        case Section::replaced:
            return "a new resource takes the place of the old one";
        case Section::interrupted:
            return "cannot be used during the change";
        case Section::unprotected:
            return "protection of the data is removed";
        case Section::removed:
        case Section::updated:
        case Section::created:
            return {};
    }
    return {};
}

Section section_of(const ResourceChange& change) {
    // An update that is rejected does nothing to the data.
    if (change.action == Action::blocked) return Section::blocked;
    if (change.loses_data) return Section::at_risk;
    if (change.action == Action::replace) return Section::replaced;
    if (change.weakens) return Section::unprotected;
    if (change.interrupts) return Section::interrupted;
    if (change.action == Action::remove) return Section::removed;
    return change.action == Action::create ? Section::created : Section::updated;
}

bool is_harmless(Section section) { return section == Section::updated || section == Section::created; }

struct Told {
    std::string_view stack;
    const ResourceChange* change;
};
std::map<Section, std::vector<Told>> by_section(std::span<const Compared> all) {
    std::map<Section, std::vector<Told>> made;
    for (const Compared& one : all)
        for (const ResourceChange& change : one.difference->resources)
            if (change.action != Action::none) made[section_of(change)].push_back({one.name, &change});
    return made;
}

Place place_of(const ResourceChange& change) {
    return change.after ? change.after->place : change.before ? change.before->place : Place();
}

/// "AWS::DynamoDB::Table" is shown as "DynamoDB Table".
std::string short_type(std::string_view type) {
    if (type.starts_with("AWS::")) type.remove_prefix(5);
    std::string made(type);
    for (std::size_t at = made.find("::"); at != made.npos; at = made.find("::")) made.replace(at, 2, " ");
    return made;
}

bool needs_fix(const Reason& one) {
    return !one.fix.empty() && (one.action >= Action::remove || one.loses_data || one.weakens);
}

std::string_view word(RouteChange::Kind kind) {
    switch (kind) {
        case RouteChange::Kind::added:
            return "added";
        case RouteChange::Kind::removed:
            return "removed";
        case RouteChange::Kind::opened:
            return "opened";
        case RouteChange::Kind::closed:
            return "closed";
        case RouteChange::Kind::changed:
            return "changed";
    }
    return {};
}

bool opens(const RouteChange& one) {
    return one.kind == RouteChange::Kind::opened || (one.kind == RouteChange::Kind::added && one.open);
}

template <class Change>
struct Of {
    std::string_view stack;
    const Change* change;
};

/// Those of all stacks, the most severe first.
template <class Change, class Graver>
std::vector<Of<Change>> all_of(std::span<const Compared> all, std::vector<Change> Difference::* list,
                               const Graver& graver) {
    std::vector<Of<Change>> made;
    for (const Compared& one : all)
        for (const Change& change : one.difference->*list) made.push_back({one.name, &change});
    std::stable_sort(made.begin(), made.end(),
                     [&](const auto& a, const auto& b) { return graver(*a.change) > graver(*b.change); });
    return made;
}

auto all_access(std::span<const Compared> all) {
    return all_of(all, &Difference::access, [](const AccessChange& one) { return one.broadened; });
}
auto all_routes(std::span<const Compared> all) {
    return all_of(all, &Difference::routes, [](const RouteChange& one) { return opens(one); });
}
auto all_others(std::span<const Compared> all) {
    auto made = all_of(all, &Difference::others, [](const OtherChange& one) { return one.rule != nullptr; });
    std::erase_if(made, [](const auto& one) { return one.change->section == section_of_tags; });
    return made;
}
auto all_tags(std::span<const Compared> all) {
    auto made = all_of(all, &Difference::others, [](const OtherChange&) { return false; });
    std::erase_if(made, [](const auto& one) { return one.change->section != section_of_tags; });
    return made;
}
auto all_cautions(std::span<const Compared> all) {
    return all_of(all, &Difference::cautions, [](const Caution& one) { return one.rule->severity == Severity::error; });
}
constexpr std::string_view cautions_title = "wrong afterwards";
constexpr std::string_view cautions_meaning = "accepted, and not live, refused later or locked out";

/// The tombstones that the source still needs before data may be lost, with the stack.
std::vector<std::pair<std::string_view, const Diagnostic*>> all_losses(std::span<const Compared> all) {
    std::vector<std::pair<std::string_view, const Diagnostic*>> made;
    for (const Compared& one : all)
        for (const DataLoss& loss : one.losses) made.emplace_back(one.name, &loss.finding);
    return made;
}
constexpr std::string_view losses_title = "tombstones";
constexpr std::string_view losses_meaning = "data loss must be declared in the source";

}  // namespace

std::string_view word(ChangeClass one) {
    switch (one) {
        case ChangeClass::create:
            return "create";
        case ChangeClass::update:
            return "update";
        case ChangeClass::interrupt:
            return "interrupt";
        case ChangeClass::unprotect:
            return "unprotect";
        case ChangeClass::replace:
            return "replace";
        case ChangeClass::remove:
            return "delete";
        case ChangeClass::broadened:
            return "broadened";
        case ChangeClass::opened:
            return "opened";
        case ChangeClass::blocked:
            return "blocked";
        case ChangeClass::data_loss:
            return "data-loss";
    }
    return {};
}

std::span<const ChangeClass> change_classes() {
    static constexpr ChangeClass all[] = {ChangeClass::create,    ChangeClass::update,  ChangeClass::interrupt,
                                          ChangeClass::unprotect, ChangeClass::replace, ChangeClass::remove,
                                          ChangeClass::broadened, ChangeClass::opened,  ChangeClass::blocked,
                                          ChangeClass::data_loss};
    return all;
}

std::set<ChangeClass> classes(const Difference& difference) {
    std::set<ChangeClass> made;
    for (const ResourceChange& one : difference.resources) {
        if (one.interrupts) made.insert(ChangeClass::interrupt);
        if (one.weakens) made.insert(ChangeClass::unprotect);
        // A blocked resource would also be replaced, if it could.
        for (const Reason& reason : one.reasons) switch (reason.action) {
                case Action::none:
                    break;
                case Action::create:
                    made.insert(ChangeClass::create);
                    break;
                case Action::update:
                    made.insert(ChangeClass::update);
                    break;
                case Action::remove:
                    made.insert(ChangeClass::remove);
                    break;
                case Action::replace:
                    made.insert(ChangeClass::replace);
                    break;
                case Action::blocked:
                    made.insert(ChangeClass::blocked);
                    break;
            }
    }
    for (const AccessChange& one : difference.access)
        if (one.broadened) made.insert(ChangeClass::broadened);
    for (const RouteChange& one : difference.routes)
        if (opens(one)) made.insert(ChangeClass::opened);
    return made;
}

std::string summary(std::span<const Compared> all) {
    std::string made;
    const auto add = [&](std::size_t number, std::string_view one, std::string_view many) {
        if (number > 0) made += fmt::format("{}{} {}", made.empty() ? "" : ", ", number, number == 1 ? one : many);
    };
    const std::size_t losses = all_losses(all).size();
    add(losses, "tombstone missing or wrong", "tombstones missing or wrong");
    const auto resources = by_section(all);
    for (const Section section : sections) {
        const auto found = resources.find(section);
        const std::string words = section == Section::at_risk ? "with data at risk" : std::string(title(section));
        if (found != resources.end()) add(found->second.size(), words, words);
    }
    std::size_t cautions = 0;
    for (const Compared& one : all) cautions += one.difference->cautions.size();
    add(cautions, "thing wrong afterwards", "things wrong afterwards");
    std::size_t broadened = 0, narrowed = 0, opened = 0, routes = 0, others = 0, tags = 0;
    for (const Compared& one : all) {
        for (const AccessChange& change : one.difference->access) ++(change.broadened ? broadened : narrowed);
        for (const RouteChange& change : one.difference->routes) ++(opens(change) ? opened : routes);
        for (const OtherChange& change : one.difference->others) ++(change.section == section_of_tags ? tags : others);
    }
    add(broadened, "permission broadened", "permissions broadened");
    add(narrowed, "permission narrowed", "permissions narrowed");
    add(opened, "route open to anyone", "routes open to anyone");
    add(routes, "other route", "other routes");
    add(others, "parameter or output", "parameters and outputs");
    add(tags, "tag of the stack", "tags of the stack");
    return made.empty() ? "no change" : made;
}

// --- Terminal --------------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t columns = 110;

std::string lines(std::string_view prefix, std::string_view text) { return hanging(prefix, text, columns); }

std::string stack_prefix(std::string_view stack) { return stack.empty() ? "" : printable(stack) + ": "; }

}  // namespace

std::string diff_text(std::span<const Compared> all, Sources& sources) {
    std::string out;
    const auto heading = [&](std::string_view text, std::string_view what = {}) {
        if (!out.empty()) out += "\n";
        out += what.empty() ? fmt::format("{}\n", text) : fmt::format("{}: {}\n", text, what);
    };
    if (const auto losses = all_losses(all); !losses.empty()) {
        heading(losses_title, losses_meaning);
        for (const auto& [stack, one] : losses) {
            const std::string at = text_of(sources.resolve(one->primary.place));
            out += lines("  ! ", stack_prefix(stack) + one->message + (at.empty() ? "" : " (" + at + ")"));
            out += lines("      fix: ", one->fix);
        }
    }
    for (const auto& [section, changes] : by_section(all)) {
        heading(title(section), meaning(section));
        for (const auto& [stack, change] : changes) {
            const std::string at = text_of(sources.resolve(place_of(*change)));
            out += fmt::format("  {}{}  {}{}{}\n", stack_prefix(stack), printable(change->logical_id),
                               printable(change->type), at.empty() ? "" : "  ", at);
            // The heading already says whether it is new or removed.
            if (section == Section::created && change->reasons.size() == 1) continue;
            for (const Reason& one : change->reasons) {
                out += lines("    ", one.message);
                if (needs_fix(one)) out += lines("      fix: ", one.fix);
            }
        }
    }
    if (const auto cautions = all_cautions(all); !cautions.empty()) {
        heading(cautions_title, cautions_meaning);
        for (const auto& [stack, one] : cautions) {
            const std::string at = text_of(sources.resolve(one->place));
            out += lines("  ! ", stack_prefix(stack) + one->message + (at.empty() ? "" : " (" + at + ")"));
            out += lines("      fix: ", one->fix);
        }
    }
    if (const auto access = all_access(all); !access.empty()) {
        heading("permissions");
        for (const auto& [stack, one] : access)
            out += lines(one->broadened ? "  + " : "  - ", stack_prefix(stack) + one->message);
    }
    if (const auto routes = all_routes(all); !routes.empty()) {
        heading("routes");
        for (const auto& [stack, one] : routes)
            out += lines(opens(*one)                               ? "  ! "
                         : one->kind == RouteChange::Kind::added   ? "  + "
                         : one->kind == RouteChange::Kind::removed ? "  - "
                                                                   : "  ~ ",
                         stack_prefix(stack) + one->message);
    }
    if (const auto others = all_others(all); !others.empty()) {
        heading("parameters, conditions, outputs");
        for (const auto& [stack, one] : others) {
            out += lines(one->rule ? "  ! " : "  ~ ", stack_prefix(stack) + one->message);
            if (!one->fix.empty()) out += lines("      fix: ", one->fix);
        }
    }
    if (const auto tags = all_tags(all); !tags.empty()) {
        heading("tags of the stack");
        for (const auto& [stack, one] : tags) out += lines("  ~ ", stack_prefix(stack) + one->message);
    }
    if (!out.empty()) out += "\n";
    return out + summary(all) + "\n";
}

// --- JSON ------------------------------------------------------------------------------------------------------------

namespace {

template <class Change>
using ByResource = std::unordered_map<std::string_view, std::vector<const Change*>>;

template <class Change>
ByResource<Change> by_resource(const std::vector<Change>& list) {
    ByResource<Change> made;
    for (const Change& one : list) made[one.logical_id].push_back(&one);
    return made;
}

Value json_of(const Compared& in, const ResourceChange& change, const std::vector<const AccessChange*>& accesses,
              const std::vector<const RouteChange*>& all_routes, const std::vector<const DataLoss*>& all_losses,
              const std::vector<const Caution*>& all_cautions, const std::vector<const OtherChange*>& outputs,
              Sources& sources) {
    Value reasons = list({}), details = list({}), access = list({}), routes = list({}), losses = list({});
    for (const Reason& one : change.reasons) {
        reasons.append(one.message);
        Value detail;
        detail.set("action", word(one.action));
        detail.set("property", one.property.empty() ? Value() : Value(one.property));
        detail.set("rule", one.rule ? Value(one.rule->id) : Value());
        detail.set("message", one.message);
        detail.set("fix", one.fix.empty() ? Value() : Value(one.fix));
        detail.set("interrupts", one.interrupts);
        detail.set("losesData", one.loses_data);
        detail.set("weakensProtection", one.weakens);
        set_place(detail, sources.resolve(one.after.or_else(one.before)));
        details.append(std::move(detail));
    }
    for (const AccessChange* one : accesses) {
        Value made;
        made.set("change", one->broadened ? "broadened" : "narrowed");
        made.set("message", one->message);
        access.append(std::move(made));
    }
    for (const RouteChange* one : all_routes) {
        Value made;
        made.set("change", word(one->kind));
        made.set("route", one->route);
        made.set("open", one->open);
        made.set("message", one->message);
        routes.append(std::move(made));
    }
    for (const DataLoss* one : all_losses) {
        const Diagnostic& finding = one->finding;
        Value made;
        made.set("rule", finding.rule->id);
        made.set("severity", word(finding.rule->severity));
        made.set("message", finding.message);
        made.set("fix", finding.fix);
        set_place(made, sources.resolve(finding.primary.place));
        losses.append(std::move(made));
    }
    Value object;
    object.set("stack", in.name.empty() ? Value() : Value(in.name));
    object.set("resource", change.logical_id);
    object.set("type", change.type);
    object.set("action", word(change.action));
    object.set("reasons", std::move(reasons));
    object.set("interrupts", change.interrupts);
    object.set("losesData", change.loses_data);
    object.set("weakensProtection", change.weakens);
    set_place(object, sources.resolve(place_of(change)));
    object.set("details", std::move(details));
    object.set("access", std::move(access));
    object.set("routes", std::move(routes));
    object.set("dataLoss", std::move(losses));
    // Not for every resource, as the others are: few have any.
    if (!all_cautions.empty()) {
        Value cautions = list({});
        for (const Caution* one : all_cautions) {
            Value made;
            made.set("rule", one->rule->id);
            made.set("severity", word(one->rule->severity));
            made.set("message", one->message);
            made.set("fix", one->fix);
            set_place(made, sources.resolve(one->place));
            cautions.append(std::move(made));
        }
        object.set("cautions", std::move(cautions));
    }
    if (!outputs.empty()) {
        Value made = list({});
        for (const OtherChange* one : outputs) {
            Value output;
            output.set("output", one->name);
            output.set("action", word(one->action));
            output.set("rule", one->rule->id);
            output.set("message", one->message);
            output.set("fix", one->fix);
            set_place(output, sources.resolve(one->place));
            made.append(std::move(output));
        }
        object.set("outputs", std::move(made));
    }
    Value suppressed = list({}), confirmed = list({});
    for (const Suppressed& one : in.suppressed) {
        const Place place = one.finding.primary.place;
        const auto is_here = [&](const Reason& reason) { return reason.after.or_else(reason.before) == place; };
        const auto is_before = [&](const Label& label) { return change.before && label.place == change.before->place; };
        const bool is_of_this = std::any_of(one.finding.related.begin(), one.finding.related.end(), is_before);
        if (!is_of_this && !(place == place_of(change)) &&
            std::none_of(change.reasons.begin(), change.reasons.end(), is_here))
            continue;
        Value made;
        made.set("rule", one.finding.rule->id);
        made.set("message", one.finding.message);
        made.set("reason", one.reason);
        made.set("until", one.until.empty() ? Value() : Value(one.until));
        made.set("new", one.is_new);
        if (one.is_confirmed()) made.set("since", one.since);
        (one.is_confirmed() ? confirmed : suppressed).append(std::move(made));
    }
    if (!confirmed.list().empty()) object.set("confirmed", std::move(confirmed));
    if (!suppressed.list().empty()) object.set("suppressed", std::move(suppressed));
    return object;
}

}  // namespace

std::string diff_json(std::span<const Compared> all, Sources& sources) {
    std::string out = "[";
    std::string_view separator = "\n";
    for (const Compared& one : all) {
        auto access = by_resource(one.difference->access);
        auto routes = by_resource(one.difference->routes);
        auto losses = by_resource(one.losses);
        auto cautions = by_resource(one.difference->cautions);
        auto outputs = by_resource(one.difference->others);
        // An output is told with the resource that it is about, or with the first.
        for (auto& [id, changes] : outputs)
            std::erase_if(changes,
                          [](const OtherChange* output) { return !output->rule || output->section != "Outputs"; });
        if (const auto homeless = outputs.find(std::string_view()); homeless != outputs.end())
            if (const auto& resources = one.difference->resources; !resources.empty()) {
                const std::vector<const OtherChange*> moved = std::move(homeless->second);
                auto& first = outputs[resources.front().logical_id];
                first.insert(first.end(), moved.begin(), moved.end());
            }
        for (const ResourceChange& change : one.difference->resources) {
            out += separator;
            write_json(
                json_of(one, change, access[change.logical_id], routes[change.logical_id], losses[change.logical_id],
                        cautions[change.logical_id], outputs[change.logical_id], sources),
                out, JsonStyle::compact);
            separator = ",\n";
        }
    }
    return out += out.size() == 1 ? "]\n" : "\n]\n";
}

// --- Markdown --------------------------------------------------------------------------------------------------------

namespace {

/// GitHub rejects a comment of more than 65,536 characters.
constexpr std::size_t most_of_part = 15'000;

class Rows {
public:
    explicit Rows(std::string head) : text_(std::move(head)) {}
    void add(const std::string& row) {
        if (text_.size() + row.size() > most_of_part)
            ++left_out_;
        else
            text_ += row;
    }
    std::string finish() const { return left_out_ == 0 ? text_ : text_ + fmt::format("\nand {} more\n", left_out_); }

private:
    std::string text_;
    std::size_t left_out_ = 0;
};

std::string place_in_markdown(Place place, Sources& sources) {
    const std::string text = text_of(sources.resolve(place));
    return text.empty() ? "" : markdown::code(text);
}

std::string reasons_in_markdown(const ResourceChange& change) {
    constexpr std::size_t most = 8;
    std::string made;
    std::size_t count = 0;
    for (const Reason& one : change.reasons) {
        if (++count > most) return made + fmt::format("<br>and {} more", change.reasons.size() - most);
        made += (made.empty() ? "" : "<br>") + markdown::line(one.message);
        if (needs_fix(one)) made += "<br>&rarr; " + markdown::lines(one.fix);
    }
    return made;
}

}  // namespace

std::string diff_markdown(std::span<const Compared> all, Sources& sources) {
    const auto resources = by_section(all);
    const bool several = all.size() > 1;
    std::string out = "**" + summary(all) + "**\n";
    const auto stack_head = [&](std::string_view rest) {
        return several ? fmt::format("| Stack | {}\n", rest) : fmt::format("| {}\n", rest);
    };
    const auto stack_cell = [&](std::string_view stack) {
        return several ? "| " + markdown::code(stack) + " " : std::string();
    };
    const auto rule_line = [&](int cells) {
        std::string made = "|";
        for (int i = 0; i < cells + several; ++i) made += "---|";
        return made + "\n";
    };
    const auto table = [&](Section section, const std::vector<Told>& changes) {
        Rows rows(stack_head("Resource | Type | What happens | Place |") + rule_line(4));
        for (const auto& [stack, change] : changes)
            rows.add(fmt::format(
                "{}| {} | {} | {} | {} |\n", stack_cell(stack), markdown::code(change->logical_id),
                markdown::line(short_type(change->type)),
                section == Section::created && change->reasons.size() == 1 ? "" : reasons_in_markdown(*change),
                place_in_markdown(place_of(*change), sources)));
        return rows.finish();
    };
    const auto heading_of = [](Section section) { return capitalized(std::string(title(section))); };
    if (const auto losses = all_losses(all); !losses.empty()) {
        Rows rows(stack_head("Missing or wrong | Place |") + rule_line(2));
        for (const auto& [stack, one] : losses)
            rows.add(
                fmt::format("{}| {}{}<br>&rarr; {} | {} |\n", stack_cell(stack),
                            one->rule->severity == Severity::error ? "" : ":warning: ", markdown::line(one->message),
                            markdown::lines(one->fix), place_in_markdown(one->primary.place, sources)));
        out += fmt::format("\n#### :x: Tombstones: {}\n\n{}", losses_meaning, rows.finish());
    }
    for (const auto& [section, changes] : resources) {
        if (is_harmless(section)) continue;
        const bool grave = section == Section::at_risk || section == Section::blocked;
        out += fmt::format("\n#### {} {}", grave ? ":x:" : ":warning:", heading_of(section));
        if (!meaning(section).empty()) out += fmt::format(": {}", meaning(section));
        out += "\n\n" + table(section, changes);
    }
    if (const auto cautions = all_cautions(all); !cautions.empty()) {
        Rows rows(stack_head("What happens | Place |") + rule_line(2));
        for (const auto& [stack, one] : cautions)
            rows.add(fmt::format("{}| {}{}<br>&rarr; {} | {} |\n", stack_cell(stack),
                                 one->rule->severity == Severity::error ? ":x: " : "", markdown::line(one->message),
                                 markdown::lines(one->fix), place_in_markdown(one->place, sources)));
        out += fmt::format("\n#### :warning: {}: {}\n\n{}", capitalized(std::string(cautions_title)), cautions_meaning,
                           rows.finish());
    }
    if (const auto access = all_access(all); !access.empty()) {
        Rows rows(stack_head("| Who may do what | Place |") + rule_line(3));
        for (const auto& [stack, one] : access)
            rows.add(fmt::format("{}| {} | {} | {} |\n", stack_cell(stack),
                                 one->broadened ? ":warning: broadened" : "narrowed", markdown::line(one->message),
                                 place_in_markdown(one->place, sources)));
        out += "\n#### Permissions\n\n" + rows.finish();
    }
    if (const auto routes = all_routes(all); !routes.empty()) {
        Rows rows(stack_head("| Route | Place |") + rule_line(3));
        for (const auto& [stack, one] : routes)
            rows.add(fmt::format("{}| {} | {} | {} |\n", stack_cell(stack),
                                 opens(*one) ? ":warning: open" : std::string(word(one->kind)),
                                 markdown::line(one->message), place_in_markdown(one->place, sources)));
        out += "\n#### Routes\n\n" + rows.finish();
    }
    std::string harmless;
    std::size_t count = 0;
    for (const auto& [section, changes] : resources) {
        if (!is_harmless(section)) continue;
        count += changes.size();
        harmless +=
            fmt::format("{}##### {}\n\n{}", harmless.empty() ? "" : "\n", heading_of(section), table(section, changes));
    }
    const auto others = all_others(all);
    const auto other_rows = [&](bool with_rule) {
        Rows rows(stack_head("Section | What changes | Place |") + rule_line(3));
        std::size_t told = 0;
        for (const auto& [stack, one] : others) {
            if ((one->rule != nullptr) != with_rule) continue;
            ++told;
            rows.add(fmt::format(
                "{}| {} | {}{} | {} |\n", stack_cell(stack), one->section, one->rule ? ":warning: " : "",
                markdown::line(one->message) + (one->fix.empty() ? "" : "<br>&rarr; " + markdown::lines(one->fix)),
                place_in_markdown(one->place, sources)));
        }
        return std::pair(told, rows.finish());
    };
    if (const auto [told, rows] = other_rows(true); told > 0) out += "\n#### Parameters and outputs\n\n" + rows;
    if (const auto [told, rows] = other_rows(false); told > 0) {
        harmless += fmt::format("{}##### Parameters, conditions, outputs\n\n{}", harmless.empty() ? "" : "\n", rows);
        count += told;
    }
    if (const auto tags = all_tags(all); !tags.empty()) {
        Rows rows(stack_head("Tag | What changes | Place |") + rule_line(3));
        for (const auto& [stack, one] : tags)
            rows.add(fmt::format("{}| {} | {} | {} |\n", stack_cell(stack), markdown::line(one->name),
                                 markdown::line(one->message), place_in_markdown(one->place, sources)));
        harmless += fmt::format("{}##### Tags of the stack\n\n{}", harmless.empty() ? "" : "\n", rows.finish());
        count += tags.size();
    }
    if (!harmless.empty())
        out += "\n" + markdown::folded(fmt::format("{} more {}", count, count == 1 ? "change" : "changes"), harmless);
    return out;
}

}  // namespace bobgen
