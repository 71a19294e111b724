#include <nlohmann/json.hpp>

#include "bob/runtime/value.h"
#include "text.h"

namespace bob {
namespace {

constexpr std::size_t max_depth = 128;

/// Builds the tree from the parser's events; numbers keep the text they were written in.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    Value root;
    JsonError error;

    bool null() override { return add(Value::null()); }
    bool boolean(bool value) override { return add(Value::boolean(value)); }
    bool number_integer(number_integer_t value) override { return add(Value::number(std::int64_t{value})); }
    bool number_unsigned(number_unsigned_t value) override { return add(Value::number(std::uint64_t{value})); }
    bool number_float(number_float_t, const string_t& text) override { return add(Value::number(text)); }
    bool string(string_t& text) override { return add(Value::string(std::move(text))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Value::map()); }
    bool start_array(std::size_t) override { return open(Value::list()); }
    bool key(string_t& name) override {
        name_ = std::move(name);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& what) override {
        error = {position, what.what()};
        return false;
    }

private:
    bool add(Value value) {
        if (open_.empty())
            root = std::move(value);
        else if (open_.back().first.is(Value::Kind::list))
            open_.back().first.push_back(std::move(value));
        else
            open_.back().first.append(name_, std::move(value));
        return true;
    }

    bool open(Value empty) {
        if (open_.size() == max_depth) {
            error = {0, "more than 128 levels deep"};
            return false;
        }
        open_.emplace_back(std::move(empty), std::move(name_));
        name_.clear();
        return true;
    }

    bool close() {
        auto [value, name] = std::move(open_.back());
        open_.pop_back();
        name_ = std::move(name);
        return add(std::move(value));
    }

    /// What is not finished yet, each with the name it will have in what it is in.
    std::vector<std::pair<Value, std::string>> open_;
    std::string name_;
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

Value parse_json(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) throw std::move(builder.error);
    return std::move(builder.root);
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
                append_string(member.name, to);
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
