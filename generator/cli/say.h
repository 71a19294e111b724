/// How the commands speak.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace bobgen {

inline void say(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

/// Whether a person is going to read it, on a terminal with colours (https://no-color.org).
inline bool takes_colour(std::FILE* to) { return ::isatty(::fileno(to)) && !std::getenv("NO_COLOR"); }

/// The exit code of a command that was not told what it has to know.
inline int misuse(const std::string& what) {
    say(stderr, "error: " + what + "\n");
    return 2;
}

}  // namespace bobgen
