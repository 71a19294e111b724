#include "generator/commands/progress.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>

#include "generator/cli/say.h"

namespace bobgen {

namespace {

/// Ninja's words about a step, in short.
std::string step_name(std::string_view description) {
    const bool links = description.starts_with("Linking ");
    std::string_view name = description.substr(std::min(description.find_last_of(" /") + 1, description.size()));
    if (name.ends_with(".o")) name.remove_suffix(2);
    return (links ? "linking " : "") + std::string(name);
}

std::string time_left(double seconds) {
    if (seconds < 90) return "about " + std::to_string(std::lround(std::max(seconds, 1.0))) + " s left";
    return "about " + std::to_string(std::lround(seconds / 60)) + " min left";
}

}  // namespace

std::optional<Step> step_in(std::string_view line) {
    Step made{};
    const char* begin = std::to_address(line.begin());
    const char* end = std::to_address(line.end());
    const auto done = std::from_chars(begin, end, made.done);
    if (done.ec != std::errc() || done.ptr == end || *done.ptr != '/') return {};
    const auto of = std::from_chars(done.ptr + 1, end, made.of);
    if (of.ec != std::errc() || made.done > made.of) return {};
    made.what =
        step_name(of.ptr == end ? std::string_view() : line.substr(static_cast<std::size_t>(of.ptr - begin) + 1));
    return made;
}

std::string progress_line(std::string_view work, const Step& step, double seconds, std::size_t columns) {
    std::string made(work);
    made.append(": ").append(std::to_string(step.done)).append(" of ").append(std::to_string(step.of));
    std::string rest;
    if (step.done >= 2 && seconds >= 2 && step.done < step.of)
        rest = ", " + time_left(seconds / step.done * (step.of - step.done));
    // Where there is no room, how long it takes is worth more than its name.
    if (const std::string what = step.what.empty() ? "" : ", " + step.what;
        made.size() + what.size() + rest.size() <= columns)
        made += what;
    made += rest;
    if (made.size() > columns) made.resize(columns);
    return made;
}

Progress::Progress(std::string work, bool wanted) : work_(std::move(work)), wanted_(wanted && is_terminal(stderr)) {}

void Progress::show(const std::string& line) {
    if (!wanted_) return;
    std::fprintf(stderr, "\r%s\033[K", line.c_str());
    is_shown_ = true;
}

void Progress::at(const Step& step) {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin_;
    show(progress_line(work_, step, time.count(), columns_of(stderr, 80) - 1));
}

void Progress::begin() { show(work_ + "..."); }

void Progress::clear() {
    if (is_shown_) std::fputs("\r\033[K", stderr);
    is_shown_ = false;
}

}  // namespace bobgen
