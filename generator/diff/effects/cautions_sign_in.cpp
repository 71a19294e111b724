/// Who is signed out by a change of a user pool or its clients, and whose tokens an API no longer takes.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

std::set<std::string> texts_in(const Value& list) {
    std::set<std::string> made;
    if (list.is_list())
        for (const Value& one : list.list())
            if (const auto text = text_in(one)) made.insert(*text);
    return made;
}

/// Whether all of the list can be read.
bool is_all_known(const Value& list) {
    return list.is_null() || (list.is_list() && std::ranges::none_of(list.list(), [](const Value& one) {
                                  return !one.is_scalar() || is_unknown(one);
                              }));
}

/// `ADMIN_NO_SRP_AUTH` and its like are the former names.
bool allows_refresh(const std::set<std::string>& flows) {
    if (flows.empty()) return true;  // the default has it
    return flows.contains("ALLOW_REFRESH_TOKEN_AUTH") ||
           std::ranges::none_of(flows, [](const std::string& one) { return one.starts_with("ALLOW_"); });
}

/// Tokens that are rotated are renewed in another way, which asks for the flow to be off.
bool rotates(const Value& rotation) {
    const Value* feature = rotation.find("Feature");
    return rotation.is_call() || (feature && text_in(*feature).value_or("ENABLED") == "ENABLED");
}

std::string_view words_for_flow(std::string_view flow) {
    if (flow == "ALLOW_USER_PASSWORD_AUTH" || flow == "USER_PASSWORD_AUTH") return "with a password";
    if (flow == "ALLOW_USER_SRP_AUTH") return "with the secure remote password protocol";
    if (flow == "ALLOW_ADMIN_USER_PASSWORD_AUTH" || flow == "ADMIN_NO_SRP_AUTH") return "through a server";
    if (flow == "ALLOW_CUSTOM_AUTH" || flow == "CUSTOM_AUTH_FLOW_ONLY") return "with a challenge of your own";
    if (flow == "ALLOW_USER_AUTH") return "with a passkey or a code";
    return {};
}

constexpr std::int64_t minutes_a_day = 1'440;

/// In minutes; nothing when it is not known. 0 and no value mean the default.
std::optional<std::int64_t> refresh_lifetime(const Value& validity, const Value& units) {
    constexpr std::int64_t usual = 30 * minutes_a_day;
    if (!validity.is_null() && !whole_number(&validity)) return {};
    const std::int64_t number = whole_number(&validity).value_or(0);
    if (number == 0) return usual;
    if (units.is_call()) return {};
    const Value* unit = units.find("RefreshToken");
    if (unit && !unit->is_scalar()) return {};
    const std::string name = unit ? text_in(*unit).value_or("") : "days";
    if (name == "seconds") return number / 60;
    if (name == "minutes") return number;
    if (name == "hours") return number * 60;
    if (name == "days") return number * minutes_a_day;
    return {};
}

std::string in_words(std::int64_t minutes) {
    const auto said = [](std::int64_t number, std::string_view unit) {
        return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
    };
    if (minutes % minutes_a_day == 0) return said(minutes / minutes_a_day, "day");
    return minutes % 60 == 0 ? said(minutes / 60, "hour") : said(minutes, "minute");
}

void judge_client(Aftermath& given, const ResourceChange& client) {
    const bool is_replaced =
        std::ranges::any_of(client.reasons, [](const Reason& one) { return one.action == Action::replace; });
    if (is_replaced) {
        given.add(rules::users_signed_out, client, client.after->place,
                  fmt::format("client `{}` is replaced: everyone who signed in with it is signed out, and apps need "
                              "its new id",
                              client.logical_id),
                  "add the new client beside the old one under another logical id, move the apps, and remove the old "
                  "one when nobody uses it");
        return;
    }
    if (changed_property(client, "ExplicitAuthFlows")) {
        const Value before = given.old_value(client, "ExplicitAuthFlows");
        const Value after = given.new_value(client, "ExplicitAuthFlows");
        if (is_all_known(before) && is_all_known(after)) {
            const auto had = texts_in(before), has = texts_in(after);
            const Place place = given.place(client, "ExplicitAuthFlows");
            if (allows_refresh(had) && !allows_refresh(has) &&
                !rotates(given.new_value(client, "RefreshTokenRotation"))) {
                given.add(rules::users_signed_out, client, place,
                          fmt::format("client `{}` no longer takes refresh tokens: everyone is signed out when the "
                                      "access token ends",
                                      client.logical_id),
                          "keep `ALLOW_REFRESH_TOKEN_AUTH`");
            }
            std::vector<std::string> gone;
            for (const std::string& one : had)
                if (!has.empty() && !has.contains(one) && !has.contains("ALLOW_" + one) && !words_for_flow(one).empty())
                    gone.push_back(one);
            if (!gone.empty())
                given.add(rules::sign_in_refused, client, place,
                          fmt::format("client `{}` no longer lets users sign in {}: apps that use {} are refused at "
                                      "the next sign-in",
                                      client.logical_id, words_for_flow(gone.front()), listed(gone)),
                          "release apps that use another flow first, and remove this one in a later deployment");
        }
    }
    if (changed_property(client, "RefreshTokenValidity") || changed_property(client, "TokenValidityUnits")) {
        const auto before = refresh_lifetime(given.old_value(client, "RefreshTokenValidity"),
                                             given.old_value(client, "TokenValidityUnits"));
        const auto after = refresh_lifetime(given.new_value(client, "RefreshTokenValidity"),
                                            given.new_value(client, "TokenValidityUnits"));
        if (before && after && *after < *before)
            given.add(rules::users_signed_out, client,
                      given.place(client, client.after->properties.find("RefreshTokenValidity") ? "RefreshTokenValidity"
                                                                                                : "TokenValidityUnits"),
                      fmt::format("refresh tokens of client `{}` last {} instead of {}: users who stay away for longer "
                                  "have to sign in again",
                                  client.logical_id, in_words(*after), in_words(*before)),
                      "make sure that it is intended, and that apps ask to sign in again");
    }
}

