/// What Lambda's systems provide for a handler's program.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "generator/build/elf.h"

namespace bobgen {

/// Why the program would not start there, and what to do.
struct CannotStart {
    std::string reason;  ///< follows "the program of `x`": "is for x86_64, but the function for arm64"
    std::string fix;
};

/// `runtime` is `provided.al2023` or `provided.al2`; `architecture` is `arm64` or `x86_64`.
std::optional<CannotStart> why_not_started(const Elf&, std::string_view runtime, std::string_view architecture);

}  // namespace bobgen
