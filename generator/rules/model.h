/// What is wrong between declarations, or between a declaration and the stage's configuration.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule undeclared_name{
    .id = "undeclared-name",
    .severity = Severity::error,
    .summary = "a declaration refers to something that the stack does not list",
    .why = "only what is in the stack's `resources` is deployed, so the reference would have no target",
    .example = R"(Stack{.name = "shop", .resources = {get_order}}  // get_order has `.uses = {reads<orders>}`)",
    .better = R"(Stack{.name = "shop", .resources = {orders, get_order}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html"};

inline constexpr Rule declared_twice{
    .id = "declared-twice",
    .severity = Severity::error,
    .summary = "two declarations of one kind have the same name",
    .why = "names become logical ids, and a template has each logical id once",
    .example = R"(.resources = {Queue{.name = "mail"}, Queue{.name = "mail"}})",
    .better = R"(.resources = {Queue{.name = "mail"}, Queue{.name = "mail-failed"}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule missing_config_value{
    .id = "missing-config-value",
    .severity = Severity::error,
    .summary = "the stage's configuration file lacks a value that a declaration needs",
    .why = "each stage has its own configuration file, so a value may exist for one stage and be missing for another",
    .example = R"(.environment = {{"LEVEL", Config<std::string>{"log.level"}}}  // config/dev.yml has no `log`)",
    .better = "log:\n  level: info",
    .source = "bob, docs/configuration.md"};

inline constexpr Rule wrong_config_type{
    .id = "wrong-config-type",
    .severity = Severity::error,
    .summary = "a value in the stage's configuration file does not have the type that its declaration expects",
    .why = "a wrong value would end up in the template, and fail at deploy time or mean something else",
    .example = R"(Config<int>{"booking.days"}  // config/dev.yml has `booking: {days: soon}`)",
    .better = "booking:\n  days: 14",
    .source = "bob, docs/configuration.md"};

inline constexpr Rule duplicate_config_value{
    .id = "duplicate-config-value",
    .severity = Severity::error,
    .summary = "a stage's configuration has a value twice, in one file or in two",
    .why = "only one of them would count, and an edit of the other would change nothing",
    .example = "# config/dev.yml\ndiscord:\n  channel: lessons\n# config/dev/discord.yml\nchannel: games",
    .better = "# config/dev/discord.yml\nchannel: games",
    .source = "bob, docs/configuration.md"};

inline constexpr Rule unknown_config_file{
    .id = "unknown-config-file",
    .severity = Severity::error,
    .summary = "a file in the stage's folder of configuration that no declaration can read",
    .why = "the values in it would be missing, although the file is there",
    .example = "config/dev/discord.yaml",
    .better = "config/dev/discord.yml  # Config<std::string>{\"discord.channel\"} reads `channel` of it",
    .source = "bob, docs/configuration.md"};

inline constexpr Rule secret_in_config{
    .id = "secret-in-config",
    .severity = Severity::error,
    .summary = "a secret in plain text in the stage's configuration file",
    .why = "the file is committed and the template is uploaded, so a secret in either of them is exposed",
    .example = "google:\n  client_secret: GOCSPX-something",
    .better = "google:\n  client_secret: {secretsmanager: scheduler/dev/google, key: client_secret}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html"};

inline constexpr Rule published_default{
    .id = "published-default",
    .severity = Severity::error,
    .summary = "a `NoEcho` parameter has a default",
    .why =
        "the default is part of the template, which is committed and which `aws cloudformation get-template` returns",
    .example = R"(Parameter{.name = "Password", .default_value = "hunter2", .no_echo = true})",
    .better = R"(Parameter{.name = "Password", .no_echo = true}  // or Secret{"shop/password"} where it is used)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule unreadable_config{.id = "unreadable-config",
                                        .severity = Severity::error,
                                        .summary = "the stage's configuration file is not YAML that bob can read",
                                        .why = "no value of the file can be trusted when its syntax is broken",
                                        .example = "booking:\n  days: [14",
                                        .better = "booking:\n  days: 14",
                                        .source = "https://yaml.org/spec/1.2.2/"};

