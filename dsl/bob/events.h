/// What calls a function.
#pragma once

#include "bob/api.h"
#include "bob/services.h"

namespace bob {

namespace names {

/// Why a route path is invalid, or `ok`. The form is `/a/{b}/c`; the last segment may be greedy: `{rest+}`.
enum class PathFault : unsigned char {
    ok,
    no_slash,
    empty_segment,
    braces,
    variable,
    greedy_not_last,
    twice,
    character
};

constexpr PathFault path_fault(std::string_view path) {
    if (path.empty() || path[0] != '/') return PathFault::no_slash;
    if (path == "/") return PathFault::ok;
    std::size_t begin = 1;
    while (begin <= path.size()) {
        const std::size_t slash = path.find('/', begin);
        const std::size_t end = slash == std::string_view::npos ? path.size() : slash;
        std::string_view segment = path.substr(begin, end - begin);
        if (segment.empty()) return PathFault::empty_segment;
        const bool opens = segment.front() == '{', closes = segment.back() == '}';
        if (opens != closes) return PathFault::braces;
        if (opens) {
            std::string_view variable = segment.substr(1, segment.size() - 2);
            const bool greedy = !variable.empty() && variable.back() == '+';
            if (greedy) {
                variable.remove_suffix(1);
                if (end != path.size()) return PathFault::greedy_not_last;
            }
            if (variable.empty() || !every(variable, "._-:")) return PathFault::variable;
            const std::size_t before = path.substr(0, begin).find(variable);
            if (before != std::string_view::npos && before > 0 && path[before - 1] == '{') {
                const char after = path[before + variable.size()];
                if (after == '}' || after == '+') return PathFault::twice;
            }
        } else if (!every(segment, "-._~!$&'()*+,;=:@%")) {
            return segment.find_first_of("{}") != std::string_view::npos ? PathFault::braces : PathFault::character;
        }
        begin = end + 1;
        if (slash != std::string_view::npos && begin == path.size()) return PathFault::empty_segment;
    }
    return PathFault::ok;
}

}  // namespace names

namespace compile_error {
inline void a_route_path_begins_with_a_slash() {}
inline void a_route_path_has_no_empty_segment_and_no_slash_at_its_end() {}
inline void a_path_variable_is_a_whole_segment_in_braces() {}
inline void a_path_variable_has_letters_digits_dots_dashes_colons_or_underscores() {}
inline void a_greedy_path_variable_is_the_last_segment() {}
inline void a_route_path_names_a_variable_twice() {}
inline void a_route_path_has_a_character_that_a_URL_path_has_not() {}
}  // namespace compile_error

namespace detail {
struct RoutePathRule {
    static constexpr void check(std::string_view text) {
        switch (names::path_fault(text)) {
            case names::PathFault::ok:
                return;
            case names::PathFault::no_slash:
                return compile_error::a_route_path_begins_with_a_slash();
            case names::PathFault::empty_segment:
                return compile_error::a_route_path_has_no_empty_segment_and_no_slash_at_its_end();
            case names::PathFault::braces:
                return compile_error::a_path_variable_is_a_whole_segment_in_braces();
            case names::PathFault::variable:
                return compile_error::a_path_variable_has_letters_digits_dots_dashes_colons_or_underscores();
            case names::PathFault::greedy_not_last:
                return compile_error::a_greedy_path_variable_is_the_last_segment();
            case names::PathFault::twice:
                return compile_error::a_route_path_names_a_variable_twice();
            case names::PathFault::character:
                return compile_error::a_route_path_has_a_character_that_a_URL_path_has_not();
        }
    }
};
}  // namespace detail

using RoutePath = Checked<detail::RoutePathRule>;

struct Operation;  // bob/operation.h

/// A REST API route: `{PUT, "/availability/{owner}/{id}/book"}`.
struct HttpEvent {
    Method method = Method::any;
    RoutePath path = {};
    Authorization authorizer = {};
    CorsChoice cors = {};
    bool api_key_required = false;           ///< a key of a `UsagePlan` of the API, in the header `x-api-key`
    Shared<Integration> integration = {};    ///< the function gets the whole request, and answers it, when not set
    Shared<RequestValidation> request = {};  ///< what a request must have; anything when not set
    /// The answer is handed on as the function makes it, up to 15 minutes long. The function has to stream it: bob's
    /// own handlers don't.
    bool response_streaming = false;
    /// Of the user pool: who is in none of them gets 403 from the function, whose handler is not called
    /// (docs/sign-in.md).
    Items<Text, 8> groups = {};
    Shared<Operation> operation = {};  ///< what it takes and answers: bob/operation.h
};

struct HttpIntegration;  // bob/http.h

/// An HTTP API route.
struct HttpApiEvent {
    Method method = Method::any;
    RoutePath path = {};
    Authorization authorizer = {};
    Shared<HttpIntegration> integration = {};  ///< what becomes of parameters, and how long to wait: bob/http.h
    Items<Text, 8> groups = {};                ///< as `HttpEvent::groups`
    Shared<Operation> operation = {};          ///< what it takes and answers: bob/operation.h
};

namespace names {
constexpr bool is_connect(std::string_view route) { return route == "$connect"; }
constexpr bool is_disconnect(std::string_view route) { return route == "$disconnect"; }
/// What the route selection expression finds in a message, or one of the three that API Gateway has itself.
constexpr bool is_socket_route(std::string_view route) {
    return !route.empty() && (route[0] != '$' || is_connect(route) || is_disconnect(route) || route == "$default");
}
}  // namespace names

namespace compile_error {
inline void a_WebSocket_route_is_not_empty_and_begins_with_a_dollar_only_as_connect_disconnect_or_default() {}
}  // namespace compile_error

namespace detail {
struct SocketRouteRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_socket_route(text))
            compile_error::
                a_WebSocket_route_is_not_empty_and_begins_with_a_dollar_only_as_connect_disconnect_or_default();
    }
};
}  // namespace detail

