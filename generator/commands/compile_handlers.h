/// The C++ compiler's part of `bobgen build`: CMake and Ninja, in a build folder for each processor.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bobgen {

struct HandlerBuild {
    std::filesystem::path root;  ///< of the project
    std::string architecture;    ///< "arm64"
    std::string tls;             ///< "openssl" or "mbedtls"; the project's own choice when empty
    std::vector<std::string> targets;
    unsigned jobs = 0;         ///< as many as Ninja likes when 0
    bool no_progress = false;  ///< no word of how far it is

    /// build/handlers/arm64
    std::filesystem::path folder() const;
    /// `bootstrap` without symbols and `bootstrap.map`, of a target.
    std::filesystem::path output(const std::string& stack_folder, const std::string& stem) const;
};

/// Brings the programs up to date. What compilers say goes to the standard error as it is; how far it is, too. False
/// when something does not compile. Throws ProcessError when CMake is not there.
bool compile_handlers(const HandlerBuild&);

}  // namespace bobgen
