/// What the stacks of one folder mean to each other when they change: exports that another one imports, and resources
/// that leave one stack and appear in another.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diff/change.h"

namespace bobgen {

/// One stack in both versions. A template that is not there is an empty one.
struct StackVersions {
    std::string_view name;  ///< "shop/dev"; of stacks in folders, the last one is the stage
    const Template* before;
    const Template* after;
};

/// One stack has to be deployed before another.
struct DeployOrder {
    std::size_t first;
    std::size_t then;
    std::string why;
    std::string held_output = {};  ///< of `then`, which it may give up only when `first` no longer imports it
};

struct MovedResource {
    std::size_t from;
    std::size_t to;
    std::string old_id;
    std::string new_id;
    std::string type;
    bool has_data;
};

struct AcrossStacks {
    std::vector<std::vector<Caution>> cautions;  ///< of each stack
    std::vector<DeployOrder> orders;
    std::vector<MovedResource> moved;
};

/// `differences` are those of the stacks, in their order. Places point into the templates.
AcrossStacks compare_across(std::span<const StackVersions>, std::span<const Difference* const> differences);

}  // namespace bobgen
