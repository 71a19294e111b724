#ifdef BOB_TLS_MBEDTLS

#include <mbedtls/bignum.h>
#include <mbedtls/md.h>
#include <mbedtls/rsa.h>
#include <mbedtls/sha256.h>

#include <stdexcept>

#include "crypto.h"

namespace bob::runtime {
namespace {

constexpr std::size_t digest_size = 32;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

struct RsaKey {
    mbedtls_rsa_context context;
    RsaKey() { mbedtls_rsa_init(&context, MBEDTLS_RSA_PKCS_V15, 0); }
    ~RsaKey() { mbedtls_rsa_free(&context); }
    RsaKey(const RsaKey&) = delete;
    RsaKey& operator=(const RsaKey&) = delete;
};

struct Large {
    mbedtls_mpi value;
    Large() { mbedtls_mpi_init(&value); }
    explicit Large(std::string_view big_endian) : Large() {
        require_computed(mbedtls_mpi_read_binary(&value, bytes(big_endian), big_endian.size()));
    }
    ~Large() { mbedtls_mpi_free(&value); }
    Large(const Large&) = delete;
    Large& operator=(const Large&) = delete;

    /// Where mbedTLS fails here, there is no memory left.
    static void require_computed(int failed) {
        if (failed != 0) throw std::runtime_error("mbedTLS could not compute with large numbers");
    }
};

std::string power_of(const Large& base, const Large& exponent, const Large& modulus) {
    Large result;
    Large::require_computed(mbedtls_mpi_exp_mod(&result.value, &base.value, &exponent.value, &modulus.value, nullptr));
    std::string made(mbedtls_mpi_size(&modulus.value), '\0');
    Large::require_computed(mbedtls_mpi_write_binary(&result.value, bytes(made), made.size()));
    return made;
}

}  // namespace

void start_crypto() {}

std::string sha256(std::string_view data) {
    std::string digest(digest_size, '\0');
    if (mbedtls_sha256_ret(bytes(data), data.size(), bytes(digest), 0) != 0)
        throw std::runtime_error("mbedTLS could not compute a SHA-256 digest");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    std::string code(digest_size, '\0');
    if (mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), bytes(key), key.size(), bytes(data), data.size(),
                        bytes(code)) != 0)
        throw std::runtime_error("mbedTLS could not compute an HMAC");
    return code;
}

bool verify_rs256(std::string_view modulus, std::string_view exponent, std::string_view data,
                  std::string_view signature) {
    RsaKey key;
    if (mbedtls_rsa_import_raw(&key.context, bytes(modulus), modulus.size(), nullptr, 0, nullptr, 0, nullptr, 0,
                               bytes(exponent), exponent.size()) != 0 ||
        mbedtls_rsa_complete(&key.context) != 0 || mbedtls_rsa_check_pubkey(&key.context) != 0)
        return false;
    // It reads as many bytes as the modulus has.
    if (signature.size() != mbedtls_rsa_get_len(&key.context)) return false;
    const std::string digest = sha256(data);
    return mbedtls_rsa_rsassa_pkcs1_v15_verify(&key.context, nullptr, nullptr, MBEDTLS_RSA_PUBLIC, MBEDTLS_MD_SHA256,
                                               static_cast<unsigned>(digest.size()), bytes(digest),
                                               bytes(signature)) == 0;
}

std::string power(std::string_view base, std::string_view exponent, std::string_view modulus) {
    return power_of(Large(base), Large(exponent), Large(modulus));
}

std::string srp_premaster(const SrpShare& share) {
    const Large modulus(share.N), x(share.x), k(share.k), u(share.u), a(share.a), B(share.B);
    Large base(power(share.g, share.x, share.N)), exponent;
    Large::require_computed(mbedtls_mpi_mul_mpi(&base.value, &base.value, &k.value));
    Large::require_computed(mbedtls_mpi_sub_mpi(&base.value, &B.value, &base.value));
    Large::require_computed(mbedtls_mpi_mod_mpi(&base.value, &base.value, &modulus.value));
    Large::require_computed(mbedtls_mpi_mul_mpi(&exponent.value, &u.value, &x.value));
    Large::require_computed(mbedtls_mpi_add_mpi(&exponent.value, &exponent.value, &a.value));
    return power_of(base, exponent, modulus);
}

}  // namespace bob::runtime

#endif
