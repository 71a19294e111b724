/// A REST API beyond the routes of its functions: routes that AWS's services answer, who may call it and how often, its
/// stage, and its own domain.
#pragma once

#include "bob/function.h"

namespace bob {

namespace compile_error {
inline void a_throttle_has_a_rate_and_a_burst_of_0_or_more() {}
inline void a_cache_keeps_an_answer_for_0_to_3600_seconds() {}
inline void a_canary_gets_0_to_100_percent_of_the_requests() {}
inline void a_stage_variable_has_letters_digits_and_underscores() {}
inline void a_method_of_a_stage_or_a_plan_is_given_once() {}
inline void a_quota_has_a_limit_of_1_or_more() {}
inline void an_API_key_has_20_to_128_characters() {}
inline void a_base_path_is_given_once_and_does_not_begin_or_end_with_a_slash() {}
}  // namespace compile_error

/// What a `RestRoute` calls: one action of a service of AWS on something declared,
/// `calls<"dynamodb:PutItem", orders>`. The route's role may do just this.
template <FixedText Action, const auto& Declaration>
inline constexpr detail::Grant calls = detail::grant_of_action<Action, Declaration>();

/// A route of the REST API without a function. A service answers it, or, without `.calls`, API Gateway itself: a mock.
///
/// The integration's templates make the call of the request. There are some for `sqs:SendMessage`, `sns:Publish`,
/// `states:StartExecution` and `states:StartSyncExecution`, which hand on the body; any other call needs its own.
/// https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
struct RestRoute {
    static constexpr Kind kind = Kind::rest_route;
    Name name;
    HttpEvent http = {};  ///< `.http = {.method = bob::POST, .path = "/orders", .integration = as_message}`
    Use calls = {};
    /// Where the service is told by a path and a method what to do, as S3 is: `bob::sub("${FilesBucket}/{key}")`, GET.
    Expression service_path = {};
    Method service_method = Method::post;
    List<Statement, 4> statements = {};  ///< what else its role may do
    Expression role = {};                ///< the ARN of one that is given; bob then makes none
    Text condition = {};
};
void lower(const RestRoute&, const bobgen::Model&, bobgen::Template&);

/// Who may call the API: its resource policy, declared as a constant. The action is `execute-api:Invoke`, a resource
/// `execute-api:/*` or `execute-api:/<stage>/<METHOD>/<path>`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
struct RestPolicy {
    List<PolicyStatement, 8> statements = {};
};

enum class ExecutionLogs : unsigned char { off, error, info };

/// In GB of memory. Each costs by the hour.
enum class CacheSize : unsigned char { none, gb_0_5, gb_1_6, gb_6_1, gb_13_5, gb_28_4, gb_58_2, gb_118, gb_237 };

/// How long the stage's cache keeps an answer, and how.
struct Caching {
    Setting<bool> enabled = {};
    Setting<Seconds> ttl = {};     ///< 0 to 3600 s; 300 by default
    Setting<bool> encrypted = {};  ///< what is kept
};

/// Settings of one method of a stage, instead of the stage's own.
struct MethodSettings {
    Method method = Method::any;
    RoutePath path = {};
    Throttle throttle = {};
    Caching caching = {};
    /// What tells one answer from another: `method.request.path.id`, `method.request.querystring.page`.
    Items<Text, 8> cache_key_parameters = {};
    Setting<bool> metrics = {};
    Setting<ExecutionLogs> execution_logs = {};
    Setting<bool> data_trace = {};
};

/// A part of the requests gets other stage variables.
struct Canary {
    Setting<int> percent = {};  ///< of the requests, 0 to 100
    List<Variable, 16> variables = {};
    bool use_stage_cache = false;
};

namespace detail {
constexpr void verify_throttle(const Throttle& one) {
    if ((one.rate.literal() && *one.rate < 0) || (one.burst.literal() && *one.burst < 0))
        compile_error::a_throttle_has_a_rate_and_a_burst_of_0_or_more();
}
constexpr void verify_methods(const auto& methods) {
    for (unsigned i = 0; i < methods.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (methods[i].method == methods[j].method && methods[i].path.text == methods[j].path.text)
                compile_error::a_method_of_a_stage_or_a_plan_is_given_once();
    for (const auto& one : methods) verify_throttle(one.throttle);
}
constexpr void verify_caching(const Caching& one) {
    if (one.ttl.literal() && ((*one.ttl).count() < 0 || (*one.ttl).count() > limits::rest_cache_ttl_max.value))
        compile_error::a_cache_keeps_an_answer_for_0_to_3600_seconds();
}
template <class Stage>
constexpr Verified verify_rest_stage(const Stage& stage) {
    if (!std::is_constant_evaluated()) return {};
    verify_throttle(stage.throttle);
    verify_methods(stage.methods);
    verify_caching(stage.caching);
    for (const auto& one : stage.methods) verify_caching(one.caching);
    if (stage.canary.percent.literal() && (*stage.canary.percent < 0 || *stage.canary.percent > 100))
        compile_error::a_canary_gets_0_to_100_percent_of_the_requests();
    const auto verify_variables = [](const auto& list) {
        for (const Variable& one : list)
            if (!names::every(one.name.text, "_")) compile_error::a_stage_variable_has_letters_digits_and_underscores();
    };
    verify_variables(stage.variables);
    verify_variables(stage.canary.variables);
    return {};
}
template <class Plan>
constexpr Verified verify_usage_plan(const Plan& plan) {
    if (!std::is_constant_evaluated()) return {};
    verify_throttle(plan.throttle);
    verify_methods(plan.methods);
    if (plan.quota.limit.literal() && *plan.quota.limit < 1) compile_error::a_quota_has_a_limit_of_1_or_more();
    return {};
}
template <class Key>
constexpr Verified verify_api_key(const Key& key) {
    if (!std::is_constant_evaluated()) return {};
    if (key.value.form == Expression::Form::text &&
        (key.value.text.size() < limits::api_key_min.value || key.value.text.size() > limits::api_key_max.value))
        compile_error::an_API_key_has_20_to_128_characters();
    return {};
}
template <class Domain>
constexpr Verified verify_rest_domain(const Domain& domain) {
    if (!std::is_constant_evaluated()) return {};
    for (unsigned i = 0; i < domain.base_paths.size(); ++i) {
        const std::string_view path = domain.base_paths[i].text;
        bool fits = !path.starts_with('/') && !path.ends_with('/');
        for (unsigned j = 0; j < i; ++j) fits = fits && domain.base_paths[j].text != path;
        if (!fits) compile_error::a_base_path_is_given_once_and_does_not_begin_or_end_with_a_slash();
    }
    return {};
}
}  // namespace detail

/// The stage of a `RestApi`, declared as a constant: `.stage = live`. AWS's own defaults where nothing is set: the
/// account's throttling, no cache, no logs.
/// https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html
struct RestStage {
    Throttle throttle = {};  ///< of each method
    CacheSize cache = CacheSize::none;
    Caching caching = {};  ///< of the GET methods; on when there is a cache, unless said otherwise
    Setting<bool> metrics = {};
    /// What API Gateway did with each request. It needs the account's role for logs, as `.access_logs` does.
    Setting<ExecutionLogs> execution_logs = {};
    Setting<bool> data_trace = {};  ///< with all headers and bodies, so also with tokens and passwords
    List<MethodSettings, 32> methods = {};
    List<Variable, 32> variables = {};  ///< `$stageVariables.name` in templates
    Canary canary = {};
    Expression client_certificate = {};  ///< the id of what API Gateway identifies itself with to HTTP backends
    detail::Verified verified = detail::verify_rest_stage(*this);
};

/// How many requests a key has.
struct Quota {
    enum class Period : unsigned char { day, week, month };
    Setting<int> limit = {};
    Period period = Period::month;
    Setting<int> offset = {};  ///< requests that the first period has less

