/// What the managed policies of AWS allow that functions and services have most often.
#pragma once

#include <string_view>

#include "generator/analysis/policies.h"

namespace bobgen {

/// The day on which AWS's policies were as the table says.
inline constexpr std::string_view managed_policies_date = "2026-08-22";

/// The policy with this path and name, `service-role/AWSLambdaBasicExecutionRole`; nothing when it is not in the table.
const PolicyDocument* managed_policy(std::string_view name);

}  // namespace bobgen
