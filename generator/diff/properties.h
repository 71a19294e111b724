/// Where the properties of two versions of a resource differ, and what AWS says that a change there does.
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
    const Value* after;    ///< nothing when it is gone
    schema::Replacement replacement = schema::Replacement::no;
    bool interrupts = false;
};

/// Both are maps that `Side::meaning()` made, and outlive the result. Lists are matched by what names their elements.
/// A part of a resource has no type, an empty one.
std::vector<PropertyChange> property_changes(std::string_view type, const Value& before, const Value& after);

/// The change of the property with this name as a whole.
schema::Replacement replacement_of(std::string_view type, std::string_view property);

/// "`Timeout` changes from 10 to 60". What may be a secret is not said.
std::string described(const PropertyChange&);

}  // namespace bobgen::diff
