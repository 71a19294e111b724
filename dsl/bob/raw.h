/// Any CloudFormation resource that bob has no declaration for, in CloudFormation's own form.
#pragma once

#include <string>
#include <vector>

#include "bob/expression.h"
#include "bob/table.h"

namespace bob {

namespace detail {
/// A kind that is one resource of a type in `bob::aws`.
template <class T>
concept MadeOfAws = bob::Declared<T> && requires(const T& declared) { declared.resource(); };
/// Such a type itself, made from AWS's data.
template <class T>
concept OfAws = bob::Declared<T> && !MadeOfAws<T> && requires { T::aws; };
}  // namespace detail

struct Object;
struct Array;

// The members of these three are compiled once, in dsl/raw.cpp: the compiler would make those of a vector in every
// source that includes this header, even if it uses none, and that is a quarter of the time to read all of bob's.

/// A scalar, an intrinsic function, an object or an array.
struct Property {
    enum class Form : unsigned char { expression, object, array };
    Form form = Form::expression;
    Expression expression;
    std::vector<Text> names;  ///< the names of an object's elements
    std::vector<Property> elements;
    Place place;

    Property();
    template <class T>
        requires std::constructible_from<Expression, T, std::source_location>
    Property(T value, std::source_location at = std::source_location::current())
        : expression(value, at), place(place_unless_bool<T>(at)) {}
    Property(const Expression& value);
    Property(Object value, std::source_location at = std::source_location::current());
    Property(Array value, std::source_location at = std::source_location::current());
    Property(const Property&);
    Property(Property&&) noexcept;
    Property& operator=(const Property&);
    Property& operator=(Property&&) noexcept;
    ~Property();
};

/// Named properties in order: `Object{{"Name", "orders"}, {"Tags", Array{…}}}`.
struct Object {
    struct Entry {
        Text name;
        Property value;
    };
    std::vector<Text> names;
    std::vector<Property> values;

    Object();
    Object(std::initializer_list<Entry> entries);
    Object(const Object&);
    Object(Object&&) noexcept;
    Object& operator=(const Object&);
    Object& operator=(Object&&) noexcept;
    ~Object();
    void add(Text name, Property value);
};

struct Array {
    std::vector<Property> values;

    Array();
    Array(std::initializer_list<Property> elements);
    Array(const Array&);
    Array(Array&&) noexcept;
    Array& operator=(const Array&);
    Array& operator=(Array&&) noexcept;
    ~Array();
};

/// Something that is created before: its logical id, or a declaration.
struct Dependency {
    Kind kind = Kind::resource;
    std::string_view name;
    const Text* named = nullptr;  ///< has the name, where that is made before `main` and may not be there yet
    Place place;

    constexpr Dependency(const char* logical_id, std::source_location at = std::source_location::current()) noexcept
        : name(logical_id), place(at) {}
    constexpr Dependency(RuntimeText logical_id, std::source_location at = std::source_location::current()) noexcept
        : name(logical_id.text), place(at) {}
    constexpr Dependency(Text logical_id) noexcept : name(logical_id.text), place(logical_id.place) {}
    constexpr Dependency(const Expression& reference) noexcept
        : kind(reference.kind), name(reference.text), named(reference.named), place(reference.place) {}
    template <Declared T>
    constexpr Dependency(const T& on, std::source_location at = std::source_location::current()) noexcept
        : Dependency(Expression(ref(on), at)) {}
};

/// The resource itself. Only the rules that apply to every template check it.
struct RawResource {
    static constexpr Kind kind = Kind::resource;
    LogicalId name;  ///< the logical id
    Text type;       ///< "AWS::Events::EventBus"
    Object properties = {};
    std::vector<Dependency> depends_on = {};
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    Text condition = {};
    Object metadata = {};
    Object creation_policy = {};
    Object update_policy = {};
};
void lower(const RawResource&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