using SocketRouteKey = Checked<detail::SocketRouteRule>;

/// A route of the stack's WebSocket API: `.websocket = {{"$connect", sign_in}, {"$disconnect"}, {"say"}}`. Of a
/// client's message, the route selection expression reads the route; `$default` takes every message without a route of
/// its own.
struct WebSocketEvent {
    SocketRouteKey route = {};
    Authorization authorizer = {};  ///< of `$connect` alone: a `LambdaAuthorizer`, or `iam`; a connection keeps it
    /// The function's answer goes back to who sent the message. Otherwise nobody hears it.
    bool responds = false;
    /// How long API Gateway waits for the function: 50 ms to 29 s, which is the default.
    Setting<std::chrono::milliseconds> timeout = {};
};

/// When CloudFront calls a function (Lambda@Edge): with each request of a viewer and before its answer, or only when
/// the cache does not have it, before the origin is asked and after it has answered.
enum class EdgeEvent : unsigned char { viewer_request, viewer_response, origin_request, origin_response };

namespace names {
constexpr bool is_of_viewers(EdgeEvent event) {
    return event == EdgeEvent::viewer_request || event == EdgeEvent::viewer_response;
}
}  // namespace names

/// Routes declared separately, so that each can have its own handler in a router:
/// `.http = bob::routes<sign_up, sign_in>`.
template <const auto&... Events>
struct Routes {
    template <class Event, unsigned Limit>
        requires(std::is_same_v<std::remove_cvref_t<decltype(Events)>, Event> && ...)
    constexpr operator List<Event, Limit>() const noexcept {
        List<Event, Limit> list;
        (list.push_back(Events), ...);
        return list;
    }
};
template <const auto&... Events>
inline constexpr Routes<Events...> routes{};

enum class StartingPosition : unsigned char { trim_horizon, latest };

/// Provisioned mode: pollers of a mapping's own, which are there before the load is. Billed by the hour.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
struct Pollers {
    Setting<int> minimum = {};  ///< 1 to 200; of a queue at least 2
    Setting<int> maximum = {};  ///< 1 to 2000; of a queue 2 to 10000

    constexpr explicit operator bool() const { return minimum.set || maximum.set; }
};

/// How a stream's records reach the function. Counts and times are those of Lambda's CreateEventSourceMapping.
struct StreamBatch {
    Setting<int> size = {};                    ///< 1 to 10000 records; 100 by default
    Setting<Seconds> window = {};              ///< 0 to 300 s
    Setting<int> parallelization_factor = {};  ///< 1 to 10
    Setting<int> maximum_retry_attempts = {};  ///< 0 to 10000; by default until the record expires
    Setting<Seconds> maximum_record_age = {};  ///< 60 s to 7 days
    Setting<bool> bisect_on_error = {};
    Setting<bool> report_item_failures = {};
    Setting<Seconds> tumbling_window = {};  ///< 1 to 900 s: the function gets back the state that it answered before
    Link<Kind::queue, Kind::topic> on_failure = {};  ///< is told which records a batch had that failed for good
    Setting<bool> count_events = {};                 ///< metrics of the mapping
    Items<Text, 5> filters = {};                     ///< event filter patterns, JSON
};

struct StreamEvent {
    Link<Kind::table> table = {};
    StartingPosition starting_position = StartingPosition::trim_horizon;
    StreamBatch batch = {};
};

struct KinesisEvent {
    Expression stream = {};  ///< the stream's ARN
    StartingPosition starting_position = StartingPosition::trim_horizon;
    StreamBatch batch = {};
};

struct QueueEvent {
    Link<Kind::queue> queue = {};
    Setting<int> batch_size = {};           ///< 1 to 10; up to 10000 with a window on a standard queue
    Setting<Seconds> batching_window = {};  ///< 0 to 300 s
    Setting<bool> report_item_failures = {};
    Setting<int> maximum_concurrency = {};  ///< 2 to 1000
    Pollers pollers = {};                   ///< in place of `maximum_concurrency`
    Setting<bool> count_events = {};        ///< metrics of the mapping
    Items<Text, 5> filters = {};
};

