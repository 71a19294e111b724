#include "generator/hidden.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "generator/no_echo.h"
#include "generator/validate.h"

namespace bobgen {

namespace {

bool is_hidden(const TemplateParameter& one) { return one.body.is_map() && hides_values(one.body.map()); }

bool hides_something(const TemplateParameter& one, const HiddenNames& names) {
    return (is_hidden(one) || names.contains(one.name)) && one.body.is_map() &&
           std::any_of(one.body.map().begin(), one.body.map().end(),
                       [](const Member& member) { return is_hidden_by_no_echo(member.name); });
}

/// Nothing in it but what stands for a value.
bool is_all_stars(const Value& value) {
    if (value.is_list()) return std::all_of(value.list().begin(), value.list().end(), is_all_stars);
    return value.is_text() && value.text() == hidden_value;
}

/// Whatever is not in the other list, or was taken from it before, is told in general words.
template <class One>
class Counterparts {
public:
    explicit Counterparts(const std::vector<One>& of) : of_(of), taken_(of.size(), false) {}

    /// The first that is equal, or else the first that is alike.
    template <class Equal, class Alike>
    const One* take(const Equal& equal, const Alike& alike) {
        std::size_t found = of_.size();
        for (std::size_t i = 0; i < of_.size(); ++i) {
            if (taken_[i] || !alike(of_[i])) continue;
            if (found == of_.size()) found = i;
            if (!equal(of_[i])) continue;
            found = i;
            break;
        }
        if (found == of_.size()) return nullptr;
        taken_[found] = true;
        return &of_[found];
    }

private:
    const std::vector<One>& of_;
    std::vector<bool> taken_;
};

/// Findings by rule and place, since there may be thousands.
class FindingWords {
public:
    explicit FindingWords(const std::vector<Diagnostic>& shown) {
        for (const Diagnostic& one : shown) by_place_[key_of(one)].push_back(&one);
    }

    void give(Diagnostic& judged) {
        std::vector<const Diagnostic*>& there = by_place_[key_of(judged)];
        auto found = std::find_if(there.begin(), there.end(), [&](const Diagnostic* one) {
            return is_alike(*one, judged) && one->message == judged.message;
        });
        if (found == there.end())
            found =
                std::find_if(there.begin(), there.end(), [&](const Diagnostic* one) { return is_alike(*one, judged); });
        if (found == there.end()) {
            judged.message = judged.rule->summary;
            judged.primary.text = "judged with a value that is not shown";
            judged.related.clear();
            judged.fix = "look at the value that this stands for";
            judged.why.clear();
            return;
        }
        const Diagnostic& words = **found;
        judged.message = words.message;
        judged.primary = words.primary;
        judged.related = words.related;
        judged.fix = words.fix;
        judged.why = words.why;
        there.erase(found);
    }

private:
    static std::size_t key_of(const Diagnostic& one) {
        return std::hash<const void*>()(one.rule) ^ (one.primary.place.line * 8191u + one.primary.place.column);
    }
    static bool is_alike(const Diagnostic& a, const Diagnostic& b) {
        return a.rule == b.rule && a.primary.place == b.primary.place;
    }

    std::unordered_map<std::size_t, std::vector<const Diagnostic*>> by_place_;
};

Place place_of_change(const ResourceChange& one) {
    return one.after ? one.after->place : one.before ? one.before->place : Place();
}

constexpr std::string_view not_shown = "a value that is not shown";

/// A resource by its place: its logical id may be made of what is hidden.
class ShownNames {
public:
    ShownNames(const Difference& shown, const Difference& judged) {
        Counterparts<ResourceChange> others(shown.resources);
        for (const ResourceChange& one : judged.resources) {
            const Place place = place_of_change(one);
            const ResourceChange* other =
                others.take([&](const ResourceChange& two) { return two.logical_id == one.logical_id; },
                            [&](const ResourceChange& two) { return place_of_change(two) == place; });
            by_resource_.push_back(other);
            by_id_.emplace(one.logical_id, other ? other->logical_id : std::string(hidden_value));
        }
    }

