#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

/// The runner reads `%0A` as a newline, and in a property a colon or comma would end it
/// (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
std::string escaped(std::string_view text, bool property) {
    std::string made;
    for (const char c : text) {
        if (c == '%')
            made += "%25";
        else if (c == '\r')
            made += "%0D";
        else if (c == '\n')
            made += "%0A";
        else if (property && c == ':')
            made += "%3A";
        else if (property && c == ',')
            made += "%2C";
        else
            made += c;
    }
    return made;
}

/// A fix of several lines keeps its lines.
std::string printable_lines(std::string_view text) {
    std::string made;
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        made += printable(text.substr(0, end)) + '\n';
        text.remove_prefix(end + 1);
    }
    return made + printable(text);
}

}  // namespace

std::string github_property(std::string_view value) { return escaped(printable(value), true); }

std::string render_github(const Report& report, Sources& sources, const Look&) {
    std::string out;
    for (const Diagnostic& found : report.diagnostics()) {
        std::string properties;
        const auto add = [&](std::string_view name, std::string_view value) {
            ((properties += properties.empty() ? " " : ",") += name) += '=';
            properties += escaped(value, true);
        };
        const Region region = region_of(found.primary.place, sources);
        if (!region.file.empty()) add("file", printable(region.file));
        if (region.line > 0) add("line", std::to_string(region.line));
        if (region.column > 0) add("col", std::to_string(region.column));
        if (region.end_column > 0) add("endColumn", std::to_string(region.end_column));
        add("title", found.rule->id);
        std::string text = printable(found.message) + "\nwhy: " + printable(reason(found));
        for (const Label& label : found.related) {
            const std::string where = text_of(label.place);
            text += "\n" + where + (where.empty() || label.text.empty() ? "" : ": ") + printable(label.text);
        }
        if (!found.fix.empty()) text += "\nfix: " + printable_lines(found.fix);
        out +=
            "::" + std::string(word(found.rule->severity)) + properties + "::" + escaped(unlinked(text), false) + "\n";
    }
    for (const Suppressed* one : listed(report)) {
        const Region region = region_of(one->finding.primary.place, sources);
        std::string properties = " ";
        if (!region.file.empty()) properties += "file=" + escaped(printable(region.file), true) + ",";
        if (region.line > 0) properties += "line=" + std::to_string(region.line) + ",";
        const std::string text =
            suppressed_words(*one) + ": " + printable(one->finding.message) + "\nreason: " + printable(one->reason);
        out += "::notice" + properties + "title=" + std::string(one->finding.rule->id) +
               "::" + escaped(unlinked(text), false) + "\n";
    }
    return out;
}

}  // namespace bobgen
