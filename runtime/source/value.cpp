#include "bob/runtime/value.h"

#include <charconv>

namespace bob {

Value::Value() noexcept = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

namespace {

template <class T>
std::string digits(T value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

}  // namespace

Value Value::null() {
    Value made;
    made.kind_ = Kind::null;
    return made;
}

Value Value::boolean(bool value) {
    Value made;
    made.kind_ = Kind::boolean;
    made.truth_ = value;
    return made;
}

Value Value::number(std::string text) {
    Value made;
    made.kind_ = Kind::number;
    made.text_ = std::move(text);
    return made;
}

Value Value::number(std::int64_t value) { return number(digits(value)); }
Value Value::number(std::uint64_t value) { return number(digits(value)); }
Value Value::number(double value) { return number(digits(value)); }

Value Value::string(std::string text) {
    Value made;
    made.kind_ = Kind::string;
    made.text_ = std::move(text);
    return made;
}

Value Value::binary(std::string bytes) {
    Value made;
    made.kind_ = Kind::binary;
    made.text_ = std::move(bytes);
    return made;
}

Value Value::list() {
    Value made;
    made.kind_ = Kind::list;
    return made;
}

Value Value::map() {
    Value made;
    made.kind_ = Kind::map;
    return made;
}

Value Value::set(Kind kind) {
    Value made;
    made.kind_ = kind;
    return made;
}

const Value& Value::operator[](std::string_view name) const {
    static const Value nothing;
    const Value* found = const_cast<Value*>(this)->find(name);
    return found ? *found : nothing;
}

Value* Value::find(std::string_view name) {
    for (auto member = members_.rbegin(); member != members_.rend(); ++member)
        if (member->name == name) return &member->value;
    return nullptr;
}

Value& Value::set(std::string_view name, Value value) {
    if (Value* found = find(name)) return *found = std::move(value);
    return append(name, std::move(value));
}

Value& Value::append(std::string_view name, Value value) {
    members_.push_back({std::string(name), std::move(value)});
    return members_.back().value;
}

void Value::erase(std::string_view name) {
    std::erase_if(members_, [&](const Member& member) { return member.name == name; });
}

void Value::push_back(Value value) { elements_.push_back(std::move(value)); }

bool operator==(const Value& one, const Value& other) {
    return one.kind_ == other.kind_ && one.truth_ == other.truth_ && one.text_ == other.text_ &&
           one.elements_ == other.elements_ && one.members_ == other.members_;
}

}  // namespace bob