    const ResourceChange* change(std::size_t at) const { return by_resource_[at]; }
    std::string id(const std::string& of) const {
        const auto found = by_id_.find(of);
        return found == by_id_.end() ? std::string(hidden_value) : found->second;
    }

private:
    std::vector<const ResourceChange*> by_resource_;
    std::unordered_map<std::string, std::string> by_id_;
};

void hide(std::vector<Reason>& reasons, const std::vector<Reason>& shown, const std::string& id) {
    Counterparts<Reason> others(shown);
    for (Reason& one : reasons) {
        const auto alike = [&](const Reason& two) {
            return two.rule == one.rule && two.action == one.action && two.before == one.before &&
                   two.after == one.after;
        };
        const Reason* words = others.take([&](const Reason& two) { return two.message == one.message; }, alike);
        one.property = words ? words->property : std::string();
        one.message = words ? words->message : fmt::format("`{}` changes by {}", id, not_shown);
        one.fix = words ? words->fix : std::string();
    }
}

}  // namespace

void collect_hidden_names(const Template& tree, HiddenNames& names) {
    for (const TemplateParameter& one : tree.parameters)
        if (is_hidden(one)) names.insert(one.name);
}

std::optional<Template> with_hidden_parameters(const Template& tree, const HiddenNames& names) {
    const auto hides = [&](const TemplateParameter& one) { return hides_something(one, names); };
    if (std::none_of(tree.parameters.begin(), tree.parameters.end(), hides)) return std::nullopt;
    Template made = tree;
    for (TemplateParameter& one : made.parameters) {
        if (!hides(one)) continue;
        for (Member& member : one.body.map())
            if (is_hidden_by_no_echo(member.name)) member.value = starred(member.value);
    }
    return made;
}

Template without_hidden_values(const Template& tree) {
    Template made = tree;
    for (TemplateParameter& one : made.parameters)
        if (one.body.is_map())
            std::erase_if(one.body.map(), [](const Member& member) {
                return is_hidden_by_no_echo(member.name) && is_all_stars(member.value);
            });
    return made;
}

std::vector<Diagnostic> in_words_of(const std::vector<Diagnostic>& shown, std::vector<Diagnostic> judged) {
    FindingWords words(shown);
    for (Diagnostic& one : judged) words.give(one);
    return judged;
}

Report in_words_of(const Report& shown, Report judged) {
    Report made;
    for (const std::string& stack : judged.stacks()) made.enter(stack);
    FindingWords words(shown.diagnostics());
    // What was suppressed in one was not in the other, so both draw from the same words.
    for (Suppressed one : judged.suppressed()) {
        words.give(one.finding);
        made.add(std::move(one));
    }
    for (Diagnostic& one : judged.take()) {
        words.give(one);
        made.add(std::move(one));
    }
    return made;
}

Difference in_words_of(const Difference& shown, Difference judged) {
    const ShownNames names(shown, judged);
    for (std::size_t i = 0; i < judged.resources.size(); ++i) {
        ResourceChange& one = judged.resources[i];
        const ResourceChange* words = names.change(i);
        static const std::vector<Reason> none;
        one.logical_id = words ? words->logical_id : std::string(hidden_value);
        one.type = words ? words->type : std::string(hidden_value);
        hide(one.reasons, words ? words->reasons : none, one.logical_id);
    }
    Counterparts<AccessChange> access(shown.access);
    for (AccessChange& one : judged.access) {
        const AccessChange* words = access.take(
            [&](const AccessChange& two) { return two.message == one.message; },
            [&](const AccessChange& two) { return two.broadened == one.broadened && two.place == one.place; });
        one.logical_id = names.id(one.logical_id);
        one.message = words ? words->message
                            : fmt::format("what `{}` allows is {} by {}", one.logical_id,
                                          one.broadened ? "broadened" : "narrowed", not_shown);
    }
    Counterparts<RouteChange> routes(shown.routes);
    for (RouteChange& one : judged.routes) {
        const RouteChange* words =
            routes.take([&](const RouteChange& two) { return two.message == one.message; },
                        [&](const RouteChange& two) { return two.kind == one.kind && two.place == one.place; });
        one.logical_id = names.id(one.logical_id);
        one.route = words ? words->route : std::string(hidden_value);
        one.message = words ? words->message : fmt::format("route `{}` changes by {}", one.route, not_shown);
    }
    Counterparts<OtherChange> others(shown.others);
    for (OtherChange& one : judged.others) {
        const OtherChange* words = others.take([&](const OtherChange& two) { return two.message == one.message; },
                                               [&](const OtherChange& two) {
                                                   return two.section == one.section && two.action == one.action &&
                                                          two.rule == one.rule && two.place == one.place;
                                               });
        one.name = words ? words->name : std::string(hidden_value);
        one.message = words ? words->message : fmt::format("`{}` changes by {}", one.name, not_shown);
        if (!one.logical_id.empty()) one.logical_id = names.id(one.logical_id);
    }
    Counterparts<Caution> cautions(shown.cautions);
    for (Caution& one : judged.cautions) {
        const Caution* words =
            cautions.take([&](const Caution& two) { return two.message == one.message; },
                          [&](const Caution& two) { return two.rule == one.rule && two.place == one.place; });
        one.logical_id = names.id(one.logical_id);
        one.message = words ? words->message : fmt::format("`{}` changes by {}", one.logical_id, not_shown);
        one.fix = words ? words->fix : std::string();
        one.remedy = words ? words->remedy : std::string();
        one.related.text = words ? words->related.text : std::string();
    }
    return judged;
}

std::vector<DataLoss> in_words_of(const std::vector<DataLoss>& shown, std::vector<DataLoss> judged) {
    Counterparts<DataLoss> others(shown);
    for (DataLoss& one : judged) {
        const DataLoss* words = others.take(
            [&](const DataLoss& two) { return two.finding.message == one.finding.message; },
            [&](const DataLoss& two) {
                return two.finding.rule == one.finding.rule && two.finding.primary.place == one.finding.primary.place;
            });
        std::vector<Diagnostic> finding{one.finding};
        if (words)
            finding = {words->finding};
        else
            finding = in_words_of(std::vector<Diagnostic>(), std::move(finding));
        finding.front().stack = one.finding.stack;
        one.finding = std::move(finding.front());
        one.logical_id = words ? words->logical_id : std::string(hidden_value);
    }
    return judged;
}

void tell_data_loss(const Template& before, const Template& after, Report& report) {
    std::vector<DataLoss> losses = data_losses(compare_resources(before, after), before, after);
    const std::optional<Template> hidden_before = with_hidden_parameters(before);
    const std::optional<Template> hidden_after = with_hidden_parameters(after);
    if (hidden_before || hidden_after) {
        const Template &was = hidden_before ? *hidden_before : before, &is = hidden_after ? *hidden_after : after;
        losses = in_words_of(data_losses(compare_resources(was, is), was, is), std::move(losses));
    }
    for (DataLoss& one : losses) report.add(std::move(one.finding));
}

void check_template(const Template& tree, const Template* shown, Report& report) {
    if (!shown) return check_template(tree, report);
    Report judged, words;
    check_template(tree, judged);
    check_template(*shown, words);
    report.add(in_words_of(words, std::move(judged)));
}

}  // namespace bobgen
