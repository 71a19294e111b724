/// Where a function's archive is, for outputs that name it as a file.
#pragma once

#include <string>
#include <string_view>

#include "generator/model.h"

namespace bobgen {

/// From the template's own folder, templates/<stack>/<stage>/.
std::string artifact_path(const Model&, const FunctionModel&);
/// A parameter of template.yml alone: the bucket and the prefix that archives were uploaded to.
bool is_artifact_parameter(std::string_view name);

}  // namespace bobgen
