#include "generator/read/serverless/syntax.h"

#include <algorithm>
#include <charconv>

#include "generator/characters.h"

namespace bobgen::serverless {

namespace {

bool is_word(char c) { return is_alphanumeric(c) || c == '.' || c == '-'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

void add_text(Pieces& pieces, std::string_view text) {
    if (text.empty()) return;
    if (pieces.empty() || pieces.back().is_variable()) pieces.emplace_back();
    pieces.back().text += text;
}

/// Whitespace around an address or a parameter is ignored.
void trim(Pieces& pieces) {
    if (!pieces.empty() && !pieces.front().is_variable()) {
        std::string& first = pieces.front().text;
        first.erase(0, std::min(first.find_first_not_of(" \t\n"), first.size()));
    }
    if (!pieces.empty() && !pieces.back().is_variable()) {
        std::string& last = pieces.back().text;
        last.erase(last.find_last_not_of(" \t\n") + 1);
    }
    std::erase_if(pieces, [](const Piece& one) { return !one.is_variable() && one.text.empty(); });
}

/// Reads forward only, so that the time is linear in the text's length.
class SyntaxReader {
public:
    SyntaxReader(std::string_view text, SyntaxFault& fault) : text_(text), fault_(fault) {}

    bool whole(Pieces& made) {
        while (at_ < text_.size()) {
            const std::size_t next = text_.find_first_of("$\\", at_);
            add_text(made, text_.substr(at_, next - at_));
            if (next == text_.npos) return true;
            at_ = next;
            if (text_[at_] == '\\') {
                slashes(made);
            } else if (!is_variable(at_)) {
                add_text(made, "$");
                ++at_;
            } else if (!variable(made, 0)) {
                return false;
            }
        }
        return true;
    }

private:
    bool fail(std::string what, std::size_t at) {
        fault_ = {std::move(what), at};
        return false;
    }
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_blanks() {
        while (here() == ' ') ++at_;
    }

    /// The framework halves the backslashes before every `${`; an odd number makes it plain text.
    void slashes(Pieces& made) {
        const std::size_t first = at_;
        while (here() == '\\') ++at_;
        const std::size_t count = at_ - first;
        if (text_.substr(at_, 2) != "${") {
            add_text(made, text_.substr(first, count));
            return;
        }
        add_text(made, std::string(count / 2, '\\'));
        if (count % 2 == 0) return;
        add_text(made, "${");
        at_ += 2;
    }

    /// `${word:` or `${word(`, but not `${word::`.
    bool is_variable(std::size_t dollar) const {
        if (text_.substr(dollar, 2) != "${") return false;
        std::size_t end = dollar + 2;
        if (end >= text_.size() || !is_lower(text_[end])) return false;
        while (end < text_.size() && is_word(text_[end])) ++end;
        if (end == text_.size()) return false;
        return text_[end] == '(' || (text_[end] == ':' && text_.substr(end + 1, 1) != ":");
    }

    bool variable(Pieces& made, unsigned depth) {
        const std::size_t start = at_;
        if (depth == most_nested_variables) return fail("too many variables are nested", start);
        at_ += 2;
        Piece piece;
        for (bool more = true; more;) {
            skip_blanks();
            if (!source(piece.sources.emplace_back(), start, depth)) return false;
            if (at_ == text_.size()) return fail("the closing brace of a variable is missing", start);
            more = text_[at_++] == ',';
        }
        piece.written = text_.substr(start + 2, at_ - start - 3);
        made.push_back(std::move(piece));
        return true;
    }

    /// Up to the comma or brace after it.
    bool source(Source& made, std::size_t start, unsigned depth) {
        const std::size_t first = at_;
        if (here() == '"' || here() == '\'') {
            std::string literal;
            if (!quoted(literal)) return false;
            made.literal = std::move(literal);
            return last(first);
        }
        if (text_.substr(at_, 2) == "${")
            return fail("a fallback after the comma has no braces of its own, as in `${opt:a, self:b}`", at_);
        while (is_word(here()) || here() == ' ') ++at_;
        const std::string_view word = trimmed(text_.substr(first, at_ - first));
        if (at_ == text_.size()) return fail("the closing brace of a variable is missing", start);
        if (here() == '}') return literal(word, first, made.literal);
        if ((here() != ':' && here() != '(') || word.empty() || !is_lower(word.front()))
            return fail("`" + std::string(word) + "` is neither a source nor a literal", first);
        made.type = word;
        if (here() == '(' && !parameters(made, start, depth)) return false;
        skip_blanks();
        if (here() == ':') {
            ++at_;
            skip_blanks();
            if (here() != '}' && here() != ',' && !address(made.address.emplace(), start, depth)) return false;
        }
        if (at_ == text_.size()) return fail("the closing brace of a variable is missing", start);
        if (here() != '}' && here() != ',') return fail("an address starts with a colon", at_);
        return true;
    }

    bool last(std::size_t first) {
        skip_blanks();
        if (at_ == text_.size()) return fail("the closing brace of a variable is missing", first);
        if (here() != '}') return fail("nothing may follow a literal, because it always has a value", at_);
        return true;
    }

    bool literal(std::string_view word, std::size_t first, Value& made) {
        double number = 0;
        std::int64_t whole = 0;
        const char* const begin = word.data();
        const char* const end = begin + word.size();
        if (word == "true" || word == "false")
            made = word == "true";
        else if (word == "null")
            made = Value();
        else if (auto read = std::from_chars(begin, end, whole); read.ec == std::errc() && read.ptr == end)
            made = whole;
        else if (auto real = std::from_chars(begin, end, number); real.ec == std::errc() && real.ptr == end)
            made = number;
        else
            return fail(word.empty() ? "a fallback is missing after the comma"
                                     : "a string as a fallback needs quotes: `'" + std::string(word) + "'`",
                        first);
        return true;
    }

    bool quoted(std::string& made) {
        const std::size_t first = at_;
        const char quote = text_[at_++];
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == quote) {
                ++at_;
                return true;
            }
            // Only double quotes allow escapes, and only these can matter in a name.
            if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) {
                ++at_;
                made += text_[at_] == 'n' ? '\n' : text_[at_] == 't' ? '\t' : text_[at_];
            } else {
                made += text_[at_];
            }
        }
        return fail("the closing quote of a string is missing", first);
    }

