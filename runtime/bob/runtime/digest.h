/// For the signatures that other services put on what they send: webhooks.
#pragma once

#include <string>
#include <string_view>

namespace bob {

/// HMAC with SHA-256 (RFC 2104), as 64 hexadecimal digits in lower case.
std::string hmac_sha256(std::string_view key, std::string_view data);
/// Takes the same time wherever the two differ, so that nobody learns a signature by trying.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace bob
