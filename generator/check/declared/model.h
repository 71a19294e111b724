/// Checks that need the declarations: the template no longer relates a route to its method, or a grant to its
/// statement. What AWS refuses whoever wrote it is judged on the template; these have their reasons to stay here, given
/// beside each.
#pragma once

#include <string>
#include <vector>

#include "generator/model.h"

namespace bobgen {

/// Names built at run time, and lists that were given more elements than they can hold: only declarations have either,
/// and a name in a template is judged by check/template/names.cpp. The same for deletion policies and tags. A default
/// of a `NoEcho` parameter is an error for a stack's author alone: AWS takes it, and samples have it.
void check_declarations(const Model&, Report&);
/// Route syntax, duplicates, and path variables that cannot be siblings, told in terms of the declaration; templates
/// have them judged by check/api. What the handlers of this project know (CORS settings, the memory for a body) no
/// other template says, and the logical ids that two paths share are made here only.
void check_routes(const Model&, Report&);
/// Settings for methods that the REST API does not have, keys that nobody has, and what a route without a function
/// hands to its service: a template does not say what was meant.
void check_rest(const Model&, Report&);
/// Routes of the WebSocket API, who may connect to it, and settings for routes that it does not have. A route that is
/// declared twice would be two resources with one logical id.
void check_websocket(const Model&, Report&);
/// What is wrong with a path, to follow its name: "does not start with a slash".
std::string_view describe(bob::names::PathFault);
/// Whether the path has only characters that a REST API allows outside of variables (API Gateway, "Important notes":
/// "path segments can only contain alphanumeric characters, underscores, hyphens, periods, commas, colons, and curly
/// brackets"). An HTTP API allows what a URL allows.
bool is_rest_path(std::string_view path);
/// `/users/{id}/{rest+}` → id, rest
std::vector<std::string> path_variables(std::string_view path);
/// What `uses` and `statements` grant, compared with the declarations: indexes that do not exist, a Scan that is not
/// needed. A template does not say what the code was meant to do; the indexes that its policies name are judged by
/// check/iam.
void check_grants(const Model&, Report&);
/// What can't be done with things that exist outside of the stack, which leave no trace in the template.
void check_existing(const Model&, Report&);

}  // namespace bobgen
