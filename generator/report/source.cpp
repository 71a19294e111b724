#include "generator/report/source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "generator/characters.h"

namespace bobgen {

namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
/// Of an identifier; any byte of a character beyond ASCII counts.
constexpr bool is_word(char c) { return is_alphanumeric(c) || c == '_' || (c & 0x80) != 0; }

Span between(std::size_t first, std::size_t end) { return {first, end - first}; }

struct Token {
    enum class Kind : unsigned char { word, number, text, comment, sign };
    static constexpr std::size_t none = std::string_view::npos;

    Kind kind;
    std::string_view spelling;
    std::size_t first;
    std::size_t partner = none;  ///< the matching bracket, when it is on this line

    std::size_t end() const { return first + spelling.size(); }
    bool is(std::string_view other) const { return kind != Kind::text && spelling == other; }
    bool opens() const { return kind == Kind::sign && (is("(") || is("[") || is("{") || is_angle("<")); }
    bool closes() const { return kind == Kind::sign && (is(")") || is("]") || is("}") || is_angle(">")); }
    bool matched() const { return partner != none; }
    bool separates() const { return kind == Kind::comment || is(",") || is(";") || is("=") || is("return"); }

private:
    /// `<` is a bracket only when its `>` was found, otherwise an operator.
    bool is_angle(std::string_view sign) const { return spelling == sign && matched(); }
};

class Lexer {
public:
    explicit Lexer(std::string_view line) : line_(line) {}

    std::vector<Token> tokens() {
        while (at_ < line_.size())
            if (is_blank(line_[at_])) {
                ++at_;
            } else {
                const std::size_t first = at_;
                const Token::Kind kind = next();
                tokens_.push_back({kind, line_.substr(first, at_ - first), first});
            }
        match_brackets();
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < line_.size() ? line_[at_ + ahead] : '\0'; }
    bool begins(std::string_view text) const { return line_.substr(at_).starts_with(text); }
    /// Moves past the text, or to the end of the line when it is not found.
    void skip_past(std::string_view text, std::size_t from) {
        const std::size_t found = line_.find(text, from);
        at_ = found == std::string_view::npos ? line_.size() : found + text.size();
    }
    void skip_word() {
        while (is_word(peek())) ++at_;
    }

