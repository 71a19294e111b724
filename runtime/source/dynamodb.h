/// Requests to DynamoDB, as values: what is sent can be judged without sending it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/data_error.h"
#include "expressions.h"

namespace bob::runtime {

/// The physical name, from the environment. Throws a `Failure` when the function has no such table.
std::string table_name(const detail::TableInfo&);

Value get_request(const detail::Reads&, const Value& key);
Value write_request(const detail::Write&);
/// The word of a write in a transaction: `Put`.
std::string_view write_word(const detail::Write&);
Value search_request(const detail::Search&, std::size_t limit, bool counts = false);

/// One call; throws `AwsFailure`.
Value dynamodb(std::string_view operation, const Value& request, detail::Deadline, bool repeatable = true);
/// The same failure as one of the types in data_error.h.
[[noreturn]] void throw_typed(const AwsFailure&);
/// `dynamodb`, with typed errors.
Value typed_dynamodb(std::string_view operation, const Value& request, detail::Deadline, bool repeatable = true);
/// Whether the service answered that it can't just now, and that nothing was done.
bool is_throttle(std::string_view error);

/// What DynamoDB would refuse of a value is an error: numbers, names and nesting beyond what it stores.
void check_storable(const Value&, Reading&, int level = 1);
/// The same for a key's value, which is neither empty nor too long.
void check_key_value(const detail::AttributeInfo& key, const Value&, Reading&);
/// The same for the values and the names of an expression; with the index, for those that a sort key is compared with.
void check_formula(const detail::Formula&, const detail::IndexInfo*, Reading&);
/// Throws `InvalidItem` if there are errors.
void refuse_unstorable(Reading&);
/// Throws `InvalidItem` for a key that no item can have.
void check_key(const detail::TableInfo&, const Value& key);
/// Adds what is wrong with an item that is about to be stored; `where` is what fields begin with.
void check_item(const detail::TableInfo&, const Value& item, const std::string& where, std::vector<FieldError>&);

/// Below, equal or above zero, as DynamoDB sorts two values of one key type: texts and bytes by their bytes.
int compare_keys(const Value& one, const Value& other);
/// The values of these attributes in one text, equal for equal keys.
std::string key_text(const Value& item, const detail::AttributeInfo* keys, std::size_t count);

}  // namespace bob::runtime
