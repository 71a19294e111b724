#include <algorithm>

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
        case bob::Trigger::pre_token_generation_v2:
        case bob::Trigger::pre_token_generation_v3:
            return "PreTokenGenerationConfig";
        case bob::Trigger::custom_email_sender:
            return "CustomEmailSender";
        case bob::Trigger::custom_sms_sender:
            return "CustomSMSSender";
        case bob::Trigger::inbound_federation:
            return "InboundFederation";
    }
    return {};
}

std::string_view trigger_version(bob::Trigger trigger) {
    switch (trigger) {
        case bob::Trigger::pre_token_generation_v2:
            return "V2_0";
        case bob::Trigger::pre_token_generation_v3:
            return "V3_0";
        case bob::Trigger::custom_email_sender:
        case bob::Trigger::custom_sms_sender:
        case bob::Trigger::inbound_federation:
            return "V1_0";
        default:
            return {};
    }
}

bool made_by_serverless(const Model& model, const bob::CognitoEvent& event) {
    return trigger_version(event.trigger).empty() &&
           model.logical_id(event.user_pool) == naming::logical_id(bob::Kind::user_pool, event.user_pool.name);
}

bool has_triggers_of_serverless(const Model& model, const TemplateResource& pool) {
    if (pool.type != "AWS::Cognito::UserPool") return false;
    for (const FunctionModel& function : model.functions)
        for (const bob::CognitoEvent& event : function.declared->cognito)
            if (made_by_serverless(model, event) && model.logical_id(event.user_pool) == pool.logical_id) return true;
    return false;
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
        case bob::AuthFlow::user:
            return "ALLOW_USER_AUTH";
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
    put(made, "PasswordHistorySize", model.setting(from.history_size));
    return made;
}

std::string_view mfa_name(bob::MfaMethod method) {
    constexpr std::string_view names[] = {"SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"};
    return names[static_cast<std::size_t>(method)];
}

std::string_view factor_name(bob::FirstFactor factor) {
    constexpr std::string_view names[] = {"PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"};
    return names[static_cast<std::size_t>(factor)];
}

std::string_view recovery_name(bob::RecoveryMechanism mechanism) {
    constexpr std::string_view names[] = {"verified_email", "verified_phone_number", "admin_only"};
    return names[static_cast<std::size_t>(mechanism)];
}

std::string_view tier_name(bob::UserPoolTier tier) {
    constexpr std::string_view names[] = {"LITE", "ESSENTIALS", "PLUS"};
    return names[static_cast<std::size_t>(tier)];
}

void put_text(Value& into, std::string_view name, const bob::Text& text) {
    if (text) into.set(name, Model::text(text));
}

/// Whether it sends text messages by what it says itself.
bool sends_messages(const bob::UserPool& from) {
    bool sends = static_cast<bool>(from.sms.role_arn);
    for (const bob::MfaMethod one : from.mfa_methods) sends |= one == bob::MfaMethod::sms;
    for (const bob::FirstFactor one : from.first_factors) sends |= one == bob::FirstFactor::sms_otp;
    return sends;
}

/// The role that Cognito sends text messages with, to any number and to no topic. It can't name the pool, which names
/// the role (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms-settings.html).
void sms_role(const Model& model, const bob::UserPool& from, const std::string& id, const Value& external_id,
              Template& into) {
    TemplateResource& made = add(into, id + "SmsRole", "AWS::IAM::Role", from.name.place);
    made.condition = from.condition.text;
    made.condition_place = from.condition.place;
    Value asks = map(
        {{"StringEquals", map({{"sts:ExternalId", external_id}, {"aws:SourceAccount", bobgen::ref("AWS::AccountId")}})},
         {"ArnLike", map({{"aws:SourceArn", sub("arn:${AWS::Partition}:cognito-idp:${AWS::Region}:"
                                                "${AWS::AccountId}:userpool/*")}})}});
    made.properties.set("AssumeRolePolicyDocument", trust("cognito-idp.amazonaws.com", std::move(asks)));
    Value publish = map({{"Effect", "Allow"},
                         {"Action", list({"sns:Publish"})},
                         {"NotResource", sub("arn:${AWS::Partition}:sns:*:*:*")}});
    made.properties.set("Policies", policies("messages", {std::move(publish)}));
    put(made.properties, "Tags", model.tags(from.tags));
}

