#include "generator/cli/say.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace bobgen {

void say(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

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
    say(stderr, "error: " + what + "\n");
    return 2;
}

}  // namespace bobgen
