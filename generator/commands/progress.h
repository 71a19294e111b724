/// How far a long piece of work is, for whoever waits for it at a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bobgen {

/// How far Ninja is: `12/40 Building CXX object stacks/shop/getUser.cpp.o`.
struct Step {
    unsigned done;
    unsigned of;
    std::string what;  ///< "getUser.cpp", "linking getUser"
};
std::optional<Step> step_in(std::string_view line);

/// "building the handlers for arm64: 12 of 40, getUser.cpp, about 25 s left", within so many cells. The rest is
/// estimated from what the steps took so far, once there is something to go by.
std::string progress_line(std::string_view work, const Step&, double seconds, std::size_t columns);

/// One line on the standard error, written anew for each step. Nothing at all where that is no terminal.
class Progress {
public:
    Progress(std::string work, bool wanted);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    void at(const Step&);
    /// Without steps that could be counted.
    void begin();
    /// Before something else is said.
    void clear();

private:
    void show(const std::string& line);

    std::string work_;
    bool wanted_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace bobgen
