/// Two templates in parts, each of which changes as one: a resource, an output, a parameter, a mapping, a condition,
/// and the rest of the template as a last one.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::plan {

struct Part {
    enum class Kind : unsigned char { parameter, mapping, condition, resource, output, frame };

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    Kind kind;
    std::string_view name;      ///< empty for the frame
    std::size_t before = none;  ///< where it stands in its section of the old template
    std::size_t after = none;
    Value old_body;  ///< null when there is none
    Value new_body;

    bool created() const { return before == none; }
    bool removed() const { return after == none; }
    bool changed() const { return created() || removed() || !(old_body == new_body); }
};

/// The parts of both, in the order of the sections. Names point into the templates.
std::vector<Part> parts_of(const Template& before, const Template& after);

/// Something that a part mentions. An attribute may be empty.
struct Target {
    Part::Kind kind;  ///< a resource stands for a parameter, too: `Ref` says only a name
    std::string name;
    std::string attribute;
};
void each_target(const Part&, const Value& body, const std::function<void(const Target&)>&);

/// The template with a logical id for another, in every reference.
Template renamed(const Template&, std::string_view from, std::string_view to);

/// The template that has the new version of those parts of which `is_new` says so, and the old one of the others.
Template mixed(const Template& before, const Template& after, const std::vector<Part>&,
               const std::function<bool(std::size_t part)>& is_new);

}  // namespace bobgen::plan
