#include "generator/check/lambda/event_sources.h"

#include "generator/check/lambda/schedule.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(const std::string& resources) {
    Findings made(check_event_sources, of_resources(resources));
    expect_style(made);
    return made;
}

const std::string at = "/Resources/Event/Properties/";

/// An event of function `F` from this source, with these settings.
Findings event(const std::string& source, const std::string& settings, const std::string& resources) {
    return found(R"("Event": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"EventSourceArn": )" + source +
                 R"(, "FunctionName": {"Fn::GetAtt": ["F", "Arn"]})" + (settings.empty() ? "" : ", " + settings) +
                 R"(}}, "F": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 20}})" +
                 (resources.empty() ? "" : ", " + resources));
}

Findings from_queue(const std::string& settings, const std::string& queue = "{}") {
    return event(R"({"Fn::GetAtt": ["Mail", "Arn"]})", settings,
                 R"("Mail": {"Type": "AWS::SQS::Queue", "Properties": )" + queue + "}");
}

Findings from_stream(const std::string& settings, const char* table = R"({"StreamSpecification": {}})") {
    return event(R"({"Fn::GetAtt": ["Orders", "StreamArn"]})", settings,
                 R"("Orders": {"Type": "AWS::DynamoDB::Table", "Properties": )" + std::string(table) + "}");
}

TEST(EventSources, AStreamIsThere) {
    const std::string start = R"("StartingPosition": "LATEST")";
    EXPECT_THAT(from_stream(start).at(), IsEmpty());
    const Findings findings = from_stream(start, "{}");
    EXPECT_THAT(findings.at(), ElementsAre("stream-event-without-stream " + at + "EventSourceArn"));
    EXPECT_THAT(findings.related_to(findings.only()), ElementsAre("/Resources/Orders: has no stream"));
    EXPECT_THAT(from_stream(start, R"({"StreamSpecification": {"Ref": "AWS::NoValue"}})").all().size(), 1u);
    EXPECT_THAT(from_stream(start, R"({"StreamSpecification": {"Fn::If": ["Unknown", {}, {}]}})").at(), IsEmpty());
}

TEST(EventSources, AStreamIsReadFromSomewhere) {
    EXPECT_THAT(from_stream("").at(), ElementsAre("missing-starting-position " + at + "EventSourceArn"));
    EXPECT_THAT(event(R"("arn:aws:kinesis:eu-west-1:1:stream/clicks")", "", "").at(),
                ElementsAre("missing-starting-position " + at + "EventSourceArn"));
    EXPECT_THAT(event(R"({"Ref": "SomeBroker"})", "", "").at(), IsEmpty());
}

TEST(EventSources, AMessageStaysHiddenWhileTheFunctionWorks) {
    EXPECT_THAT(from_queue("").at(), IsEmpty());
    EXPECT_THAT(from_queue("", R"({"VisibilityTimeout": 20})").at(), IsEmpty());
    EXPECT_THAT(from_queue("", R"({"VisibilityTimeout": {"Ref": "Later"}})").at(), IsEmpty());
    const Findings findings = from_queue("", R"({"VisibilityTimeout": 19})");
    EXPECT_THAT(findings.at(), ElementsAre("queue-visibility-too-short /Resources/Mail/Properties/VisibilityTimeout"));
    EXPECT_EQ(findings.only().message,
              "queue `Mail` makes a message visible again after 19s, but function `F` may take 20s");
    EXPECT_EQ(findings.only().fix,
              "set `.visibility_timeout = 20s` or more; AWS recommends six times the timeout, 120s");
    EXPECT_THAT(findings.related_to(findings.only()),
                ElementsAre("/Resources/F/Properties/Timeout: the function's timeout",
                            "/Resources/Event: polled for messages here"));
}

TEST(EventSources, TheDefaultVisibilityCountsToo) {
    const Findings findings = found(R"("Event": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
        "EventSourceArn": {"Fn::GetAtt": ["Mail", "Arn"]}, "FunctionName": {"Ref": "F"}}},
        "F": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 31}}, "Mail": {"Type": "AWS::SQS::Queue"})");
    EXPECT_THAT(findings.at(), ElementsAre("queue-visibility-too-short /Resources/Mail"));
    EXPECT_EQ(findings.only().primary.text, "30s by default");
}

