#include <algorithm>
#include <vector>

#include "generator/report/markdown.h"
#include "generator/report/render_parts.h"

namespace bobgen {

namespace {

/// GitHub rejects a comment of more than 65,536 characters; the rest of a report needs room, too.
constexpr std::size_t most_of_table = 20'000;
constexpr std::size_t most_of_details = 30'000;

std::string rule_link(const Rule& rule) {
    std::string name = markdown::code(rule.id);
    if (!rule.source.starts_with("https://")) return name;
    return "[" + name + "](" + std::string(rule.source) + ")";
}

std::string where(Place place, Sources& sources) {
    const std::string text = text_of(sources.resolve(place));
    return text.empty() ? "" : markdown::code(text);
}

std::string row(const Diagnostic& found, Sources& sources) {
    return std::string("| ") + (found.rule->severity == Severity::error ? ":x:" : ":warning:") + " | " +
           markdown::line(found.message) + " | " + where(found.primary.place, sources) + " | " +
           rule_link(*found.rule) + " |\n";
}

std::string detail(const Diagnostic& found, Sources& sources) {
    const std::string place = where(found.primary.place, sources);
    std::string made = "- " + place + (place.empty() ? "" : ": ") + markdown::line(found.message) + "\n";
    const auto add = [&](const std::string& text) { made += "  - " + text + "\n"; };
    for (const Label& label : found.related) {
        const std::string at = where(label.place, sources);
        add(at + (at.empty() || label.text.empty() ? "" : ": ") + markdown::line(label.text));
    }
    if (!reason(found).empty()) add("why: " + markdown::line(reason(found)));
    if (!found.fix.empty()) add("fix: " + markdown::lines(found.fix));
    return made;
}

/// As many of the lines as fit, and how many more there are.
template <class One>
std::string as_many(const std::vector<const Diagnostic*>& findings, std::size_t most, const One& one,
                    std::string (*rest)(std::size_t)) {
    std::string made;
    std::size_t shown = 0;
    for (; shown < findings.size(); ++shown) {
        const std::string next = one(*findings[shown]);
        if (shown > 0 && made.size() + next.size() > most) break;
        made += next;
    }
    return shown == findings.size() ? made : made + rest(findings.size() - shown);
}

}  // namespace

std::string render_markdown(const Report& report, Sources& sources, const Look&) {
    std::string out;
    std::vector<const Diagnostic*> findings;
    for (const Diagnostic& one : report.diagnostics()) findings.push_back(&one);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Diagnostic* a, const Diagnostic* b) { return a->rule->severity < b->rule->severity; });
    const std::string counts = count(report);
    out += report.clean() ? "**No findings**" + (counts.empty() ? "" : ", " + counts) : "**" + counts + "**";
    out += "\n";
    if (!findings.empty()) {
        out += "\n| | Finding | Place | Rule |\n|---|---|---|---|\n";
        out += as_many(
            findings, most_of_table, [&](const Diagnostic& one) { return row(one, sources); },
            [](std::size_t more) { return "| | and " + std::to_string(more) + " more | | |\n"; });
        out += "\n" + markdown::folded(
                          "Why, and how to fix it",
                          as_many(
                              findings, most_of_details, [&](const Diagnostic& one) { return detail(one, sources); },
                              [](std::size_t more) { return "- and " + std::to_string(more) + " more\n"; }));
    }
    if (const std::string suppressed = suppressed_markdown(report, sources); !suppressed.empty())
        out += "\n" + suppressed;
    return out;
}

std::string suppressed_markdown(const Report& report, Sources& sources) {
    const std::vector<const Suppressed*> all = listed(report);
    const auto line = [&](const Suppressed& one) {
        const std::string at = where(one.finding.primary.place, sources);
        return "- " + markdown::code(one.finding.rule->id) + (at.empty() ? "" : " at " + at) + ": " +
               markdown::line(one.finding.message) + (one.until.empty() ? "" : "; until " + one.until) +
               (one.is_confirmed() ? "; " + suppressed_words(one) : "") + "; reason: " + markdown::code(one.reason) +
               "\n";
    };
    // What the change itself suppresses is for a reviewer to see, so it is not folded.
    std::string fresh, body;
    std::size_t shown = 0, left_out = 0, news = 0, confirmed = 0;
    constexpr std::size_t most = 50, most_bytes = 10'000;
    for (const Suppressed* one : all) {
        news += one->is_new;
        confirmed += one->is_confirmed();
        const std::string next = line(*one);
        if (shown == most || fresh.size() + body.size() + next.size() > most_bytes) {
            ++left_out;
            continue;
        }
        ++shown;
        (one->is_new ? fresh : body) += next;
    }
    if (left_out > 0) (body.empty() ? fresh : body) += "- and " + std::to_string(left_out) + " more\n";
    std::string out;
    const std::string_view how = confirmed == 0      ? "suppressed"
                                 : confirmed == news ? "confirmed"
                                                     : "confirmed or suppressed";
    if (news > 0) out += ":warning: " + std::to_string(news) + " " + std::string(how) + " by this change:\n\n" + fresh;
    if (!body.empty())
        out += (out.empty() ? "" : "\n") + markdown::folded(std::to_string(all.size() - news) + " suppressed", body);
    return out;
}

}  // namespace bobgen
