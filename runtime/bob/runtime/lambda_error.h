/// Errors of Lambda, when a handler calls another function. Each is a `Failure`: callers of an API see a 500, or a 503
/// if a retry can help. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
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

/// A parameter is none that Lambda takes. Of a role that Lambda can't assume it says so, too.
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
/// The event exceeds what Lambda takes, once it is written for transport.
struct SerializedRequestEntityTooLargeException : Exception {
    using Exception::Exception;
};
/// The event is of a type that Lambda does not read.
struct UnsupportedMediaTypeException : Exception {
    using Exception::Exception;
};
/// More calls at a time than the function reserves or the account has, after all retries. Nothing was done.
struct TooManyRequestsException : Exception {
    using Exception::Exception;
};
/// Functions called each other in a loop, and Lambda ended it.
struct RecursiveInvocationException : Exception {
    using Exception::Exception;
};
/// The function, or the version that its alias is of, does not exist.
struct ResourceNotFoundException : Exception {
    using Exception::Exception;
};
/// The function has no version, and the call needs one.
struct NoPublishedVersionException : Exception {
    using Exception::Exception;
};
/// The function exists already, or is being made or changed.
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
/// Lambda does not run the function's runtime, or not this version of it.
struct InvalidRuntimeException : Exception {
    using Exception::Exception;
};
/// Lambda could not unpack the function's code.
struct InvalidZipFileException : Exception {
    using Exception::Exception;
};
/// The function can't be called in this way.
struct ModeNotSupportedException : Exception {
    using Exception::Exception;
};
/// An execution of this name runs already.
struct DurableExecutionAlreadyStartedException : Exception {
    using Exception::Exception;
};
/// The role of the caller does not allow it.
struct AccessDeniedException : Exception {
    using Exception::Exception;
};
/// The function failed after it was restored from its snapshot.
struct SnapStartException : Exception {
    using Exception::Exception;
};
/// The snapshot is not made yet.
struct SnapStartNotReadyException : Exception {
    using Exception::Exception;
};
/// Restoring the snapshot took too long.
struct SnapStartTimeoutException : Exception {
    using Exception::Exception;
};
/// Lambda could not make the snapshot anew.
struct SnapStartRegenerationFailureException : Exception {
    using Exception::Exception;
};
/// An error of Lambda's own. The function may have been called.
struct ServiceException : Exception {
    using Exception::Exception;
};

/// Lambda can't use the key that the function's environment is encrypted with.
struct KMSException : Exception {
    using Exception::Exception;
};
/// The function's role may not decrypt with the key.
struct KMSAccessDeniedException : KMSException {
    using KMSException::KMSException;
};
/// The key is disabled.
struct KMSDisabledException : KMSException {
    using KMSException::KMSException;
};
/// The key is in a state in which it can't be used.
struct KMSInvalidStateException : KMSException {
    using KMSException::KMSException;
};
/// There is no such key.
struct KMSNotFoundException : KMSException {
    using KMSException::KMSException;
};

/// Lambda could not reach the function's VPC or file system.
struct FunctionNotReached : Exception {
    using Exception::Exception;
};
/// The function's role may not make network interfaces.
struct EC2AccessDeniedException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// EC2 throttled Lambda while it set up the function's network.
struct EC2ThrottledException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// EC2 failed while Lambda set up the function's network.
struct EC2UnexpectedException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// The VPC has as many network interfaces as it may have.
struct ENILimitReachedException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// The network interface is not there yet.
struct ENINotReadyException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// A security group of the function does not exist.
struct InvalidSecurityGroupIDException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// A subnet of the function does not exist.
struct InvalidSubnetIDException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// A subnet of the function has no address left.
struct SubnetIPAddressLimitReachedException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// The file system failed to read or write.
struct EFSIOException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// There is no network connection to the file system.
struct EFSMountConnectivityException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// The file system could not be mounted.
struct EFSMountFailureException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};
/// Mounting the file system took too long.
struct EFSMountTimeoutException : FunctionNotReached {
    using FunctionNotReached::FunctionNotReached;
};

}  // namespace bob::lambda_error
