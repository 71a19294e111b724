/// Errors of Lambda, when a handler calls another function. Each is a `Failure`: callers of an API see a 500, or a 503
/// if a retry can help. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
#pragma once

#include <string>
#include <utility>

#include "bob/runtime/error.h"

namespace bob::lambda_error {

/// Lambda refused or failed. `type()` is `lambda.` and the name of its exception.
struct Exception : Failure {
    using Failure::Failure;
};

/// The function was called, and its handler failed. `type()` is `lambda.FunctionError`; what the handler threw is here.
struct FunctionError : Exception {
    FunctionError(std::string type_name, std::string text)
        : Exception("lambda.FunctionError", "The function failed with " + type_name + ": " + text),
          error_type(std::move(type_name)),
          error_message(std::move(text)) {}
    std::string error_type;     ///< as `Shop.SoldOut`, or `Runtime.ExitError`
    std::string error_message;  ///< for logs: it is not meant for callers
};

/// A parameter is none that Lambda takes.
struct InvalidParameterValueException : Exception {
    using Exception::Exception;
};
/// The event is no JSON.
struct InvalidRequestContentException : Exception {
    using Exception::Exception;
};
/// The event exceeds 6 MB, or 1 MB when it is for later.
struct RequestTooLargeException : Exception {
    using Exception::Exception;
};
/// More calls at a time than the function reserves or the account has, after all retries. Nothing was done.
struct TooManyRequestsException : Exception {
    using Exception::Exception;
};
/// The function, or the version that its alias is of, does not exist.
struct ResourceNotFoundException : Exception {
    using Exception::Exception;
};
/// The function is being made or changed.
struct ResourceConflictException : Exception {
    using Exception::Exception;
};
/// Its network interfaces, or what it was idle for, are not there yet.
struct ResourceNotReadyException : Exception {
    using Exception::Exception;
};
/// The account's code takes more than the 75 GB that Lambda keeps.
struct CodeStorageExceededException : Exception {
    using Exception::Exception;
};
/// The role of the caller does not allow it.
struct AccessDeniedException : Exception {
    using Exception::Exception;
};
/// Lambda can't use the key that the function's environment is encrypted with.
struct KMSException : Exception {
    using Exception::Exception;
};
/// Lambda could not reach the function's VPC or file system: `type()` says which.
struct FunctionNotReached : Exception {
    using Exception::Exception;
};
/// An error of Lambda's own. The function may have been called.
struct ServiceException : Exception {
    using Exception::Exception;
};

}  // namespace bob::lambda_error
