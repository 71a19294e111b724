#include "tests/unit/template_from_json.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "generator/read/template.h"

namespace bobgen::testing {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* file = "template.json";

/// Writes each name and each value on a separate line, and keeps the pointer of each line.
class Writer {
public:
    Writer(std::string& text, std::vector<std::string>& pointers) : text_(text), pointers_(pointers) {}

    void write(const Json& value, const std::string& pointer) {
        line(pointer);
        if (!value.is_structured()) {
            text_ += value.dump();
            return;
        }
        text_ += value.is_object() ? '{' : '[';
        bool first = true;
        for (const auto& [name, member] : value.items()) {
            if (!first) text_ += ',';
            first = false;
            const std::string below = pointer + "/" + name;
            if (value.is_object()) {
                line(below);
                text_ += Json(name).dump() + ":";
            }
            write(member, below);
        }
        text_ += value.is_object() ? '}' : ']';
    }

private:
    void line(const std::string& pointer) {
        if (!pointers_.empty()) text_ += '\n';
        pointers_.push_back(pointer);
    }
    std::string& text_;
    std::vector<std::string>& pointers_;
};

}  // namespace

std::string_view JsonTemplate::pointer(Place place) const {
    if (place.file != std::string_view(file) || place.line == 0 || place.line > pointers.size()) return {};
    return pointers[place.line - 1];
}

JsonTemplate template_from_json(std::string_view text) {
    const Json document = Json::parse(text);
    if (!document.is_object()) throw std::invalid_argument("a template is a JSON object");
    JsonTemplate made;
    std::string lines;
    Writer(lines, made.pointers).write(document, "");
    Report report;  // errors in the structure are tested elsewhere
    if (auto read = read_template(lines, file, {}, report)) made.value = std::move(*read);
    return made;
}

}  // namespace bobgen::testing
