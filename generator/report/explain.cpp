#include "generator/report/explain.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>

#include "generator/characters.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

constexpr std::size_t page_columns = 100;

/// The rules' texts are phrases that follow a colon; on a page they become sentences.
std::string sentence(std::string_view phrase) { return capitalized(std::string(phrase)) + '.'; }

/// Without blank lines before and after, as raw strings have them.
std::string_view trim_lines(std::string_view code) {
    while (true) {
        const std::size_t end = code.find('\n');
        if (end == code.npos || code.substr(0, end).find_first_not_of(" \t") != code.npos) break;
        code.remove_prefix(end + 1);
    }
    return code.substr(0, code.find_last_not_of(" \t\n") + 1);
}

std::string indented(std::string_view code) {
    std::string text;
    for (code = trim_lines(code); !code.empty();) {
        const std::size_t end = std::min(code.find('\n'), code.size());
        if (end > 0) (text += "    ") += code.substr(0, end);
        text += '\n';
        code.remove_prefix(std::min(end + 1, code.size()));
    }
    return text;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string result(text);
    result.resize(std::max(width, text.size()), ' ');
    return result;
}

/// 1,000,000
std::string grouped(std::int64_t value) {
    std::string digits = std::to_string(value);
    for (std::size_t at = digits.size(); at > 3 && is_digit(digits[at - 4]);) digits.insert(at -= 3, ",");
    return digits;
}

/// Prose in Markdown: outside of backticks nothing is markup. In a table, a bar does not end a cell.
std::string in_markdown(std::string_view text, bool cell = false) {
    std::string result;
    bool code = false;
    for (const char c : text) {
        if (c == '`') code = !code;
        const bool markup = !code && (c == '<' || c == '*' || c == '_' || c == '[' || c == '\\');
        if (markup || (cell && c == '|')) result += '\\';
        result += c;
    }
    return result;
}

/// The examples of a rule are C++ or YAML; YAML starts with a key.
std::string_view language(std::string_view code) {
    const std::size_t end = code.find(':');
    const auto in_key = [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '-'; };
    const bool key = end != code.npos && std::all_of(code.begin(), code.begin() + end, in_key);
    return key && (end + 1 == code.size() || code[end + 1] == ' ' || code[end + 1] == '\n') ? "yaml" : "cpp";
}

std::string fenced(std::string_view code) {
    code = trim_lines(code);
    std::string fence = "```";
    while (code.find(fence) != code.npos) fence += '`';
    return fence + std::string(language(code)) + '\n' + std::string(code) + '\n' + fence + '\n';
}

/// A URL, optionally followed by the section in parentheses.
struct Link {
    explicit Link(std::string_view source)
        : url(source.substr(0, source.find(' '))), section(source.substr(url.size())) {}
    bool valid() const {
        return url.starts_with("https://") &&
               (section.empty() || (section.starts_with(" (") && section.ends_with(')')));
    }
    std::string_view url;
    std::string_view section;
};

/// A rule about bob's own input.
bool is_our_page(std::string_view text) { return text.starts_with("bob, docs/") && text.ends_with(".md"); }

/// The last part of an address, the usual name of AWS's pages: "gettingstarted-limits".
std::string_view page_name(std::string_view url) {
    url = url.substr(url.rfind('/') + 1);
    return url.substr(0, url.rfind(".html"));
}

struct Page {
    std::string_view url;
    std::string_view as_of;
    std::vector<const bob::Limit*> limits;
};

std::vector<Page> by_page(Limits limits) {
    std::vector<Page> pages;
    for (const bob::Limit* limit : limits) {
        auto page = std::find_if(pages.begin(), pages.end(), [&](const Page& other) {
            return other.url == limit->source && other.as_of == limit->as_of;
        });
        if (page == pages.end()) page = pages.insert(page, {limit->source, limit->as_of, {}});
        page->limits.push_back(limit);
    }
    return pages;
}

