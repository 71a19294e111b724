#include "bob/raw.h"

#include <utility>

namespace bob {

Property::Property() = default;
Property::Property(const Expression& value) : expression(value), place(value.place) {}
Property::Property(Object value, std::source_location at)
    : form(Form::object), names(std::move(value.names)), elements(std::move(value.values)), place(at) {}
Property::Property(Array value, std::source_location at)
    : form(Form::array), elements(std::move(value.values)), place(at) {}
Property::Property(const Property&) = default;
Property::Property(Property&&) noexcept = default;
Property& Property::operator=(const Property&) = default;
Property& Property::operator=(Property&&) noexcept = default;
Property::~Property() = default;

Object::Object() = default;
Object::Object(std::initializer_list<Entry> entries) {
    for (const Entry& entry : entries) add(entry.name, entry.value);
}
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

void Object::add(Text name, Property value) {
    names.push_back(name);
    values.push_back(std::move(value));
}

Array::Array() = default;
// GCC 12 reports the end of the declaration for each of these, so an object uses the place of its first name, and the
// others use the place of the array.
Array::Array(std::initializer_list<Property> elements) : values(elements) {
    for (Property& one : values) {
        one.place = one.names.empty() ? Place() : one.names.front().place;
        one.expression.place = {};
    }
}
Array::Array(const Array&) = default;
Array::Array(Array&&) noexcept = default;
Array& Array::operator=(const Array&) = default;
Array& Array::operator=(Array&&) noexcept = default;
Array::~Array() = default;

}  // namespace bob
