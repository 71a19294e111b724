#include "generator/commands/home.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "generator/cli/files.h"

namespace bobgen {

namespace {

bool is_package(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / "bobConfig.cmake", error);
}

/// The package below a prefix, at one of the places where CMake looks; empty when there is none.
std::filesystem::path package_below(const std::filesystem::path& prefix) {
    for (const char* place : {"lib/cmake/bob", "lib64/cmake/bob", "share/cmake/bob", "share/bob"})
        if (is_package(prefix / place)) return prefix / place;
    std::error_code error;
    // Debian's lib/x86_64-linux-gnu
    for (const auto& entry : std::filesystem::directory_iterator(prefix / "lib", error))
        if (is_package(entry.path() / "cmake/bob")) return entry.path() / "cmake/bob";
    return {};
}

/// What bob_add_generator wrote beside a project's own bobgen tells which bob that is.
std::filesystem::path package_of_build(std::filesystem::path program) {
    program += "_handlers.cmake";
    const std::string text = read_file(program).value_or("");
    constexpr std::string_view before = "set(bob_DIR [[";
    const std::size_t begin = text.find(before);
    if (begin == text.npos) return {};
    const std::size_t end = text.find("]]", begin);
    return text.substr(begin + before.size(), end - begin - before.size());
}

/// bin/bobgen of an installation, or tools/bob/bobgen.
std::filesystem::path package_of_installation(const std::filesystem::path& program) {
    std::filesystem::path prefix = program.parent_path();
    for (int levels = 0; levels < 3 && prefix != prefix.parent_path(); ++levels) {
        prefix = prefix.parent_path();
        if (std::filesystem::path found = package_below(prefix); !found.empty()) return found;
    }
    return {};
}

/// The package that CMake finds without being told: by the PATH first, then on the system.
std::filesystem::path package_found_by_cmake() {
    const char* variable = std::getenv("PATH");
    const std::string all = std::string(variable ? variable : "") + ":/usr/local/bin:/usr/bin";
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = std::min(all.find(':', begin), all.size());
        std::filesystem::path folder = all.substr(begin, end - begin);
        begin = end + 1;
        if (!folder.has_filename()) folder = folder.parent_path();
        if (!folder.is_absolute() || (folder.filename() != "bin" && folder.filename() != "sbin")) continue;
        if (std::filesystem::path found = package_below(folder.parent_path()); !found.empty()) return found;
    }
    return {};
}

}  // namespace

std::filesystem::path home_to_name() {
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return {};
    std::filesystem::path found = package_of_build(program);
    if (found.empty()) found = package_of_installation(program);
    if (found.empty() || std::filesystem::equivalent(found, package_found_by_cmake(), error)) return {};
    return found;
}

}  // namespace bobgen