    bool parameters(Source& made, std::size_t start, unsigned depth) {
        ++at_;
        for (;;) {
            skip_blanks();
            if (here() == ')') break;
            if (!part(made.parameters.emplace_back(), ",)", "}", start, depth)) return false;
            if (here() == ')') break;
            ++at_;
        }
        ++at_;
        return true;
    }

    bool address(Pieces& made, std::size_t start, unsigned depth) { return part(made, ",}", "", start, depth); }

    /// Text and variables up to one of the ends.
    bool part(Pieces& made, std::string_view ends, std::string_view wrong, std::size_t start, unsigned depth) {
        if (here() == '"' || here() == '\'') {
            std::string text;
            if (!quoted(text)) return false;
            add_text(made, text);
            skip_blanks();
            if (at_ < text_.size() && ends.find(here()) == ends.npos)
                return fail("nothing may follow a quoted string", at_);
        }
        for (;;) {
            const std::size_t from = at_;
            while (at_ < text_.size() && ends.find(text_[at_]) == ends.npos && wrong.find(text_[at_]) == wrong.npos &&
                   text_[at_] != '$')
                ++at_;
            add_text(made, text_.substr(from, at_ - from));
            if (at_ == text_.size()) return fail("the closing brace of a variable is missing", start);
            if (wrong.find(text_[at_]) != wrong.npos) return fail("the closing bracket of a source is missing", start);
            if (text_[at_] != '$') break;
            if (is_variable(at_)) {
                if (!variable(made, depth + 1)) return false;
            } else if (text_.substr(at_, 2) == "${") {
                return fail("a variable starts with a source, as in `${self:custom}`", at_);
            } else {
                add_text(made, "$");
                ++at_;
            }
        }
        trim(made);
        return true;
    }

    std::string_view text_;
    SyntaxFault& fault_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<Pieces> read_pieces(std::string_view text, SyntaxFault& fault) {
    Pieces made;
    if (!SyntaxReader(text, fault).whole(made)) return {};
    return made;
}

}  // namespace bobgen::serverless
