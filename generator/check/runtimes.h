/// Lambda's runtimes, and until when each is looked after.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

/// Days as "2026-04-30", which compare as text.
struct LambdaRuntime {
    std::string_view name;
    std::string_view deprecated;      ///< no security patches any more
    std::string_view update_blocked;  ///< no function with it is created or changed any more; empty when not planned
    std::string_view successor;       ///< the newest of the same language
};

namespace runtimes {

inline constexpr std::string_view source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";
/// The day that the rules take for today: what is emitted may not depend on a clock.
inline constexpr std::string_view as_of = "2026-11-20";

const LambdaRuntime* find(std::string_view name);
/// Of a language that is known, in a version beyond all that are: it may have come after `as_of`.
bool may_be_newer(std::string_view name);
std::string_view nearest(std::string_view name);

}  // namespace runtimes
}  // namespace bobgen
