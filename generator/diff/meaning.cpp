#include "generator/diff/meaning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "generator/diff/lists.h"
#include "generator/emit/json.h"
#include "generator/report/text.h"

namespace bobgen::diff {

namespace {

/// Deeper than anything written by hand; the reader rejects what is too deep to walk.
constexpr unsigned max_depth = 600;

Value text_value(std::string text, Place place) { return Value(std::move(text)).at(place); }

/// `["x"]` and `"x"` are the same in a policy.
bool may_stand_alone(std::string_view name) {
    return name == "Action" || name == "NotAction" || name == "Resource" || name == "NotResource" ||
           name == "Statement" || name == "AWS" || name == "Service" || name == "Federated" || name == "CanonicalUser";
}

/// By their text; values that are equal as "True" and true may still be sorted apart.
int order(const Value& a, const Value& b);

int order(const List& a, const List& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (const int found = order(a[i], b[i])) return found;
    return a.size() < b.size() ? -1 : a.size() > b.size();
}

int order(const Map& a, const Map& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (const int found = a[i].name.compare(b[i].name)) return found;
        if (const int found = order(a[i].value, b[i].value)) return found;
    }
    return a.size() < b.size() ? -1 : a.size() > b.size();
}

int order(const Value& a, const Value& b) {
    const auto rank = [](const Value& one) {
        return one.is_null() ? -1 : one.is_scalar() ? 0 : static_cast<int>(one.kind());
    };
    if (rank(a) != rank(b)) return rank(a) - rank(b);
    if (a.is_null()) return 0;
    if (a.is_text() && b.is_text()) return a.text().compare(b.text());
    if (a.is_scalar()) return text_in(a).value_or("").compare(text_in(b).value_or(""));
    if (a.is_list()) return order(a.list(), b.list());
    if (a.is_map()) return order(a.map(), b.map());
    if (a.call().function != b.call().function)
        return static_cast<int>(a.call().function) - static_cast<int>(b.call().function);
    return order(a.argument(), b.argument());
}

bool before(const Value& a, const Value& b) { return order(a, b) < 0; }

}  // namespace

bool same(const Value& a, const Value& b) {
    if (a.is_text() && b.is_text()) return a.text() == b.text();
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.is_scalar() && b.is_scalar()) {
        // CloudFormation accepts "True" for true, but only where a boolean is expected.
        if (a.kind() == Value::Kind::boolean || b.kind() == Value::Kind::boolean)
            return boolean_in(a).has_value() && boolean_in(a) == boolean_in(b);
        return text_in(a) == text_in(b);
    }
    if (a.kind() != b.kind()) return false;
    if (a.is_call()) return a.call().function == b.call().function && same(a.argument(), b.argument());
    if (a.is_list())
        return std::equal(a.list().begin(), a.list().end(), b.list().begin(), b.list().end(),
                          [](const Value& one, const Value& other) { return same(one, other); });
    return std::equal(
        a.map().begin(), a.map().end(), b.map().begin(), b.map().end(),
        [](const Member& one, const Member& other) { return one.name == other.name && same(one.value, other.value); });
}

bool is_absent(const Value* value) { return !value || (value->is_list() && value->list().empty()); }

bool Side::holds(std::string_view condition) const {
    return condition.empty() || deployment_->condition(condition).value_or(true);
}

bool Side::has(const TemplateResource& resource) const { return holds(resource.condition); }

Value Side::meaning(const Value& value) const { return canonical(deployment_->resolved(value), {}, false, 0); }

std::string Side::filled_in(std::string_view name, std::string_view attribute) const {
    std::string made(1, filled_in_begin);
    made.append(name);
    if (!attribute.empty()) made.append(".").append(attribute);
    return made + filled_in_end;
}

