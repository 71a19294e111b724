#include "generator/analysis/api_body.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "generator/analysis/embedded.h"
#include "generator/analysis/reading.h"
#include "generator/characters.h"

namespace bobgen {

namespace {

constexpr std::string_view body_methods[] = {"get",     "put",  "post",  "delete",
                                             "options", "head", "patch", "x-amazon-apigateway-any-method"};
constexpr std::string_view integration_key = "x-amazon-apigateway-integration";

/// One step of a JSON pointer without its escapes: `~1` is a slash.
std::string unescaped_step(std::string_view step) {
    std::string made;
    for (std::size_t i = 0; i < step.size(); ++i) {
        unsigned code = 0;
        if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1')) {
            made += step[++i] == '0' ? '~' : '/';
        } else if (step[i] == '%' && i + 2 < step.size() &&
                   std::from_chars(step.data() + i + 1, step.data() + i + 3, code, 16).ptr == step.data() + i + 3) {
            made += static_cast<char>(code);
            i += 2;
        } else {
            made += step[i];
        }
    }
    return made;
}

}  // namespace

BodyReference body_reference(const Value& description, std::string_view reference) {
    if (!reference.starts_with("#/")) return {};
    reference.remove_prefix(2);
    const Value* at = &description;
    for (;;) {
        const std::size_t end = reference.find('/');
        const std::string step = unescaped_step(reference.substr(0, end));
        if (!at->is_map() && !at->is_list()) return {};
        const Value* next = nullptr;
        if (at->is_list()) {
            std::size_t index = 0;
            const auto read = std::from_chars(step.data(), step.data() + step.size(), index);
            if (read.ec == std::errc() && index < at->list().size()) next = &at->list()[index];
        } else {
            next = at->find(step);
            // Another macro or a loop may add it.
            if (!next && at->is_map() && std::any_of(at->map().begin(), at->map().end(), [](const Member& one) {
                    return one.name.starts_with("Fn::") || one.name.find("${") != std::string::npos ||
                           one.name == "$ref";
                }))
                return {};
        }
        if (!next) return {.target = nullptr, .is_missing = true};
        at = next;
        if (end == reference.npos) return {.target = at, .is_missing = false};
        reference.remove_prefix(end + 1);
    }
}

std::vector<BodyRoute> routes_of_body(const Value& description) {
    std::vector<BodyRoute> made;
    const Value* paths = description.find("paths");
    if (!paths || !paths->is_map()) return made;
    for (const Member& path : paths->map()) {
        if (!path.value.is_map()) continue;
        for (const Member& method : path.value.map()) {
            if (!is_one_of(method.name, body_methods) || !method.value.is_map()) continue;
            const Value* integration = method.value.find(integration_key);
            if (const auto reference = integration ? text_of(integration->find("$ref")) : std::nullopt)
                integration = body_reference(description, *reference).target;
            made.push_back({.path = path.name,
                            .method = method.name,
                            .operation = &method.value,
                            .item = &path.value,
                            .integration = integration,
                            .uri = integration ? integration->find("uri") : nullptr,
                            .place = method.place.or_else(path.place)});
        }
    }
    return made;
}

std::string_view function_of_uri(const Value* uri) {
    if (!uri) return {};
    if (const std::string_view id = target_of_attribute(uri, "Arn"); !id.empty()) return id;
    const auto text = text_with_holes(uri);
    if (!text) return {};
    const std::size_t at = text->find(":lambda:path/");
    if (at == text->npos) return {};
    constexpr std::string_view before = "/functions/${", after = ".Arn}/invocations";
    const std::size_t begin = text->find(before, at);
    const std::size_t end = text->find(after, at);
    if (begin == text->npos || end == text->npos || begin + before.size() >= end) return {};
    const std::string_view id = text->substr(begin + before.size(), end - begin - before.size());
    return id.find_first_of("${}.!") == id.npos ? id : std::string_view();
}

}  // namespace bobgen