bool is_slug(std::string_view id) {
    const auto part = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    return !id.empty() && std::all_of(id.begin(), id.end(), part) && id.front() != '-' && id.back() != '-' &&
           id.find("--") == id.npos;
}

/// A name keeps its capital: ordinary words are listed here, others are recognised by a capital or digit inside
/// (DynamoDB, S3, API).
bool begins_with_name(std::string_view text) {
    const std::string_view first = text.substr(0, std::min(text.find_first_of(" ,:;/'"), text.size()));
    constexpr std::string_view names[] = {"Lambda", "Cognito", "Kinesis", "Serverless",
                                          "Google", "Node",    "Amazon",  "Step"};
    if (std::find(std::begin(names), std::end(names), first) != std::end(names)) return true;
    return std::any_of(first.begin() + 1, first.end(), [](char c) { return is_upper(c) || is_digit(c); });
}

/// Archaic or translated phrases that the rules' texts must not use: whole words.
constexpr std::string_view archaic[] = {"anew",
                                        "anybody",
                                        "beside",
                                        "everybody",
                                        "mend",
                                        "mended",
                                        "seldom",
                                        "somebody",
                                        "stands",
                                        "whom",
                                        "for good",
                                        "is none",
                                        "are none",
                                        "of ours",
                                        "belongs into",
                                        "said so",
                                        "takes none",
                                        "without a word",
                                        "wait for each other"};

/// The archaic phrase in a text; empty when there is none. "is no slug" counts, "there is no slug" and "is no longer"
/// do not.
std::string_view archaic_phrase(std::string_view text) {
    const auto is_word = [&](std::size_t at) { return at < text.size() && (is_lower(text[at]) || is_upper(text[at])); };
    for (const std::string_view phrase : archaic)
        for (std::size_t at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1))
            if (!(at > 0 && is_word(at - 1)) && !is_word(at + phrase.size())) return phrase;
    for (const std::string_view verb : {" is no ", " are no "})
        for (std::size_t at = text.find(verb); at != text.npos; at = text.find(verb, at + 1))
            if (!text.substr(0, at).ends_with("there") && !text.substr(at + verb.size()).starts_with("longer"))
                return verb.substr(1, verb.size() - 2);
    return {};
}

/// For example "DynamoDB Local 2.5.2": words, then a version.
bool names_engine_and_version(std::string_view source) {
    for (std::size_t space = source.find(' '); space != source.npos; space = source.find(' ', space + 1)) {
        std::string_view version = source.substr(space + 1);
        if (version.starts_with('v')) version.remove_prefix(1);
        if (!version.empty() && is_digit(version[0])) return true;
    }
    return false;
}

}  // namespace

std::string explain(const Rule& rule) {
    std::string out = std::string(word(rule.severity)) + "[" + std::string(rule.id) + "]\n\n";
    out += hanging("", sentence(rule.summary), page_columns);
    out += '\n' + hanging("Why: ", sentence(rule.why), page_columns);
    out += "\nInstead of\n" + indented(rule.example);
    out += "write\n" + indented(rule.better);
    return out + "\nSource: " + std::string(rule.source) + '\n';
}

std::string rules_list(Rules rules) {
    std::size_t width = 0;
    for (const Rule* rule : rules) width = std::max(width, rule->id.size());
    std::string out;
    for (const Rule* rule : rules)
        out += padded(rule->id, width) + "  " + padded(word(rule->severity), word(Severity::warning).size()) + "  " +
               std::string(rule->summary) + '\n';
    return out;
}

