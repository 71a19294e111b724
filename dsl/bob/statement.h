/// An IAM policy statement, for what `uses` cannot express.
#pragma once

#include "bob/expression.h"

namespace bob {

enum class Effect : unsigned char { allow, deny };

namespace compile_error {
inline void an_action_is_a_service_prefix_a_colon_and_an_action_as_in_s3_GetObject() {}
}  // namespace compile_error

/// `"dynamodb:GetItem"`: the compiler checks its form, and the generator that AWS's list has it.
struct Action : Text {
    constexpr Action() noexcept {}
    consteval Action(const char* literal, std::source_location at = std::source_location::current())
        : Text(literal, at) {
        const auto colon = text.find(':');
        if (text != "*" && (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()))
            compile_error::an_action_is_a_service_prefix_a_colon_and_an_action_as_in_s3_GetObject();
    }
    constexpr Action(RuntimeText made, std::source_location at = std::source_location::current()) noexcept
        : Text(made, at) {}
};

/// `{"StringEquals", "aws:RequestedRegion", {"eu-central-1"}}`
struct StatementCondition {
    Text test;
    Text key;
    Items<Expression, 4> values = {};
};

/// What a role may do. If its lists are too short, use several statements.
struct Statement {
    Text sid = {};
    Effect effect = Effect::allow;
    Items<Action, 16> actions = {};
    Items<Expression, 8> resources = {};
    List<StatementCondition, 3> conditions = {};

    constexpr Place place() const { return actions.empty() ? sid.place : actions[0].place; }
};

/// The principal of a resource policy.
struct Principal {
    Text type;                      ///< "AWS", "Service", "Federated", or "*" for everyone
    Items<Expression, 4> ids = {};  ///< accounts, ARNs, service names
};

/// A statement of a resource policy, such as a bucket's.
struct PolicyStatement {
    Principal principal = {};
    Statement statement = {};
};

/// Who may use a resource, by a policy of its own: `static constexpr ResourcePolicy readers{.statements = {…}};`.
/// A statement without `.resources` is about the resource itself.
struct ResourcePolicy {
    List<PolicyStatement, 6> statements = {};
};

}  // namespace bob
