/// Any CloudFormation resource that bob has no declaration for, in CloudFormation's own form.
#pragma once

#include <string>
#include <vector>

#include "bob/expression.h"
#include "bob/table.h"

namespace bob {

struct Object;
struct Array;

/// A scalar, an intrinsic function, an object or an array.
struct Property {
    enum class Form : unsigned char { expression, object, array };
    Form form = Form::expression;
    Expression expression;
    std::vector<Text> names;  ///< the names of an object's elements
    std::vector<Property> elements;
    Place place;

    template <class T>
        requires std::constructible_from<Expression, T, std::source_location>
    Property(T value, std::source_location at = std::source_location::current())
        : expression(value, at), place(place_unless_bool<T>(at)) {}
    Property(Expression value) : expression(value), place(value.place) {}
    Property(Object value, std::source_location at = std::source_location::current());
    Property(Array value, std::source_location at = std::source_location::current());
};

/// Named properties in order: `Object{{"Name", "orders"}, {"Tags", Array{…}}}`.
struct Object {
    struct Entry {
        Text name;
        Property value;
    };
    std::vector<Text> names;
    std::vector<Property> values;

    Object() = default;
    Object(std::initializer_list<Entry> entries) {
        for (const Entry& entry : entries) add(entry.name, entry.value);
    }
    void add(Text name, Property value) {
        names.push_back(name);
        values.push_back(std::move(value));
    }
};

struct Array {
    std::vector<Property> values;

    Array() = default;
    /// GCC 12 reports the end of the declaration for each of these, so an object uses the place of its first name, and
    /// the others use the place of the array.
    Array(std::initializer_list<Property> elements) : values(elements) {
        for (Property& one : values) {
            one.place = one.names.empty() ? Place() : one.names.front().place;
            one.expression.place = {};
        }
    }
};

inline Property::Property(Object value, std::source_location at)
    : form(Form::object), names(std::move(value.names)), elements(std::move(value.values)), place(at) {}
inline Property::Property(Array value, std::source_location at)
    : form(Form::array), elements(std::move(value.values)), place(at) {}

/// The resource itself. Only the rules that apply to every template check it.
struct RawResource {
    static constexpr Kind kind = Kind::resource;
    LogicalId name;  ///< the logical id
    Text type;       ///< "AWS::Events::EventBus"
    Object properties = {};
    std::vector<Text> depends_on = {};
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    Text condition = {};
};
void lower(const RawResource&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
