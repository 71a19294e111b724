#include "bob/runtime/tokens.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>

#include "aws.h"
#include "bob/runtime/codec.h"
#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "crypto.h"
#include "deadline.h"
#include "http.h"
#include "token_parts.h"
#include "unauthorized.h"

namespace bob {
namespace runtime {
namespace {

constexpr std::size_t max_key_id = 256;
constexpr std::size_t max_keys = 32;
constexpr std::size_t max_keys_size = std::size_t{64} << 10U;
// Cognito's keys have 2048 bits; RFC 7518, section 3.3, allows no fewer. Longer ones cost time with every token.
constexpr std::size_t min_modulus = 2048 / 8;
constexpr std::size_t max_modulus = 8192 / 8;
constexpr std::size_t max_exponent = 4;

/// Of every byte string there is one text: no padding, no other alphabet, no bits left over.
bool decode_strictly(std::string_view text, std::string& bytes) {
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), allowed) && from_base64(text, bytes);
}

bool has_a_name_twice(const Value& value) {
    std::vector<std::string_view> names;
    names.reserve(value.members().size());
    for (const auto& member : value.members()) {
        if (has_a_name_twice(member.value)) return true;
        names.push_back(member.name());
    }
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end() ||
           std::any_of(value.elements().begin(), value.elements().end(), has_a_name_twice);
}

std::optional<std::string> text_of(const Value& value) {
    return value.is(Value::Kind::string) ? std::optional<std::string>(value.text()) : std::nullopt;
}

bool is_text(const Value& value, std::string_view expected) {
    return value.is(Value::Kind::string) && value.text() == expected;
}

/// A NumericDate (RFC 7519). Cognito's are whole seconds; ten digits and one more reach the year 5138.
std::optional<Timestamp> time_of(const Value& value) {
    if (!value.is(Value::Kind::number) || value.text().size() > 11) return std::nullopt;
    std::int64_t seconds = 0;
    const std::string_view text = value.text();
    const char* const end = std::to_address(text.end());
    const auto [stop, error] = std::from_chars(std::to_address(text.begin()), end, seconds);
    if (error != std::errc() || stop != end || seconds < 0) return std::nullopt;
    return Timestamp{std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::seconds(seconds))};
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        if (space > 0) words.emplace_back(text.substr(0, space));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return words;
}

std::string strip_zeros(std::string number) {
    number.erase(0, std::min(number.find_first_not_of('\0'), number.size()));
    return number;
}

std::optional<PublicKey> read_key(const Value& from) {
    const auto id = text_of(from["kid"]);
    if (!id || id->empty() || id->size() > max_key_id || !is_text(from["kty"], "RSA")) return std::nullopt;
    if (from["use"] && !is_text(from["use"], "sig")) return std::nullopt;
    if (from["alg"] && !is_text(from["alg"], "RS256")) return std::nullopt;
    const auto n = text_of(from["n"]);
    const auto e = text_of(from["e"]);
    PublicKey key{.id = *id, .modulus = {}, .exponent = {}};
    if (!n || !e || !decode_strictly(*n, key.modulus) || !decode_strictly(*e, key.exponent)) return std::nullopt;
    key.modulus = strip_zeros(std::move(key.modulus));
    key.exponent = strip_zeros(std::move(key.exponent));
    if (key.modulus.size() < min_modulus || key.modulus.size() > max_modulus) return std::nullopt;
    // An even exponent is none of RSA, and with 1 every text would sign itself.
    if (key.exponent.empty() || key.exponent.size() > max_exponent || key.exponent == "\x01" ||
        static_cast<unsigned char>(key.exponent.back()) % 2 == 0)
        return std::nullopt;
    return key;
}

bool on_this_machine(std::string_view url) {
    // What stands before an @ is a user's name, even if it looks like a host.
    if (url.find('@') != std::string_view::npos) return false;
    for (const std::string_view start : {"http://127.0.0.1", "http://localhost", "http://[::1]"})
        if (url.starts_with(start)) {
            url.remove_prefix(start.size());
            return url.empty() || url[0] == ':' || url[0] == '/';
        }
    return false;
}

}  // namespace