inline constexpr Rule invalid_json{
    .id = "invalid-json",
    .severity = Severity::error,
    .summary = "a string that AWS reads as JSON is not JSON",
    .why = "filters, event patterns and inputs are JSON documents, and the deployment fails on anything else",
    .example = R"(.sqs = {{.queue = mail, .filters = {"{status: [sent]}"}}})",
    .better = R"cpp(.sqs = {{.queue = mail, .filters = {R"({"status": ["sent"]})"}}})cpp",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html"};

inline constexpr Rule stack_throws{
    .id = "stack-throws",
    .severity = Severity::error,
    .summary = "the C++ function that declares the stack threw an exception",
    .why = "the stack was only partly declared, so its templates would be incomplete",
    .example = R"(if (limits.empty()) throw std::runtime_error("no limits");)",
    .better =
        "inline constexpr Config<int> daily_limit{\"limits.daily\"};  // a missing value is reported with its place",
    .source = "bob, docs/configuration.md"};

inline constexpr Rule invalid_name{
    .id = "invalid-name",
    .severity = Severity::error,
    .summary = "a name built at run time has characters or a length that AWS rejects",
    .why = "the compiler checks names that are literals; this one was only known when bobgen ran",
    .example = R"(Queue{.name = runtime("worker/" + shard)})",
    .better = R"(Queue{.name = runtime("worker-" + shard)})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule too_many_elements{
    .id = "too-many-elements",
    .severity = Severity::error,
    .summary = "a list filled at run time has more elements than it can hold",
    .why = "the elements that do not fit would be missing from the template",
    .example = R"(for (int i = 0; i < 30; ++i) table.global_indexes.push_back(…))",
    .better = "at most 20 global indexes; see `bobgen limits`",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"};

inline constexpr Rule unsupported_deletion_policy{
    .id = "unsupported-deletion-policy",
    .severity = Severity::error,
    .summary = "a deletion or replacement policy that the resource type does not have",
    .why =
        "CloudFormation rejects the template: only databases, caches and volumes have snapshots, and "
        "`RetainExceptOnCreate` is not a replacement policy",
    .example =
        R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>, .deletion_policy = DeletionPolicy::snapshot};)",
    .better =
        R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>, .deletion_policy = DeletionPolicy::retain};)",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"};

inline constexpr Rule invalid_tag{.id = "invalid-tag",
                                  .severity = Severity::error,
                                  .summary = "a tag has characters, a length or a prefix that AWS rejects",
                                  .why = "the service rejects the tag, so the resource is not created",
                                  .example = R"(Queue{.name = "mail", .tags = {{"team", "mail & post"}}})",
                                  .better = R"(Queue{.name = "mail", .tags = {{"team", "mail and post"}}})",
                                  .source = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"};

inline constexpr Rule undeclared_mapping{
    .id = "undeclared-mapping",
    .severity = Severity::error,
    .summary = "`Fn::FindInMap` uses a mapping that the template does not have",
    .why = "CloudFormation rejects the template before it creates anything; bob's templates have no mappings",
    .example = R"(Object{{"Fn::FindInMap", Array{"Images", ref("AWS::Region"), "Debian"}}})",
    .better = R"(Config<std::string>{"image"}  // a value of each stage, in config/<stage>.yml)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html"};

inline constexpr Rule setting_without_target{
    .id = "setting-without-target",
    .severity = Severity::error,
    .summary = "access logs without a bucket for them, or dead letters without a queue",
    .why = "nothing would be set: what says how it is done has no effect without where",
    .example = R"(Bucket{.name = "files", .access_logs = {.prefix = "files/"}})",
    .better = R"(Bucket{.name = "files", .access_logs = {.bucket = logs, .prefix = "files/"}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-s3-bucket-loggingconfiguration.html"};

inline constexpr const Rule* model[] = {
    &undeclared_name,    &declared_twice,     &missing_config_value,   &wrong_config_type,
    &secret_in_config,   &published_default,  &unreadable_config,      &invalid_json,
    &stack_throws,       &invalid_name,       &too_many_elements,      &unsupported_deletion_policy,
    &invalid_tag,        &undeclared_mapping, &setting_without_target, &duplicate_config_value,
    &unknown_config_file};

}  // namespace bobgen::rules
