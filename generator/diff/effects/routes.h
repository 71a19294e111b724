/// Which requests reach which function, and who may send them.
#pragma once

#include <map>
#include <string>

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

/// A route, and what stands before and behind it.
struct GuardedRoute {
    std::string name;  ///< "GET /users/{id}"
    bool open = false;
    std::string target;  ///< logical id of the function, or the URI
    std::string guard;   ///< what authorizes the request: an authorizer, `AWS_IAM`
    std::string logical_id;
    Place place;
    std::string api = {};  ///< logical id of the API, when the template has it; empty for a function URL
};
/// By a key that is the same in another version of the template.
using Routes = std::map<std::string, GuardedRoute>;

/// For REST APIs, HTTP APIs, WebSocket APIs (where `$connect` decides) and function URLs.
Routes routes_of(const Side&);

/// For REST APIs, HTTP APIs, WebSocket APIs (where `$connect` decides) and function URLs.
void compare_routes(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff
