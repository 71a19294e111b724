#include "generator/report/report.h"

#include <algorithm>
#include <tuple>

namespace bobgen {

void Report::enter(std::string stack) {
    if (std::find(stacks_.begin(), stacks_.end(), stack) == stacks_.end()) stacks_.push_back(stack);
    stack_ = std::move(stack);
}

void Report::add(Diagnostic found) {
    if (found.stack.empty()) found.stack = stack_;
    const auto known = std::find_if(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& other) {
        return other.rule == found.rule && other.primary.place == found.primary.place && other.message == found.message;
    });
    if (known == diagnostics_.end()) {
        errors_ += found.rule->severity == Severity::error;
        diagnostics_.push_back(std::move(found));
    } else if (!found.stack.empty() && known->stack != found.stack && !known->stack.ends_with(", " + found.stack)) {
        known->stack += (known->stack.empty() ? "" : ", ") + found.stack;
    }
}

void Report::sort() {
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        const auto key = [](const Diagnostic& d) {
            return std::tuple(std::string_view(d.primary.place.file), d.primary.place.line, d.primary.place.column);
        };
        return key(a) < key(b);
    });
}

}  // namespace bobgen
