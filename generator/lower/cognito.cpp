#include "generator/lower/lower.h"

namespace bobgen::lowering {

std::string_view trigger_name(bob::Trigger trigger) {
    switch (trigger) {
        case bob::Trigger::pre_sign_up:
            return "PreSignUp";
        case bob::Trigger::post_confirmation:
            return "PostConfirmation";
        case bob::Trigger::pre_authentication:
            return "PreAuthentication";
        case bob::Trigger::post_authentication:
            return "PostAuthentication";
        case bob::Trigger::pre_token_generation:
            return "PreTokenGeneration";
        case bob::Trigger::user_migration:
            return "UserMigration";
        case bob::Trigger::custom_message:
            return "CustomMessage";
        case bob::Trigger::define_auth_challenge:
            return "DefineAuthChallenge";
        case bob::Trigger::create_auth_challenge:
            return "CreateAuthChallenge";
        case bob::Trigger::verify_auth_challenge_response:
            return "VerifyAuthChallengeResponse";
    }
    return {};
}

bool triggers_made_by_serverless(const Model& model, const bob::Link<bob::Kind::user_pool>& pool) {
    return model.logical_id(pool) == naming::logical_id(bob::Kind::user_pool, pool.name);
}

namespace {

std::string_view flow_name(bob::AuthFlow flow) {
    switch (flow) {
        case bob::AuthFlow::user_password:
            return "ALLOW_USER_PASSWORD_AUTH";
        case bob::AuthFlow::user_srp:
            return "ALLOW_USER_SRP_AUTH";
        case bob::AuthFlow::refresh_token:
            return "ALLOW_REFRESH_TOKEN_AUTH";
        case bob::AuthFlow::custom:
            return "ALLOW_CUSTOM_AUTH";
        case bob::AuthFlow::admin_user_password:
            return "ALLOW_ADMIN_USER_PASSWORD_AUTH";
    }
    return {};
}

std::string_view flow_name(bob::OAuthFlow flow) {
    switch (flow) {
        case bob::OAuthFlow::code:
            return "code";
        case bob::OAuthFlow::implicit:
            return "implicit";
        case bob::OAuthFlow::client_credentials:
            return "client_credentials";
    }
    return {};
}

Value password_policy(const Model& model, const bob::PasswordPolicy& from) {
    Value made;
    put(made, "MinimumLength", model.setting(from.minimum_length));
    put(made, "RequireLowercase", model.setting(from.require_lowercase));
    put(made, "RequireUppercase", model.setting(from.require_uppercase));
    put(made, "RequireNumbers", model.setting(from.require_numbers));
    put(made, "RequireSymbols", model.setting(from.require_symbols));
    put(made, "TemporaryPasswordValidityDays", model.setting(from.temporary_password_validity_days));
    return made;
}

std::string_view data_type_name(bob::AttributeDataType type) {
    switch (type) {
        case bob::AttributeDataType::string:
            return "String";
        case bob::AttributeDataType::number:
            return "Number";
        case bob::AttributeDataType::date_time:
            return "DateTime";
        case bob::AttributeDataType::boolean:
            return "Boolean";
    }
    return {};
}

/// Everything is written out: a pool keeps its attributes permanently, also what a later version of anything would take
/// for granted.
Value schema_attribute(const Model& model, const bob::SchemaAttribute& from) {
    Value made = map({{"Name", Model::text(from.name)},
                      {"AttributeDataType", data_type_name(from.type)},
                      {"Required", from.required},
                      {"Mutable", from.mutable_}});
    // Cognito has these numbers as texts.
    const auto put_number = [](Value& into, std::string_view name, const Value& number) {
        if (!number.is_null()) into.set(name, Value(std::to_string(number.integer())).at(number.place));
    };
    Value lengths, range;
    put_number(lengths, "MinLength", model.setting(from.min_length));
    put_number(lengths, "MaxLength", model.setting(from.max_length));
    put_number(range, "MinValue", model.setting(from.min_value));
    put_number(range, "MaxValue", model.setting(from.max_value));
    put(made, "StringAttributeConstraints", std::move(lengths));
    put(made, "NumberAttributeConstraints", std::move(range));
    return std::move(made).at(from.name.place);
}

}  // namespace

static void user_pool(const Model& model, const bob::UserPool& from, Template& into) {
    const Place place = from.name.place;
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPool", into);
    Value& properties = made.properties;
    Value name = model.value(from.user_pool_name);
    if (name.is_null())
        name = Value(model.stack_name + "-" + model.stage + "-" + std::string(from.name.text)).at(place);
    properties.set("UserPoolName", std::move(name));

    Value triggers;
    for (const FunctionModel& function : model.functions)
        for (const bob::CognitoEvent& event : function.declared->cognito)
            if (event.user_pool.name == from.name.text)
                triggers.set(trigger_name(event.trigger), arn_of(function), event.user_pool.place);
    put(properties, "LambdaConfig", std::move(triggers));

    if (!from.username_attributes.empty()) properties.set("UsernameAttributes", Model::texts(from.username_attributes));
    if (!from.alias_attributes.empty()) properties.set("AliasAttributes", Model::texts(from.alias_attributes));
    if (!from.auto_verified_attributes.empty())
        properties.set("AutoVerifiedAttributes", Model::texts(from.auto_verified_attributes));
    List schema;
    for (const bob::SchemaAttribute& one : from.schema) schema.push_back(schema_attribute(model, one));
    if (!schema.empty()) properties.set("Schema", std::move(schema));
    Value policy = password_policy(model, from.password_policy);
    if (!policy.is_null()) properties.set("Policies", map({{"PasswordPolicy", std::move(policy)}}));
    const auto hardened = [&](auto setting, auto with) {
        if (!setting.set && model.hardened) setting.value = with, setting.set = true;
        return setting;
    };
    if (const auto mfa = hardened(from.mfa, bob::MfaConfiguration::on); mfa.set) {
        properties.set("MfaConfiguration", Value(*mfa == bob::MfaConfiguration::on         ? "ON"
                                                 : *mfa == bob::MfaConfiguration::optional ? "OPTIONAL"
                                                                                           : "OFF")
                                               .at(mfa.place));
        if (*mfa != bob::MfaConfiguration::off) properties.set("EnabledMfas", list({"SOFTWARE_TOKEN_MFA"}));
    }
    Value admin_only = model.setting(from.admin_create_user_only);
    if (!admin_only.is_null())
        properties.set("AdminCreateUserConfig", map({{"AllowAdminCreateUserOnly", std::move(admin_only)}}));
    if (const auto protection = hardened(from.threat_protection, bob::ThreatProtection::enforced); protection.set) {
        const bob::ThreatProtection mode = *protection;
        properties.set("UserPoolAddOns",
                       map({{"AdvancedSecurityMode", Value(mode == bob::ThreatProtection::enforced ? "ENFORCED"
                                                           : mode == bob::ThreatProtection::audit  ? "AUDIT"
                                                                                                   : "OFF")
                                                         .at(protection.place)}}));
        if (mode != bob::ThreatProtection::off) properties.set("UserPoolTier", "PLUS");
    }
    Value protection = model.setting(from.deletion_protection);
    if (protection.is_null() && model.protects_data(made.deletion_policy)) protection = true;
    if (!protection.is_null())
        properties.set("DeletionProtection",
                       Value(protection.boolean() ? "ACTIVE" : "INACTIVE").at(from.deletion_protection.place));
    put(properties, "UserPoolTags", model.tag_map(from.tags));
}

static void user_pool_client(const Model& model, const bob::UserPoolClient& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPoolClient", into);
    Value& properties = made.properties;
    properties.set("ClientName", Model::text(from.name));
    properties.set("UserPoolId", bobgen::ref(model.logical_id(from.user_pool)).at(from.user_pool.place));
    if (!from.auth_flows.empty()) {
        List flows;
        for (bob::AuthFlow flow : from.auth_flows) flows.push_back(flow_name(flow));
        properties.set("ExplicitAuthFlows", std::move(flows));
    }
    put(properties, "GenerateSecret", model.setting(from.generate_secret));
    Value units;
    if (from.access_token_validity.set) units.set("AccessToken", "minutes");
    if (from.id_token_validity.set) units.set("IdToken", "minutes");
    if (from.refresh_token_validity.set) units.set("RefreshToken", "days");
    put(properties, "AccessTokenValidity", model.setting(from.access_token_validity));
    put(properties, "IdTokenValidity", model.setting(from.id_token_validity));
    put(properties, "RefreshTokenValidity", model.setting(from.refresh_token_validity));
    put(properties, "TokenValidityUnits", std::move(units));
    // Cognito's default (LEGACY) reveals to callers whether a user exists.
    const Value prevent = model.setting(from.prevent_user_existence_errors);
    properties.set("PreventUserExistenceErrors", prevent.is_null() || prevent.boolean() ? "ENABLED" : "LEGACY");
    if (!from.oauth_flows.empty()) {
        List flows;
        for (bob::OAuthFlow flow : from.oauth_flows) flows.push_back(flow_name(flow));
        properties.set("AllowedOAuthFlows", std::move(flows));
        properties.set("AllowedOAuthFlowsUserPoolClient", true);
    }
    if (!from.oauth_scopes.empty()) properties.set("AllowedOAuthScopes", Model::texts(from.oauth_scopes));
    if (!from.callback_urls.empty()) properties.set("CallbackURLs", model.values(from.callback_urls));
    if (!from.logout_urls.empty()) properties.set("LogoutURLs", model.values(from.logout_urls));

    List providers;
    if (!from.oauth_flows.empty() || !from.identity_providers.empty()) providers.push_back("COGNITO");
    for (const auto& provider : from.identity_providers) {
        // The provider's name, not its id; the dependency must be explicit, because a name is not a reference.
        providers.push_back(Value(provider.name).at(provider.place));
        made.depends_on.push_back(model.logical_id(provider));
    }
    if (!providers.empty()) properties.set("SupportedIdentityProviders", std::move(providers));
}

static void user_pool_domain(const Model& model, const bob::UserPoolDomain& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPoolDomain", into);
    put(made.properties, "Domain", model.value(from.domain));
    made.properties.set("UserPoolId", bobgen::ref(model.logical_id(from.user_pool)).at(from.user_pool.place));
    if (from.certificate_arn)
        made.properties.set("CustomDomainConfig", map({{"CertificateArn", model.value(from.certificate_arn)}}));
}

static void identity_provider(const Model& model, const bob::IdentityProvider& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPoolIdentityProvider", into);
    Value& properties = made.properties;
    properties.set("UserPoolId", bobgen::ref(model.logical_id(from.user_pool)).at(from.user_pool.place));
    properties.set("ProviderName", Model::text(from.name));
    properties.set("ProviderType", from.type ? Model::text(from.type) : Model::text(from.name));
    Value details;
    put(details, "client_id", model.value(from.client_id));
    put(details, "client_secret", model.value(from.client_secret));
    if (from.scopes) details.set("authorize_scopes", Model::text(from.scopes));
    put(properties, "ProviderDetails", std::move(details));
    Value mapping;
    for (const bob::Tag& one : from.attribute_mapping) mapping.set(one.key.text, Model::text(one.value), one.key.place);
    put(properties, "AttributeMapping", std::move(mapping));
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const UserPool& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::user_pool(model, one, into);
}
void lower(const IdentityProvider& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::identity_provider(model, one, into);
}
void lower(const UserPoolClient& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::user_pool_client(model, one, into);
}
void lower(const UserPoolDomain& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::user_pool_domain(model, one, into);
}
}  // namespace bob
