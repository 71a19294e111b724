/// Lambda's runtimes, and until when each is supported.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

/// Dates such as "2026-04-30", which compare as strings.
struct LambdaRuntime {
    std::string_view name;
    std::string_view deprecated;      ///< no more security patches
    std::string_view update_blocked;  ///< functions can no longer be created or updated with it; empty when not planned
    std::string_view successor;       ///< the newest of the same language
};

namespace runtimes {

inline constexpr std::string_view source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";
/// The date that the rules use as today, because the output must not depend on a clock.
inline constexpr std::string_view as_of = "2026-11-20";

const LambdaRuntime* find(std::string_view name);
/// A new language, or a known one in a version newer than all known ones: it may have been released after `as_of`.
bool may_be_newer(std::string_view name);
std::string_view nearest(std::string_view name);

}  // namespace runtimes
}  // namespace bobgen
