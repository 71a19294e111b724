/// Where the properties of two versions of a resource differ, and what AWS documents for a change there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/data/resource_types.h"
#include "generator/value.h"

namespace bobgen::diff {

struct PropertyChange {
    std::string path;      ///< "Environment.Variables.STAGE", "Tags[team].Value"
    std::string_view top;  ///< "Environment"
    const Value* before;   ///< nothing when it is new
    const Value* after;    ///< nothing when it is removed
    schema::Replacement replacement = schema::Replacement::no;
    bool interrupts = false;
};

/// Both are maps made by `Side::meaning()`, and outlive the result. List elements are matched by identity. A part of a
/// resource has an empty type.
std::vector<PropertyChange> property_changes(std::string_view type, const Value& before, const Value& after);

/// A type of AWS that is newer than the data, or misspelt: what a change of it replaces is unknown.
bool is_unlisted(std::string_view type);

/// The change of the property with this name as a whole.
schema::Replacement replacement_of(std::string_view type, std::string_view property);

/// "`Timeout` changes from 10 to 60". Values that may be secret are not shown.
std::string described(const PropertyChange&);

}  // namespace bobgen::diff
