/// What DynamoDB adds to the assessment of a table's change.
#pragma once

#include <string_view>

#include "generator/value.h"

namespace bobgen::diff {

bool is_table(std::string_view type);

/// Settings equal to AWS's defaults are taken out: `BillingMode: PROVISIONED`, `SSEEnabled: false`, …
void drop_table_defaults(Value& properties);
/// The same for SAM's table, whose key is `id` unless it says otherwise.
void drop_simple_table_defaults(Value& properties);

}  // namespace bobgen::diff
