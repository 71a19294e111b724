/// A Lambda function as a value: what it is, what calls it, and what it may do.
#pragma once

#include "bob/events.h"
#include "bob/grant.h"

namespace bob {

/// The runtimes that AWS still patched in December 2026, and a few whose patches have just ended.
enum class Runtime : unsigned char {
    provided_al2023,
    provided_al2,
    nodejs24,
    nodejs22,
    nodejs20,
    python314,
    python313,
    python312,
    python311,
    java25,
    java21,
    java17,
    java11,
    java8_al2,
    dotnet10,
    dotnet8,
    ruby40,
    ruby34,
    ruby33
};
/// One of the list, or any by Lambda's own name, which is judged by the date of bob's list: "nodejs26.x".
struct RuntimeChoice {
    Runtime listed = Runtime::provided_al2023;
    std::string_view name = {};  ///< empty for one of the list

    constexpr RuntimeChoice() noexcept {}
    constexpr RuntimeChoice(Runtime one) noexcept : listed(one) {}
    constexpr RuntimeChoice(const char* literal) noexcept : name(literal) {}
    constexpr RuntimeChoice(RuntimeText made) noexcept : name(made.text) {}
};
enum class Architecture : unsigned char { x86_64, arm64 };
enum class Tracing : unsigned char { pass_through, active };

/// Limits for the body of a request. A larger body is answered with 413 before the handler is called; JSON or a form
/// with more values is answered with 400 while it is read. A value takes 16 bytes of memory, and up to 64 more if it is
/// a list or an object: with the defaults, no body takes more than 10 MB.
struct BodyLimit {
    std::uint32_t bytes = 1 << 20;  ///< after decoding base64
    std::uint32_t values = 100'000;
};
inline constexpr BodyLimit default_body_limit{};

struct Variable {
    Text name;
    Expression value = {};
};

/// The VPC of a function. Both lists are needed; its role gets what Lambda needs for network interfaces.
struct VpcConfig {
    /// Ids, or one parameter that is a list of them.
    Items<Expression, limits::vpc_security_groups.value> security_group_ids = {};
    Items<Expression, limits::vpc_subnets.value> subnet_ids = {};
    Setting<bool> ipv6_allowed_for_dual_stack = {};  ///< IPv6 to the outside, in subnets that have both
    bool none = false;                               ///< not even that of the stack's defaults

    constexpr explicit operator bool() const { return !security_group_ids.empty() || !subnet_ids.empty(); }
};
/// `.vpc = no_vpc`, where the stack's defaults have one.
inline constexpr VpcConfig no_vpc{.none = true};

/// An EventBridge bus as a destination, by its ARN.
struct EventBusArn {
    Expression arn;
};
constexpr EventBusArn event_bus(Expression arn) noexcept { return {arn}; }

/// Receives a record of an asynchronous invocation: a queue, a topic or a function of the stack, or an `event_bus`.
struct Destination : Link<Kind::queue, Kind::topic, Kind::function> {
    using Base = Link<Kind::queue, Kind::topic, Kind::function>;
    Expression bus_arn = {};

    constexpr Destination() noexcept {}
    template <Declared T>
    constexpr Destination(const T& to, std::source_location at = std::source_location::current()) noexcept
        : Base(to, at) {}
    constexpr Destination(const EventBusArn& to, std::source_location at = std::source_location::current()) noexcept
        : bus_arn(to.arn) {
        place = at;
    }
    constexpr explicit operator bool() const { return bus_arn.form != Expression::Form::none || !name.empty(); }
};

/// What Lambda does with an event that it was handed for later, as S3, SNS and EventBridge do: its EventInvokeConfig.
struct AsyncInvocation {
    Setting<int> maximum_retry_attempts = {};  ///< 0 to 2; 2 by default
    Setting<Seconds> maximum_event_age = {};   ///< 60 s to 6 h; 6 h by default
    Destination on_success = {};
    Destination on_failure = {};  ///< with the answer and the error, which a dead letter lacks

