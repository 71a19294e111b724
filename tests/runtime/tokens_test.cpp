#include "bob/runtime/tokens.h"

#include <gtest/gtest.h>
#include <openssl/hmac.h>

#include <cstdlib>

#include "crypto.h"
#include "token_maker.h"
#include "token_parts.h"

namespace {

using namespace bob;
using namespace bob::test;
using Changes = std::map<std::string, std::string>;

struct Tokens : testing::Test {
    FakePool pool;
    TokenVerifier verifier{test_rules(), &pool};

    TokenFault fault_of(std::string_view token) { return verifier.verify(token).fault; }
    TokenFault fault_with_header(std::string_view header) { return fault_of(signed_token(header, access_claims())); }
    TokenFault fault_with(const Changes& changes) {
        return fault_of(signed_token(plain_header, access_claims(changes)));
    }
    static std::string at(std::int64_t offset) { return std::to_string(test_time + offset); }
};

TEST_F(Tokens, AGoodOneSaysWhoCalls) {
    const auto verdict = verifier.verify(signed_token(plain_header, access_claims()));
    ASSERT_EQ(verdict.fault, TokenFault::none);
    EXPECT_EQ(verdict.claims.subject, "11111111-2222-4333-8444-555555555555");
    EXPECT_EQ(verdict.claims.user_name, "zoë");
    EXPECT_EQ(verdict.claims.client_id, "1example23456789");
    EXPECT_TRUE(verdict.claims.in_group("admins"));
    EXPECT_FALSE(verdict.claims.in_group("admin"));
    EXPECT_TRUE(verdict.claims.has_scope("games/read"));
    EXPECT_FALSE(verdict.claims.has_scope("games"));
    EXPECT_EQ(verdict.claims.expires_at.value.time_since_epoch(), std::chrono::seconds(test_time + 3500));
    EXPECT_EQ(verdict.claims.all["jti"].text(), "88888888-2222-4333-8444-555555555555");
    EXPECT_EQ(pool.url, test_issuer + "/.well-known/jwks.json");
    EXPECT_EQ(pool.fetches, 1);
}

TEST_F(Tokens, AnIdTokenHasAnAudience) {
    const Changes id{{"token_use", R"("id")"},
                     {"client_id", ""},
                     {"aud", R"("1example23456789")"},
                     {"cognito:username", R"("ana")"},
                     {"username", ""}};
    TokenVerifier ids(test_rules(TokenUse::id), &pool);
    const auto verdict = ids.verify(signed_token(plain_header, access_claims(id)));
    ASSERT_EQ(verdict.fault, TokenFault::none);
    EXPECT_EQ(verdict.claims.user_name, "ana");
    EXPECT_EQ(ids.verify(signed_token(plain_header, access_claims())).fault, TokenFault::wrong_use);
    EXPECT_EQ(fault_of(signed_token(plain_header, access_claims(id))), TokenFault::wrong_use);
    // Neither kind passes for the other by having the other's members too.
    Changes both = id;
    both["client_id"] = R"("1example23456789")";
    EXPECT_EQ(fault_of(signed_token(plain_header, access_claims(both))), TokenFault::wrong_use);
}

TEST_F(Tokens, OtherAlgorithmsAreRefused) {
    for (const char* algorithm :
         {"none", "None", "NONE", "nOnE", "", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256"})
        EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":")" + std::string(algorithm) + "\"}"),
                  TokenFault::wrong_algorithm)
            << algorithm;
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1"})"), TokenFault::wrong_algorithm);
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":null})"), TokenFault::wrong_algorithm);
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":["RS256"]})"), TokenFault::wrong_algorithm);
    EXPECT_EQ(pool.fetches, 0);
}

