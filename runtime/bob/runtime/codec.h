/// Converts between C++ types and `Value`, for bodies, events and items.
///
/// Supported are strings, bool, arithmetic types, enums (by the names of their enumerators), `Timestamp`,
/// `EpochSeconds`, `Number`, bytes, `std::optional`, `std::vector`, `std::set`, `std::map` with text keys, `Value`, and
/// every aggregate of these. Specialise `Codec` for other types.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bob/enumerators.h"
#include "bob/fields.h"
#include "bob/key.h"
#include "bob/runtime/error.h"
#include "bob/runtime/value.h"

namespace bob {

using Bytes = std::vector<std::byte>;

/// The reader's position in a document, and the errors so far. Reading continues after an error, so that the caller
/// sees every invalid field at once.
class Reading {
public:
    /// What an absent member that is not optional means: for a body it is an error, for a stored item (written before
    /// the struct got the member) it keeps the struct's default.
    enum class Missing : std::uint8_t { is_an_error, keeps_the_default };

    /// Whether paths say the names of a map's members, which are the sender's own words. In a log they are `[*]`.
    enum class Names : std::uint8_t { shown, hidden };
    static constexpr std::size_t unlimited = std::size_t(-1);

    explicit Reading(Missing missing = Missing::is_an_error, std::size_t room = unlimited, Names names = Names::shown)
        : room_(room), missing_(missing), names_(names) {}

    void wrong(std::string_view code, std::string message);
    bool ok() const { return errors_.empty(); }
    std::vector<FieldError>& errors() { return errors_; }
    Missing missing() const { return missing_; }
    Names names() const { return names_; }
    /// Counts the memory of so many elements of a list or a map: an object that is `{}` in a document can be a struct
    /// of a kilobyte. False, and an error, once there is no room for them.
    bool take(std::size_t count, std::size_t each);
    /// Whether `take` found no room.
    bool exhausted() const { return exhausted_; }
    /// Whether everything could be read. Rules over several members are skipped if a part of the object is missing.
    bool whole() const { return whole_; }
    void set_whole(bool whole) { whole_ = whole; }

    /// The name of a map's member.
    struct Key {
        std::string_view name;
    };
    /// Appends to the path during its lifetime.
    class Step {
    public:
        Step(Reading& reading, std::string_view member);
        Step(Reading& reading, Key key);
        Step(Reading& reading, std::size_t element);
        ~Step() { reading_.path_.resize(length_); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

    private:
        Reading& reading_;
        std::size_t length_;
    };

private:
    void extend_path(std::string_view by);

