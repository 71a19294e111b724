/// Errors of API Gateway, when a handler manages connections of a WebSocket API. Each is a `Failure`. A connection that
/// is gone is none: what asked about it says so.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
#pragma once

#include "bob/runtime/error.h"

namespace bob::connection_error {

/// API Gateway refused or failed. `type()` is `connections.` and the name of its exception.
struct Exception : Failure {
    using Failure::Failure;
};
/// The message has more than 128 KB.
struct PayloadTooLargeException : Exception {
    using Exception::Exception;
};
/// More calls than the account may make, or more messages than the client takes, after all retries.
struct LimitExceededException : Exception {
    using Exception::Exception;
};
/// The role of the function does not allow it, or there is no such stage.
struct ForbiddenException : Exception {
    using Exception::Exception;
};

}  // namespace bob::connection_error
