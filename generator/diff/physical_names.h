/// What tells a resource from all others in AWS, so that a second one can't be made while it is there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen::diff {

/// The property with the name in AWS; empty for a type whose resources CloudFormation names itself.
std::string_view name_property(std::string_view type);

/// The properties that together are there once, the name among them; none when nothing is known.
std::vector<std::string_view> unique_properties(std::string_view type);

/// Type and unique properties as one text; nothing when one of them is not given. `properties` is what
/// `Side::meaning()` made.
std::optional<std::string> occupied(std::string_view type, const Value& properties);

}  // namespace bobgen::diff