    constexpr explicit operator bool() const {
        return maximum_retry_attempts || maximum_event_age || on_success || on_failure;
    }
};

namespace compile_error {
inline void a_function_timeout_is_1_to_900_seconds() {}
inline void a_function_memory_is_128_to_10240_MB() {}
inline void a_function_ephemeral_storage_is_512_to_10240_MB() {}
inline void a_reserved_concurrency_is_0_to_900() {}
inline void a_VPC_has_security_groups_and_subnets() {}
inline void an_asynchronous_invocation_has_0_to_2_retries() {}
inline void an_asynchronous_event_is_kept_for_60_seconds_to_6_hours() {}
inline void a_body_has_1_byte_to_6_MB_and_at_least_1_value() {}
inline void a_batch_from_a_stream_has_1_to_10000_records() {}
inline void a_batch_from_a_queue_has_1_to_10_messages_or_to_10000_with_a_batching_window() {}
inline void an_HTTP_route_is_declared_twice() {}
}  // namespace compile_error

namespace detail {

constexpr bool within(std::int64_t value, const Limit& low, const Limit& high) {
    return value >= low.value && value <= high.value;
}

constexpr void verify_batch(const StreamBatch& batch) {
    if (batch.size.literal() && ((*batch.size) < 1 || *batch.size > limits::stream_batch_max.value))
        compile_error::a_batch_from_a_stream_has_1_to_10000_records();
}

template <class Events>
constexpr void verify_routes(const Events& events) {
    for (unsigned i = 0; i < events.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (events[i].method == events[j].method && events[i].path.text == events[j].path.text)
                compile_error::an_HTTP_route_is_declared_twice();
}

template <class F>
constexpr Verified verify_function(const F& function) {
    if (!std::is_constant_evaluated()) return {};
    if (function.timeout.literal() &&
        ((*function.timeout).count() < 1 || (*function.timeout).count() > limits::function_timeout_max.value))
        compile_error::a_function_timeout_is_1_to_900_seconds();
    if (function.memory.literal() &&
        !within((*function.memory).count, limits::function_memory_min, limits::function_memory_max))
        compile_error::a_function_memory_is_128_to_10240_MB();
    if (function.ephemeral_storage.literal() &&
        !within((*function.ephemeral_storage).count, limits::function_storage_min, limits::function_storage_max))
        compile_error::a_function_ephemeral_storage_is_512_to_10240_MB();
    if (function.reserved_concurrency.literal() &&
        ((*function.reserved_concurrency) < 0 ||
         (*function.reserved_concurrency) > limits::account_concurrency.value - limits::unreserved_concurrency.value))
        compile_error::a_reserved_concurrency_is_0_to_900();
    if (function.vpc.security_group_ids.empty() != function.vpc.subnet_ids.empty())
        compile_error::a_VPC_has_security_groups_and_subnets();
    const AsyncInvocation& later = function.async_invocation;
    if (later.maximum_retry_attempts.literal() &&
        (*later.maximum_retry_attempts < 0 || *later.maximum_retry_attempts > limits::async_retries_max.value))
        compile_error::an_asynchronous_invocation_has_0_to_2_retries();
    if (later.maximum_event_age.literal() &&
        !within((*later.maximum_event_age).count(), limits::async_event_age_min, limits::async_event_age_max))
        compile_error::an_asynchronous_event_is_kept_for_60_seconds_to_6_hours();
    if (function.max_body.bytes < 1 || function.max_body.bytes > limits::function_payload_max.value ||
        function.max_body.values < 1)
        compile_error::a_body_has_1_byte_to_6_MB_and_at_least_1_value();
    for (const auto& event : function.stream) verify_batch(event.batch);
    for (const auto& event : function.kinesis) verify_batch(event.batch);
    for (const auto& event : function.sqs)
        if (event.batch_size.literal() &&
            ((*event.batch_size) < 1 ||
             (*event.batch_size) > (event.batching_window.set ? limits::stream_batch_max.value
                                                              : limits::queue_batch_without_window.value)))
            compile_error::a_batch_from_a_queue_has_1_to_10_messages_or_to_10000_with_a_batching_window();
    verify_routes(function.http);
    verify_routes(function.http_api);
    return {};
}

}  // namespace detail

/// Defaults that differ from CloudFormation's: the `provided.al2023` runtime with the handler `bootstrap`, 256 MB, 6 s,
/// logs kept for 14 days (CloudWatch's own default is forever), and a separate role with exactly the permissions of
/// `uses` and `statements`.
struct Function {
    static constexpr Kind kind = Kind::function;

    FunctionName name;
    Text description = {};

    // What calls it. A function may have several events, or none.
    List<HttpEvent, 64> http = {};
    List<HttpApiEvent, 64> http_api = {};
    List<StreamEvent, 4> stream = {};
    List<KinesisEvent, 4> kinesis = {};
    List<QueueEvent, 4> sqs = {};
    List<TopicEvent, 8> sns = {};
    List<BucketEvent, 8> s3 = {};
    List<EventBridgeEvent, 8> event_bridge = {};
    List<ScheduleEvent, 8> schedule = {};
    List<CognitoEvent, 10> cognito = {};
    BodyLimit max_body = {};  ///< for requests of `http` and `http_api`

    // What it may do.
    Items<Use, 32> uses = {};
    List<Statement, 8> statements = {};
    Expression role = {};     ///< the ARN of a role that is given; bob then makes none, and says what it must allow
    RolePath role_path = {};  ///< of its role; "/" by default
    Expression permissions_boundary = {};  ///< the ARN of the managed policy that its role can't exceed

    // What it is.
    Setting<Seconds> timeout = {};
    Setting<Megabytes> memory = {};
    Setting<Megabytes> ephemeral_storage = {};
    Setting<Architecture> architecture = {};
    Setting<RuntimeChoice> runtime = {};
    Text handler = {};  ///< "bootstrap" for the provided runtimes
    List<Variable, 48> environment = {};
    Items<Expression, limits::function_layers.value> layers = {};
    Setting<int> reserved_concurrency = {};
    Setting<std::chrono::days> log_retention = {};
    Link<Kind::queue, Kind::topic> dead_letter = {};  ///< receives events whose asynchronous invocations all failed
    AsyncInvocation async_invocation = {};
    VpcConfig vpc = {};
    Setting<Tracing> tracing = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_function(*this);
};
void lower(const Function&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
