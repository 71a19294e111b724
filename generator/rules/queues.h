/// What invokes a function asynchronously: queues, streams, schedules.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule stream_event_without_stream{
    .id = "stream-event-without-stream",
    .severity = Severity::error,
    .summary = "a function reads the stream of a table that has no stream",
    .why = "a table without `StreamSpecification` has no stream ARN, so CloudFormation can't create the event",
    .example = R"(Table{.name = "orders", …}, Function{.stream = {{.table = orders}}, …})",
    .better =
        R"(Table{.name = "orders", .stream = StreamViewType::new_image, …}, Function{.stream = {{.table = orders}}, …})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html"};

inline constexpr Rule queue_visibility_too_short{
    .id = "queue-visibility-too-short",
    .severity = Severity::error,
    .summary = "a queue makes a message visible again while its function may still be processing it",
    .why = "Lambda rejects the event source mapping: the message would be processed twice at the same time",
    .example = R"(Queue{.name = "mail"}, Function{.sqs = {{.queue = mail}}, .timeout = 60s, …}  // 30s by default)",
    .better =
        R"(Queue{.name = "mail", .visibility_timeout = 360s}, Function{.sqs = {{.queue = mail}}, .timeout = 60s, …})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"};

inline constexpr Rule event_setting_out_of_range{
    .id = "event-setting-out-of-range",
    .severity = Severity::error,
    .summary = "a batch size, window or concurrency that Lambda does not allow for a stream or queue",
    .why = "Lambda rejects the event source mapping, so the deployment fails and rolls back",
    .example = R"(.sqs = {{.queue = mail, .maximum_concurrency = 1}})",
    .better = R"(.sqs = {{.queue = mail, .maximum_concurrency = 2}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule queue_batch_without_window{
    .id = "queue-batch-without-window",
    .severity = Severity::error,
    .summary = "a large batch from a queue without a batching window",
    .why = "Lambda accepts a batch size above 10 only together with a batching window of at least 1 second",
    .example = R"(.sqs = {{.queue = mail, .batch_size = 100}})",
    .better = R"(.sqs = {{.queue = mail, .batch_size = 100, .batching_window = 5s}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule fifo_batch{
    .id = "fifo-batch",
    .severity = Severity::error,
    .summary = "a batching window, or a batch of more than 10 messages, from a FIFO queue",
    .why = "Lambda has no batching windows for FIFO queues and rejects the event source mapping",
    .example = R"(Queue{.name = "mail", .fifo = true}, …, .sqs = {{.queue = mail, .batching_window = 5s}})",
    .better = R"(Queue{.name = "mail", .fifo = true}, …, .sqs = {{.queue = mail, .batch_size = 10}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"};

inline constexpr Rule event_setting_of_other_source{
    .id = "event-setting-of-other-source",
    .severity = Severity::error,
    .summary = "an event has a setting that its kind of source does not have",
    .why =
        "Lambda accepts some settings for streams only and others for queues only, and rejects the event source "
        "mapping",
    .example = R"({"EventSourceArn", attribute(mail, "Arn")}, {"BisectBatchOnFunctionError", true})",
    .better =
        R"({"EventSourceArn", attribute(mail, "Arn")}, {"FunctionResponseTypes", Array{"ReportBatchItemFailures"}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule pollers_with_concurrency{
    .id = "pollers-with-concurrency",
    .severity = Severity::error,
    .summary = "a mapping with provisioned pollers and a maximum concurrency",
    .why =
        "the two exclude each other: provisioned pollers limit how many calls there are at a time, and Lambda rejects "
        "the mapping",
    .example = R"(.sqs = {{.queue = mail, .maximum_concurrency = 5, .pollers = {.minimum = 2}}})",
    .better = R"(.sqs = {{.queue = mail, .pollers = {.minimum = 2, .maximum = 5}}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"};

