#include "bob/identity_pool.h"

#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view cognito_identity = "cognito-identity.amazonaws.com";

/// Only identities of this pool, and only those who signed in, or only those who did not
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html).
Value identity_trust(std::string_view pool_id, bool signed_in) {
    return map(
        {{"Version", "2012-10-17"},
         {"Statement",
          list({map(
              {{"Effect", "Allow"},
               {"Principal", map({{"Federated", cognito_identity}})},
               {"Action", "sts:AssumeRoleWithWebIdentity"},
               {"Condition",
                map({{"StringEquals", map({{"cognito-identity.amazonaws.com:aud", bobgen::ref(pool_id)}})},
                     {"ForAnyValue:StringLike", map({{"cognito-identity.amazonaws.com:amr",
                                                      signed_in ? "authenticated" : "unauthenticated"}})}})}})})}});
}

void identity_role(const Model& model, const bob::IdentityPool& pool, const bob::IdentityRole& from,
                   const std::string& pool_id, bool signed_in, Template& into) {
    TemplateResource& made =
        add(into, pool_id + (signed_in ? "UserRole" : "GuestRole"), "AWS::IAM::Role", pool.name.place);
    made.condition = pool.condition.text;
    made.condition_place = pool.condition.place;
    put(made.properties, "PermissionsBoundary", model.value(from.permissions_boundary));
    made.properties.set("AssumeRolePolicyDocument", identity_trust(pool_id, signed_in));
    List statements;
    for (const bob::Statement& one : from.statements) statements.push_back(statement(model, one));
    for (Value& one : key_statements(
             model, {"identity pool `" + std::string(pool.name.text) + "`", "role", pool.name.place}, statements))
        statements.push_back(std::move(one));
    if (!statements.empty())
        made.properties.set("Policies", policies(signed_in ? "users" : "guests", std::move(statements)));
    put(made.properties, "Tags", model.tags(pool.tags));
}

Value role_mappings(const Model& model, const bob::IdentityPool& from) {
    constexpr std::string_view matches[] = {"Equals", "NotEqual", "Contains", "StartsWith"};
    Value made;
    for (const bob::RoleMapping& one : from.role_mappings) {
        const Place place = Place(one.client.place).or_else(one.provider.place);
        Value mapping = Map{};
        if (one.client) {
            const std::string client = model.logical_id(one.client);
            const auto* declared = model.find<bob::UserPoolClient>(one.client.name);
            if (!declared) continue;
            mapping.set("IdentityProvider", sub("cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${" +
                                                model.logical_id(declared->user_pool) + "}:${" + client + "}"));
        } else {
            mapping.set("IdentityProvider", Model::text(one.provider));
        }
        mapping.set("Type", one.by_token ? "Token" : "Rules");
        mapping.set("AmbiguousRoleResolution", one.deny_others ? "Deny" : "AuthenticatedRole");
        List rules;
        for (const bob::RoleRule& rule : one.rules)
            rules.push_back(map({{"Claim", Model::text(rule.claim)},
                                 {"MatchType", matches[static_cast<std::size_t>(rule.match)]},
                                 {"Value", Model::text(rule.value)},
                                 {"RoleARN", model.value(rule.role_arn)}})
                                .at(rule.claim.place));
        if (!rules.empty()) mapping.set("RulesConfiguration", map({{"Rules", std::move(rules)}}));
        made.set(naming::of_object(one.client ? one.client.name : one.provider.text), std::move(mapping).at(place),
                 place);
    }
    return made;
}

}  // namespace

static void identity_pool(const Model& model, const bob::IdentityPool& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::IdentityPool", into);
    const std::string id = made.logical_id;
    Value& properties = made.properties;
    Value name = model.value(from.identity_pool_name);
    if (name.is_null()) name = Value(model.full_name(from.name.text)).at(from.name.place);
    properties.set("IdentityPoolName", std::move(name));
    properties.set("AllowUnauthenticatedIdentities", from.allow_guests);
    if (from.allow_classic_flow) properties.set("AllowClassicFlow", true);
    List clients;
    for (const auto& link : from.clients) {
        const std::string client = model.logical_id(link);
        const auto* declared = model.find<bob::UserPoolClient>(link.name);
        if (!declared) continue;
        Value one = map({{"ClientId", bobgen::ref(client)},
                         {"ProviderName", get_att(model.logical_id(declared->user_pool), "ProviderName")}});
        put(one, "ServerSideTokenCheck", model.setting(from.server_side_token_check));
        clients.push_back(std::move(one).at(link.place));
    }
    if (!clients.empty()) properties.set("CognitoIdentityProviders", std::move(clients));
    Value logins;
    put(logins, "accounts.google.com", model.value(from.google_client_id));
    put(logins, "graph.facebook.com", model.value(from.facebook_app_id));
    put(logins, "appleid.apple.com", model.value(from.apple_service_id));
    put(logins, "www.amazon.com", model.value(from.amazon_app_id));
    put(properties, "SupportedLoginProviders", std::move(logins));
    if (!from.saml_providers.empty()) properties.set("SamlProviderARNs", model.values(from.saml_providers));
    if (!from.oidc_providers.empty()) properties.set("OpenIdConnectProviderARNs", model.values(from.oidc_providers));
    if (from.developer_provider) properties.set("DeveloperProviderName", Model::text(from.developer_provider));
    put(properties, "IdentityPoolTags", model.tags(from.tags));

    Value roles = Map{};
    if (bob::detail::has_provider(from)) {
        identity_role(model, from, from.users, id, true, into);
        roles.set("authenticated", get_att(id + "UserRole", "Arn"));
    }
    if (from.allow_guests) {
        identity_role(model, from, from.guests, id, false, into);
        roles.set("unauthenticated", get_att(id + "GuestRole", "Arn"));
    }
    TemplateResource& attachment = add(into, id + "Roles", "AWS::Cognito::IdentityPoolRoleAttachment", from.name.place);
    attachment.condition = from.condition.text;
    attachment.condition_place = from.condition.place;
    attachment.properties.set("IdentityPoolId", bobgen::ref(id));
    attachment.properties.set("Roles", std::move(roles));
    put(attachment.properties, "RoleMappings", role_mappings(model, from));
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const IdentityPool& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::identity_pool(model, one, into);
}
}  // namespace bob
