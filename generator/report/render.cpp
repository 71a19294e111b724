#include "generator/report/render.h"

#include <algorithm>
#include <functional>

#include "generator/characters.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

constexpr Format all_formats[] = {
    {"text", "for people: source lines, marks, reason and fix", render_text},
    {"short", "one line per finding, for editors and build logs", render_short},
    {"json", "an array of objects, for programs", render_json},
    {"sarif", "SARIF 2.1.0, for code scanning", render_sarif},
    {"github", "annotations of a GitHub workflow", render_github},
    {"markdown", "a comment on a pull request", render_markdown},
};

/// Characters of a line before a given byte.
unsigned characters(std::string_view line, std::size_t byte) {
    return static_cast<unsigned>(std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(byte),
                                               [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::span<const Format> formats() { return all_formats; }

const Format* find_format(std::string_view name) {
    for (const Format& format : formats())
        if (format.name == name) return &format;
    return nullptr;
}

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const Format& one : formats()) names.emplace_back(one.name);
    return names;
}

std::string counted(std::size_t number, std::string_view what) {
    return std::to_string(number) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

std::string count(const Report& report) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (report.errors() > 0) add(counted(report.errors(), "error"));
    if (report.warnings() > 0) add(counted(report.warnings(), "warning"));
    const auto& accepted = report.suppressed();
    const auto confirmed = static_cast<std::size_t>(
        std::count_if(accepted.begin(), accepted.end(), std::mem_fn(&Suppressed::is_confirmed)));
    if (confirmed > 0) add(std::to_string(confirmed) + " confirmed");
    if (accepted.size() > confirmed) add(std::to_string(accepted.size() - confirmed) + " suppressed");
    return text;
}

std::vector<const Suppressed*> listed(const Report& report) {
    std::vector<const Suppressed*> made;
    for (const Suppressed& one : report.suppressed()) made.push_back(&one);
    std::stable_partition(made.begin(), made.end(), [](const Suppressed* one) { return one->is_new; });
    std::stable_partition(made.begin(), made.end(), [](const Suppressed* one) { return one->is_confirmed(); });
    return made;
}

std::string suppressed_words(const Suppressed& one) {
    if (one.is_confirmed()) return "confirmed by a new tombstone, since " + one.since;
    return std::string(one.is_new ? "newly suppressed" : "suppressed") +
           (one.until.empty() ? "" : " until " + one.until);
}

std::string unlinked(std::string_view text) {
    // Of these a viewer makes a link, or markup; `List<String>` is a type.
    constexpr std::string_view schemes[] = {"mailto:", "javascript:", "data:", "www."};
    constexpr std::string_view types[] = {"String>", "Number>", "CommaDelimitedList>", "List<", "AWS::"};
    std::string made;
    made.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        made += text[i];
        // Nearly all is letters.
        if (is_alphanumeric(text[i]) && i + 1 < text.size() && text[i + 1] != '@') continue;
        const std::string_view rest = text.substr(i + 1);
        const char next = rest.empty() ? '\0' : rest.front();
        const auto ends = [&](std::string_view one) {
            return i + 1 >= one.size() && to_lower(std::string(text.substr(i + 1 - one.size(), one.size()))) == one;
        };
        const auto begins = [&](std::string_view one) { return rest.starts_with(one); };
        const bool is_link = (text[i] == ']' && (next == '(' || next == '[')) || (text[i] == ':' && begins("//")) ||
                             (next != '\0' && (text[i] == ':' || text[i] == '.') &&
                              std::any_of(std::begin(schemes), std::end(schemes), ends));
        const bool is_address = next == '@' && is_alphanumeric(text[i]);
        const bool is_tag = text[i] == '<' && (is_letter(next) || next == '/' || next == '!' || next == '?') &&
                            std::none_of(std::begin(types), std::end(types), begins);
        if (is_link || is_address || is_tag) made += ' ';
    }
    return made;
}

std::string_view word(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

void set_place(Value& object, Place place) {
    const auto number = [](unsigned one) { return one == 0 ? Value() : Value(one); };
    object.set("file", *place.file == '\0' ? Value() : Value(place.file));
    object.set("line", number(place.line));
    object.set("column", number(place.known() ? place.column : 0));
}

std::string text_of(Place place) {
    std::string text = printable(place.file);
    if (!place.known()) return text;
    text += ':' + std::to_string(place.line);
    if (place.column != 0) text += ':' + std::to_string(place.column);
    return text;
}

std::string_view reason(const Diagnostic& found) {
    return found.why.empty() ? found.rule->why : std::string_view(found.why);
}

std::vector<std::string_view> stacks_of(const Diagnostic& found) {
    std::vector<std::string_view> made;
    for (std::string_view rest = found.stack; !rest.empty();) {
        const std::size_t end = std::min(rest.find(", "), rest.size());
        made.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return made;
}

Region region_of(Place place, Sources& sources) {
    Region made{place.file, place.line, place.known() ? place.column : 0, 0};
    const std::optional<Span> span = sources.span(place);
    if (!span) return made;
    const std::string_view line = sources.line(place.file, place.line).value_or("");
    made.column = characters(line, std::min(span->first, line.size())) + 1;
    made.end_column = std::max(characters(line, std::min(span->end(), line.size())) + 1, made.column + 1);
    return made;
}

}  // namespace bobgen
