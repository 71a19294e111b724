/// The document tree: CloudFormation as a value. What bob generates and what it reads have this one type, so every
/// rule, output and comparison works for both.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "generator/place.h"

namespace bobgen {

/// CloudFormation's intrinsic functions. Each has a long form (`{"Fn::GetAtt": …}`) and, in YAML, a short one
/// (`!GetAtt`).
enum class Intrinsic : std::uint8_t {
    ref,
    get_att,
    sub,
    join,
    select,
    split,
    if_,
    equals,
    not_,
    and_,
    or_,
    condition,
    find_in_map,
    base64,
    cidr,
    get_azs,
    import_value,
    transform,
    to_json_string,
    length,
};

/// "Ref", "Fn::GetAtt", …
std::string_view long_name(Intrinsic);
/// "!Ref", "!GetAtt", …
std::string_view tag(Intrinsic);
/// The function that a map of one member is a call of. `Condition` is none here: only its context tells.
std::optional<Intrinsic> function_named(std::string_view long_name);

class Value;
struct Member;
using List = std::vector<Value>;
using Map = std::vector<Member>;  ///< in source order, which is the order of output

/// An intrinsic function with its argument; `Fn::GetAtt` always has a list of two, whatever form it was read from.
struct Call {
    Intrinsic function;
    std::vector<Value> argument;  ///< exactly one; a vector because the type is not complete here
};

class Value {
public:
    enum class Kind : std::uint8_t { null, boolean, integer, real, text, list, map, call };

    // Compiled once, in value.cpp, since a variant makes these dear in every source.
    Value();
    template <std::same_as<bool> T>
    Value(T value) : Value(Truth{value}) {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    Value(T value) : Value(Count{static_cast<std::int64_t>(value)}) {}
    Value(double value);
    Value(const char* text);
    Value(std::string_view text);
    Value(std::string text);
    Value(List elements);
    Value(Map members);
    Value(Call call);
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    // None of the alternatives throws while it is moved, so that there always is one.
    // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange)
    Kind kind() const { return static_cast<Kind>(data_.index()); }
    bool is_null() const { return kind() == Kind::null; }
    bool is_text() const { return kind() == Kind::text; }
    bool is_list() const { return kind() == Kind::list; }
    bool is_map() const { return kind() == Kind::map; }
    bool is_call() const { return kind() == Kind::call; }
    bool is_call(Intrinsic function) const { return is_call() && call().function == function; }
    bool is_scalar() const { return kind() <= Kind::text; }

    bool boolean() const { return std::get<bool>(data_); }
    std::int64_t integer() const { return std::get<std::int64_t>(data_); }
    double real() const { return std::get<double>(data_); }
    const std::string& text() const { return std::get<std::string>(data_); }
    const List& list() const { return std::get<List>(data_); }
    List& list() { return std::get<List>(data_); }
    const Map& map() const { return std::get<Map>(data_); }
    Map& map() { return std::get<Map>(data_); }
    const Call& call() const { return std::get<Call>(data_); }
    Call& call() { return std::get<Call>(data_); }
    const Value& argument() const { return call().argument.front(); }

    /// The member of a map; nothing when there is none, or when this is not a map.
    const Value* find(std::string_view name) const;
    Value* find(std::string_view name);
    const Member* find_member(std::string_view name) const;
    /// The member at the end of a path of names, as `at({"Properties", "TableName"})`.
    const Value* find(std::initializer_list<std::string_view> path) const;

    /// Appends a member to a map (a null value becomes a map first).
    Value& set(std::string_view name, Value value, Place name_place = {});
    /// Appends an element to a list (a null value becomes a list first).
    Value& append(Value element);

    Place place;
    Value at(Place where) &&;

    /// Equal exactly: types, values, order. Places do not count.
    friend bool operator==(const Value&, const Value&);

private:
    struct Truth {
        bool value;
    };
    struct Count {
        std::int64_t value;
    };
    explicit Value(Truth);
    explicit Value(Count);

    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map, Call> data_;
};

struct Member {
    std::string name;
    Value value;
    Place place;  ///< of the name
};

/// The functions by their own names.
Value ref(std::string_view logical_id);
Value get_att(std::string_view logical_id, std::string_view attribute);
Value sub(std::string_view text);
Value join(std::string_view separator, List parts);
Value call(Intrinsic function, Value argument);
/// The same of an argument as an author writes it: "Orders.Arn", of `Fn::GetAtt`, is a list of two.
Value call_as_written(Intrinsic function, Value argument);

/// An ordered map, written in place: `map({{"Type", "AWS::SQS::Queue"}, {"Properties", …}})`.
struct NamedValue {
    std::string_view name;
    mutable Value value;  ///< so that it can be moved out of the list, whose elements are constant
};
struct Element {
    mutable Value value;
    template <std::convertible_to<Value> T>
    Element(T&& from) : value(std::forward<T>(from)) {}
};
Value map(std::initializer_list<NamedValue> members);
Value list(std::initializer_list<Element> elements);

}  // namespace bobgen

extern template class std::vector<bobgen::Value>;
extern template class std::vector<bobgen::Member>;