inline constexpr Rule missing_starting_position{
    .id = "missing-starting-position",
    .severity = Severity::error,
    .summary = "an event from a stream does not say where in the stream to start",
    .why =
        "Lambda needs `StartingPosition` for DynamoDB and Kinesis streams and rejects the event source mapping without "
        "it",
    .example = R"({"EventSourceArn", attribute(orders, "StreamArn")}, {"FunctionName", ref(audit)})",
    .better = R"(Function{.name = "audit", .stream = {{.table = orders}}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"};

inline constexpr Rule queue_setting_out_of_range{
    .id = "queue-setting-out-of-range",
    .severity = Severity::error,
    .summary = "a visibility timeout, retention, delay, wait time or receive count that SQS does not allow",
    .why = "SQS rejects the queue, so the deployment fails and rolls back",
    .example = R"(Queue{.name = "mail", .delay = 20min})",
    .better = R"(Queue{.name = "mail", .delay = 15min})",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"};

inline constexpr Rule fifo_name_mismatch{
    .id = "fifo-name-mismatch",
    .severity = Severity::error,
    .summary = "a FIFO queue or topic whose name does not end in `.fifo`, or a standard one whose name does",
    .why = "the suffix is reserved for FIFO queues and topics, and the service rejects any other combination",
    .example = R"(Queue{.name = "mail", .queue_name = "mail", .fifo = true})",
    .better = R"(Queue{.name = "mail", .queue_name = "mail.fifo", .fifo = true})",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"};

inline constexpr Rule fifo_setting_on_standard{
    .id = "fifo-setting-on-standard",
    .severity = Severity::error,
    .summary = "a standard queue or topic has a setting that only FIFO ones have",
    .why = "the service rejects the queue or topic, so the deployment fails and rolls back",
    .example = R"(Queue{.name = "mail", .content_based_deduplication = true})",
    .better = R"(Queue{.name = "mail", .fifo = true, .content_based_deduplication = true})",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"};

inline constexpr Rule dead_letter_kind_mismatch{
    .id = "dead-letter-kind-mismatch",
    .severity = Severity::error,
    .summary = "a FIFO queue with a standard dead-letter queue, or the reverse",
    .why = "SQS moves messages only between queues of the same kind and rejects the redrive policy",
    .example = R"(Queue{.name = "mail", .fifo = true, .dead_letters = {failed}}, Queue{.name = "failed"})",
    .better = R"(Queue{.name = "mail", .fifo = true, .dead_letters = {failed}}, Queue{.name = "failed", .fifo = true})",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"};

inline constexpr Rule dead_letters_to_no_queue{
    .id = "dead-letters-to-no-queue",
    .severity = Severity::error,
    .summary = "the dead-letter queue of a queue is something else",
    .why = "SQS moves messages only to a queue, and rejects the redrive policy: `Invalid value for RedrivePolicy`",
    .example = R"(RedrivePolicy: {deadLetterTargetArn: !Ref FailedTopic, maxReceiveCount: 5})",
    .better = R"(RedrivePolicy: {deadLetterTargetArn: !GetAtt FailedQueue.Arn, maxReceiveCount: 5})",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"};

inline constexpr Rule invalid_schedule{
    .id = "invalid-schedule",
    .severity = Severity::error,
    .summary = "a schedule expression that EventBridge does not understand",
    .why = "EventBridge rejects the rule, so the deployment fails and rolls back",
    .example = R"-(.schedule = {{"rate(1 minutes)"}, {"cron(0 12 * * *)"}})-",
    .better = R"-(.schedule = {{"rate(1 minute)"}, {"cron(0 12 * * ? *)"}})-",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"};

inline constexpr const Rule* queues[] = {&stream_event_without_stream,
                                         &queue_visibility_too_short,
                                         &event_setting_out_of_range,
                                         &queue_batch_without_window,
                                         &fifo_batch,
                                         &event_setting_of_other_source,
                                         &pollers_with_concurrency,
                                         &missing_starting_position,
                                         &queue_setting_out_of_range,
                                         &fifo_name_mismatch,
                                         &fifo_setting_on_standard,
                                         &dead_letter_kind_mismatch,
                                         &dead_letters_to_no_queue,
                                         &invalid_schedule};

}  // namespace bobgen::rules
