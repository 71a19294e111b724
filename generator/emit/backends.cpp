#include "generator/emit/backend.h"
#include "generator/emit/json.h"
#include "generator/emit/openapi.h"
#include "generator/emit/yaml.h"

namespace bobgen {

namespace {

constexpr std::string_view header = "# Made by `bobgen emit`. Change the stack's C++ declarations, not this file.\n";

void emit_serverless(const Valid& valid, std::string& out) {
    out += header;
    // The framework's schema knows intrinsic functions in their long form only.
    write_yaml(serverless_document(valid), out, {.long_intrinsics = true});
}

void emit_cloudformation(const Valid& valid, std::string& out) {
    out += header;
    write_yaml(valid.tree(), out);
}

void emit_json(const Valid& valid, std::string& out) { write_json(document(valid.tree()), out); }

void emit_package(const Valid& valid, std::string& out) {
    out += header;
    write_yaml(package_template(valid), out);
}

/// What a template can't hold: `aws cloudformation deploy --tags file://stack-tags.json` takes a list of `key=value`.
/// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
void emit_tags(const Valid& valid, std::string& out) {
    List tags;
    for (const Model::StackTag& one : valid.model().stack_tags) tags.push_back(one.key + "=" + one.value);
    if (!tags.empty()) write_json(Value(std::move(tags)), out);
}

void emit_openapi(const Valid& valid, std::string& out) {
    const Value made = openapi_document(valid, SchemaDialect::openapi_3_1);
    if (made.is_null()) return;
    out += header;
    write_yaml(made, out);
}

constexpr Backend all[] = {
    {"serverless", "serverless.yml", true, false, emit_serverless, check_serverless},
    {"cloudformation", "template.yml", true, true, emit_cloudformation},
    {"json", "template.json", false, true, emit_json},
    {"package", "package.yml", false, true, emit_package},
    {"tags", "stack-tags.json", true, false, emit_tags},
    {"openapi", "openapi.yml", true, false, emit_openapi, check_openapi},
};

}  // namespace

std::span<const Backend> backends() { return all; }

const Backend* find_backend(std::string_view format) {
    for (const Backend& one : all)
        if (one.format == format) return &one;
    return nullptr;
}

}  // namespace bobgen
