/// How long a handler's program takes from its start until it asks Lambda for the first event. Lambda calls that the
/// init phase, and every cold start pays for it.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <variant>

namespace bobgen {

/// `x86_64` or `arm64`, as functions name it; what the kernel says of another.
std::string machine_architecture();

/// Why there is no figure.
struct NotMeasured {
    std::string reason;  ///< as "it ended before it asked for an event"
};

/// The middle one of `runs` starts, against a Runtime API on the loopback interface that never hands out an event. The
/// program gets Lambda's own environment variables and no others: no credentials, and no proxy to a network.
std::variant<std::chrono::duration<double, std::milli>, NotMeasured> startup_of(const std::filesystem::path& program,
                                                                                int runs = 5);

}  // namespace bobgen
