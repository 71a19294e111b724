#include "generator/check/template/intrinsics.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "generator/analysis/enumerations.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/analysis/yields.h"
#include "generator/characters.h"
#include "generator/data/resource_types.h"
#include "generator/nearest.h"
#include "generator/rules/intrinsics.h"

namespace bobgen {

namespace {

/// What contains a function, for the message: "resource `Orders`".
struct FunctionSite {
    std::string_view kind;
    std::string_view name;
    bool is_condition = false;
};

/// Functions that need nothing but a place: they have no calls of their own here.
constexpr std::string_view functions_as_maps[] = {"Fn::GetStackOutput", "Fn::Contains",  "Fn::EachMemberEquals",
                                                  "Fn::EachMemberIn",   "Fn::Implies",   "Fn::RefAll",
                                                  "Fn::ValueOf",        "Fn::ValueOfAll"};

bool is_plain(const Value& value) { return value.is_scalar() && !value.is_null(); }

/// `Fn::Transform` may add anything.
bool is_brought(const Value& value) { return value.is_call(Intrinsic::transform) || is_other_function(value); }

bool text_or_function(const Value& value) { return is_plain(value) || value.is_call() || is_other_function(value); }

class IntrinsicCheck {
public:
    IntrinsicCheck(const Facts& facts, Report& report)
        : in_(facts.tree),
          names_(facts.names),
          is_extended_(has_macro(facts.tree, language_extensions)),
          report_(report) {}

    void run() {
        if (has_foreign_macros(in_)) return;
        for (const TemplateCondition& one : in_.conditions)
            walk(one.expression, one.place, {"condition", one.name, true});
        for (const TemplateResource& one : in_.resources) {
            const FunctionSite site{"resource", one.logical_id};
            if (one.logical_id.starts_with(loop_prefix) && !is_extended_) misplaced_loop(one.logical_id, one.place);
            walk(one.properties, one.place, site);
            walk(one.policies, one.place, site);
            walk(one.update_policy, one.place, site);
            walk(one.creation_policy, one.place, site);
        }
        for (const TemplateOutput& one : in_.outputs) check_output(one);
        check_circles();
    }

private:
    void check_output(const TemplateOutput& output) {
        walk(output.body, output.place, {"output", output.name});
        const Value* value = output.body.find("Value");
        if (!value) return;
        const bool is_list = value->is_list() || (value->is_call() && yield_of(*value, names_) == Yield::list);
        if (!is_list && (!value->is_map() || is_other_function(*value))) return;
        report_.add({.rule = &rules::output_not_text,
                     .message = fmt::format("the value of output `{}` is a {}", output.name, is_list ? "list" : "map"),
                     .primary = {place_of(value, output.place), {}},
                     .fix = is_list ? "join it with `Fn::Join`, or choose one with `Fn::Select`"
                                    : "write one output for each of its members"});
    }

    void walk(const Value& value, Place around, const FunctionSite& site) {
        const Place place = value.place.or_else(around);
        if (value.is_list())
            for (const Value& one : value.list()) walk(one, place, site);
        if (value.is_map()) {
            check_name(value, place, site);
            for (const Member& one : value.map()) walk(one.value, one.place.or_else(place), site);
        }
        if (!value.is_call()) return;
        check_place(value, place, site);
        check_arguments(value, place, site);
        walk(value.argument(), place, site);
    }

