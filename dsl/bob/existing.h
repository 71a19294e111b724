/// Where something is that exists outside of the stack: made by another stack, by another program or by hand. Its
/// declaration stays what it would be, with `.existing`, so it can be used wherever its twin of the stack can; bob
/// makes no resource for it, and writes what is given here in place of each reference to it.
#pragma once

#include "bob/expression.h"

namespace bob {

// Each value may be a literal, an export (`import_value`), an output of another stack (`stack_output`), a parameter of
// the Parameter Store (`ssm_parameter`), a parameter of this stack (`ref`), or the stage's (`Config`). One of them is
// enough where bob can work out the others; it asks for what it can't.

namespace detail {
/// Whether the declaration is a copy of the one in the stack that makes the thing: then its settings are known to be
/// applied there.
struct Elsewhere {
    bool copied = false;
};
}  // namespace detail

/// A queue, a topic or a bucket. From its name alone it is one of the stack's own account and Region.
struct Existing {
    Expression arn = {};
    Expression name = {};
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return arn || name; }
};

struct ExistingTable {
    Expression arn = {};
    Expression name = {};
    Expression stream_arn = {};  ///< for `stream` events: it contains the time at which the stream began
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return arn || name || stream_arn; }
};

struct ExistingUserPool {
    Expression arn = {};
    Expression id = {};  ///< "eu-central-1_AbCdEfGhI"
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return arn || id; }
};

/// A client of a user pool, an HTTP API, or an authorizer.
struct ExistingId {
    Expression id = {};
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return static_cast<bool>(id); }
};

/// A path that a REST API has already: `{"/users", bob::import_value("shop-users-resource")}`.
struct ExistingPath {
    Text path = {};
    Expression resource_id = {};
};

struct ExistingRestApi {
    Expression id = {};
    Expression root_resource_id = {};  ///< AWS::ApiGateway::RestApi's attribute `RootResourceId`
    Expression stage = {};             ///< where the routes go live; the name of bob's stage by default
    List<ExistingPath, 16> paths = {};
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return static_cast<bool>(id); }
};

/// The declaration of a thing in the stack that makes it, as a stack sees it that does not:
/// `inline constexpr auto orders = bob::existing(shop::orders, {.arn = bob::import_value("shop-orders-arn")});`
template <class T>
constexpr T existing(T declared, decltype(T::existing) where) noexcept {
    declared.existing = where;
    declared.existing.elsewhere.copied = true;
    return declared;
}

}  // namespace bob