    Token::Kind next() {
        if (begins("//")) return skip_past("\n", at_), Token::Kind::comment;
        if (begins("/*")) return skip_past("*/", at_ + 2), Token::Kind::comment;
        if (peek() == '"' || peek() == '\'') return quoted(false), Token::Kind::text;
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number(), Token::Kind::number;
        if (is_word(peek())) {
            const std::size_t first = at_;
            skip_word();
            const std::string_view word = line_.substr(first, at_ - first);
            constexpr std::string_view prefixes[] = {"R", "u8R", "uR", "UR", "LR", "u8", "u", "U", "L"};
            const bool prefix = std::find(std::begin(prefixes), std::end(prefixes), word) != std::end(prefixes);
            const bool raw = prefix && word.ends_with('R');
            if (!prefix || (peek() != '"' && (raw || peek() != '\''))) return Token::Kind::word;
            return quoted(raw), Token::Kind::text;
        }
        // `>>` is left out: it may close two template argument lists.
        for (std::string_view sign : {"<=>", "...", "::", "->", "==", "!=", "<=", ">=", "&&", "||", "<<",
                                      "++",  "--",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="})
            if (begins(sign)) return at_ += sign.size(), Token::Kind::sign;
        return ++at_, Token::Kind::sign;
    }

    void number() {
        while (is_word(peek()) || peek() == '.' || (peek() == '\'' && is_word(peek(1)))) {
            const bool exponent = std::string_view("eEpP").find(peek()) != std::string_view::npos;
            ++at_;
            if (exponent && (peek() == '+' || peek() == '-') && is_digit(peek(1))) ++at_;
        }
    }

    /// From the quote to the end of the suffix, if there is one, as in `"abc"sv`.
    void quoted(bool raw) {
        const char quote = peek();
        if (raw) {
            const std::size_t open = line_.find('(', at_);
            if (open == std::string_view::npos) return void(at_ = line_.size());
            skip_past(")" + std::string(line_.substr(at_ + 1, open - at_ - 1)) + "\"", open);
        } else {
            for (++at_; at_ < line_.size() && peek() != quote; ++at_)
                if (peek() == '\\') ++at_;
            at_ = std::min(at_ + 1, line_.size());
        }
        skip_word();
    }

    void match_brackets() {
        std::vector<std::size_t> open;
        const auto top = [&] { return open.empty() ? std::string_view() : tokens_[open.back()].spelling; };
        const auto close = [&](std::size_t i) {
            tokens_[i].partner = open.back();
            tokens_[open.back()].partner = i;
            open.pop_back();
        };
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const Token& token = tokens_[i];
            if (token.kind != Token::Kind::sign) continue;
            const bool after_word =
                i > 0 && tokens_[i - 1].kind == Token::Kind::word && tokens_[i - 1].end() == token.first;
            if (token.is("(") || token.is("[") || token.is("{") || (token.is("<") && after_word)) {
                open.push_back(i);
            } else if (token.is(">")) {
                if (top() == "<") close(i);
            } else if (token.is(")") || token.is("]") || token.is("}") || token.is(";")) {
                while (top() == "<") open.pop_back();
                const std::string_view opener = token.is(")") ? "(" : token.is("]") ? "[" : "{";
                if (!token.is(";") && top() == opener) close(i);
            }
        }
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

/// The position after the quote that ends a YAML or JSON string, or the end of the line.
std::size_t end_of_quoted(std::string_view line, std::size_t at) {
    const char quote = line[at];
    for (std::size_t i = at + 1; i < line.size(); ++i) {
        if (quote == '"' && line[i] == '\\') {
            ++i;
        } else if (line[i] == quote) {
            if (quote == '"' || i + 1 == line.size() || line[i + 1] != quote) return i + 1;
            ++i;
        }
    }
    return line.size();
}

bool is_quote(char c) { return c == '"' || c == '\''; }

/// The position after the bracket that closes the one at `at`; nothing when that is on another line.
std::optional<std::size_t> end_of_collection(std::string_view line, std::size_t at) {
    std::size_t depth = 0;
    while (at < line.size()) {
        const char c = line[at];
        if (is_quote(c)) {
            at = end_of_quoted(line, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) return at;
    }
    return {};
}

/// Whether the place is inside a `{…}` or `[…]` that starts on this line.
bool in_flow(std::string_view line, std::size_t at) {
    int depth = 0;
    for (std::size_t i = 0; i < at; ++i) {
        // A quote starts a string only where a value may start: not in `it's`.
        const bool value = i == 0 || is_blank(line[i - 1]) || line[i - 1] == '{' || line[i - 1] == '[';
        if (is_quote(line[i]) && value) {
            i = end_of_quoted(line, i) - 1;
            continue;
        }
        if (line[i] == '{' || line[i] == '[') ++depth;
        if (line[i] == '}' || line[i] == ']') --depth;
    }
    return depth > 0;
}

std::size_t end_of_plain(std::string_view line, std::size_t at) {
    const bool flow = in_flow(line, at);
    int depth = 0;
    std::size_t i = at;
    for (; i < line.size(); ++i) {
        const char c = line[i];
        const bool before_blank = i + 1 == line.size() || is_blank(line[i + 1]);
        if (c == ':' && before_blank) break;
        if (c == '#' && i > at && is_blank(line[i - 1])) break;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if (flow && (depth < 0 || (depth == 0 && c == ','))) break;
    }
    while (i > at + 1 && is_blank(line[i - 1])) --i;
    return i;
}

/// Templates have any name, or none when they come through a pipe.
bool is_cpp(std::string_view file) {
    constexpr std::string_view extensions[] = {".h", ".cpp", ".hpp", ".cc", ".hh", ".cxx", ".hxx", ".inc", ".ipp"};
    return std::any_of(std::begin(extensions), std::end(extensions),
                       [&](auto extension) { return file.ends_with(extension); });
}

}  // namespace

Span cpp_expression(std::string_view line, std::size_t at) {
    using Kind = Token::Kind;
    const std::vector<Token> tokens = Lexer(line).tokens();
    std::size_t here = 0;
    while (here < tokens.size() && tokens[here].end() <= at) ++here;
    if (here == tokens.size() || tokens[here].first > at) return {at, 1};
    const Token& token = tokens[here];
    // An index is reported at its closing bracket. At any other closing bracket the compiler stopped searching.
    const bool subscript = token.is("]") && token.matched();
    if (token.separates() || (token.closes() && !subscript) || (token.opens() && !token.matched()))
        return {token.first, token.spelling.size()};

    // Nothing between them makes them one expression, as in `constexpr users` or `Table<User> users`.
    const auto apart = [](const Token& left, const Token& right) {
        const bool left_ends =
            left.kind == Kind::word || left.kind == Kind::number || left.is("}") || (left.is(">") && left.matched());
        return left_ends && right.kind != Kind::sign;
    };
    std::size_t first = subscript ? token.partner : here;
    while (first > 0) {
        const Token& before = tokens[first - 1];
        if (before.separates() || before.opens() || (before.closes() && !before.matched())) break;
        if (apart(before, tokens[first])) break;
        first = before.closes() ? before.partner : first - 1;
    }
    std::size_t last = token.opens() ? token.partner : here;
    while (last + 1 < tokens.size()) {
        const Token& after = tokens[last + 1];
        if (after.separates() || after.closes() || (after.opens() && !after.matched())) break;
        if (apart(tokens[last], after)) break;
        last = after.opens() ? after.partner : last + 1;
    }
    return between(tokens[first].first, tokens[last].end());
}

Span yaml_scalar(std::string_view line, std::size_t at) {
    const std::size_t first = at;
    const auto end_of_word = [&] { return std::min(line.find_first_of(" \t", at), line.size()); };
    while (line[at] == '!' || line[at] == '&') {
        const std::size_t end = end_of_word();
        const std::size_t value = line.find_first_not_of(" \t", end);
        if (value == std::string_view::npos || line[value] == '#') return between(first, end);
        at = value;
    }
    const char c = line[at];
    if (is_blank(c) || c == ',' || c == ':' || c == '}' || c == ']') return between(first, at + 1);
    if (is_quote(c)) return between(first, end_of_quoted(line, at));
    if (c == '{' || c == '[') return between(first, end_of_collection(line, at).value_or(at + 1));
    if (c == '#') return between(first, line.size());
    if (c == '|' || c == '>') return between(first, end_of_word());
    if (c == '-' && end_of_word() == at + 1) return between(first, at + 1);
    return between(first, end_of_plain(line, at));
}

ReadFile files_under(std::filesystem::path root) {
    return [root = std::move(root)](const std::string& file) -> std::optional<std::string> {
        const std::filesystem::path path = root / file;
        std::error_code unreadable;
        if (!std::filesystem::is_regular_file(path, unreadable)) return {};
        std::ifstream in(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in) return {};
        return text;
    };
}

const Sources::File& Sources::open(std::string_view name) {
    if (const auto known = files_.find(name); known != files_.end()) return known->second;
    File& file = files_[std::string(name)];
    std::optional<std::string> text = name.empty() || closed_.contains(name) ? std::nullopt : read_(std::string(name));
    if (!text) return file;
    file.text = std::move(*text);
    if (file.text.starts_with("\xEF\xBB\xBF")) file.text.erase(0, 3);  // compilers do not count a byte order mark
    file.lines.push_back(0);
    for (std::size_t i = 0; i < file.text.size(); ++i)
        if (file.text[i] == '\n') file.lines.push_back(i + 1);
    for (const Place place : hidden_)
        if (name == place.file) hide(file, place);
    return file;
}

void Sources::hide(File& file, Place place) const {
    if (place.line == 0 || place.line > file.lines.size() || place.column == 0) return;
    const auto line_at = [&](std::size_t number) {
        const std::size_t first = file.lines[number - 1];
        const std::size_t end = number < file.lines.size() ? file.lines[number] - 1 : file.text.size();
        return std::pair(first, end);
    };
    const auto star = [&](std::size_t from, std::size_t end) {
        for (std::size_t i = from; i < end; ++i)
            if (file.text[i] != '\r') file.text[i] = '*';
    };
    const auto [first, end] = line_at(place.line);
    const std::size_t at = first + place.column - 1;
    if (at >= end) return;
    // It was left out with another one. The star of an alias has none before it.
    if (at > first && file.text[at - 1] == '*' && file.text[at] == '*') return;
    const std::string_view line = std::string_view(file.text).substr(first, end - first);
    // As in `span()`: a file may be one long line, with very many such values.
    const std::size_t from = at - first > nearby ? at - first - nearby : 0;
    const std::string_view around = line.substr(from);
    Span span = is_cpp(place.file) ? cpp_expression(around, at - first - from) : yaml_scalar(around, at - first - from);
    span.first += from;
    const std::size_t indent = line.find_first_not_of(" -");
    const bool goes_on =
        !is_cpp(place.file) && (first + span.end() == end || file.text[at] == '|' || file.text[at] == '>');
    star(first + span.first, first + span.end());
    // A scalar of several lines: those below it that are deeper.
    for (std::size_t number = place.line + 1; goes_on && number <= file.lines.size(); ++number) {
        const auto [begin, stop] = line_at(number);
        const std::size_t text = file.text.find_first_not_of(' ', begin);
        if (text >= stop) continue;
        if (text - begin <= indent) break;
        star(text, stop);
    }
}

std::optional<std::string_view> Sources::line(std::string_view name, unsigned number) {
    const File& file = open(name);
    if (number == 0 || number > file.lines.size()) return {};
    const std::size_t first = file.lines[number - 1];
    std::string_view line(file.text);
    // Stores the start of the next line instead of searching: a minified file is one long line, requested by every
    // finding.
    if (number < file.lines.size()) line = line.substr(0, file.lines[number] - 1);
    line.remove_prefix(first);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::optional<Span> Sources::span(Place place) {
    const std::optional<std::string_view> line = this->line(place.file, place.line);
    if (!line || place.column == 0) return {};
    std::size_t at = place.column - 1;
    if (at >= line->size()) return Span{line->size(), 1};
    while (at > 0 && ((*line)[at] & 0xC0) == 0x80) --at;
    // A file can be one line of megabytes: distant text does not matter here.
    const std::size_t from = at > nearby ? at - nearby : 0;
    const std::string_view around = line->substr(from, 2 * nearby);
    Span found = is_cpp(place.file) ? cpp_expression(around, at - from) : yaml_scalar(around, at - from);
    found.first += from;
    return found;
}

Place Sources::resolve(Place place) {
    if (const std::optional<Span> span = this->span(place)) place.column = static_cast<unsigned>(span->first) + 1;
    return place;
}

}  // namespace bobgen