TEST_F(Tokens, AnUnsignedOneIsRefused) {
    const std::string none = unsigned_token(R"({"kid":"key-1","alg":"none"})", access_claims());
    EXPECT_EQ(fault_of(none + "."), TokenFault::malformed);
    EXPECT_EQ(fault_of(none), TokenFault::malformed);
    EXPECT_EQ(fault_of(none + ".AA"), TokenFault::wrong_algorithm);
    const std::string claimed = unsigned_token(plain_header, access_claims());
    EXPECT_EQ(fault_of(claimed + "."), TokenFault::malformed);
    EXPECT_EQ(fault_of(claimed + ".AA"), TokenFault::wrong_signature);
    EXPECT_EQ(fault_of(claimed + "." + to_base64url(std::string(256, '\0'))), TokenFault::wrong_signature);
}

/// What comes after a NUL byte was not read once: a second payload that another reader would believe.
TEST_F(Tokens, AreReadToTheirLastByte) {
    const std::string nul(1, '\0');
    for (const std::string& payload : {access_claims() + nul, access_claims() + nul + "{}", nul + access_claims(),
                                       "\xEF\xBB\xBF" + access_claims(), access_claims() + "{}"})
        EXPECT_EQ(fault_of(signed_token(plain_header, payload)), TokenFault::malformed);
    for (const std::string& header : {std::string(plain_header) + nul, "\xEF\xBB\xBF" + std::string(plain_header),
                                      std::string(plain_header) + nul + "{}"})
        EXPECT_EQ(fault_with_header(header), TokenFault::malformed);
}

TEST_F(Tokens, ThePublicKeyIsNoSecretToSignWith) {
    const std::string header = R"({"kid":"key-1","alg":"HS256"})";
    for (const std::string& secret : {pool_key().modulus(), pool.document, pool_key().jwk("key-1")}) {
        const std::string text = unsigned_token(header, access_claims());
        EXPECT_EQ(fault_of(text + "." + to_base64url(runtime::hmac_sha256(secret, text))), TokenFault::wrong_algorithm);
        const std::string claimed = unsigned_token(plain_header, access_claims());
        EXPECT_EQ(fault_of(claimed + "." + to_base64url(runtime::hmac_sha256(secret, claimed))),
                  TokenFault::wrong_signature);
    }
}

TEST_F(Tokens, ChangedPartsAreRefused) {
    const std::string token = signed_token(plain_header, access_claims());
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    const std::string header = token.substr(0, first);
    const std::string payload = token.substr(first + 1, second - first - 1);
    const std::string signature = token.substr(second + 1);
    ASSERT_EQ(fault_of(header + "." + payload + "." + signature), TokenFault::none);

    EXPECT_EQ(fault_of(header + "." + to_base64url(access_claims({{"username", R"("admin")"}})) + "." + signature),
              TokenFault::wrong_signature);
    EXPECT_EQ(fault_of(to_base64url(R"({"alg":"RS256","kid":"key-1"})") + "." + payload + "." + signature),
              TokenFault::wrong_signature);
    const std::string of_other = signed_token(plain_header, access_claims({{"username", R"("ana")"}}));
    EXPECT_EQ(fault_of(header + "." + payload + of_other.substr(of_other.rfind('.'))), TokenFault::wrong_signature);
    EXPECT_EQ(fault_of(signed_token(plain_header, access_claims(), other_key())), TokenFault::wrong_signature);
}

TEST_F(Tokens, EveryCharacterCounts) {
    const std::string token = signed_token(plain_header, access_claims());
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        ASSERT_NE(fault_of(changed), TokenFault::none) << i;
    }
}

