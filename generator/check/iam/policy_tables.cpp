#include "generator/check/iam/policy_tables.h"

#include <algorithm>

namespace bobgen {

PolicyTables::PolicyTables(const Facts& facts) {
    for (const TemplateResource& resource : facts.tree.resources) {
        if (resource.type != dynamodb_table) continue;
        Table table{&resource, {}, {}, true};
        const Value& properties = facts.properties(resource);
        if (const Value* name = properties.find("TableName")) table.name = spelt_out(*name, facts.names);
        for (const std::string_view kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes", "VectorIndexes"}) {
            each(properties.find(kind), [&](const Value& index) {
                if (const auto name = text_of(index.find("IndexName")))
                    table.indexes.push_back(*name);
                else
                    table.all_indexes_known = false;
            });
        }
        tables_.push_back(std::move(table));
    }
}

const PolicyTables::Table* PolicyTables::find(std::string_view table) const {
    if (table.starts_with("${") && table.ends_with('}')) {
        const std::string_view id = table.substr(2, table.size() - 3);
        for (const Table& one : tables_)
            if (one.resource->logical_id == id) return &one;
    }
    for (const Table& one : tables_)
        if (!one.name.empty() && one.name == table) return &one;
    return nullptr;
}

bool PolicyTables::may_have(std::string_view table) const {
    if (tables_.empty() || table.find_first_of("*?") != table.npos || table.find("${") != table.npos) return true;
    return std::any_of(tables_.begin(), tables_.end(),
                       [](const Table& one) { return one.name.find("${") != one.name.npos; });
}

std::optional<PolicyTables::Mention> PolicyTables::mentioned_in(std::string_view arn) {
    // arn:partition:dynamodb:region:account:table/NAME/index/NAME
    constexpr std::string_view marker = ":table/";
    if (!arn.starts_with("arn:")) return {};
    const auto at = arn.find(marker);
    const auto service = arn.find(":dynamodb:");
    if (at == arn.npos || service == arn.npos || service > at) return {};
    std::string_view rest = arn.substr(at + marker.size());
    // A logical id in braces has no slash in it.
    const auto slash = rest.find('/');
    Mention found{rest.substr(0, slash), {}};
    constexpr std::string_view index = "/index/";
    if (slash != rest.npos && rest.substr(slash).starts_with(index)) found.index = rest.substr(slash + index.size());
    return found;
}

}  // namespace bobgen
