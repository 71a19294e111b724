/// Second factors, passkeys, e-mail and text messages, recovery, and what programs may do.
#include <bob/aws/cognito.h>
#include <bob/bob.h>

namespace user_pool_sign_in {

namespace cognito = bob::aws::cognito;
using namespace bob::literals;
using bob::AuthFlow;
using bob::FirstFactor;
using bob::MfaMethod;

static constexpr bob::UserPool people{
    .name = "People",
    .username_attributes = {"email"},
    .auto_verified_attributes = {"email"},
    .case_sensitive_names = false,
    .password_policy = {.minimum_length = 15, .history_size = 5},
    .tier = bob::UserPoolTier::plus,
    .mfa = bob::MfaConfiguration::optional,
    .mfa_methods = {MfaMethod::software_token, MfaMethod::email, MfaMethod::sms},
    .first_factors = {FirstFactor::password, FirstFactor::passkey, FirstFactor::email_otp},
    .passkeys = {.relying_party_id = "example.org", .counts_as_both_factors = true},
    .account_recovery = {bob::RecoveryMechanism::verified_email, bob::RecoveryMechanism::verified_phone_number},
    .threat_protection = bob::ThreatProtection::enforced,
    .devices = {.challenge_new_devices = true, .only_remembered_on_prompt = true},
    .email = {.source_arn = bob::sub("arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/example.org"),
              .from = "Example <no-reply@example.org>",
              .reply_to = "help@example.org",
              .configuration_set = "sign-in"},
    .messages = {.verify_by_link = true,
                 .verification_email_subject = "Welcome",
                 .verification_email = "Please {##confirm your address##}.",
                 .invitation_email_subject = "Your account",
                 .invitation_email = "Sign in as {username} with {####}.",
                 .mfa_sms = "Your code is {####}."},
    .issuer = bob::IssuerType::updated,
};

static constexpr bob::UserPool callers{
    .name = "Callers",
    .mfa = bob::MfaConfiguration::on,
    .mfa_methods = {MfaMethod::sms},
    .passkeys = {.user_verification = bob::UserVerification::preferred},
    .account_recovery = {bob::RecoveryMechanism::admin_only},
    .sms = {.role_arn = "arn:aws:iam::123456789012:role/sms", .external_id = "callers", .region = "eu-west-1"},
    .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/1234",
};

static constexpr bob::ResourceServer api{
    .name = "Api",
    .user_pool = people,
    .identifier = "https://api.example.org",
    .scopes = {{"orders.read", "See your orders"}, {"orders.write", "Change your orders"}},
};

static constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = people,
    .auth_flows = {AuthFlow::user, AuthFlow::user_srp},
    .auth_session_validity = 10min,
    .token_revocation = true,
    .refresh_token_rotation_grace = 30s,
    .oauth_flows = {bob::OAuthFlow::code},
    .oauth_scopes = {"openid", "https://api.example.org/orders.read"},
    .callback_urls = {"https://example.org/in", "https://example.org/app"},
    .logout_urls = {"https://example.org"},
    .default_redirect_uri = "https://example.org/in",
    .read_attributes = {"email", "name"},
    .write_attributes = {"name"},
};

static constexpr bob::UserPoolDomain domain{
    .name = "SignIn", .user_pool = people, .domain = "example-sign-in", .managed_login_version = 2};

static const cognito::ManagedLoginBranding look{
    .name = "Look", .ClientId = ref(web), .UseCognitoProvidedValues = true, .UserPoolId = ref(people)};

static const cognito::UserPoolGroup editors{
    .name = "Editors", .GroupName = "editors", .Precedence = 1, .UserPoolId = ref(people)};

static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = people, .clients = {web}};
static constexpr bob::Function orders{.name = "orders", .http_api = {{bob::GET, "/orders", signed_in}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "sign-in", .resources = {people, callers, web, api, domain, look, editors, signed_in, orders}};
}

}  // namespace user_pool_sign_in
