/// A streamed response: the first byte is sent before the last one is known, and it may be larger than the 6 MB of a
/// buffered one (200 MB by default;
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html).
#pragma once

#include <string>
#include <string_view>

#include "bob/runtime/value.h"

namespace bob {

class ResponseStream {
public:
    ResponseStream() = default;
    ResponseStream(const ResponseStream&) = delete;
    ResponseStream& operator=(const ResponseStream&) = delete;
    virtual ~ResponseStream() = default;

    /// Status and headers for HTTP callers (a function URL, or a REST API with response streaming); before the
    /// first `write`, or not at all.
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
    bool begun_ = false;
    std::string prelude_;
};

}  // namespace bob