TEST_F(Tokens, OnlyOneTextStandsForASignature) {
    const std::string token = signed_token(plain_header, access_claims());
    // 256 bytes leave four bits of the last character unused.
    std::string spare = token;
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    spare.back() = alphabet[alphabet.find(spare.back()) + 1];
    EXPECT_EQ(fault_of(spare), TokenFault::malformed);
    EXPECT_EQ(fault_of(token + "="), TokenFault::malformed);
    EXPECT_EQ(fault_of(token + "=="), TokenFault::malformed);
    EXPECT_EQ(fault_of(token + "\n"), TokenFault::malformed);
    EXPECT_EQ(fault_of(" " + token), TokenFault::malformed);
    EXPECT_EQ(fault_of(token + "AAAA"), TokenFault::wrong_signature);
    EXPECT_EQ(fault_of(token + ".AAAA"), TokenFault::malformed);
    const auto last = token.rfind('.') + 1;
    EXPECT_EQ(fault_of(token.substr(0, last) + "AAAA" + token.substr(last)), TokenFault::wrong_signature);
    std::string standard = token;
    for (char& c : standard) c = c == '-' ? '+' : c == '_' ? '/' : c;
    EXPECT_NE(standard, token);
    EXPECT_EQ(fault_of(standard), TokenFault::malformed);
}

TEST_F(Tokens, WhatIsNoTokenIsRefused) {
    for (const std::string& text :
         {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), std::string("e30.e30.e30"),
          std::string("a.b.c.d.e"), std::string("\0.\0.\0", 5), std::string("Bearer x.y.z"), std::string(5000, '.'),
          unsigned_token("[]", "{}") + ".AA", unsigned_token("null", "{}") + ".AA", unsigned_token("{", "{}") + ".AA",
          unsigned_token("{\"alg\":\"RS256\",\"kid\":\"\xff\"}", "{}") + ".AA",
          unsigned_token(std::string(plain_header) + " x", "{}") + ".AA"})
        EXPECT_EQ(verifier.verify(text).fault,
                  text == "e30.e30.e30" ? TokenFault::wrong_algorithm : TokenFault::malformed)
            << text;
    EXPECT_EQ(pool.fetches, 0);
}

TEST_F(Tokens, ALongOneIsRefusedUnread) {
    const auto long_one = signed_token(plain_header, access_claims({{"x", '"' + std::string(8000, 'x') + '"'}}));
    EXPECT_GT(long_one.size(), max_token_size);
    EXPECT_EQ(fault_of(long_one), TokenFault::too_long);
    EXPECT_EQ(fault_of(std::string(std::size_t{64} << 20U, 'a')), TokenFault::too_long);
    EXPECT_EQ(fault_with({{"x", '"' + std::string(6000, 'x') + '"'}}), TokenFault::none);
}

TEST_F(Tokens, NoNameMayStandTwice) {
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":"none","alg":"RS256"})"), TokenFault::malformed);
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":"RS256","\u0061lg":"RS256"})"), TokenFault::malformed);
    std::string payload = access_claims();
    payload.back() = ',';
    EXPECT_EQ(fault_of(signed_token(plain_header, payload + R"("username":"admin"})")), TokenFault::malformed);
    EXPECT_EQ(fault_with({{"address", R"({"city":"A","city":"B"})"}}), TokenFault::malformed);
    EXPECT_EQ(fault_with({{"list", R"([{"a":1},{"b":1,"b":2}])"}}), TokenFault::malformed);
    EXPECT_EQ(fault_with({{"list", R"([{"a":1},{"a":1}])"}}), TokenFault::none);
}

