/// What is weak where real users depend on it: judged in stages that say they are production, and in no other.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule weak_password_policy{
    .id = "weak-password-policy",
    .severity = Severity::warning,
    .summary = "a user pool in production takes passwords that are easily guessed",
    .why =
        "a policy that says a length alone asks for nothing else, not even Cognito's own defaults, and short "
        "passwords of one kind of character are guessed in hours",
    .example = R"(UserPool{.name = "People", .password_policy = {.minimum_length = 8}})",
    .better =
        R"(UserPool{.name = "People", .password_policy = {.minimum_length = 15}}  // or four kinds of characters)",
    .source = "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html"};

inline constexpr Rule password_alone{
    .id = "password-alone",
    .severity = Severity::warning,
    .summary = "a user pool in production has neither a second factor nor threat protection",
    .why = "a password that was stolen elsewhere is then all that an attacker needs to sign in, and nobody notices",
    .example = R"(UserPool{.name = "People"})",
    .better = R"(UserPool{.name = "People", .mfa = MfaConfiguration::optional})",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-security.html"};

inline constexpr Rule no_access_logs{
    .id = "no-access-logs",
    .severity = Severity::warning,
    .summary = "an API in production keeps no log of who called it",
    .why = "after an attack, or for a request that never reached a function, nothing tells what happened",
    .example = R"(HttpApi{.cors = true})",
    .better = R"(HttpApi{.cors = true, .access_logs = std::chrono::days(90)})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html"};

inline constexpr Rule no_throttling{
    .id = "no-throttling",
    .severity = Severity::warning,
    .summary = "an API in production has no limit of its own on requests",
    .why = "one caller can then use up the account's limit, which all its APIs share, and every call is paid for",
    .example = R"(HttpApi{.cors = true})",
    .better = R"(HttpApi{.cors = true, .throttle = {.rate = 200, .burst = 400}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html"};

inline constexpr Rule data_trace_logged{
    .id = "data-trace-logged",
    .severity = Severity::warning,
    .summary = "a stage in production logs the whole of each request and answer",
    .why =
        "the log then has what people send: passwords, tokens in headers, personal data, for everyone who may read "
        "logs and for as long as they are kept",
    .example = R"(RestStage{.execution_logs = ExecutionLogs::info, .data_trace = true})",
    .better = R"(RestStage{.execution_logs = ExecutionLogs::error})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"};

inline constexpr Rule open_route{
    .id = "open-route",
    .severity = Severity::warning,
    .summary = "anyone may call a route in production that can change something",
    .why =
        "without an authorizer the function alone decides who may, and a forgotten one looks the same as an open one",
    .example = R"(.http_api = {{POST, "/orders"}})",
    .better = R"(.http_api = {{POST, "/orders", signed_in}}  // or anyone, for a route that is open on purpose)",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html"};

inline constexpr Rule table_without_recovery{
    .id = "table-without-recovery",
    .severity = Severity::warning,
    .summary = "a table in production can't be brought back to how it was",
    .why = "after a faulty deployment or a mistaken delete, only point-in-time recovery or a backup has the items",
    .example = R"(Table<Order>{.name = "Orders", …})",
    .better = R"(Table<Order>{.name = "Orders", .point_in_time_recovery = true, …})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html"};

inline constexpr Rule item_collection_limit{
    .id = "item-collection-limit",
    .severity = Severity::warning,
    .summary = "a table in production has local indexes, and so at most 10 GB for each partition key value",
    .why =
        "beyond 10 GB of one partition key value, with its entries in local indexes, DynamoDB refuses every write "
        "that adds to it (`ItemCollectionSizeLimitExceededException`); a local index can be neither removed nor "
        "added later",
    .example =
        R"(Table<Order>{.name = "Orders", .local_indexes = {{.name = "ByDay", .sort_key = key<&Order::day>}}, …})",
    .better =
        R"(.global_indexes = {{.name = "ByDay", .partition_key = key<&Order::customer>, .sort_key = key<&Order::day>}})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html"};

inline constexpr Rule no_deletion_protection{
    .id = "no-deletion-protection",
    .severity = Severity::warning,
    .summary = "one call deletes a table or user pool in production",
    .why = "deletion protection costs nothing and protects the data from a mistake in a console",
    .example = R"(Table<Order>{.name = "Orders", .deletion_protection = false, …})",
    .better = R"(Table<Order>{.name = "Orders", …}  // on in production unless said otherwise)",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html"};

inline constexpr Rule unencrypted_topic{
    .id = "unencrypted-topic",
    .severity = Severity::warning,
    .summary = "a topic in production is not encrypted",
    .why = "SNS stores messages while it delivers them, and without a key it stores them as they are",
    .example = R"(Topic{.name = "orders"})",
    .better = R"(Topic{.name = "orders", .kms_key = attribute(orders_key, "Arn")})",
    .source = "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html"};

inline constexpr Rule plain_http_allowed{
    .id = "plain-http-allowed",
    .severity = Severity::warning,
    .summary = "a bucket, queue or topic in production answers without TLS",
    .why =
        "S3, SQS and SNS take plain HTTP unless a policy denies it, and then anyone on the network path can read the "
        "messages",
    .example = R"(Topic{.name = "orders", .tls_only = false})",
    .better = R"(Topic{.name = "orders"}  // without a raw topic policy, it takes TLS only)",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"};

inline constexpr Rule queue_without_dead_letters{
    .id = "queue-without-dead-letters",
    .severity = Severity::warning,
    .summary = "a function in production reads a queue that gives up no message",
    .why =
        "a message that the function can't handle comes back until it expires, is paid for each time, and is then "
        "gone without a trace",
    .example = R"(Queue{.name = "mail"}, Function{.sqs = {{.queue = mail}}, …})",
    .better = R"(Queue{.name = "mail", .dead_letters = {.queue = failed_mail}}, Function{.sqs = {{.queue = mail}}, …})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"};

inline constexpr Rule bucket_of_any_account{
    .id = "bucket-of-any-account",
    .severity = Severity::warning,
    .summary = "S3 may call a function in production for a bucket of any account",
    .why = "the ARN of a bucket has no account in it, and a bucket that was deleted can be created again by anyone",
    .example = R"({"Principal", "s3.amazonaws.com"}, {"SourceArn", "arn:aws:s3:::uploads"})",
    .better = R"({"Principal", "s3.amazonaws.com"}, {"SourceAccount", ref("AWS::AccountId")})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"};

inline constexpr Rule service_of_any_account{
    .id = "service-of-any-account",
    .severity = Severity::warning,
    .summary = "a service may call a function in production on behalf of any account",
    .why =
        "topics, rules, APIs and user pools in every account can then invoke the function through the service, without "
        "passing an authorizer and with any event",
    .example = R"({"Principal", "sns.amazonaws.com"})",
    .better = R"({"Principal", "sns.amazonaws.com"}, {"SourceArn", ref(orders)})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"};

inline constexpr Rule open_function_url{
    .id = "open-function-url",
    .severity = Severity::warning,
    .summary = "anyone can call a function in production through its URL",
    .why =
        "with `AuthType: NONE` Lambda authenticates nobody, and it neither throttles nor logs requests as an API does",
    .example = R"(RawResource{.type = "AWS::Lambda::Url", .properties = {{"AuthType", "NONE"}, …}})",
    .better = R"(RawResource{.type = "AWS::Lambda::Url", .properties = {{"AuthType", "AWS_IAM"}, …}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"};

inline constexpr Rule public_access_allowed{
    .id = "public-access-allowed",
    .severity = Severity::warning,
    .summary = "a bucket in production allows public access",
    .why = "a single policy or object ACL can then make private objects public",
    .example = R"(Bucket{.name = "files", .block_public_access = false})",
    .better = R"(Bucket{.name = "files"})",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"};

inline constexpr Rule implicit_flow{
    .id = "implicit-flow",
    .severity = Severity::warning,
    .summary = "an app client in production uses the implicit flow",
    .why =
        "tokens appear in the page's URL, where browser history, logs and scripts can read them; OAuth's best practice "
        "(RFC 9700) advises against it",
    .example = R"(UserPoolClient{.name = "App", .oauth_flows = {OAuthFlow::implicit}, …})",
    .better = R"(UserPoolClient{.name = "App", .oauth_flows = {OAuthFlow::code}, …})",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html"};

inline constexpr Rule user_existence_revealed{
    .id = "user-existence-revealed",
    .severity = Severity::warning,
    .summary = "an app client in production reveals whether a user exists",
    .why =
        "sign-in and password reset then return a different error for an unknown user, so user names can be enumerated",
    .example = R"(UserPoolClient{.name = "App", .prevent_user_existence_errors = false, …})",
    .better = R"(UserPoolClient{.name = "App", …})",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html"};

inline constexpr const Rule* production[] = {
    &weak_password_policy,   &password_alone,         &no_access_logs,
    &no_throttling,          &data_trace_logged,      &open_route,
    &table_without_recovery, &item_collection_limit,  &no_deletion_protection,
    &unencrypted_topic,      &plain_http_allowed,     &queue_without_dead_letters,
    &bucket_of_any_account,  &service_of_any_account, &open_function_url,
    &public_access_allowed,  &implicit_flow,          &user_existence_revealed};

}  // namespace bobgen::rules