std::optional<Value> parse_object(std::string_view json) {
    try {
        Value parsed = parse_json(json);
        if (!parsed.is(Value::Kind::map) || has_a_name_twice(parsed)) return std::nullopt;
        return parsed;
    } catch (const JsonError&) {
        return std::nullopt;
    }
}

std::optional<TokenParts> split_token(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    TokenParts parts;
    parts.signed_text = token.substr(0, second);
    std::string header;
    if (!decode_strictly(token.substr(0, first), header) ||
        !decode_strictly(token.substr(first + 1, second - first - 1), parts.payload) ||
        !decode_strictly(token.substr(second + 1), parts.signature))
        return std::nullopt;
    auto parsed = parse_object(header);
    if (!parsed) return std::nullopt;
    parts.header = std::move(*parsed);
    return parts;
}

std::vector<PublicKey> parse_keys(std::string_view json) {
    std::vector<PublicKey> keys;
    const auto parsed = parse_object(json);
    if (!parsed) return keys;
    for (const Value& one : (*parsed)["keys"].elements()) {
        if (keys.size() == max_keys) break;
        auto key = read_key(one);
        const auto same = [&](const PublicKey& other) { return other.id == key->id; };
        if (key && std::none_of(keys.begin(), keys.end(), same)) keys.push_back(std::move(*key));
    }
    return keys;
}

TokenVerdict judge_claims(std::string_view payload, const TokenRules& rules, Timestamp now) {
    const auto fault = [](TokenFault what) { return TokenVerdict{.fault = what, .claims = {}}; };
    auto parsed = parse_object(payload);
    if (!parsed) return fault(TokenFault::malformed);
    Claims claims;
    claims.all = std::move(*parsed);
    const Value& all = claims.all;

    if (!is_text(all["iss"], rules.issuer)) return fault(TokenFault::wrong_issuer);
    claims.use = rules.use;
    const bool access = rules.use == TokenUse::access;
    if (!is_text(all["token_use"], access ? "access" : "id")) return fault(TokenFault::wrong_use);
    const auto client = text_of(all[access ? "client_id" : "aud"]);
    if (!client || std::find(rules.clients.begin(), rules.clients.end(), *client) == rules.clients.end())
        return fault(TokenFault::wrong_client);
    claims.client_id = *client;

    const auto subject = text_of(all["sub"]);
    const auto user = text_of(all[access ? "username" : "cognito:username"]);
    const auto expires = time_of(all["exp"]);
    const auto issued = time_of(all["iat"]);
    if (!subject || subject->empty() || !expires || !issued) return fault(TokenFault::malformed);
    claims.subject = *subject;
    // A token of the client credentials flow is no user's and has no name.
    if (user) claims.user_name = *user;
    claims.issued_at = *issued;
    claims.expires_at = *expires;
    if (const Value& groups = all["cognito:groups"]) {
        for (const Value& group : groups.elements()) {
            if (!group.is(Value::Kind::string)) return fault(TokenFault::malformed);
            claims.groups.emplace_back(group.text());
        }
    }
    if (const auto scopes = text_of(all["scope"])) claims.scopes = words_of(*scopes);

    const auto latest_start = now.value + rules.clock_skew;
    if (issued->value > latest_start) return fault(TokenFault::not_valid_yet);
    if (const Value& not_before = all["nbf"]) {
        const auto start = time_of(not_before);
        if (!start) return fault(TokenFault::malformed);
        if (start->value > latest_start) return fault(TokenFault::not_valid_yet);
    }
    const bool expired = now.value >= expires->value + rules.clock_skew;
    return {.fault = expired ? TokenFault::expired : TokenFault::none, .claims = std::move(claims)};
}

}  // namespace runtime

bool Claims::in_group(std::string_view name) const {
    return std::find(groups.begin(), groups.end(), name) != groups.end();
}
bool Claims::has_scope(std::string_view name) const {
    return std::find(scopes.begin(), scopes.end(), name) != scopes.end();
}

