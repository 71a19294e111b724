/// Any bytes are a template or a finding; a template can be judged, and its findings shown; and what is read of the
/// document that is written of it is the same template.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "generator/emit/json.h"
#include "generator/read/template.h"
#include "generator/report/render.h"
#include "generator/validate.h"

namespace {

std::string written(const bobgen::Template& tree) {
    return bobgen::to_json(bobgen::document(tree), bobgen::JsonStyle::compact);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    bobgen::Report report;
    const auto tree = bobgen::read_template(text, "fuzzed.yml", {}, report);
    if (!tree && report.errors() == 0) std::abort();
    if (tree) {
        const std::string json = written(*tree);
        bobgen::Report again;
        const auto same = bobgen::read_template(json, "fuzzed.json", {}, again);
        const bool is_deep = !same && again.diagnostics().front().rule->id == "document-too-large";
        const bool is_empty = tree->resources.empty();  // perhaps without a single section
        if (!is_deep && !is_empty && (!same || written(*same) != json)) std::abort();
        bobgen::check_template(*tree, report);
    }
    bobgen::Sources sources([&](const std::string&) { return std::optional<std::string>(text); });
    bobgen::render_text(report, sources);
    return 0;
}
