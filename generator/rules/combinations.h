/// Settings that are right one by one, and that a service refuses together, or that make it do nothing.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule snap_start_not_offered{
    .id = "snap-start-not-offered",
    .severity = Severity::error,
    .summary = "SnapStart for a runtime or a setting with which Lambda does not offer it",
    .why = "Lambda rejects the function: `… is not supported for SnapStart enabled functions`",
    .example = R"-({"Runtime", "provided.al2023"}, {"SnapStart", Object{{"ApplyOn", "PublishedVersions"}}})-",
    .better = R"-({"Runtime", "java25"}, {"SnapStart", Object{{"ApplyOn", "PublishedVersions"}}})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html"};

inline constexpr Rule snap_start_with_provisioned{
    .id = "snap-start-with-provisioned",
    .severity = Severity::error,
    .summary = "provisioned concurrency for a function with SnapStart",
    .why = "Lambda rejects it: `Provisioned Concurrency is not supported for functions with SnapStart`",
    .example = R"-({"SnapStart", …} in a function, {"ProvisionedConcurrencyConfig", …} in its alias)-",
    .better = R"-(one of the two)-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html"};

inline constexpr Rule provisioned_concurrency_on_latest{
    .id = "provisioned-concurrency-on-latest",
    .severity = Severity::error,
    .summary = "provisioned concurrency for the unpublished version of a function",
    .why = "Lambda rejects it: `Provisioned Concurrency Configs cannot be applied to unpublished function versions`",
    .example = R"-({"FunctionVersion", "$LATEST"}, {"ProvisionedConcurrencyConfig", …})-",
    .better = R"-({"FunctionVersion", attribute(version, "Version")}, {"ProvisionedConcurrencyConfig", …})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"};

inline constexpr Rule unpublished_version{
    .id = "unpublished-version",
    .severity = Severity::warning,
    .summary = "an alias names a version by its number, of a function of the stack that publishes none",
    .why =
        "until that version is published by hand, Lambda refuses the alias with `Function not found`; afterwards no "
        "change of the function reaches the callers of the alias",
    .example = R"-(a `AWS::Lambda::Alias` with {"FunctionVersion", "1"})-",
    .better = R"-(Function{.name = "report", .alias = {.name = "live"}})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html"};

inline constexpr Rule provisioned_above_reserved{
    .id = "provisioned-above-reserved",
    .severity = Severity::error,
    .summary = "more provisioned concurrency than the function has reserved",
    .why =
        "Lambda rejects it: `Requested Provisioned Concurrency should not be greater than the "
        "reservedConcurrentExecution for function`",
    .example =
        R"-({"ReservedConcurrentExecutions", 5} in a function, {"ProvisionedConcurrentExecutions", 10} in its alias)-",
    .better = R"-({"ReservedConcurrentExecutions", 20} in the function)-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"};

inline constexpr Rule invalid_alias_routing{
    .id = "invalid-alias-routing",
    .severity = Severity::error,
    .summary = "an alias that splits its calls as Lambda can't",
    .why = "Lambda sends a share from 0.0 to 1.0 of the calls to one more published version, and rejects anything else",
    .example = R"-({"FunctionWeight", 1.5})-",
    .better = R"-({"FunctionWeight", 0.5})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"};

inline constexpr Rule image_with_runtime{.id = "image-with-runtime",
                                         .severity = Severity::error,
                                         .summary = "a container image that also has a runtime, a handler or layers",
                                         .why =
                                             "Lambda rejects the function: `Please don't provide Handler or Runtime or "
                                             "Layer when the intent is to create a function with PackageType Image`",
                                         .example = R"-({"PackageType", "Image"}, {"Runtime", "nodejs24.x"})-",
                                         .better = R"-({"PackageType", "Image"})-",
                                         .source = "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html"};

inline constexpr Rule file_system_without_vpc{
    .id = "file-system-without-vpc",
    .severity = Severity::error,
    .summary = "a function that mounts an EFS file system and is not in a VPC",
    .why = "Lambda rejects the function: `Function must be configured to execute in a VPC to reference access point`",
    .example = R"-({"FileSystemConfigs", …})-",
    .better = R"-({"FileSystemConfigs", …}, {"VpcConfig", …})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html"};