TEST(EventSources, SettingsStayInTheirRanges) {
    const std::string start = R"("StartingPosition": "LATEST", )";
    for (const char* good : {R"("BatchSize": 10000)", R"("ParallelizationFactor": 10)", R"("MaximumRetryAttempts": -1)",
                             R"("MaximumRecordAgeInSeconds": -1)", R"("MaximumRecordAgeInSeconds": 604800)",
                             R"("MaximumBatchingWindowInSeconds": 300)", R"("BatchSize": {"Ref": "X"})"})
        EXPECT_THAT(from_stream(start + good).at(), IsEmpty()) << good;
    for (const char* bad : {R"("BatchSize": 0)", R"("BatchSize": 10001)", R"("ParallelizationFactor": 11)",
                            R"("MaximumRetryAttempts": 10001)", R"("MaximumRecordAgeInSeconds": 59)",
                            R"("MaximumBatchingWindowInSeconds": 301)"})
        EXPECT_EQ(from_stream(start + bad).only().rule->id, "event-setting-out-of-range") << bad;
    EXPECT_THAT(from_queue(R"("ScalingConfig": {"MaximumConcurrency": 2})").at(), IsEmpty());
    EXPECT_THAT(from_queue(R"("ScalingConfig": {"MaximumConcurrency": 1})").at(),
                ElementsAre("event-setting-out-of-range " + at + "ScalingConfig/MaximumConcurrency"));
    EXPECT_EQ(from_queue(R"("ScalingConfig": {"MaximumConcurrency": 1001})").only().fix, "choose 2 to 1000");
}

TEST(EventSources, ALargeBatchIsGathered) {
    EXPECT_THAT(from_queue(R"("BatchSize": 10)").at(), IsEmpty());
    EXPECT_THAT(from_queue(R"("BatchSize": 11, "MaximumBatchingWindowInSeconds": 1)").at(), IsEmpty());
    EXPECT_THAT(from_queue(R"("BatchSize": 11, "MaximumBatchingWindowInSeconds": {"Ref": "X"})").at(), IsEmpty());
    for (const char* bad : {R"("BatchSize": 11)", R"("BatchSize": 11, "MaximumBatchingWindowInSeconds": 0)"})
        EXPECT_THAT(from_queue(bad).at(), ElementsAre("queue-batch-without-window " + at + "BatchSize")) << bad;
}

TEST(EventSources, AFifoQueueGathersNothing) {
    const std::string fifo = R"({"FifoQueue": true})";
    EXPECT_THAT(from_queue(R"("BatchSize": 10)", fifo).at(), IsEmpty());
    EXPECT_THAT(from_queue(R"("BatchSize": 11, "MaximumBatchingWindowInSeconds": 5)", fifo).at(),
                ElementsAre("fifo-batch " + at + "BatchSize", "fifo-batch " + at + "MaximumBatchingWindowInSeconds"));
    EXPECT_THAT(event(R"("arn:aws:sqs:eu-west-1:1:mail.fifo")", R"("BatchSize": 11)", "").all().size(), 1u);
}

TEST(EventSources, SettingsOfOtherSources) {
    EXPECT_THAT(from_queue(R"("BisectBatchOnFunctionError": true, "StartingPosition": "LATEST")").at(),
                ElementsAre("event-setting-of-other-source " + at + "BisectBatchOnFunctionError",
                            "event-setting-of-other-source " + at + "StartingPosition"));
    EXPECT_EQ(from_stream(R"("StartingPosition": "LATEST", "ScalingConfig": {"MaximumConcurrency": 5})").only().message,
              "event `Event` is from a stream, but sets `ScalingConfig`, which is for queues");
    EXPECT_THAT(event(R"({"Ref": "SomeBroker"})", R"("ScalingConfig": {"MaximumConcurrency": 5})", "").at(), IsEmpty());
}

Findings queue(const std::string& properties, const std::string& more = "") {
    return found(R"("Q": {"Type": "AWS::SQS::Queue", "Properties": {)" + properties + "}}" + more);
}

