/// Parameters, conditions and outputs of a template.
#pragma once

#include "bob/expression.h"

namespace bob {

/// A value given at deploy time. For secrets, use `Secret`.
struct Parameter {
    static constexpr Kind kind = Kind::parameter;
    LogicalId name;
    Text type = "String";  ///< "String", "Number", "CommaDelimitedList", "AWS::SSM::Parameter::Value<String>", …
    Text description = {};
    Expression default_value = {};
    Items<Text, 32> allowed_values = {};
    Text allowed_pattern = {};
    bool no_echo = false;
};
void lower(const Parameter&, const bobgen::Model&, bobgen::Template&);

/// Evaluated at deploy time; declarations name it in `.condition`. Exactly one of the forms must be given.
struct Condition {
    static constexpr Kind kind = Kind::condition;
    LogicalId name;
    Items<Expression, 2> equals = {};      ///< both are the same
    Items<Expression, 2> not_equals = {};  ///< they differ
    Items<Text, 10> all_of = {};           ///< names of conditions
    Items<Text, 10> any_of = {};
    Text negates = {};
};
void lower(const Condition&, const bobgen::Model&, bobgen::Template&);

/// A value that the deployed stack shows, and exports to other stacks if it has an export name.
struct Output {
    static constexpr Kind kind = Kind::output;
    LogicalId name;
    Expression value = {};
    Text description = {};
    Expression export_name = {};  ///< the name for imports in other stacks; unique in an account and region
    Text condition = {};
};
void lower(const Output&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
