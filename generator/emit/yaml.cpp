#include "generator/emit/yaml.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "generator/characters.h"
#include "generator/emit/scalar.h"

namespace bobgen {

namespace {

/// What a byte means for the text that contains it.
enum Trait : std::uint16_t {
    flow_indicator = 1 << 0,  // ends a plain scalar within [ ]; older parsers also stop at ':' and '?' there
    colon_or_hash = 1 << 1,   // an indicator only next to a space
    newline = 1 << 2,
    tab = 1 << 3,
    control = 1 << 4,  // must be escaped
    high = 1 << 5,     // not ASCII: to be decoded
    single_quote = 1 << 6,
    escaped_in_double = 1 << 7,
    never_first = 1 << 8,   // a plain scalar cannot start with it, or would usually be misread
    number_first = 1 << 9,  // may start a number, a time or a date
    word_first = 1 << 10,   // may start `true`, `No`, `null`, …
    in_number = 1 << 11,
};

constexpr auto traits = [] {
    std::array<std::uint16_t, 256> table{};
    const auto mark = [&](std::string_view bytes, Trait trait) {
        for (const char byte : bytes) table[static_cast<unsigned char>(byte)] |= trait;
    };
    for (std::size_t byte = 0; byte < 0x20; ++byte) table[byte] |= control;
    table['\n'] = newline;
    table['\t'] = tab;
    table[0x7F] = control;
    for (std::size_t byte = 0x80; byte < 0x100; ++byte) table[byte] |= high;
    mark(",[]{}?:", flow_indicator);
    mark(":#", colon_or_hash);
    mark("'", single_quote);
    mark("\"\\", escaped_in_double);
    mark(" -?:,[]{}#&*!|>'\"%@`=<~+.", never_first);
    mark("0123456789eE", number_first);
    mark("yYnNtTfFoO", word_first);
    mark("0123456789abcdefABCDEFxXoO_:.,+-tTzZ ", in_number);
    return table;
}();

constexpr std::uint16_t traits_of(char byte) { return traits[static_cast<unsigned char>(byte)]; }

/// Whether YAML 1.1 or 1.2 reads it as a boolean or null, in any letter case; `~` and the like never reach this point.
bool is_reserved_word(std::string_view text) {
    constexpr std::array<std::string_view, 9> words{"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
    const auto equal = [](char a, char b) { return (a | 0x20) == b; };
    return std::ranges::any_of(words, [&](std::string_view word) {
        return std::equal(text.begin(), text.end(), word.begin(), word.end(), equal);
    });
}

/// Whether it has a digit, and only characters that a number, octal, sexagesimal or date can have. Besides strings that
/// start with a digit, this is for `e2`, which some YAML 1.1 readers read as a real.
bool resembles_number(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return traits_of(byte) & in_number; }) &&
           std::ranges::any_of(text, is_digit);
}

/// Whether it contains `: ` or ` #`, or ends with `:`; `never_first` checks its start.
bool has_indicator_at_space(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == ':' && (at + 1 == text.size() || text[at + 1] == ' ')) return true;
        if (text[at] == '#' && text[at - 1] == ' ') return true;
    }
    return false;
}

bool needs_escape(char32_t character) { return character > 0xFFFF || !is_visible(character); }

/// Whether any of the characters beyond ASCII needs an escape.
bool has_high_escape(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!(traits_of(text[at]) & high)) {
            ++at;
            continue;
        }
        const CodePoint next = decode(text.substr(at));
        if (needs_escape(next.value)) return true;
        at += next.length;
    }
    return false;
}

/// Whether a `|` literal shows such a text better than quotes, and survives an editor that trims line ends.
bool suits_literal(std::string_view text, unsigned found) {
    if (found & control || !(found & newline)) return false;
    const auto blank = [](char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; };
    if (blank(text.front()) || text.find('\n') == text.size() - 1) return false;
    if (text.back() == '\n') text.remove_suffix(1);
    if (blank(text.back())) return false;
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n', end + 1))
        if (text[end - 1] == ' ' || text[end - 1] == '\t') return false;
    return !(found & high) || !has_high_escape(text);
}

