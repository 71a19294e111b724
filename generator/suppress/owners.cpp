#include "generator/suppress/owners.h"

#include <algorithm>
#include <tuple>

namespace bobgen {

namespace {

auto order(Place place) { return std::tuple(std::string_view(place.file), place.line, place.column); }

}  // namespace

std::size_t Owners::Hash::operator()(const Place& place) const {
    return std::hash<std::string_view>()(place.file) ^ (place.line * std::size_t{4099} + place.column);
}

Owners::Owners(const Template& tree) {
    for (const TemplateResource& one : tree.resources) {
        for (const Place place :
             {one.place, one.id_place, one.condition_place, one.depends_on_place, one.overridden_at})
            add(place, one);
        for (const Value* part : {&one.properties, &one.creation_policy, &one.update_policy, &one.metadata})
            add(*part, one);
        beginnings_.push_back({one.place, &one});
    }
    const auto others = [&](const auto& section) {
        for (const auto& one : section) beginnings_.push_back({one.place, nullptr});
    };
    others(tree.parameters);
    others(tree.mappings);
    others(tree.conditions);
    others(tree.outputs);
    for (const Place place : {tree.place, tree.description_place, tree.metadata.place})
        beginnings_.push_back({place, nullptr});
    std::erase_if(beginnings_, [](const Beginning& one) { return !one.place.known(); });
    std::stable_sort(beginnings_.begin(), beginnings_.end(),
                     [](const Beginning& a, const Beginning& b) { return order(a.place) < order(b.place); });
}

void Owners::add(Place place, const TemplateResource& resource) {
    if (!place.known()) return;
    const auto [first, last] = places_.equal_range(place);
    if (std::none_of(first, last, [&](const auto& known) { return known.second == &resource; }))
        places_.emplace(place, &resource);
}

void Owners::add(const Value& value, const TemplateResource& resource) {
    add(value.place, resource);
    if (value.is_list())
        for (const Value& one : value.list()) add(one, resource);
    if (value.is_call()) add(value.argument(), resource);
    if (!value.is_map()) return;
    for (const Member& one : value.map()) {
        add(one.place, resource);
        add(one.value, resource);
    }
}

bool Owners::owns(std::string_view logical_id, Place place) const {
    if (!place.known()) return false;
    const auto [first, last] = places_.equal_range(place);
    if (std::any_of(first, last, [&](const auto& known) { return known.second->logical_id == logical_id; }))
        return true;
    const auto behind = std::upper_bound(beginnings_.begin(), beginnings_.end(), order(place),
                                         [](const auto& at, const Beginning& one) { return at < order(one.place); });
    if (behind == beginnings_.begin()) return false;
    // Resources that start at the same place come from one declaration.
    const Place begins = (behind - 1)->place;
    if (std::string_view(begins.file) != place.file) return false;
    for (auto one = behind; one != beginnings_.begin() && (one - 1)->place == begins; --one)
        if ((one - 1)->resource && (one - 1)->resource->logical_id == logical_id) return true;
    return false;
}

}  // namespace bobgen
