/// Checks that need the declarations: the template no longer relates a route to its method, or a grant to its
/// statement.
#pragma once

#include "generator/model.h"

namespace bobgen {

/// Names built at run time, and lists that were given more elements than they can hold.
void check_declarations(const Model&, Report&);
/// Route syntax, duplicates, and path variables that cannot be siblings.
void check_routes(const Model&, Report&);
/// What is wrong with a path, to follow its name: "does not start with a slash".
std::string_view describe(bob::names::PathFault);
/// Whether the path has only characters that a REST API allows outside of variables (API Gateway, "Important notes":
/// "path segments can only contain alphanumeric characters, underscores, hyphens, periods, commas, colons, and curly
/// brackets"). An HTTP API allows what a URL allows.
bool is_rest_path(std::string_view path);
/// What `uses` and `statements` grant, compared with the declarations: indexes that do not exist, a Scan that is not
/// needed.
void check_grants(const Model&, Report&);

}  // namespace bobgen