inline constexpr Rule destination_of_queue{
    .id = "destination-of-queue",
    .severity = Severity::error,
    .summary = "a failure destination for events from a queue",
    .why =
        "Lambda has destinations for streams only, and rejects the mapping: `Unsupported DestinationConfig parameter "
        "for given event source mapping type`",
    .example = R"-({"EventSourceArn", attribute(mail, "Arn")}, {"DestinationConfig", …})-",
    .better = R"-(Queue{.name = "mail", .dead_letters = {failed}})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule invalid_starting_point{
    .id = "invalid-starting-point",
    .severity = Severity::error,
    .summary = "a mapping that starts at a time, without saying when or where that is not possible",
    .why =
        "Lambda rejects the mapping: only Kinesis and Kafka can start at a time, and need `StartingPositionTimestamp` "
        "for it",
    .example = R"-({"EventSourceArn", attribute(orders, "StreamArn")}, {"StartingPosition", "AT_TIMESTAMP"})-",
    .better = R"-({"EventSourceArn", attribute(orders, "StreamArn")}, {"StartingPosition", "TRIM_HORIZON"})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule too_many_filters{
    .id = "too-many-filters",
    .severity = Severity::error,
    .summary = "more filters on an event than Lambda allows",
    .why = "Lambda rejects the mapping: 5 filters are the default, and 10 the most after an increase",
    .example = R"-(a `FilterCriteria` with 11 filters)-",
    .better = R"-(one filter with several values)-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html"};

inline constexpr Rule function_called_without_post{
    .id = "function-called-without-post",
    .severity = Severity::error,
    .summary = "a REST API that calls a function with another method than POST",
    .why =
        "API Gateway calls Lambda with that method, which Lambda refuses: each request is answered with 500 `Internal "
        "server error`",
    .example = R"-({"Type", "AWS_PROXY"}, {"IntegrationHttpMethod", "GET"})-",
    .better = R"-({"Type", "AWS_PROXY"}, {"IntegrationHttpMethod", "POST"})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"};

