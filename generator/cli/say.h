/// How the commands speak.
#pragma once

#include <cstdio>
#include <string>

namespace bobgen {

inline void say(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

/// The exit code of a command that was not told what it has to know.
inline int misuse(const std::string& what) {
    say(stderr, "error: " + what + "\n");
    return 2;
}

}  // namespace bobgen
