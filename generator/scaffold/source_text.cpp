#include "generator/scaffold/source_text.h"

#include <algorithm>

#include "bob/text.h"

namespace bobgen::scaffold {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t column_limit = 120;

bool in_word(char c) { return bob::names::is_alphanumeric(c) || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t past_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

std::size_t find_word(std::string_view code, std::string_view word, std::size_t from = 0) {
    for (std::size_t at = code.find(word, from); at != npos; at = code.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !in_word(code[at - 1])) && (end == code.size() || !in_word(code[end]))) return at;
    }
    return npos;
}

/// The bracket that closes the one at `open`.
std::size_t closing(std::string_view code, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < code.size(); ++at) {
        if (code[at] == '{' || code[at] == '(') ++depth;
        if ((code[at] == '}' || code[at] == ')') && --depth == 0) return at;
    }
    return npos;
}

std::size_t line_start(std::string_view text, std::size_t at) {
    const std::size_t newline = at == 0 ? npos : text.rfind('\n', at - 1);
    return newline == npos ? 0 : newline + 1;
}

/// The white space that the line of `at` begins with.
std::string indentation(std::string_view text, std::size_t at) {
    const std::size_t begin = line_start(text, at);
    std::size_t end = begin;
    while (end < text.size() && text[end] == ' ') ++end;
    return std::string(text.substr(begin, end - begin));
}

/// Where the parts of a list between `begin` and `end` are separated, outside of brackets.
std::vector<std::string_view> parts(std::string_view source, std::string_view code, std::size_t begin,
                                    std::size_t end) {
    std::vector<std::string_view> made;
    int depth = 0;
    std::size_t from = begin;
    for (std::size_t at = begin; at <= end; ++at) {
        if (at < end && (code[at] == '{' || code[at] == '(' || code[at] == '<')) ++depth;
        if (at < end && (code[at] == '}' || code[at] == ')' || code[at] == '>')) --depth;
        if (at != end && (code[at] != ',' || depth != 0)) continue;
        if (const std::string_view part = trimmed(source.substr(from, at - from)); !part.empty()) made.push_back(part);
        from = at + 1;
    }
    return made;
}

/// The member in a designated initialiser of the object at `open`: `.sort_key = key<&Thing::id>` → id.
std::string key_member(std::string_view code, std::size_t open, std::string_view designator) {
    int depth = 0;
    for (std::size_t at = open; at < code.size(); ++at) {
        if (code[at] == '{') ++depth;
        if (code[at] == '}' && --depth == 0) return {};
        if (depth != 1 || !code.substr(at).starts_with(designator) || in_word(code[at + designator.size()])) continue;
        std::size_t begin = code.find('&', at);
        const std::size_t end = code.find('>', at);
        if (begin == npos || end == npos || end < begin) return {};
        const std::string_view pointer = trimmed(code.substr(begin + 1, end - begin - 1));
        begin = pointer.rfind(':');
        return begin == npos ? std::string() : std::string(pointer.substr(begin + 1));
    }
    return {};
}

/// The data members of a struct that is written in one of the usual ways: `T a = x, b;`
std::vector<MemberText> members_of(std::string_view code, std::string_view item) {
    std::size_t open = npos;
    for (std::size_t at = find_word(code, "struct"); at != npos; at = find_word(code, "struct", at + 1)) {
        const std::size_t name = past_space(code, at + 6);
        if (!code.substr(name).starts_with(item)) continue;
        const std::size_t brace = past_space(code, name + item.size());
        if (brace < code.size() && code[brace] == '{') open = brace;
    }
    std::vector<MemberText> made;
    if (open == npos) return made;
    const std::size_t close = closing(code, open);
    if (close == npos) return made;
    for (std::size_t from = open + 1; from < close;) {
        std::size_t end = from;
        for (int depth = 0; end < close && (code[end] != ';' || depth != 0); ++end) {
            if (code[end] == '{') ++depth;
            if (code[end] == '}') --depth;
        }
        std::string type;
        for (const std::string_view declarator : parts(code, code, from, end)) {
            const std::string_view text = trimmed(declarator.substr(0, declarator.find_first_of("={")));
            std::size_t name = text.size();
            while (name > 0 && in_word(text[name - 1])) --name;
            if (type.empty()) type = std::string(trimmed(text.substr(0, name)));
            if (!type.empty() && name < text.size()) made.push_back({type, std::string(text.substr(name))});
        }
        from = end + 1;
    }
    return made;
}

}  // namespace

std::string code_of(std::string_view source) {
    std::string made(source);
    const auto blank = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && i < made.size(); ++i)
            if (made[i] != '\n') made[i] = ' ';
    };
    const auto past = [&](std::string_view end, std::size_t from) {
        const std::size_t at = source.find(end, from);
        return at == npos ? source.size() : at + end.size();
    };
    std::size_t at = 0;
    while (at < source.size()) {
        const char c = source[at];
        std::size_t end = at + 1;
        if (source.substr(at).starts_with("//")) {
            end = std::min(source.find('\n', at), source.size());
            blank(at, end);
        } else if (source.substr(at).starts_with("/*")) {
            end = past("*/", at + 2);
            blank(at, end);
        } else if (c == '"' && at > 0 && source[at - 1] == 'R') {
            const std::size_t open = source.find('(', at);
            const std::string_view delimiter = source.substr(at + 1, open == npos ? 0 : open - at - 1);
            end = past(")" + std::string(delimiter) + "\"", at);
            blank(at + 1, end - 1);
        } else if (c == '"' || (c == '\'' && (at == 0 || !in_word(source[at - 1])))) {
            while (end < source.size() && source[end] != c && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
            blank(at + 1, end);
            ++end;
        }
        at = end;
    }
    return made;
}