    constexpr explicit operator bool() const { return limit.set; }
};

/// One method of a plan, with its own limit for each key.
struct MethodThrottle {
    Method method = Method::any;
    RoutePath path = {};
    Throttle throttle = {};
};

/// A key that callers send in the header `x-api-key`, to be counted by a `UsagePlan`. It is no sign-in: whoever knows
/// it can use it.
struct ApiKey {
    static constexpr Kind kind = Kind::api_key;
    Name name;
    LogicalId logical_id = {};
    Text description = {};
    Setting<bool> enabled = {};  ///< on by default
    Text customer_id = {};       ///< of AWS Marketplace
    Expression value = {};       ///< 20 to 128 characters; made by API Gateway when not set
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_api_key(*this);
};
void lower(const ApiKey&, const bobgen::Model&, bobgen::Template&);

/// How much each of its keys may call the stack's REST API.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
struct UsagePlan {
    static constexpr Kind kind = Kind::usage_plan;
    Name name;
    LogicalId logical_id = {};
    Text description = {};
    Quota quota = {};        ///< none when not set
    Throttle throttle = {};  ///< of each key; the stage's when not set
    List<MethodThrottle, 32> methods = {};
    Items<Link<Kind::api_key>, 32> keys = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_usage_plan(*this);
};
void lower(const UsagePlan&, const bobgen::Model&, bobgen::Template&);

/// Callers show a certificate of their own, which one of the bundle in the bucket has signed.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
struct MutualTls {
    Expression truststore_uri = {};  ///< "s3://bucket/truststore.pem"
    Expression truststore_version = {};
    constexpr explicit operator bool() const { return static_cast<bool>(truststore_uri); }
};

/// A domain by which the stack's REST API is called. Its DNS record, an alias of
/// `attribute(domain, "RegionalDomainName")` (of `"DistributionDomainName"` when it is EDGE), is declared beside it.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
struct RestDomain {
    static constexpr Kind kind = Kind::rest_domain;
    Name name;
    LogicalId logical_id = {};
    Expression domain_name = {};
    Expression certificate = {};                          ///< of ACM, its ARN: in us-east-1 when EDGE
    EndpointType endpoint_type = EndpointType::regional;  ///< that or EDGE
    Text security_policy = "TLS_1_2";
    MutualTls mutual_tls = {};
    Expression ownership_certificate = {};  ///< for mutual TLS with a certificate that ACM did not issue, its ARN
    Items<Text, 8> base_paths = {};         ///< "v1"; all paths when empty
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_rest_domain(*this);
};
void lower(const RestDomain&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