TEST(Queues, SettingsStayInTheirRanges) {
    EXPECT_THAT(queue(R"("VisibilityTimeout": 43200, "MessageRetentionPeriod": 1209600, "DelaySeconds": 900,
                         "ReceiveMessageWaitTimeSeconds": 20)")
                    .at(),
                IsEmpty());
    EXPECT_THAT(queue(R"("VisibilityTimeout": 43201, "MessageRetentionPeriod": 59, "DelaySeconds": 901,
                         "ReceiveMessageWaitTimeSeconds": 21)")
                    .all()
                    .size(),
                4u);
    EXPECT_THAT(queue(R"("RedrivePolicy": {"maxReceiveCount": 0, "deadLetterTargetArn": "x"})").at(),
                ElementsAre("queue-setting-out-of-range /Resources/Q/Properties/RedrivePolicy/maxReceiveCount"));
}

TEST(Queues, FifoIsInTheName) {
    EXPECT_THAT(queue(R"("QueueName": "a.fifo", "FifoQueue": true, "ContentBasedDeduplication": true)").at(),
                IsEmpty());
    EXPECT_THAT(queue(R"("QueueName": "a", "FifoQueue": false, "ContentBasedDeduplication": false)").at(), IsEmpty());
    EXPECT_THAT(queue(R"("QueueName": "a", "FifoQueue": {"Ref": "X"}, "ContentBasedDeduplication": true)").at(),
                IsEmpty());
    EXPECT_EQ(queue(R"("QueueName": "a", "FifoQueue": true)").only().fix, "name it `a.fifo`");
    EXPECT_EQ(queue(R"("QueueName": "a.fifo")").only().rule->id, "fifo-name-mismatch");
    EXPECT_EQ(queue(R"("ContentBasedDeduplication": true)").only().rule->id, "fifo-setting-on-standard");
    EXPECT_THAT(
        found(R"("T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news", "FifoTopic": true}})").at(),
        ElementsAre("fifo-name-mismatch /Resources/T/Properties/TopicName"));
}

TEST(Queues, DeadLettersAreOfTheSameKind) {
    const auto redrive = [](const char* queue_kind, const char* dead_kind) {
        return queue(
            std::string(queue_kind) + R"( "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["D", "Arn"]},
                     "maxReceiveCount": 3})",
            R"(, "D": {"Type": "AWS::SQS::Queue", "Properties": {)" + std::string(dead_kind) + "}}");
    };
    EXPECT_THAT(redrive("", "").at(), IsEmpty());
    EXPECT_THAT(redrive(R"("FifoQueue": true,)", R"("FifoQueue": true)").at(), IsEmpty());
    EXPECT_THAT(redrive(R"("FifoQueue": true,)", R"("FifoQueue": {"Ref": "X"})").at(), IsEmpty());
    EXPECT_EQ(redrive(R"("FifoQueue": true,)", "").only().fix, "set `.fifo = true` on `D` too");
    EXPECT_EQ(redrive("", R"("FifoQueue": true)").only().rule->id, "dead-letter-kind-mismatch");
    EXPECT_EQ(redrive("", R"("FifoQueue": true)").only().message,
              "standard queue `Q` has the FIFO queue `D` as its dead-letter queue");
}

TEST(Schedules, WhatEventBridgeUnderstands) {
    for (const char* good :
         {"rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(24 hours)", "rate(7 days)", "cron(0 12 * * ? *)",
          "cron(0/15 * * * ? *)", "cron(15 10 ? * 6L 2026-2030)", "cron(0 8 1 * ? *)", "cron(0 18 ? * MON-FRI *)",
          "cron(0 18 ? * mon,wed,fri *)", "cron(0 9 3W * ? *)", "cron(0 9 L JAN-MAR ? *)", "cron(0 9 ? * 6#3 *)",
          "cron(*/10 1-5 ? * 2-6 *)", "cron(0 10 L-3 * ? *)", "cron(0 10 LW * ? *)"})
        EXPECT_EQ(fault_of_schedule(good).what, "") << good;
}

