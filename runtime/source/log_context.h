#pragma once

#include <string>

namespace bob::runtime {

/// What every line of the log says of the call that is served.
struct LogContext {
    std::string function;
    std::string request_id;
    std::string trace_id;
};
LogContext& log_context();

}  // namespace bob::runtime
