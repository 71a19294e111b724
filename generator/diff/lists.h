/// Which lists of CloudFormation are sets, and what identifies an element of a list.
#pragma once

#include <string>
#include <string_view>

#include "generator/value.h"

namespace bobgen::diff {

/// Whether the order of this property's elements means nothing to its service.
bool is_unordered(std::string_view property, bool in_policy);

/// What identifies an element: its `IndexName`, `AttributeName`, `Key`, …; empty when it has none.
std::string_view identity(const Value& element);

/// Every element of both has an identity, and each appears once.
bool has_identities(const List&);

/// A map that is an IAM policy.
bool is_policy(const Value&);

}  // namespace bobgen::diff
