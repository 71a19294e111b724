/// Patterns of strings, matched in time proportional to the string: what AWS publishes must not become a trap for
/// whoever reads a template with it.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bobgen {

/// The form that generator/data/README.md describes: characters, `.`, brackets, groups, `|`, `*`, `+`, `?` and `{n,m}`.
/// A match is of the whole string.
class Pattern {
public:
    /// Nothing when the pattern has something else in it, or would need too many states.
    static std::optional<Pattern> compiled(std::string_view from);

    bool matches(std::string_view whole) const;

private:
    friend class PatternBuilder;
    using Bytes = std::bitset<256>;

    /// A state of the machine: it reads one byte of a set, or goes two ways without reading.
    struct State {
        static constexpr std::uint16_t goes_on = 0xffff;
        std::uint16_t bytes;  ///< the index of the set; `goes_on` when it reads nothing
        std::uint16_t next;
        std::uint16_t other;
    };
    static constexpr std::uint16_t accepts = 0;  ///< the state at the end

    std::vector<State> states_;
    std::vector<Bytes> sets_;
    std::uint16_t first_ = accepts;
};

}  // namespace bobgen
