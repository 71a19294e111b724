/// What a program does with the stack's tables, queues and topics: each linked data operation leaves a string in it,
/// `bob.use:read:Users` or `bob.use:query:Users/ByDay`, followed by a null character.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/declared.h"
#include "generator/report/report.h"

namespace bobgen {

/// The strings' ends, "read:Users", sorted and unique.
std::vector<std::string> uses_in(std::string_view program);

/// Compares them with what the function is granted in one stage of its stack, "scheduler/dev".
void check_uses(const DeclaredFunction& declared, const std::vector<std::string>& found, std::string_view stack,
                Report& report);

}  // namespace bobgen