TEST_F(Tokens, KeysInAHeaderAreNotLookedAt) {
    const std::string own = other_key().jwk("key-1");
    for (const std::string& more :
         {"\"jwk\":" + own, std::string(R"("jku":"https://evil.example/jwks.json")"),
          std::string(R"("x5u":"https://evil.example/c.pem")"), std::string(R"("x5c":["MIIB"])")}) {
        const std::string header = R"({"kid":"key-1","alg":"RS256",)" + more + "}";
        EXPECT_EQ(fault_of(signed_token(header, access_claims(), other_key())), TokenFault::wrong_signature) << more;
        EXPECT_EQ(fault_of(signed_token(header, access_claims())), TokenFault::none) << more;
    }
    EXPECT_EQ(pool.fetches, 1);
    EXPECT_EQ(pool.url, test_issuer + "/.well-known/jwks.json");
}

TEST_F(Tokens, AnExtensionThatMustBeKnownIsRefused) {
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":"RS256","crit":["b64"],"b64":false})"), TokenFault::malformed);
    EXPECT_EQ(fault_with_header(R"({"kid":"key-1","alg":"RS256","crit":[]})"), TokenFault::malformed);
}

TEST_F(Tokens, AKeyIdIsNeeded) {
    EXPECT_EQ(fault_with_header(R"({"alg":"RS256"})"), TokenFault::unknown_key);
    EXPECT_EQ(fault_with_header(R"({"alg":"RS256","kid":""})"), TokenFault::unknown_key);
    EXPECT_EQ(fault_with_header(R"({"alg":"RS256","kid":1})"), TokenFault::unknown_key);
    EXPECT_EQ(fault_with_header(R"({"alg":"RS256","kid":")" + std::string(300, 'k') + "\"}"), TokenFault::unknown_key);
    EXPECT_EQ(pool.fetches, 0);
    EXPECT_EQ(fault_with_header(R"({"alg":"RS256","kid":"key-2"})"), TokenFault::unknown_key);
}

TEST_F(Tokens, IssuerClientAndUseAreThePoolsOwn) {
    EXPECT_EQ(fault_with({{"iss", '"' + test_issuer + "/\""}}), TokenFault::wrong_issuer);
    EXPECT_EQ(fault_with({{"iss", R"("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_OtherPool")"}}),
              TokenFault::wrong_issuer);
    EXPECT_EQ(fault_with({{"iss", ""}}), TokenFault::wrong_issuer);
    EXPECT_EQ(fault_with({{"iss", "[\"" + test_issuer + "\"]"}}), TokenFault::wrong_issuer);
    EXPECT_EQ(fault_with({{"client_id", R"("another")"}}), TokenFault::wrong_client);
    EXPECT_EQ(fault_with({{"client_id", ""}}), TokenFault::wrong_client);
    EXPECT_EQ(fault_with({{"client_id", ""}, {"aud", R"("1example23456789")"}}), TokenFault::wrong_client);
    EXPECT_EQ(fault_with({{"token_use", R"("id")"}}), TokenFault::wrong_use);
    EXPECT_EQ(fault_with({{"token_use", ""}}), TokenFault::wrong_use);
    TokenVerifier nobodys({.issuer = test_issuer, .clients = {}}, &pool);
    EXPECT_EQ(nobodys.verify(signed_token(plain_header, access_claims())).fault, TokenFault::wrong_client);
}

TEST_F(Tokens, TimesCountWithTheSkew) {
    EXPECT_EQ(fault_with({{"exp", at(1)}}), TokenFault::none);
    EXPECT_EQ(fault_with({{"exp", at(-59)}}), TokenFault::none);
    EXPECT_EQ(fault_with({{"exp", at(-60)}}), TokenFault::expired);
    EXPECT_EQ(fault_with({{"iat", at(60)}}), TokenFault::none);
    EXPECT_EQ(fault_with({{"iat", at(61)}}), TokenFault::not_valid_yet);
    EXPECT_EQ(fault_with({{"nbf", at(60)}}), TokenFault::none);
    EXPECT_EQ(fault_with({{"nbf", at(61)}}), TokenFault::not_valid_yet);
    EXPECT_EQ(fault_with({{"nbf", at(61)}, {"exp", at(-100)}}), TokenFault::not_valid_yet);
    TokenRules exact = test_rules();
    exact.clock_skew = std::chrono::seconds(0);
    TokenVerifier strict(exact, &pool);
    EXPECT_EQ(strict.verify(signed_token(plain_header, access_claims({{"exp", at(1)}}))).fault, TokenFault::none);
    EXPECT_EQ(strict.verify(signed_token(plain_header, access_claims({{"exp", at(0)}}))).fault, TokenFault::expired);
    EXPECT_EQ(strict.verify(signed_token(plain_header, access_claims({{"iat", at(1)}}))).fault,
              TokenFault::not_valid_yet);
}

