/// Lambda's own API speaks JSON, and says in headers what a call is.
#include "bob/runtime/functions.h"

#include <cstdlib>

#include "aws.h"

namespace bob::detail {

using namespace bob::runtime;
using namespace std::chrono_literals;

namespace {

/// `Message`, where other services have `message`; the name is in a header.
Refusal lambda_refusal(const HttpAnswer& answer) {
    Refusal made;
    const std::string_view name = answer.header("x-amzn-errortype");
    made.error = name.substr(0, name.find(':'));
    try {
        made.body = parse_json(answer.body);
    } catch (const JsonError&) {
        return made;
    }
    made.message = made.body["Message"].text().empty() ? made.body["message"].text() : made.body["Message"].text();
    return made;
}

template <class T>
[[noreturn]] void throw_lambda_as(const AwsFailure& failure) {
    throw T(failure.type(), failure.message(), failure.retryable());
}

struct LambdaException {
    std::string_view name;
    void (*raise)(const AwsFailure&);
};

constexpr LambdaException lambda_exceptions[] = {
    {"InvalidParameterValueException", throw_lambda_as<lambda_error::InvalidParameterValueException>},
    {"InvalidRequestContentException", throw_lambda_as<lambda_error::InvalidRequestContentException>},
    {"RequestTooLargeException", throw_lambda_as<lambda_error::RequestTooLargeException>},
    {"SerializedRequestEntityTooLargeException",
     throw_lambda_as<lambda_error::SerializedRequestEntityTooLargeException>},
    {"UnsupportedMediaTypeException", throw_lambda_as<lambda_error::UnsupportedMediaTypeException>},
    {"TooManyRequestsException", throw_lambda_as<lambda_error::TooManyRequestsException>},
    {"RecursiveInvocationException", throw_lambda_as<lambda_error::RecursiveInvocationException>},
    {"ResourceNotFoundException", throw_lambda_as<lambda_error::ResourceNotFoundException>},
    {"NoPublishedVersionException", throw_lambda_as<lambda_error::NoPublishedVersionException>},
    {"ResourceConflictException", throw_lambda_as<lambda_error::ResourceConflictException>},
    {"ResourceNotReadyException", throw_lambda_as<lambda_error::ResourceNotReadyException>},
    {"CodeStorageExceededException", throw_lambda_as<lambda_error::CodeStorageExceededException>},
    {"InvalidRuntimeException", throw_lambda_as<lambda_error::InvalidRuntimeException>},
    {"InvalidZipFileException", throw_lambda_as<lambda_error::InvalidZipFileException>},
    {"ModeNotSupportedException", throw_lambda_as<lambda_error::ModeNotSupportedException>},
    {"DurableExecutionAlreadyStartedException", throw_lambda_as<lambda_error::DurableExecutionAlreadyStartedException>},
    {"AccessDeniedException", throw_lambda_as<lambda_error::AccessDeniedException>},
    {"SnapStartException", throw_lambda_as<lambda_error::SnapStartException>},
    {"SnapStartNotReadyException", throw_lambda_as<lambda_error::SnapStartNotReadyException>},
    {"SnapStartTimeoutException", throw_lambda_as<lambda_error::SnapStartTimeoutException>},
    {"SnapStartRegenerationFailureException", throw_lambda_as<lambda_error::SnapStartRegenerationFailureException>},
    {"ServiceException", throw_lambda_as<lambda_error::ServiceException>},
    {"KMSAccessDeniedException", throw_lambda_as<lambda_error::KMSAccessDeniedException>},
    {"KMSDisabledException", throw_lambda_as<lambda_error::KMSDisabledException>},
    {"KMSInvalidStateException", throw_lambda_as<lambda_error::KMSInvalidStateException>},
    {"KMSNotFoundException", throw_lambda_as<lambda_error::KMSNotFoundException>},
    {"EC2AccessDeniedException", throw_lambda_as<lambda_error::EC2AccessDeniedException>},
    {"EC2ThrottledException", throw_lambda_as<lambda_error::EC2ThrottledException>},
    {"EC2UnexpectedException", throw_lambda_as<lambda_error::EC2UnexpectedException>},
    {"ENILimitReachedException", throw_lambda_as<lambda_error::ENILimitReachedException>},
    {"ENINotReadyException", throw_lambda_as<lambda_error::ENINotReadyException>},
    {"InvalidSecurityGroupIDException", throw_lambda_as<lambda_error::InvalidSecurityGroupIDException>},
    {"InvalidSubnetIDException", throw_lambda_as<lambda_error::InvalidSubnetIDException>},
    {"SubnetIPAddressLimitReachedException", throw_lambda_as<lambda_error::SubnetIPAddressLimitReachedException>},
    {"EFSIOException", throw_lambda_as<lambda_error::EFSIOException>},
    {"EFSMountConnectivityException", throw_lambda_as<lambda_error::EFSMountConnectivityException>},
    {"EFSMountFailureException", throw_lambda_as<lambda_error::EFSMountFailureException>},
    {"EFSMountTimeoutException", throw_lambda_as<lambda_error::EFSMountTimeoutException>},
};

[[noreturn]] void throw_of_lambda(const AwsFailure& failure) {
    for (const LambdaException& one : lambda_exceptions)
        if (one.name == failure.error) one.raise(failure);
    // One that is newer than this list still tells what it is about.
    const std::string_view name = failure.error;
    if (name.starts_with("KMS")) throw_lambda_as<lambda_error::KMSException>(failure);
    for (const std::string_view of : {"EC2", "EFS", "ENI", "S3Files", "Subnet"})
        if (name.starts_with(of)) throw_lambda_as<lambda_error::FunctionNotReached>(failure);
    throw_lambda_as<lambda_error::Exception>(failure);
}

}  // namespace

std::string invoke_function(std::string_view function, std::string event, bool later, Deadline deadline) {
    const std::string variable = names::variable(Kind::function, function);
    const char* value = std::getenv(variable.c_str());
    if (!value || !*value)
        throw Failure("lambda.NoFunctionName", "The environment variable " + variable + " is not set.");
    std::string_view name = value, alias;
    if (const std::size_t colon = name.find(':'); colon != name.npos) {
        alias = name.substr(colon + 1);
        name = name.substr(0, colon);
    }
    AwsCall wanted{.service = "lambda", .content_type = "application/json", .body = std::move(event)};
    wanted.path = "/2015-03-31/functions/" + std::string(name) + "/invocations";
    if (!alias.empty()) wanted.path += "?Qualifier=" + std::string(alias);
    wanted.headers = {later ? "X-Amz-Invocation-Type: Event" : "X-Amz-Invocation-Type: RequestResponse"};
    wanted.repeatable = later;  // which Lambda calls at least once anyway
    wanted.deadline = deadline;
    wanted.timeout = later ? 3000ms : 15min;
    HttpAnswer answer;
    try {
        answer = call_answer(wanted, lambda_refusal);
    } catch (const AwsFailure& failure) {
        throw_of_lambda(failure);
    }
    if (answer.header("x-amz-function-error").empty()) return std::move(answer.body);
    Value error;
    try {
        error = parse_json(answer.body);
    } catch (const JsonError&) {
        throw lambda_error::FunctionError("Unknown", "It said no more.");
    }
    throw lambda_error::FunctionError(std::string(error["errorType"].text()),
                                      std::string(error["errorMessage"].text()));
}

Value answer_of_function(std::string_view function, std::string_view text) {
    try {
        return parse_json(text);
    } catch (const JsonError&) {
        throw Failure("lambda.MalformedAnswer", "The answer of function " + std::string(function) + " is no JSON.");
    }
}

void wrong_answer(std::string_view function, Reading& reading) {
    std::string message = "The answer of function " + std::string(function) + " is another than expected:";
    for (const FieldError& error : reading.errors())
        message += " " + (error.field.empty() ? "" : error.field + ": ") + error.message;
    throw Failure("lambda.MalformedAnswer", std::move(message));
}

}  // namespace bob::detail
