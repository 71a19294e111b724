/// Any bytes are a document or a finding with its place, in YAML and in JSON, and what was read is written as JSON that
/// reads the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "generator/emit/json.h"
#include "generator/read/document.h"

namespace {

std::string written(const bobgen::Value& value) { return bobgen::to_json(value, bobgen::JsonStyle::compact); }

void read(std::string_view text, bobgen::Dialect dialect) {
    bobgen::Report report;
    const auto value = bobgen::read_document(text, "fuzzed.yml", dialect, report);
    if (!value && report.errors() == 0) std::abort();
    for (const bobgen::Diagnostic& one : report.diagnostics())
        if (!one.primary.place.known() || one.message.empty() || one.fix.empty()) std::abort();
    // A value alone is no JSON document to the readers: they would take it for YAML.
    if (!value || value->is_scalar()) return;
    const std::string json = written(*value);
    bobgen::Report again;
    const auto same = bobgen::read_document(json, "fuzzed.json", dialect, again);
    // `!GetAtt a.b` becomes a list, one level deeper.
    const bool is_deep = !same && again.diagnostics().front().rule->id == "document-too-large";
    if (!is_deep && (!same || written(*same) != json)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read(text, bobgen::Dialect::cloudformation);
    read(text, bobgen::Dialect::serverless);
    return 0;
}