TEST_F(Tokens, TimesAreWholeSeconds) {
    for (const char* wrong :
         {"\"1760003500\"", "1e12", "-1", "1760003500.5", "null", "true", "[]", "99999999999999999999", "123456789012"})
        EXPECT_EQ(fault_with({{"exp", wrong}}), TokenFault::malformed) << wrong;
    EXPECT_EQ(fault_with({{"exp", ""}}), TokenFault::malformed);
    EXPECT_EQ(fault_with({{"iat", ""}}), TokenFault::malformed);
    EXPECT_EQ(fault_with({{"nbf", "\"1\""}}), TokenFault::malformed);
}

TEST_F(Tokens, AnExpiredOneStillSaysWhose) {
    const auto verdict = verifier.verify(signed_token(plain_header, access_claims({{"exp", at(-3600)}})));
    EXPECT_EQ(verdict.fault, TokenFault::expired);
    EXPECT_FALSE(verdict);
    EXPECT_EQ(verdict.claims.user_name, "zoë");
    // Of one that is wrong in another way nothing is said.
    const auto wrong =
        verifier.verify(signed_token(plain_header, access_claims({{"exp", at(-3600)}, {"iss", "\"x\""}})));
    EXPECT_EQ(wrong.fault, TokenFault::wrong_issuer);
    EXPECT_TRUE(wrong.claims.user_name.empty());
    EXPECT_FALSE(wrong.claims.all);
}

TEST_F(Tokens, RequireThrowsStableCodes) {
    EXPECT_EQ(verifier.require(signed_token(plain_header, access_claims())).user_name, "zoë");
    const auto code = [&](const std::string& token) {
        try {
            verifier.require(token);
        } catch (const Unauthorized& error) {
            EXPECT_EQ(error.status(), 401);
            return error.code();
        }
        return std::string();
    };
    EXPECT_EQ(code(signed_token(plain_header, access_claims({{"exp", at(-3600)}}))), "token_expired");
    EXPECT_EQ(code(signed_token(plain_header, access_claims(), other_key())), "invalid_token");
    EXPECT_EQ(code(""), "invalid_token");
}

// Rotation

TEST_F(Tokens, ANewKeyIsFetchedOnce) {
    EXPECT_EQ(fault_with({}), TokenFault::none);
    pool.document = keys_document(pool_key().jwk("key-1") + "," + other_key().jwk("key-2"));
    pool.seconds += 100;
    const std::string rotated = signed_token(R"({"kid":"key-2","alg":"RS256"})", access_claims(), other_key());
    EXPECT_EQ(fault_of(rotated), TokenFault::none);
    EXPECT_EQ(fault_of(rotated), TokenFault::none);
    EXPECT_EQ(fault_with({}), TokenFault::none);
    EXPECT_EQ(pool.fetches, 2);
}

TEST_F(Tokens, MadeUpKeyIdsCauseNoStorm) {
    EXPECT_EQ(fault_with({}), TokenFault::none);
    const std::string claims = access_claims();
    for (int i = 0; i < 1000; ++i) {
        pool.seconds = test_time + i / 10;
        const std::string made_up =
            unsigned_token(R"({"kid":"made-up-)" + std::to_string(i) + R"(","alg":"RS256"})", claims);
        EXPECT_EQ(fault_of(made_up + ".AAAA"), TokenFault::unknown_key);
    }
    EXPECT_EQ(pool.fetches, 2);  // the first, and one a minute later
}

