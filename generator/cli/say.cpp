#include "generator/cli/say.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <random>
#include <string_view>

namespace bobgen {

namespace {

/// A file that somebody keeps is no log, and what bob writes into it stays without a word for the runner.
bool is_log_of_actions(std::FILE* to) {
    const char* set = std::getenv("GITHUB_ACTIONS");
    struct stat about{};
    return set && std::string_view(set) == "true" && ::fstat(::fileno(to), &about) == 0 && !S_ISREG(about.st_mode);
}

}  // namespace

void say_commands(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

void say_text(std::FILE* to, const std::string& text) {
    if (text.empty()) return;
    if (!is_log_of_actions(to)) return say(to, text);
    std::random_device random;
    const std::string word = fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
    say_commands(to, "::stop-commands::" + word + "\n");
    say(to, text.ends_with('\n') ? text : text + "\n");
    say_commands(to, "::" + word + "::\n");
    std::fflush(to);
}

}  // namespace bobgen