std::string_view to_text(TokenFault fault) {
    switch (fault) {
        case TokenFault::none:
            return "none";
        case TokenFault::expired:
            return "expired";
        case TokenFault::too_long:
            return "too long";
        case TokenFault::malformed:
            return "malformed";
        case TokenFault::wrong_algorithm:
            return "wrong algorithm";
        case TokenFault::unknown_key:
            return "unknown key";
        case TokenFault::wrong_signature:
            return "wrong signature";
        case TokenFault::wrong_issuer:
            return "wrong issuer";
        case TokenFault::wrong_client:
            return "wrong client";
        case TokenFault::wrong_use:
            return "wrong use";
        case TokenFault::not_valid_yet:
            return "not valid yet";
    }
    return "malformed";
}

Timestamp TokenWorld::now() { return bob::now(); }

std::string TokenWorld::fetch(const std::string& url, Purpose purpose) {
    if (!url.starts_with("https://") && !runtime::on_this_machine(url))
        throw Failure("Tokens.KeysUnsafe", "the keys of tokens are fetched by https only: " + url);
    runtime::HttpExchange request{.method = "GET", .url = url, .headers = {}, .body = {}, .signing = {}};
    const bool refreshes = purpose == Purpose::refresh;
    request.timeout = refreshes ? runtime::time_for_a_refresh() : std::chrono::seconds(3);
    request.max_answer = runtime::max_keys_size;
    std::string problem;
    for (int attempt = 0; attempt < (refreshes ? 1 : 2); ++attempt) {
        try {
            auto answer = runtime::exchange(request);
            if (answer.status == 200) return std::move(answer.body);
            problem = "status " + std::to_string(answer.status);
            if (answer.status < 500) break;
        } catch (const runtime::TransportError& error) {
            problem = error.message;
        }
    }
    throw Failure("Tokens.KeysUnavailable", url + ": " + problem, true);
}

struct TokenVerifier::State {
    TokenRules rules;
    TokenWorld real;
    TokenWorld* world;

    std::vector<runtime::PublicKey> keys;
    bool tried = false;
    bool last_failed = false;
    std::string problem;
    Timestamp last_try, last_success;

    const runtime::PublicKey* known(std::string_view id) const {
        const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.id == id; });
        return found == keys.end() ? nullptr : &*found;
    }

    void fetch(Timestamp now, TokenWorld::Purpose purpose) {
        tried = true;
        last_try = now;
        last_failed = true;
        try {
            auto fetched = runtime::parse_keys(world->fetch(rules.keys_url, purpose));
            if (fetched.empty()) {
                problem = rules.keys_url + ": no key for RS256 in it";
            } else {
                keys = std::move(fetched);
                last_success = now;
                last_failed = false;
            }
        } catch (const Failure& failure) {
            problem = failure.message();
        }
        if (last_failed) log_warn("The keys of tokens could not be fetched", {{"problem", problem}});
    }

    /// The key of this id, fetched if need be.
    const runtime::PublicKey* find(std::string_view id) {
        const Timestamp now = world->now();
        // A first failure must not be a whole interval of refused calls.
        const auto pause =
            keys.empty() ? std::min(rules.refetch_interval, std::chrono::seconds(2)) : rules.refetch_interval;
        const bool may_fetch = !tried || now.value >= last_try.value + pause || now < last_try;
        const bool old = now.value >= last_success.value + rules.keys_age;
        const bool serves = known(id) && now.value < last_success.value + rules.keys_last;
        if (may_fetch && (old || !serves))
            fetch(now, serves ? TokenWorld::Purpose::refresh : TokenWorld::Purpose::first);
        if (!keys.empty() && now.value >= last_success.value + rules.keys_last) keys.clear();
        const runtime::PublicKey* found = known(id);
        // With no answer from the pool, nobody knows whether the key is a new one of it.
        if (!found && last_failed) throw Failure("Tokens.KeysUnavailable", problem, true);
        return found;
    }
};

TokenVerifier::TokenVerifier(TokenRules rules, TokenWorld* world) : state_(std::make_unique<State>()) {
    state_->rules = std::move(rules);
    if (state_->rules.keys_url.empty()) state_->rules.keys_url = state_->rules.issuer + "/.well-known/jwks.json";
    state_->world = world ? world : &state_->real;
}
TokenVerifier::~TokenVerifier() = default;

