/// What a C++ type looks like as JSON, as constant data: the generator makes the schemas of OpenAPI documents of it.
/// `bob/type.h` derives it from the type and its rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bob {

/// A bound of a number. JSON has no infinity, and integers of 64 bits are more than a `double` holds.
struct Bound {
    enum class Form : unsigned char { none, whole, real };
    Form form = Form::none;
    std::int64_t whole = 0;
    double real = 0;

    constexpr Bound() = default;
    constexpr Bound(std::int64_t value) : form(Form::whole), whole(value) {}
    constexpr Bound(double value) : form(Form::real), real(value) {}
    constexpr explicit operator bool() const { return form != Form::none; }
};

/// What is known of a member beyond its type: the keywords of JSON Schema.
/// https://json-schema.org/draft/2020-12/json-schema-validation
struct Constraints {
    static constexpr std::size_t unlimited = std::size_t(-1);

    std::size_t least_length = 0;  ///< characters of a text, elements of a list, members of a map
    std::size_t most_length = unlimited;
    Bound minimum = {};
    Bound maximum = {};
    std::string_view pattern = {};  ///< ECMA-262; it can match anywhere in the text
    std::string_view format = {};   ///< of OpenAPI's registry: "email", "uuid", "date-time"
    const std::string_view* choices = nullptr;
    std::size_t choice_count = 0;
    bool unique = false;  ///< elements of a list
    bool deprecated = false;
    std::string_view description = {};
    std::string_view example = {};  ///< a JSON value
};

struct Schema;

struct SchemaMember {
    std::string_view name;
    const Schema* schema = nullptr;
    bool optional = false;  ///< `std::optional`: absent, or null
    Constraints constraints = {};
    Constraints elements = {};  ///< of a list's elements, by `is::each`
};

/// One type. Structs and enums have names; everything else is written where it is used.
struct Schema {
    enum class Form : unsigned char {
        anything,  ///< `Value`
        text,
        boolean,
        whole,  ///< between `minimum` and `maximum`
        number,
        choice,  ///< an enum, by the names of its enumerators
        list,
        set,  ///< a list without duplicates
        map,  ///< with text keys
        object,
    };

    Form form = Form::anything;
    std::string_view name = {};       ///< "Offer", without its namespace
    std::string_view full_name = {};  ///< "scheduler::Offer"
    std::string_view format = {};     ///< "date-time", "byte", "float"
    Bound minimum = {};
    Bound maximum = {};
    const Schema* element = nullptr;  ///< of a list, a set, a map
    const std::string_view* choices = nullptr;
    std::size_t choice_count = 0;
    const SchemaMember* members = nullptr;
    std::size_t member_count = 0;
    std::string_view description = {};
};

}  // namespace bob
