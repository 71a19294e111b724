/// What reads an index, as far as templates show: policies that name its ARN, and its scaling targets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/reading.h"
#include "generator/template.h"

namespace bobgen::plan {

struct IndexUse {
    std::string table;  ///< logical id
    std::string index;  ///< empty: any index of the table, by a wildcard or a name that only AWS knows
    bool operator==(const IndexUse&) const = default;
};

/// Finds them in the values of one template, which must outlive it.
class IndexUses {
public:
    explicit IndexUses(const Template&);

    std::vector<IndexUse> in(const Value&) const;
    /// Those of one string or function, such as an element of `Resource`.
    std::vector<IndexUse> named_by(const Value&) const;

private:
    Names names_;
    std::map<std::string, std::string, std::less<>> by_table_name_;
};

/// Removes these indexes from every policy: statements without a resource are removed, and policies without a
/// statement. Nothing may name an index that does not exist.
void forget(Template& in, const std::vector<IndexUse>& gone);

/// Writes `${Orders.Arn}/stream/*` for the ARN of the table's stream in every policy, and leaves out the event source
/// mappings and outputs that name it.
void forget_stream(Template& in, std::string_view table);

/// Whether the value names the stream of the table.
bool names_stream(const Value&, std::string_view table);

}  // namespace bobgen::plan
