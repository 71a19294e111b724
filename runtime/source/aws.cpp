#include "aws.h"

#include <algorithm>
#include <array>
#include <thread>

#include "bob/runtime/log.h"
#include "bob/runtime/uuid.h"
#include "crypto.h"
#include "deadline.h"
#include "environment.h"

namespace bob::runtime {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::system_clock;

/// As the AWS SDKs name services in their environment variables: the service id, in capitals.
const char* endpoint_variable(std::string_view service) {
    if (service == "dynamodb") return "AWS_ENDPOINT_URL_DYNAMODB";
    if (service == "cognito-idp") return "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";
    if (service == "sqs") return "AWS_ENDPOINT_URL_SQS";
    if (service == "sns") return "AWS_ENDPOINT_URL_SNS";
    if (service == "secretsmanager") return "AWS_ENDPOINT_URL_SECRETS_MANAGER";
    if (service == "lambda") return "AWS_ENDPOINT_URL_LAMBDA";
    if (service == "ssm") return "AWS_ENDPOINT_URL_SSM";
    return "AWS_ENDPOINT_URL";
}

struct Partition {
    std::string_view region_prefix;
    std::string_view suffix;
};
/// https://docs.aws.amazon.com/general/latest/gr/rande.html and the SDKs' endpoint rules.
constexpr std::array partitions{Partition{"cn-", "amazonaws.com.cn"},    Partition{"us-isob-", "sc2s.sgov.gov"},
                                Partition{"us-isof-", "csp.hci.ic.gov"}, Partition{"us-iso-", "c2s.ic.gov"},
                                Partition{"eu-isoe-", "cloud.adc-e.uk"}, Partition{"eusc-", "amazonaws.eu"}};

/// Refused before anything was done: these may always be repeated.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
bool throttled(int status, std::string_view error) {
    constexpr std::array<std::string_view, 10> names{"ThrottlingException",
                                                     "Throttled",
                                                     "Throttling",
                                                     "ThrottledException",
                                                     "TooManyRequestsException",
                                                     "ProvisionedThroughputExceededException",
                                                     "RequestLimitExceeded",
                                                     "RequestThrottled",
                                                     "RequestThrottledException",
                                                     "TransactionInProgressException"};
    return status == 429 || std::find(names.begin(), names.end(), error) != names.end();
}

/// `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` and `Name:http://…` without what surrounds the
/// name.
std::string error_name(std::string_view text) {
    if (const auto hash = text.rfind('#'); hash != std::string_view::npos) text.remove_prefix(hash + 1);
    return std::string(text.substr(0, text.find(':')));
}

Value parsed(const std::string& body) {
    try {
        return parse_json(body);
    } catch (const JsonError&) {
        return {};
    }
}

Refusal json_refusal(const HttpAnswer& answer) {
    Refusal made{.body = parsed(answer.body)};
    made.error = error_name(made.body["__type"].text());
    if (made.error.empty()) made.error = error_name(answer.header("x-amzn-errortype"));
    made.message = made.body["message"].text();
    if (made.message.empty()) made.message = made.body["Message"].text();
    return made;
}

AwsFailure failure_of(std::string_view service, int status, Refusal refusal) {
    if (refusal.error.empty()) refusal.error = "Http" + std::to_string(status);
    if (refusal.message.empty()) refusal.message = "The service answered with status " + std::to_string(status) + ".";
    const bool retryable = status >= 500 || throttled(status, refusal.error);
    return {std::string(service),   std::move(refusal.error), std::move(refusal.message), status, retryable,
            std::move(refusal.body)};
}

}  // namespace

std::string endpoint_override(std::string_view service) {
    std::string set = environment(endpoint_variable(service));
    if (set.empty()) set = environment("AWS_ENDPOINT_URL");
    while (set.ends_with('/')) set.pop_back();
    return set;
}

