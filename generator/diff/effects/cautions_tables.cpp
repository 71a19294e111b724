/// An attribute that is defined and in no key: DynamoDB refuses it for a table that exists as it does for a new one.
#include <fmt/format.h>

#include <map>
#include <string>

#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/diff/table.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::diff {

namespace {

/// Defined attributes that no key has, and where; nothing when a part of the table can't be read.
std::map<std::string, Place> attributes_without_key(const Side& side, const TemplateResource& table) {
    const Value properties = side.meaning(table.properties);
    const Value* definitions = properties.find("AttributeDefinitions");
    const Value* own_key = properties.find("KeySchema");
    // An index of a kind that came later may use any attribute.
    if (!definitions || !definitions->is_list() || !own_key || properties.find("VectorIndexes")) return {};
    std::map<std::string, Place> made;
    for (const Value& one : definitions->list()) {
        const Value* name = one.find("AttributeName");
        const auto text = name ? text_in(*name) : std::nullopt;
        if (!text || is_unknown(*name)) return {};
        made.emplace(*text, name->place);
    }
    bool readable = true;
    const auto take = [&](const Value* key) {
        readable = readable && key && key->is_list();
        if (!readable) return;
        for (const Value& one : key->list()) {
            const Value* name = one.find("AttributeName");
            const auto text = name ? text_in(*name) : std::nullopt;
            readable = readable && text;
            if (text) made.erase(*text);
        }
    };
    take(own_key);
    for (const std::string_view kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
        const Value* indexes = properties.find(kind);
        if (!indexes) continue;
        if (!indexes->is_list()) return {};
        for (const Value& one : indexes->list()) take(one.find("KeySchema"));
    }
    if (!readable) made.clear();
    return made;
}

}  // namespace

void judge_attributes(Aftermath& given) {
    for (const std::string_view type : {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"})
        for (const ResourceChange* one : given.of_type(type)) {
            if (one->action == Action::none || !given.stays(*one)) continue;
            const auto unused = attributes_without_key(given.new_side(), *one->after);
            if (unused.empty()) continue;
            const auto before = attributes_without_key(given.old_side(), *one->before);
            for (const auto& [name, place] : unused)
                if (!before.contains(name))
                    given.add(rules::table_attribute_unused, *one, place.or_else(one->after->place),
                              fmt::format("table `{}` defines the attribute `{}`, which no key of it or its indexes "
                                          "has: DynamoDB refuses the update",
                                          one->logical_id, shown(name)),
                              fmt::format("remove `{}` from `AttributeDefinitions`, together with the index that used "
                                          "it",
                                          shown(name)));
        }
}

}  // namespace bobgen::diff
