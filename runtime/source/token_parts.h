/// What `TokenVerifier` is made of, for its tests and the fuzzer.
#pragma once

#include <optional>

#include "bob/runtime/tokens.h"

namespace bob::runtime {

struct TokenParts {
    std::string_view signed_text;  ///< header and payload, as they were signed
    Value header;
    std::string payload;  ///< decoded, not parsed: it is not believed yet
    std::string signature;
};

/// Three parts in base64url without padding or spare bits, the first a JSON object without a name twice.
std::optional<TokenParts> split_token(std::string_view token);
/// A JSON object in which no object has a name twice.
std::optional<Value> parse_object(std::string_view json);
/// Judges a payload whose signature is right.
TokenVerdict judge_claims(std::string_view payload, const TokenRules&, Timestamp now);

struct PublicKey {
    std::string id;
    std::string modulus, exponent;  ///< big-endian
};
/// The keys of a JWKS document that can sign with RS256; others are left out.
std::vector<PublicKey> parse_keys(std::string_view json);

}  // namespace bob::runtime
