/// `manifest.json` of a stack's artifacts: what Lambda will report for the code, so that a deployment can be compared
/// with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

struct Artifact {
    std::string function;
    std::string architecture;
    std::string code_sha256;  ///< of the archive, in base64, as Lambda's `CodeSha256`
    std::uint64_t archive_bytes = 0;
    std::uint64_t program_bytes = 0;
};

/// Sorted by function. `version` is a hash of all code, for an S3 prefix that changes when the code does. `parameters`
/// are those of the stack's template that come with the code: that prefix, and the hash of each function's code.
std::string manifest_of(std::string_view stack, std::vector<Artifact>);

/// The artifacts of a manifest; none when the text is not a manifest.
std::vector<Artifact> artifacts_in(std::string_view manifest);

}  // namespace bobgen
