/// HTTP as the runtime needs it: libcurl behind values.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bob::runtime {

using Clock = std::chrono::steady_clock;

struct HttpExchange {
    std::string_view method = "POST";
    std::string url;
    /// `Name: value`. One for Content-Type is always needed with a body: curl would send its own unsigned.
    std::vector<std::string> headers;
    std::string_view body;
    /// `<region>:<service>`, to sign with the process's credentials (Signature Version 4); empty for none.
    std::string signing;
    std::chrono::milliseconds connect_timeout{2000};
    std::chrono::milliseconds timeout{10000};  ///< for all of it
    std::size_t max_answer = std::size_t{64} << 20;
};

struct HttpAnswer {
    int status = 0;
    /// In lower case.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view header(std::string_view lower_case_name) const;
};

/// No answer, or not all of one.
struct TransportError {
    std::string message;
    bool timed_out = false;
    /// The request may have reached the service: what it asked for may have happened.
    bool may_have_arrived = true;
};

/// One connection pool a process; a Lambda process serves one call at a time, so nothing here is shared by threads.
/// Throws `TransportError`.
HttpAnswer exchange(const HttpExchange&);

}  // namespace bob::runtime
