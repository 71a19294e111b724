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

    /// A state of the machine: it reads one byte of a set, and then is in all of the states that follow.
    struct State {
        std::uint16_t bytes;  ///< the index of the set
        std::uint32_t begin;  ///< in `following_`
        std::uint32_t end;
    };
    static constexpr std::uint16_t accepts = 0;  ///< the state at the end, which reads nothing

    std::vector<State> states_;
    std::vector<std::uint16_t> following_;
    std::vector<std::uint16_t> first_;
    std::vector<Bytes> sets_;
    bool is_one_set_ = false;  ///< `[a-z]*` or `[a-z]+`, which most are: each byte is judged by itself
};

}  // namespace bobgen
