#ifdef BOB_TLS_OPENSSL

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

#include <memory>
#include <stdexcept>

#include "crypto.h"

namespace bob::runtime {
namespace {

struct Free {
    void operator()(BIGNUM* one) const { BN_clear_free(one); }
    void operator()(BN_CTX* one) const { BN_CTX_free(one); }
    void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
    void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
    void operator()(EVP_PKEY_CTX* one) const { EVP_PKEY_CTX_free(one); }
    void operator()(OSSL_PARAM* one) const { OSSL_PARAM_free(one); }
    void operator()(OSSL_PARAM_BLD* one) const { OSSL_PARAM_BLD_free(one); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Owned<BIGNUM> number(std::string_view big_endian) {
    return Owned<BIGNUM>(BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

/// Where OpenSSL fails here, there is no memory left.
void require_computed(bool done) {
    if (!done) throw std::runtime_error("OpenSSL could not compute with large numbers");
}

Owned<BIGNUM> required_number(std::string_view big_endian) {
    auto made = number(big_endian);
    require_computed(made != nullptr);
    return made;
}

std::string power_of(const BIGNUM* base, const BIGNUM* exponent, const BIGNUM* modulus, BN_CTX* context) {
    const Owned<BIGNUM> result(BN_new());
    require_computed(result && BN_mod_exp_mont_consttime(result.get(), base, exponent, modulus, context, nullptr) == 1);
    std::string made(static_cast<std::size_t>(BN_num_bytes(modulus)), '\0');
    require_computed(BN_bn2binpad(result.get(), bytes(made), static_cast<int>(made.size())) >= 0);
    return made;
}

Owned<EVP_PKEY> public_key(std::string_view modulus, std::string_view exponent) {
    const auto n = number(modulus);
    const auto e = number(exponent);
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) ||
        !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()))
        return nullptr;
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return Owned<EVP_PKEY>(made);
}

}  // namespace

void start_crypto() {
    // Half a millisecond of a cold start: words for errors that are reported as numbers then (why a certificate is
    // refused has words of its own), ciphers by their names, and tidying up at the end. A configuration file of the
    // machine has no say either.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ATEXIT |
                            OPENSSL_INIT_NO_LOAD_CONFIG,
                        nullptr);
}

std::string sha256(std::string_view data) {
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    if (!EVP_Digest(data.data(), data.size(), bytes(digest), nullptr, EVP_sha256(), nullptr))
        throw std::runtime_error("OpenSSL could not compute a SHA-256 digest");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    std::string code(SHA256_DIGEST_LENGTH, '\0');
    // A null key would mean "that of the last call" to OpenSSL.
    const char* start = key.empty() ? "" : key.data();
    if (!HMAC(EVP_sha256(), start, static_cast<int>(key.size()), bytes(data), data.size(), bytes(code), nullptr))
        throw std::runtime_error("OpenSSL could not compute an HMAC");
    return code;
}

bool verify_rs256(std::string_view modulus, std::string_view exponent, std::string_view data,
                  std::string_view signature) {
    const auto key = public_key(modulus, exponent);
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    // PKCS #1 v1.5 is the padding that RSA keys have unless told otherwise.
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(data), data.size()) == 1;
}

std::string power(std::string_view base, std::string_view exponent, std::string_view modulus) {
    const Owned<BN_CTX> context(BN_CTX_new());
    require_computed(context != nullptr);
    return power_of(required_number(base).get(), required_number(exponent).get(), required_number(modulus).get(),
                    context.get());
}

std::string srp_premaster(const SrpShare& share) {
    const Owned<BN_CTX> context(BN_CTX_new());
    const auto modulus = required_number(share.N);
    const auto x = required_number(share.x);
    const auto base = required_number(power(share.g, share.x, share.N));
    const Owned<BIGNUM> exponent(BN_new());
    require_computed(
        context && exponent &&
        BN_mod_mul(base.get(), base.get(), required_number(share.k).get(), modulus.get(), context.get()) == 1 &&
        BN_mod_sub(base.get(), required_number(share.B).get(), base.get(), modulus.get(), context.get()) == 1 &&
        BN_mul(exponent.get(), required_number(share.u).get(), x.get(), context.get()) == 1 &&
        BN_add(exponent.get(), exponent.get(), required_number(share.a).get()) == 1);
    return power_of(base.get(), exponent.get(), modulus.get(), context.get());
}

}  // namespace bob::runtime

#endif
