/// A response that is sent while it is made: the first byte leaves before the last is known, and it may be larger than
/// the 6 MB of a buffered one (200 MB by default;
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

    /// Status and headers for who called over HTTP (a function URL, or a REST API with response streaming); before the
    /// first `write`, or not at all.
    void head(int status, const Value& headers = Value::map());
    /// Sends. Nothing is kept but what the connection did not take yet. Throws `Failure` when the caller is gone.
    void write(std::string_view bytes);

    /// Any further thing thrown by the handler can only be reported in a trailer.
    bool begun() const { return begun_; }

protected:
    virtual void begin(std::string_view content_type) = 0;
    virtual void send(std::string_view bytes) = 0;

private:
    bool begun_ = false;
    std::string prelude_;
};

}  // namespace bob
