/// A Lambda function as a value: what it is, what calls it, and what it may do.
#pragma once

#include "bob/events.h"
#include "bob/function_url.h"
#include "bob/grant.h"
#include "bob/versions.h"

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

namespace names {
/// Lambda@Edge has these two languages.
constexpr bool is_edge_runtime(std::string_view name) {
    return name.starts_with("nodejs") || name.starts_with("python");
}
constexpr bool is_edge_runtime(const RuntimeChoice& runtime) {
    if (!runtime.name.empty()) return is_edge_runtime(runtime.name);
    switch (runtime.listed) {
        case Runtime::nodejs24:
        case Runtime::nodejs22:
        case Runtime::nodejs20:
        case Runtime::python314:
        case Runtime::python313:
        case Runtime::python312:
        case Runtime::python311:
            return true;
        default:
            return false;
    }
}
}  // namespace names

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

/// A file system that functions share: an access point of EFS, mounted at a path. The function is in a VPC, and waits
/// for the mount targets that the stack has. https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
struct FileSystem {
    Expression access_point = {};  ///< its ARN
    Text local_mount_path = {};    ///< "/mnt/files": below `/mnt/`, of letters, digits, `-`, `_` and `.`

    constexpr explicit operator bool() const { return access_point || local_mount_path; }
};

/// A container image in place of an archive, with what it is started by when that differs from the image's own.
/// https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
struct ContainerImage {
    Expression uri = {};  ///< in ECR; by digest (`…@sha256:…`), since Lambda keeps the one that a tag meant before
    Items<Text, 16> command = {};
    Items<Text, 16> entry_point = {};
    Text working_directory = {};

    constexpr explicit operator bool() const { return static_cast<bool>(uri); }
    constexpr bool given() const { return uri || !command.empty() || !entry_point.empty() || working_directory; }
};

enum class LogFormat : unsigned char { text, json };
enum class ApplicationLogLevel : unsigned char { trace, debug, info, warn, error, fatal };
enum class SystemLogLevel : unsigned char { debug, info, warn };
enum class LogGroupClass : unsigned char { standard, infrequent_access };

/// How a function's log is written. Lambda sorts out by level only what is JSON.
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
struct Logging {
    Setting<LogFormat> format = {};
    Setting<ApplicationLogLevel> application_level = {};  ///< of the function's own lines
    Setting<SystemLogLevel> system_level = {};            ///< of Lambda's lines about it
    Setting<LogGroupClass> group_class = {};              ///< of its log group, which keeps it for good

    constexpr explicit operator bool() const {
        return format.set || application_level.set || system_level.set || group_class.set;
    }
};

/// What Lambda does with a function that calls itself by way of a queue, a topic or a bucket, 16 times in a row.
enum class RecursiveLoop : unsigned char { terminate, allow };

/// When a function gets a new version of its runtime; with `manual`, the one that is named.
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
enum class UpdateRuntimeOn : unsigned char { automatic, function_update, manual };
struct RuntimeManagement {
    Setting<UpdateRuntimeOn> update_on = {};
    Expression version_arn = {};

    constexpr explicit operator bool() const { return update_on.set || version_arn; }
};

namespace names {
/// "/mnt/files" (Lambda, FileSystemConfig).
constexpr bool is_mount_path(std::string_view text) {
    constexpr std::string_view below = "/mnt/";
    return text.size() > below.size() && text.size() <= limits::mount_path_max.value && text.starts_with(below) &&
           every(text.substr(below.size()), "-_.");
}
}  // namespace names

namespace compile_error {
inline void a_function_timeout_is_1_to_900_seconds() {}
inline void a_function_memory_is_128_to_10240_MB() {}
inline void a_function_ephemeral_storage_is_512_to_10240_MB() {}
inline void a_reserved_concurrency_is_0_to_900() {}
inline void a_VPC_has_security_groups_and_subnets() {}
inline void a_file_system_has_an_access_point_and_is_mounted_below_mnt() {}
inline void a_container_image_has_a_URI() {}
inline void a_container_image_has_no_handler_runtime_layers_or_SnapStart() {}
inline void SnapStart_is_without_provisioned_concurrency() {}
inline void SnapStart_is_without_a_file_system_and_with_512_MB_of_ephemeral_storage() {}
inline void a_log_level_needs_the_JSON_format() {}
inline void a_runtime_version_is_given_for_manual_updates_and_only_for_them() {}
inline void an_asynchronous_invocation_has_0_to_2_retries() {}
inline void an_asynchronous_event_is_kept_for_60_seconds_to_6_hours() {}
inline void a_body_has_1_byte_to_6_MB_and_at_least_1_value() {}
inline void a_batch_from_a_stream_has_1_to_10000_records() {}
inline void a_tumbling_window_is_1_to_900_seconds() {}
inline void a_Kafka_event_has_a_topic_and_either_a_cluster_or_bootstrap_servers() {}
inline void an_event_of_a_broker_has_a_broker_a_queue_and_credentials() {}
inline void an_event_of_DocumentDB_has_a_cluster_a_database_and_credentials() {}
inline void an_event_of_a_load_balancer_has_a_listener_a_priority_and_a_condition() {}
inline void a_batch_from_a_queue_has_1_to_10_messages_or_to_10000_with_a_batching_window() {}
inline void an_HTTP_route_is_declared_twice() {}
inline void a_function_at_the_edge_has_5_seconds_and_128_MB_for_viewers_and_30_seconds_for_origins() {}
inline void a_function_at_the_edge_runs_Node_js_or_Python_on_x86_64() {}
inline void a_function_at_the_edge_has_no_environment_layers_VPC_image_queues_tracing_or_concurrency_of_its_own() {}
inline void the_groups_of_a_route_are_those_of_its_authorizers_token() {}
}  // namespace compile_error

