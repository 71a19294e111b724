/// Deployment archives: a zip with one program in it, the same bytes for the same program.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

/// A zip file with `bytes` as `name`: readable by all and executable (0755), of 1 January 1980, compressed as far as
/// zlib goes, with no field that depends on place, time or user. Throws std::runtime_error when it can't be made.
std::string zip_of(std::string_view name, std::string_view bytes);

/// What its bytes hang on besides: the compressor's version.
std::string compression();

/// SHA-256 in base64, as Lambda has it in `CodeSha256`.
std::string code_sha256(std::string_view bytes);
/// SHA-256 in hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace bobgen
