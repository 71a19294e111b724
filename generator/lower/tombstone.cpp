#include "generator/lower/tombstone.h"

#include <algorithm>

#include "generator/lower/lower.h"

namespace bobgen {

const Holder* holder_of(std::string_view type) {
    const auto* found =
        std::find_if(std::begin(holders), std::end(holders), [&](const Holder& one) { return one.type == type; });
    return found == std::end(holders) ? nullptr : found;
}

namespace lowering {

namespace {

std::string_view type_of(const bob::Tombstone& one) {
    if (one.type) return one.type.text;
    for (const Holder& holder : holders)
        if (holder.kind == one.of.kind) return holder.type;
    return {};
}

bool is_of_stage(const bob::Tombstone& one, std::string_view stage) {
    return one.stages.empty() ||
           std::any_of(one.stages.begin(), one.stages.end(), [&](const bob::Text& name) { return name.text == stage; });
}

/// Missing settings are reported by the check, so they are left out here.
Value entry(const bob::Tombstone& from) {
    const Place place = Place(from.name.place).or_else(from.logical_id.place).or_else(from.why.place);
    Value made = Map{};
    std::string id = naming::logical_id(from.of.kind, from.name.text, from.logical_id.text);
    if (from.name || from.logical_id) made.set("LogicalId", Value(std::move(id)).at(place));
    if (const std::string_view type = type_of(from); !type.empty())
        made.set("Type", Value(type).at(Place(from.type.place).or_else(from.of.place)));
    if (from.why) made.set("Why", Model::text(from.why));
    if (from.since) made.set("Since", Model::text(from.since));
    if (from.data) made.set("Data", Value(*from.data == bob::Data::kept ? "kept" : "lost").at(from.data.place));
    return std::move(made).at(place);
}

}  // namespace

void tombstones(const Model& model, Template& into) {
    List made;
    for (const bob::Tombstone& one : model.stack.tombstones)
        if (is_of_stage(one, model.stage)) made.push_back(entry(one));
    if (made.empty()) return;

    Value* own = into.metadata.find("Bob");
    (own ? *own : into.metadata.set("Bob", Map{})).set("Tombstones", std::move(made));
    if (into.resources.empty()) add(into, "Retired", "AWS::CloudFormation::WaitConditionHandle", into.place);
}

}  // namespace lowering
}  // namespace bobgen