Value sms_configuration(const Model& model, const bob::UserPool& from, const std::string& id, Template& into) {
    if (!sends_messages(from)) return {};
    Value external_id = from.sms.external_id ? Model::text(from.sms.external_id) : Value();
    Value arn = model.value(from.sms.role_arn);
    if (arn.is_null()) {
        if (external_id.is_null()) external_id = model.full_name(from.name.text);
        arn = get_att(id + "SmsRole", "Arn");
        sms_role(model, from, id, external_id, into);
    }
    Value made = map({{"SnsCallerArn", std::move(arn)}});
    put(made, "ExternalId", std::move(external_id));
    put_text(made, "SnsRegion", from.sms.region);
    return made;
}

Value email_configuration(const Model& model, const bob::UserPoolEmail& from) {
    Value made;
    if (from.source_arn) made.set("EmailSendingAccount", "DEVELOPER");
    put(made, "SourceArn", model.value(from.source_arn));
    put(made, "From", model.value(from.from));
    put_text(made, "ReplyToEmailAddress", from.reply_to);
    put_text(made, "ConfigurationSet", from.configuration_set);
    return made;
}

void put_messages(const Model& model, const bob::UserPoolMessages& from, Value& properties) {
    const Value by_link = model.setting(from.verify_by_link);
    const bool link = !by_link.is_null() && by_link.boolean();
    Value verification;
    if (!by_link.is_null())
        verification.set("DefaultEmailOption",
                         Value(link ? "CONFIRM_WITH_LINK" : "CONFIRM_WITH_CODE").at(by_link.place));
    put_text(verification, link ? "EmailSubjectByLink" : "EmailSubject", from.verification_email_subject);
    put_text(verification, link ? "EmailMessageByLink" : "EmailMessage", from.verification_email);
    put_text(verification, "SmsMessage", from.verification_sms);
    put(properties, "VerificationMessageTemplate", std::move(verification));
    put_text(properties, "SmsAuthenticationMessage", from.mfa_sms);
    put_text(properties, "EmailAuthenticationSubject", from.mfa_email_subject);
    put_text(properties, "EmailAuthenticationMessage", from.mfa_email);
}

Value invitation(const bob::UserPoolMessages& from) {
    Value made;
    put_text(made, "EmailSubject", from.invitation_email_subject);
    put_text(made, "EmailMessage", from.invitation_email);
    put_text(made, "SMSMessage", from.invitation_sms);
    return made;
}

/// Whether some users have no password: a second factor can't be asked of them, but of a passkey that stands for both
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html).
bool begins_without_password(const bob::UserPool& pool) {
    const bool counts = pool.passkeys.counts_as_both_factors.literal() && *pool.passkeys.counts_as_both_factors;
    for (const bob::FirstFactor one : pool.first_factors)
        if (one != bob::FirstFactor::password && !(counts && one == bob::FirstFactor::passkey)) return true;
    return false;
}

void put_passkeys(const Model& model, const bob::PasskeySettings& from, Value& properties) {
    put(properties, "WebAuthnRelyingPartyID", model.value(from.relying_party_id));
    const Value both = model.setting(from.counts_as_both_factors);
    const bool counts = !both.is_null() && both.boolean();
    if (from.user_verification.set || counts)
        properties.set(
            "WebAuthnUserVerification",
            Value(counts || *from.user_verification == bob::UserVerification::required ? "required" : "preferred")
                .at(from.user_verification.place));
    if (!both.is_null())
        properties.set("WebAuthnFactorConfiguration",
                       Value(counts ? "MULTI_FACTOR_WITH_USER_VERIFICATION" : "SINGLE_FACTOR").at(both.place));
}

void put_recovery(const bob::UserPool& from, Value& properties) {
    List mechanisms;
    for (const bob::RecoveryMechanism one : from.account_recovery)
        mechanisms.push_back(map({{"Name", recovery_name(one)}, {"Priority", std::int64_t(mechanisms.size() + 1)}}));
    if (!mechanisms.empty())
        properties.set("AccountRecoverySetting", map({{"RecoveryMechanisms", std::move(mechanisms)}}));
}

