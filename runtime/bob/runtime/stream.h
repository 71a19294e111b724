/// A streamed response: the first byte is sent before the last one is known, and it may be larger than the 6 MB of a
/// buffered one (200 MB by default;
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html).
#pragma once

#include <string>
#include <string_view>

#include "bob/runtime/value.h"

namespace bob {

class HttpRequest;
struct Response;
namespace detail {
class StreamedAnswer;
}

class ResponseStream {
public:
    ResponseStream() = default;
    ResponseStream(const ResponseStream&) = delete;
    ResponseStream& operator=(const ResponseStream&) = delete;
    virtual ~ResponseStream() = default;

    /// Status and headers for HTTP callers (a function URL, or a REST API with response streaming); before the
    /// first `write`, or not at all. A stream that answers a `bob::Request` has the default headers of every response,
    /// too; an empty value removes one. Without a head its status is 200, and its type `application/octet-stream`.
    void head(int status, const Value& headers = Value::map());
    /// Sends the data; only what the connection has not accepted yet is buffered. Throws `Failure` if the caller is
    /// gone.
    void write(std::string_view bytes);

    /// Later exceptions of the handler can only be reported in a trailer.
    bool begun() const { return begun_; }

protected:
    virtual void begin(std::string_view content_type) = 0;
    virtual void send(std::string_view bytes) = 0;

private:
    friend class detail::StreamedAnswer;
    void open(const Response& head);

    bool begun_ = false;
    std::string prelude_;
    const HttpRequest* request_ = nullptr;  ///< that it answers
};

namespace detail {

/// While it lives, the stream answers this request. Until the first byte, an error can still be a response.
class StreamedAnswer {
public:
    StreamedAnswer(ResponseStream& stream, const HttpRequest& request) : stream_(stream) {
        stream_.request_ = &request;
    }
    ~StreamedAnswer() { stream_.request_ = nullptr; }
    StreamedAnswer(const StreamedAnswer&) = delete;
    StreamedAnswer& operator=(const StreamedAnswer&) = delete;

    /// A whole response. One that can't be sent is a 500.
    void send(const Response&);

private:
    ResponseStream& stream_;
};

}  // namespace detail

}  // namespace bob