/// Whether `!GetAtt Id.Attribute` means the same as the list of two.
bool has_dotted_form(const Value& argument) {
    if (!argument.is_list() || argument.list().size() != 2) return false;
    const Value& id = argument.list()[0];
    const Value& attribute = argument.list()[1];
    if (!id.is_text() || id.text().empty() || !attribute.is_text() || attribute.text().empty()) return false;
    return std::ranges::all_of(id.text(), is_alphanumeric) && !is_digit(id.text().front()) &&
           std::ranges::all_of(attribute.text(), [](char byte) { return is_alphanumeric(byte) || byte == '.'; });
}

/// AWS documents no short form for these (Template Reference, "Fn::Length" and "Fn::ToJsonString").
bool has_tag(Intrinsic function) { return function != Intrinsic::length && function != Intrinsic::to_json_string; }

class YamlWriter final : public DocumentSink {
public:
    YamlWriter(std::string& out, YamlStyle style) : out_(out), style_(style) {}

    enum class After : bool { line_start, key };

    /// Writes a value after `key:`, or at the start of a line, or after `- `. Its own lines are indented by `indent`;
    /// the last one is ended.
    void write(const Value& value, std::size_t indent, After after) {
        switch (value.kind()) {
            case Value::Kind::list:
                return write_list(value.list(), indent, after);
            case Value::Kind::map:
                return write_map(value.map(), indent, after);
            case Value::Kind::call:
                return write_call(value.call(), indent, after);
            case Value::Kind::text:
                separate(after);
                write_text(value.text(), indent);
                break;
            default:
                separate(after);
                write_simple(value);
        }
        out_ += '\n';
    }

    void begin(std::string_view name, std::size_t) override {
        begin_member(name);
        out_ += '\n';
        indent_ += 2;
    }
    void end() override { indent_ -= 2; }
    void member(std::string_view name, const Value& value) override {
        begin_member(name);
        write(value, indent_ + 2, After::key);
    }

private:
    enum class Context : std::uint8_t { block, flow };

    /// A function with more than this many bytes of arguments is split over several lines.
    static constexpr std::size_t flow_width = 80;
    /// YAML stops searching for the colon of a key after 1024 characters (1.2.2, 7.4.2); longer keys are marked by `?
    /// `.
    static constexpr std::size_t key_width = 1000;

    void separate(After after) {
        if (after == After::key) out_ += ' ';
    }

    void break_line(After after, std::size_t indent) {
        if (after == After::line_start) return;
        out_ += '\n';
        out_.append(indent, ' ');
    }

    void write_list(const List& elements, std::size_t indent, After after) {
        if (elements.empty()) {
            separate(after);
            out_ += "[]\n";
            return;
        }
        break_line(after, indent);
        bool first = true;
        for (const Value& element : elements) {
            if (!first) out_.append(indent, ' ');
            first = false;
            out_ += "- ";
            write(element, indent + 2, After::line_start);
        }
    }

    void write_map(const Map& members, std::size_t indent, After after) {
        if (members.empty()) {
            separate(after);
            out_ += "{}\n";
            return;
        }
        break_line(after, indent);
        bool first = true;
        for (const Member& member : members) {
            if (!first) out_.append(indent, ' ');
            first = false;
            write_key(member.name, indent);
            write(member.value, indent + 2, After::key);
        }
    }

    void begin_member(std::string_view name) {
        out_.append(indent_, ' ');
        write_key(name, indent_);
    }

    void write_key(std::string_view name, std::size_t indent) {
        const std::size_t start = out_.size();
        write_one_line(name, traits_found(name), Context::block);
        if (out_.size() - start > key_width) {
            out_.insert(start, "? ");
            out_ += '\n';
            out_.append(indent, ' ');
        }
        out_ += ':';
    }

