/// A value that may be omitted, that knows its place, and that may come from a stage's configuration.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>

#include "bob/kind.h"
#include "bob/text.h"

namespace bob {

/// A value of the stage's configuration, `stacks/<stack>/config/<stage>.yml`, by its dotted path:
/// `Config<int>{"booking.days"}`. If a stage does not have it, the error names the stage, the file and the declaration.
template <class T>
struct Config {
    Text path;
};

/// A secret, by the dotted path of its *location* in the stage's configuration, never its text:
/// `google: {client_secret: {secretsmanager: scheduler/dev/google, key: client_secret}}` or `{ssm-secure:
/// /scheduler/dev/key}`, with `kms_key: <ARN>` for a secret that is encrypted with a key of your own.
///
/// A function with `.uses = {fetches<google_secret>}` fetches it when it starts, and its handler reads it with
/// `context.secret<google_secret>()`. As a property of a resource it becomes a CloudFormation dynamic reference, which
/// AWS replaces during the deployment. That is right for an identity provider, and wrong for a function's environment,
/// which anyone with `lambda:GetFunctionConfiguration` can read.
struct Secret {
    static constexpr Kind kind = Kind::secret;
    Text path;
};

/// Lambda counts memory and storage in MB.
struct Megabytes {
    std::int64_t count = 0;
    constexpr bool operator==(const Megabytes&) const = default;
};

inline namespace literals {
consteval Megabytes operator""_MB(unsigned long long count) { return {static_cast<std::int64_t>(count)}; }
using namespace std::chrono_literals;
}  // namespace literals

/// A type that a stage's file can hold as a number or as `true`. The unit of a time or a size is that of the setting.
template <class T>
concept Configurable =
    std::is_arithmetic_v<T> || requires(T value) { value.count; } || requires(T value) { value.count(); };

template <class T>
struct Setting {
    T value{};
    bool set = false;
    const char* config = nullptr;  ///< the configuration path that supplies it
    Place place;

    constexpr Setting() noexcept {}
    template <class U>
        requires std::convertible_to<U, T>
    constexpr Setting(U given, std::source_location at = std::source_location::current()) noexcept
        : value(given), set(true), place(place_unless_bool<U>(at)) {}
    template <class U>
        requires Configurable<T>
    constexpr Setting(Config<U> from, std::source_location at = std::source_location::current()) noexcept
        : set(true), config(from.path.text.data()), place(at) {}

    constexpr explicit operator bool() const { return set; }
    constexpr const T& operator*() const { return value; }
    /// True if the value is in the declaration itself, so the compiler can check it.
    constexpr bool literal() const { return set && config == nullptr; }
};

/// Settings that are declared as a constant, which any number of declarations can share; or none.
template <class Settings>
struct Shared {
    const Settings* settings = nullptr;
    Place place;

    constexpr Shared() noexcept {}
    constexpr Shared(const Settings& declared, std::source_location at = std::source_location::current()) noexcept
        : settings(&declared), place(at) {}
    Shared(const Settings&&) = delete;  // a temporary would be gone before it is read

    constexpr explicit operator bool() const { return settings != nullptr; }
};

using Seconds = std::chrono::seconds;

}  // namespace bob
