/// SRP-6a (RFC 5054) with SHA-256 and the group of 3072 bits (RFC 3526, 5), whose key is derived by HKDF (RFC 5869).
/// Cognito hashes each number as its shortest signed form, so with a zero before a first bit that is set, as AWS's own
/// clients do (amazon-cognito-identity-js, AuthenticationHelper).
#include "srp.h"

#include <algorithm>
#include <ctime>
#include <stdexcept>

#include "bob/runtime/value.h"
#include "crypto.h"
#include "text.h"

namespace bob::runtime {
namespace {

constexpr std::string_view group_prime =
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";
constexpr std::string_view generator("\x02", 1);

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    throw std::invalid_argument("Cognito sent a number that is not hexadecimal");
}

/// Without zeros at the front, which is how numbers are compared, too.
std::string number_of(std::string_view hexadecimal_digits) {
    std::string padded(hexadecimal_digits);
    if (padded.size() % 2 != 0) padded.insert(padded.begin(), '0');
    std::string made;
    for (std::size_t i = 0; i < padded.size(); i += 2)
        made += static_cast<char>(digit_of(padded[i]) * 16 + digit_of(padded[i + 1]));
    return made.erase(0, std::min(made.find_first_not_of('\0'), made.size()));
}

std::string signed_form(std::string_view number) {
    number.remove_prefix(std::min(number.find_first_not_of('\0'), number.size()));
    std::string made(number);
    if (made.empty() || (static_cast<unsigned char>(made[0]) & 0x80U) != 0) made.insert(made.begin(), '\0');
    return made;
}

/// Whether `number` is a multiple of the group's prime, so that nothing would depend on the password.
bool is_zero_in_group(const std::string& number, const std::string& prime) {
    return power(number, std::string_view("\x01", 1), prime).find_first_not_of('\0') == std::string::npos;
}

}  // namespace

SrpExchange begin_srp(std::string secret) {
    const std::string made = power(generator, secret, number_of(group_prime));
    return {.secret = std::move(secret), .public_number = hexadecimal(made.substr(made.find_first_not_of('\0')))};
}

SrpExchange begin_srp() {
    std::string secret(128, '\0');
    random_bytes(secret.data(), secret.size());
    return begin_srp(std::move(secret));
}

std::string srp_signature(const SrpExchange& exchange, const SrpChallenge& challenge, std::string_view user_pool_id,
                          std::string_view password, std::string_view timestamp) {
    const std::string prime = number_of(group_prime);
    const std::string server = number_of(challenge.server);
    if (server.size() > prime.size() || is_zero_in_group(server, prime))
        throw std::invalid_argument("Cognito sent an SRP_B that is no number of the group");
    std::string secret_block;
    if (!from_base64(challenge.secret_block, secret_block))
        throw std::invalid_argument("Cognito sent a SECRET_BLOCK that is not base64");

    const std::string u = sha256(signed_form(number_of(exchange.public_number)) + signed_form(server));
    if (u.find_first_not_of('\0') == std::string::npos)
        throw std::invalid_argument("Cognito sent an SRP_B for which the answer does not depend on the password");
    // The pool without its Region is part of the identity.
    const std::string identity =
        std::string(user_pool_id.substr(user_pool_id.find('_') + 1)) + std::string(challenge.user_id);
    const std::string x =
        sha256(signed_form(number_of(challenge.salt)) + sha256(identity + ":" + std::string(password)));
    const std::string k = sha256(signed_form(prime) + std::string(generator));
    const std::string premaster =
        srp_premaster({.N = prime, .B = server, .k = k, .g = generator, .x = x, .a = exchange.secret, .u = u});

    // HKDF with one block, of which Cognito takes 16 bytes.
    const std::string key =
        hmac_sha256(hmac_sha256(signed_form(u), signed_form(premaster)), "Caldera Derived Key\x01").substr(0, 16);
    return to_base64(hmac_sha256(key, identity + secret_block + std::string(timestamp)));
}

std::string srp_timestamp(std::chrono::system_clock::time_point at) {
    constexpr std::string_view days = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char clock[16];
    std::strftime(clock, sizeof clock, "%H:%M:%S", &utc);
    // In English and without a zero before the day, whatever the locale.
    return std::string(days.substr(static_cast<std::size_t>(utc.tm_wday) * 3, 3)) + " " +
           std::string(months.substr(static_cast<std::size_t>(utc.tm_mon) * 3, 3)) + " " + std::to_string(utc.tm_mday) +
           " " + clock + " UTC " + std::to_string(utc.tm_year + 1900);
}

}  // namespace bob::runtime
