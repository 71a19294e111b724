#include "generator/read/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "generator/characters.h"
#include "generator/emit/scalar.h"
#include "generator/read/document_builder.h"
#include "generator/read/document_places.h"
#include "generator/read/json.h"
#include "generator/read/yaml.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The first byte that is not UTF-8; the string's size when all of it is.
std::size_t ill_formed(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        if (at + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const CodePoint one = decode(text.substr(at));
        if (one.value == replacement_character && text.substr(at, one.length) != "\xEF\xBF\xBD") return at;
        at += one.length;
    }
    return at;
}

bool is_json(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && (text[first] == '{' || text[first] == '[');
}

void tell_encoding(std::string_view text, std::size_t at, DocumentBuilder& into) {
    const bool is_utf_16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    into.tell(rules::malformed_document,
              is_utf_16 ? "the file is UTF-16, not UTF-8"
                        : fmt::format("the byte 0x{:02X} is not valid UTF-8", static_cast<unsigned char>(text[at])),
              {Places(text, into).at(at), "here"}, "save the file as UTF-8");
}

/// Whether the letters of a text spell `NoEcho` somewhere, whatever is between them and whatever their case. With
/// `decodes`, an escape is the character that it means.
class NoEchoSearch {
public:
    NoEchoSearch(std::string_view text, bool decodes) : text_(text), decodes_(decodes) {}

    bool found() {
        while (at_ < text_.size())
            if (take(next())) return true;
        return false;
    }

private:
    static constexpr std::string_view wanted = "noecho";

    char next() {
        const char c = text_[at_++];
        if (!decodes_ || c != '\\' || at_ == text_.size()) return c;
        const char kind = text_[at_++];
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        unsigned value = 0;
        const char* first = text_.data() + at_;
        const char* last = first + std::min(digits, text_.size() - at_);
        const auto [end, error] = std::from_chars(first, last, value, 16);
        if (digits == 0 || error != std::errc() || end != last) return ' ';
        at_ += digits;
        return value < 128 ? static_cast<char>(value) : ' ';
    }

    /// `n` is at its beginning only, so after a mismatch nothing but that can be the start of another.
    bool take(char c) {
        const char letter = to_lower(c);
        if (letter < 'a' || letter > 'z') return false;
        matched_ = letter == wanted[matched_] ? matched_ + 1 : letter == 'n' ? 1 : 0;
        return matched_ == wanted.size();
    }

    std::string_view text_;
    bool decodes_;
    std::size_t at_ = 0;
    std::size_t matched_ = 0;
};

/// Before it is parsed, and whether or not it can be.
bool may_hide(std::string_view text) {
    return NoEchoSearch(text, false).found() || (text.find('\\') != text.npos && NoEchoSearch(text, true).found());
}

std::optional<Value> read_into(DocumentBuilder& into, std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (text.size() > most_bytes) {
        into.tell(rules::document_too_large,
                  fmt::format("the document has {} MB, and bob reads at most {} MiB", text.size() / 1'000'000,
                              most_bytes >> 20),
                  {into.place(1, 1), "here"}, "split it");
        return std::nullopt;
    }
    if (const std::size_t at = ill_formed(text); at < text.size()) {
        tell_encoding(text, at, into);
        return std::nullopt;
    }
    const bool is_read = is_json(text) ? parse_json(text, into) : parse_yaml(text, into);
    return is_read ? into.finish() : std::nullopt;
}

}  // namespace

Dialect dialect_of(std::string_view text) {
    constexpr std::array<std::string_view, 4> names{"service:", "provider:", "functions:", "frameworkVersion:"};
    bool found = false;
    while (!text.empty()) {
        if (text.starts_with("Resources:") || text.starts_with("AWSTemplateFormatVersion:"))
            return Dialect::cloudformation;
        found |= std::any_of(names.begin(), names.end(), [&](std::string_view name) { return text.starts_with(name); });
        const std::size_t end = text.find('\n');
        if (end == text.npos) break;
        text.remove_prefix(end + 1);
    }
    return found ? Dialect::serverless : Dialect::cloudformation;
}

std::optional<Value> read_document(std::string_view text, const char* file, Report& report) {
    return read_document(text, file, dialect_of(text), report);
}

std::optional<Value> read_document(std::string_view text, const char* file, Dialect dialect, Report& report) {
    HiddenText dropped;
    return read_document(text, file, dialect, report, dropped);
}

std::optional<Value> read_document(std::string_view text, const char* file, Dialect dialect, Report& report,
                                   HiddenText& hidden) {
    const bool hides = hidden.beside || may_hide(text);
    DocumentBuilder into(file, dialect, report, hides);
    std::optional<Value> made = read_into(into, text);
    if (!hides || !file) return made;
    hidden.beside = true;
    if (!made) hidden.files.emplace_back(file);
    hidden.aliases.insert(hidden.aliases.end(), into.aliases().begin(), into.aliases().end());
    if (into.repeats()) hidden.repeating.emplace_back(file);
    hidden.places.insert(hidden.places.end(), into.hidden().begin(), into.hidden().end());
    return made;
}

}  // namespace bobgen
