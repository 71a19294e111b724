/// HTTP as the runtime needs it: libcurl behind values.
#pragma once

#include <chrono>
#include <memory>
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
    /// Whether the path has characters to encode, which are encoded twice in what is signed.
    bool signs_encoded_path = false;
    std::chrono::milliseconds connect_timeout{2000};
    std::chrono::milliseconds timeout{10000};  ///< for all of it; 0 for none
    /// Whether it is a part of the call that is served, and has no longer than that. What Lambda itself is asked is
    /// not.
    bool within_call = true;
    /// Whether it may be sent a second time when a pooled connection turns out to be dead only after the first.
    bool repeatable = true;
    /// Whether a shutdown of the process ends the wait.
    bool interruptible = false;
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
    bool interrupted = false;
    /// The request may have reached the service: what it asked for may have happened.
    bool may_have_arrived = true;
};

/// One connection pool a process; a Lambda process serves one call at a time, so nothing here is shared by threads.
/// Throws `TransportError`.
HttpAnswer exchange(const HttpExchange&);

/// A POST whose body is made while it is sent, in chunks. Throws `TransportError`.
class StreamedPost {
public:
    StreamedPost(const std::string& url, const std::vector<std::string>& headers);
    ~StreamedPost();
    StreamedPost(const StreamedPost&) = delete;
    StreamedPost& operator=(const StreamedPost&) = delete;

    /// Returns when the bytes are with libcurl, which keeps 64 KB of them at most. It is an error if the answer came
    /// before all of the body was sent: then nobody reads the rest.
    void write(std::string_view bytes);
    /// Ends the body, with these trailers (`Name: value`), and waits for the answer. After an early answer it is that
    /// one.
    HttpAnswer finish(const std::vector<std::string>& trailers = {});

    struct State;

private:
    std::unique_ptr<State> state_;
};

/// From now on, every interruptible exchange ends at once. Safe in a signal handler.
void interrupt_exchanges();
/// The file descriptor that the signal handler writes to is made here, before the handler can run.
void prepare_interrupts();

}  // namespace bob::runtime
