/// Expressions of DynamoDB from formulas: each name and each value gets a placeholder, equal ones share it.
#pragma once

#include <string>
#include <string_view>

#include "bob/runtime/condition.h"
#include "bob/runtime/data_calls.h"

namespace bob::runtime {

/// What the placeholders of one request stand for.
class Expressions {
public:
    explicit Expressions(const detail::TableInfo& table) : table_(table) {}

    std::string text(const detail::Formula&);
    /// The placeholder of an attribute.
    std::string name(std::string_view attribute);
    std::string value(const Value&);
    /// `#0, #1`
    std::string list(const detail::Attributes&);
    /// Sets ExpressionAttributeNames and ExpressionAttributeValues, where there are any.
    void add_to(Value& request);

private:
    const detail::TableInfo& table_;
    std::vector<std::string> names_;
    std::vector<Value> values_;
};

}  // namespace bob::runtime
