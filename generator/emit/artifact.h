/// Where a function's archive is, for outputs that refer to it as a file.
#pragma once

#include <string>
#include <string_view>

#include "generator/model.h"

namespace bobgen {

/// Relative to the template's folder, templates/<stack>/<stage>/.
std::string artifact_path(const Model&, const FunctionModel&);
/// The manifest of the stack's archives, in the same way.
std::string manifest_path(const Model&);
/// A parameter with the hash of a function's code, for its version.
bool is_code_hash(const Model&, std::string_view parameter);
/// A parameter used only in template.yml: the bucket and the prefix that archives were uploaded to.
bool is_artifact_parameter(std::string_view name);

}  // namespace bobgen
