/// What Lambda says about one call of the function.
#pragma once

#include <chrono>
#include <string>

namespace bob {

struct Invocation {
    std::string request_id;
    std::string function_arn;      ///< as invoked, with a version or an alias if there was one
    std::string trace_id;          ///< X-Ray's, also in the environment as `_X_AMZN_TRACE_ID` during the call
    std::string client_context;    ///< JSON, from a mobile client; usually empty
    std::string cognito_identity;  ///< JSON, from a mobile client; usually empty
    std::string tenant_id;         ///< for functions with tenant isolation
    std::chrono::system_clock::time_point deadline = std::chrono::system_clock::time_point::max();

    /// Until Lambda kills the process; never negative.
    std::chrono::milliseconds remaining() const;
};

}  // namespace bob
