/// A value that may be left out, that knows where it was written, and that a stage's configuration may supply.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>

#include "bob/kind.h"
#include "bob/text.h"

namespace bob {

/// A value of the stage's configuration, `stacks/<stack>/config/<stage>.yml`, by its dotted path:
/// `Config<int>{"booking.days"}`. A stage that lacks it is an error that names the stage, the file and the declaration
/// that asks for it.
template <class T>
struct Config {
    Text path;
};

/// A secret, by the dotted path in the stage's configuration where its *location* stands, never its text:
/// `google: {client_secret: {secretsmanager: scheduler/dev/google, key: client_secret}}` or `{ssm-secure:
/// /scheduler/dev/key}`, with `kms_key: <ARN>` where it has a key of your own.
///
/// A function that says `.uses = {fetches<google_secret>}` asks for it when it starts, and its handler has it by
/// `context.secret<google_secret>()`. As a property of a resource it becomes a CloudFormation dynamic reference, which
/// AWS replaces while it deploys: right for an identity provider, and wrong for a function's environment, which
/// everybody with `lambda:GetFunctionConfiguration` reads.
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

/// What a stage's file can hold as a number or as `true`: the unit of a time or a size is the setting's own.
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
    /// True when the value stands in the declaration itself, so that the compiler can judge it.
    constexpr bool literal() const { return set && config == nullptr; }
};

using Seconds = std::chrono::seconds;

}  // namespace bob
