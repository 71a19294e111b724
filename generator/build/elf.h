/// The metadata of a linked program. Parsed here instead of with libelf, because only a few fields are needed from
/// files that may be truncated or hostile: every access is bounds-checked, and there is no additional library to link.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

struct Elf {
    unsigned machine = 0;                ///< EM_X86_64, EM_AARCH64, …
    bool program = false;                ///< can be started; not a library, object or core dump
    std::string interpreter;             ///< the dynamic linker that it requires; empty when static
    std::vector<std::string> libraries;  ///< shared libraries that it needs, in file order
    std::vector<std::string> versions;   ///< symbol versions it needs of them: "GLIBC_2.34"
};

/// What is wrong with the file: "it is not an ELF file".
struct ElfFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// 64-bit little-endian files, which both of Lambda's architectures use. Throws ElfFault.
Elf read_elf(std::string_view bytes);

}  // namespace bobgen