    /// A map with a single key that starts like a function's name is meant to be a function.
    void check_name(const Value& value, Place place, const FunctionSite& site) {
        if (!is_other_function(value)) return;
        const std::string& name = value.map().front().name;
        if (name.starts_with(loop_prefix)) return;
        Nearest near(name);
        for (const std::string_view known : functions_as_maps) {
            if (name == known) return;
            near.offer(known);
        }
        for (int one = 0; one <= static_cast<int>(Intrinsic::length); ++one) {
            const std::string_view known = long_name(static_cast<Intrinsic>(one));
            // A raw resource of a stack has its functions as maps.
            if (name == known) return;
            near.offer(known);
        }
        const std::string advice = name == "Fn::Ref"     ? "write `Ref`"
                                   : near.best().empty() ? "use a function from the template reference"
                                                         : fmt::format("did you mean `{}`?", near.best());
        const Place where = value.map().front().place.or_else(place);
        const bool has_form = name.size() > 4 && is_upper(name[4]) &&
                              std::all_of(name.begin() + 4, name.end(), [](char one) { return is_alphanumeric(one); });
        // These two have a short form only.
        const bool is_other_form = name == "Fn::Ref" || name == "Fn::Condition";
        if (has_form && !is_other_form && !is_misspelling(name, near.best())) {
            report_.add({.rule = &rules::unlisted_function,
                         .message = fmt::format("{} `{}` uses `{:.80}`, a function that bob does not know", site.kind,
                                                site.name, name),
                         .primary = {where, fmt::format("not there on {}", schema::data_date())},
                         .fix = or_refresh(advice),
                         .why = why_unlisted(schema::data_date())});
            return;
        }
        report_.add({.rule = &rules::unknown_function,
                     .message = fmt::format("{} `{}` uses `{:.80}`, which is not a CloudFormation function", site.kind,
                                            site.name, name),
                     .primary = {where, {}},
                     .fix = advice});
    }

    // ---- where it is used ----------------------------------------------------------------------------------------

    void check_place(const Value& value, Place place, const FunctionSite& site) {
        const Intrinsic function = value.call().function;
        switch (function) {
            case Intrinsic::equals:
            case Intrinsic::not_:
            case Intrinsic::and_:
            case Intrinsic::or_:
            case Intrinsic::condition:
                if (site.is_condition) return;
                return misplaced(function, place, site, "which only works in `Conditions`",
                                 "declare a condition, and select with `Fn::If`");
            case Intrinsic::get_att:
                if (!site.is_condition) return;
                return misplaced(function, place, site, "which refers to a resource that does not exist yet",
                                 "use a parameter instead");
            case Intrinsic::if_:
                if (!site.is_condition) return;
                return misplaced(function, place, site, "which does not work there",
                                 "combine conditions with `Fn::And`, `Fn::Or` and `Fn::Not`");
            case Intrinsic::to_json_string:
            case Intrinsic::length:
                if (is_extended_) return;
                return misplaced(function, place, site, "which is a language extension",
                                 fmt::format("add `Transform: {}`", language_extensions));
            case Intrinsic::base64:
            case Intrinsic::cidr:
            case Intrinsic::get_azs:
            case Intrinsic::import_value:
                if (!site.is_condition) return;
                return misplaced(function, place, site, "which does not work there", "use a parameter instead");
            case Intrinsic::ref:
            case Intrinsic::sub:
            case Intrinsic::join:
            case Intrinsic::select:
            case Intrinsic::split:
            case Intrinsic::find_in_map:
            case Intrinsic::transform:
                return;
        }
    }

    void misplaced_loop(std::string_view name, Place place) {
        report_.add({.rule = &rules::misplaced_function,
                     .message = fmt::format("`{:.80}` is a language extension", name),
                     .primary = {place, {}},
                     .fix = fmt::format("add `Transform: {}`", language_extensions)});
    }

