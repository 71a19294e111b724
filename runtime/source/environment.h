#pragma once

#include <cstdlib>

namespace bob::runtime {

/// Empty when it is not set.
inline const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

}  // namespace bob::runtime
