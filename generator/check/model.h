/// What only the declarations show: the template no longer tells a route from its method, or a grant from its
/// statement.
#pragma once

#include "generator/model.h"

namespace bobgen {

/// Names made at run time, and lists that were filled past their room.
void check_declarations(const Model&, Report&);
/// Route syntax, duplicates, path variables that can't stand side by side.
void check_routes(const Model&, Report&);
/// What is wrong with a path, behind its name: "does not begin with a slash".
std::string_view describe(bob::names::PathFault);
/// Whether the path has only characters that a REST API takes outside of variables (API Gateway, "Important notes":
/// "path segments can only contain alphanumeric characters, underscores, hyphens, periods, commas, colons, and curly
/// brackets"). An HTTP API takes what a URL does.
bool is_rest_path(std::string_view path);
/// What `uses` and `statements` grant against what is declared: indexes that aren't there, a Scan that nobody needs.
void check_grants(const Model&, Report&);

}  // namespace bobgen
