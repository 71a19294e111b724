#include "generator/read/json.h"

#include <fmt/format.h>

#include <iterator>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "generator/characters.h"
#include "generator/read/document_places.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

using Json = nlohmann::ordered_json;

/// Shows the position of nlohmann's lexer, which it otherwise reports only with an error.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* here, const char** seen) : here_(here), seen_(seen) {}
    reference operator*() const { return *here_; }
    Cursor& operator++() {
        *seen_ = ++here_;
        return *this;
    }
    bool operator==(const Cursor& other) const { return here_ == other.here_; }

private:
    const char* here_;
    const char** seen_;
};

struct Fault {
    std::size_t offset = 0;
    std::string words;
};

/// "parse error at line 3, column 7: syntax error while parsing …; last read: '…'; expected …": only the middle,
/// because the place is reported separately, and the last token may be the whole file.
std::string without_place(std::string words) {
    if (const auto end = words.find("syntax error "); end != words.npos)
        words.erase(0, end + std::string_view("syntax error ").size());
    else if (const auto behind = words.find("] "); behind != words.npos)
        words.erase(0, behind + 2);
    if (const auto read = words.find("; last read: '"); read != words.npos) {
        const auto expected = words.rfind("'; expected ");
        words.erase(read, expected == words.npos || expected < read ? words.npos : expected + 1 - read);
    }
    constexpr std::size_t most = 200;
    if (words.size() > most) words.replace(most, words.npos, "...");
    return words;
}

/// nlohmann's events with their places. The lexer is right after the token of an event, except for numbers, where it
/// has read one character more.
class JsonReader {
public:
    JsonReader(std::string_view text, DocumentBuilder& into) : text_(text), into_(into), places_(text, into) {}

    bool run() {
        return Json::sax_parse(Cursor(std::to_address(text_.begin()), &seen_),
                               Cursor(std::to_address(text_.end()), &seen_), this) &&
               !into_.refused();
    }
    const std::optional<Fault>& fault() const { return fault_; }
    Place place(std::size_t offset) { return places_.at(offset); }

    bool null() { return word({}, 4); }
    bool boolean(bool value) { return word(value, value ? 4 : 5); }
    bool number_integer(std::int64_t value) { return number(value); }
    bool number_unsigned(std::uint64_t value) {
        if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return number(static_cast<std::int64_t>(value));
        return number(std::to_string(value));
    }
    bool number_float(double value, const std::string& digits) {
        const bool is_whole = digits.find_first_of(".eE") == digits.npos;
        return is_whole ? number(digits) : number(value);
    }
    bool string(std::string& value) {
        const Place here = begin();
        done_ = offset();
        into_.scalar(std::move(value), here);
        return !into_.refused();
    }
    bool binary(Json::binary_t&) { return false; }  // JSON has none
    bool start_object(std::size_t) {
        const Place here = begin();
        done_ = offset();
        into_.open_map(here);
        return !into_.refused();
    }
    bool start_array(std::size_t) {
        const Place here = begin();
        done_ = offset();
        into_.open_list(here);
        return !into_.refused();
    }
    bool key(std::string& name) {
        const Place here = begin();
        done_ = offset();
        into_.name(std::move(name), here);
        return true;
    }
    bool end_object() { return end(); }
    bool end_array() { return end(); }
    bool parse_error(std::size_t, const std::string&, const Json::exception& error) {
        fault_ = Fault{skipped(), error.what()};
        return false;
    }

private:
    std::size_t offset() const { return static_cast<std::size_t>(seen_ - text_.data()); }
    /// The start of the next token.
    std::size_t skipped() const {
        const std::size_t at = text_.find_first_not_of(" \t\r\n,:", done_);
        return at == text_.npos ? text_.size() : at;
    }
    Place begin() { return places_.at(skipped()); }
    bool word(Value value, std::size_t length) {
        const std::size_t at = skipped();
        done_ = at + length;
        into_.scalar(std::move(value), places_.at(at));
        return !into_.refused();
    }
    bool number(Value value) {
        const std::size_t at = skipped();
        std::size_t end = std::min(text_.find_first_not_of("+-.0123456789eE", at), text_.size());
        // No digit may follow a leading zero: in `01` the `1` is the error.
        const std::size_t first = at + (text_[at] == '-');
        if (text_[first] == '0' && first + 1 < end && is_digit(text_[first + 1])) end = first + 1;
        return word(std::move(value), end - at);
    }
    bool end() {
        done_ = offset();
        into_.close();
        return !into_.refused();
    }

    std::string_view text_;
    DocumentBuilder& into_;
    Places places_;
    const char* seen_ = text_.data();
    std::size_t done_ = 0;  ///< after the last token
    std::optional<Fault> fault_;
};

std::string advice(std::string_view text, std::size_t at) {
    if (at >= text.size()) return "the text ends too early; is the file complete?";
    if (text[at] == '\0') return "this is a binary file, or it is damaged";
    if (text[at] == '/' || text[at] == '#') return "JSON has no comments; remove it, or write YAML";
    if (text[at] == '\'') return "write strings in double quotes";
    if (text[at] == '}' || text[at] == ']') return "remove the comma before it, if there is one";
    return "fix it here, or shortly before";
}

}  // namespace

bool parse_json(std::string_view text, DocumentBuilder& into) {
    JsonReader reader(text, into);
    const bool is_read = reader.run();
    if (const auto& fault = reader.fault())
        into.tell(rules::malformed_document,
                  "this is not valid JSON" + std::string(into.hides() ? "" : ": " + without_place(fault->words)),
                  {reader.place(fault->offset), "here"}, advice(text, fault->offset));
    return is_read;
}

std::optional<Value> read_json(std::string_view text, std::string& error) {
    Report report;
    DocumentBuilder into(nullptr, Dialect::data, report);
    JsonReader reader(text, into);
    const bool is_read = reader.run();
    if (const auto& fault = reader.fault()) {
        error = fault->words;
        if (const auto end = error.find("] "); end != error.npos) error.erase(0, end + 2);
        return std::nullopt;
    }
    if (is_read && report.clean()) return into.finish();
    error = report.clean() ? "it cannot be read" : report.diagnostics().front().message;
    return std::nullopt;
}

}  // namespace bobgen
