/// What DynamoDB adds to the change of a table.
#pragma once

#include <string_view>

#include "generator/value.h"

namespace bobgen::diff {

bool is_table(std::string_view type);

/// Settings that say what AWS does anyway are taken out: `BillingMode: PROVISIONED`, `SSEEnabled: false`, …
void drop_table_defaults(Value& properties);

}  // namespace bobgen::diff
