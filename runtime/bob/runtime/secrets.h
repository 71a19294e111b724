/// Secrets that a function's `uses` name: fetched when the process starts, kept in its memory and nowhere else.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "bob/runtime/data_calls.h"
#include "bob/runtime/grants.h"

namespace bob::detail {

/// Throws `Failure` where it can't be had and never could; one that is known already stays good while the service is
/// away.
std::string secret_text(std::string_view path, Deadline);

/// All that the function may fetch, before it takes a call: what is missing is then an error of its start.
template <const auto& F>
void fetch_secrets() {
    // Lambda gives a start ten seconds.
    const auto deadline = std::chrono::system_clock::now() + std::chrono::seconds(8);
    for (const Use& use : F.uses)
        if (use.access == Access::fetch) secret_text(use.target, deadline);
}

template <const auto& F>
consteval bool fetches_secrets() {
    for (const Use& use : F.uses)
        if (use.access == Access::fetch) return true;
    return false;
}

}  // namespace bob::detail
