/// Documents that a template has inside: state machines, event patterns, API descriptions, mapping templates,
/// dashboards.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule malformed_inner_json{
    .id = "malformed-inner-json",
    .severity = Severity::error,
    .summary = "a property that has to be JSON and is not",
    .why = "the service reads the text as JSON and refuses it, so the resource is not created",
    .example = R"(EventPattern: '{source: [shop]}')",
    .better = R"(EventPattern: '{"source": ["shop"]}')",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"};

inline constexpr Rule state_machine_without_start{
    .id = "state-machine-without-start",
    .severity = Severity::error,
    .summary = "a state machine without `StartAt` or `States`, or one that starts at a state that does not exist",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED` or `MISSING_TRANSITION_TARGET`",
    .example = R"({States: {Pay: {Type: Pass, End: true}}})",
    .better = R"({StartAt: Pay, States: {Pay: {Type: Pass, End: true}}})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html"};

inline constexpr Rule unknown_next_state{.id = "unknown-next-state",
                                         .severity = Severity::error,
                                         .summary = "a state goes on to a state that does not exist at its level",
                                         .why =
                                             "Step Functions refuses the definition with `MISSING_TRANSITION_TARGET`; "
                                             "a state can go to states of its own level only",
                                         .example = R"(Pay: {Type: Pass, Next: Shipp})",
                                         .better = R"(Pay: {Type: Pass, Next: Ship})",
                                         .source =
                                             "https://docs.aws.amazon.com/step-functions/latest/apireference/"
                                             "API_ValidateStateMachineDefinitionDiagnostic.html"};

inline constexpr Rule unknown_state_type{
    .id = "unknown-state-type",
    .severity = Severity::error,
    .summary = "a state without a type, or with one that does not exist",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"(Pay: {Type: Lambda, End: true})",
    .better = R"(Pay: {Type: Task, Resource: …, End: true})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html"};

inline constexpr Rule unreachable_state{
    .id = "unreachable-state",
    .severity = Severity::error,
    .summary = "a state that no other state leads to",
    .why = "Step Functions refuses the definition: `MISSING_TRANSITION_TARGET: State … is not reachable`",
    .example = R"({StartAt: Pay, States: {Pay: {Type: Pass, End: true}, Ship: {Type: Pass, End: true}}})",
    .better = R"({StartAt: Pay, States: {Pay: {Type: Pass, Next: Ship}, Ship: {Type: Pass, End: true}}})",
    .source = "https://github.com/localstack/localstack/pull/12487"};

inline constexpr Rule state_without_next{
    .id = "state-without-next",
    .severity = Severity::error,
    .summary = "a state that says neither where to go on nor that it is the end, or both",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"(Pay: {Type: Pass})",
    .better = R"(Pay: {Type: Pass, End: true})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html"};

inline constexpr Rule state_machine_without_end{
    .id = "state-machine-without-end",
    .severity = Severity::error,
    .summary = "a state machine with no state that ends it",
    .why = "Step Functions refuses the definition with `MISSING_END_STATE`",
    .example = R"({StartAt: A, States: {A: {Type: Pass, Next: B}, B: {Type: Pass, Next: A}}})",
    .better = R"({StartAt: A, States: {A: {Type: Pass, Next: B}, B: {Type: Pass, End: true}}})",
    .source =
        "https://docs.aws.amazon.com/step-functions/latest/apireference/"
        "API_ValidateStateMachineDefinitionDiagnostic.html"};

inline constexpr Rule state_name_repeated{
    .id = "state-name-repeated",
    .severity = Severity::error,
    .summary = "two states of a state machine with one name",
    .why = "Step Functions refuses the definition with `DUPLICATE_STATE_NAME`: names are unique across branches too",
    .example = R"(Branches: [{StartAt: Send, States: {Send: …}}, {StartAt: Send, States: {Send: …}}])",
    .better = R"(Branches: [{StartAt: Mail, States: {Mail: …}}, {StartAt: Text, States: {Text: …}}])",
    .source =
        "https://docs.aws.amazon.com/step-functions/latest/apireference/"
        "API_ValidateStateMachineDefinitionDiagnostic.html"};

inline constexpr Rule missing_state_field{
    .id = "missing-state-field",
    .severity = Severity::error,
    .summary = "a state without a field that its type needs",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"(Later: {Type: Wait, Next: Pay})",
    .better = R"(Later: {Type: Wait, Seconds: 60, Next: Pay})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html"};

inline constexpr Rule state_field_not_allowed{
    .id = "state-field-not-allowed",
    .severity = Severity::error,
    .summary = "a state has a field that its type does not have, or a value there that is not possible",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"(Done: {Type: Succeed, End: true})",
    .better = R"(Done: {Type: Succeed})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html"};

inline constexpr Rule invalid_choice_rule{
    .id = "invalid-choice-rule",
    .severity = Severity::error,
    .summary = "a rule of a Choice state that Step Functions can't read",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"({Variable: $.total, NumericGreater: 100, Next: Big})",
    .better = R"({Variable: $.total, NumericGreaterThan: 100, Next: Big})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html"};

inline constexpr Rule invalid_retrier{
    .id = "invalid-retrier",
    .severity = Severity::error,
    .summary = "a retrier or catcher that Step Functions can't read, or that never gets its turn",
    .why = "Step Functions refuses the definition with `SCHEMA_VALIDATION_FAILED`",
    .example = R"(Retry: [{ErrorEquals: [States.ALL], BackoffRate: 0.5}])",
    .better = R"(Retry: [{ErrorEquals: [States.ALL], BackoffRate: 2}])",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"};

inline constexpr Rule unknown_state_error{
    .id = "unknown-state-error",
    .severity = Severity::warning,
    .summary = "a retrier or catcher for an error of Step Functions that does not exist",
    .why = "names that begin with `States.` are reserved, so no state ever fails with this one",
    .example = R"(ErrorEquals: [States.TimeOut])",
    .better = R"(ErrorEquals: [States.Timeout])",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"};

inline constexpr Rule path_not_read{
    .id = "path-not-read",
    .severity = Severity::warning,
    .summary = "a path is passed on as text, since its name does not end in `.$`",
    .why = "Step Functions reads a path only behind a name that ends in `.$`; here the next one gets the path itself",
    .example = R"(Parameters: {order: $.order})",
    .better = R"(Parameters: {order.$: $.order})",
    .source =
        "https://docs.aws.amazon.com/step-functions/latest/apireference/"
        "API_ValidateStateMachineDefinitionDiagnostic.html"};

inline constexpr Rule query_language_mismatch{
    .id = "query-language-mismatch",
    .severity = Severity::error,
    .summary = "a state uses fields of the other query language",
    .why = "Step Functions refuses the definition: JSONPath and JSONata states have different fields",
    .example = R"({QueryLanguage: JSONata, Type: Pass, ResultPath: $.x, End: true})",
    .better = R"({QueryLanguage: JSONata, Type: Pass, Output: '{% $states.input %}', End: true})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"};

inline constexpr Rule invalid_state_path{
    .id = "invalid-state-path",
    .severity = Severity::error,
    .summary = "a field that has to be a path is something else",
    .why = "Step Functions refuses the definition: the value must be a valid JSONPath, or an intrinsic function",
    .example = R"(Parameters: {order.$: order})",
    .better = R"(Parameters: {order.$: $.order})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html"};

inline constexpr Rule unknown_state_resource{
    .id = "unknown-state-resource",
    .severity = Severity::error,
    .summary = "a Task state calls something that Step Functions does not know",
    .why = "Step Functions refuses the definition with `INVALID_RESOURCE`",
    .example = R"(Pay: {Type: Task, Resource: pay-function, End: true})",
    .better = R"(Pay: {Type: Task, Resource: arn:aws:states:::lambda:invoke, …})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html"};

inline constexpr Rule unsupported_integration_pattern{
    .id = "unsupported-integration-pattern",
    .severity = Severity::error,
    .summary = "a service that Step Functions can't wait for in this way",
    .why = "Step Functions refuses the definition: the service has no such integration pattern",
    .example = R"(Resource: arn:aws:states:::dynamodb:putItem.sync)",
    .better = R"(Resource: arn:aws:states:::dynamodb:putItem)",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"};

inline constexpr Rule express_cannot_wait{
    .id = "express-cannot-wait",
    .severity = Severity::error,
    .summary = "an Express workflow waits for a job, a token or an activity",
    .why = "Step Functions refuses the definition: Express workflows have request and response only",
    .example = R"(StateMachineType: EXPRESS, Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken)",
    .better = R"(StateMachineType: STANDARD, Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken)",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html"};

inline constexpr Rule missing_integration_argument{
    .id = "missing-integration-argument",
    .severity = Severity::error,
    .summary = "a service is called without an argument that the call needs",
    .why = "Step Functions refuses the definition: the field is required but was missing",
    .example = R"(Resource: arn:aws:states:::sqs:sendMessage, Parameters: {QueueUrl: …})",
    .better = R"(Resource: arn:aws:states:::sqs:sendMessage, Parameters: {QueueUrl: …, MessageBody.$: $})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"};

inline constexpr Rule task_token_not_passed{
    .id = "task-token-not-passed",
    .severity = Severity::warning,
    .summary = "a state waits for a token that it gives to nobody",
    .why = "nobody can answer, so the execution waits until it times out, by default after a year",
    .example = R"(Resource: arn:aws:states:::lambda:invoke.waitForTaskToken, Parameters: {FunctionName: …})",
    .better = R"(Parameters: {FunctionName: …, Payload: {token.$: $$.Task.Token}})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html"};

inline constexpr Rule state_machine_too_large{
    .id = "state-machine-too-large",
    .severity = Severity::error,
    .summary = "a definition over 1 MB, or a state name over 80 characters",
    .why = "Step Functions refuses the definition",
    .example = R"(States: {<a name of 90 characters>: …})",
    .better = R"(States: {<a name of at most 80 characters>: …})",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"};

inline constexpr Rule unknown_substitution{
    .id = "unknown-substitution",
    .severity = Severity::warning,
    .summary = "a placeholder of a definition that `DefinitionSubstitutions` does not have",
    .why = "CloudFormation leaves the placeholder as it is, so the state calls something that does not exist",
    .example = R"(DefinitionString: '… "Resource": "${PayArn}" …', DefinitionSubstitutions: {Pay: …})",
    .better = R"(DefinitionSubstitutions: {PayArn: …})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-stepfunctions-statemachine.html"};

inline constexpr Rule pattern_value_not_list{
    .id = "pattern-value-not-list",
    .severity = Severity::error,
    .summary = "a value in an event pattern or filter that is not in a list",
    .why = "the service refuses the pattern: its values are lists of what may match",
    .example = R"(EventPattern: {source: shop.orders})",
    .better = R"(EventPattern: {source: [shop.orders]})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"};

inline constexpr Rule unknown_pattern_operator{
    .id = "unknown-pattern-operator",
    .severity = Severity::error,
    .summary = "an operator that event patterns do not have",
    .why = "the service refuses the pattern: `Unrecognized match type`",
    .example = R"(detail: {total: [{greaterThan: 100}]})",
    .better = R"(detail: {total: [{numeric: ['>', 100]}]})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"};

inline constexpr Rule invalid_pattern_operand{
    .id = "invalid-pattern-operand",
    .severity = Severity::error,
    .summary = "an operator of an event pattern has a value that it can't have",
    .why = "the service refuses the pattern",
    .example = R"(detail: {total: [{numeric: [100]}]})",
    .better = R"(detail: {total: [{numeric: ['=', 100]}]})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"};

inline constexpr Rule pattern_never_matches{
    .id = "pattern-never-matches",
    .severity = Severity::warning,
    .summary = "an event pattern that no event of its source matches",
    .why = "the rule is created and nothing ever happens",
    .example = R"(EventPattern: {source: [s3], detail-type: [Object Created]})",
    .better = R"(EventPattern: {source: [aws.s3], detail-type: [Object Created]})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html"};

inline constexpr Rule bucket_sends_no_events{
    .id = "bucket-sends-no-events",
    .severity = Severity::warning,
    .summary = "a rule waits for events of a bucket that does not send any to EventBridge",
    .why = "a bucket sends events to EventBridge only when its notification configuration says so",
    .example =
        R"(Photos: {Type: AWS::S3::Bucket}, EventPattern: {source: [aws.s3], detail: {bucket: {name: [!Ref Photos]}}})",
    .better = R"(NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}})",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html"};

inline constexpr Rule pattern_too_large{
    .id = "pattern-too-large",
    .severity = Severity::warning,
    .summary = "an event pattern or filter that is longer than the service takes by default",
    .why =
        "EventBridge takes 2,048 characters unless the account's quota was raised, and Lambda 4,096; SNS takes five "
        "keys and 150 combinations of values",
    .example = R"(FilterPolicy: {a: […], b: […], c: […], d: […], e: […], f: […]})",
    .better = R"(FilterPolicy: {a: […], b: […]})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"};

inline constexpr Rule nested_attribute_filter{
    .id = "nested-attribute-filter",
    .severity = Severity::error,
    .summary = "a filter policy on message attributes that has levels",
    .why =
        "SNS refuses the policy: attributes have no levels; `FilterPolicyScope: MessageBody` is for the message itself",
    .example = R"(FilterPolicy: {order: {kind: [new]}})",
    .better = R"(FilterPolicyScope: MessageBody, FilterPolicy: {order: {kind: [new]}})",
    .source = "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html"};

inline constexpr Rule openapi_without_version{
    .id = "openapi-without-version",
    .severity = Severity::error,
    .summary = "an API description without `openapi` or `swagger`",
    .why = "API Gateway can't import the description, so the API is not created",
    .example = R"(Body: {info: {…}, paths: {…}})",
    .better = R"(Body: {openapi: 3.0.1, info: {…}, paths: {…}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html"};

inline constexpr Rule openapi_reference_missing{
    .id = "openapi-reference-missing",
    .severity = Severity::warning,
    .summary = "a `$ref` to a part of the API description that does not exist",
    .why = "a REST API is not imported when a model has an unresolved reference; an HTTP API ignores the part",
    .example = R"($ref: "#/components/schemas/Ordr")",
    .better = R"($ref: "#/components/schemas/Order")",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html"};

inline constexpr Rule openapi_path_parameter{
    .id = "openapi-path-parameter",
    .severity = Severity::warning,
    .summary = "the parameters of a path and those that are declared differ",
    .why = "the handler or the generated client looks for a parameter under a name that the request does not have",
    .example = R"(/orders/{id}: {get: {parameters: [{name: order, in: path}]}})",
    .better = R"(/orders/{id}: {get: {parameters: [{name: id, in: path}]}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html"};

inline constexpr Rule incomplete_openapi_integration{
    .id = "incomplete-openapi-integration",
    .severity = Severity::error,
    .summary = "an integration of an API description without its type, address or method",
    .why = "API Gateway refuses the description, so the API is not created",
    .example = R"(x-amazon-apigateway-integration: {type: aws_proxy})",
    .better = R"(x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: …})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html"};

inline constexpr Rule lambda_integration_not_post{
    .id = "lambda-integration-not-post",
    .severity = Severity::error,
    .summary = "a REST method calls its function with another method than POST",
    .why = "Lambda is invoked with POST only, so that API Gateway answers 500 to each request",
    .example = R"(httpMethod: GET, uri: arn:aws:apigateway:…:lambda:path/…)",
    .better = R"(httpMethod: POST, uri: arn:aws:apigateway:…:lambda:path/…)",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"};

inline constexpr Rule openapi_scheme_missing{
    .id = "openapi-scheme-missing",
    .severity = Severity::warning,
    .summary = "a security requirement of an API description names a scheme that is not defined",
    .why = "API Gateway has no authorizer for it, so the operation may be open to the world",
    .example = R"(security: [{Users: []}])",
    .better = R"(components: {securitySchemes: {Users: {…}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html"};

inline constexpr Rule openapi_operation_repeated{
    .id = "openapi-operation-repeated",
    .severity = Severity::warning,
    .summary = "two operations of an API description with one `operationId`",
    .why = "an operation id is unique in a description; tools that generate clients stop, or drop one of the two",
    .example = R"(get: {operationId: order}, put: {operationId: order})",
    .better = R"(get: {operationId: getOrder}, put: {operationId: putOrder})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html"};

inline constexpr Rule malformed_mapping_template{
    .id = "malformed-mapping-template",
    .severity = Severity::error,
    .summary = "a mapping template that is not valid VTL",
    .why = "the template is read at the first request, which then fails with an internal error",
    .example = R"(#if($input.params("id")) {"id": 1})",
    .better = R"(#if($input.params("id")) {"id": 1} #end)",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html"};

inline constexpr Rule edge_function_without_handler{
    .id = "edge-function-without-handler",
    .severity = Severity::error,
    .summary = "the code of a CloudFront function has no function `handler`",
    .why = "CloudFront calls `handler` and answers 503 when the code has none",
    .example = R"(FunctionCode: "function main(event) { … }")",
    .better = R"(FunctionCode: "function handler(event) { … }")",
    .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-tutorial.html"};

inline constexpr Rule bucket_acl_refused{
    .id = "bucket-acl-refused",
    .severity = Severity::warning,
    .summary = "a bucket with an ACL that new buckets do not take",
    .why =
        "since April 2023 a new bucket has its ACLs off and blocks public ones, and its creation fails: `Bucket cannot "
        "have ACLs set with ObjectOwnership's BucketOwnerEnforced setting`",
    .example = R"(AccessControl: PublicRead)",
    .better =
        R"(OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}, PublicAccessBlockConfiguration: {BlockPublicAcls: false, …})",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html"};

inline constexpr Rule invalid_dashboard{
    .id = "invalid-dashboard",
    .severity = Severity::error,
    .summary = "a dashboard's body that CloudWatch does not take",
    .why = "CloudWatch refuses it: `The dashboard body is invalid`",
    .example = R"({"widgets": [{"type": "graph", …}]})",
    .better = R"({"widgets": [{"type": "metric", …}]})",
    .source =
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"};

inline constexpr Rule unknown_input_variable{
    .id = "unknown-input-variable",
    .severity = Severity::warning,
    .summary = "an input template uses a variable that its map does not have",
    .why = "EventBridge rejects the target: the template has a placeholder without a path",
    .example = R"(InputPathsMap: {order: $.detail.id}, InputTemplate: '{"id": <id>}')",
    .better = R"(InputPathsMap: {id: $.detail.id}, InputTemplate: '{"id": <id>}')",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"};

inline constexpr Rule invalid_acl_rule{.id = "invalid-acl-rule",
                                       .severity = Severity::error,
                                       .summary = "a web ACL, rule group or IP set that WAF does not take",
                                       .why = "WAF refuses it: `WAFInvalidParameterException`",
                                       .example = R"(Rules: [{Name: a, Priority: 1, …}, {Name: b, Priority: 1, …}])",
                                       .better = R"(Rules: [{Name: a, Priority: 1, …}, {Name: b, Priority: 2, …}])",
                                       .source = "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html"};

inline constexpr const Rule* documents_inside[] = {&malformed_inner_json,
                                                   &state_machine_without_start,
                                                   &unknown_next_state,
                                                   &unknown_state_type,
                                                   &unreachable_state,
                                                   &state_without_next,
                                                   &state_machine_without_end,
                                                   &state_name_repeated,
                                                   &missing_state_field,
                                                   &state_field_not_allowed,
                                                   &invalid_choice_rule,
                                                   &invalid_retrier,
                                                   &unknown_state_error,
                                                   &path_not_read,
                                                   &query_language_mismatch,
                                                   &invalid_state_path,
                                                   &unknown_state_resource,
                                                   &unsupported_integration_pattern,
                                                   &express_cannot_wait,
                                                   &missing_integration_argument,
                                                   &task_token_not_passed,
                                                   &state_machine_too_large,
                                                   &unknown_substitution,
                                                   &pattern_value_not_list,
                                                   &unknown_pattern_operator,
                                                   &invalid_pattern_operand,
                                                   &pattern_never_matches,
                                                   &bucket_sends_no_events,
                                                   &pattern_too_large,
                                                   &nested_attribute_filter,
                                                   &openapi_without_version,
                                                   &openapi_reference_missing,
                                                   &openapi_path_parameter,
                                                   &incomplete_openapi_integration,
                                                   &lambda_integration_not_post,
                                                   &openapi_scheme_missing,
                                                   &openapi_operation_repeated,
                                                   &malformed_mapping_template,
                                                   &edge_function_without_handler,
                                                   &bucket_acl_refused,
                                                   &invalid_dashboard,
                                                   &unknown_input_variable,
                                                   &invalid_acl_rule};

}  // namespace bobgen::rules
