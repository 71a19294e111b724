/// What a finished program says of itself. Read here and not with libelf, since a handful of fields is wanted of files
/// that may be cut off or hostile: every access is within the bytes given, and there is no library more to link.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

struct Elf {
    unsigned machine = 0;                ///< EM_X86_64, EM_AARCH64, …
    bool program = false;                ///< it can be started; not a library, object or core dump
    std::string interpreter;             ///< the dynamic linker it asks for; empty when static
    std::vector<std::string> libraries;  ///< shared libraries it needs, in the order of the file
    std::vector<std::string> versions;   ///< symbol versions it needs of them: "GLIBC_2.34"
};

/// What is wrong with the file: "it is no ELF file".
struct ElfFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// 64-bit little-endian files, as both of Lambda's processors have them. Throws ElfFault.
Elf read_elf(std::string_view bytes);

}  // namespace bobgen
