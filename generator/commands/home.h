/// Where the bob is that this program belongs to: installed, in a package manager's folder, or a clone.
#pragma once

#include <filesystem>

namespace bobgen {

/// The folder of its bobConfig.cmake, for a new project to name; empty when CMake finds that one by itself, or when
/// this program is a copy that belongs to none.
std::filesystem::path home_to_name();

}  // namespace bobgen