Value lambda_config(const Model& model, const bob::UserPool& from) {
    Value made;
    bool encrypted = false;
    for (const FunctionModel& function : model.functions)
        for (const bob::CognitoEvent& event : function.declared->cognito) {
            if (event.user_pool.name != from.name.text) continue;
            const std::string_view version = trigger_version(event.trigger);
            Value called = arn_of(function);
            if (!version.empty())
                called = map({{"LambdaArn", std::move(called)}, {"LambdaVersion", version}}).at(event.user_pool.place);
            made.set(trigger_name(event.trigger), std::move(called), event.user_pool.place);
            encrypted |=
                event.trigger == bob::Trigger::custom_email_sender || event.trigger == bob::Trigger::custom_sms_sender;
        }
    if (encrypted) put(made, "KMSKeyID", model.value(from.custom_sender_key));
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
    if (name.is_null()) name = Value(model.full_name(from.name.text)).at(place);
    properties.set("UserPoolName", std::move(name));

    put(properties, "LambdaConfig", lambda_config(model, from));

    if (!from.username_attributes.empty()) properties.set("UsernameAttributes", Model::texts(from.username_attributes));
    if (!from.alias_attributes.empty()) properties.set("AliasAttributes", Model::texts(from.alias_attributes));
    if (!from.auto_verified_attributes.empty())
        properties.set("AutoVerifiedAttributes", Model::texts(from.auto_verified_attributes));
    List schema;
    for (const bob::SchemaAttribute& one : from.schema) schema.push_back(schema_attribute(model, one));
    if (!schema.empty()) properties.set("Schema", std::move(schema));
    const Value sensitive = model.setting(from.case_sensitive_names);
    if (!sensitive.is_null()) properties.set("UsernameConfiguration", map({{"CaseSensitive", sensitive}}));
    Value policies;
    put(policies, "PasswordPolicy", password_policy(model, from.password_policy));
    List factors;
    for (const bob::FirstFactor one : from.first_factors) factors.push_back(factor_name(one));
    if (!factors.empty()) policies.set("SignInPolicy", map({{"AllowedFirstAuthFactors", std::move(factors)}}));
    put(properties, "Policies", std::move(policies));
    const auto hardened = [&](auto setting, auto with) {
        if (!setting.set && model.hardened) setting.value = with, setting.set = true;
        return setting;
    };
    // Where a second factor is asked of everybody, nobody can begin with what is none and no password either.
    const auto mfa = begins_without_password(from) ? from.mfa : hardened(from.mfa, bob::MfaConfiguration::on);
    if (mfa.set)
        properties.set("MfaConfiguration", Value(*mfa == bob::MfaConfiguration::on         ? "ON"
                                                 : *mfa == bob::MfaConfiguration::optional ? "OPTIONAL"
                                                                                           : "OFF")
                                               .at(mfa.place));
    if (mfa.set && *mfa != bob::MfaConfiguration::off) {
        List methods;
        for (const bob::MfaMethod one : from.mfa_methods) methods.push_back(mfa_name(one));
        if (methods.empty()) methods.push_back("SOFTWARE_TOKEN_MFA");
        properties.set("EnabledMfas", std::move(methods));
    }
    put_passkeys(model, from.passkeys, properties);
    put_recovery(from, properties);
    Value admin;
    put(admin, "AllowAdminCreateUserOnly", model.setting(from.admin_create_user_only));
    put(admin, "InviteMessageTemplate", invitation(from.messages));
    put(properties, "AdminCreateUserConfig", std::move(admin));
    Value devices;
    put(devices, "ChallengeRequiredOnNewDevice", model.setting(from.devices.challenge_new_devices));
    put(devices, "DeviceOnlyRememberedOnUserPrompt", model.setting(from.devices.only_remembered_on_prompt));
    put(properties, "DeviceConfiguration", std::move(devices));
    put(properties, "EmailConfiguration", email_configuration(model, from.email));
    put_messages(model, from.messages, properties);
    if (from.kms_key)
        properties.set("KeyConfiguration",
                       map({{"KeyType", "CUSTOMER_MANAGED_KEY"}, {"KmsKeyArn", model.value(from.kms_key)}}));
    if (from.issuer.set)
        properties.set(
            "IssuerConfiguration",
            map({{"Type",
                  Value(*from.issuer == bob::IssuerType::updated ? "UPDATED" : "ORIGINAL").at(from.issuer.place)}}));
    if (from.tier.set) properties.set("UserPoolTier", Value(tier_name(*from.tier)).at(from.tier.place));
    // A plan below Plus has none, and whoever names one has said so.
    const bool without_protection = from.tier.set && *from.tier != bob::UserPoolTier::plus;
    const auto protection =
        without_protection ? from.threat_protection : hardened(from.threat_protection, bob::ThreatProtection::enforced);
    if (protection.set) {
        const bob::ThreatProtection mode = *protection;
        properties.set("UserPoolAddOns",
                       map({{"AdvancedSecurityMode", Value(mode == bob::ThreatProtection::enforced ? "ENFORCED"
                                                           : mode == bob::ThreatProtection::audit  ? "AUDIT"
                                                                                                   : "OFF")
                                                         .at(protection.place)}}));
        if (mode != bob::ThreatProtection::off && !from.tier.set) properties.set("UserPoolTier", "PLUS");
    }
    Value deletion = model.setting(from.deletion_protection);
    if (deletion.is_null() && model.protects_data(made.deletion_policy)) deletion = true;
    if (!deletion.is_null())
        properties.set("DeletionProtection",
                       Value(deletion.boolean() ? "ACTIVE" : "INACTIVE").at(from.deletion_protection.place));
    put(properties, "UserPoolTags", model.tag_map(from.tags));
    const std::size_t position = into.resources.size() - 1;
    // Adding the role moves the pool.
    Value sms = sms_configuration(model, from, std::string(made.logical_id), into);
    put(into.resources[position].properties, "SmsConfiguration", std::move(sms));
}

