/// A table of a template as its rules see it: its names, keys and indexes, and which of them are unknown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/facts.h"
#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen::dynamodb {

/// A value, and where to point when it has no place: at its name, or at its parent.
struct Spot {
    const Value* value = nullptr;
    Place around;

    explicit operator bool() const { return value != nullptr; }
    Place place() const { return value ? value->place.or_else(around) : around; }
    Spot operator[](std::string_view member) const;
    /// The elements, when it is a list.
    std::vector<Spot> elements() const;
};

/// A string property. It may be missing, or unknown until AWS deploys it.
struct Text {
    bool present = false;
    bool known = false;
    std::string text;
    Place place;

    Text() = default;
    explicit Text(Spot from);
    bool is(std::string_view expected) const { return known && text == expected; }
};

enum class Half : unsigned char { unknown, partition, sort };

struct KeyAttribute {
    Text name;
    Half half = Half::unknown;
    Place place;  ///< of the element
    Place half_place;
};

/// A key schema. `readable` when it is a list; `complete` when the name and the key type of each element are known too.
struct KeySchema {
    bool readable = false;
    bool complete = false;
    std::vector<KeyAttribute> attributes;
    Place place;

    KeySchema() = default;
    explicit KeySchema(Spot from);
    const KeyAttribute* first(Half) const;
};

struct Definition {
    Text name;
    Text type;
    Place place;
};

struct Index {
    bool global = false;
    std::string title;  ///< "index `ByStatus` of table `Orders`", or "global index 2 of …" without a readable name
    Spot body;
    Text name;
    KeySchema key;
    Spot projection;
};

struct Table {
    const TemplateResource* resource = nullptr;
    std::string title;  ///< "table `Orders`"
    Spot properties;
    Text name;
    KeySchema key;
    std::vector<Definition> definitions;
    bool definitions_complete = false;  ///< a list whose elements all have a readable name
    std::vector<Index> indexes;
    bool indexes_complete = false;  ///< both lists, where present, have no unknown elements

    Table(const TemplateResource&, const Value& resolved_properties);
};

/// Whether the table has a property that bob's data does not have.
bool has_unlisted_properties(const Table&);

/// "`a`, `b` and `c`"
std::string quoted_list(const std::vector<std::string_view>& names, std::string_view conjunction = "and");

/// "did you mean `x`?", where x is the candidate nearest to the word; empty when none is near.
std::string nearest_fix(std::string_view word, const std::vector<std::string_view>& candidates);

// The groups of rules. Each continues after a finding.
void check_shape(const Table&, Report&);
void check_names(const Table&, Report&);
void check_definitions(const Table&, Report&);
void check_keys(const Table&, Report&);
void check_indexes(const Table&, Report&);
void check_projections(const Table&, Report&);
void check_capacity(const Table&, Report&);
void check_settings(const Table&, Report&);
void check_vectors(const Table&, Report&);
/// What DynamoDB does not accept of a global table's replicas, consistency and capacity.
void check_global_tables(const Facts&, Report&);

}  // namespace bobgen::dynamodb
