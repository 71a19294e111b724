#include "generator/check/template/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/described.h"
#include "generator/analysis/enumerations.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/pattern.h"
#include "generator/analysis/resolve.h"
#include "generator/data/value_constraints.h"
#include "generator/nearest.h"
#include "generator/rules/properties.h"
#include "generator/rules/values.h"

namespace bobgen {

namespace {

using schema::Constraint;
using schema::Constraints;
using schema::Form;
using schema::Relation;
using schema::Shape;
using schema::ValueType;

/// What other rules say at another place: of the layer that is too many, of the setting that needs a FIFO topic.
struct SaidElsewhere {
    std::string_view type;
    std::string_view property;
};
constexpr SaidElsewhere said_elsewhere[] = {
    {"AWS::Lambda::Function", "Layers"},                // too-many-layers
    {"AWS::SNS::Topic", "ContentBasedDeduplication"}};  // fifo-setting-on-standard

bool is_said_elsewhere(std::string_view type, std::string_view property) {
    return std::any_of(std::begin(said_elsewhere), std::end(said_elsewhere),
                       [&](const SaidElsewhere& one) { return one.type == type && one.property == property; });
}

/// A property's path, put into words only when there is something to say: "Rules[2].Status".
struct ValuePath {
    const ValuePath* owner = nullptr;
    std::string_view member = {};
    std::size_t number = 0;  ///< of an element, from 1

    std::string in_words() const {
        if (!owner) return {};
        std::string made = owner->in_words();
        if (number > 0) return made + fmt::format("[{}]", number - 1);
        if (!made.empty()) made += '.';
        return made.append(member);
    }

    /// The name of the property that the value, or the list around it, belongs to.
    std::string_view property() const { return member.empty() && owner ? owner->property() : member; }
};

bool may_be_private(std::string_view property) {
    constexpr std::string_view words[] = {"Password", "Secret", "Token", "Credential", "PrivateKey", "ApiKey"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view one) { return property.find(one) != property.npos; });
}

/// Left to AWS, or to a tool that reads the template before AWS does.
bool is_filled_in(std::string_view text) {
    return text.find("${") != text.npos || text.find("{{resolve:") != text.npos;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char one) { return static_cast<unsigned char>(one) < 0x80; });
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char one) { return (static_cast<unsigned char>(one) & 0xc0) != 0x80; }));
}

std::optional<double> numeric(const Value& value) {
    if (value.kind() == Value::Kind::integer) return static_cast<double>(value.integer());
    if (value.kind() == Value::Kind::real) return value.real();
    if (!value.is_text()) return {};
    const std::string& text = value.text();
    double made = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), made);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(made)) return {};
    return made;
}

bool is_beyond(double number, const Constraint& limit) {
    return (limit.least && number < *limit.least) || (limit.most && number > *limit.most);
}

/// "at most 5", "3 to 255", "at least 1"
std::string bounds(const Constraint& limit) {
    if (!limit.most) return fmt::format("at least {}", *limit.least);
    if (!limit.least) return fmt::format("at most {}", *limit.most);
    if (*limit.least == *limit.most) return fmt::format("exactly {}", *limit.most);
    return fmt::format("{} to {}", *limit.least, *limit.most);
}

