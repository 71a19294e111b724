/// What identifies a resource in AWS, so that a second one cannot be created while it exists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen::diff {

/// The property with the physical name; empty for a type whose resources CloudFormation names itself.
std::string_view name_property(std::string_view type);

/// The properties that are unique together, including the name; none when nothing is known.
std::vector<std::string_view> unique_properties(std::string_view type);

/// Type and unique properties as one string; nothing when one of them is not given. `properties` is a result of
/// `Side::meaning()`.
std::optional<std::string> occupied(std::string_view type, const Value& properties);

}  // namespace bobgen::diff
