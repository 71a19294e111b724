#include "generator/cli/say.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string_view>
#include <utility>

#include "generator/report/text.h"

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
    Passage(to).line(text.ends_with('\n') ? text.substr(0, text.size() - 1) : text);
}

void Passage::line(const std::string& text) {
    if (!std::exchange(begun_, true) && is_log_of_actions(to_)) {
        std::random_device random;
        word_ = fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
        say_commands(to_, "::stop-commands::" + word_ + "\n");
    }
    say(to_, text + "\n");
}

Passage::~Passage() {
    if (word_.empty()) return;
    say_commands(to_, "::" + word_ + "::\n");
    std::fflush(to_);
}

void say(std::FILE* to, const std::string& text) { say_commands(to, without_commands(text)); }

bool is_terminal(std::FILE* to) { return ::isatty(::fileno(to)) != 0; }

std::size_t columns_of(std::FILE* to, std::size_t otherwise) {
    winsize size{};
    if (::ioctl(::fileno(to), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
    return std::max<std::size_t>(size.ws_col, 40);
}

Look look_of(std::FILE* to, Colour colour) {
    Look made;
    made.columns = std::min(made.columns, columns_of(to, made.columns));
    const char* terminal = std::getenv("TERM");
    const char* refused = std::getenv("NO_COLOR");
    made.colour =
        colour == Colour::always || (colour == Colour::automatic && is_terminal(to) && (!refused || !*refused) &&
                                     !(terminal && std::string_view(terminal) == "dumb"));
    return made;
}

int misuse(const std::string& what) {
    say(stderr, "error: " + printable(what) + "\n");
    return 2;
}

}  // namespace bobgen