void judge_issuer(Aftermath& given, const ResourceChange& pool) {
    if (!given.stays(pool) || !changed_property(pool, "IssuerConfiguration")) return;
    const auto kind = [](const Value& configuration) {
        const Value* type = configuration.find("Type");
        return type ? text_in(*type).value_or("") : std::string("ORIGINAL");
    };
    const std::string before = kind(given.old_value(pool, "IssuerConfiguration"));
    const std::string after = kind(given.new_value(pool, "IssuerConfiguration"));
    if (before == after || before.empty() || after.empty()) return;
    given.add(
        rules::tokens_refused, pool, given.place(pool, "IssuerConfiguration"),
        fmt::format("new tokens of user pool `{}` name another issuer ({} instead of {}): who compares `iss` with "
                    "the old URL refuses them",
                    pool.logical_id, after, before),
        "first let every API and library that checks tokens take both issuers, then change the pool");
}

void judge_authorizer(Aftermath& given, const ResourceChange& authorizer) {
    if (!given.stays(authorizer)) return;
    if (const Reason* reason = changed_property(authorizer, "JwtConfiguration")) {
        const Value before = given.old_value(authorizer, "JwtConfiguration");
        const Value after = given.new_value(authorizer, "JwtConfiguration");
        const Value *old_issuer = before.find("Issuer"), *new_issuer = after.find("Issuer");
        if (old_issuer && new_issuer && !same(*old_issuer, *new_issuer)) {
            given.add(rules::tokens_refused, authorizer, reason->after.or_else(authorizer.after->place),
                      fmt::format("authorizer `{}` takes tokens of {} only, no longer of {}: everyone who is signed in "
                                  "gets 401",
                                  authorizer.logical_id, shown(*new_issuer), shown(*old_issuer)),
                      "add a second authorizer for the new issuer, move the apps, then remove the old one");
            return;
        }
        const Value *old_list = before.find("Audience"), *new_list = after.find("Audience");
        if (!old_list || !new_list || !is_all_known(*old_list) || !is_all_known(*new_list)) return;
        const auto had = texts_in(*old_list), has = texts_in(*new_list);
        std::vector<std::string> gone;
        for (const std::string& one : had)
            if (!has.contains(one)) gone.push_back(shown(one));
        if (!gone.empty())
            given.add(rules::tokens_refused, authorizer, reason->after.or_else(authorizer.after->place),
                      fmt::format("authorizer `{}` no longer takes tokens for {}: who is signed in with {} gets 401",
                                  authorizer.logical_id, listed(gone), gone.size() == 1 ? "it" : "them"),
                      "add the new client to `Audience`, move the apps, and remove the old one in a later deployment");
    }
    if (const Reason* reason = changed_property(authorizer, "ProviderARNs")) {
        const Value before = given.old_value(authorizer, "ProviderARNs");
        const Value after = given.new_value(authorizer, "ProviderARNs");
        if (!is_all_known(before) || !is_all_known(after)) return;
        const auto has = texts_in(after);
        for (const std::string& one : texts_in(before)) {
            if (has.empty() || has.contains(one)) continue;
            given.add(rules::tokens_refused, authorizer, reason->after.or_else(authorizer.after->place),
                      fmt::format("authorizer `{}` no longer takes tokens of user pool {}: who is signed in there gets "
                                  "401",
                                  authorizer.logical_id, shown(one)),
                      "keep both pools in `ProviderARNs` until nobody has a token of the old one");
            break;
        }
    }
}

}  // namespace

void judge_sign_in(Aftermath& given) {
    for (const ResourceChange* one : given.of_type("AWS::Cognito::UserPoolClient"))
        if (given.was(*one) && given.is(*one)) judge_client(given, *one);
    for (const ResourceChange* one : given.of_type("AWS::Cognito::UserPool")) judge_issuer(given, *one);
    for (const std::string_view type : {"AWS::ApiGatewayV2::Authorizer", "AWS::ApiGateway::Authorizer"})
        for (const ResourceChange* one : given.of_type(type)) judge_authorizer(given, *one);
}

}  // namespace bobgen::diff
