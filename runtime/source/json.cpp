#include <algorithm>
#include <charconv>

#include "bob/runtime/error.h"
#include "bob/runtime/value.h"
#include "event.h"
#include "text.h"

namespace bob {
namespace {

constexpr std::size_t max_depth = 128;
constexpr std::size_t unlimited = std::size_t(-1);

/// Reads in place: of the text nothing is copied but what the tree keeps.
class Parser {
public:
    explicit Parser(std::string_view text, std::size_t max_values = unlimited)
        : text_(text), values_left_(max_values) {}

    /// From now on, a member `body` of the document itself is read over when it is longer.
    void limit_body(std::size_t longest) { longest_body_ = longest; }
    bool body_fits() const { return body_fits_; }

    Value document() {
        Value read = value(0);
        skip_space();
        if (at_ != text_.size()) fail("there is more after the document");
        return read;
    }

private:
    [[noreturn]] void fail(const char* what) const { throw JsonError{.offset = at_, .message = what}; }

    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char wanted) {
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void skip_space() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
            ++at_;
    }

    Value value(std::size_t depth) {
        skip_space();
        if (values_left_ == 0) throw JsonError{.offset = at_, .message = "too many values", .too_many_values = true};
        --values_left_;
        switch (next()) {
            case '{':
                return map(depth);
            case '[':
                return list(depth);
            case '"':
                return Value::string(string());
            case 't':
                return word("true", Value::boolean(true));
            case 'f':
                return word("false", Value::boolean(false));
            case 'n':
                return word("null", Value::null());
            default:
                return Value::number(number());
        }
    }

    Value word(std::string_view wanted, Value stands_for) {
        if (text_.substr(at_, wanted.size()) != wanted) fail("this is no value");
        at_ += wanted.size();
        return stands_for;
    }

    Value list(std::size_t depth) {
        if (depth == max_depth) fail("more than 128 levels deep");
        ++at_;
        Value made = Value::list();
        skip_space();
        if (take(']')) return made;
        do made.push_back(value(depth + 1));
        while (goes_on(']'));
        made.reserve(made.elements().size());
        return made;
    }

    Value map(std::size_t depth) {
        if (depth == max_depth) fail("more than 128 levels deep");
        ++at_;
        Value made = Value::map();
        skip_space();
        if (take('}')) return made;
        do {
            skip_space();
            if (next() != '"') fail("a name was expected");
            Value& named = made.append(string(), Value());
            skip_space();
            if (!take(':')) fail("`:` was expected");
            if (depth == 0 && longest_body_ != unlimited && made.members().back().name() == "body")
                named = body();
            else
                named = value(depth + 1);
        } while (goes_on('}'));
        made.reserve(made.members().size());
        return made;
    }

    Value body() {
        skip_space();
        if (next() != '"') return value(1);
        longest_ = longest_body_;
        Value made = Value::string(string());
        longest_ = unlimited;
        return made;
    }

    /// Whether a comma follows; else it has to be the end.
    bool goes_on(char end) {
        skip_space();
        if (take(',')) return true;
        if (!take(end)) fail(end == ']' ? "`,` or `]` was expected" : "`,` or `}` was expected");
        return false;
    }

    std::size_t digits() {
        const std::size_t first = at_;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
        return at_ - first;
    }

    /// As it is written: RFC 8259, 6.
    std::string_view number() {
        const std::size_t first = at_;
        take('-');
        const bool zero = next() == '0';
        const std::size_t whole = digits();
        if (whole == 0) fail("this is no value");
        if (zero && whole > 1) fail("a number begins with 0");
        if (take('.') && digits() == 0) fail("a digit was expected");
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            if (digits() == 0) fail("a digit was expected");
        }
        return text_.substr(first, at_ - first);
    }

