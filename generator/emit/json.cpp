#include "generator/emit/json.h"

#include <array>
#include <cmath>
#include <string_view>

#include "generator/characters.h"
#include "generator/emit/scalar.h"

namespace bobgen {

namespace {

/// Whether a byte cannot be copied unchanged: quote, backslash, control characters, and `#` and everything beyond
/// ASCII, which need a closer look.
constexpr auto special = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = byte < 0x20 || byte == '"' || byte == '\\' || byte == '#' || byte >= 0x7F;
    return table;
}();

class JsonWriter {
public:
    JsonWriter(std::string& out, JsonStyle style) : out_(out), pretty_(style == JsonStyle::pretty) {}

    void write(const Value& value, std::size_t indent) {
        switch (value.kind()) {
            case Value::Kind::null:
                out_ += "null";
                return;
            case Value::Kind::boolean:
                out_ += value.boolean() ? "true" : "false";
                return;
            case Value::Kind::integer:
                append_integer(value.integer(), out_);
                return;
            case Value::Kind::real:
                write_real(value.real());
                return;
            case Value::Kind::text:
                write_text(value.text());
                return;
            case Value::Kind::list:
                write_list(value.list(), indent);
                return;
            case Value::Kind::map:
                write_map(value.map(), indent);
                return;
            case Value::Kind::call:
                write_call(value.call(), indent);
                return;
        }
    }

private:
    void write_real(double number) {
        if (std::isfinite(number))
            append_real(number, out_);
        else
            out_ += "null";
    }

    void write_list(const List& elements, std::size_t indent) {
        if (elements.empty()) {
            out_ += "[]";
            return;
        }
        char before = '[';
        for (const Value& element : elements) {
            begin_line(before, indent + 2);
            write(element, indent + 2);
            before = ',';
        }
        end_lines(']', indent);
    }

    void write_map(const Map& members, std::size_t indent) {
        if (members.empty()) {
            out_ += "{}";
            return;
        }
        char before = '{';
        for (const Member& member : members) {
            begin_line(before, indent + 2);
            write_member(member.name, member.value, indent + 2);
            before = ',';
        }
        end_lines('}', indent);
    }

    void write_call(const Call& call, std::size_t indent) {
        begin_line('{', indent + 2);
        write_member(long_name(call.function), call.argument.front(), indent + 2);
        end_lines('}', indent);
    }

    void write_member(std::string_view name, const Value& value, std::size_t indent) {
        write_text(name);
        if (pretty_)
            out_ += ": ";
        else
            out_ += ':';
        write(value, indent);
    }

    void begin_line(char before, std::size_t indent) {
        out_ += before;
        if (pretty_) break_line(indent);
    }

    void end_lines(char after, std::size_t indent) {
        if (pretty_) break_line(indent);
        out_ += after;
    }

    void break_line(std::size_t indent) {
        out_ += '\n';
        out_.append(indent, ' ');
    }

    void write_text(std::string_view text) {
        out_ += '"';
        std::size_t copied = 0;
        for (std::size_t at = 0; at < text.size();) {
            if (!special[static_cast<unsigned char>(text[at])]) {
                ++at;
                continue;
            }
            const CodePoint next = decode(text.substr(at));
            // In the log of a CI runner it would be a command, in whatever line it stands.
            const bool commands = next.value == '#' && at > 0 && begins_command(text.substr(at - 1));
            const bool plain = next.value != '"' && next.value != '\\' && is_visible(next.value) && !commands;
            if (!plain) {
                out_ += text.substr(copied, at - copied);
                write_escape(next.value);
                copied = at + next.length;
            }
            at += next.length;
        }
        out_ += text.substr(copied);
        out_ += '"';
    }

    void write_escape(char32_t character) {
        out_ += '\\';
        switch (character) {
            case '"':
            case '\\':
                out_ += static_cast<char>(character);
                return;
            case '\b':
                out_ += 'b';
                return;
            case '\f':
                out_ += 'f';
                return;
            case '\n':
                out_ += 'n';
                return;
            case '\r':
                out_ += 'r';
                return;
            case '\t':
                out_ += 't';
                return;
        }
        out_ += 'u';
        if (character < 0x10000) {
            append_hex(character, 4, out_);
            return;
        }
        append_hex(0xD800 + ((character - 0x10000) >> 10), 4, out_);
        out_ += "\\u";
        append_hex(0xDC00 + (character & 0x3FF), 4, out_);
    }

    std::string& out_;
    const bool pretty_;
};

}  // namespace

void write_json(const Value& value, std::string& out, JsonStyle style) {
    JsonWriter(out, style).write(value, 0);
    if (style == JsonStyle::pretty) out += '\n';
}

std::string to_json(const Value& value, JsonStyle style) {
    std::string out;
    write_json(value, out, style);
    return out;
}

}  // namespace bobgen