std::string rules_markdown(Rules rules) {
    std::string out =
        "# Rules\n"
        "\n"
        "What bob checks before it writes anything. `bobgen rules` lists the rules, `bobgen explain RULE` shows one.\n"
        "An error prevents the templates from being written; a warning does not. This page is generated by\n"
        "`bobgen rules --markdown` from the headers in `generator/rules/`: edit those.\n"
        "\n"
        "| Rule | | Finds |\n"
        "|---|---|---|\n";
    for (const Rule* rule : rules) {
        out.append("| [`").append(rule->id).append("`](#").append(rule->id).append(") | ");
        out.append(word(rule->severity)).append(" | ").append(in_markdown(rule->summary, true)).append(" |\n");
    }
    for (const Rule* rule : rules) {
        out += "\n## " + std::string(rule->id) + "\n\n";
        out += std::string(rule->severity == Severity::error ? "**Error.** " : "**Warning.** ");
        out += in_markdown(sentence(rule->summary)) + "\n\n" + in_markdown(sentence(rule->why)) + "\n\n";
        out += "Instead of\n\n" + fenced(rule->example) + "\nwrite\n\n" + fenced(rule->better);
        const Link link(rule->source);
        out += "\nSource: ";
        out += link.valid() ? "<" + std::string(link.url) + ">" + in_markdown(link.section) : in_markdown(rule->source);
        out += '\n';
    }
    return out;
}

std::string limits_table(Limits limits) {
    std::size_t width = 0;
    for (const bob::Limit* limit : limits) width = std::max(width, grouped(limit->value).size());
    std::string out;
    for (const Page& page : by_page(limits)) {
        if (!out.empty()) out += '\n';
        out += std::string(page.url) + " (read " + std::string(page.as_of) + ")\n";
        for (const bob::Limit* limit : page.limits) {
            const std::string value = grouped(limit->value);
            out += "  " + std::string(width - value.size(), ' ') + value + "  " + std::string(limit->what) + '\n';
        }
    }
    return out;
}

std::string limits_markdown(Limits limits) {
    std::string out =
        "# Limits\n"
        "\n"
        "The AWS limits that bob checks while a declaration compiles or before a template is written. This page\n"
        "is generated by `bobgen limits --markdown` from `dsl/bob/limits.h`: edit that.\n"
        "\n"
        "| Limit | | Source | Read |\n"
        "|---:|---|---|---|\n";
    for (const bob::Limit* limit : limits)
        out += "| " + grouped(limit->value) + " | " + in_markdown(limit->what, true) + " | [" +
               std::string(page_name(limit->source)) + "](" + std::string(limit->source) + ") | " +
               std::string(limit->as_of) + " |\n";
    return out;
}

std::vector<std::string> flaws(Rules rules) {
    std::vector<std::string> found;
    std::set<std::string_view> ids;
    for (const Rule* rule : rules) {
        const auto flaw = [&](std::string_view what) { found.push_back(std::string(rule->id) + ": " += what); };
        const auto phrase = [&](const std::string& name, std::string_view text) {
            if (text.empty()) return flaw(name + " is empty");
            if (is_upper(text[0]) && !begins_with_name(text)) flaw(name + " begins with a capital");
            if (text.ends_with('.')) flaw(name + " ends in a full stop");
            if (text.find('\n') != text.npos) flaw(name + " is more than one line");
            if (text.front() == ' ' || text.back() == ' ') flaw(name + " starts or ends with a blank");
            if (text.find("  ") != text.npos) flaw(name + " has two blanks in a row");
            if (std::count(text.begin(), text.end(), '`') % 2 != 0) flaw(name + " has an unpaired backtick");
            if (const std::string_view found = archaic_phrase(text); !found.empty())
                flaw(name + " has the archaic phrase \"" + std::string(found) + '"');
        };
        if (!is_slug(rule->id)) flaw("the id is not a slug");
        if (!ids.insert(rule->id).second) flaw("the id is used twice");
        phrase("the summary", rule->summary);
        phrase("the reason", rule->why);
        if (trim_lines(rule->example).empty()) flaw("there is no example");
        if (trim_lines(rule->better).empty()) flaw("there is no better example");
        if (!rule->example.empty() && trim_lines(rule->example) == trim_lines(rule->better))
            flaw("the better example is the example");
        if (!Link(rule->source).valid() && !is_our_page(rule->source) && !names_engine_and_version(rule->source))
            flaw("the source is not a URL, a page of bob's docs, or an engine with its version");
    }
    return found;
}

}  // namespace bobgen
