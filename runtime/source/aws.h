/// Calls of AWS services that speak JSON over POST, with retries.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "bob/runtime/error.h"
#include "bob/runtime/value.h"
#include "http.h"

namespace bob::runtime {

struct AwsCall {
    /// As the endpoint and the signature name it: `dynamodb`, `cognito-idp`, `sqs`.
    std::string_view service;
    /// `DynamoDB_20120810.GetItem`; empty where the body itself names the operation.
    std::string_view target = {};
    std::string_view content_type = "application/x-amz-json-1.0";
    std::string body = {};
    std::string path = "/";                 ///< of characters that need no encoding, with a query if there is one
    std::vector<std::string> headers = {};  ///< `Name: value`, besides those above
    std::string_view base = {};             ///< in place of the service's endpoint, as `https://example.com`
    bool sign = true;
    /// Whether it may be sent again when the first may have been carried out already (the connection broke while the
    /// answer was awaited, or a 5xx). Throttling is always retried: a throttled request did nothing.
    bool repeatable = true;
    std::chrono::system_clock::time_point deadline = std::chrono::system_clock::time_point::max();
    int attempts = 4;
    std::chrono::milliseconds timeout{3000};  ///< of one attempt; less when the deadline is nearer
};

/// What the service answered with when it refused, after the retries that made sense.
struct AwsFailure : Failure {
    AwsFailure(const std::string& service_name, std::string type_name, std::string text, int http_status,
               bool may_retry, Value answer)
        : Failure(service_name + "." + type_name, std::move(text), may_retry),
          error(std::move(type_name)),
          status(http_status),
          body(std::move(answer)) {}
    std::string error;  ///< `ConditionalCheckFailedException`; `Timeout` and `ConnectionFailed` are our own
    int status = 0;     ///< 0 when there was no answer
    Value body;
};

/// What an answer says that refuses; each protocol has its own way to say it. What is empty it did not say.
struct Refusal {
    std::string error = {};
    std::string message = {};
    Value body = {};
};

/// The body of the answer, parsed. Throws `AwsFailure`.
Value call(const AwsCall&);
/// The answer as it came. Throws `AwsFailure`.
HttpAnswer call_answer(const AwsCall&, Refusal (*read_refusal)(const HttpAnswer&));
/// The body as it came, of a service that speaks something else. Throws `AwsFailure`.
std::string call_text(const AwsCall&, Refusal (*read_refusal)(const HttpAnswer&));

/// `base` doubled for each attempt made, at most `most`, of which a random part is waited ("full jitter"); false,
/// without waiting, when the deadline would pass meanwhile.
bool back_off(int attempts_made, std::chrono::milliseconds base, std::chrono::milliseconds most,
              std::chrono::system_clock::time_point deadline);

/// What `AWS_ENDPOINT_URL_DYNAMODB` and the like, or `AWS_ENDPOINT_URL`, say, without a slash at its end; empty when
/// they say nothing.
std::string endpoint_override(std::string_view service);
/// `https://dynamodb.eu-central-1.amazonaws.com`, or what `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL` say.
std::string endpoint(std::string_view service);

}  // namespace bob::runtime