bool has_word(std::string_view code, std::string_view word) { return find_word(code, word) != npos; }

std::optional<std::string> with_declaration(const std::string& source, std::string_view name_space,
                                            std::string_view declaration) {
    const std::string code = code_of(source);
    std::size_t close = npos;
    // The last one, if a source opens the namespace several times.
    for (std::size_t at = find_word(code, "namespace"); at != npos; at = find_word(code, "namespace", at + 1)) {
        const std::size_t name = past_space(code, at + 9);
        if (find_word(code, name_space, name) != name) continue;
        const std::size_t open = past_space(code, name + name_space.size());
        if (open < code.size() && code[open] == '{') close = closing(code, open);
    }
    if (close == npos) return std::nullopt;

    std::size_t end = close;
    while (is_space(source[end - 1])) --end;
    return source.substr(0, end) + "\n\n" + std::string(declaration) + "\n\n" + source.substr(close);
}

std::optional<std::string> with_resource(const std::string& source, std::string_view name) {
    const std::string code = code_of(source);
    constexpr std::string_view designator = ".resources";
    const std::size_t at = find_word(code, designator);
    if (at == npos || find_word(code, designator, at + 1) != npos) return std::nullopt;
    const std::size_t equals = past_space(code, at + designator.size());
    if (equals >= code.size() || code[equals] != '=') return std::nullopt;
    const std::size_t open = past_space(code, equals + 1);
    if (open >= code.size() || code[open] != '{') return std::nullopt;
    const std::size_t close = closing(code, open);
    if (close == npos) return std::nullopt;

    // After the last one there may be a comma, and a comment.
    std::size_t last = close;
    while (is_space(code[last - 1])) --last;
    const bool comma = code[last - 1] == ',';
    const std::string added(name);
    if (comma && source.find('\n', last) < close) {
        const std::size_t line = source.find('\n', last);
        return source.substr(0, line) + "\n" + indentation(source, last - 1) + added + "," + source.substr(line);
    }

    const std::size_t begin = line_start(source, at);
    const std::string indent = indentation(source, at);
    const bool first_of_its_line = begin + indent.size() == at;
    const bool empty = last - 1 == open;
    std::string in_line = source.substr(0, last) + (empty || comma ? "" : ",") + (empty ? "" : " ") + added +
                          source.substr(empty ? close : last);
    const std::size_t new_end = std::min(in_line.find('\n', last), in_line.size());
    if (!first_of_its_line || (!empty && new_end - line_start(in_line, last) <= column_limit)) return in_line;

    // A line comment would swallow the next one.
    if (source.substr(open, close - open).find("//") != npos) return in_line;
    std::string lines = source.substr(0, at) + std::string(designator) + " =\n" + indent + "    {\n";
    for (const std::string_view part : parts(source, code, open + 1, close))
        lines += indent + "        " + std::string(part) + ",\n";
    return lines + indent + "        " + added + ",\n" + indent + "    }" + source.substr(close + 1);
}

std::optional<std::string> with_stack(const std::string& cmake, std::string_view folder) {
    std::string code = cmake;
    for (std::size_t at = code.find('#'); at != npos; at = code.find('#', at + 1))
        for (std::size_t i = at; i < code.size() && code[i] != '\n'; ++i) code[i] = ' ';
    std::size_t close = npos;
    for (std::size_t at = find_word(code, "set"); at != npos; at = find_word(code, "set", at + 1)) {
        const std::size_t open = past_space(code, at + 3);
        if (open >= code.size() || code[open] != '(') continue;
        const std::size_t name = past_space(code, open + 1);
        if (find_word(code, "stacks", name) != name && find_word(code, "bob_stacks", name) != name) continue;
        if (close != npos) return std::nullopt;
        close = closing(code, open);
        if (close == npos) return std::nullopt;
    }
    if (close == npos) return std::nullopt;
    std::size_t last = close;
    while (is_space(code[last - 1])) --last;
    const std::size_t begin = line_start(cmake, last - 1);
    const bool lines =
        cmake.substr(last, close - last).find('\n') != npos || cmake.substr(begin, last - begin).find("set") == npos;
    const std::string before = lines ? "\n" + indentation(cmake, last - 1) : " ";
    return cmake.substr(0, last) + before + std::string(folder) + cmake.substr(last);
}

std::vector<TableText> tables_in(std::string_view source) {
    const std::string text = code_of(source);
    const std::string_view code = text;
    std::vector<TableText> made;
    for (std::size_t at = find_word(code, "Table"); at != npos; at = find_word(code, "Table", at + 1)) {
        const std::size_t angle = past_space(code, at + 5);
        if (angle >= code.size() || code[angle] != '<') continue;
        const std::size_t end = code.find('>', angle);
        if (end == npos) continue;
        TableText one;
        one.item = std::string(trimmed(code.substr(angle + 1, end - angle - 1)));
        std::size_t name = past_space(code, end + 1), past = name;
        while (past < code.size() && in_word(code[past])) ++past;
        one.variable = std::string(code.substr(name, past - name));
        const std::size_t open = past_space(code, past);
        if (one.variable.empty() || open >= code.size() || code[open] != '{') continue;
        for (const std::string_view designator : {".partition_key", ".sort_key"})
            if (std::string key = key_member(code, open, designator); !key.empty()) one.keys.push_back(std::move(key));
        one.members = members_of(code, one.item);
        made.push_back(std::move(one));
    }
    return made;
}

}  // namespace bobgen::scaffold
