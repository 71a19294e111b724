/// Which libraries the handlers of one build link, asked of `tools/handler-libraries`.
#pragma once

#include <string>
#include <vector>

#include "generator/build/sbom.h"
#include "generator/commands/compile_handlers.h"

namespace bobgen {

struct Libraries {
    std::vector<LinkedLibrary> linked;
    std::vector<std::string> remarks;
};

/// Nothing, where the project's build does not say which they are.
Libraries libraries_of(const HandlerBuild&);

}  // namespace bobgen