namespace detail {

constexpr bool within(std::int64_t value, const Limit& low, const Limit& high) {
    return value >= low.value && value <= high.value;
}

constexpr void verify_batch(const StreamBatch& batch) {
    if (batch.size.literal() && ((*batch.size) < 1 || *batch.size > limits::stream_batch_max.value))
        compile_error::a_batch_from_a_stream_has_1_to_10000_records();
    if (batch.tumbling_window.literal() &&
        ((*batch.tumbling_window).count() < 1 || (*batch.tumbling_window).count() > limits::tumbling_window_max.value))
        compile_error::a_tumbling_window_is_1_to_900_seconds();
}

/// Whether a source's brokers keep to what Lambda asks of them.
constexpr bool is_whole(const KafkaEvent& event) {
    return static_cast<bool>(event.cluster) == event.bootstrap_servers.empty() && event.topic;
}
constexpr bool is_whole(const BrokerEvent& event) { return event.broker && event.queue && event.credentials; }
constexpr bool is_whole(const DocumentDbEvent& event) { return event.cluster && event.database && event.credentials; }
constexpr bool is_whole(const AlbEvent& event) {
    return event.listener && event.priority.set &&
           (!event.paths.empty() || !event.hosts.empty() || !event.methods.empty());
}

template <class Events>
constexpr void verify_routes(const Events& events) {
    for (unsigned i = 0; i < events.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (events[i].method == events[j].method && events[i].path.text == events[j].path.text)
                compile_error::an_HTTP_route_is_declared_twice();
    for (const auto& event : events)
        if (!event.groups.empty() && event.authorizer.name.empty())
            compile_error::the_groups_of_a_route_are_those_of_its_authorizers_token();
}

/// What kind of code it is, and what goes with that.
template <class F>
constexpr void verify_form(const F& function) {
    if (function.file_system &&
        (!function.file_system.access_point || !names::is_mount_path(function.file_system.local_mount_path.text)))
        compile_error::a_file_system_has_an_access_point_and_is_mounted_below_mnt();
    const bool snap_start = function.snap_start.literal() && *function.snap_start;
    if (function.image.given() && !function.image) compile_error::a_container_image_has_a_URI();
    if (function.image && (function.handler || function.runtime.set || !function.layers.empty() || snap_start))
        compile_error::a_container_image_has_no_handler_runtime_layers_or_SnapStart();
    if (snap_start && function.alias.provisioned_concurrency.set)
        compile_error::SnapStart_is_without_provisioned_concurrency();
    if (snap_start &&
        (function.file_system || (function.ephemeral_storage.literal() &&
                                  (*function.ephemeral_storage).count != limits::function_storage_min.value)))
        compile_error::SnapStart_is_without_a_file_system_and_with_512_MB_of_ephemeral_storage();
    const Logging& logging = function.logging;
    if ((logging.application_level.set || logging.system_level.set) &&
        !(logging.format.set && *logging.format == LogFormat::json))
        compile_error::a_log_level_needs_the_JSON_format();
    const RuntimeManagement& updates = function.runtime_management;
    const bool manual = updates.update_on.set && *updates.update_on == UpdateRuntimeOn::manual;
    if (manual != static_cast<bool>(updates.version_arn))
        compile_error::a_runtime_version_is_given_for_manual_updates_and_only_for_them();
}

/// What Lambda@Edge has of Lambda. Most of the rest is where a function's copies would have to share something.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
template <class F>
constexpr void verify_edge(const F& function) {
    if (!function.edge.set) return;
    const bool viewers = names::is_of_viewers(*function.edge);
    if ((function.timeout.literal() &&
         (*function.timeout).count() >
             (viewers ? limits::edge_viewer_timeout_max.value : limits::edge_origin_timeout_max.value)) ||
        (viewers && function.memory.literal() && (*function.memory).count > limits::edge_viewer_memory_max.value))
        compile_error::a_function_at_the_edge_has_5_seconds_and_128_MB_for_viewers_and_30_seconds_for_origins();
    const RuntimeChoice& runtime = *function.runtime;
    if ((function.runtime.set && !names::is_edge_runtime(runtime)) ||
        (function.architecture.set && *function.architecture == Architecture::arm64))
        compile_error::a_function_at_the_edge_runs_Node_js_or_Python_on_x86_64();
    bool has_variables = !function.environment.empty();
    for (const Use& use : function.uses)
        has_variables = has_variables || (use.access != Access::allow && use.access != Access::client_secret);
    if (has_variables || !function.layers.empty() || function.vpc || function.image || function.file_system ||
        function.dead_letter || function.kms_key || function.alias.provisioned_concurrency.set ||
        (function.snap_start.literal() && *function.snap_start) ||
        (function.tracing.set && *function.tracing == Tracing::active) ||
        (function.ephemeral_storage.literal() &&
         (*function.ephemeral_storage).count > limits::function_storage_min.value) ||
        (function.runtime_management.update_on.set &&
         *function.runtime_management.update_on != UpdateRuntimeOn::automatic))
        compile_error::
            a_function_at_the_edge_has_no_environment_layers_VPC_image_queues_tracing_or_concurrency_of_its_own();
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
    verify_alias(function.alias, function.reserved_concurrency);
    verify_url(function.url);
    verify_form(function);
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
    for (const auto& event : function.kafka)
        if (!is_whole(event)) compile_error::a_Kafka_event_has_a_topic_and_either_a_cluster_or_bootstrap_servers();
    for (const auto& event : function.mq)
        if (!is_whole(event)) compile_error::an_event_of_a_broker_has_a_broker_a_queue_and_credentials();
    for (const auto& event : function.document_db)
        if (!is_whole(event)) compile_error::an_event_of_DocumentDB_has_a_cluster_a_database_and_credentials();
    for (const auto& event : function.alb)
        if (!is_whole(event)) compile_error::an_event_of_a_load_balancer_has_a_listener_a_priority_and_a_condition();
    for (const auto& event : function.sqs)
        if (event.batch_size.literal() &&
            ((*event.batch_size) < 1 ||
             (*event.batch_size) > (event.batching_window.set ? limits::stream_batch_max.value
                                                              : limits::queue_batch_without_window.value)))
            compile_error::a_batch_from_a_queue_has_1_to_10_messages_or_to_10000_with_a_batching_window();
    verify_routes(function.http);
    verify_routes(function.http_api);
    verify_edge(function);
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
    List<KafkaEvent, 4> kafka = {};
    List<BrokerEvent, 4> mq = {};
    List<DocumentDbEvent, 4> document_db = {};
    List<QueueEvent, 4> sqs = {};
    List<TopicEvent, 8> sns = {};
    List<BucketEvent, 8> s3 = {};
    List<EventBridgeEvent, 8> event_bridge = {};
    List<ScheduleEvent, 8> schedule = {};
    List<CognitoEvent, 10> cognito = {};
    List<IotEvent, 4> iot = {};
    List<LogEvent, 4> logs = {};
    Items<AlarmEvent, 8> alarms = {};
    List<AlbEvent, 4> alb = {};
    /// CloudFront, where a distribution names its version: `published_version(…)`. In us-east-1 only, and not in C++.
    Setting<EdgeEvent> edge = {};
    FunctionUrl url = {};     ///< its own address; it has none when not set
    Alias alias = {};         ///< what everything above calls in place of the function, with a new version behind it
    BodyLimit max_body = {};  ///< for requests of `http`, `http_api` and `url`

    // What it may do.
    Items<Use, 32> uses = {};
    List<Statement, 8> statements = {};
    Expression role = {};     ///< the ARN of a role that is given; bob then makes none, and says what it must allow
    RolePath role_path = {};  ///< of its role; "/" by default
    Expression permissions_boundary = {};  ///< the ARN of the managed policy that its role can't exceed

    Items<Expression, limits::role_managed_policies.value> managed_policies = {};  ///< ARNs, which its role has besides

    // What it is.
    ContainerImage image = {};  ///< in place of an archive
    Setting<Seconds> timeout = {};
    Setting<Megabytes> memory = {};
    Setting<Megabytes> ephemeral_storage = {};
    Setting<Architecture> architecture = {};
    Setting<RuntimeChoice> runtime = {};
    Text handler = {};  ///< "bootstrap" for the provided runtimes
    List<Variable, 48> environment = {};
    Items<Expression, limits::function_layers.value> layers = {};
    Setting<int> reserved_concurrency = {};
    Setting<bool> publish_version = {};  ///< a version of every change, also without an alias
    Setting<bool> snap_start = {};       ///< versions start from a snapshot: Java 11, Python 3.12, .NET 8 and later
    Setting<std::chrono::days> log_retention = {};
    Logging logging = {};
    FileSystem file_system = {};
    Expression kms_key = {};  ///< the ARN of the key that encrypts its environment and its archive
    Setting<RecursiveLoop> recursive_loop = {};
    RuntimeManagement runtime_management = {};
    Link<Kind::queue, Kind::topic> dead_letter = {};  ///< receives events whose asynchronous invocations all failed
    AsyncInvocation async_invocation = {};
    VpcConfig vpc = {};
    Setting<Tracing> tracing = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_function(*this);
};
void lower(const Function&, const bobgen::Model&, bobgen::Template&);

/// `Ref` of the version that the function publishes: its ARN with the version's number, which Lambda@Edge asks for.
constexpr Reference published_version(const Function& function) {
    return {Reference::Form::ref, Kind::function, function.name.text, "Version"};
}

}  // namespace bob
