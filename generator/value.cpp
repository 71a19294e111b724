#include "generator/value.h"

#include <array>
#include <utility>

namespace bobgen {

namespace {

struct NamesOfIntrinsic {
    std::string_view long_name;
    std::string_view tag;
};

constexpr std::array<NamesOfIntrinsic, 20> names{{
    {"Ref", "!Ref"},
    {"Fn::GetAtt", "!GetAtt"},
    {"Fn::Sub", "!Sub"},
    {"Fn::Join", "!Join"},
    {"Fn::Select", "!Select"},
    {"Fn::Split", "!Split"},
    {"Fn::If", "!If"},
    {"Fn::Equals", "!Equals"},
    {"Fn::Not", "!Not"},
    {"Fn::And", "!And"},
    {"Fn::Or", "!Or"},
    {"Condition", "!Condition"},
    {"Fn::FindInMap", "!FindInMap"},
    {"Fn::Base64", "!Base64"},
    {"Fn::Cidr", "!Cidr"},
    {"Fn::GetAZs", "!GetAZs"},
    {"Fn::ImportValue", "!ImportValue"},
    {"Fn::Transform", "!Transform"},
    {"Fn::ToJsonString", "!ToJsonString"},
    {"Fn::Length", "!Length"},
}};

}  // namespace

std::string_view long_name(Intrinsic function) { return names[static_cast<std::size_t>(function)].long_name; }
std::string_view tag(Intrinsic function) { return names[static_cast<std::size_t>(function)].tag; }

std::optional<Intrinsic> function_named(std::string_view name) {
    if (name != "Ref" && !name.starts_with("Fn::")) return {};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].long_name == name) return static_cast<Intrinsic>(i);
    return {};
}

Value::Value() = default;
Value::Value(Truth from) : data_(from.value) {}
Value::Value(Count from) : data_(from.value) {}
Value::Value(double value) : data_(value) {}
Value::Value(const char* text) : data_(std::string(text)) {}
Value::Value(std::string_view text) : data_(std::string(text)) {}
Value::Value(std::string text) : data_(std::move(text)) {}
Value::Value(List elements) : data_(std::move(elements)) {}
Value::Value(Map members) : data_(std::move(members)) {}
Value::Value(Call call) : data_(std::move(call)) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value Value::at(Place where) && {
    place = where;
    return std::move(*this);
}

const Member* Value::find_member(std::string_view name) const {
    if (!is_map()) return nullptr;
    for (const Member& member : map())
        if (member.name == name) return &member;
    return nullptr;
}

const Value* Value::find(std::string_view name) const {
    const Member* member = find_member(name);
    return member ? &member->value : nullptr;
}

Value* Value::find(std::string_view name) { return const_cast<Value*>(std::as_const(*this).find(name)); }

const Value* Value::find(std::initializer_list<std::string_view> path) const {
    const Value* here = this;
    for (std::string_view name : path)
        if (!(here = here->find(name))) return nullptr;
    return here;
}

Value& Value::set(std::string_view name, Value value, Place name_place) {
    if (is_null()) data_ = Map{};
    Map& members = map();
    if (members.empty()) members.reserve(4);  // or it grows by 1, 2 and 4
    return members.emplace_back(std::string(name), std::move(value), name_place).value;
}

Value& Value::append(Value element) {
    if (is_null()) data_ = List{};
    return list().emplace_back(std::move(element));
}

static bool operator==(const Member& a, const Member& b) { return a.name == b.name && a.value == b.value; }
static bool operator==(const Call& a, const Call& b) { return a.function == b.function && a.argument == b.argument; }

bool operator==(const Value& a, const Value& b) { return a.data_ == b.data_; }

Value call(Intrinsic function, Value argument) {
    Call made{function, {}};
    made.argument.push_back(std::move(argument));
    return made;
}

Value call_as_written(Intrinsic function, Value argument) {
    if (function != Intrinsic::get_att || !argument.is_text()) return call(function, std::move(argument));
    const std::string_view text = argument.text();
    const std::size_t dot = text.find('.');
    if (dot == text.npos) return call(function, std::move(argument));
    List parts;
    parts.reserve(2);
    parts.push_back(Value(text.substr(0, dot)).at(argument.place));
    parts.push_back(Value(text.substr(dot + 1)).at(argument.place));
    return call(function, Value(std::move(parts)).at(argument.place));
}

Value ref(std::string_view logical_id) { return call(Intrinsic::ref, logical_id); }
Value get_att(std::string_view logical_id, std::string_view attribute) {
    return call(Intrinsic::get_att, list({logical_id, attribute}));
}
Value sub(std::string_view text) { return call(Intrinsic::sub, text); }
Value join(std::string_view separator, List parts) {
    return call(Intrinsic::join, list({separator, Value(std::move(parts))}));
}

Value map(std::initializer_list<NamedValue> members) {
    Map made;
    made.reserve(members.size());
    for (const NamedValue& member : members)
        made.emplace_back(std::string(member.name), std::move(member.value), Place());
    return made;
}

Value list(std::initializer_list<Element> elements) {
    List made;
    made.reserve(elements.size());
    for (const Element& element : elements) made.push_back(std::move(element.value));
    return made;
}

}  // namespace bobgen

template class std::vector<bobgen::Value>;
template class std::vector<bobgen::Member>;
