/// Cognito identity pools: AWS credentials for users of an app, who call AWS's services directly.
#pragma once

#include "bob/cognito.h"

namespace bob {

/// One rule of a role mapping: users whose claim fits get another role.
struct RoleRule {
    enum class Match : unsigned char { equals, not_equal, contains, starts_with };
    Text claim;  ///< "cognito:groups", "custom:plan"
    Match match = Match::equals;
    Text value;
    Expression role_arn = {};
};

/// Which role users of one provider get.
struct RoleMapping {
    Link<Kind::user_pool_client> client = {};  ///< of one of the pool's `clients`, or …
    Text provider = {};                        ///< … as the identity pool calls it: "graph.facebook.com"
    bool by_token = false;                     ///< the role of the user's group (`cognito:preferred_role`)
    List<RoleRule, 25> rules = {};             ///< the first that fits
    bool deny_others = true;                   ///< those whom no rule fits; else they get the role of all users
};

/// What an identity of the pool may do.
struct IdentityRole {
    List<Statement, 8> statements = {};
    Expression permissions_boundary = {};

    constexpr explicit operator bool() const { return !statements.empty() || permissions_boundary; }
};

namespace compile_error {
inline void an_identity_pool_has_guests_or_a_provider() {}
inline void guests_may_do_something_only_where_they_are_allowed() {}
inline void a_role_mapping_names_a_client_or_a_provider() {}
inline void a_role_mapping_is_by_token_or_has_rules() {}
inline void a_rule_of_a_role_mapping_has_a_claim_a_value_and_a_role() {}
}  // namespace compile_error

namespace detail {
/// Whether anyone can sign in.
template <class Pool>
constexpr bool has_provider(const Pool& pool) {
    return !pool.clients.empty() || pool.google_client_id || pool.facebook_app_id || pool.apple_service_id ||
           pool.amazon_app_id || !pool.saml_providers.empty() || !pool.oidc_providers.empty() ||
           pool.developer_provider;
}

template <class Pool>
constexpr Verified verify_identity_pool(const Pool& pool) {
    if (!std::is_constant_evaluated()) return {};
    if (!has_provider(pool) && !pool.allow_guests) compile_error::an_identity_pool_has_guests_or_a_provider();
    if (pool.guests && !pool.allow_guests) compile_error::guests_may_do_something_only_where_they_are_allowed();
    for (const RoleMapping& one : pool.role_mappings) {
        if (static_cast<bool>(one.client) == static_cast<bool>(one.provider))
            compile_error::a_role_mapping_names_a_client_or_a_provider();
        if (one.by_token == !one.rules.empty()) compile_error::a_role_mapping_is_by_token_or_has_rules();
        for (const RoleRule& rule : one.rules)
            if (!rule.claim || !rule.value || !rule.role_arn)
                compile_error::a_rule_of_a_role_mapping_has_a_claim_a_value_and_a_role();
    }
    return {};
}
}  // namespace detail

/// Makes two roles, for users who signed in and for guests. Each may do what its statements say and nothing else, and
/// only identities of this pool can take it.
struct IdentityPool {
    static constexpr Kind kind = Kind::identity_pool;

    Name name;
    LogicalId logical_id = {};
    Expression identity_pool_name = {};
    bool allow_guests = false;
    bool allow_classic_flow = false;  ///< the app chooses the role itself, which AWS advises against
    Items<Link<Kind::user_pool_client>, 8> clients = {};  ///< of user pools of the stack
    Setting<bool> server_side_token_check = {};           ///< asks the user pool whether a token was revoked
    Expression google_client_id = {};
    Expression facebook_app_id = {};
    Expression apple_service_id = {};
    Expression amazon_app_id = {};
    Items<Expression, 8> saml_providers = {};  ///< ARNs of IAM
    Items<Expression, 8> oidc_providers = {};  ///< ARNs of IAM
    Text developer_provider = {};              ///< the name of your own sign-in: "login.example.org"
    IdentityRole users = {};
    IdentityRole guests = {};
    List<RoleMapping, 8> role_mappings = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_identity_pool(*this);
};
void lower(const IdentityPool&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
