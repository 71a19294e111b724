/// An event to try an endpoint with: what API Gateway sends when the route is called.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "generator/value.h"

namespace bobgen::scaffold {

struct EventOf {
    bool rest = false;
    std::string method;
    std::string route;                                           ///< "/things/{id}"
    std::vector<std::pair<std::string, std::string>> variables;  ///< of the path, with values
    bool signed_in = false;                                      ///< with the claims of a token
    Value body;                                                  ///< null: none
};

/// As JSON. REST APIs:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html, HTTP APIs:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
std::string event_json(const EventOf&);

}  // namespace bobgen::scaffold
