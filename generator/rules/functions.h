/// What Lambda requires of a function, and what its gateway requires.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule trigger_declared_twice{
    .id = "trigger-declared-twice",
    .severity = Severity::error,
    .summary = "two events of functions are the same trigger of a user pool",
    .why = "a pool calls one function at each of its moments, and the versions of a trigger are the same moment",
    .example = R"(Function{.name = "a", .cognito = {{people, Trigger::pre_sign_up}}},
Function{.name = "b", .cognito = {{people, Trigger::pre_sign_up}}})",
    .better = R"(Function{.name = "a", .cognito = {{people, Trigger::pre_sign_up}}})",
    .source =
        "https://docs.aws.amazon.com/cognito/latest/developerguide/"
        "cognito-user-pools-working-with-lambda-triggers.html"};

inline constexpr Rule incomplete_function{
    .id = "incomplete-function",
    .severity = Severity::error,
    .summary = "a function lacks what Lambda needs to start it",
    .why = "a function whose code is a zip archive needs a handler and a runtime, and every function needs a role",
    .example = R"(RawResource{.name = "Report", .type = "AWS::Lambda::Function", .properties = {{"Role", …}}})",
    .better = R"(Function{.name = "report"}  // with a runtime, a handler and its own role)",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"};

inline constexpr Rule function_setting_out_of_range{
    .id = "function-setting-out-of-range",
    .severity = Severity::error,
    .summary = "a timeout, memory size, storage size or concurrency that Lambda does not allow",
    .why = "Lambda rejects the function, so the deployment fails and rolls back",
    .example = R"(Function{.name = "report", .timeout = Config<int>{"report.timeout"}}  // config has 1200)",
    .better = "report:\n  timeout: 900",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"};

inline constexpr Rule log_retention_not_offered{
    .id = "log-retention-not-offered",
    .severity = Severity::error,
    .summary = "a log retention that CloudWatch Logs does not offer",
    .why = "CloudWatch Logs accepts only certain numbers of days, and rejects the log group with any other",
    .example = R"(Function{.name = "report", .log_retention = std::chrono::days(10)})",
    .better = R"(Function{.name = "report", .log_retention = std::chrono::days(14)})",
    .source = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"};

inline constexpr Rule environment_too_large{
    .id = "environment-too-large",
    .severity = Severity::error,
    .summary = "the environment variables of a function are larger than Lambda allows",
    .why = "Lambda rejects the function, so the deployment fails and rolls back",
    .example = R"(.environment = {{"WORDS", runtime(five_kilobytes)}})",
    .better = R"(.environment = {{"WORDS_BUCKET", ref(words)}}  // the function reads it from S3)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"};

inline constexpr Rule reserved_environment_name{
    .id = "reserved-environment-name",
    .severity = Severity::error,
    .summary = "an environment variable has a name that Lambda reserves",
    .why = "Lambda sets these variables itself and rejects a function that sets them",
    .example = R"(.environment = {{"AWS_REGION", "eu-central-1"}})",
    .better = R"(.environment = {{"TABLE_REGION", "eu-central-1"}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"};

inline constexpr Rule invalid_environment_name{
    .id = "invalid-environment-name",
    .severity = Severity::error,
    .summary = "an environment variable has a name that Lambda rejects",
    .why = "a name has at least two characters, starts with a letter, and consists of letters, digits and underscores",
    .example = R"(.environment = {{"TABLE-NAME", ref(orders)}})",
    .better = R"(.environment = {{"TABLE_NAME", ref(orders)}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html"};

inline constexpr Rule secret_in_environment{
    .id = "secret-in-environment",
    .severity = Severity::warning,
    .summary = "an environment variable named like a secret has its value in the template",
    .why = "anyone who can read the repository, the template or the function's configuration can read the secret",
    .example = R"(.environment = {{"DISCORD_TOKEN", "MTA1NzQ…"}})",
    .better = R"(.uses = {fetches<discord_token>}  // with constexpr Secret discord_token{"discord.token"})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"};

inline constexpr Rule secret_reference_in_environment{
    .id = "secret-reference-in-environment",
    .severity = Severity::warning,
    .summary = "an environment variable is a dynamic reference to a secret",
    .why =
        "CloudFormation puts the secret's text in its place, so anyone with `lambda:GetFunctionConfiguration` "
        "reads it, and a rotated secret needs a deployment",
    .example = R"(.environment = {{"DISCORD_TOKEN", Secret{"discord.token"}}})",
    .better = R"(.uses = {fetches<discord_token>}  // the handler has context.secret<discord_token>())",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html"};

inline constexpr Rule too_many_layers{
    .id = "too-many-layers",
    .severity = Severity::error,
    .summary = "more layers than Lambda allows for a function",
    .why = "Lambda rejects the function, so the deployment fails and rolls back",
    .example = R"(.layers = {a, b, c, d, e, f})",
    .better = R"(.layers = {a, b, c, d, e}  // or link their content into the function)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html"};

inline constexpr Rule function_description_too_long{
    .id = "function-description-too-long",
    .severity = Severity::error,
    .summary = "a function description longer than Lambda allows",
    .why = "Lambda rejects the function, so the deployment fails and rolls back",
    .example = R"(Function{.name = "report", .description = "…"}  // 257 characters)",
    .better = R"(Function{.name = "report", .description = "the games of a month, as PDF"})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"};

inline constexpr Rule unknown_runtime{.id = "unknown-runtime",
                                      .severity = Severity::error,
                                      .summary = "a runtime that Lambda does not have",
                                      .why = "Lambda rejects the function, so the deployment fails and rolls back",
                                      .example = R"({"Runtime", "provided.al2032"})",
                                      .better = R"({"Runtime", "provided.al2023"})",
                                      .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"};

inline constexpr Rule unlisted_runtime{.id = "unlisted-runtime",
                                       .severity = Severity::warning,
                                       .summary = "a runtime that bob's list does not have",
                                       .why =
                                           "AWS adds a version of a language every few months; unless this one is "
                                           "newer than bob's list, Lambda rejects the "
                                           "function",
                                       .example = R"({"Runtime", "python3.99"})",
                                       .better = R"({"Runtime", "python3.14"})",
                                       .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"};

inline constexpr Rule deprecated_runtime{
    .id = "deprecated-runtime",
    .severity = Severity::warning,
    .summary = "a runtime that no longer gets security patches",
    .why = "AWS has stopped patching it; later it rejects new functions with it, then updates to existing ones",
    .example = R"(Function{.name = "report", .runtime = Runtime::provided_al2})",
    .better = R"(Function{.name = "report", .runtime = Runtime::provided_al2023})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-support-policy"};

inline constexpr Rule blocked_runtime{
    .id = "blocked-runtime",
    .severity = Severity::error,
    .summary = "a runtime with which Lambda no longer creates or updates functions",
    .why = "Lambda rejects the function, so the deployment fails and rolls back",
    .example = R"({"Runtime", "nodejs12.x"})",
    .better = R"({"Runtime", "nodejs24.x"})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-support-policy"};

inline constexpr Rule too_much_reserved_concurrency{
    .id = "too-much-reserved-concurrency",
    .severity = Severity::error,
    .summary = "the functions of a stack reserve more concurrency than an account has",
    .why = "Lambda keeps part of the account's concurrency unreserved and rejects anything beyond the rest",
    .example = R"(Function{.reserved_concurrency = 600, …}, Function{.reserved_concurrency = 400, …})",
    .better = R"(Function{.reserved_concurrency = 500, …}, Function{.reserved_concurrency = 400, …})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"};

inline constexpr Rule function_outlives_gateway{
    .id = "function-outlives-gateway",
    .severity = Severity::warning,
    .summary = "a function's timeout is longer than its HTTP route waits",
    .why = "the caller gets an error when the gateway times out, while the function keeps running and is billed",
    .example = R"(Function{.name = "report", .http = {{POST, "/report"}}, .timeout = 60s})",
    .better = R"(Function{.name = "report", .http = {{POST, "/report"}}, .timeout = 29s})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"};

inline constexpr const Rule* functions[] = {&trigger_declared_twice,
                                            &incomplete_function,
                                            &function_setting_out_of_range,
                                            &log_retention_not_offered,
                                            &environment_too_large,
                                            &reserved_environment_name,
                                            &invalid_environment_name,
                                            &secret_in_environment,
                                            &secret_reference_in_environment,
                                            &too_many_layers,
                                            &function_description_too_long,
                                            &unknown_runtime,
                                            &unlisted_runtime,
                                            &deprecated_runtime,
                                            &blocked_runtime,
                                            &too_much_reserved_concurrency,
                                            &function_outlives_gateway};

}  // namespace bobgen::rules
