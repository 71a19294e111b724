#include "generator/report/report.h"

#include <algorithm>
#include <tuple>

namespace bobgen {

void Report::add(Diagnostic found) {
    const bool known = std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& other) {
        return other.rule == found.rule && other.primary.place == found.primary.place && other.message == found.message;
    });
    if (known) return;
    if (found.stack.empty()) found.stack = stack_;
    errors_ += found.rule->severity == Severity::error;
    diagnostics_.push_back(std::move(found));
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
