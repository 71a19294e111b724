/// What a template asks for, decides by, and tells: parameters, conditions, outputs.
#pragma once

#include "bob/expression.h"

namespace bob {

/// A value asked for at deploy time. A secret does not belong here: use `Secret`.
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

/// Decided at deploy time: name it in `.condition` of a declaration. Exactly one of the forms is given.
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

/// A value that the stack tells when it is deployed, and other stacks when it has an export name.
struct Output {
    static constexpr Kind kind = Kind::output;
    LogicalId name;
    Expression value = {};
    Text description = {};
    Expression export_name = {};  ///< what other stacks import it by; unique in an account and region
    Text condition = {};
};
void lower(const Output&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