TEST(Schedules, WhatItDoesNot) {
    struct Case {
        const char* expression;
        const char* what;
        const char* fix;
    };
    for (const Case& one : {
             Case{"rate(1 minutes)", "has the unit `minutes` with the number 1", "write `rate(1 minute)`"},
             Case{"rate(5 minute)", "has the unit `minute` with the number 5", "write `rate(5 minutes)`"},
             Case{"rate(5 weeks)", "has the unit `weeks`", "use minutes, hours or days"},
             Case{"rate(0 minutes)", "is not a rate with a number and a unit", "write, for example, `rate(5 minutes)`"},
             Case{"rate(-5 minutes)", "is not a rate with a number and a unit",
                  "write, for example, `rate(5 minutes)`"},
             Case{"rate(five minutes)", "is not a rate with a number and a unit",
                  "write, for example, `rate(5 minutes)`"},
             Case{"rate()", "is not a rate with a number and a unit", "write, for example, `rate(5 minutes)`"},
             Case{"cron(0 12 * * ?)", "has 5 fields, but cron needs 6", nullptr},
             Case{"cron(0 12 * * * *)", "gives both day-of-month and day-of-week", "write `cron(0 12 * * ? *)`"},
             Case{"cron(0 12 * * MON *)", "gives both day-of-month and day-of-week", "write `cron(0 12 ? * MON *)`"},
             Case{"cron(60 12 * * ? *)", "has `60` for its minutes", "the minutes range from 0 to 59"},
             Case{"cron(0 24 * * ? *)", "has `24` for its hours", nullptr},
             Case{"cron(0 12 0 * ? *)", "has `0` for its day-of-month", nullptr},
             Case{"cron(0 12 * 13 ? *)", "has `13` for its month", nullptr},
             Case{"cron(0 12 ? * 0 *)", "has `0` for its day-of-week", nullptr},
             Case{"cron(0 12 ? * FUN *)", "has `FUN` for its day-of-week", nullptr},
             Case{"cron(0 12 * ? ? *)", "has `?` for its month", nullptr},
             Case{"cron(0/0 12 * * ? *)", "has `0/0` for its minutes", nullptr},
             Case{"cron(0,,5 12 * * ? *)", "has `0,,5` for its minutes", nullptr},
             Case{"cron(0 12 * * ? 1969)", "has `1969` for its year", nullptr},
             Case{"cron()", "has 0 fields, but cron needs 6", nullptr},
             Case{"every 5 minutes", "is neither a rate nor a cron expression", nullptr},
             Case{"at(2026-01-01T00:00:00)", "is neither a rate nor a cron expression", nullptr},
             Case{"rate(", "is neither a rate nor a cron expression", nullptr},
             Case{"", "is neither a rate nor a cron expression", nullptr},
         }) {
        const ScheduleFault fault = fault_of_schedule(one.expression);
        EXPECT_EQ(fault.what, one.what) << one.expression;
        if (one.fix) {
            EXPECT_EQ(fault.fix, one.fix) << one.expression;
        }
    }
}

TEST(Schedules, OfARule) {
    const auto rule = [](const std::string& properties) {
        return found(R"("R": {"Type": "AWS::Events::Rule", "Properties": {)" + properties + "}}").at();
    };
    EXPECT_THAT(rule(R"-("ScheduleExpression": "rate(1 minutes)")-"),
                ElementsAre("invalid-schedule /Resources/R/Properties/ScheduleExpression"));
    EXPECT_THAT(rule(R"("EventPattern": {})"), IsEmpty());
    EXPECT_THAT(rule(R"("ScheduleExpression": {"Ref": "X"})"), IsEmpty());
}

TEST(EventSources, WrongShapesAreJudgedNoFurther) {
    EXPECT_THAT(
        found(R"("A": {"Type": "AWS::Lambda::EventSourceMapping"}, "B": {"Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {"EventSourceArn": 5, "BatchSize": {}, "ScalingConfig": []}}, "C": {"Type": "AWS::SQS::Queue",
        "Properties": {"RedrivePolicy": "{}", "QueueName": []}}, "D": {"Type": "AWS::SNS::Topic", "Properties": "x"},
        "E": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": 5}})")
            .at(),
        IsEmpty());
}

}  // namespace
}  // namespace bobgen
