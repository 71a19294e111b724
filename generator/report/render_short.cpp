#include "generator/report/pen.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

std::string render_short(const Report& report, Sources& sources, const Look& look) {
    const Pen pen(look.colour);
    std::string out;
    for (const Diagnostic& found : report.diagnostics()) {
        const std::string where = text_of(sources.resolve(found.primary.place));
        if (!where.empty()) out += pen(Ink::bold, where + ":") + ' ';
        out += pen(ink_of(found.rule->severity), std::string(word(found.rule->severity)) + ":") + ' ';
        out += printable(found.message) + " [" + std::string(found.rule->id) + "]\n";
    }
    for (const Suppressed* one : listed(report)) {
        const std::string where = text_of(sources.resolve(one->finding.primary.place));
        if (!where.empty()) out += pen(Ink::bold, where + ":") + ' ';
        out += suppressed_words(*one) + ": " + printable(one->finding.message) + " [" +
               std::string(one->finding.rule->id) + "]: " + printable(one->reason) + "\n";
    }
    return out;
}

}  // namespace bobgen
