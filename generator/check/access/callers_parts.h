/// What the checks of callers share.
#pragma once

#include <string>
#include <string_view>

#include "generator/analysis/facts.h"
#include "generator/analysis/permissions.h"
#include "generator/report/report.h"

namespace bobgen::callers {

/// A service that calls, sends or publishes on behalf of a resource.
struct Service {
    std::string_view principal;  ///< before ".amazonaws.com"
    std::string_view name;
    std::string_view arn;      ///< the service in the ARNs that it presents; empty: it presents none
    std::string_view refused;  ///< what happens when a function does not let it in
};
const Service* find_service(std::string_view principal);
const Service& service(std::string_view principal);
/// The one whose callers have ARNs with this service in them.
const Service* find_service_of_arn(std::string_view arn_service);
/// Nearest to a principal that is none: "apigateway" for "api-gateway"
std::string_view nearest_service(std::string_view misspelt);

/// The functions of a template, and everything in it that calls one of them.
void check_functions_callers(const Facts&, Report&);
/// Queues and topics, and everything that sends to them.
void check_senders(const Facts&, Report&);

}  // namespace bobgen::callers
