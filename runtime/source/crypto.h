/// What the runtime needs of cryptography, whichever library the project links (`BOB_TLS`).
#pragma once

#include <string>
#include <string_view>

namespace bob::runtime {

/// Before anything else uses the library.
void start_crypto();
std::string sha256(std::string_view data);                             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view data);  // 32 bytes
/// RSASSA-PKCS1-v1_5 with SHA-256, as RS256 is. `modulus` and `exponent` are big-endian bytes, as a JWK has them.
bool verify_rs256(std::string_view modulus, std::string_view exponent, std::string_view data,
                  std::string_view signature);
/// `base` to the power of `exponent`, modulo `modulus`, which is odd; all big-endian, the result as long as the
/// modulus. Takes the same time for every exponent of one length.
std::string power(std::string_view base, std::string_view exponent, std::string_view modulus);
/// What a client of Secure Remote Password computes (RFC 5054, 2.6): `(B - k·g^x) ^ (a + u·x)` modulo N, as long as N.
struct SrpShare {
    std::string_view N, B, k, g, x, a, u;
};
std::string srp_premaster(const SrpShare&);
/// Takes the same time wherever the two differ.
bool same_secret(std::string_view one, std::string_view other);
/// Fills `bytes` from the system's generator.
void random_bytes(void* bytes, std::size_t size);

}  // namespace bob::runtime
