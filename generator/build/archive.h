/// Deployment archives: a zip with one program in it, with the same bytes for the same program.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

/// A zip file with `bytes` as `name`: readable by all and executable (0755), dated 1 January 1980, with zlib's highest
/// compression, and no field that depends on path, time or user. Throws std::runtime_error when it cannot be created.
std::string zip_of(std::string_view name, std::string_view bytes);

/// What its bytes also depend on: the compressor's version.
std::string compression();

/// SHA-256 in base64, as in Lambda's `CodeSha256`.
std::string code_sha256(std::string_view bytes);
/// SHA-256 in hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace bobgen
