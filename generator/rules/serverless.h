/// What the Serverless Framework rejects in a serverless.yml before CloudFormation sees any of it.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule invalid_variable{
    .id = "invalid-variable",
    .severity = Severity::error,
    .summary = "a `${…}` in serverless.yml that is not a Serverless Framework variable",
    .why = "the framework stops before it packages anything",
    .example = "tableName: ${opt:table, orders}",
    .better = "tableName: ${opt:table, 'orders'}",
    .source = "https://www.serverless.com/framework/docs/guides/variables"};

inline constexpr Rule unknown_variable_source{.id = "unknown-variable-source",
                                              .severity = Severity::error,
                                              .summary = "a variable in serverless.yml whose source does not exist",
                                              .why =
                                                  "neither the framework nor any listed plugin knows the source, so "
                                                  "the framework stops before it packages anything",
                                              .example = "tableName: ${slef:custom.table}",
                                              .better = "tableName: ${self:custom.table}",
                                              .source = "https://www.serverless.com/framework/docs/guides/variables"};

inline constexpr Rule variable_without_value{
    .id = "variable-without-value",
    .severity = Severity::error,
    .summary = "a variable in serverless.yml that has no value and no fallback",
    .why = "the framework cannot resolve the variable and stops before it packages anything",
    .example = "tableName: ${self:custom.tabel}",
    .better = "tableName: ${self:custom.table}",
    .source = "https://www.serverless.com/framework/docs/guides/variables"};

inline constexpr Rule file_not_read{
    .id = "file-not-read",
    .severity = Severity::warning,
    .summary = "a `${file(…)}` in serverless.yml that leads to where bob reads nothing",
    .why =
        "a file may come from anyone, so bob reads regular files below its folder or `--root` alone; what the "
        "variable contains is taken as unknown",
    .example = "custom: ${file(../shared.yml):custom}",
    .better = "custom: ${file(./shared.yml):custom}",
    .source = "bob, docs/security.md"};

inline constexpr Rule variable_cycle{.id = "variable-cycle",
                                     .severity = Severity::error,
                                     .summary = "variables in serverless.yml that need each other's values",
                                     .why = "none of them ever gets a value, and the framework stops",
                                     .example = "custom: {table: '${self:custom.name}', name: '${self:custom.table}'}",
                                     .better = "custom: {table: '${self:custom.name}', name: orders}",
                                     .source = "https://www.serverless.com/framework/docs/guides/variables"};

inline constexpr Rule variables_too_large{
    .id = "variables-too-large",
    .severity = Severity::error,
    .summary = "variables in serverless.yml that expand to more than a template can hold",
    .why = "a few lines that repeat each other expand to gigabytes; bob stops reading before that happens",
    .example = "custom: {a: '${self:custom.b}${self:custom.b}', b: '${self:custom.c}${self:custom.c}', …}",
    .better = "custom: {a: '${self:custom.b}', b: orders}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule unknown_serverless_property{
    .id = "unknown-serverless-property",
    .severity = Severity::warning,
    .summary = "a property or event in serverless.yml that the Serverless Framework doesn't know",
    .why = "it has no effect, and with `configValidationMode: error` the framework rejects the file",
    .example = "functions: {create: {handler: index.create, memory: 256}}",
    .better = "functions: {create: {handler: index.create, memorySize: 256}}",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml"};

inline constexpr Rule refused_serverless_property{
    .id = "refused-serverless-property",
    .severity = Severity::error,
    .summary = "a property or event that the Serverless Framework doesn't know, in a file that asks it to refuse those",
    .why = "with `configValidationMode: error` the framework stops before it packages anything",
    .example = "configValidationMode: error\nfunctions: {create: {handler: index.create, memory: 256}}",
    .better = "configValidationMode: error\nfunctions: {create: {handler: index.create, memorySize: 256}}",
    .source = "https://www.serverless.com/framework/docs/configuration-validation"};

inline constexpr Rule wrong_serverless_value{
    .id = "wrong-serverless-value",
    .severity = Severity::error,
    .summary = "a value in serverless.yml whose type its property does not accept",
    .why = "the framework cannot read it, and stops or deploys something else",
    .example = "functions: {create: {handler: index.create, timeout: soon}}",
    .better = "functions: {create: {handler: index.create, timeout: 10}}",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml"};

inline constexpr Rule function_without_handler{
    .id = "function-without-handler",
    .severity = Severity::error,
    .summary = "a function in serverless.yml that has neither `handler` nor `image`, or has both",
    .why = "the framework doesn't know what code to deploy, and stops",
    .example = "functions: {create: {runtime: nodejs22.x}}",
    .better = "functions: {create: {runtime: nodejs22.x, handler: index.create}}",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/functions"};

inline constexpr Rule incomplete_serverless_event{
    .id = "incomplete-serverless-event",
    .severity = Severity::error,
    .summary = "an event in serverless.yml lacks settings that the framework needs to create its resources",
    .why = "the framework stops before it packages anything",
    .example = "events: [{httpApi: {path: /orders}}]",
    .better = "events: [{httpApi: {path: /orders, method: GET}}]",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/events"};

inline constexpr Rule unknown_serverless_name{
    .id = "unknown-serverless-name",
    .severity = Severity::error,
    .summary = "serverless.yml names a function, authorizer or resource that does not exist",
    .why = "the framework stops before it packages anything",
    .example = "httpApi: {path: /orders, method: GET, authorizer: {name: singedIn}}",
    .better = "httpApi: {path: /orders, method: GET, authorizer: {name: signedIn}}",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/events"};

inline constexpr const Rule* serverless[] = {
    &invalid_variable,       &unknown_variable_source,  &variable_without_value,      &file_not_read,
    &variable_cycle,         &variables_too_large,      &unknown_serverless_property, &refused_serverless_property,
    &wrong_serverless_value, &function_without_handler, &incomplete_serverless_event, &unknown_serverless_name};

}  // namespace bobgen::rules
