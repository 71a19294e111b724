/// User pools and their clients.
#include <fmt/format.h>

#include <algorithm>

#include "bob/cognito.h"
#include "generator/characters.h"
#include "generator/check/combinations/subject.h"
#include "generator/rules/combinations.h"

namespace bobgen::combinations {

namespace {

void check_schema(const Subject& on) {
    each(on.find("Schema"), [&](const Value& attribute) {
        if (!attribute.is_map()) return;
        const auto name = text_of(attribute.find("Name"));
        const Value* required = attribute.find("Required");
        if (!name || bob::names::is_standard_attribute(*name) || !is_true(required)) return;
        on.tell({.rule = rules::custom_attribute_required,
                 .message = fmt::format("user pool `{}` requires `{}`, which is no standard attribute", on.id(), *name),
                 .place = place_of(required, place_of(&attribute, on.place("Schema"))),
                 .fix = "remove `Required`, and check the attribute in a pre sign-up trigger"});
    });
}

void check_factors(const Subject& on) {
    const auto mfa = text_of(on.find("MfaConfiguration"));
    const Value* factors = on.find("EnabledMfas");
    const bool has_list = factors && factors->is_list();
    if (mfa == "OFF" && has_list && !factors->list().empty())
        on.tell(
            {.rule = rules::contradictory_factors,
             .message = fmt::format("user pool `{}` turns multi-factor authentication off, and lists factors", on.id()),
             .place = on.place("MfaConfiguration"),
             .fix = "set `MfaConfiguration: OPTIONAL` or `ON`, or remove `EnabledMfas`",
             .related = {{on.place("EnabledMfas"), "the factors"}},
             .why = "Cognito rejects the pool: `Invalid MFA configuration given, can't turn off MFA and configure an "
                    "MFA together`"});
    if (mfa != "ON" && mfa != "OPTIONAL") return;
    const auto lists = [&](std::string_view factor) { return has_list && element(factors, factor); };
    const Value* email = on.find("EmailConfiguration");
    const auto sender = email && email->is_map() ? text_of(email->find("EmailSendingAccount")) : std::nullopt;
    if (lists("EMAIL_OTP") && (on.lacks("EmailConfiguration") || sender == "COGNITO_DEFAULT"))
        on.tell({.rule = rules::contradictory_factors,
                 .message = fmt::format("user pool `{}` asks for a second factor by e-mail, and has no SES identity to "
                                        "send it with",
                                        on.id()),
                 .place = on.place("EnabledMfas"),
                 .fix = "set `EmailConfiguration` with `EmailSendingAccount: DEVELOPER` and the `SourceArn` of an "
                        "identity in SES",
                 .why = "Cognito sends codes for multi-factor authentication only through SES"});
    if (!on.lacks("SmsConfiguration")) return;
    const bool none_listed = on.lacks("EnabledMfas");
    const bool lists_messages = lists("SMS_MFA");
    if (none_listed || lists_messages)
        on.tell({.rule = rules::contradictory_factors,
                 .message = fmt::format("user pool `{}` asks for a second factor by text message, and can't send any",
                                        on.id()),
                 .place = on.place(none_listed ? "MfaConfiguration" : "EnabledMfas"),
                 .fix = "set `EnabledMfas: [SOFTWARE_TOKEN_MFA]`, or `SmsConfiguration` with a role that may send "
                        "messages",
                 .why = "text messages are the factor where none other is listed, and Cognito rejects the pool: `SMS "
                        "configuration and Auto verification for phone_number are required when MFA is "
                        "required/optional`"});
}

/// Something beside a pool that its tier does not have. `tiers` are those without it.
void check_tier_of_pool(const Subject& on, const Value* found, std::initializer_list<std::string_view> tiers,
                        std::string_view property, std::string_view what, std::string_view fix) {
    const TemplateResource* pool = found ? on.named(on.find("UserPoolId"), "AWS::Cognito::UserPool") : nullptr;
    if (!pool) return;
    const Subject of(*pool, on.facts, on.report);
    const auto tier = text_of(of.find("UserPoolTier"));
    if (!tier || std::ranges::find(tiers, *tier) == tiers.end()) return;
    on.tell({.rule = rules::feature_of_higher_tier,
             .message = fmt::format("`{}` has {}, and user pool `{}` the tier {}", on.id(), what, of.id(),
                                    *tier == "LITE" ? "Lite" : "Essentials"),
             .place = on.place(found, property),
             .fix = std::string(fix),
             .related = {{of.place("UserPoolTier"), "the tier"}}});
}

/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
void check_tier(const Subject& on) {
    const auto tier = text_of(on.find("UserPoolTier"));
    const Value* protection = on.find({"UserPoolAddOns", "AdvancedSecurityMode"});
    const auto mode = text_of(protection);
    if ((tier == "LITE" || tier == "ESSENTIALS") && (mode == "AUDIT" || mode == "ENFORCED"))
        on.tell({.rule = rules::feature_of_higher_tier,
                 .message = fmt::format("user pool `{}` has the tier {} and threat protection", on.id(),
                                        tier == "LITE" ? "Lite" : "Essentials"),
                 .place = place_of(protection, on.place("UserPoolAddOns")),
                 .fix = "set `UserPoolTier: PLUS`, or remove this",
                 .related = {{on.place("UserPoolTier"), "the tier"}}});
    if (tier != "LITE") return;
    const auto tell = [&](const Value* found, std::string_view what) {
        if (!found || is_no_value(*found)) return;
        on.tell({.rule = rules::feature_of_higher_tier,
                 .message = fmt::format("user pool `{}` has the tier Lite and {}", on.id(), what),
                 .place = place_of(found, on.place("UserPoolTier")),
                 .fix = "set `UserPoolTier: ESSENTIALS`, or remove this",
                 .related = {{on.place("UserPoolTier"), "the tier"}}});
    };
    tell(element(on.find("EnabledMfas"), "EMAIL_OTP"), "a second factor by e-mail");
    const Value* first = on.find({"Policies", "SignInPolicy", "AllowedFirstAuthFactors"});
    tell(element(first, "WEB_AUTHN"), "passkeys");
    tell(element(first, "EMAIL_OTP"), "sign-in by e-mail");
    tell(element(first, "SMS_OTP"), "sign-in by text message");
    tell(on.find("WebAuthnRelyingPartyID"), "passkeys");
    const Value* history = on.find({"Policies", "PasswordPolicy", "PasswordHistorySize"});
    if (const auto size = history ? whole_number(history) : std::nullopt; size && *size > 0)
        tell(history, "remembers former passwords");
    const Value* config = on.find("LambdaConfig");
    const Value* tokens = config && config->is_map() ? config->find("PreTokenGenerationConfig") : nullptr;
    const auto version = tokens && tokens->is_map() ? text_of(tokens->find("LambdaVersion")) : std::nullopt;
    if (version == "V2_0" || version == "V3_0") tell(tokens, "a trigger that changes access tokens");
}

void check_senders(const Subject& on) {
    const Value* config = on.find("LambdaConfig");
    if (!config || !config->is_map() || config->find("KMSKeyID")) return;
    for (const std::string_view sender : {"CustomEmailSender", "CustomSMSSender"}) {
        const Value* given = config->find(sender);
        if (!given || is_no_value(*given)) continue;
        on.tell({.rule = rules::custom_sender_without_key,
                 .message = fmt::format("user pool `{}` has a `{}`, and no `KMSKeyID`", on.id(), sender),
                 .place = place_of(given, on.place("LambdaConfig")),
                 .fix = "set `.custom_sender_key` of the pool (`KMSKeyID`) to the ARN of a symmetric KMS key"});
        return;
    }
}

/// Only where the template makes the resource server, whose scopes are all there is.
void check_scopes(const Subject& on) {
    const std::string pool = on.spelt(on.find("UserPoolId"));
    each(on.find("AllowedOAuthScopes"), [&](const Value& one) {
        const auto scope = text_of(&one);
        const auto slash = scope ? scope->rfind('/') : std::string_view::npos;
        if (!scope || slash == scope->npos) return;
        for (const TemplateResource& server : on.facts.tree.resources) {
            if (server.type != "AWS::Cognito::UserPoolResourceServer") continue;
            const Value& properties = on.facts.properties(server);
            if (!properties.is_map() || text_of(properties.find("Identifier")) != scope->substr(0, slash) ||
                on.spelt(properties.find("UserPoolId")) != pool)
                continue;
            const Value* scopes = properties.find("Scopes");
            if (scopes && !scopes->is_list()) return;
            bool known = true, there = false;
            each(scopes, [&](const Value& has) {
                const auto name = has.is_map() ? text_of(has.find("ScopeName")) : std::nullopt;
                known &= name.has_value();
                there |= name == scope->substr(slash + 1);
            });
            if (there || !known) return;
            on.tell({.rule = rules::scope_not_there,
                     .message = fmt::format("client `{}` asks for the scope `{}`, which resource server `{}` does not "
                                            "have",
                                            on.id(), *scope, server.logical_id),
                     .place = on.place(&one, "AllowedOAuthScopes"),
                     .fix = fmt::format("add `{}` to the scopes of `{}`, or ask for one of those",
                                        scope->substr(slash + 1), server.logical_id),
                     .related = {{server.place, "the resource server"}}});
            return;
        }
    });
}

bool is_local(std::string_view after_scheme) {
    return after_scheme.starts_with("localhost") || after_scheme.starts_with("127.0.0.1") ||
           after_scheme.starts_with("[::1]");
}

}  // namespace

void check_user_pool(const Subject& on) {
    check_schema(on);
    check_factors(on);
    check_tier(on);
    check_senders(on);
}

/// Cognito, LogConfigurationType: `userAuthEvents` are those of threat protection.
void check_pool_logs(const Subject& on) {
    each(on.find("LogConfigurations"), [&](const Value& one) {
        const Value* source = one.find("EventSource");
        if (text_of(source) == "userAuthEvents")
            check_tier_of_pool(on, source, {"LITE", "ESSENTIALS"}, "LogConfigurations", "logs of users' activity",
                               "set `UserPoolTier: PLUS` of the pool, or remove these logs");
    });
}

void check_pool_domain(const Subject& on) {
    const Value* version = on.find("ManagedLoginVersion");
    if (version && whole_number(version) == 2)
        check_tier_of_pool(on, version, {"LITE"}, "ManagedLoginVersion", "managed login",
                           "set `UserPoolTier: ESSENTIALS` of the pool, or `ManagedLoginVersion: 1`, the classic "
                           "hosted UI");
    const Value* value = on.find("Domain");
    const auto domain = text_of(value);
    // A domain of the author's own has a certificate.
    if (!domain || on.has("CustomDomainConfig") || domain->find("{{") != domain->npos) return;
    const auto tell = [&](std::string message, std::string fix) {
        on.tell({.rule = rules::pool_domain_not_accepted,
                 .message = std::move(message),
                 .place = on.place(value, "Domain"),
                 .fix = std::move(fix)});
    };
    for (const std::string_view reserved : {"aws", "amazon", "cognito"})
        if (domain->find(reserved) != domain->npos)
            return tell(fmt::format("the prefix `{}` of domain `{}` contains `{}`", *domain, on.id(), reserved),
                        "choose one without `aws`, `amazon` and `cognito`");
    const bool fits = !domain->empty() && !domain->starts_with('-') && !domain->ends_with('-') &&
                      std::ranges::all_of(
                          *domain, [](char c) { return (is_alphanumeric(c) && !(c >= 'A' && c <= 'Z')) || c == '-'; });
    if (!fits)
        tell(fmt::format("domain `{}` has the prefix `{}`", on.id(), *domain),
             "write small letters, digits and single dashes; a domain of your own has a `.certificate_arn`");
}

void check_pool_client(const Subject& on) {
    check_scopes(on);
    check_tier_of_pool(on, element(on.find("ExplicitAuthFlows"), "ALLOW_USER_AUTH"), {"LITE"}, "ExplicitAuthFlows",
                       "the flow `ALLOW_USER_AUTH`", "set `UserPoolTier: ESSENTIALS` of the pool, or remove the flow");
    const Value* machine = nullptr;
    const Value* person = nullptr;
    each(on.find("AllowedOAuthFlows"), [&](const Value& one) {
        const auto flow = text_of(&one);
        if (flow == "client_credentials") machine = &one;
        if (flow == "code" || flow == "implicit") person = &one;
    });
    if (machine && person)
        on.tell(
            {.rule = rules::client_flows_conflict,
             .message =
                 fmt::format("client `{}` has flow `client_credentials` together with `{}`", on.id(), person->text()),
             .place = on.place(machine, "AllowedOAuthFlows"),
             .fix = "declare a client for programs and another one for people",
             .why = "Cognito rejects the client: `client_credentials flow can not be selected along with code flow or "
                    "implicit flow`"});
    const Value* old_word = nullptr;
    bool has_new = false;
    each(on.find("ExplicitAuthFlows"), [&](const Value& one) {
        const auto flow = text_of(&one);
        if (flow && flow->starts_with("ALLOW_")) has_new = true;
        if (flow == "ADMIN_NO_SRP_AUTH" || flow == "CUSTOM_AUTH_FLOW_ONLY" || flow == "USER_PASSWORD_AUTH")
            old_word = &one;
    });
    if (old_word && has_new)
        on.tell({.rule = rules::client_flows_conflict,
                 .message = fmt::format("client `{}` has `{}` together with flows that begin with `ALLOW_`", on.id(),
                                        old_word->text()),
                 .place = on.place(old_word, "ExplicitAuthFlows"),
                 .fix = "write all flows with `ALLOW_`, such as `ALLOW_USER_PASSWORD_AUTH`",
                 .why = "Cognito rejects the client: values with and without the prefix `ALLOW_` can't be mixed"});
    const Value* refresh = nullptr;
    each(on.find("ExplicitAuthFlows"), [&](const Value& one) {
        if (text_of(&one) == "ALLOW_REFRESH_TOKEN_AUTH") refresh = &one;
    });
    if (refresh && text_of(on.find({"RefreshTokenRotation", "Feature"})) == "ENABLED")
        on.tell(
            {.rule = rules::client_flows_conflict,
             .message = fmt::format("client `{}` rotates refresh tokens, and has the flow "
                                    "`ALLOW_REFRESH_TOKEN_AUTH`",
                                    on.id()),
             .place = on.place(refresh, "ExplicitAuthFlows"),
             .fix = "remove the flow, and refresh with `GetTokensFromRefreshToken`; or remove `RefreshTokenRotation`",
             .related = {{on.place("RefreshTokenRotation"), "the rotation"}},
             .why = "Cognito rejects the client: a refresh token that is rotated can't be used with that flow"});
    const Value* secret = on.find("GenerateSecret");
    if (machine && (on.lacks("GenerateSecret") || truth(secret) == false))
        on.tell({.rule = rules::client_flows_conflict,
                 .message = fmt::format("client `{}` has flow `client_credentials`, and no secret", on.id()),
                 .place = on.place(machine, "AllowedOAuthFlows"),
                 .fix = "set `GenerateSecret: true`",
                 .why =
                     "Cognito rejects the client: `client_credentials flow can not be selected if client does not have "
                     "a client secret`"});
    bool is_complete = true;
    std::vector<std::string> listed;
    each(on.find("CallbackURLs"), [&](const Value& one) {
        is_complete = is_complete && !one.is_call() && one.is_text();
        const std::string url = on.spelt(&one);
        listed.push_back(url);
        constexpr std::string_view scheme = "http://";
        const std::string_view after = std::string_view(url).substr(url.starts_with(scheme) ? scheme.size() : 0);
        if (url.starts_with(scheme) && !is_local(after) && !after.starts_with('$'))
            on.tell({.rule = rules::redirect_not_accepted,
                     .message = fmt::format("client `{}` is called back at `{}`, without TLS", on.id(), url),
                     .place = on.place(&one, "CallbackURLs"),
                     .fix = "begin it with `https://`; only `http://localhost` may do without",
                     .why = "Cognito rejects the client: `cannot use the HTTP protocol`"});
    });
    const Value* callbacks = on.find("CallbackURLs");
    const bool has_none = on.lacks("CallbackURLs") || (callbacks->is_list() && callbacks->list().empty());
    if (person && !machine && has_none && truth(on.find("AllowedOAuthFlowsUserPoolClient")) == true)
        on.tell({.rule = rules::redirect_not_accepted,
                 .message = fmt::format("client `{}` has flow `{}`, and no callback URL", on.id(), person->text()),
                 .place = on.place(person, "AllowedOAuthFlows"),
                 .fix = "list in `CallbackURLs` where people come back to after they have signed in",
                 .why = "Cognito rejects the client: `CallbackUrls can not be empty when code flow or implicit flow is "
                        "selected`"});
    const Value* preferred = on.find("DefaultRedirectURI");
    const auto uri = text_of(preferred);
    if (uri && is_complete && !listed.empty() && std::ranges::find(listed, *uri) == listed.end())
        on.tell({.rule = rules::redirect_not_accepted,
                 .message = fmt::format("client `{}` redirects to `{}` by default, which is not in `CallbackURLs`",
                                        on.id(), *uri),
                 .place = on.place("DefaultRedirectURI"),
                 .fix = "add it to `CallbackURLs`, or choose one of those",
                 .related = {{on.place("CallbackURLs"), "the URLs"}},
                 .why = "Cognito rejects the client: the default has to be one of its callback URLs"});
}

}  // namespace bobgen::combinations