    void write_call(const Call& call, std::size_t indent, After after) {
        const Value& argument = call.argument.front();
        if (!takes_tag(call)) {
            break_line(after, indent);
            out_ += long_name(call.function);
            out_ += ':';
            if (!argument.is_list() || !write_flow_line(argument)) write(argument, indent + 2, After::key);
            return;
        }
        separate(after);
        out_ += tag(call.function);
        if (call.function == Intrinsic::get_att) {
            write_dotted(argument);
            out_ += '\n';
        } else if (argument.is_text()) {
            // For yaml-cpp 0.7, lines of a literal that are not indented deeper than its tag are outside of it.
            write(argument, after == After::key ? indent : indent + 2, After::key);
        } else if (!write_flow_line(argument)) {
            write(argument, indent, After::key);
        }
    }

    /// A string or a list can follow a tag. A number would be read as a string, a map confused with the function, and a
    /// second tag is forbidden.
    bool takes_tag(const Call& call) const {
        if (style_.long_intrinsics || !has_tag(call.function)) return false;
        const Value& argument = call.argument.front();
        if (call.function == Intrinsic::get_att) return has_dotted_form(argument);
        return argument.is_text() || argument.is_list();
    }

    void write_dotted(const Value& argument) {
        out_ += ' ';
        out_ += argument.list()[0].text();
        out_ += '.';
        out_ += argument.list()[1].text();
    }

    /// Writes ` [a, b]` and ends the line; or writes nothing if that is not a good way to show it.
    bool write_flow_line(const Value& argument) {
        const std::size_t start = out_.size();
        out_ += ' ';
        if (write_flow(argument, start + flow_width)) {
            out_ += '\n';
            return true;
        }
        out_.resize(start);
        return false;
    }

    /// Whether the value was written, and not past `end`; gives up as soon as that is exceeded.
    bool write_flow(const Value& value, std::size_t end) {
        if (out_.size() > end) return false;
        switch (value.kind()) {
            case Value::Kind::text:
                if (out_.size() + value.text().size() > end) return false;
                write_one_line(value.text(), traits_found(value.text()), Context::flow);
                break;
            case Value::Kind::list:
                if (!write_flow_list(value.list(), end)) return false;
                break;
            case Value::Kind::map:
                if (!value.map().empty()) return false;
                out_ += "{}";
                break;
            case Value::Kind::call:
                if (!write_flow_call(value.call(), end)) return false;
                break;
            default:
                write_simple(value);
        }
        return out_.size() <= end;
    }

    bool write_flow_list(const List& elements, std::size_t end) {
        out_ += '[';
        bool first = true;
        for (const Value& element : elements) {
            if (!first) out_ += ", ";
            first = false;
            if (!write_flow(element, end)) return false;
        }
        out_ += ']';
        return true;
    }

    bool write_flow_call(const Call& call, std::size_t end) {
        if (!takes_tag(call)) return false;
        out_ += tag(call.function);
        if (call.function == Intrinsic::get_att) {
            write_dotted(call.argument.front());
            return true;
        }
        out_ += ' ';
        return write_flow(call.argument.front(), end);
    }

    /// Neither a container nor text.
    void write_simple(const Value& value) {
        switch (value.kind()) {
            case Value::Kind::boolean:
                out_ += value.boolean() ? "true" : "false";
                return;
            case Value::Kind::integer:
                append_integer(value.integer(), out_);
                return;
            case Value::Kind::real:
                write_real(value.real());
                return;
            default:
                out_ += "null";
                return;
        }
    }

