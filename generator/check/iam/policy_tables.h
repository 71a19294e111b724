/// The tables of a template as policies refer to them: by the ARNs of the tables and their indexes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/facts.h"

namespace bobgen {

class PolicyTables {
public:
    struct Table {
        const TemplateResource* resource;
        std::string name;                       ///< the physical name; empty when CloudFormation generates one
        std::vector<std::string_view> indexes;  ///< points into the template's facts
        bool all_indexes_known;
    };
    /// The part of an ARN after `:table/`.
    struct Mention {
        std::string_view table;  ///< a name, or `${LogicalId}`
        std::string_view index;
    };

    explicit PolicyTables(const Facts&);

    const std::vector<Table>& all() const { return tables_; }
    const Table* find(std::string_view table) const;
    /// Whether a name that `find` does not know may still be right: it has a wildcard or an unknown part, or a table's
    /// name is unknown, or the template has no tables and so the policy refers to another stack's.
    bool may_have(std::string_view table) const;

    /// Nothing, when it is not the ARN of a DynamoDB table.
    static std::optional<Mention> mentioned_in(std::string_view arn);

private:
    std::vector<Table> tables_;
};

}  // namespace bobgen
