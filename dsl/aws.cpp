#include "bob/aws.h"

#include <cstring>
#include <deque>
#include <string>
#include <utility>

namespace bob::aws::detail {

namespace {

/// Declarations are made before `main` and read until it ends, so nothing here is ever destroyed.
Property* kept(Property made) {
    static auto& all = *new std::deque<Property>;  // never moves its elements
    return &all.emplace_back(std::move(made));
}

/// What is written in a declaration's braces. Its place is that of the first thing in it that has one.
Property property(const Given& given) {
    Property made;  // null, of `{}`
    if (given.value)
        made = *given.value;
    else if (given.literal)
        made = Property(Expression(RuntimeText{given.literal}, given.place.at));
    if (given.place.known()) made.place = made.expression.place = given.place;
    return made;
}

void add(Property& to, const bob::Text& name, Property value) {
    if (!to.place.known()) to.place = name.place.known() ? name.place : value.place;
    to.names.push_back(name);
    to.elements.push_back(std::move(value));
}

/// Calls `take(name, given)` for each member that is given.
void each_given(const char* names, const void* first, auto&& take) {
    const auto* at = static_cast<const std::byte*>(first);
    for (std::string_view rest = names; !rest.empty(); at += sizeof(Given)) {
        bob::Text name = RuntimeText{rest.substr(0, rest.find('|'))};
        rest.remove_prefix(std::min(name.text.size() + 1, rest.size()));
        Given given;
        std::memcpy(static_cast<void*>(&given), at, sizeof given);
        if (!given) continue;
        Property value = property(given);
        name.place = value.place;
        take(name, std::move(value));
    }
}

Object object(const Given& given) {
    Object made;
    if (given.value) {
        made.names = given.value->names;
        made.values = given.value->elements;
    }
    return made;
}

/// Its characters live as long as the program.
std::string_view kept_text(std::string made) {
    static auto& all = *new std::deque<std::string>;
    return all.emplace_back(std::move(made));
}

std::string_view name_at(std::string_view names, std::size_t position) {
    for (; position > 0 && names.find('|') != names.npos; --position) names.remove_prefix(names.find('|') + 1);
    return names.substr(0, names.find('|'));
}

}  // namespace

Property property_of(const Given& given) { return property(given); }

bob::Text typed_path(const Type& type, std::size_t position, std::source_location at) {
    return {RuntimeText{kept_text(std::string(type.name) + '.' + std::string(name_at(type.properties, position)))}, at};
}
bob::Text longer_path(bob::Text path, const char* names, std::size_t position) {
    path.text = kept_text(std::string(path.text) + '.' + std::string(name_at(names, position)));
    return path;
}

const Property* keep(const Expression& value) { return kept(Property(value)); }
const Property* keep(const Object& value) {
    return kept(Property(value, value.names.empty() ? std::source_location() : value.names.front().place.at));
}
const Property* keep(const Array& value) { return kept(Property(value, {})); }

const Property* keep_members(const char* names, const void* first) {
    Property* made = kept({});
    made->form = Property::Form::object;
    each_given(names, first, [&](const bob::Text& name, Property value) { add(*made, name, std::move(value)); });
    return made;
}

Property* keep_list() {
    Property* made = kept({});
    made->form = Property::Form::array;
    return made;
}
Property* keep_map() {
    Property* made = kept({});
    made->form = Property::Form::object;
    return made;
}

void append(Property* list, const Given& element, Place of_list) {
    const auto same = [](Place one, Place other) {
        return one.at.line() == other.at.line() && one.at.column() == other.at.column();
    };
    Property value = property(element);
    if (same(value.place, of_list)) value.place = value.expression.place = {};
    if (!list->place.known()) list->place = value.place;
    list->elements.push_back(std::move(value));
}
void append(Property* map, const bob::Text& name, const Given& element) { add(*map, name, property(element)); }

void fill(RawResource& made, const Type& type, const void* first, const Common& common) {
    made.type.text = type.name;
    each_given(type.properties, first, [&](bob::Text name, Property value) {
        // What has no place of its own, as `true`, is in this declaration.
        if (!name.place.known()) name.place = made.name.place;
        made.properties.add(name, std::move(value));
    });
    if (common.depends_on.value)
        for (const Property& one : common.depends_on.value->elements) {
            bob::Dependency on(one.expression);
            on.place = one.place;
            made.depends_on.push_back(on);
        }
    made.metadata = object(common.metadata);
    made.creation_policy = object(common.creation_policy);
    made.update_policy = object(common.update_policy);
}

}  // namespace bob::aws::detail