/// The string that a value becomes, with placeholders; false when it is not a string.
bool Side::spell(const Value& value, std::string& out, unsigned depth) const {
    if (depth > max_depth) return false;
    if (value.is_scalar()) {
        const auto text = text_in(value);
        if (text) out += *text;
        return text.has_value();
    }
    if (!value.is_call()) return false;
    const Value& argument = value.argument();
    switch (value.call().function) {
        case Intrinsic::ref:
            if (!argument.is_text()) return false;
            out += filled_in(argument.text(), {});
            return true;
        case Intrinsic::get_att: {
            if (!argument.is_list() || argument.list().size() != 2) return false;
            const auto id = text_of(&argument.list()[0]), attribute = text_of(&argument.list()[1]);
            if (!id || !attribute) return false;
            // An ARN may also be written out; the meaning is the same.
            const std::string arn = *attribute == "Arn" ? spelt_out(value, *names_) : std::string();
            if (!arn.starts_with("arn:")) {
                out += filled_in(*id, *attribute);
                return true;
            }
            std::size_t written = 0;
            for (const Substitution& one : substitutions(arn)) {
                out.append(arn, written, one.begin - written);
                out += filled_in(one.name, one.attribute);
                written = one.end;
            }
            out.append(arn, written);
            return true;
        }
        case Intrinsic::sub: {
            if (argument.is_text()) return spell_substitution(argument.text(), nullptr, out, depth + 1);
            if (!argument.is_list() || argument.list().empty() || !argument.list()[0].is_text()) return false;
            const List& parts = argument.list();
            return spell_substitution(parts[0].text(), parts.size() > 1 ? &parts[1] : nullptr, out, depth + 1);
        }
        case Intrinsic::join: {
            if (!argument.is_list() || argument.list().size() != 2 || !argument.list()[0].is_text() ||
                !argument.list()[1].is_list())
                return false;
            bool first = true;
            for (const Value& part : argument.list()[1].list()) {
                if (!first) out += argument.list()[0].text();
                first = false;
                if (!spell(part, out, depth + 1)) return false;
            }
            return true;
        }
        case Intrinsic::find_in_map: {
            const Value found = mapped(value, depth + 1);
            return !found.is_call() && spell(found, out, depth + 1);
        }
        case Intrinsic::if_:
        case Intrinsic::select:
        case Intrinsic::split:
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
    return false;
}

bool Side::spell_substitution(std::string_view text, const Value* own, std::string& out, unsigned depth) const {
    while (!text.empty()) {
        const std::size_t start = text.find("${");
        const std::size_t end = start == text.npos ? start : text.find('}', start);
        out += text.substr(0, end == text.npos ? end : start);
        if (end == text.npos) return true;
        std::string_view name = text.substr(start + 2, end - start - 2);
        text.remove_prefix(end + 1);
        if (name.starts_with('!')) {
            out.append("${").append(name.substr(1)).append("}");
            continue;
        }
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (const Value* given = own ? own->find(name) : nullptr) {
            if (!spell(deployment_->resolved(*given), out, depth + 1)) return false;
            continue;
        }
        const auto dot = name.find('.');
        const Value meant =
            dot == name.npos ? deployment_->resolved(ref(name)) : get_att(name.substr(0, dot), name.substr(dot + 1));
        if (!spell(meant, out, depth + 1)) return false;
    }
    return true;
}

/// The mapping's value for the keys; the call itself, with the part of the mapping that it may select, when only AWS
/// knows a key.
Value Side::mapped(const Value& call, unsigned depth) const {
    const Value& argument = call.argument();
    if (!argument.is_list() || argument.list().size() < 3) return call;
    std::string keys[3];
    for (std::size_t i = 0; i < 3; ++i)
        if (!spell(argument.list()[i], keys[i], depth + 1)) return call;
    const auto mapping = std::find_if(tree_->mappings.begin(), tree_->mappings.end(),
                                      [&](const TemplateMapping& one) { return one.name == keys[0]; });
    if (mapping == tree_->mappings.end()) return call;
    if (const Value* found = mapping->body.find({keys[1], keys[2]})) {
        Value made = *found;
        made.place = call.place;
        return made;
    }
    if (keys[1].find(filled_in_begin) == std::string::npos || !mapping->body.is_map()) return call;
    Map possible;
    for (const Member& one : mapping->body.map())
        if (const Value* found = one.value.find(keys[2])) possible.push_back({one.name, *found, one.place});
    return bobgen::call(Intrinsic::find_in_map, List{text_value(keys[1], call.place), Value(std::move(possible))});
}

Value Side::canonical_call(const Value& value, std::string_view name, bool in_policy, unsigned depth) const {
    std::string text;
    if (spell(value, text, depth)) return text_value(std::move(text), value.place);
    if (value.is_call(Intrinsic::find_in_map)) {
        const Value found = mapped(value, depth);
        if (!found.is_call()) return canonical(found, name, in_policy, depth + 1);
        Value made = call(Intrinsic::find_in_map, canonical(found.argument(), {}, false, depth + 1));
        return std::move(made).at(value.place);
    }
    if (value.is_call(Intrinsic::if_) && value.argument().is_list() && value.argument().list().size() == 3) {
        // By the condition's expression, so that its name makes no difference.
        const List& parts = value.argument().list();
        const TemplateCondition* asked = parts[0].is_text() ? names_->condition(parts[0].text()) : nullptr;
        List made{asked && depth < max_depth / 2
                      ? canonical(deployment_->resolved(asked->expression), {}, false, depth + max_depth / 8)
                      : parts[0]};
        for (std::size_t i = 1; i < 3; ++i) made.push_back(canonical(parts[i], name, in_policy, depth + 1));
        return call(Intrinsic::if_, std::move(made)).at(value.place);
    }
    return call(value.call().function, canonical(value.argument(), {}, false, depth + 1)).at(value.place);
}

Value Side::canonical(const Value& value, std::string_view name, bool in_policy, unsigned depth) const {
    if (depth > max_depth) return value;
    switch (value.kind()) {
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::text:
            return value;
        case Value::Kind::real: {
            const auto whole = integer_in(value);
            return whole ? Value(*whole).at(value.place) : value;
        }
        case Value::Kind::call:
            return canonical_call(value, name, in_policy, depth);
        case Value::Kind::list: {
            List made;
            made.reserve(value.list().size());
            for (const Value& one : value.list()) made.push_back(canonical(one, name, in_policy, depth + 1));
            if (is_unordered(name, in_policy)) {
                std::stable_sort(made.begin(), made.end(), before);
                if (in_policy) made.erase(std::unique(made.begin(), made.end(), same), made.end());
            }
            if (in_policy && made.size() == 1 && may_stand_alone(name)) return std::move(made.front());
            return Value(std::move(made)).at(value.place);
        }
        case Value::Kind::map: {
            in_policy = in_policy || is_policy(value);
            Map made;
            made.reserve(value.map().size());
            for (const Member& one : value.map())
                made.push_back({one.name, canonical(one.value, one.name, in_policy, depth + 1), one.place});
            std::stable_sort(made.begin(), made.end(),
                             [](const Member& a, const Member& b) { return a.name < b.name; });
            return Value(std::move(made)).at(value.place);
        }
    }
    return value;
}

std::string shown(std::string_view text) {
    std::string made;
    for (const char one : text) {
        if (one == filled_in_begin)
            made += "${";
        else if (one == filled_in_end)
            made += '}';
        else
            made += one;
    }
    return printable(made);
}

namespace {

constexpr std::size_t shown_characters = 60;

std::string cut(std::string text) {
    if (text.size() <= shown_characters) return text;
    std::size_t end = shown_characters - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "...";
}

}  // namespace

std::string shown(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return "null";
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
        case Value::Kind::text:
            return cut(shown(text_in(value).value_or("")));
        case Value::Kind::list: {
            std::string made;
            for (const Value& one : value.list()) {
                made += (made.empty() ? "" : ", ") + shown(one);
                if (made.size() > shown_characters) break;
            }
            return cut("[" + made + "]");
        }
        case Value::Kind::map: {
            std::string made;
            for (const Member& one : value.map()) {
                made += (made.empty() ? "" : ", ") + one.name + ": " + shown(one.value);
                if (made.size() > shown_characters) break;
            }
            return cut("{" + made + "}");
        }
        case Value::Kind::call:
            return cut(fmt::format("{} {}", tag(value.call().function), shown(value.argument())));
    }
    return {};
}

std::string shown_whole(const Value& value) { return to_json(value, JsonStyle::compact); }

void each_filled_in(const Value& root,
                    const std::function<void(std::string_view name, std::string_view attribute)>& visit) {
    each_text(root, {}, [&](std::string_view text, Place) {
        for (std::size_t at = text.find(filled_in_begin); at != text.npos; at = text.find(filled_in_begin, at)) {
            const std::size_t end = text.find(filled_in_end, at);
            if (end == text.npos) return;
            const std::string_view inside = text.substr(at + 1, end - at - 1);
            const auto dot = inside.find('.');
            visit(inside.substr(0, dot), dot == inside.npos ? "" : inside.substr(dot + 1));
            at = end;
        }
    });
}

}  // namespace bobgen::diff
