#include "generator/report/report.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace bobgen {

namespace {

bool equal(const Diagnostic& a, const Diagnostic& b) {
    return a.rule == b.rule && a.primary.place == b.primary.place && a.message == b.message;
}

std::size_t key_of(const Diagnostic& one) {
    return std::hash<std::string_view>()(one.message) ^ (one.primary.place.line * 31u + one.primary.place.column);
}

/// How many bytes of a text are kept. A quoted value may have megabytes.
constexpr std::size_t most_bytes = 2000;

void shorten(std::string& text) {
    if (text.size() <= most_bytes) return;
    std::size_t end = most_bytes;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    text.replace(end, text.npos, "...");
}

/// The finding also occurs in these stacks.
void merge_stacks(std::string& known, const std::string& more) {
    if (more.empty() || known == more || known.ends_with(", " + more)) return;
    known += (known.empty() ? "" : ", ") + more;
}

}  // namespace

void Report::enter(std::string stack) {
    if (std::find(stacks_.begin(), stacks_.end(), stack) == stacks_.end()) stacks_.push_back(stack);
    stack_ = std::move(stack);
}

void Report::add(Diagnostic found) {
    for (std::string* text : {&found.message, &found.primary.text, &found.fix, &found.why}) shorten(*text);
    for (Label& label : found.related) shorten(label.text);
    if (found.stack.empty()) found.stack = stack_;
    const std::size_t key = key_of(found);
    for (auto [known, end] = known_.equal_range(key); known != end; ++known) {
        Diagnostic& other = diagnostics_[known->second];
        if (equal(other, found)) return merge_stacks(other.stack, found.stack);
    }
    errors_ += found.rule->severity == Severity::error;
    known_.emplace(key, diagnostics_.size());
    diagnostics_.push_back(std::move(found));
}

void Report::add(Suppressed found) {
    if (found.finding.stack.empty()) found.finding.stack = stack_;
    for (Suppressed& other : suppressed_)
        if (equal(other.finding, found.finding)) return merge_stacks(other.finding.stack, found.finding.stack);
    suppressed_.push_back(std::move(found));
}

void Report::add(const Report& other) {
    for (const std::string& stack : other.stacks_) enter(stack);
    for (const Diagnostic& one : other.diagnostics_) add(one);
    for (const Suppressed& one : other.suppressed_) add(one);
}

void Report::mark_new(const std::vector<Place>& suppressions) {
    for (Suppressed& one : suppressed_)
        one.is_new |= std::find(suppressions.begin(), suppressions.end(), one.where) != suppressions.end();
}

std::vector<Diagnostic> Report::take() {
    known_.clear();
    errors_ = 0;
    return std::exchange(diagnostics_, {});
}

void Report::sort() {
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        const auto key = [](const Diagnostic& d) {
            return std::tuple(std::string_view(d.primary.place.file), d.primary.place.line, d.primary.place.column);
        };
        return key(a) < key(b);
    });
    known_.clear();
    for (std::size_t i = 0; i < diagnostics_.size(); ++i) known_.emplace(key_of(diagnostics_[i]), i);
}

}  // namespace bobgen