    /// A part of the text when nothing in it is escaped; else good until the next one is read.
    std::string_view string() {
        ++at_;
        std::size_t first = at_;
        bool whole = true;
        bool fits = true;
        unescaped_.clear();
        const auto keep = [&](std::string_view run) {
            fits = fits && unescaped_.size() + run.size() <= longest_;
            if (!fits) return;
            // As it grows, a large one would be there twice.
            if (unescaped_.empty() && longest_ != unlimited)
                unescaped_.reserve(std::min(longest_, text_.size() - first));
            unescaped_ += run;
        };
        for (;;) {
            if (at_ == text_.size()) fail("a text has no end");
            const char character = text_[at_];
            const auto code = static_cast<unsigned char>(character);
            if (character == '"' || character == '\\') {
                const std::string_view run = text_.substr(first, at_ - first);
                ++at_;
                if (character == '"' && whole && run.size() <= longest_) return run;
                keep(run);
                if (character == '"') {
                    if (fits) return unescaped_;
                    body_fits_ = false;
                    return {};
                }
                whole = false;
                keep(escape());
                first = at_;
            } else if (code < 0x20) {
                fail("a control character in a text has to be escaped");
            } else if (code < 0x80) {
                ++at_;
            } else {
                const std::size_t length = runtime::character_length(text_.substr(at_));
                if (length == 0) fail("this is no UTF-8");
                at_ += length;
            }
        }
    }

    /// What stands for the escape; good until the next one.
    std::string_view escape() {
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view characters = "\"\\/\b\f\n\r\t";
        if (take('u')) return utf8(code_point());
        const std::size_t which = at_ < text_.size() ? names.find(text_[at_]) : std::string_view::npos;
        if (which == std::string_view::npos) fail("there is no such escape");
        ++at_;
        return characters.substr(which, 1);
    }

    unsigned four_digits() {
        const char* const first = text_.data() + at_;
        unsigned code = 0;
        if (text_.size() - at_ < 4 || std::from_chars(first, first + 4, code, 16).ptr != first + 4)
            fail("four hexadecimal digits were expected");
        at_ += 4;
        return code;
    }

    /// UTF-16 writes what is beyond U+FFFF as two.
    unsigned code_point() {
        const unsigned code = four_digits();
        if (code < 0xD800 || code > 0xDFFF) return code;
        if (code > 0xDBFF || !take('\\') || !take('u')) fail("half of a surrogate pair");
        const unsigned low = four_digits();
        if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair");
        return 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    }

    std::string_view utf8(unsigned code) {
        std::size_t length = 0;
        const auto add = [&](unsigned byte) { character_[length++] = static_cast<char>(byte); };
        if (code < 0x80) {
            add(code);
        } else if (code < 0x800) {
            add(0xC0U | code >> 6U);
            add(0x80U | (code & 0x3FU));
        } else {
            if (code < 0x10000) {
                add(0xE0U | code >> 12U);
            } else {
                add(0xF0U | code >> 18U);
                add(0x80U | (code >> 12U & 0x3FU));
            }
            add(0x80U | (code >> 6U & 0x3FU));
            add(0x80U | (code & 0x3FU));
        }
        return {character_, length};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t values_left_;
    std::size_t longest_body_ = unlimited;
    std::size_t longest_ = unlimited;  ///< of the text that is read now
    bool body_fits_ = true;
    std::string unescaped_;
    char character_[4];
};

void append_string(std::string_view text, std::string& to) {
    constexpr char hex[] = "0123456789abcdef";
    to += '"';
    // What needs no escape is copied in runs, as long as they are.
    std::size_t copied = 0;
    const auto copy_until = [&](std::size_t end) { to.append(text, copied, end - copied); };
    for (std::size_t i = 0; i < text.size();) {
        const char first = text[i];
        const auto code = static_cast<unsigned char>(first);
        if (code >= 0x80) {
            if (const std::size_t length = runtime::character_length(text.substr(i))) {
                i += length;
                continue;
            }
        } else if (code >= 0x20 && code != 0x7F && first != '"' && first != '\\') {
            ++i;
            continue;
        }
        copy_until(i);
        copied = ++i;
        switch (first) {
            case '"':
                to += "\\\"";
                break;
            case '\\':
                to += "\\\\";
                break;
            case '\n':
                to += "\\n";
                break;
            case '\r':
                to += "\\r";
                break;
            case '\t':
                to += "\\t";
                break;
            default:
                if (code >= 0x80) {
                    to += "\xEF\xBF\xBD";
                } else {
                    to += "\\u00";
                    to += hex[code >> 4U];
                    to += hex[code & 0xFU];
                }
        }
    }
    copy_until(text.size());
    to += '"';
}

constexpr char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char for_urls[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64(std::string_view bytes, const char* alphabet, bool padded) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const unsigned three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
        const std::size_t left = bytes.size() - i;
        text += alphabet[three >> 18U];
        text += alphabet[three >> 12U & 63U];
        if (left > 1)
            text += alphabet[three >> 6U & 63U];
        else if (padded)
            text += '=';
        if (left > 2)
            text += alphabet[three & 63U];
        else if (padded)
            text += '=';
    }
    return text;
}

