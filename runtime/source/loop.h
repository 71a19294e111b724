/// The loop of a custom runtime (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

namespace bob {
class HttpRequest;
struct Response;
}  // namespace bob

namespace bob::runtime {

/// Of a buffered answer, in bytes: 6 MB and what the service adds
/// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
inline constexpr std::size_t max_answer = 6'291'556;

/// Takes calls from the Runtime API at `host` (`AWS_LAMBDA_RUNTIME_API`) and answers them with the handler that is
/// linked, until the process is told to end. The program's exit code.
int serve_lambda(const std::string& host);

/// Throws a `Failure` for what is no status of a whole response (RFC 9110, 15).
void check_status(int status);
/// The same for a header: its name is a token, and its value one line (RFC 9110, 5.1 and 5.5).
void check_header(std::string_view name, std::string_view value);

/// With valid headers, none of them twice, and cookies apart; to a request, with those that every answer has.
Response completed(const Response&, const HttpRequest*);

/// How an exception is told to Lambda: `errorType` and `errorMessage`.
struct ErrorReport {
    std::string type;
    std::string message;
};
ErrorReport describe(const std::exception_ptr&);

}  // namespace bob::runtime