    void write_real(double number) {
        if (std::isfinite(number))
            append_real(number, out_);
        else
            out_ += std::isnan(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
    }

    static unsigned traits_found(std::string_view text) {
        unsigned found = 0;
        for (const char byte : text) found |= traits_of(byte);
        return found;
    }

    void write_text(std::string_view text, std::size_t indent) {
        const unsigned found = traits_found(text);
        if (found & newline && suits_literal(text, found))
            write_literal(text, indent);
        else
            write_one_line(text, found, Context::block);
    }

    void write_one_line(std::string_view text, unsigned found, Context context) {
        const bool escapes = found & (control | newline | tab) || (found & high && has_high_escape(text));
        if (escapes) {
            write_escaped(text);
        } else if (is_plain(text, found, context)) {
            out_ += text;
        } else if (found & single_quote && !(found & escaped_in_double)) {
            out_ += '"';
            out_ += text;
            out_ += '"';
        } else {
            write_single_quoted(text);
        }
    }

    static bool is_plain(std::string_view text, unsigned found, Context context) {
        if (text.empty() || text.back() == ' ') return false;
        const unsigned first = traits_of(text.front());
        if (first & never_first) return false;
        if (context == Context::flow && found & flow_indicator) return false;
        if (found & colon_or_hash && has_indicator_at_space(text)) return false;
        if (first & word_first && text.size() <= 5 && is_reserved_word(text)) return false;
        return !(first & number_first && resembles_number(text));
    }

    void write_single_quoted(std::string_view text) {
        out_ += '\'';
        for (std::size_t quote = text.find('\''); quote != text.npos; quote = text.find('\'')) {
            out_ += text.substr(0, quote + 1);
            out_ += '\'';
            text.remove_prefix(quote + 1);
        }
        out_ += text;
        out_ += '\'';
    }

    void write_escaped(std::string_view text) {
        out_ += '"';
        std::size_t copied = 0;
        for (std::size_t at = 0; at < text.size();) {
            if (!(traits_of(text[at]) & (control | newline | tab | high | escaped_in_double))) {
                ++at;
                continue;
            }
            const CodePoint next = decode(text.substr(at));
            if (next.value == '"' || next.value == '\\' || needs_escape(next.value)) {
                out_ += text.substr(copied, at - copied);
                write_escape(next.value);
                copied = at + next.length;
            }
            at += next.length;
        }
        out_ += text.substr(copied);
        out_ += '"';
    }

    /// Only escapes that YAML 1.1, 1.2 and, below U+10000 and except for `\x`, JSON know.
    void write_escape(char32_t character) {
        out_ += '\\';
        switch (character) {
            case '"':
            case '\\':
                out_ += static_cast<char>(character);
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
        const int digits = character < 0x100 ? 2 : character < 0x10000 ? 4 : 8;
        out_ += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
        append_hex(character, digits, out_);
    }

    void write_literal(std::string_view text, std::size_t indent) {
        const bool ends_in_newline = text.back() == '\n';
        out_ += ends_in_newline ? "|" : "|-";
        if (ends_in_newline) text.remove_suffix(1);
        // At the left margin, as the text of a whole document, `---` would end it.
        indent = std::max<std::size_t>(indent, 2);
        for (;;) {
            const std::size_t end = text.find('\n');
            const std::string_view line = text.substr(0, end);
            out_ += '\n';
            if (!line.empty()) out_.append(indent, ' ');
            out_ += line;
            if (end == text.npos) return;
            text.remove_prefix(end + 1);
        }
    }

    std::string& out_;
    const YamlStyle style_;
    std::size_t indent_ = 0;  ///< of the map that is open
};

}  // namespace

void write_yaml(const Value& value, std::string& out, YamlStyle style) {
    YamlWriter(out, style).write(value, 0, YamlWriter::After::line_start);
}

void write_yaml(const Template& from, std::string& out, YamlStyle style) {
    YamlWriter writer(out, style);
    document(from, writer);
}

std::string to_yaml(const Value& value, YamlStyle style) {
    std::string out;
    write_yaml(value, out, style);
    return out;
}

}  // namespace bobgen
