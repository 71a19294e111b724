/// Two templates split into parts, each of which changes as a whole: a resource, an output, a parameter, a mapping, a
/// condition, and the rest of the template as the last one.
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
    std::string_view name;      ///< empty for the rest of the template
    std::size_t before = none;  ///< its position in its section of the old template
    std::size_t after = none;
    Value old_body;  ///< null when there is none
    Value new_body;

    bool created() const { return before == none; }
    bool removed() const { return after == none; }
    bool changed() const { return created() || removed() || !(old_body == new_body); }
};

/// The parts of both, in the order of the sections. Names point into the templates.
std::vector<Part> parts_of(const Template& before, const Template& after);

/// Something that a part refers to. An attribute may be empty.
struct Target {
    Part::Kind kind;  ///< a resource also stands for a parameter: `Ref` only gives a name
    std::string name;
    std::string attribute;
};
void each_target(const Part&, const Value& body, const std::function<void(const Target&)>&);

/// The template with one logical id replaced by another, in every reference.
Template renamed(const Template&, std::string_view from, std::string_view to);

/// The template with the new version of the parts for which `is_new` is true, and the old version of the others.
Template mixed(const Template& before, const Template& after, const std::vector<Part>&,
               const std::function<bool(std::size_t part)>& is_new);

}  // namespace bobgen::plan
