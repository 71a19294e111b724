#include "generator/check/dynamodb/table.h"

#include "generator/analysis/resolve.h"
#include "generator/nearest.h"

namespace bobgen::dynamodb {

namespace {

/// Whether the list of a property is fully known: it is absent, or a list without undecided elements.
bool decided(Spot list) {
    if (!list) return true;
    if (!list.value->is_list()) return false;
    for (const Value& one : list.value->list())
        if (!one.is_map()) return false;
    return true;
}

void read_indexes(Table& table, std::string_view property, bool global) {
    std::size_t number = 0;
    for (Spot body : table.properties[property].elements()) {
        ++number;
        // The structure check reports an element that is not a map; an element that is a call may be anything.
        if (!body.value->is_map()) continue;
        Index index{global, {}, body, Text(body["IndexName"]), KeySchema(body["KeySchema"]), body["Projection"]};
        index.title = index.name.known && !index.name.text.empty()
                          ? "index `" + index.name.text + "`"
                          : std::string(global ? "global" : "local") + " index " + std::to_string(number);
        index.title += " of " + table.title;
        table.indexes.push_back(std::move(index));
    }
}

}  // namespace

Spot Spot::operator[](std::string_view member) const {
    const Member* found = value ? value->find_member(member) : nullptr;
    return found ? Spot{&found->value, found->place.or_else(place())} : Spot{nullptr, place()};
}

std::vector<Spot> Spot::elements() const {
    std::vector<Spot> found;
    if (!value || !value->is_list()) return found;
    found.reserve(value->list().size());
    for (const Value& one : value->list()) found.push_back({&one, place()});
    return found;
}

Text::Text(Spot from) : present(from.value != nullptr), place(from.place()) {
    if (from.value == nullptr || is_unknown(*from.value)) return;
    auto found = text_in(*from.value);
    known = found.has_value();
    if (known) text = std::move(*found);
}

KeySchema::KeySchema(Spot from) : place(from.place()) {
    if (!from || !from.value->is_list()) return;
    readable = complete = true;
    for (Spot element : from.elements()) {
        const Text type(element["KeyType"]);
        const Half half = type.is("HASH") ? Half::partition : type.is("RANGE") ? Half::sort : Half::unknown;
        attributes.push_back({Text(element["AttributeName"]), half, element.place(), type.place});
        complete &= attributes.back().name.known && half != Half::unknown;
    }
}

const KeyAttribute* KeySchema::first(Half half) const {
    for (const KeyAttribute& one : attributes)
        if (one.half == half) return &one;
    return nullptr;
}

Table::Table(const TemplateResource& from, const Value& resolved_properties)
    : resource(&from),
      title("table `" + from.logical_id + "`"),
      properties{&resolved_properties, from.place},
      name(properties["TableName"]),
      key(properties["KeySchema"]) {
    const Spot given = properties["AttributeDefinitions"];
    definitions_complete = given && given.value->is_list();
    for (Spot element : given.elements()) {
        definitions.push_back({Text(element["AttributeName"]), Text(element["AttributeType"]), element.place()});
        definitions_complete &= definitions.back().name.known;
    }
    read_indexes(*this, "GlobalSecondaryIndexes", true);
    read_indexes(*this, "LocalSecondaryIndexes", false);
    indexes_complete = decided(properties["GlobalSecondaryIndexes"]) && decided(properties["LocalSecondaryIndexes"]);
}

std::string quoted_list(const std::vector<std::string_view>& names, std::string_view conjunction) {
    std::string made;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) made += i + 1 == names.size() ? " " + std::string(conjunction) + " " : std::string(", ");
        made.append("`").append(names[i]).append("`");
    }
    return made;
}

std::string nearest_fix(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string_view found = nearest(word, candidates);
    return found.empty() ? std::string() : "did you mean `" + std::string(found) + "`?";
}

}  // namespace bobgen::dynamodb
