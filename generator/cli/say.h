/// How the commands speak.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "generator/report/text.h"

namespace bobgen {

/// Nothing of it is a command to a CI runner, whatever names are in it.
inline void say(std::FILE* to, const std::string& text) {
    const std::string safe = without_commands(text);
    std::fwrite(safe.data(), 1, safe.size(), to);
}

/// Commands that bob itself gives to a CI runner.
void say_commands(std::FILE* to, const std::string& text);

/// Text for people that shows what others wrote. In a log of GitHub Actions the runner is told to look for no commands
/// in it, by a word that nobody can know.
void say_text(std::FILE* to, const std::string& text);

/// Whether a person is going to read it, on a terminal with colours (https://no-color.org).
inline bool takes_colour(std::FILE* to) { return ::isatty(::fileno(to)) && !std::getenv("NO_COLOR"); }

/// The exit code of a command that was not told what it has to know.
inline int misuse(const std::string& what) {
    say(stderr, "error: " + printable(what) + "\n");
    return 2;
}

}  // namespace bobgen