int sextet(char character) {
    if (character >= 'A' && character <= 'Z') return character - 'A';
    if (character >= 'a' && character <= 'z') return character - 'a' + 26;
    if (character >= '0' && character <= '9') return character - '0' + 52;
    if (character == '+' || character == '-') return 62;
    if (character == '/' || character == '_') return 63;
    return -1;
}

}  // namespace

Value parse_json(std::string_view text, std::size_t max_values) { return Parser(text, max_values).document(); }

Value runtime::parse_event(std::string_view text, std::size_t longest, bool& fits) {
    Parser parser(text);
    parser.limit_body(longest);
    Value read = parser.document();
    fits = parser.body_fits();
    return read;
}

void append_json(const Value& value, std::string& to) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::absent:
        case Kind::null:
            to += "null";
            break;
        case Kind::boolean:
            to += value.truth() ? "true" : "false";
            break;
        case Kind::number:
            // Digits may come from anywhere, a `Number` for one; what is no JSON is written nowhere.
            if (!runtime::is_number(value.text()))
                throw Failure("NotANumber", "A number that is to be written is none that JSON has.");
            to += value.text();
            break;
        case Kind::string:
            append_string(value.text(), to);
            break;
        case Kind::binary:
            to += '"';
            to += to_base64(value.text());
            to += '"';
            break;
        case Kind::list:
        case Kind::string_set:
        case Kind::number_set:
        case Kind::binary_set: {
            char before = '[';
            for (const Value& one : value.elements()) {
                to += before;
                before = ',';
                append_json(one, to);
            }
            if (before == '[') to += '[';
            to += ']';
            break;
        }
        case Kind::map: {
            char before = '{';
            for (const auto& member : value.members()) {
                if (!member.value) continue;
                to += before;
                before = ',';
                append_string(member.name(), to);
                to += ':';
                append_json(member.value, to);
            }
            if (before == '{') to += '{';
            to += '}';
            break;
        }
    }
}

std::string to_json(const Value& value) {
    std::string text;
    append_json(value, text);
    return text;
}

std::string to_base64(std::string_view bytes) { return base64(bytes, standard, true); }
std::string to_base64url(std::string_view bytes) { return base64(bytes, for_urls, false); }

bool from_base64(std::string_view text, std::string& bytes) {
    if (!text.empty() && text.size() % 4 == 0)
        for (int padding = 0; padding < 2 && text.back() == '='; ++padding) text.remove_suffix(1);
    if (text.size() % 4 == 1) return false;
    bytes.clear();
    bytes.reserve(text.size() * 3 / 4);
    unsigned held = 0;
    unsigned bits = 0;
    for (const char character : text) {
        const int six = sextet(character);
        if (six < 0) return false;
        held = held << 6U | static_cast<unsigned>(six);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> bits & 0xFFU);
        }
    }
    // What is left over has to be zero, or two texts would stand for the same bytes.
    return (held & ((1U << bits) - 1U)) == 0;
}

}  // namespace bob
