#include "generator/emit/backend.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"

namespace bobgen {

namespace {

constexpr std::string_view header = "# Made by `bobgen emit`. Change the stack's C++ declarations, not this file.\n";

void short_yaml(const Value& document, std::string& out) {
    out += header;
    write_yaml(document, out);
}

/// The Serverless Framework's schema only knows the long form of intrinsic functions.
void long_yaml(const Value& document, std::string& out) {
    out += header;
    write_yaml(document, out, {.long_intrinsics = true});
}

void pretty_json(const Value& document, std::string& out) { write_json(document, out); }

constexpr Backend all[] = {
    {"serverless", "serverless.yml", true, false, serverless_document, long_yaml},
    {"cloudformation", "template.yml", true, true, cloudformation_document, short_yaml},
    {"json", "template.json", false, true, cloudformation_document, pretty_json},
    {"package", "package.yml", false, true, package_document, short_yaml},
};

}  // namespace

std::span<const Backend> backends() { return all; }

const Backend* find_backend(std::string_view format) {
    for (const Backend& one : all)
        if (one.format == format) return &one;
    return nullptr;
}

}  // namespace bobgen