    void misplaced(Intrinsic function, Place place, const FunctionSite& site, std::string_view why, std::string fix) {
        report_.add({.rule = &rules::misplaced_function,
                     .message = fmt::format("{} `{}` uses `{}`, {}", site.kind, site.name, long_name(function), why),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    // ---- its arguments --------------------------------------------------------------------------------------------

    void check_arguments(const Value& value, Place place, const FunctionSite& site) {
        const Intrinsic function = value.call().function;
        const Value& argument = value.argument();
        if (is_brought(argument)) return;
        const List* parts = argument.is_list() ? &argument.list() : nullptr;
        const std::size_t count = parts ? parts->size() : 0;
        const auto wrong = [&](std::string_view wanted) {
            report_.add(
                {.rule = &rules::wrong_function_argument,
                 .message = fmt::format("`{}` in {} `{}` needs {}", long_name(function), site.kind, site.name, wanted),
                 .primary = {argument.place.or_else(place), {}},
                 .fix = "write it as shown on its page in the template reference"});
        };
        const auto gives_list = [&](const Value& one) {
            return one.is_list() || (one.is_call() && yield_of(one, names_) != Yield::scalar) || is_brought(one);
        };
        const auto all_conditions = [&] {
            return std::all_of(parts->begin(), parts->end(), [](const Value& one) { return one.is_call(); });
        };

        switch (function) {
            case Intrinsic::ref:
                if (!argument.is_text() && !(is_extended_ && argument.is_call()))
                    wrong("the name of a parameter or a resource");
                return;
            case Intrinsic::condition:
                if (!argument.is_text()) wrong("the name of a condition");
                return;
            case Intrinsic::get_att:
                if (count < 2 || !std::all_of(parts->begin(), parts->end(), text_or_function))
                    wrong("a logical id and an attribute");
                return;
            case Intrinsic::sub:
                return check_substitution(value, place, site, wrong);
            case Intrinsic::join:
                if (count != 2 || !is_plain((*parts)[0]) || !gives_list((*parts)[1]))
                    wrong("a separator string, and a list");
                return;
            case Intrinsic::split:
                if (count != 2 || !is_plain((*parts)[0]) || !text_or_function((*parts)[1]))
                    wrong("the separator string, and a string");
                return;
            case Intrinsic::select:
                if (count != 2 || !(integer_in((*parts)[0]) || (*parts)[0].is_call()) || !gives_list((*parts)[1]))
                    return wrong("a number from 0, and a list");
                return check_selection((*parts)[0], (*parts)[1], wrong);
            case Intrinsic::if_:
                if (count != 3 || !(*parts)[0].is_text()) wrong("the name of a condition, and two values");
                return;
            case Intrinsic::equals:
                if (count != 2 || !std::all_of(parts->begin(), parts->end(), text_or_function)) wrong("two strings");
                return;
            case Intrinsic::not_:
                if (count != 1 || !all_conditions()) wrong("a list of one condition");
                return;
            case Intrinsic::and_:
            case Intrinsic::or_:
                if (count < 2 || count > 10 || !all_conditions()) wrong("a list of 2 to 10 conditions");
                return;
            case Intrinsic::find_in_map:
                // The fourth is a language extension: a map with `DefaultValue`.
                if (count < 3 || count > (is_extended_ ? 4 : 3) ||
                    !std::all_of(parts->begin(), parts->begin() + 3, text_or_function))
                    wrong("the name of a mapping, and two keys");
                return;
            case Intrinsic::cidr:
                if (count < 2 || count > 3 || !std::all_of(parts->begin(), parts->end(), text_or_function))
                    wrong("an address block, a count, and perhaps a number of bits");
                return;
            case Intrinsic::base64:
                if (!text_or_function(argument)) wrong("a string");
                return;
            case Intrinsic::get_azs:
                if (!text_or_function(argument)) wrong("the name of a region");
                return;
            case Intrinsic::import_value:
                if (!text_or_function(argument)) wrong("the name of an export");
                return;
            case Intrinsic::transform:
                if (count == 0
                        ? !argument.find("Name")
                        : !std::all_of(parts->begin(), parts->end(), [](const Value& one) { return one.find("Name"); }))
                    wrong("the `Name` of a macro");
                return;
            case Intrinsic::to_json_string:
                if (argument.is_scalar()) wrong("a map or a list");
                return;
            case Intrinsic::length:
                if (!gives_list(argument)) wrong("a list");
                return;
        }
    }

    template <class Wrong>
    void check_selection(const Value& index, const Value& from, const Wrong& wrong) {
        const auto number = integer_in(index);
        if (!number) return;
        if (*number < 0) return wrong("a number from 0, and a list");
        if (!from.is_list()) return;
        // An element may expand to several, or disappear.
        const List& all = from.list();
        if (std::any_of(all.begin(), all.end(), [](const Value& one) { return one.is_call(Intrinsic::if_); })) return;
        if (static_cast<std::size_t>(*number) >= all.size())
            wrong(fmt::format("a list with more than {} elements for the number {}", all.size(), *number));
    }

    template <class Wrong>
    void check_substitution(const Value& value, Place place, const FunctionSite& site, const Wrong& wrong) {
        constexpr std::string_view wanted = "a string, or a list of a string and a map of variables";
        const Value& argument = value.argument();
        if (argument.is_text()) return;
        if (!argument.is_list() || argument.list().size() != 2) return wrong(wanted);
        const Value &text = argument.list()[0], &own = argument.list()[1];
        if (!text.is_text() || !own.is_map()) return wrong(wanted);
        std::vector<std::string_view> used;
        for (const Substitution& one : substitutions(text.text()))
            used.push_back(one.attribute.empty()
                               ? one.name
                               : std::string_view(one.name.data(), one.name.size() + 1 + one.attribute.size()));
        std::sort(used.begin(), used.end());
        for (const Member& one : own.map()) {
            if (one.name.starts_with("Fn::")) continue;
            if (!text_or_function(one.value)) wrong(fmt::format("a string for its variable `{:.80}`", one.name));
            if (std::binary_search(used.begin(), used.end(), std::string_view(one.name))) continue;
            report_.add({.rule = &rules::unused_substitution,
                         .message = fmt::format("`Fn::Sub` in {} `{}` never uses its variable `{:.80}`", site.kind,
                                                site.name, one.name),
                         .primary = {one.place.or_else(place), {}},
                         .fix = fmt::format("write `${{{:.80}}}` in the string, or remove the variable", one.name)});
        }
    }

    // ---- cycles between conditions --------------------------------------------------------------------------------

    /// Depth first, with an explicit stack, because there may be very many. A condition that is reached while it is
    /// still open closes a cycle; each cycle is reported once, at the condition that closes it.
    void check_circles() {
        enum class State : unsigned char { fresh, open, done };
        const std::size_t count = in_.conditions.size();
        std::unordered_map<std::string_view, std::size_t> position;
        for (std::size_t i = 0; i < count; ++i) position.emplace(in_.conditions[i].name, i);
        std::vector<std::vector<std::size_t>> asked(count);
        for (std::size_t i = 0; i < count; ++i)
            each_mention(in_.conditions[i].expression, {}, [&](const Mention& one) {
                const auto found = position.find(one.name);
                if (one.kind == Mention::Kind::condition && found != position.end()) asked[i].push_back(found->second);
            });
        std::vector<State> states(count, State::fresh);
        std::vector<std::size_t> next(count, 0), way;
        for (std::size_t root = 0; root < count; ++root) {
            if (states[root] != State::fresh) continue;
            way.push_back(root);
            states[root] = State::open;
            while (!way.empty()) {
                const std::size_t at = way.back();
                if (next[at] == asked[at].size()) {
                    states[at] = State::done;
                    way.pop_back();
                    continue;
                }
                const std::size_t to = asked[at][next[at]++];
                if (states[to] == State::open) circle(std::find(way.begin(), way.end(), to), way.end());
                if (states[to] != State::fresh) continue;
                states[to] = State::open;
                way.push_back(to);
            }
        }
    }

    template <class Iterator>
    void circle(Iterator begin, Iterator end) {
        constexpr std::ptrdiff_t most_told = 8;
        std::string names;
        for (Iterator one = begin; one != end && one - begin < most_told; ++one)
            names += fmt::format("{}`{}`", one == begin ? "" : ", ", in_.conditions[*one].name);
        const TemplateCondition& first = in_.conditions[*begin];
        report_.add({.rule = &rules::condition_cycle,
                     .message = end - begin == 1 ? fmt::format("condition `{}` depends on itself", first.name)
                                                 : fmt::format("conditions {}{} depend on each other in a cycle", names,
                                                               end - begin > most_told ? " and more" : ""),
                     .primary = {first.place, {}},
                     .fix = "make one of them depend on parameters only"});
    }

    const Template& in_;
    const Names& names_;
    bool is_extended_;
    Report& report_;
};

}  // namespace

void check_intrinsics(const Facts& facts, Report& report) { IntrinsicCheck(facts, report).run(); }

}  // namespace bobgen
