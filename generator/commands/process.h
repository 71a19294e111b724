/// Other programs, started without a shell.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

/// The program can't be started.
struct ProcessError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Runs `words`, a program of the PATH and its arguments, with additions to the environment ("NAME=value"), and hands
/// on each line that it writes to either output, without its end. Its exit code; 128 and the number when a signal ended
/// it. Throws ProcessError.
int run_process(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                const std::function<void(std::string_view line)>& on_line);

}  // namespace bobgen
