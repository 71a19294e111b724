/// How the commands speak.
#pragma once

#include <cstdio>
#include <string>

#include "generator/report/render.h"

namespace bobgen {

/// `--color`
enum class Colour : unsigned char { automatic, always, never };

/// Commands that bob itself gives to a CI runner.
void say_commands(std::FILE* to, const std::string& text);

/// Text for people that shows what others wrote. In a log of GitHub Actions the runner is told to look for no commands
/// in it, by a word that nobody can know.
void say_text(std::FILE* to, const std::string& text);

/// The lines of another program, as they come, as `say_text` has a text: between marks, which are written with the
/// first line and at the end.
class Passage {
public:
    explicit Passage(std::FILE* to) : to_(to) {}
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;
    ~Passage();
    void line(const std::string&);

private:
    std::FILE* to_;
    bool begun_ = false;
    std::string word_;
};

/// Nothing of it is a command to a CI runner, whatever names are in it.
void say(std::FILE* to, const std::string& text);

/// Whether a person is going to read it.
bool is_terminal(std::FILE* to);

/// The width of the terminal, or `otherwise` where there is none.
std::size_t columns_of(std::FILE* to, std::size_t otherwise);

/// In colour on a terminal that has them, unless NO_COLOR is set (https://no-color.org), and within its width.
Look look_of(std::FILE* to, Colour);

/// The exit code of a command that was not told what it has to know.
int misuse(const std::string& what);

}  // namespace bobgen
