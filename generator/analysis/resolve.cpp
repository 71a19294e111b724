#include "generator/analysis/resolve.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "generator/analysis/macros.h"
#include "generator/characters.h"

namespace bobgen {

namespace {

/// Deeper than any template written by hand; anything below counts as unknown.
constexpr unsigned max_depth = 64;

constexpr std::string_view no_value = "AWS::NoValue";

/// The elements of an intrinsic's argument list, when it has at least that many.
const List* arguments(const Value& call, std::size_t at_least) {
    const Value& argument = call.argument();
    return argument.is_list() && argument.list().size() >= at_least ? &argument.list() : nullptr;
}

List split_list(std::string_view text, std::string_view separator, bool trim, Place place) {
    List parts;
    for (;;) {
        const std::size_t end = separator.empty() ? text.npos : text.find(separator);
        std::string_view part = text.substr(0, end);
        while (trim && !part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (trim && !part.empty() && part.back() == ' ') part.remove_suffix(1);
        parts.push_back(Value(part).at(place));
        if (end == text.npos) return parts;
        text.remove_prefix(end + separator.size());
    }
}

bool starts_with(const std::string& text, std::string_view start) { return text.rfind(start, 0) == 0; }

/// A parameter's value as CloudFormation passes it on: a string, or a list of strings.
std::optional<Value> as_parameter_value(const Value& given, const Value& body) {
    const Value* type = body.find("Type");
    const std::string type_name = type && type->is_text() ? type->text() : "String";
    // The default is then a name in the Parameter Store, not the value.
    if (starts_with(type_name, "AWS::SSM::Parameter::Value")) return {};
    auto text = text_in(given);
    if (!text || is_unknown(given)) return {};
    if (type_name == "CommaDelimitedList" || starts_with(type_name, "List<"))
        return Value(split_list(*text, ",", true, given.place)).at(given.place);
    return Value(std::move(*text)).at(given.place);
}

const TemplateParameter* find_parameter(const Template& from, std::string_view name) {
    for (const TemplateParameter& one : searched(from.parameters))
        if (one.name == name) return &one;
    return nullptr;
}

const TemplateMapping* find_mapping(const Template& from, std::string_view name) {
    for (const TemplateMapping& one : searched(from.mappings))
        if (one.name == name) return &one;
    return nullptr;
}

/// A value from elsewhere has the place of the reference to it.
Value moved(Value found, Place to) {
    if (!to.known()) return found;
    found.place = to;
    if (found.is_list())
        for (Value& one : found.list()) one.place = to;
    return found;
}

/// `Fn::Sub` in either form: the string, and the map of its own variables.
struct SubCall {
    const std::string* text = nullptr;
    const Value* variables = nullptr;

    explicit SubCall(const Value& call) {
        const Value& argument = call.argument();
        if (argument.is_text()) text = &argument.text();
        const List* both = arguments(call, 2);
        if (both && both->front().is_text()) {
            text = &both->front().text();
            variables = &(*both)[1];
        }
    }
};

}  // namespace

bool is_no_value(const Value& value) {
    return value.is_call(Intrinsic::ref) && value.argument().is_text() && value.argument().text() == no_value;
}

bool is_unknown(const Value& value) {
    return value.is_call() || is_other_function(value) ||
           (value.is_text() && value.text().find("{{resolve:") != std::string::npos);
}

void each_call(const Value& value, Intrinsic function, const std::function<void(const Value&)>& visit) {
    if (value.is_list())
        for (const Value& one : value.list()) each_call(one, function, visit);
    else if (value.is_map())
        for (const Member& one : value.map()) each_call(one.value, function, visit);
    if (!value.is_call()) return;
    if (value.call().function == function) visit(value);
    each_call(value.argument(), function, visit);
}

bool has_calls(const Value& value) {
    if (value.is_call()) return true;
    if (value.is_list()) return std::any_of(value.list().begin(), value.list().end(), has_calls);
    if (!value.is_map()) return false;
    return std::any_of(value.map().begin(), value.map().end(), [](const Member& one) { return has_calls(one.value); });
}

std::optional<std::int64_t> integer_in(const Value& value) {
    if (value.kind() == Value::Kind::integer) return value.integer();
    if (value.kind() == Value::Kind::real) {
        // 2^63 is exact as a double, and the first value that does not fit.
        const double real = value.real();
        if (std::trunc(real) != real || std::abs(real) >= 0x1p63) return {};
        return static_cast<std::int64_t>(real);
    }
    if (!value.is_text()) return {};
    std::string_view digits = value.text();
    if (digits.size() > 1 && digits.front() == '+' && digits[1] != '-') digits.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

std::optional<bool> boolean_in(const Value& value) {
    if (value.kind() == Value::Kind::boolean) return value.boolean();
    if (!value.is_text()) return {};
    const std::string lower = to_lower(value.text());
    if (lower == "true") return true;
    if (lower == "false") return false;
    return {};
}

std::optional<std::string> text_in(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::text:
            return value.text();
        case Value::Kind::boolean:
            return value.boolean() ? "true" : "false";
        case Value::Kind::integer:
            return std::to_string(value.integer());
        case Value::Kind::real: {
            char digits[32];
            return std::string(digits, std::to_chars(digits, digits + sizeof digits, value.real()).ptr);
        }
        case Value::Kind::null:
        case Value::Kind::list:
        case Value::Kind::map:
        case Value::Kind::call:
            break;
    }
    return {};
}

std::optional<Value> Deployment::parameter(std::string_view name) const {
    const TemplateParameter* declared = find_parameter(*template_, name);
    for (const Assumption& one : assumptions_) {
        if (one.parameter != name) continue;
        if (!one.value) return {};
        return declared ? as_parameter_value(Value(*one.value), declared->body) : Value(*one.value);
    }
    if (!declared || !use_defaults_) return {};
    const Value* given = declared->body.find("Default");
    return given ? as_parameter_value(*given, declared->body) : std::nullopt;
}

std::optional<bool> Deployment::condition(std::string_view name) const { return named(name, 0); }

std::optional<bool> Deployment::named(std::string_view name, unsigned depth) const {
    if (depth > max_depth) return {};
    for (const auto& [known, verdict] : judged_)
        if (known == name) return verdict;
    for (const TemplateCondition& one : searched(template_->conditions)) {
        if (one.name != name) continue;
        const std::size_t slot = judged_.size();
        judged_.emplace_back(one.name, std::nullopt);
        const auto verdict = judged(one.expression, depth + 1);
        judged_[slot].second = verdict;
        return verdict;
    }
    return {};
}

std::optional<bool> Deployment::equal(const Value& left, const Value& right, unsigned depth) const {
    const Value a = resolved(left, depth), b = resolved(right, depth);
    if (a == b) return true;
    const auto text_a = is_unknown(a) ? std::nullopt : text_in(a), text_b = is_unknown(b) ? std::nullopt : text_in(b);
    if (text_a && text_b) return *text_a == *text_b;
    // A parameter assumed to have none of the values that are compared.
    const auto differs = [&](const Value& reference, const auto& text) {
        if (!text || !reference.is_call(Intrinsic::ref) || !reference.argument().is_text()) return false;
        return std::any_of(assumptions_.begin(), assumptions_.end(), [&](const Assumption& one) {
            return !one.value && one.parameter == reference.argument().text() &&
                   std::find(one.others.begin(), one.others.end(), *text) != one.others.end();
        });
    };
    if (differs(a, text_b) || differs(b, text_a)) return false;
    return {};
}

std::optional<bool> Deployment::judged(const Value& expression, unsigned depth) const {
    if (depth > max_depth || !expression.is_call()) return {};
    const Value& argument = expression.argument();
    switch (expression.call().function) {
        case Intrinsic::condition:
            return argument.is_text() ? named(argument.text(), depth + 1) : std::nullopt;
        case Intrinsic::equals: {
            const List* both = arguments(expression, 2);
            return both ? equal((*both)[0], (*both)[1], depth + 1) : std::nullopt;
        }
        case Intrinsic::not_: {
            const List* only = arguments(expression, 1);
            const auto found = only ? judged(only->front(), depth + 1) : std::nullopt;
            return found ? std::optional(!*found) : std::nullopt;
        }
        case Intrinsic::and_:
        case Intrinsic::or_: {
            const List* all = arguments(expression, 1);
            if (!all) return {};
            const bool decisive = expression.call().function == Intrinsic::or_;
            bool known = true;
            for (const Value& one : *all) {
                const auto found = judged(one, depth + 1);
                if (found == decisive) return decisive;
                known &= found.has_value();
            }
            return known ? std::optional(!decisive) : std::nullopt;
        }
        case Intrinsic::ref:
        case Intrinsic::get_att:
        case Intrinsic::sub:
        case Intrinsic::join:
        case Intrinsic::select:
        case Intrinsic::split:
        case Intrinsic::if_:
        case Intrinsic::find_in_map:
        case Intrinsic::base64:
        case Intrinsic::cidr:
        case Intrinsic::get_azs:
        case Intrinsic::import_value:
        case Intrinsic::transform:
        case Intrinsic::to_json_string:
        case Intrinsic::length:
            break;
    }
    return {};
}

Value Deployment::resolved(const Value& value) const { return resolved(value, 0); }

Value Deployment::resolved(const Value& value, unsigned depth) const {
    // The reader rejects deep nesting without calls; here it only must not overflow the stack.
    if (depth > 512) return value;
    if (value.is_list()) {
        List kept;
        kept.reserve(value.list().size());
        for (const Value& one : value.list()) {
            Value made = resolved(one, depth + 1);
            if (!is_no_value(made)) kept.push_back(std::move(made));
        }
        return Value(std::move(kept)).at(value.place);
    }
    if (value.is_map()) {
        Map kept;
        kept.reserve(value.map().size());
        for (const Member& one : value.map()) {
            Value made = resolved(one.value, depth + 1);
            if (!is_no_value(made)) kept.push_back({one.name, std::move(made), one.place});
        }
        return Value(std::move(kept)).at(value.place);
    }
    if (!value.is_call()) return value;
    Value made = worked_out(value, depth + 1);
    if (!made.place.known()) made.place = value.place;
    return made;
}

/// The call itself when it cannot be evaluated.
Value Deployment::worked_out(const Value& value, unsigned depth) const {
    if (depth > max_depth) return value;
    const Value& argument = value.argument();
    switch (value.call().function) {
        case Intrinsic::ref: {
            auto found = argument.is_text() ? parameter(argument.text()) : std::nullopt;
            return found ? moved(std::move(*found), value.place) : value;
        }
        case Intrinsic::if_: {
            const List* parts = arguments(value, 3);
            if (!parts || !parts->front().is_text()) return value;
            const auto taken = named(parts->front().text(), depth);
            if (taken) return resolved((*parts)[*taken ? 1 : 2], depth);
            Value yes = resolved((*parts)[1], depth);
            return yes == resolved((*parts)[2], depth) ? yes : value;
        }
        case Intrinsic::sub: {
            const SubCall given(value);
            if (!given.text) return value;
            std::string made;
            std::string_view rest = *given.text;
            for (std::size_t start; (start = rest.find("${")) != rest.npos;) {
                const std::size_t end = rest.find('}', start);
                if (end == rest.npos) break;
                made += rest.substr(0, start);
                const std::string_view name = rest.substr(start + 2, end - start - 2);
                rest.remove_prefix(end + 1);
                if (!name.empty() && name.front() == '!') {
                    made.append("${").append(name.substr(1)).append("}");
                    continue;
                }
                const Value* own = given.variables ? given.variables->find(name) : nullptr;
                const auto found = own ? resolved(*own, depth) : parameter(name);
                const auto text = !found || is_unknown(*found) ? std::nullopt : text_in(*found);
                if (!text) return value;
                made += *text;
            }
            made += rest;
            return Value(std::move(made)).at(value.place);
        }
        case Intrinsic::join: {
            const List* both = arguments(value, 2);
            if (!both || !both->front().is_text()) return value;
            // Mostly some part is known to AWS alone, and then none needs to be copied.
            const auto is_unknown_part = [&](const Value& part) {
                if (part.is_call(Intrinsic::get_att)) return true;
                return part.is_call(Intrinsic::ref) && part.argument().is_text() && !is_no_value(part) &&
                       !parameter(part.argument().text());
            };
            const Value& given = (*both)[1];
            if (given.is_list() && std::any_of(given.list().begin(), given.list().end(), is_unknown_part)) return value;
            const Value parts = resolved(given, depth);
            if (!parts.is_list()) return value;
            std::string made;
            for (std::size_t i = 0; i < parts.list().size(); ++i) {
                const Value& part = parts.list()[i];
                const auto text = is_unknown(part) ? std::nullopt : text_in(part);
                if (!text) return value;
                if (i > 0) made += both->front().text();
                made += *text;
            }
            return Value(std::move(made)).at(value.place);
        }
        case Intrinsic::select: {
            const List* both = arguments(value, 2);
            if (!both) return value;
            const auto index = integer_in(resolved(both->front(), depth));
            const Value from = resolved((*both)[1], depth);
            if (!index || *index < 0 || !from.is_list() || static_cast<std::size_t>(*index) >= from.list().size())
                return value;
            // An undecided element before it may turn out to be absent.
            for (std::int64_t i = 0; i < *index; ++i)
                if (from.list()[static_cast<std::size_t>(i)].is_call(Intrinsic::if_)) return value;
            return from.list()[static_cast<std::size_t>(*index)];
        }
        case Intrinsic::split: {
            const List* both = arguments(value, 2);
            if (!both || !both->front().is_text() || both->front().text().empty()) return value;
            const Value from = resolved((*both)[1], depth);
            if (!from.is_text() || is_unknown(from)) return value;
            return Value(split_list(from.text(), both->front().text(), false, value.place)).at(value.place);
        }
        case Intrinsic::find_in_map:
            return looked_up(value, depth);
        case Intrinsic::get_att:
        case Intrinsic::equals:
        case Intrinsic::not_:
        case Intrinsic::and_:
        case Intrinsic::or_:
        case Intrinsic::condition:
        case Intrinsic::base64:
        case Intrinsic::cidr:
        case Intrinsic::get_azs:
        case Intrinsic::import_value:
        case Intrinsic::transform:
        case Intrinsic::to_json_string:
        case Intrinsic::length:
            break;
    }
    return value;
}

/// Where a key is known only to AWS, such as the region, the result is the value that all entries agree on.
Value Deployment::looked_up(const Value& value, unsigned depth) const {
    const List* keys = arguments(value, 3);
    if (!keys) return value;
    const auto key = [&](std::size_t index) -> std::optional<std::string> {
        const Value made = resolved((*keys)[index], depth);
        return is_unknown(made) ? std::nullopt : text_in(made);
    };
    const auto name = key(0), second = key(2);
    if (!name || !second) return value;
    const TemplateMapping* mapping = find_mapping(*template_, *name);
    if (!mapping || !mapping->body.is_map()) return value;
    const std::span<const Member> entries = searched(mapping->body.map());
    // A mapping with a macro in it may have anything.
    const bool is_all = entries.size() == mapping->body.map().size() &&
                        std::none_of(entries.begin(), entries.end(), [](const Member& one) {
                            return one.value.is_call() || one.name == long_name(Intrinsic::transform);
                        });
    if (!is_all) return value;

    const Value* found = nullptr;
    if (const auto first = key(1)) {
        found = mapping->body.find({*first, *second});
        if (!found && keys->size() > 3) found = (*keys)[3].find("DefaultValue");
    } else {
        for (const Member& entry : mapping->body.map()) {
            const Value* one = entry.value.find(*second);
            if (!one || (found && *one != *found)) return value;
            found = one;
        }
    }
    return found ? moved(resolved(*found, depth), value.place) : value;
}

Deployments::Deployments(const Template& from, Defaults defaults, std::size_t most) {
    constexpr std::size_t most_choices = 200;  // as many as a template may have parameters
    const auto ask = [&](std::string_view name, const std::string& value) {
        const TemplateParameter* declared = find_parameter(from, name);
        if (declared && defaults == Defaults::used && declared->body.find("Default")) return;
        if (!declared && !starts_with(std::string(name), "AWS::")) return;
        auto known = std::find_if(choices_.begin(), choices_.end(), [&](auto& one) { return one.parameter == name; });
        if (known == choices_.end()) {
            if (choices_.size() == most_choices) return;
            Choice made{declared ? std::string_view(declared->name) : name, {}, true};
            const Value* allowed = declared ? declared->body.find("AllowedValues") : nullptr;
            if (allowed && allowed->is_list() && !allowed->list().empty()) {
                made.open = false;
                for (const Value& one : allowed->list())
                    if (auto text = text_in(one)) made.values.push_back(std::move(*text));
            }
            known = choices_.insert(choices_.end(), std::move(made));
        }
        if (known->open && std::find(known->values.begin(), known->values.end(), value) == known->values.end())
            known->values.push_back(value);
    };
    // Every comparison of a parameter with a literal, in source order.
    const auto visit = [&](const auto& self, const Value& expression, unsigned depth) -> void {
        if (depth > max_depth) return;
        if (expression.is_list())
            for (const Value& one : expression.list()) self(self, one, depth + 1);
        if (!expression.is_call()) return;
        const List* both = expression.is_call(Intrinsic::equals) ? arguments(expression, 2) : nullptr;
        for (std::size_t i = 0; both && i < 2; ++i) {
            const Value &reference = (*both)[i], &literal = (*both)[1 - i];
            const auto text = text_in(literal);
            if (text && !is_unknown(literal) && reference.is_call(Intrinsic::ref) && reference.argument().is_text())
                ask(reference.argument().text(), *text);
        }
        self(self, expression.argument(), depth + 1);
    };
    for (const TemplateCondition& one : from.conditions) visit(visit, one.expression, 0);
    // Every parameter that selects an entry of a mapping.
    if (!from.mappings.empty())
        for (const TemplateResource& resource : from.resources)
            each_call(resource.properties, Intrinsic::find_in_map, [&](const Value& one) {
                const List* keys = arguments(one, 3);
                if (!keys || !(*keys)[0].is_text() || !(*keys)[1].is_call(Intrinsic::ref)) return;
                const TemplateMapping* mapping = find_mapping(from, (*keys)[0].text());
                const Value& chosen = (*keys)[1].argument();
                if (!mapping || !mapping->body.is_map() || !chosen.is_text()) return;
                // Mappings by region have many entries, which rarely differ in what a rule reads.
                if (chosen.text().starts_with("AWS::")) return;
                for (const Member& entry : searched(mapping->body.map())) ask(chosen.text(), entry.name);
            });

    // Every resource may be checked in every combination. CloudFormation allows 500 resources.
    constexpr std::size_t most_judgements = 200'000;
    most = std::min(most, most_judgements / (from.resources.size() + 1) + 1);
    std::vector<std::vector<Assumption>> combinations{{}};
    for (const Choice& choice : choices_) {
        const std::size_t ways = choice.values.size() + choice.open;
        if (ways == 0 || combinations.size() * ways > most) continue;
        std::vector<std::vector<Assumption>> longer;
        for (const auto& so_far : combinations)
            for (std::size_t way = 0; way < ways; ++way) {
                longer.push_back(so_far);
                auto value = way < choice.values.size() ? std::optional(choice.values[way]) : std::nullopt;
                longer.back().push_back({choice.parameter, std::move(value), choice.values});
            }
        combinations = std::move(longer);
    }
    for (auto& one : combinations) deployments_.emplace_back(from, std::move(one), defaults == Defaults::used);
}

Value resolved(const Value& value, const Template& from) { return Deployment(from).resolved(value); }

}  // namespace bobgen
