/// Where a function's archive is, for outputs that refer to it as a file.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "generator/model.h"

namespace bobgen {

/// Relative to the template's folder, templates/<stack>/<stage>/.
std::string artifact_path(const Model&, const FunctionModel&);
/// The manifest of the stack's archives, in the same way.
std::string manifest_path(const Model&);
/// The parameters with the hashes of functions' code, for their versions.
std::unordered_set<std::string> code_hashes(const Model&);
/// A parameter used only in template.yml: the bucket and the prefix that archives were uploaded to.
bool is_artifact_parameter(std::string_view name);

}  // namespace bobgen
