/// Errors of handlers, and what the caller of an API sees of them.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bob {

/// What is wrong with one field of a request.
struct FieldError {
    std::string field;  ///< the path to it: `address.lines[2]`, `query.limit`
    std::string
        code;  ///< stable, for programs: `required`, `wrong_type`, `out_of_range`, `wrong_format`, `not_allowed`
    std::string message;  ///< a sentence, for people
};

/// An error that the caller may see. Thrown from a handler, it becomes the response
/// `{"code": …, "message": …, "requestId": …, "fields": […]}` with its status. Any other exception becomes a 500
/// without details. docs/errors.md lists every code of the library.
class Error : public std::exception {
public:
    /// `status` is an HTTP status, 400 to 599. `code` is stable and for programs, `message` a sentence for people.
    Error(int status, std::string code, std::string message, std::vector<FieldError> fields = {})
        : status_(status), code_(std::move(code)), message_(std::move(message)), fields_(std::move(fields)) {}

    int status() const { return status_; }
    const std::string& code() const { return code_; }
    const std::string& message() const { return message_; }
    const std::vector<FieldError>& fields() const { return fields_; }
    const char* what() const noexcept override { return message_.c_str(); }

private:
    int status_;
    std::string code_;
    std::string message_;
    std::vector<FieldError> fields_;
};

struct BadRequest : Error {  // 400
    explicit BadRequest(std::string message, std::vector<FieldError> fields = {}, std::string code = "bad_request")
        : Error(400, std::move(code), std::move(message), std::move(fields)) {}
};
struct Unauthorized : Error {  // 401
    explicit Unauthorized(std::string message = "Sign in to do this.", std::string code = "unauthorized")
        : Error(401, std::move(code), std::move(message)) {}
};
struct Forbidden : Error {  // 403
    explicit Forbidden(std::string message = "This is not yours to do.", std::string code = "forbidden")
        : Error(403, std::move(code), std::move(message)) {}
};
struct NotFound : Error {  // 404
    explicit NotFound(std::string message = "There is no such thing.", std::string code = "not_found")
        : Error(404, std::move(code), std::move(message)) {}
};
struct Conflict : Error {  // 409
    explicit Conflict(std::string message, std::string code = "conflict")
        : Error(409, std::move(code), std::move(message)) {}
};
struct TooManyRequests : Error {  // 429
    explicit TooManyRequests(std::string message = "Too many requests; try again later.",
                             std::string code = "too_many_requests")
        : Error(429, std::move(code), std::move(message)) {}
};

/// Something that a handler relies on failed: an AWS service, the network, the data itself. It is logged with its
/// details; callers see a 500 (or a 503 if a retry can help) without them.
class Failure : public std::exception {
public:
    /// `type` names it in logs and in Lambda's error type: `DynamoDB.ProvisionedThroughputExceededException`.
    Failure(std::string type, std::string message, bool retryable = false)
        : type_(std::move(type)), message_(std::move(message)), retryable_(retryable) {}

    const std::string& type() const { return type_; }
    const std::string& message() const { return message_; }
    /// The same call may succeed later.
    bool retryable() const { return retryable_; }
    const char* what() const noexcept override { return message_.c_str(); }

private:
    std::string type_;
    std::string message_;
    bool retryable_;
};

}  // namespace bob