std::string endpoint(std::string_view service) {
    std::string set = endpoint_override(service);
    if (!set.empty()) return set;
    const std::string region = environment("AWS_REGION");
    std::string_view suffix = "amazonaws.com";
    for (const Partition& partition : partitions)
        if (region.starts_with(partition.region_prefix)) suffix = partition.suffix;
    return "https://" + std::string(service) + "." + region + "." + std::string(suffix);
}

bool back_off(int attempts_made, milliseconds base, milliseconds most, system_clock::time_point deadline) {
    const milliseconds ceiling = std::min(most, base * (1 << std::min(attempts_made - 1, 10)));
    std::uint32_t random = 0;
    random_bytes(&random, sizeof random);
    const milliseconds wait(random % (static_cast<std::uint32_t>(ceiling.count()) + 1));
    if (wait >= time_left(deadline)) return false;
    std::this_thread::sleep_for(wait);
    return true;
}

HttpAnswer call_answer(const AwsCall& wanted, Refusal (*read_refusal)(const HttpAnswer&)) {
    const std::string region = environment("AWS_REGION");
    HttpExchange request;
    request.url = (wanted.base.empty() ? endpoint(wanted.service) : std::string(wanted.base)) + wanted.path;
    request.headers = {"Content-Type: " + std::string(wanted.content_type)};
    if (!wanted.target.empty()) request.headers.push_back("X-Amz-Target: " + std::string(wanted.target));
    request.headers.insert(request.headers.end(), wanted.headers.begin(), wanted.headers.end());
    request.body = wanted.body;
    request.repeatable = wanted.repeatable;
    if (wanted.sign) request.signing = region + ":" + std::string(wanted.service);

    for (int attempt = 1;; ++attempt) {
        request.timeout = wanted.timeout;
        const milliseconds left = time_left(wanted.deadline);
        if (left <= 0ms)
            throw AwsFailure(std::string(wanted.service), "Timeout", "There is no time left for the call.", 0, true,
                             {});
        request.timeout = std::min(request.timeout, left);
        request.connect_timeout = std::min(request.timeout, milliseconds{2000});
        bool may_repeat = false;
        std::exception_ptr failure;
        std::string problem;
        try {
            HttpAnswer answer = exchange(request);
            if (answer.status / 100 == 2) return answer;
            AwsFailure refused = failure_of(wanted.service, answer.status, read_refusal(answer));
            may_repeat = throttled(refused.status, refused.error) || (refused.retryable() && wanted.repeatable);
            problem = refused.error;
            failure = std::make_exception_ptr(std::move(refused));
        } catch (const TransportError& error) {
            may_repeat = wanted.repeatable || !error.may_have_arrived;
            problem = error.timed_out ? "Timeout" : "ConnectionFailed";
            failure =
                std::make_exception_ptr(AwsFailure(std::string(wanted.service), problem, error.message, 0, true, {}));
        }
        // Throttling takes longer to pass than a broken connection (the SDKs' standard mode waits 50 ms and up, too).
        if (!may_repeat || attempt >= wanted.attempts || !back_off(attempt, 50ms, 2000ms, wanted.deadline))
            std::rethrow_exception(failure);
        log_debug("AWS call is repeated", {{"service", wanted.service},
                                           {"target", wanted.target},
                                           {"attempt", attempt},
                                           {"error", std::string_view(problem)}});
    }
}

std::string call_text(const AwsCall& wanted, Refusal (*read_refusal)(const HttpAnswer&)) {
    return call_answer(wanted, read_refusal).body;
}

Value call(const AwsCall& wanted) {
    const std::string body = call_text(wanted, json_refusal);
    try {
        return body.empty() ? Value::map() : parse_json(body);
    } catch (const JsonError&) {
        throw AwsFailure(std::string(wanted.service), "MalformedAnswer", "The answer is no JSON.", 200, false, {});
    }
}

}  // namespace bob::runtime

namespace bob {

std::string new_uuid() {
    constexpr char digits[] = "0123456789abcdef";
    unsigned char bytes[16];
    runtime::random_bytes(bytes, sizeof bytes);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
    std::string text;
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0xFU];
    }
    return text;
}

bool is_uuid(const std::string& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

}  // namespace bob