    std::string path_;
    std::vector<FieldError> errors_;
    std::size_t error_bytes_ = 0;
    std::size_t room_;
    Missing missing_;
    Names names_;
    bool whole_ = true;
    bool exhausted_ = false;
};

/// How `T` is written and read: `static Value encode(const T&)` and `static void decode(const Value&, T&, Reading&)`.
template <class T>
struct Codec;

template <class T>
Value encode(const T& from) {
    return Codec<T>::encode(from);
}
template <class T>
void decode(const Value& from, T& into, Reading& reading) {
    Codec<T>::decode(from, into, reading);
}

/// RFC 3339 in UTC with milliseconds where there are any: `2026-03-01T09:00:00Z`. They sort as text within one
/// precision, so `to_text` always writes three digits: `2026-03-01T09:00:00.000Z`. Throws a `Failure` for a time
/// outside of the years 1 to 9999, which has no text form.
std::string to_text(Timestamp time);
/// Reads RFC 3339 with any offset, and up to nine digits of a second, of which three are kept. The result can be
/// written again: in UTC, too, it is in the years 1 to 9999.
std::optional<Timestamp> parse_timestamp(std::string_view text);
/// The current time.
Timestamp now();

namespace detail {

void wrong_type(Reading&, std::string_view expected);
bool decode_integer(const Value&, std::int64_t low, std::int64_t high, std::int64_t& into, Reading&);
bool decode_unsigned(const Value&, std::uint64_t high, std::uint64_t& into, Reading&);
bool decode_double(const Value&, double& into, Reading&);
bool decode_float(const Value&, float& into, Reading&);
void decode_number(const Value&, Number& into, Reading&);
void decode_enumerator(const Value&, const std::string_view* names, std::size_t count, std::size_t& index, Reading&);
void missing_field(Reading&);

/// What a tree needs for an element, besides the element.
inline constexpr std::size_t node_size = 48;
/// What the elements of an input may take in memory. The check `memory-small-for-body` counts with the same.
constexpr std::size_t room_for(std::size_t input_bytes) {
    constexpr std::size_t least = std::size_t{16} << 20U;
    constexpr std::size_t for_a_byte = 16;
    return input_bytes > least / for_a_byte ? input_bytes * for_a_byte : least;
}

}  // namespace detail

template <>
struct Codec<Value> {
    static Value encode(const Value& from) { return from; }
    static void decode(const Value& from, Value& into, Reading&) { into = from; }
};
template <>
struct Codec<std::string> {
    static Value encode(const std::string& from) { return Value::string(from); }
    static void decode(const Value& from, std::string& into, Reading& reading) {
        if (from.is(Value::Kind::string))
            into.assign(from.text());
        else
            detail::wrong_type(reading, "a text");
    }
};
template <>
struct Codec<bool> {
    static Value encode(bool from) { return Value::boolean(from); }
    static void decode(const Value& from, bool& into, Reading& reading) {
        if (from.is(Value::Kind::boolean))
            into = from.truth();
        else
            detail::wrong_type(reading, "true or false");
    }
};
template <std::signed_integral T>
struct Codec<T> {
    static Value encode(T from) { return Value::number(static_cast<std::int64_t>(from)); }
    static void decode(const Value& from, T& into, Reading& reading) {
        std::int64_t whole = 0;
        if (detail::decode_integer(from, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), whole, reading))
            into = static_cast<T>(whole);
    }
};
template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>)
struct Codec<T> {
    static Value encode(T from) { return Value::number(static_cast<std::uint64_t>(from)); }
    static void decode(const Value& from, T& into, Reading& reading) {
        std::uint64_t whole = 0;
        if (detail::decode_unsigned(from, std::numeric_limits<T>::max(), whole, reading)) into = static_cast<T>(whole);
    }
};
template <std::floating_point T>
struct Codec<T> {
    /// Throws a `Failure` for infinity and NaN, which JSON does not have.
    static Value encode(T from) {
        if constexpr (std::same_as<T, float>)
            return Value::number(from);
        else
            return Value::number(static_cast<double>(from));
    }
    static void decode(const Value& from, T& into, Reading& reading) {
        if constexpr (std::same_as<T, float>) {
            if (float number = 0; detail::decode_float(from, number, reading)) into = number;
        } else {
            if (double number = 0; detail::decode_double(from, number, reading)) into = static_cast<T>(number);
        }
    }
};
template <class T>
    requires std::is_enum_v<T>
struct Codec<T> {
    static constexpr std::size_t count = detail::count_enumerators<T>();
    static_assert(count > 0, "an enum is stored by the names of its enumerators, which count up from 0");
    static Value encode(T from) {
        const auto index = static_cast<std::size_t>(from);
        return Value::string(std::string(index < count ? detail::enumerators<T>[index] : std::string_view()));
    }
    static void decode(const Value& from, T& into, Reading& reading) {
        std::size_t index = static_cast<std::size_t>(into);
        detail::decode_enumerator(from, detail::enumerators<T>.data(), count, index, reading);
        into = static_cast<T>(index);
    }
};
template <>
struct Codec<Number> {
    static Value encode(const Number& from) { return Value::number(from.digits); }
    /// What DynamoDB can store: at most 38 digits, and a magnitude of 1E-130 to 9.9…E+125.
    static void decode(const Value& from, Number& into, Reading& reading) {
        detail::decode_number(from, into, reading);
    }
};
template <>
struct Codec<Timestamp> {
    static Value encode(Timestamp from) { return Value::string(to_text(from)); }
    static void decode(const Value& from, Timestamp& into, Reading& reading);
};
template <>
struct Codec<EpochSeconds> {
    static Value encode(EpochSeconds from);
    static void decode(const Value& from, EpochSeconds& into, Reading& reading);
};
template <>
struct Codec<Bytes> {
    static Value encode(const Bytes& from) {
        return Value::binary(std::string(reinterpret_cast<const char*>(from.data()), from.size()));
    }
    /// Bytes of an item, or base64 text of a JSON document.
    static void decode(const Value& from, Bytes& into, Reading& reading);
};

