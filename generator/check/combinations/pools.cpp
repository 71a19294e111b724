/// User pools and their clients.
#include <fmt/format.h>

#include <algorithm>

#include "bob/cognito.h"
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
    if (!on.lacks("SmsConfiguration")) return;
    const bool none_listed = on.lacks("EnabledMfas");
    const bool lists_messages =
        has_list && std::ranges::any_of(factors->list(), [](const Value& one) { return text_of(&one) == "SMS_MFA"; });
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

bool is_local(std::string_view after_scheme) {
    return after_scheme.starts_with("localhost") || after_scheme.starts_with("127.0.0.1") ||
           after_scheme.starts_with("[::1]");
}

}  // namespace

void check_user_pool(const Subject& on) {
    check_schema(on);
    check_factors(on);
}

void check_pool_client(const Subject& on) {
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
