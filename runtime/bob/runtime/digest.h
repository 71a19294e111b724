/// For checking the signatures of webhooks.
#pragma once

#include <string>
#include <string_view>

namespace bob {

/// HMAC with SHA-256 (RFC 2104), as 64 hexadecimal digits in lower case.
std::string hmac_sha256(std::string_view key, std::string_view data);
/// Takes the same time wherever the two differ, so that a signature cannot be guessed step by step.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace bob