/// By what a mapping signs in to brokers, or reaches them. The service's own words are in AWS's
/// SourceAccessConfiguration.
enum class SourceAccessType : unsigned char {
    basic_auth,
    sasl_scram_256_auth,
    sasl_scram_512_auth,
    client_certificate_tls_auth,
    server_root_ca_certificate,
    vpc_subnet,
    vpc_security_group,
    virtual_host
};
struct SourceAccess {
    SourceAccessType type = SourceAccessType::basic_auth;
    Expression uri = {};  ///< the ARN of a secret, `subnet:…`, `security_group:…`, or a virtual host
};

/// A topic of Kafka: of a cluster of MSK, or of one that runs elsewhere.
struct KafkaEvent {
    Expression cluster = {};                       ///< the ARN of one of MSK; or
    Items<Expression, 10> bootstrap_servers = {};  ///< "broker:9092" of any other
    Text topic = {};
    Text consumer_group = {};
    StartingPosition starting_position = StartingPosition::trim_horizon;
    Setting<int> batch_size = {};           ///< 1 to 10000; 100 by default
    Setting<Seconds> batching_window = {};  ///< 0 to 300 s; 500 ms when not set
    List<SourceAccess, 8> access = {};
    Pollers pollers = {};
    Link<Kind::queue, Kind::topic> on_failure = {};
    Items<Text, 5> filters = {};
};

/// A queue of an Amazon MQ broker.
struct BrokerEvent {
    Expression broker = {};  ///< its ARN
    Text queue = {};
    Expression credentials = {};  ///< the ARN of a secret with user name and password
    Text virtual_host = {};       ///< of RabbitMQ; "/" when not set
    bool rabbit_mq = false;
    Setting<int> batch_size = {};           ///< 1 to 10000; 100 by default
    Setting<Seconds> batching_window = {};  ///< 0 to 300 s
    Items<Text, 5> filters = {};
};

enum class FullDocument : unsigned char { when_inserted, update_lookup };

/// The change stream of a collection, or of a whole database, of Amazon DocumentDB.
struct DocumentDbEvent {
    Expression cluster = {};  ///< its ARN
    Text database = {};
    Text collection = {};         ///< all of the database when not set
    Expression credentials = {};  ///< the ARN of a secret with user name and password
    FullDocument full_document = FullDocument::when_inserted;
    StartingPosition starting_position = StartingPosition::latest;
    Setting<int> batch_size = {};           ///< 1 to 10000; 100 by default
    Setting<Seconds> batching_window = {};  ///< 0 to 300 s
    Items<Text, 5> filters = {};
};

struct TopicEvent {
    Link<Kind::topic> topic = {};
    Text filter_policy = {};  ///< JSON
};

struct BucketEvent {
    Link<Kind::bucket> bucket = {};
    Text event = "s3:ObjectCreated:*";
    Text prefix = {};
    Text suffix = {};
};

/// An EventBridge rule on a bus; on the account's default bus if none is named.
struct EventBridgeEvent {
    Items<Text, 4> sources = {};
    Items<Text, 4> detail_types = {};
    Text detail = {};  ///< the rest of the pattern, JSON
    Expression bus = {};
};

/// `"rate(5 minutes)"` or `"cron(0 12 * * ? *)"`, in UTC.
struct ScheduleEvent {
    Text expression = {};
    Text input = {};  ///< JSON passed to the function instead of the event
    Setting<bool> enabled = {};
};

/// Messages of devices that AWS IoT Core takes: a topic rule. `"SELECT * FROM 'doors/+/opened'"`
struct IotEvent {
    Text sql = {};
    Text sql_version = {};  ///< "2016-03-23" when not set
    Text description = {};
    Setting<bool> enabled = {};
};

/// Lines of a log group that a filter pattern fits; all when there is none. A group has at most two such filters.
struct LogEvent {
    Expression log_group = {};  ///< its name
    Text filter_pattern = {};
};

/// An alarm that calls the function when its state changes, and has it in its own actions: the ARN of the alarm.
struct AlarmEvent : Expression {
    using Expression::Expression;
};

/// Requests that a load balancer's listener has a rule for. One of the conditions is needed.
struct AlbEvent {
    Expression listener = {};    ///< its ARN
    Setting<int> priority = {};  ///< 1 to 50000, each once a listener
    Items<Text, 5> paths = {};
    Items<Text, 5> hosts = {};
    Items<Text, 5> methods = {};
    Setting<bool> multi_value_headers = {};
};

struct CognitoEvent {
    Link<Kind::user_pool> user_pool = {};
    Trigger trigger = Trigger::post_confirmation;
};

}  // namespace bob