std::string plural(double count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// Patterns are compiled once in a program, by their text in the data.
const Pattern* pattern_of(std::string_view text) {
    static std::unordered_map<const char*, std::optional<Pattern>> known;
    const auto [found, is_new] = known.try_emplace(text.data());
    if (is_new) found->second = Pattern::compiled(text);
    return found->second ? &*found->second : nullptr;
}

class ValueCheck {
public:
    ValueCheck(const Facts& facts, Report& report)
        : in_(facts.tree), names_(facts.names), deployment_(facts.tree), report_(report) {}

    void run() {
        if (has_foreign_macros(in_)) return;
        for (const TemplateResource& one : in_.resources) {
            if (one.type == dynamodb_table || !one.type.starts_with("AWS::") || one.logical_id.starts_with("Fn::"))
                continue;
            type_ = schema::find_type(one.type);
            if (!type_ || !type_->transform().empty()) continue;
            of_type_ = &schema::constraints_of(*type_);
            if (of_type_->empty()) continue;
            resource_ = &one;
            static const Value none{Map{}};
            const Value& properties = one.properties.is_null() ? none : one.properties;
            if (properties.is_map()) check_shape(properties, one.place, type_->properties(), {});
        }
    }

private:
    // ---- properties ----------------------------------------------------------------------------------------------

    void check_shape(const Value& map, Place around, const Shape& shape, const ValuePath& path) {
        const schema::ShapeConstraints& known = of_type_->of(shape);
        const Place place = map.place.or_else(around);
        for (const Member& one : map.map())
            if (const schema::Property* property = shape.find(one.name))
                check(one.value, one.place.or_else(place), property->type, known.of(*property),
                      {&path, property->name});
        if (known.relations().empty()) return;
        if (is_open(map)) return;
        for (const Relation& one : known.relations()) check_relation(one, map, place, path);
    }

    /// `Fn::If` counts with the branch that the template's conditions decide on, or else with both.
    void check(const Value& value, Place around, const ValueType& type, const Constraints* limits,
               const ValuePath& path) {
        const Place place = value.place.or_else(around);
        if (value.is_null() || is_other_function(value)) return;
        if (value.is_call(Intrinsic::if_)) {
            const Value& argument = value.argument();
            if (!argument.is_list() || argument.list().size() != 3) return;
            const std::optional<bool> decided = decision(argument.list()[0]);
            if (decided.value_or(true)) check(argument.list()[1], place, type, limits, path);
            if (!decided.value_or(false)) check(argument.list()[2], place, type, limits, path);
            return;
        }
        if (value.is_call()) {
            if (!limits || type.form() != Form::text) return;
            if (const auto text = constant_text(value, names_)) check_scalar(Value(*text), place, type, limits, path);
            return;
        }
        const Form form = type.form();
        if (form == Form::one_of) return check_alternatives(value, place, type, limits, path);
        if (value.is_map() && form == Form::shape) return check_shape(value, place, *type.shape(), path);
        if (value.is_map() && form == Form::map) return check_map(value, place, type, limits, path);
        if (value.is_list() && form == Form::list) return check_list(value, place, type, limits, path);
        if (value.is_scalar() && limits) check_scalar(value, place, type, limits, path);
    }

    std::optional<bool> decision(const Value& condition) const {
        return condition.is_text() ? deployment_.condition(condition.text()) : std::nullopt;
    }

    /// Only when the value can be but one of them.
    void check_alternatives(const Value& value, Place place, const ValueType& type, const Constraints* limits,
                            const ValuePath& path) {
        std::optional<ValueType> only;
        for (const ValueType& one : type.alternatives()) {
            const Form form = one.form();
            const bool fits = value.is_map()    ? form == Form::shape || form == Form::map || form == Form::json
                              : value.is_list() ? form == Form::list || form == Form::json
                                                : form != Form::shape && form != Form::map && form != Form::list;
            if (!fits) continue;
            if (only) return;
            only = one;
        }
        if (only && only->form() != Form::json && only->form() != Form::one_of)
            check(value, place, *only, limits, path);
    }

    void check_map(const Value& map, Place place, const ValueType& type, const Constraints* limits,
                   const ValuePath& path) {
        if (is_open(map)) return;
        if (limits) check_count(map, map.map().size(), place, limits, path, "key");
        const Constraints* of_values = limits ? limits->values.get() : nullptr;
        const Constraints* of_keys = limits ? limits->keys.get() : nullptr;
        for (const Member& one : map.map()) {
            const Place at = one.place.or_else(place);
            const ValuePath way{&path, one.name};
            if (of_keys) check_text(one.name, at, of_keys, way, "the key ");
            check(one.value, at, type.element(), of_values, way);
        }
    }

    void check_list(const Value& list, Place place, const ValueType& type, const Constraints* limits,
                    const ValuePath& path) {
        const Constraints* of_items = limits ? limits->items.get() : nullptr;
        std::size_t number = 0;
        const ValueType element = type.element();
        for (const Value& one : list.list()) check(one, place, element, of_items, {&path, {}, ++number});
        if (!limits) return;
        // What is a call here may become several, or none.
        const bool is_certain = std::none_of(list.list().begin(), list.list().end(), [](const Value& one) {
            return one.is_call() || one.is_null() || is_other_function(one) ||
                   (one.is_text() && is_filled_in(one.text()));
        });
        if (is_certain) check_count(list, list.list().size(), place, limits, path, "item");
    }

    // ---- limits --------------------------------------------------------------------------------------------------

    void check_count(const Value& value, std::size_t count, Place place, const Constraints* limits,
                     const ValuePath& path, std::string_view what) {
        for (const Constraint& one : limits->own) {
            if (one.kind == Constraint::Kind::unique && value.is_list()) check_unique(value, place, path);
            if (one.kind != Constraint::Kind::count || !is_beyond(static_cast<double>(count), one)) continue;
            if (is_said_elsewhere(type_->name(), path.property())) return;
            // Frameworks write an empty list for one that is not there.
            const bool certain = one.certain && count > 0;
            report_.add({.rule = certain ? &rules::count_not_allowed : &rules::doubtful_count,
                         .message = fmt::format("{} has {}, not {}", in_words(path),
                                                plural(static_cast<double>(count), what), bounds(one)),
                         .primary = {place, {}},
                         .fix = one.most && static_cast<double>(count) > *one.most
                                    ? fmt::format("remove {}", plural(static_cast<double>(count) - *one.most, what))
                                    : fmt::format("write {}", bounds(one))});
            return;
        }
    }

    void check_unique(const Value& list, Place place, const ValuePath& path) {
        std::unordered_map<std::string, std::size_t> texts;
        constexpr std::size_t compared = 50;  // maps and lists, each with all others
        for (std::size_t i = 0; i < list.list().size(); ++i) {
            const Value& one = list.list()[i];
            std::optional<std::size_t> first;
            if (one.is_scalar()) {
                const auto [found, is_new] = texts.try_emplace(text_in(one).value_or(""), i);
                if (!is_new) first = found->second;
            } else if (i < compared) {
                for (std::size_t other = 0; other < i && !first; ++other)
                    if (list.list()[other] == one) first = other;
            }
            if (!first) continue;
            const std::string shown =
                one.is_scalar() && !may_be_private(path.property()) ? described(one) : "the same item";
            report_.add({.rule = &rules::repeated_item,
                         .message = fmt::format("{} has {} twice", in_words(path), shown),
                         .primary = {one.place.or_else(place), "again here"},
                         .related = {{list.list()[*first].place.or_else(place), "first here"}},
                         .fix = "remove one of the two"});
            return;
        }
    }

    void check_scalar(const Value& value, Place place, const ValueType& type, const Constraints* limits,
                      const ValuePath& path) {
        if (type.form() == Form::integer || type.form() == Form::number) {
            if (const auto number = numeric(value)) check_number(*number, place, limits, path);
            return;
        }
        if (type.form() != Form::text) return;
        // A number has lost how it was written: 4.0 is 4, and 012345678901 has a digit less.
        if (value.is_text()) check_text(value.text(), place, limits, path, "");
    }

    void check_number(double number, Place place, const Constraints* limits, const ValuePath& path) {
        for (const Constraint& one : limits->own) {
            if (one.kind != Constraint::Kind::range || !is_beyond(number, one)) continue;
            report_.add(
                {.rule = one.certain ? &rules::number_not_allowed : &rules::doubtful_number,
                 .message = fmt::format("{} is {}, which is {}", in_words(path), number,
                                        one.most && number > *one.most ? fmt::format("more than {}", *one.most)
                                                                       : fmt::format("less than {}", *one.least)),
                 .primary = {place, {}},
                 .fix = fmt::format("choose {}", bounds(one))});
            return;
        }
    }

    /// One finding at most: of what is wrong, what says most about it.
    void check_text(const std::string& text, Place place, const Constraints* limits, const ValuePath& path,
                    std::string_view role) {
        if (is_filled_in(text)) return;
        const std::vector<Constraint>& all = limits->own;
        for (const Constraint& one : all)
            if ((one.kind == Constraint::Kind::words || one.kind == Constraint::Kind::any_case) &&
                !is_a_word(text, one))
                return report_word(text, one, place, path);
        const auto is_broken = [&](const Constraint& one) {
            if (one.kind == Constraint::Kind::length) return is_beyond(static_cast<double>(characters_in(text)), one);
            return one.kind == Constraint::Kind::pattern && !has_form(text, one);
        };
        const Constraint* broken = nullptr;
        for (const Constraint& one : all)
            if ((!broken || (one.certain && !broken->certain)) && is_broken(one)) broken = &one;
        if (!broken) return;
        // Frameworks write an empty string for one that is not there, and some types take it.
        const bool certain = broken->certain && !text.empty();
        const std::string subject = role.empty() ? in_words(path) : fmt::format("{}{}", role, in_words(path));
        if (broken->kind == Constraint::Kind::length) {
            const auto count = static_cast<double>(characters_in(text));
            report_.add({.rule = certain ? &rules::length_not_allowed : &rules::doubtful_length,
                         .message = text.empty() ? fmt::format("{} is empty", subject)
                                                 : fmt::format("{} has {}, not {}", subject, plural(count, "character"),
                                                               bounds(*broken)),
                         .primary = {place, {}},
                         .fix = broken->most && count > *broken->most
                                    ? fmt::format("shorten it by {}", plural(count - *broken->most, "character"))
                                : text.empty() ? "write a value, or remove the property"
                                               : fmt::format("write {} characters", bounds(*broken))});
            return;
        }
        const bool secret = may_be_private(path.property());
        report_.add({.rule = certain ? &rules::form_not_allowed : &rules::doubtful_form,
                     .message = fmt::format("{} is {}, which does not have the form that is required", subject,
                                            secret ? "a string" : described(Value(text))),
                     .primary = {place, {}},
                     .fix = advice(broken->text)});
    }

    static bool has_form(std::string_view text, const Constraint& limit) {
        constexpr std::size_t longest = 2'048;  // the time is the length, times the states of the pattern
        if (text.size() > longest || text.ends_with('\n') || !is_ascii(text)) return true;
        const Pattern* pattern = pattern_of(limit.text);
        return !pattern || pattern->matches(text);
    }

    static std::string advice(std::string_view pattern) {
        constexpr std::size_t most_shown = 160;
        return pattern.size() > most_shown ? "write it as the page of the type in the template reference says"
                                           : fmt::format("it has to match `{}`", pattern);
    }

    static std::vector<std::string_view> words_of(const Constraint& limit) {
        std::vector<std::string_view> made;
        for (std::string_view rest = limit.text;;) {
            const std::size_t end = rest.find('|');
            made.push_back(rest.substr(0, end));
            if (end == rest.npos) return made;
            rest.remove_prefix(end + 1);
        }
    }

    static bool is_a_word(std::string_view text, const Constraint& limit) {
        // Without a list of them, as mostly one is it.
        for (std::string_view rest = limit.text, one; !rest.empty();
             rest.remove_prefix(std::min(one.size() + 1, rest.size()))) {
            one = rest.substr(0, rest.find('|'));
            if (one == text || (limit.kind == Constraint::Kind::any_case && one.size() == text.size() &&
                                edit_distance(one, text, 0) == 0))
                return true;
        }
        return false;
    }

    void report_word(const std::string& text, const Constraint& limit, Place place, const ValuePath& path) {
        const auto words = words_of(limit);
        const bool is_wrong = is_proven_wrong(text, words);
        report_.add({.rule = is_wrong ? &rules::unknown_value : &rules::unlisted_value,
                     .message = fmt::format("{} is {}, which {}", in_words(path), described(Value(text)),
                                            is_wrong ? "is not allowed" : "is not in bob's list"),
                     .primary = {place, {}},
                     .fix = advice_on_word(text, words),
                     .why = is_wrong ? std::string() : why_unlisted(schema::constraints_date())});
    }

    // ---- relations -----------------------------------------------------------------------------------------------

    enum class Presence : std::uint8_t { no, maybe, yes };

    Presence presence(const Value* value) const {
        if (!value || is_no_value(*value)) return Presence::no;
        if (value->is_null() || is_other_function(*value)) return Presence::maybe;
        // Services take these for nothing at all, mostly.
        if ((value->is_text() && value->text().empty()) || (value->is_list() && value->list().empty()))
            return Presence::maybe;
        if (!value->is_call(Intrinsic::if_)) return Presence::yes;
        const Value& argument = value->argument();
        if (!argument.is_list() || argument.list().size() != 3) return Presence::maybe;
        if (const std::optional<bool> decided = decision(argument.list()[0]))
            return presence(&argument.list()[*decided ? 1 : 2]);
        const Presence yes = presence(&argument.list()[1]), no = presence(&argument.list()[2]);
        return yes == no ? yes : Presence::maybe;
    }

    /// Whether the condition of a relation certainly holds.
    bool holds(const Relation& relation, const Value& map) const {
        if (relation.given.empty()) return true;
        const Value* value = map.find(relation.given);
        if (presence(value) != Presence::yes) return false;
        if (relation.values.empty()) {
            if (value->is_call()) return true;
            return boolean_in(*value) != false;
        }
        if (value->is_call()) return false;
        const auto text = text_in(*value);
        return text && std::find(relation.values.begin(), relation.values.end(), *text) != relation.values.end();
    }

    void check_relation(const Relation& relation, const Value& map, Place place, const ValuePath& path) {
        if (!holds(relation, map) || is_said_elsewhere(type_->name(), relation.given)) return;
        const Member* given = relation.given.empty() ? nullptr : map.find_member(relation.given);
        const Place around = given ? given->place.or_else(place) : place;
        std::vector<const Member*> there;
        std::size_t maybe = 0;
        for (const std::string_view one : relation.properties) {
            const Member* found = map.find_member(one);
            const Presence is_there = presence(found ? &found->value : nullptr);
            if (is_there == Presence::yes) there.push_back(found);
            if (is_there == Presence::maybe) ++maybe;
        }
        using enum Relation::Kind;
        switch (relation.kind) {
            case all:
                for (const std::string_view one : relation.properties)
                    if (presence(map.find(one)) == Presence::no) missing(relation, one, around, path);
                return;
            case none:
                for (const Member* one : there) excluded(relation, *given, *one, place, path);
                return;
            case any:
                if (there.empty() && maybe == 0) missing_all(relation, around, path);
                return;
            case one:
                if (there.empty() && maybe == 0) return missing_all(relation, around, path);
                [[fallthrough]];
            case most:
                if (there.size() > 1) excluded(relation, *there[0], *there[1], place, path);
                return;
        }
    }

    /// The rule's reason, with the page that says so.
    static std::string reason(const Rule& rule, const Relation& relation) {
        return relation.page.empty() ? std::string()
                                     : fmt::format("{} (`{}` in the template reference)", rule.why, relation.page);
    }

    static std::string condition_of(const Relation& relation) {
        if (relation.values.empty()) return fmt::format("`{}`", relation.given);
        return fmt::format("`{}: {}`", relation.given, fmt::join(relation.values, "` or `"));
    }

    void missing(const Relation& relation, std::string_view property, Place place, const ValuePath& path) {
        const Value* value = resource_->properties.find(relation.given);
        const auto text = value && !relation.values.empty() ? text_in(*value) : std::nullopt;
        report_.add(
            {.rule = &rules::missing_dependent_property,
             .message = fmt::format("{} has no `{}`, which {} needs", in_words(path), property,
                                    text ? fmt::format("`{}: {}`", relation.given, *text) : condition_of(relation)),
             .primary = {place, {}},
             .fix = fmt::format("add `{}`", property),
             .why = reason(rules::missing_dependent_property, relation)});
    }

    void missing_all(const Relation& relation, Place place, const ValuePath& path) {
        report_.add({.rule = &rules::missing_alternative,
                     .message = fmt::format(
                         "{} has none of `{}`{}", in_words(path), fmt::join(relation.properties, "`, `"),
                         relation.given.empty() ? std::string()
                                                : fmt::format(", of which {} needs one", condition_of(relation))),
                     .primary = {place, {}},
                     .fix = relation.kind == Relation::Kind::any ? "add one of them" : "add exactly one of them",
                     .why = reason(rules::missing_alternative, relation)});
    }

    void excluded(const Relation& relation, const Member& first, const Member& second, Place around,
                  const ValuePath& path) {
        const auto text = relation.values.empty() ? std::nullopt : text_in(first.value);
        report_.add({.rule = &rules::exclusive_properties,
                     .message = fmt::format("{} has both `{}{}` and `{}`", in_words(path), first.name,
                                            text ? ": " + *text : std::string(), second.name),
                     .primary = {second.place.or_else(second.value.place).or_else(around), "not beside the other"},
                     .related = {{first.place.or_else(first.value.place).or_else(around), "here"}},
                     .fix = "remove one of the two",
                     .why = reason(rules::exclusive_properties, relation)});
    }

    // ---- words ---------------------------------------------------------------------------------------------------

    std::string in_words(const ValuePath& path) const {
        const std::string made = path.in_words();
        const std::string resource = fmt::format("resource `{}`", resource_->logical_id);
        return made.empty() ? resource : fmt::format("`{}` of {}", made, resource);
    }

    const Template& in_;
    const Names& names_;
    Deployment deployment_;
    Report& report_;
    const TemplateResource* resource_ = nullptr;
    const schema::ResourceType* type_ = nullptr;
    const schema::TypeConstraints* of_type_ = nullptr;
};

struct PlaceHash {
    std::size_t operator()(const Place& place) const {
        return (static_cast<std::size_t>(place.line) << 20U) ^ static_cast<std::size_t>(place.column);
    }
};

}  // namespace

void check_values(const Facts& facts, Report& report) { ValueCheck(facts, report).run(); }

void add_unsaid(const Report& on_values, Report& report) {
    if (on_values.clean()) return;
    std::unordered_multimap<Place, std::string, PlaceHash> said;
    for (const Diagnostic& one : report.diagnostics()) said.emplace(one.primary.place, one.message);
    for (const Diagnostic& one : on_values.diagnostics()) {
        const auto [begin, end] = said.equal_range(one.primary.place);
        // What is missing is told at the place of the whole, where others may tell other things.
        const bool is_about_absence =
            one.rule == &rules::missing_dependent_property || one.rule == &rules::missing_alternative;
        const bool is_said = std::any_of(begin, end, [&](const auto& other) {
            if (!is_about_absence) return true;
            const std::size_t name = one.message.find("has no");
            const std::size_t quote = one.message.find('`', name == one.message.npos ? 0 : name);
            const std::string word = one.message.substr(quote, one.message.find('`', quote + 1) - quote + 1);
            return other.second.find(word) != std::string::npos;
        });
        if (!one.primary.place.known() || !is_said) report.add(one);
    }
}

}  // namespace bobgen