TEST_F(Tokens, AKeyThatThePoolGaveUpIsForgotten) {
    EXPECT_EQ(fault_with({{"exp", at(100'000)}}), TokenFault::none);
    pool.document = keys_document(other_key().jwk("key-2"));
    pool.seconds += 3599;
    EXPECT_EQ(fault_with({{"exp", at(100'000)}}), TokenFault::none);
    pool.seconds += 1;
    EXPECT_EQ(fault_with({{"exp", at(100'000)}}), TokenFault::unknown_key);
    EXPECT_EQ(pool.fetches, 2);
}

TEST_F(Tokens, OldKeysCarryOnWhileThePoolIsAway) {
    const Changes valid{{"exp", at(200'000)}};
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    pool.reachable = false;
    pool.seconds += 3600;
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    EXPECT_EQ(pool.fetches, 2);
    pool.seconds = test_time + 24 * 3600;
    EXPECT_THROW(fault_with(valid), Failure);
    pool.reachable = true;
    pool.seconds += 60;
    EXPECT_EQ(fault_with(valid), TokenFault::none);
}

TEST_F(Tokens, OldKeysAreRenewedWithoutWaitingLong) {
    const Changes valid{{"exp", at(200'000)}};
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    EXPECT_EQ(pool.purpose, TokenWorld::Purpose::first);
    pool.seconds += 3600;
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    EXPECT_EQ(pool.purpose, TokenWorld::Purpose::refresh);
    // Beyond its time a key serves no more, and the new one is waited for.
    pool.seconds += 24 * 3600;
    EXPECT_EQ(fault_with(valid), TokenFault::none);
    EXPECT_EQ(pool.purpose, TokenWorld::Purpose::first);
    EXPECT_EQ(pool.fetches, 3);
}

TEST_F(Tokens, WithoutKeysNobodyIsLetInOrSentAway) {
    pool.reachable = false;
    try {
        fault_with({});
        FAIL() << "it judged a token without a key";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.type(), "Tokens.KeysUnavailable");
        EXPECT_TRUE(failure.retryable());
    }
    EXPECT_THROW(fault_with({}), Failure);
    EXPECT_EQ(pool.fetches, 1);
    pool.reachable = true;
    pool.seconds += 2;
    EXPECT_EQ(fault_with({}), TokenFault::none);
    EXPECT_EQ(pool.fetches, 2);
}

TEST_F(Tokens, ADocumentWithoutKeysChangesNothing) {
    EXPECT_EQ(fault_with({}), TokenFault::none);
    for (const char* broken :
         {"", "{}", "[]", R"({"keys":[]})", R"({"keys":{}})", "<html>", R"({"keys":[{}],"keys":[]})"}) {
        pool.document = broken;
        pool.seconds += 3600;
        EXPECT_EQ(fault_with({{"exp", at(100'000)}}), TokenFault::none) << broken;
    }
}

TEST(TokenKeys, OnlyKeysForRs256AreTaken) {
    const std::string good = pool_key().jwk("a");
    ASSERT_EQ(runtime::parse_keys(keys_document(good)).size(), 1);
    const auto without = [&](std::string_view from, std::string_view to) {
        std::string changed = good;
        changed.replace(changed.find(from), from.size(), to);
        return runtime::parse_keys(keys_document(changed)).size();
    };
    EXPECT_EQ(without(R"("kty":"RSA")", R"("kty":"EC")"), 0);
    EXPECT_EQ(without(R"("alg":"RS256")", R"("alg":"RS512")"), 0);
    EXPECT_EQ(without(R"("use":"sig")", R"("use":"enc")"), 0);
    EXPECT_EQ(without(R"("kid":"a")", R"("kid":"")"), 0);
    EXPECT_EQ(without(R"("kid":"a")", R"("kid":7)"), 0);
    EXPECT_EQ(without(R"("e":"AQAB")", R"("e":"AQ")"), 0);
    EXPECT_EQ(without(R"("e":"AQAB")", R"("e":"AAAB")"), 0);
    EXPECT_EQ(without(R"("e":"AQAB")", R"("e":"Ag")"), 0);
    EXPECT_EQ(without(R"("e":"AQAB")", R"("e":"AQAB=")"), 0);
    EXPECT_EQ(without(R"("e":"AQAB")", R"("e":"")"), 0);
    EXPECT_EQ(runtime::parse_keys(keys_document(RsaKey(1024).jwk("weak"))).size(), 0);
    EXPECT_EQ(runtime::parse_keys(keys_document(good + "," + other_key().jwk("a"))).size(), 1);
    EXPECT_EQ(runtime::parse_keys(keys_document(R"({"kty":"EC","kid":"e"},)" + good)).size(), 1);
}

// What the rules are made of

TEST(TokenRules, ComeFromThePoolsId) {
    unsetenv("AWS_ENDPOINT_URL");
    unsetenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER");
    EXPECT_EQ(tokens_of_pool("eu-central-1_AbCdEfGhI", "c").issuer, test_issuer);
    EXPECT_EQ(tokens_of_pool("cn-north-1_AbC", "c").issuer,
              "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC");
    for (const char* wrong :
         {"", "_", "eu-central-1", "_abc", "eu-central-1_", "eu-central-1_a/b", "evil.example/_a", "eu_a_b"})
        EXPECT_THROW(tokens_of_pool(wrong, "c"), Failure) << wrong;
    setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://127.0.0.1:9229/", 1);
    const auto local = tokens_of_pool("eu-central-1_AbCdEfGhI", "c");
    EXPECT_EQ(local.keys_url, "http://127.0.0.1:9229/eu-central-1_AbCdEfGhI/.well-known/jwks.json");
    EXPECT_EQ(local.issuer, test_issuer);
    unsetenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER");
}

TEST(TokenRules, ComeFromTheEnvironment) {
    unsetenv("USER_POOL_ID");
    unsetenv("USER_POOL_CLIENT_ID");
    EXPECT_THROW(tokens_of_environment(), Failure);
    setenv("USER_POOL_ID", "eu-central-1_AbCdEfGhI", 1);
    EXPECT_THROW(tokens_of_environment(), Failure);
    setenv("USER_POOL_CLIENT_ID", "1example23456789", 1);
    EXPECT_EQ(tokens_of_environment(TokenUse::id).issuer, test_issuer);
    EXPECT_EQ(tokens_of_environment().clients, std::vector<std::string>{"1example23456789"});
    unsetenv("USER_POOL_ID");
    unsetenv("USER_POOL_CLIENT_ID");
}

TEST(TokenWorldOfTheProcess, FetchesOverHttpsOnly) {
    TokenWorld world;
    for (const char* url : {"http://example.org/jwks.json", "http://127.0.0.1.example.org/x",
                            "http://localhost.example.org/x", "http://127.0.0.1@example.org/x",
                            "http://127.0.0.1:80@example.org/x", "file:///etc/passwd", "ftp://127.0.0.1/x", ""}) {
        try {
            world.fetch(url, TokenWorld::Purpose::first);
            FAIL() << url;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.type(), "Tokens.KeysUnsafe") << url;
        }
    }
}

TEST(BearerToken, IsWhatFollowsTheScheme) {
    EXPECT_EQ(bearer_token("Bearer a.b.c"), "a.b.c");
    EXPECT_EQ(bearer_token("bearer   a.b.c "), "a.b.c");
    EXPECT_EQ(bearer_token("a.b.c"), "a.b.c");
    EXPECT_EQ(bearer_token("Bearer"), "");
    EXPECT_EQ(bearer_token("Bearer "), "");
    EXPECT_EQ(bearer_token("Basic YTpi"), "");
    EXPECT_EQ(bearer_token("BearerX a.b.c"), "");
    EXPECT_EQ(bearer_token("Bear a.b.c"), "");
    EXPECT_EQ(bearer_token(""), "");
}

}  // namespace