const TokenRules& TokenVerifier::rules() const { return state_->rules; }

TokenVerdict TokenVerifier::verify(std::string_view token) {
    const auto fault = [](TokenFault what) { return TokenVerdict{.fault = what, .claims = {}}; };
    if (token.size() > max_token_size) return fault(TokenFault::too_long);
    const auto parts = runtime::split_token(token);
    if (!parts) return fault(TokenFault::malformed);
    const Value& header = parts->header;
    if (!runtime::is_text(header["alg"], "RS256")) return fault(TokenFault::wrong_algorithm);
    // Extensions that a reader has to know (RFC 7515, section 4.1.11): none is known here.
    if (header["crit"]) return fault(TokenFault::malformed);
    const auto id = runtime::text_of(header["kid"]);
    if (!id || id->empty() || id->size() > runtime::max_key_id) return fault(TokenFault::unknown_key);
    const runtime::PublicKey* key = state_->find(*id);
    if (!key) return fault(TokenFault::unknown_key);
    if (parts->signature.size() != key->modulus.size() ||
        !runtime::verify_rs256(key->modulus, key->exponent, parts->signed_text, parts->signature))
        return fault(TokenFault::wrong_signature);
    return runtime::judge_claims(parts->payload, state_->rules, state_->world->now());
}

Claims TokenVerifier::require(std::string_view token) {
    TokenVerdict verdict = verify(token);
    if (verdict) return std::move(verdict.claims);
    log_debug("A token was refused", {{"fault", to_text(verdict.fault)}});
    if (verdict.fault == TokenFault::expired)
        throw Unauthorized("Your token has expired; refresh it.", "token_expired");
    runtime::invalid_token();
}

TokenRules tokens_of_pool(std::string_view pool_id, std::string client_id, TokenUse use) {
    // The form is Cognito's (UserPoolIdType): <region>_<letters and digits>, at most 55 characters.
    const auto dash = pool_id.find('_');
    const auto plain = [](std::string_view text, std::string_view extra) {
        return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   extra.find(c) != std::string_view::npos;
        });
    };
    if (pool_id.size() > 55 || dash == std::string_view::npos || !plain(pool_id.substr(0, dash), "-") ||
        !plain(pool_id.substr(dash + 1), ""))
        throw Failure(
            "Tokens.PoolId",
            "a user pool's id is its region, an underscore, letters and digits; this is none: " + std::string(pool_id));
    const std::string region(pool_id.substr(0, dash));
    TokenRules rules{.issuer = "https://cognito-idp." + region + ".amazonaws.com" +
                               (region.starts_with("cn-") ? ".cn/" : "/") + std::string(pool_id),
                     .clients = {std::move(client_id)},
                     .use = use};
    if (const std::string base = runtime::endpoint_override("cognito-idp"); !base.empty())
        rules.keys_url = base + "/" + std::string(pool_id) + "/.well-known/jwks.json";
    return rules;
}

TokenRules tokens_of_environment(TokenUse use) {
    const auto variable = [](const char* name) -> std::string {
        const char* value = std::getenv(name);
        if (!value || !*value) throw Failure("Tokens.Environment", std::string("the function has no ") + name);
        return value;
    };
    return tokens_of_pool(variable("USER_POOL_ID"), variable("USER_POOL_CLIENT_ID"), use);
}

std::string_view bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer";
    const auto space = authorization.find(' ');
    if (space == std::string_view::npos) {
        // A scheme without a token has no dot; a JWT has two.
        return authorization.find('.') == std::string_view::npos ? std::string_view() : authorization;
    }
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    if (!std::equal(authorization.begin(), authorization.begin() + static_cast<std::ptrdiff_t>(space), scheme.begin(),
                    scheme.end(), same))
        return {};
    authorization.remove_prefix(space);
    while (authorization.starts_with(' ')) authorization.remove_prefix(1);
    while (authorization.ends_with(' ')) authorization.remove_suffix(1);
    return authorization;
}

}  // namespace bob
