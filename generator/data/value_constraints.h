#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/data/resource_types.h"

/// What AWS accepts as the value of a property: lengths, ranges, patterns, enumerations, numbers of items; and which
/// properties need or exclude each other. The data is value_constraints.txt and property_relations.txt next to this
/// header, compiled in as read-only bytes and searched in place: a template pays for the types that it uses. All views
/// live as long as the program.
namespace bobgen::schema {

/// One thing that is said of a value.
struct Constraint {
    enum class Kind : std::uint8_t {
        length,    ///< characters of a string
        range,     ///< of a number
        count,     ///< items of a list, keys of a map
        unique,    ///< no item of the list is there twice
        pattern,   ///< of the whole string
        words,     ///< one of these strings
        any_case,  ///< one of these strings, in upper or lower case
    };
    Kind kind;
    std::optional<double> least, most;  ///< of a length, a range or a count
    std::string_view text;              ///< the pattern, or the strings with `|` between them
    /// CloudFormation itself refuses what breaks it. Otherwise the API behind the type is known to, or the data is old.
    bool certain;
};

/// What is said of one value, and of what is in it. Null pointers when nothing is.
struct Constraints {
    std::vector<Constraint> own;
    std::unique_ptr<const Constraints> items, values, keys;
};

/// Which of its properties a shape needs, or can't have together.
struct Relation {
    enum class Kind : std::uint8_t { all, any, one, most, none };
    Kind kind;
    std::string_view given;  ///< the property that must be there for it to hold; empty when it always holds
    std::vector<std::string_view> values;  ///< one of those that it must have; empty for any
    std::vector<std::string_view> properties;
    std::string_view page;  ///< of the template reference
};

/// What is known of the properties of a resource type, or of a type nested in one.
class ShapeConstraints {
public:
    /// Null when nothing is said of the property, which is one of the shape's.
    const Constraints* of(const Property&) const;
    const std::vector<Relation>& relations() const { return relations_; }

private:
    friend class TypeConstraints;
    struct Field {
        std::string_view code = {};  ///< as the data file has it
        mutable std::unique_ptr<const Constraints> read = {};
    };
    std::span<const Property> properties_;
    std::vector<Field> fields_;  ///< one for each property
    std::vector<Relation> relations_;
};

/// What is known of one resource type.
class TypeConstraints {
public:
    bool empty() const { return block_.empty() && relations_.empty(); }
    const ShapeConstraints& of(const Shape&) const;

private:
    friend const TypeConstraints& constraints_of(const ResourceType&);
    explicit TypeConstraints(const ResourceType&);

    const ResourceType& type_;
    std::string_view block_;
    std::string_view relations_;
    mutable std::unordered_map<const Shape*, ShapeConstraints> known_;
};

/// Looked up once for each type. Not thread-safe.
const TypeConstraints& constraints_of(const ResourceType&);

std::string_view constraints_date();    ///< "2026-05-12"
std::string_view constraints_source();  ///< packages, versions and licences

}  // namespace bobgen::schema
