/// Secure Remote Password as Cognito's user pools speak it: the password is proved and never sent.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace bob::runtime {

/// One sign-in: the client's secret number, and the public one that is made of it.
struct SrpExchange {
    std::string secret;         ///< `a`, big-endian
    std::string public_number;  ///< `A`, in hexadecimal digits, as `SRP_A` has it
};
/// With a random number of 1024 bits.
SrpExchange begin_srp();
SrpExchange begin_srp(std::string secret);

/// What the challenge PASSWORD_VERIFIER says, as Cognito writes it.
struct SrpChallenge {
    std::string_view salt;          ///< hexadecimal
    std::string_view server;        ///< `SRP_B`, hexadecimal
    std::string_view secret_block;  ///< base64, and only Cognito knows what it is
    std::string_view user_id;       ///< `USER_ID_FOR_SRP`
};

/// `PASSWORD_CLAIM_SIGNATURE`, in base64. Throws `std::invalid_argument` for a challenge that no server may make: with
/// it, the answer would tell about the password.
std::string srp_signature(const SrpExchange&, const SrpChallenge&, std::string_view user_pool_id,
                          std::string_view password, std::string_view timestamp);
/// `TIMESTAMP`, as `Wed Dec 2 16:09:38 UTC 2026`.
std::string srp_timestamp(std::chrono::system_clock::time_point);

}  // namespace bob::runtime