template <class T>
struct Codec<std::optional<T>> {
    static Value encode(const std::optional<T>& from) { return from ? bob::encode(*from) : Value(); }
    static void decode(const Value& from, std::optional<T>& into, Reading& reading) {
        if (!from) return;  // keeps the struct's default
        if (from.is(Value::Kind::null)) {
            into.reset();
        } else {
            if (!into) into.emplace();
            bob::decode(from, *into, reading);
        }
    }
};
template <class T>
struct Codec<std::vector<T>> {
    static Value encode(const std::vector<T>& from) {
        Value made = Value::list();
        made.reserve(from.size());
        for (const auto& one : from) made.push_back(bob::encode(static_cast<const T&>(one)));
        return made;
    }
    static void decode(const Value& from, std::vector<T>& into, Reading& reading) {
        if (!from.is(Value::Kind::list)) return detail::wrong_type(reading, "a list");
        into.clear();
        if (!reading.take(from.elements().size(), sizeof(T))) return;
        into.reserve(from.elements().size());
        for (std::size_t i = 0; i < from.elements().size(); ++i) {
            const Reading::Step step(reading, i);
            T one{};
            bob::decode(from.elements()[i], one, reading);
            into.push_back(std::move(one));
        }
    }
};
/// A DynamoDB set of strings, numbers or binaries. An empty one is `[]` in JSON, and not stored, because DynamoDB
/// has no empty sets.
template <class T>
struct Codec<std::set<T>> {
    static constexpr ScalarType type = scalar_type<T>;
    static_assert(type != ScalarType::none, "a set holds strings, numbers or binaries");
    static Value encode(const std::set<T>& from) {
        Value made = Value::set(type == ScalarType::string   ? Value::Kind::string_set
                                : type == ScalarType::number ? Value::Kind::number_set
                                                             : Value::Kind::binary_set);
        for (const T& one : from) made.push_back(bob::encode(one));
        return made;
    }
    static void decode(const Value& from, std::set<T>& into, Reading& reading) {
        into.clear();
        const auto kind = from.kind();
        if (kind != Value::Kind::list && kind != Value::Kind::string_set && kind != Value::Kind::number_set &&
            kind != Value::Kind::binary_set)
            return detail::wrong_type(reading, "a list");
        if (!reading.take(from.elements().size(), sizeof(T) + detail::node_size)) return;
        for (std::size_t i = 0; i < from.elements().size(); ++i) {
            const Reading::Step step(reading, i);
            T one{};
            bob::decode(from.elements()[i], one, reading);
            into.insert(std::move(one));
        }
    }
};
template <class T, class Less>
struct Codec<std::map<std::string, T, Less>> {
    static Value encode(const std::map<std::string, T, Less>& from) {
        Value made = Value::map();
        for (const auto& [name, one] : from) made.append(name, bob::encode(one));
        return made;
    }
    static void decode(const Value& from, std::map<std::string, T, Less>& into, Reading& reading) {
        if (!from.is(Value::Kind::map)) return detail::wrong_type(reading, "an object");
        into.clear();
        if (!reading.take(from.members().size(), sizeof(std::string) + sizeof(T) + detail::node_size)) return;
        for (const auto& member : from.members()) {
            const Reading::Step step(reading, Reading::Key{member.name()});
            bob::decode(member.value, into[std::string(member.name())], reading);
        }
    }
};

namespace detail {
template <class T>
inline constexpr bool may_be_absent = false;
template <class T>
inline constexpr bool may_be_absent<std::optional<T>> = true;
template <class T>
inline constexpr bool may_be_absent<std::set<T>> = true;  // an empty set is stored as no attribute
}  // namespace detail

template <Reflected T>
struct Codec<T> {
    static Value encode(const T& from) {
        Value made = Value::map();
        for_each_field(from, [&](std::string_view name, const auto& member) {
            Value value = bob::encode(member);
            if (value) made.append(name, std::move(value));
        });
        return made;
    }
    static void decode(const Value& from, T& into, Reading& reading) {
        if (!from.is(Value::Kind::map)) return detail::wrong_type(reading, "an object");
        for_each_field(into, [&]<class Member>(std::string_view name, Member& member) {
            const Value& value = from[name];
            const Reading::Step step(reading, name);
            if (value) return bob::decode(value, member, reading);
            if constexpr (!detail::may_be_absent<Member>)
                if (reading.missing() == Reading::Missing::is_an_error) detail::missing_field(reading);
        });
    }
};

}  // namespace bob
