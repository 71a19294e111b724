#include "generator/report/markdown.h"

#include <algorithm>

#include "generator/characters.h"
#include "generator/report/text.h"

namespace bobgen::markdown {

namespace {

/// `#1`, `GH-1` or `@octocat` anywhere in it, and what may be the beginning of a commit's hash.
bool is_mention(std::string_view word) {
    constexpr std::size_t shortest_hash = 7;
    std::size_t hex = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = to_lower(word[i]), next = i + 1 < word.size() ? to_lower(word[i + 1]) : ' ';
        const bool is_hex = is_digit(c) || (c >= 'a' && c <= 'f');
        hex = is_hex ? hex + 1 : 0;
        if (hex >= shortest_hash) return true;
        if (c == '@' && (is_digit(next) || (next >= 'a' && next <= 'z'))) return true;
        if ((c == '#' || (c == '-' && i >= 2 && to_lower(word[i - 1]) == 'h' && to_lower(word[i - 2]) == 'g')) &&
            is_digit(next))
            return true;
    }
    return false;
}

/// A word of which GitHub makes a link by itself. An entity in place of a character does not keep it from that.
bool is_linked(std::string_view word) {
    const std::size_t www = word.find_first_not_of("(*_~");
    return word.find("://") != word.npos || is_mention(word) ||
           (www != word.npos && to_lower(std::string(word.substr(www, 4))) == "www.");
}

/// Without what would become a link: that is code, which no viewer links.
std::string plain(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 0 || text[i - 1] == ' ') {
            const std::string_view word = text.substr(i, std::min(text.find(' ', i), text.size()) - i);
            if (is_linked(word)) {
                made += code(word);
                i += word.size() - 1;
                continue;
            }
        }
        switch (c) {
            case '<':
                made += "&lt;";
                break;
            case '>':
                made += "&gt;";
                break;
            case '&':
                made += "&amp;";
                break;
            case '@':
                made += "&#64;";
                break;
            case '#':
                made += "&#35;";
                break;
            case '\\':
            case '`':
            case '*':
            case '_':
            case '~':
            case '[':
            case ']':
            case '|':
            case '$':
                made += '\\';
                [[fallthrough]];
            default:
                made += c;
        }
    }
    return made;
}

std::string as_html(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '&')
            made += "&amp;";
        else
            made += c;
    }
    return made;
}

}  // namespace

std::string code(std::string_view text) {
    std::string inside = printable(text);
    // The fence is longer than any run of backticks inside; a bar ends a table cell, even in code.
    std::size_t longest = 0, run = 0;
    for (const char c : inside) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
    for (std::size_t bar = inside.find('|'); bar != inside.npos; bar = inside.find('|', bar + 2))
        inside.insert(bar, 1, '\\');
    const std::string fence(longest + 1, '`');
    const std::string_view gap = longest > 0 || inside.empty() ? " " : "";
    std::string made = fence;
    return ((made += gap) += inside).append(gap).append(fence);
}

std::string line(std::string_view text) {
    const std::string safe = printable(text);
    std::string_view rest = safe;
    std::string made;
    while (!rest.empty()) {
        const std::size_t begin = rest.find('`');
        const std::size_t end = begin == rest.npos ? rest.npos : rest.find('`', begin + 1);
        if (end == rest.npos) return made + plain(rest);
        made += plain(rest.substr(0, begin));
        made += end == begin + 1 ? "\\`\\`" : code(rest.substr(begin + 1, end - begin - 1));
        rest.remove_prefix(end + 1);
    }
    return made;
}

std::string lines(std::string_view text) {
    std::string made;
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        made += line(text.substr(0, end)) + "<br>";
        text.remove_prefix(end + 1);
    }
    return made + line(text);
}

std::string block(std::string_view language, std::string_view lines) {
    std::size_t longest = 2, run = 0;
    for (const char c : lines) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
    const std::string fence(longest + 1, '`');
    std::string made = fence;
    made.append(language).append("\n").append(lines);
    return made.append(lines.empty() || lines.ends_with('\n') ? "" : "\n").append(fence).append("\n");
}

std::string folded(std::string_view summary, std::string_view body) {
    std::string made = "<details><summary>";
    const std::string safe = printable(summary);
    // Markdown is not read in there.
    return made.append(is_linked(safe) ? "<code>" + as_html(safe) + "</code>" : plain(safe))
        .append("</summary>\n\n")
        .append(body)
        .append("\n</details>\n");
}

}  // namespace bobgen::markdown