/// The scopes that a client lists have to be there before it: Cognito answers `Invalid scope requested` otherwise.
static void wait_for_scopes(const Model& model, const bob::UserPoolClient& from, TemplateResource& made) {
    for (const bob::Resource& one : model.stack.resources) {
        const auto* server = one.as<bob::ResourceServer>();
        if (!server || server->user_pool.name != from.user_pool.name) continue;
        const bool asked = std::any_of(from.oauth_scopes.begin(), from.oauth_scopes.end(), [&](const bob::Text& scope) {
            const std::string_view identifier = server->identifier.text;
            return scope.text.starts_with(identifier) && scope.text.substr(identifier.size()).starts_with('/');
        });
        if (asked) made.depends_on.push_back(model.logical_id(server->kind, server->name.text, server->name.place));
    }
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
    put(properties, "AuthSessionValidity", model.setting(from.auth_session_validity));
    put(properties, "EnableTokenRevocation", model.setting(from.token_revocation));
    if (from.refresh_token_rotation_grace.set)
        properties.set("RefreshTokenRotation",
                       map({{"Feature", "ENABLED"},
                            {"RetryGracePeriodSeconds", model.setting(from.refresh_token_rotation_grace)}}));
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
    put(properties, "DefaultRedirectURI", model.value(from.default_redirect_uri));
    if (!from.read_attributes.empty()) properties.set("ReadAttributes", Model::texts(from.read_attributes));
    if (!from.write_attributes.empty()) properties.set("WriteAttributes", Model::texts(from.write_attributes));

    List providers;
    if (!from.oauth_flows.empty() || !from.identity_providers.empty()) providers.push_back("COGNITO");
    for (const auto& provider : from.identity_providers) {
        // The provider's name, not its id; the dependency must be explicit, because a name is not a reference.
        providers.push_back(Value(provider.name).at(provider.place));
        made.depends_on.push_back(model.logical_id(provider));
    }
    if (!providers.empty()) properties.set("SupportedIdentityProviders", std::move(providers));
    wait_for_scopes(model, from, made);
}

static void resource_server(const Model& model, const bob::ResourceServer& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPoolResourceServer", into);
    made.properties.set("UserPoolId", bobgen::ref(model.logical_id(from.user_pool)).at(from.user_pool.place));
    made.properties.set("Identifier", Model::text(from.identifier));
    made.properties.set("Name", Model::text(from.name));
    List scopes;
    for (const bob::OAuthScope& one : from.scopes)
        scopes.push_back(map({{"ScopeName", Model::text(one.name)}, {"ScopeDescription", Model::text(one.description)}})
                             .at(one.name.place));
    if (!scopes.empty()) made.properties.set("Scopes", std::move(scopes));
}

static void user_pool_domain(const Model& model, const bob::UserPoolDomain& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::Cognito::UserPoolDomain", into);
    put(made.properties, "Domain", model.value(from.domain));
    made.properties.set("UserPoolId", bobgen::ref(model.logical_id(from.user_pool)).at(from.user_pool.place));
    if (from.certificate_arn)
        made.properties.set("CustomDomainConfig", map({{"CertificateArn", model.value(from.certificate_arn)}}));
    put(made.properties, "ManagedLoginVersion", model.setting(from.managed_login_version));
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
void lower(const ResourceServer& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::resource_server(model, one, into);
}
void lower(const UserPoolDomain& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::user_pool_domain(model, one, into);
}
}  // namespace bob
