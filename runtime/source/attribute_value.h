/// DynamoDB's JSON, in which every value names its type: `{"S": "x"}`, `{"N": "1.50"}`, `{"L": [{"BOOL": true}]}`.
///
/// Source: Amazon DynamoDB API Reference, AttributeValue; the low-level stream records have the same form.
#pragma once

#include "bob/runtime/value.h"

namespace bob::runtime {

/// What an attribute value stands for. Throws a `Failure` of the type `BadAttributeValue` for anything else.
Value attribute_value(Value json);
/// The attribute value that stands for it. An absent value is written as `{"NULL": true}`.
Value to_attribute_value(Value value);

/// The same for an item, whose attributes have names: `{"owner": {"S": "x"}}`.
Value item_value(Value json);
/// Absent members are left out, and so are empty sets, which DynamoDB has not.
Value to_item_value(Value item);
bool is_empty_set(const Value& value);

}  // namespace bob::runtime
