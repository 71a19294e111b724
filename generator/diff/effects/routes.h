/// Which requests reach which function, and who may send them.
#pragma once

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

/// For REST APIs, HTTP APIs, WebSocket APIs (where `$connect` decides) and function URLs.
void compare_routes(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff
