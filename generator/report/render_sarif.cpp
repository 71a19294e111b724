#include <algorithm>
#include <unordered_map>

#include "generator/characters.h"
#include "generator/emit/json.h"
#include "generator/report/render_parts.h"

namespace bobgen {

namespace {

Value text_object(std::string_view text) { return map({{"text", text}}); }
/// Of what a template says: viewers make links of SARIF's texts.
Value told(std::string_view text) { return text_object(unlinked(text)); }

/// A path as a URI reference: a relative path stays relative, to the root of the checkout.
std::string uri_of(std::string_view path) {
    constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
    constexpr char digits[] = "0123456789ABCDEF";
    std::string made = path.starts_with('/') ? "file://" : "";
    while (path.starts_with("./")) path.remove_prefix(2);
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_alphanumeric(c) || plain.find(c) != plain.npos)
            made += c;
        else
            (made += '%') += {digits[byte >> 4], digits[byte & 15]};
    }
    return made;
}

/// SARIF's texts are sentences.
std::string as_sentence(std::string_view words) {
    std::string made = capitalized(std::string(words));
    if (!made.empty() && made.find_last_of(".?!") != made.size() - 1) made += '.';
    return made;
}

class Sarif {
public:
    explicit Sarif(Sources& sources) : sources_(sources) {}

    Value document(const Report& report) {
        Value results = list({});
        for (const Diagnostic& found : report.diagnostics()) results.append(result(found));
        for (const Suppressed* each : listed(report)) {
            const Suppressed& one = *each;
            Value made = result(one.finding);
            Value suppression = map({{"kind", "external"}, {"justification", unlinked(one.reason)}});
            if (one.where.known()) suppression.set("location", location(one.where));
            if (one.is_new) {
                Value& properties = suppression.set("properties", map({{"new", true}}));
                if (one.is_confirmed()) properties.set("tombstoneSince", one.since);
            }
            made.set("suppressions", list({std::move(suppression)}));
            results.append(std::move(made));
        }
        Value driver = map({{"name", "bobgen"}, {"semanticVersion", BOB_VERSION}, {"rules", std::move(rules_)}});
        Value run = map({{"tool", map({{"driver", std::move(driver)}})},
                         {"columnKind", "unicodeCodePoints"},
                         {"results", std::move(results)}});
        return map({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", list({std::move(run)})}});
    }

private:
    std::int64_t index_of(const Rule& rule) {
        const auto [known, is_new] = indexes_.try_emplace(&rule, static_cast<std::int64_t>(indexes_.size()));
        if (is_new) {
            Value made = map({{"id", rule.id},
                              {"shortDescription", text_object(as_sentence(rule.summary))},
                              {"fullDescription", text_object(as_sentence(rule.why))},
                              {"defaultConfiguration", map({{"level", word(rule.severity)}})}});
            const std::string help = "Instead of\n\n" + std::string(rule.example) + "\n\nwrite\n\n" +
                                     std::string(rule.better) + "\n\nSource: " + std::string(rule.source);
            made.set("help", text_object(help));
            if (rule.source.starts_with("https://")) made.set("helpUri", rule.source);
            rules_.append(std::move(made));
        }
        return known->second;
    }

    Value location(Place place) {
        const Region region = region_of(place, sources_);
        Value physical = map({{"artifactLocation", map({{"uri", uri_of(region.file)}})}});
        if (region.line > 0) {
            Value made = map({{"startLine", region.line}});
            if (region.column > 0) made.set("startColumn", region.column);
            if (region.end_column > 0) made.set("endColumn", region.end_column);
            physical.set("region", std::move(made));
        }
        return map({{"physicalLocation", std::move(physical)}});
    }

    Value result(const Diagnostic& found) {
        const std::string fix = found.fix.empty() ? "" : "\n" + as_sentence(found.fix);
        Value made = map({{"ruleId", found.rule->id},
                          {"ruleIndex", index_of(*found.rule)},
                          {"level", word(found.rule->severity)},
                          {"message", told(as_sentence(found.message) + fix)}});
        Value where = list({});
        if (*found.primary.place.file != '\0') where.append(location(found.primary.place));
        made.set("locations", std::move(where));
        Value related = list({});
        for (const Label& label : found.related) {
            Value one = *label.place.file == '\0' ? map({}) : location(label.place);
            if (!label.text.empty()) one.set("message", told(label.text));
            if (!one.map().empty()) related.append(std::move(one));
        }
        if (!related.list().empty()) made.set("relatedLocations", std::move(related));
        Value properties = map({{"why", unlinked(reason(found))}, {"fix", unlinked(found.fix)}});
        Value stacks = list({});
        for (const std::string_view one : stacks_of(found)) stacks.append(one);
        if (!stacks.list().empty()) properties.set("stacks", std::move(stacks));
        made.set("properties", std::move(properties));
        return made;
    }

    Sources& sources_;
    Value rules_ = list({});
    std::unordered_map<const Rule*, std::int64_t> indexes_;
};

}  // namespace

std::string render_sarif(const Report& report, Sources& sources, const Look&) {
    std::string out;
    write_json(Sarif(sources).document(report), out, JsonStyle::pretty);
    return out;
}

}  // namespace bobgen