inline constexpr Rule authorizer_of_other_type{
    .id = "authorizer-of-other-type",
    .severity = Severity::error,
    .summary = "a method or route whose authorization does not fit its authorizer",
    .why =
        "API Gateway rejects it: `Invalid authorizer ID specified. Setting the authorization type to CUSTOM or "
        "COGNITO_USER_POOLS requires a valid authorizer`",
    .example = R"-({"AuthorizationType", "JWT"} with an authorizer of type `REQUEST`)-",
    .better = R"-({"AuthorizationType", "CUSTOM"} with it)-",
    .source = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"};

inline constexpr Rule authorizer_without_effect{
    .id = "authorizer-without-effect",
    .severity = Severity::warning,
    .summary = "a method or route that names an authorizer and asks for no authorization",
    .why = "with `AuthorizationType: NONE`, or without one, the authorizer is never called, and anyone gets in",
    .example = R"-({"AuthorizerId", ref(login)})-",
    .better = R"-({"AuthorizerId", ref(login)}, {"AuthorizationType", "COGNITO_USER_POOLS"})-",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html"};

inline constexpr Rule invalid_identity_source{
    .id = "invalid-identity-source",
    .severity = Severity::error,
    .summary = "an authorizer that looks for its token where API Gateway has nothing",
    .why = "API Gateway rejects the authorizer: `Invalid mapping expression specified`",
    .example = R"-({"IdentitySource", Array{"$request.headers.Authorization"}})-",
    .better = R"-({"IdentitySource", Array{"$request.header.Authorization"}})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"};

inline constexpr Rule issuer_without_https{
    .id = "issuer-without-https",
    .severity = Severity::error,
    .summary = "the issuer of a JWT authorizer is not an https URL",
    .why =
        "API Gateway reads the keys below that URL, and rejects the authorizer: `Invalid issuer. Issuer must have a "
        "valid discovery endpoint`",
    .example = R"-({"Issuer", attribute(users, "ProviderName")})-",
    .better = R"-({"Issuer", attribute(users, "ProviderURL")})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"};

inline constexpr Rule cache_without_cluster{
    .id = "cache-without-cluster",
    .severity = Severity::warning,
    .summary = "caching is turned on for methods of a stage that has no cache",
    .why = "without `CacheClusterEnabled` there is nothing to cache in, and every request goes to the backend",
    .example = R"-({"MethodSettings", … {"CachingEnabled", true}})-",
    .better =
        R"-({"CacheClusterEnabled", true}, {"CacheClusterSize", "0.5"}, {"MethodSettings", … {"CachingEnabled", true}})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html"};

inline constexpr Rule missing_payload_format{
    .id = "missing-payload-format",
    .severity = Severity::error,
    .summary = "an HTTP API calls a function and does not say in which format",
    .why = "API Gateway rejects the integration: `PayloadFormatVersion is a required parameter for integration`",
    .example = R"-({"IntegrationType", "AWS_PROXY"})-",
    .better = R"-({"IntegrationType", "AWS_PROXY"}, {"PayloadFormatVersion", "2.0"})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"};

inline constexpr Rule wrong_payload_format{
    .id = "wrong-payload-format",
    .severity = Severity::error,
    .summary = "a payload format that the integration does not have",
    .why = "API Gateway rejects the integration: functions take 1.0 and 2.0, everything else 1.0",
    .example = R"-({"PayloadFormatVersion", "3.0"})-",
    .better = R"-({"PayloadFormatVersion", "2.0"})-",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"};

inline constexpr Rule invalid_route_key{
    .id = "invalid-route-key",
    .severity = Severity::error,
    .summary = "a route key of an HTTP API that is not a method and a path",
    .why = "API Gateway rejects the route: `The provided route key is not formatted properly for HTTP protocol`",
    .example = R"-({"RouteKey", "GET things"})-",
    .better = R"-({"RouteKey", "GET /things"})-",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"};

inline constexpr Rule declared_twice_in_api{
    .id = "declared-twice-in-api",
    .severity = Severity::error,
    .summary = "two resources of the template are the same method, path, route or stage of an API",
    .why = "API Gateway has one of each, and rejects the second, so the deployment fails and rolls back",
    .example = R"-(two methods with {"HttpMethod", "POST"} and one `ResourceId`)-",
    .better = R"-(one method)-",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html"};

inline constexpr Rule too_many_api_parts{
    .id = "too-many-api-parts",
    .severity = Severity::warning,
    .summary = "an API has more stages, authorizers or integrations than the default quota",
    .why = "API Gateway rejects what is over the quota, which an account can raise",
    .example = R"-(an API with 11 authorizers)-",
    .better = R"-(one authorizer for several routes)-",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html"};

inline constexpr Rule custom_attribute_required{
    .id = "custom-attribute-required",
    .severity = Severity::error,
    .summary = "a user pool that requires an attribute of its own",
    .why =
        "only standard attributes can be required; Cognito rejects the pool: `Required custom attributes are not "
        "supported currently`",
    .example = R"-({"Name", "plan"}, {"Required", true})-",
    .better = R"-({"Name", "plan"})-",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html"};

inline constexpr Rule contradictory_factors{
    .id = "contradictory-factors",
    .severity = Severity::error,
    .summary = "settings for multi-factor authentication that contradict each other",
    .why = "Cognito rejects the pool, so the deployment fails and rolls back",
    .example = R"-({"MfaConfiguration", "ON"})-",
    .better = R"-({"MfaConfiguration", "ON"}, {"EnabledMfas", Array{"SOFTWARE_TOKEN_MFA"}})-",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html"};

inline constexpr Rule feature_of_higher_tier{
    .id = "feature-of-higher-tier",
    .severity = Severity::error,
    .summary = "a user pool with what only a higher tier has",
    .why = "Cognito rejects the pool: `FeatureUnavailableInTierException`",
    .example = R"-({"UserPoolTier", "LITE"}, {"WebAuthnRelyingPartyID", "example.org"})-",
    .better = R"-({"UserPoolTier", "ESSENTIALS"}, {"WebAuthnRelyingPartyID", "example.org"})-",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html"};

inline constexpr Rule pool_domain_not_accepted{
    .id = "pool-domain-not-accepted",
    .severity = Severity::error,
    .summary = "the prefix of a user pool's domain has a reserved word or a character that it can't have",
    .why = "Cognito rejects the domain, so the deployment fails and rolls back",
    .example = R"(UserPoolDomain{.domain = "My-Cognito-Shop"})",
    .better = R"(UserPoolDomain{.domain = "my-shop"})",
    .source =
        "https://docs.aws.amazon.com/cognito/latest/developerguide/"
        "cognito-user-pools-assign-domain-prefix.html"};

inline constexpr Rule custom_sender_without_key{
    .id = "custom-sender-without-key",
    .severity = Severity::error,
    .summary = "a user pool hands its messages to a function, and has no key to encrypt the codes with",
    .why = "Cognito encrypts the codes that a custom sender gets, and rejects a pool that names no KMS key for it",
    .example = R"-({"LambdaConfig", Map{{"CustomEmailSender", …}}})-",
    .better = R"-({"LambdaConfig", Map{{"CustomEmailSender", …}, {"KMSKeyID", arn(key)}}})-",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html"};

inline constexpr Rule scope_not_there{
    .id = "scope-not-there",
    .severity = Severity::error,
    .summary = "a client asks for a scope that its resource server does not have",
    .why = "Cognito rejects the client: `Invalid scope requested`",
    .example =
        R"-(ResourceServer{.identifier = "orders", .scopes = {{"read", "…"}}, …}, {.oauth_scopes = {"orders/write"}})-",
    .better = R"-({.oauth_scopes = {"orders/read"}})-",
    .source =
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html"};

inline constexpr Rule client_flows_conflict{
    .id = "client-flows-conflict",
    .severity = Severity::error,
    .summary = "a client with flows for programs and for people, or for programs without a secret",
    .why = "Cognito rejects the client, so the deployment fails and rolls back",
    .example = R"-({"AllowedOAuthFlows", Array{"code", "client_credentials"}})-",
    .better = R"-({"AllowedOAuthFlows", Array{"code"}})-",
    .source =
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"};

inline constexpr Rule redirect_not_accepted{
    .id = "redirect-not-accepted",
    .severity = Severity::error,
    .summary = "a callback URL that Cognito does not accept, or none where it asks for one",
    .why = "Cognito rejects the client, so the deployment fails and rolls back",
    .example = R"-({"CallbackURLs", Array{"http://app.example.org/"}})-",
    .better = R"-({"CallbackURLs", Array{"https://app.example.org/"}})-",
    .source =
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"};

inline constexpr Rule endpoint_of_other_protocol{
    .id = "endpoint-of-other-protocol",
    .severity = Severity::error,
    .summary = "the endpoint of a subscription does not fit its protocol",
    .why = "SNS rejects the subscription: `Invalid parameter: … endpoint`",
    .example = R"-({"Protocol", "sqs"}, {"Endpoint", ref(mail)}  // its URL)-",
    .better = R"-({"Protocol", "sqs"}, {"Endpoint", attribute(mail, "Arn")})-",
    .source = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"};

inline constexpr Rule fifo_topic_subscriber{
    .id = "fifo-topic-subscriber",
    .severity = Severity::error,
    .summary = "a subscription between a FIFO topic or queue and something that can't keep the order",
    .why = "a FIFO topic delivers to queues only, and SNS rejects the subscription: `Invalid protocol type`",
    .example = R"-({"Protocol", "lambda"} for a FIFO topic)-",
    .better = R"-({"Protocol", "sqs"}, and a function that reads the queue)-",
    .source = "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html"};

inline constexpr Rule raw_delivery_not_offered{
    .id = "raw-delivery-not-offered",
    .severity = Severity::error,
    .summary = "raw message delivery over a protocol that does not have it",
    .why = "SNS rejects the subscription: `Delivery protocol does not support raw message delivery`",
    .example = R"-({"Protocol", "lambda"}, {"RawMessageDelivery", true})-",
    .better = R"-({"Protocol", "sqs"}, {"RawMessageDelivery", true})-",
    .source = "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html"};

inline constexpr Rule message_expires_in_work{
    .id = "message-expires-in-work",
    .severity = Severity::warning,
    .summary = "a queue deletes messages while they are worked on",
    .why =
        "a message that is not deleted in time comes back when its visibility timeout is over, and by then it has "
        "expired: it is lost without a retry",
    .example = R"-({"MessageRetentionPeriod", 60}, {"VisibilityTimeout", 300})-",
    .better = R"-({"MessageRetentionPeriod", 345600}, {"VisibilityTimeout", 300})-",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"};

inline constexpr Rule dead_letters_expire_first{
    .id = "dead-letters-expire-first",
    .severity = Severity::warning,
    .summary = "a dead-letter queue keeps messages for a shorter time than the queue that they come from",
    .why = "a standard queue counts from when the message was first sent: it may expire on the way to the dead letters",
    .example = R"-(Queue{.name = "failed", .retention = 1h})-",
    .better = R"-(Queue{.name = "failed", .retention = 336h})-",
    .source =
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
        "setting-up-dead-letter-queue-retention.html"};

inline constexpr Rule too_many_targets{
    .id = "too-many-targets",
    .severity = Severity::error,
    .summary = "a rule with more than five targets",
    .why = "EventBridge rejects the sixth: `The requested resource exceeds the maximum number allowed`",
    .example = R"-(a rule with six functions as targets)-",
    .better = R"-(two rules with the same pattern)-",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"};

inline constexpr Rule input_twice{
    .id = "input-twice",
    .severity = Severity::error,
    .summary = "a target that gets its input in two ways",
    .why = "EventBridge rejects the target: `Only one of Input, InputPath, or InputTransformer must be provided`",
    .example = R"-({"Input", "{}"}, {"InputPath", "$.detail"})-",
    .better = R"-({"InputPath", "$.detail"})-",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html"};

inline constexpr Rule schedule_on_own_bus{
    .id = "schedule-on-own-bus",
    .severity = Severity::error,
    .summary = "a scheduled rule on an event bus of one's own",
    .why = "EventBridge rejects the rule: `ScheduleExpression is supported only on the default event bus`",
    .example = R"-({"ScheduleExpression", "rate(1 hour)"}, {"EventBusName", "orders"})-",
    .better = R"-({"ScheduleExpression", "rate(1 hour)"})-",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html"};

inline constexpr Rule invalid_scheduler_expression{
    .id = "invalid-scheduler-expression",
    .severity = Severity::error,
    .summary = "a schedule expression that EventBridge Scheduler does not understand",
    .why = "EventBridge Scheduler rejects the schedule: `Invalid Schedule Expression`",
    .example = R"-({"ScheduleExpression", "at(2027-01-01 10:00)"})-",
    .better = R"-({"ScheduleExpression", "at(2027-01-01T10:00:00)"})-",
    .source = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html"};

inline constexpr Rule unknown_time_zone{
    .id = "unknown-time-zone",
    .severity = Severity::error,
    .summary = "a schedule in a time zone that the IANA database does not have",
    .why = "EventBridge Scheduler rejects the schedule: `The ScheduleExpressionTimezone you provided is not supported`",
    .example = R"-({"ScheduleExpressionTimezone", "UTC+2"})-",
    .better = R"-({"ScheduleExpressionTimezone", "Europe/Berlin"})-",
    .source = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html"};

inline constexpr Rule scheduled_action_not_accepted{
    .id = "scheduled-action-not-accepted",
    .severity = Severity::error,
    .summary = "scheduled actions of a scalable target that have the same name, or bounds that exclude each other",
    .why = "a minimum above the maximum is refused, at the deployment or whenever its time comes",
    .example = R"(ScalingSchedule{.actions = {{.name = "office", …, .min = 20}, {.name = "office", …, .min = 5}}})",
    .better = R"(ScalingSchedule{.actions = {{.name = "office", …, .min = 20}, {.name = "night", …, .min = 5}}})",
    .source = "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html"};

inline constexpr Rule schedule_ends_first{
    .id = "schedule-ends-first",
    .severity = Severity::error,
    .summary = "a schedule that ends before it begins",
    .why = "EventBridge Scheduler rejects the schedule: `EndDate must be after StartDate`",
    .example = R"-({"StartDate", "2027-02-01T00:00:00Z"}, {"EndDate", "2027-01-01T00:00:00Z"})-",
    .better = R"-({"StartDate", "2027-01-01T00:00:00Z"}, {"EndDate", "2027-02-01T00:00:00Z"})-",
    .source = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html"};

inline constexpr Rule invalid_alarm_period{
    .id = "invalid-alarm-period",
    .severity = Severity::error,
    .summary = "an alarm's period that CloudWatch does not offer",
    .why = "CloudWatch rejects the alarm: the period is 10, 20 or 30 seconds or a multiple of 60",
    .example = R"-({"Period", 45})-",
    .better = R"-({"Period", 60})-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"};

inline constexpr Rule alarm_looks_back_too_far{
    .id = "alarm-looks-back-too-far",
    .severity = Severity::error,
    .summary = "an alarm over more than a day, or with long periods more than a week",
    .why = "CloudWatch rejects the alarm: `Metrics cannot be checked across more than a day`",
    .example = R"-({"Period", 300}, {"EvaluationPeriods", 300})-",
    .better = R"-({"Period", 300}, {"EvaluationPeriods", 288})-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"};

inline constexpr Rule more_datapoints_than_periods{
    .id = "more-datapoints-than-periods",
    .severity = Severity::error,
    .summary = "an alarm that waits for more data points than it looks at",
    .why = "CloudWatch rejects the alarm: `DatapointsToAlarm must be less than or equal to EvaluationPeriods`",
    .example = R"-({"EvaluationPeriods", 3}, {"DatapointsToAlarm", 5})-",
    .better = R"-({"EvaluationPeriods", 5}, {"DatapointsToAlarm", 3})-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"};

inline constexpr Rule alarm_on_several_results{
    .id = "alarm-on-several-results",
    .severity = Severity::error,
    .summary = "an alarm on several metrics or on none",
    .why = "CloudWatch rejects the alarm: `Exactly one element of the metrics list should return data`",
    .example = R"-(two metrics, none of them with {"ReturnData", false})-",
    .better = R"-(two metrics with {"ReturnData", false}, and an expression)-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html"};

inline constexpr Rule metric_of_other_namespace{
    .id = "metric-of-other-namespace",
    .severity = Severity::warning,
    .summary = "an alarm on a metric that its namespace does not have",
    .why = "CloudWatch takes any name, and the alarm never gets any data: it stays silent when it should ring",
    .example = R"-({"Namespace", "AWS/Lambda"}, {"MetricName", "5XXError"})-",
    .better = R"-({"Namespace", "AWS/Lambda"}, {"MetricName", "Errors"})-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html"};

inline constexpr Rule dimension_never_matches{
    .id = "dimension-never-matches",
    .severity = Severity::warning,
    .summary = "an alarm compares a metric's dimension with another form of the name",
    .why = "CloudWatch takes any value, and the alarm never gets any data: it stays silent when it should ring",
    .example = R"-({"Name", "QueueName"}, {"Value", ref(mail)}  // its URL)-",
    .better = R"-({"Name", "QueueName"}, {"Value", attribute(mail, "QueueName")})-",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html"};

inline constexpr Rule lifecycle_order{
    .id = "lifecycle-order",
    .severity = Severity::error,
    .summary = "a bucket's lifecycle that moves objects too early, or after they are gone",
    .why = "S3 rejects the configuration, so the deployment fails and rolls back",
    .example = R"-({"StorageClass", "STANDARD_IA"}, {"TransitionInDays", 7})-",
    .better = R"-({"StorageClass", "STANDARD_IA"}, {"TransitionInDays", 30})-",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"};

inline constexpr Rule log_bucket_with_kms_key{
    .id = "log-bucket-with-kms-key",
    .severity = Severity::warning,
    .summary = "a bucket that takes the access logs of others, and is encrypted with a KMS key",
    .why =
        "S3 supports only its own keys (SSE-S3) there: unless the key's policy lets `logging.s3.amazonaws.com` use it, "
        "no log ever arrives, and nothing reports this",
    .example = R"-(Bucket{.name = "logs", .kms_key = ref("Key")}  // and `.access_logs = {.bucket = logs}`)-",
    .better = R"-(Bucket{.name = "logs"}  // encrypted with S3's own key)-",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"};

inline constexpr Rule public_policy_blocked{
    .id = "public-policy-blocked",
    .severity = Severity::warning,
    .summary = "a bucket policy that lets anyone in, for a bucket that blocks this",
    .why =
        "since April 2023 a new bucket blocks public policies, and the policy fails: `User is not authorized to "
        "perform: s3:PutBucketPolicy … because public policies are blocked by the BlockPublicPolicy block public "
        "access setting`",
    .example = R"-({"Principal", "*"}, {"Effect", "Allow"})-",
    .better = R"-(a policy that lets CloudFront in, with a condition on `AWS:SourceArn`)-",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"};

inline constexpr Rule unknown_bucket_event{
    .id = "unknown-bucket-event",
    .severity = Severity::error,
    .summary = "a bucket notification for an event that S3 does not have",
    .why = "S3 rejects the configuration: `The event is not supported for notifications`",
    .example = R"-({"Event", "s3:ObjectUploaded:*"})-",
    .better = R"-({"Event", "s3:ObjectCreated:*"})-",
    .source =
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html"};

inline constexpr Rule fifo_queue_not_taken{
    .id = "fifo-queue-not-taken",
    .severity = Severity::error,
    .summary = "a FIFO queue where the sender takes standard queues only, or needs a message group",
    .why = "the service rejects the configuration, and the deployment rolls back",
    .example = R"-({"DeadLetterConfig", Object{{"TargetArn", attribute(fifo, "Arn")}}})-",
    .better = R"-({"DeadLetterConfig", Object{{"TargetArn", attribute(standard, "Arn")}}})-",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html"};

inline constexpr Rule notifications_overlap{
    .id = "notifications-overlap",
    .severity = Severity::error,
    .summary = "two notifications of a bucket for the same event",
    .why =
        "S3 rejects the configuration: `Configurations overlap. Configurations on the same bucket cannot share a "
        "common event type`",
    .example = R"-(`s3:ObjectCreated:*` to one queue, and `s3:ObjectCreated:Put` to another)-",
    .better = R"-(one notification to a topic, to which both queues subscribe)-",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html"};

inline constexpr Rule target_without_role{
    .id = "target-without-role",
    .severity = Severity::error,
    .summary = "a target that EventBridge or CloudWatch Logs reaches only with a role, and no role",
    .why =
        "these targets have no policy that could let the service in, so it refuses the target: `RoleArn is required "
        "for target`",
    .example = R"-({"Targets", List{Object{{"Id", "run"}, {"Arn", machine.arn()}}}})-",
    .better = R"-({"Targets", List{Object{{"Id", "run"}, {"Arn", machine.arn()}, {"RoleArn", role.arn()}}}})-",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html"};

inline constexpr const Rule* combinations[] = {&snap_start_not_offered,
                                               &snap_start_with_provisioned,
                                               &provisioned_concurrency_on_latest,
                                               &unpublished_version,
                                               &provisioned_above_reserved,
                                               &invalid_alias_routing,
                                               &image_with_runtime,
                                               &file_system_without_vpc,
                                               &destination_of_queue,
                                               &invalid_starting_point,
                                               &too_many_filters,
                                               &function_called_without_post,
                                               &authorizer_of_other_type,
                                               &authorizer_without_effect,
                                               &invalid_identity_source,
                                               &issuer_without_https,
                                               &cache_without_cluster,
                                               &missing_payload_format,
                                               &wrong_payload_format,
                                               &invalid_route_key,
                                               &declared_twice_in_api,
                                               &too_many_api_parts,
                                               &custom_attribute_required,
                                               &contradictory_factors,
                                               &feature_of_higher_tier,
                                               &pool_domain_not_accepted,
                                               &custom_sender_without_key,
                                               &scope_not_there,
                                               &client_flows_conflict,
                                               &redirect_not_accepted,
                                               &endpoint_of_other_protocol,
                                               &fifo_topic_subscriber,
                                               &raw_delivery_not_offered,
                                               &message_expires_in_work,
                                               &dead_letters_expire_first,
                                               &too_many_targets,
                                               &input_twice,
                                               &schedule_on_own_bus,
                                               &invalid_scheduler_expression,
                                               &unknown_time_zone,
                                               &scheduled_action_not_accepted,
                                               &schedule_ends_first,
                                               &invalid_alarm_period,
                                               &alarm_looks_back_too_far,
                                               &more_datapoints_than_periods,
                                               &alarm_on_several_results,
                                               &metric_of_other_namespace,
                                               &dimension_never_matches,
                                               &lifecycle_order,
                                               &log_bucket_with_kms_key,
                                               &public_policy_blocked,
                                               &unknown_bucket_event,
                                               &fifo_queue_not_taken,
                                               &notifications_overlap,
                                               &target_without_role};

}  // namespace bobgen::rules
