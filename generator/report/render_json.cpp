#include "generator/emit/json.h"
#include "generator/report/render_parts.h"

namespace bobgen {

namespace {

Value value_of(const Diagnostic& found, Sources& sources) {
    Value related = list({});
    for (const Label& label : found.related) {
        Value one;
        set_place(one, sources.resolve(label.place));
        one.set("text", label.text);
        related.append(std::move(one));
    }
    Value stacks = list({});
    for (const std::string_view one : stacks_of(found)) stacks.append(one);
    Value object;
    object.set("rule", found.rule->id);
    object.set("severity", word(found.rule->severity));
    set_place(object, sources.resolve(found.primary.place));
    object.set("message", found.message);
    object.set("text", found.primary.text);
    object.set("related", std::move(related));
    object.set("why", reason(found));
    object.set("fix", found.fix);
    object.set("stacks", std::move(stacks));
    return object;
}

}  // namespace

std::string render_json(const Report& report, Sources& sources, const Look&) {
    std::string out = "[";
    std::string_view separator = "\n";
    for (const Diagnostic& found : report.diagnostics()) {
        out += separator;
        write_json(value_of(found, sources), out, JsonStyle::compact);
        separator = ",\n";
    }
    for (const Suppressed* one : listed(report)) {
        out += separator;
        Value made = value_of(one->finding, sources);
        *made.find("severity") = one->is_confirmed() ? "confirmed" : "suppressed";
        made.set("reason", one->reason);
        made.set("until", one->until.empty() ? Value() : Value(one->until));
        made.set("new", one->is_new);
        if (one->is_confirmed()) made.set("since", one->since);
        write_json(made, out, JsonStyle::compact);
        separator = ",\n";
    }
    return out += out.size() == 1 ? "]\n" : "\n]\n";
}

}  // namespace bobgen
