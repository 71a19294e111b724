/// A user pool's keys and tokens, made while the test runs.
#pragma once

#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bob/runtime/error.h"
#include "bob/runtime/tokens.h"

namespace bob::test {

class RsaKey {
public:
    explicit RsaKey(int bits = 2048) : key_(EVP_RSA_gen(static_cast<unsigned>(bits)), EVP_PKEY_free) {
        if (!key_) throw std::runtime_error("no RSA key");
    }

    std::string modulus() const { return part("n"); }
    std::string exponent() const { return part("e"); }
    int bytes() const { return EVP_PKEY_get_size(key_.get()); }

    std::string sign(std::string_view text, const EVP_MD* digest = EVP_sha256()) const {
        const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        std::string signature(static_cast<std::size_t>(bytes()), '\0');
        std::size_t size = signature.size();
        if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1)
            throw std::runtime_error("no signature");
        return signature;
    }

    /// As a member of a JWKS document.
    std::string jwk(std::string_view id) const {
        return R"({"alg":"RS256","e":")" + to_base64url(exponent()) + R"(","kid":")" + std::string(id) +
               R"(","kty":"RSA","n":")" + to_base64url(modulus()) + R"(","use":"sig"})";
    }

private:
    std::string part(const char* name) const {
        BIGNUM* number = nullptr;
        if (EVP_PKEY_get_bn_param(key_.get(), name, &number) != 1) throw std::runtime_error("no such part");
        std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
        BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
        BN_free(number);
        return bytes;
    }
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

/// One key for all tests: making one takes a tenth of a second.
inline const RsaKey& pool_key() {
    static const RsaKey key;
    return key;
}
inline const RsaKey& other_key() {
    static const RsaKey key;
    return key;
}

inline std::string keys_document(const std::string& jwks) { return "{\"keys\":[" + jwks + "]}"; }

inline std::string unsigned_token(std::string_view header, std::string_view payload) {
    return to_base64url(header) + "." + to_base64url(payload);
}
inline std::string signed_token(std::string_view header, std::string_view payload, const RsaKey& key = pool_key()) {
    const std::string text = unsigned_token(header, payload);
    return text + "." + to_base64url(key.sign(text));
}

inline constexpr std::string_view plain_header = R"({"kid":"key-1","alg":"RS256"})";
inline constexpr std::int64_t test_time = 1'760'000'000;
inline const std::string test_issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

/// An access token's claims as Cognito makes them, with changes: a member that is "" is left out.
inline std::string access_claims(const std::map<std::string, std::string>& changes = {}) {
    std::map<std::string, std::string> members{
        {"sub", R"("11111111-2222-4333-8444-555555555555")"},
        {"cognito:groups", R"(["admins","players"])"},
        {"iss", '"' + test_issuer + '"'},
        {"client_id", R"("1example23456789")"},
        {"origin_jti", R"("99999999-2222-4333-8444-555555555555")"},
        {"token_use", R"("access")"},
        {"scope", R"("aws.cognito.signin.user.admin games/read")"},
        {"auth_time", std::to_string(test_time - 100)},
        {"exp", std::to_string(test_time + 3500)},
        {"iat", std::to_string(test_time - 100)},
        {"jti", R"("88888888-2222-4333-8444-555555555555")"},
        {"username", R"("zoë")"},
    };
    for (const auto& [name, value] : changes) members[name] = value;
    std::string json;
    for (const auto& [name, value] : members)
        if (!value.empty()) json += (json.empty() ? "{\"" : ",\"") + name + "\":" + value;
    return json + "}";
}

/// A pool of the test: its clock, and the document at its keys' address.
class FakePool : public TokenWorld {
public:
    std::int64_t seconds = test_time;
    std::string document = keys_document(pool_key().jwk("key-1"));
    bool reachable = true;
    int fetches = 0;
    Purpose purpose = Purpose::first;
    std::string url;

    Timestamp now() override {
        return Timestamp{std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::seconds(seconds))};
    }
    std::string fetch(const std::string& from, Purpose why) override {
        ++fetches;
        purpose = why;
        url = from;
        if (!reachable) throw Failure("Tokens.KeysUnavailable", "no route to host", true);
        return document;
    }
};

inline TokenRules test_rules(TokenUse use = TokenUse::access) {
    return {.issuer = test_issuer, .clients = {"1example23456789"}, .use = use};
}

}  // namespace bob::test
