/// A stack of the project, as `bob_add_generator` lists it.
#pragma once

#include <string_view>

#include "bob/stack.h"

namespace bobgen {

/// The name of its folder, the folder, and the function that creates it.
struct StackSource {
    std::string_view name;
    std::string_view directory;  ///< "stacks/scheduler", relative to the project's root
    bob::Stack (*make)(const bob::Stage&);
};

}  // namespace bobgen
