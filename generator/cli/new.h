/// `bobgen new`: files for a project, a stack or an endpoint, all of them or none.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "generator/scaffold/scaffold.h"
#include "generator/stack_source.h"

namespace bobgen {

/// Makes the project in a folder of this name, below the current one. The stack is called like the project when no name
/// is given.
int new_project(const std::filesystem::path& folder, const std::string& stack, const std::string& bob_version,
                bool force);
int new_stack(const std::filesystem::path& root, const std::string& name, bool force);
/// `stack` is a stack's name; `endpoint.folder` is found by it.
int new_endpoint(const std::filesystem::path& root, const std::string& stack, scaffold::Endpoint endpoint, bool force,
                 std::span<const StackSource> stacks);

}  // namespace bobgen
