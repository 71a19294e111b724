#include "attribute_value.h"

#include <set>
#include <string>

#include "bob/runtime/error.h"
#include "text.h"

namespace bob::runtime {

namespace {

using Form = Value::Kind;

[[noreturn]] void bad(std::string message) { throw Failure("BadAttributeValue", std::move(message)); }

Value string_of(Value&& json, std::string_view type) {
    if (!json.is(Form::string)) bad("the value of `" + std::string(type) + "` is no text");
    return std::move(json);
}

Value bytes_of(Value&& json, std::string_view type) {
    std::string bytes;
    if (!from_base64(string_of(std::move(json), type).text(), bytes))
        bad("the value of `" + std::string(type) + "` is no base64");
    return Value::binary(bytes);
}

/// A JSON number, since it may be written into a document.
Value number_of(Value&& json, std::string_view type) {
    const Value text = string_of(std::move(json), type);
    if (!is_number(text.text())) bad("the value of `" + std::string(type) + "` is no number");
    return Value::number(text.text());
}

std::span<Value> list_of(Value& json, std::string_view type) {
    if (!json.is(Form::list)) bad("the value of `" + std::string(type) + "` is no list");
    return json.elements();
}

template <class Read>
Value set_of(Value&& json, std::string_view type, Form kind, Read read) {
    Value made = Value::set(kind);
    for (Value& one : list_of(json, type)) made.push_back(read(std::move(one)));
    return made;
}

Value typed(std::string_view type, Value value) {
    Value made = Value::map();
    made.append(type, std::move(value));
    return made;
}

/// As it was written, unless DynamoDB would take offence at more digits than count, or at the exponent of a zero.
std::string number_text(std::string_view number) {
    constexpr std::size_t surely_taken = 38;
    std::string canonical = canonical_number(number);
    return canonical == "0" || number.size() > surely_taken ? canonical : std::string(number);
}

Value texts(Value&& set) {
    Value made = Value::list();
    std::set<std::string> numbers;
    for (Value& one : set.elements()) {
        // `1` and `1.0` are one number, and a set that has it twice is refused.
        if (one.is(Form::number) && !numbers.insert(canonical_number(one.text())).second) continue;
        made.push_back(Value::string(one.is(Form::binary)   ? to_base64(one.text())
                                     : one.is(Form::number) ? number_text(one.text())
                                                            : std::string(one.text())));
    }
    return made;
}

}  // namespace

bool is_empty_set(const Value& value) {
    const bool set = value.is(Form::string_set) || value.is(Form::number_set) || value.is(Form::binary_set);
    return set && value.elements().empty();
}

Value attribute_value(Value json) {
    if (!json.is(Form::map) || json.members().size() != 1) bad("an attribute value is an object with one member");
    const std::string_view type = json.members()[0].name();
    Value value = std::move(json.members()[0].value);
    const auto number = [&](Value&& one) { return number_of(std::move(one), type); };
    const auto string = [&](Value&& one) { return string_of(std::move(one), type); };
    const auto binary = [&](Value&& one) { return bytes_of(std::move(one), type); };

    if (type == "S") return string(std::move(value));
    if (type == "N") return number(std::move(value));
    if (type == "B") return binary(std::move(value));
    if (type == "BOOL") {
        if (!value.is(Form::boolean)) bad("the value of `BOOL` is neither true nor false");
        return value;
    }
    if (type == "NULL") return Value::null();
    if (type == "M") return item_value(std::move(value));
    if (type == "L") {
        Value made = Value::list();
        made.reserve(list_of(value, type).size());
        for (Value& one : value.elements()) made.push_back(attribute_value(std::move(one)));
        return made;
    }
    if (type == "SS") return set_of(std::move(value), type, Form::string_set, string);
    if (type == "NS") return set_of(std::move(value), type, Form::number_set, number);
    if (type == "BS") return set_of(std::move(value), type, Form::binary_set, binary);
    bad("there is no attribute type `" + std::string(type) + "`");
}

Value to_attribute_value(Value value) {
    // Inside a list, where it can't be left out, a list stands for an empty set.
    if (is_empty_set(value)) return typed("L", Value::list());
    switch (value.kind()) {
        case Form::absent:
        case Form::null:
            return typed("NULL", Value::boolean(true));
        case Form::boolean:
            return typed("BOOL", std::move(value));
        case Form::number:
            return typed("N", Value::string(number_text(value.text())));
        case Form::string:
            return typed("S", std::move(value));
        case Form::binary:
            return typed("B", Value::string(to_base64(value.text())));
        case Form::list: {
            for (Value& one : value.elements()) one = to_attribute_value(std::move(one));
            return typed("L", std::move(value));
        }
        case Form::map:
            return typed("M", to_item_value(std::move(value)));
        case Form::string_set:
            return typed("SS", texts(std::move(value)));
        case Form::number_set:
            return typed("NS", texts(std::move(value)));
        case Form::binary_set:
            return typed("BS", texts(std::move(value)));
    }
    return typed("NULL", Value::boolean(true));
}

Value item_value(Value json) {
    if (!json.is(Form::map)) bad("an item is an object");
    for (auto& member : json.members()) member.value = attribute_value(std::move(member.value));
    return json;
}

Value to_item_value(Value item) {
    Value made = Value::map();
    made.reserve(item.members().size());
    for (auto& member : item.members())
        if (member.value && !is_empty_set(member.value))
            made.append(member.name(), to_attribute_value(std::move(member.value)));
    return made;
}

}  // namespace bob::runtime
