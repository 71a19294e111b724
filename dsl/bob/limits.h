/// Every limit of AWS that bob checks, in one table: what it limits, its value, the AWS page, and when that was read.
/// The compiler (`static` checks in the declarations) and the generator's rules use the same entries.
#pragma once

#include <cstdint>
#include <string_view>

namespace bob {

struct Limit {
    std::int64_t value;
    std::string_view what;    ///< with its unit
    std::string_view source;  ///< the AWS page that states it
    std::string_view as_of;   ///< when the page was last compared with this entry

    constexpr operator std::int64_t() const { return value; }
};

namespace limits {

namespace page {
inline constexpr std::string_view dynamodb =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html";
inline constexpr std::string_view dynamodb_multi_key =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html";
inline constexpr std::string_view dynamodb_warm =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html";
inline constexpr std::string_view dynamodb_pitr =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html";
inline constexpr std::string_view dynamodb_vectors =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-properties-dynamodb-table-vectorindex.html";
inline constexpr std::string_view dynamodb_scaling =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html";
inline constexpr std::string_view dynamodb_collections =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html";
inline constexpr std::string_view lambda = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
inline constexpr std::string_view lambda_create =
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";
inline constexpr std::string_view lambda_concurrency =
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";
inline constexpr std::string_view lambda_mapping =
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";
inline constexpr std::string_view lambda_invoke =
    "https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html";
inline constexpr std::string_view lambda_alias = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html";
inline constexpr std::string_view lambda_provisioned =
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html";
inline constexpr std::string_view lambda_url = "https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html";
inline constexpr std::string_view lambda_image = "https://docs.aws.amazon.com/lambda/latest/api/API_ImageConfig.html";
inline constexpr std::string_view lambda_files =
    "https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html";
inline constexpr std::string_view lambda_pollers =
    "https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html";
inline constexpr std::string_view lambda_vpc = "https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html";
inline constexpr std::string_view rest_api =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html";
inline constexpr std::string_view rest_key_file =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html";
inline constexpr std::string_view rest_cache =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";
inline constexpr std::string_view rest_compression =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html";
inline constexpr std::string_view rest_streaming =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html";
inline constexpr std::string_view cloudfront =
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html";
inline constexpr std::string_view http_integration =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html";
inline constexpr std::string_view http_api =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html";
inline constexpr std::string_view websocket_api =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
    "apigateway-execution-service-websocket-limits-table.html";
inline constexpr std::string_view cloudformation =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";
inline constexpr std::string_view sqs =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";
inline constexpr std::string_view sqs_create =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
inline constexpr std::string_view sns_create = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
inline constexpr std::string_view bucket_names =
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
inline constexpr std::string_view events_put =
    "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";
inline constexpr std::string_view logs_create =
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html";
inline constexpr std::string_view iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
inline constexpr std::string_view iam_role = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html";
inline constexpr std::string_view cognito_schema =
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html";
inline constexpr std::string_view cognito_password =
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html";
inline constexpr std::string_view cognito_scopes =
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html";
inline constexpr std::string_view cognito_attribute =
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AttributeType.html";
inline constexpr std::string_view alarm =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
inline constexpr std::string_view cloudwatch =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html";
inline constexpr std::string_view stack_tags =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html";
inline constexpr std::string_view tags = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html";
}  // namespace page

inline constexpr std::string_view read_on = "2026-11";

// DynamoDB
inline constexpr Limit table_name_min{3, "characters in a table or index name, at least", page::dynamodb, read_on};
inline constexpr Limit table_name_max{255, "characters in a table or index name, at most", page::dynamodb, read_on};
inline constexpr Limit attribute_name_max{
    255, "bytes of an attribute name that is a key, projected or the time to live, at most", page::dynamodb, read_on};
inline constexpr Limit global_indexes{20, "global secondary indexes a table (an account can raise it)", page::dynamodb,
                                      read_on};
inline constexpr Limit local_indexes{5, "local secondary indexes a table", page::dynamodb, read_on};
inline constexpr Limit index_key_attributes{4, "attributes in the partition key, or in the sort key, of a global index",
                                            page::dynamodb_multi_key, read_on};
inline constexpr Limit projected_in_one_index{20, "projected non-key attributes in one index", page::dynamodb, read_on};
inline constexpr Limit projected_in_all_indexes{100, "projected non-key attributes over all indexes of a table",
                                                page::dynamodb, read_on};
inline constexpr Limit table_units{
    40000, "units a second of a table or an index, for reads or for writes (an account can raise it)", page::dynamodb,
    read_on};
inline constexpr Limit warm_reads_min{12000, "read units a second to keep an on-demand table warm for, at least",
                                      page::dynamodb_warm, read_on};
inline constexpr Limit warm_writes_min{4000, "write units a second to keep an on-demand table warm for, at least",
                                       page::dynamodb_warm, read_on};
inline constexpr Limit recovery_days_min{1, "days of point-in-time recovery, at least", page::dynamodb_pitr, read_on};
inline constexpr Limit recovery_days_max{35, "days of point-in-time recovery, at most", page::dynamodb_pitr, read_on};
inline constexpr Limit vector_dimensions_max{4096, "dimensions of a vector index, at most", page::dynamodb_vectors,
                                             read_on};
inline constexpr Limit target_utilization_min{20, "percent of a capacity that auto scaling aims at, at least",
                                              page::dynamodb_scaling, read_on};
inline constexpr Limit target_utilization_max{90, "percent of a capacity that auto scaling aims at, at most",
                                              page::dynamodb_scaling, read_on};
inline constexpr Limit item_collection_gigabytes{
    10, "GB of items with one partition key value, in a table with local indexes", page::dynamodb_collections, read_on};

// Lambda
inline constexpr Limit function_name_max{64, "characters in a function name, at most", page::lambda_create, read_on};
inline constexpr Limit function_description_max{256, "characters in a function's description, at most",
                                                page::lambda_create, read_on};
inline constexpr Limit function_timeout_max{900, "seconds a function may run, at most", page::lambda, read_on};
inline constexpr Limit function_memory_min{128, "MB of function memory, at least", page::lambda, read_on};
inline constexpr Limit function_memory_max{10240, "MB of function memory, at most", page::lambda, read_on};
inline constexpr Limit function_storage_min{512, "MB of ephemeral storage in /tmp, at least", page::lambda, read_on};
inline constexpr Limit function_storage_max{10240, "MB of ephemeral storage in /tmp, at most", page::lambda, read_on};
inline constexpr Limit function_environment_max{4096, "bytes of all environment variables of a function together",
                                                page::lambda, read_on};
inline constexpr Limit function_code_bytes{262144000, "bytes of a function's code and layers, unpacked", page::lambda,
                                           read_on};
inline constexpr Limit function_upload_bytes{
    52428800, "bytes of an archive handed to Lambda directly, not by way of S3", page::lambda, read_on};
inline constexpr Limit function_payload_max{6291456, "bytes of an event that a function is called with, at most",
                                            page::lambda, read_on};
inline constexpr Limit function_layers{5, "layers a function", page::lambda, read_on};
inline constexpr Limit account_concurrency{
    1000, "concurrent executions an account and region (an account can raise it)", page::lambda, read_on};
inline constexpr Limit unreserved_concurrency{100, "concurrent executions that must stay unreserved",
                                              page::lambda_concurrency, read_on};
inline constexpr Limit stream_batch_max{10000, "records in a batch from a stream or queue, at most",
                                        page::lambda_mapping, read_on};
inline constexpr Limit batching_window_max{300, "seconds that a batch may be gathered, at most", page::lambda_mapping,
                                           read_on};
inline constexpr Limit queue_batch_without_window{
    10, "messages in a batch from a queue with no batching window, or FIFO", page::lambda_mapping, read_on};
inline constexpr Limit parallelization_max{10, "batches of one shard at a time, at most", page::lambda_mapping,
                                           read_on};
inline constexpr Limit mapping_concurrency_min{2, "concurrent executions a queue's mapping may be held to, at least",
                                               page::lambda_mapping, read_on};
inline constexpr Limit mapping_concurrency_max{1000, "concurrent executions a queue's mapping may be held to, at most",
                                               page::lambda_mapping, read_on};
inline constexpr Limit retries_max{10000, "retries of a stream's batch, at most", page::lambda_mapping, read_on};
inline constexpr Limit record_age_min{60, "seconds of age at which a record is given up, at least",
                                      page::lambda_mapping, read_on};
inline constexpr Limit record_age_max{604800, "seconds of age at which a record is given up, at most",
                                      page::lambda_mapping, read_on};
inline constexpr Limit async_retries_max{2, "retries of an asynchronous invocation, at most", page::lambda_invoke,
                                         read_on};
inline constexpr Limit async_event_age_min{60, "seconds that an asynchronous event is kept, at least",
                                           page::lambda_invoke, read_on};
inline constexpr Limit async_event_age_max{21600, "seconds that an asynchronous event is kept, at most",
                                           page::lambda_invoke, read_on};
inline constexpr Limit alias_name_max{128, "characters in the name of an alias", page::lambda_alias, read_on};
inline constexpr Limit provisioned_utilization_min{
    10, "percent of provisioned concurrency in use that scaling aims at, at least", page::lambda_provisioned, read_on};
inline constexpr Limit provisioned_utilization_max{
    90, "percent of provisioned concurrency in use that scaling aims at, at most", page::lambda_provisioned, read_on};
inline constexpr Limit url_cors_age_max{86400, "seconds that a browser may keep a function URL's preflight answer",
                                        page::lambda_url, read_on};
inline constexpr Limit image_command_items{1500, "words in the command or the entry point of an image",
                                           page::lambda_image, read_on};
inline constexpr Limit mount_path_max{160, "characters in the path where a file system is mounted", page::lambda_files,
                                      read_on};
inline constexpr Limit tumbling_window_max{900, "seconds of a tumbling window, at most", page::lambda_mapping, read_on};
inline constexpr Limit pollers_min_max{200, "pollers that an event source keeps ready, at most", page::lambda_pollers,
                                       read_on};
inline constexpr Limit pollers_max_max{10000, "pollers of an event source, at most", page::lambda_pollers, read_on};
inline constexpr Limit edge_viewer_timeout_max{
    5, "seconds a function may run at the edge for a viewer's request or response", page::cloudfront, read_on};
inline constexpr Limit edge_origin_timeout_max{
    30, "seconds a function may run at the edge for an origin's request or response", page::cloudfront, read_on};
inline constexpr Limit edge_viewer_memory_max{
    128, "MB of memory of a function at the edge for viewers (for origins as elsewhere)", page::cloudfront, read_on};
inline constexpr Limit edge_viewer_bytes{1048576, "bytes of the archive of a function at the edge for viewers",
                                         page::cloudfront, read_on};
inline constexpr Limit edge_origin_bytes{52428800, "bytes of the archive of a function at the edge for origins",
                                         page::cloudfront, read_on};
inline constexpr Limit vpc_security_groups{5, "security groups a function", page::lambda_vpc, read_on};
inline constexpr Limit vpc_subnets{16, "subnets a function", page::lambda_vpc, read_on};

// API Gateway
inline constexpr Limit rest_integration_timeout{
    29, "seconds a REST API waits for its function (Regional and private APIs can raise it)", page::rest_api, read_on};
inline constexpr Limit rest_integration_timeout_min{50, "milliseconds a REST API waits for its function, at least",
                                                    page::rest_api, read_on};
inline constexpr Limit rest_streaming_max{900, "seconds that a REST API streams one answer, at most",
                                          page::rest_streaming, read_on};
inline constexpr Limit rest_cache_ttl_max{3600, "seconds that a REST API's cache keeps an answer, at most",
                                          page::rest_cache, read_on};
inline constexpr Limit rest_compression_max{10485760, "bytes from which a REST API compresses, at most",
                                            page::rest_compression, read_on};
inline constexpr Limit api_key_min{20, "characters in the value of an API key, at least", page::rest_key_file, read_on};
inline constexpr Limit api_key_max{128, "characters in the value of an API key, at most", page::rest_key_file, read_on};
inline constexpr Limit http_integration_timeout{30, "seconds an HTTP API waits for its function", page::http_api,
                                                read_on};
inline constexpr Limit http_integration_timeout_min{50, "milliseconds an HTTP API waits for its function, at least",
                                                    page::http_integration, read_on};
inline constexpr Limit rest_resources{300, "resources a REST API (an account can raise it)", page::rest_api, read_on};
inline constexpr Limit http_routes{300, "routes an HTTP API (an account can raise it)", page::http_api, read_on};
inline constexpr Limit http_integrations{300, "integrations an HTTP API", page::http_api, read_on};
inline constexpr Limit api_stages{10, "stages an API (an account can raise it)", page::http_api, read_on};
inline constexpr Limit api_authorizers{10, "authorizers an API (an account can raise it)", page::http_api, read_on};
inline constexpr Limit websocket_routes{300, "routes a WebSocket API (an account can raise it)", page::websocket_api,
                                        read_on};
inline constexpr Limit websocket_integration_timeout_min{
    50, "milliseconds a WebSocket API waits for its function, at least", page::websocket_api, read_on};
inline constexpr Limit websocket_integration_timeout{
    29000, "milliseconds a WebSocket API waits for its function, at most", page::websocket_api, read_on};
inline constexpr Limit websocket_message{131072, "bytes of a message of a WebSocket API, at most", page::websocket_api,
                                         read_on};

// SQS
inline constexpr Limit queue_visibility_max{43200, "seconds of visibility timeout, at most", page::sqs, read_on};
inline constexpr Limit queue_visibility_default{30, "seconds of visibility timeout where none is set", page::sqs,
                                                read_on};
inline constexpr Limit queue_retention_min{60, "seconds a message is kept, at least", page::sqs, read_on};
inline constexpr Limit queue_retention_max{1209600, "seconds a message is kept, at most", page::sqs, read_on};
inline constexpr Limit queue_delay_max{900, "seconds a message may be delayed, at most", page::sqs, read_on};
inline constexpr Limit queue_wait_max{20, "seconds of long polling, at most", page::sqs, read_on};
inline constexpr Limit queue_receives_max{1000, "receipts before a message goes to the dead-letter queue, at most",
                                          page::sqs, read_on};
inline constexpr Limit queue_name_max{80, "characters in a queue name, `.fifo` included", page::sqs_create, read_on};

// SNS, S3, EventBridge, CloudWatch Logs
inline constexpr Limit topic_name_max{256, "characters in a topic name, `.fifo` included", page::sns_create, read_on};
inline constexpr Limit bucket_name_min{3, "characters in a bucket name, at least", page::bucket_names, read_on};
inline constexpr Limit bucket_name_max{63, "characters in a bucket name, at most", page::bucket_names, read_on};
inline constexpr Limit rule_name_max{64, "characters in the name of an EventBridge rule", page::events_put, read_on};
inline constexpr Limit log_group_name_max{512, "characters in a log group name", page::logs_create, read_on};

// Cognito
inline constexpr Limit schema_name_max{20, "characters in the name of a user's attribute", page::cognito_schema,
                                       read_on};
inline constexpr Limit schema_length_max{2048, "characters in the value of a user's attribute, at most",
                                         page::cognito_attribute, read_on};
inline constexpr Limit password_min{6, "characters in a password policy's minimum length, at least",
                                    page::cognito_password, read_on};
inline constexpr Limit password_max{99, "characters in a password policy's minimum length, at most",
                                    page::cognito_password, read_on};
inline constexpr Limit password_history_max{24, "former passwords that can't be chosen again, at most",
                                            page::cognito_password, read_on};
inline constexpr Limit resource_server_scopes{100, "scopes a resource server", page::cognito_scopes, read_on};

// CloudFormation
inline constexpr Limit template_resources{500, "resources a template", page::cloudformation, read_on};
inline constexpr Limit template_bytes{1000000, "bytes a template (1 MB, handed over in S3)", page::cloudformation,
                                      read_on};
inline constexpr Limit template_parameters{200, "parameters a template", page::cloudformation, read_on};
inline constexpr Limit template_outputs{200, "outputs a template", page::cloudformation, read_on};
inline constexpr Limit template_description{1024, "bytes of a template's description", page::cloudformation, read_on};
inline constexpr Limit logical_id_max{255, "characters in a logical id", page::cloudformation, read_on};

// IAM and tags
inline constexpr Limit role_policy_characters{
    10240, "characters of all inline policies of a role, white space not counted", page::iam, read_on};
inline constexpr Limit role_name_max{64, "characters in a role name", page::iam, read_on};
inline constexpr Limit role_managed_policies{
    20, "managed policies of a role, at most (10 unless the account raised it)", page::iam, read_on};
inline constexpr Limit role_path_max{512, "characters in a role's path", page::iam_role, read_on};
inline constexpr Limit alarm_actions{5, "actions of an alarm for each of its states", page::alarm, read_on};
inline constexpr Limit metrics_of_widget{500, "metrics in a graph of a dashboard", page::cloudwatch, read_on};
inline constexpr Limit stack_tags{50, "tags a stack", page::stack_tags, read_on};
inline constexpr Limit tags_per_resource{50, "tags a resource", page::tags, read_on};
inline constexpr Limit tag_key_max{128, "characters in the key of a tag", page::tags, read_on};
inline constexpr Limit tag_value_max{256, "characters in the value of a tag", page::tags, read_on};

/// All of them, for `bobgen limits` and the docs.
inline constexpr const Limit* all[] = {
    &table_name_min,
    &table_name_max,
    &attribute_name_max,
    &global_indexes,
    &local_indexes,
    &index_key_attributes,
    &projected_in_one_index,
    &projected_in_all_indexes,
    &table_units,
    &warm_reads_min,
    &warm_writes_min,
    &recovery_days_min,
    &recovery_days_max,
    &vector_dimensions_max,
    &target_utilization_min,
    &target_utilization_max,
    &item_collection_gigabytes,
    &function_name_max,
    &function_description_max,
    &function_timeout_max,
    &function_memory_min,
    &function_memory_max,
    &function_storage_min,
    &function_storage_max,
    &function_environment_max,
    &function_code_bytes,
    &function_upload_bytes,
    &function_payload_max,
    &function_layers,
    &account_concurrency,
    &unreserved_concurrency,
    &stream_batch_max,
    &batching_window_max,
    &queue_batch_without_window,
    &parallelization_max,
    &mapping_concurrency_min,
    &mapping_concurrency_max,
    &retries_max,
    &record_age_min,
    &record_age_max,
    &async_retries_max,
    &async_event_age_min,
    &async_event_age_max,
    &alias_name_max,
    &provisioned_utilization_min,
    &provisioned_utilization_max,
    &url_cors_age_max,
    &image_command_items,
    &mount_path_max,
    &tumbling_window_max,
    &pollers_min_max,
    &pollers_max_max,
    &edge_viewer_timeout_max,
    &edge_origin_timeout_max,
    &edge_viewer_memory_max,
    &edge_viewer_bytes,
    &edge_origin_bytes,
    &vpc_security_groups,
    &vpc_subnets,
    &rest_integration_timeout,
    &rest_integration_timeout_min,
    &rest_streaming_max,
    &rest_cache_ttl_max,
    &rest_compression_max,
    &api_key_min,
    &api_key_max,
    &http_integration_timeout,
    &http_integration_timeout_min,
    &rest_resources,
    &http_routes,
    &http_integrations,
    &api_stages,
    &api_authorizers,
    &websocket_routes,
    &websocket_integration_timeout_min,
    &websocket_integration_timeout,
    &websocket_message,
    &queue_visibility_max,
    &queue_visibility_default,
    &queue_retention_min,
    &queue_retention_max,
    &queue_delay_max,
    &queue_wait_max,
    &queue_receives_max,
    &queue_name_max,
    &topic_name_max,
    &bucket_name_min,
    &bucket_name_max,
    &rule_name_max,
    &log_group_name_max,
    &schema_name_max,
    &schema_length_max,
    &password_min,
    &password_max,
    &password_history_max,
    &resource_server_scopes,
    &template_resources,
    &template_bytes,
    &template_parameters,
    &template_outputs,
    &template_description,
    &logical_id_max,
    &role_policy_characters,
    &role_name_max,
    &role_managed_policies,
    &role_path_max,
    &alarm_actions,
    &metrics_of_widget,
    &stack_tags,
    &tags_per_resource,
    &tag_key_max,
    &tag_value_max,
};

}  // namespace limits
}  // namespace bob
