// Indexes: how many, with which names and keys, and what they project.
#include <fmt/format.h>

#include <map>
#include <set>

#include "bob/limits.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/table.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::dynamodb {

namespace {

namespace limits = bob::limits;

/// Elements that may turn out to be absent (`Fn::If` on something only AWS knows) are not counted.
std::vector<Spot> certain_elements(Spot list) {
    std::vector<Spot> found = list.elements();
    std::erase_if(found, [](Spot one) { return one.value->is_call(Intrinsic::if_); });
    return found;
}

void count(const Table& table, std::string_view property, const bob::Limit& most, const Rule& rule,
           std::string_view kind, std::string_view advice, Report& report) {
    const auto elements = certain_elements(table.properties[property]);
    const auto number = static_cast<std::int64_t>(elements.size());
    if (number <= most) return;
    report.add({.rule = &rule,
                .message = fmt::format("{} has {} {} indexes", table.title, number, kind),
                .primary = {elements[static_cast<std::size_t>(most.value)].place(),
                            fmt::format("number {} of at most {}", most.value + 1, most.value)},
                .fix = fmt::format("keep {}{}", most.value, advice)});
}

void no_elements(const Table& table, std::string_view property, std::string_view kind, Report& report) {
    const Spot list = table.properties[property];
    if (!list || !list.value->is_list() || !list.value->list().empty()) return;
    report.add({.rule = &rules::table_index_list_empty,
                .message = fmt::format("the list of {} indexes of {} is empty", kind, table.title),
                .primary = {list.place(), {}},
                .fix = fmt::format("remove `{}`, or have `Fn::If` remove all of it", property)});
}

void duplicate_names(const Table& table, Report& report) {
    std::map<std::string_view, const Index*> first;
    for (const Index& one : table.indexes) {
        if (!one.name.known || one.name.text.empty()) continue;
        const auto [before, is_new] = first.try_emplace(one.name.text, &one);
        if (is_new) continue;
        report.add({.rule = &rules::table_duplicate_index_name,
                    .message = fmt::format("two indexes of {} have the name `{}`", table.title, one.name.text),
                    .primary = {one.name.place, one.global ? "a global index here" : "a local index here"},
                    .related = {{before->second->name.place,
                                 before->second->global ? "a global index here" : "a local index here"}},
                    .fix = "give one of the two another name"});
    }
}

void local_indexes(const Table& table, Report& report) {
    const KeyAttribute* table_partition = table.key.first(Half::partition);
    const bool without_sort_key = table.key.complete && !table.key.attributes.empty() && !table.key.first(Half::sort);
    bool told = false;
    for (const Index& index : table.indexes) {
        if (index.global) continue;
        const std::string& title = index.title;
        // True for all its local indexes alike, and fixed in one place.
        if (without_sort_key && !told)
            report.add({.rule = &rules::table_local_index_without_table_sort_key,
                        .message = fmt::format("{} has a local index, but no sort key", table.title),
                        .primary = {index.body.place(), "a local index here"},
                        .related = {{table.key.place, "the key of the table"}},
                        .fix = "give the table a `RANGE` attribute, or make the index global"});
        told |= without_sort_key;
        if (!index.key.complete || index.key.attributes.empty()) continue;
        if (!index.key.first(Half::sort) && index.key.attributes.size() == 1)
            report.add({.rule = &rules::table_local_index_without_sort_key,
                        .message = fmt::format("{} has no sort key", title),
                        .primary = {index.key.place, {}},
                        .fix = "add a `RANGE` attribute to its `KeySchema`"});
        const KeyAttribute* partition = index.key.first(Half::partition);
        if (partition && table_partition && table_partition->name.known &&
            partition->name.text != table_partition->name.text)
            report.add({.rule = &rules::table_local_index_partition_key,
                        .message = fmt::format("{} has the partition key `{}`, but its table has `{}`", title,
                                               partition->name.text, table_partition->name.text),
                        .primary = {partition->name.place, "the index"},
                        .related = {{table_partition->name.place, "the table"}},
                        .fix = fmt::format("make `{}` its `HASH` attribute, or make the index global",
                                           table_partition->name.text)});
    }
}

void projection(const Index& index, Report& report) {
    if (!index.projection || !index.projection.value->is_map() || is_open(*index.projection.value)) return;
    const std::string& title = index.title;
    const Text type(index.projection["ProjectionType"]);
    const Spot attributes = index.projection["NonKeyAttributes"];
    const bool readable = attributes && attributes.value->is_list();

    if (type.is("INCLUDE") && (!attributes || (readable && attributes.value->list().empty())))
        report.add({.rule = &rules::table_projection_without_attributes,
                    .message = fmt::format("{} includes attributes, but names none", title),
                    .primary = {attributes ? attributes.place() : type.place, {}},
                    .fix = "name them in `NonKeyAttributes`, or write `KEYS_ONLY`"});
    if ((type.is("ALL") || type.is("KEYS_ONLY")) && attributes && !is_unknown(*attributes.value))
        report.add({.rule = &rules::table_projection_with_attributes,
                    .message = fmt::format("{} projects `{}`, but also names attributes", title, type.text),
                    .primary = {attributes.place(), "attributes here"},
                    .related = {{type.place, fmt::format("`{}` here", type.text)}},
                    .fix = "remove `NonKeyAttributes`, or write `INCLUDE`"});

    std::map<std::string, Place> first;
    for (Spot one : attributes.elements()) {
        const Text name(one);
        if (!name.known) continue;
        const auto [before, is_new] = first.try_emplace(name.text, name.place);
        if (is_new) continue;
        report.add({.rule = &rules::table_projection_attribute_repeated,
                    .message = fmt::format("{} projects `{}` twice", title, name.text),
                    .primary = {name.place, "again here"},
                    .related = {{before->second, "first here"}},
                    .fix = "remove one of the two"});
    }
    const auto certain = certain_elements(attributes);
    const auto number = static_cast<std::int64_t>(certain.size());
    if (number > limits::projected_in_one_index)
        report.add({.rule = &rules::table_projection_too_wide,
                    .message = fmt::format("{} projects {} attributes by name", title, number),
                    .primary = {certain[static_cast<std::size_t>(limits::projected_in_one_index.value)].place(),
                                fmt::format("number {} of at most {}", limits::projected_in_one_index.value + 1,
                                            limits::projected_in_one_index.value)},
                    .fix = "project `ALL`, or fewer attributes"});
}

void projected_in_all(const Table& table, Report& report) {
    std::int64_t sum = 0;
    const Index* crossing = nullptr;
    for (const Index& index : table.indexes) {
        sum += static_cast<std::int64_t>(certain_elements(index.projection["NonKeyAttributes"]).size());
        if (!crossing && sum > limits::projected_in_all_indexes) crossing = &index;
    }
    if (!crossing) return;
    report.add({.rule = &rules::table_projections_too_wide,
                .message = fmt::format("the indexes of {} project {} attributes by name", table.title, sum),
                .primary = {crossing->projection["NonKeyAttributes"].place(),
                            fmt::format("beyond {} here", limits::projected_in_all_indexes.value)},
                .fix = "project `ALL` in the widest index, which does not count"});
}

}  // namespace

void check_indexes(const Table& table, Report& report) {
    count(table, "GlobalSecondaryIndexes", limits::global_indexes, rules::table_global_index_count, "global",
          ", let one index serve several queries, or have AWS raise the account's quota", report);
    count(table, "LocalSecondaryIndexes", limits::local_indexes, rules::table_local_index_count, "local",
          ", and make the others global", report);
    no_elements(table, "GlobalSecondaryIndexes", "global", report);
    no_elements(table, "LocalSecondaryIndexes", "local", report);
    duplicate_names(table, report);
    local_indexes(table, report);
}

void check_projections(const Table& table, Report& report) {
    for (const Index& index : table.indexes) projection(index, report);
    projected_in_all(table, report);
}

}  // namespace bobgen::dynamodb
