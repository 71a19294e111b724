#include "bob/runtime/records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "bob/runtime/lambda.h"
#include "events.h"

// The payloads in tests/runtime/events are of the shape that AWS documents; the pages are named in records.h.

namespace {

using namespace bob;
using bob::test::at;
using bob::test::event;
using testing::ElementsAre;
using testing::IsEmpty;

struct Order {
    std::string product;
    int count = 0;
};

struct Move {
    std::string game_id;
    int move = 0;
    std::string text;
    std::set<std::string> marks;
};
constexpr Table<Move> moves{
    .name = "Moves",
    .partition_key = key<&Move::game_id>.named("gameId"),
    .sort_key = key<&Move::move>,
    .stream = StreamViewType::new_and_old_images,
};

constexpr Queue queue{.name = "orders"};
constexpr Function take_orders{
    .name = "takeOrders",
    .stream = {{.table = moves, .batch = {.report_item_failures = true}}},
    .sqs = {{.queue = queue, .report_item_failures = true}},
};

template <class Records>
std::vector<std::string> ids_of(const Records& records) {
    std::vector<std::string> ids;
    for (const auto& record : records) ids.push_back(record.id());
    return ids;
}

TEST(QueueRecords, SayWhatTheyCarry) {
    const QueueRecords<Order> records(event("sqs"));
    ASSERT_EQ(records.size(), 3U);
    const auto& first = records[0];
    EXPECT_EQ(first.id(), "059f36b4-87a3-44ab-83d2-661975830a7d");
    EXPECT_EQ(first.body().product, "chess board");
    EXPECT_EQ(first.body().count, 2);
    EXPECT_EQ(first.receive_count(), 3U);
    EXPECT_EQ(to_text(first.sent_at()), "2018-12-17T21:37:29.183Z");
    EXPECT_EQ(first.group(), "");
    EXPECT_EQ(first.attribute("tenant"), "north");
    EXPECT_EQ(first.attribute("none"), std::nullopt);
    EXPECT_EQ(first.queue_arn(), "arn:aws:sqs:us-east-2:123456789012:orders");
    EXPECT_EQ(QueueRecords<std::string>(event("sqs"))[2].body(), R"({"product":"pawn","count":1})");
}

TEST(QueueRecords, OneThatCannotBeReadFailsAlone) {
    const QueueRecords<Order> records(event("sqs"));
    std::vector<std::string> taken;
    testing::internal::CaptureStderr();
    const BatchResult result =
        for_each_record(records, [&](const auto& record) { taken.push_back(record.body().product); });
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_THAT(taken, ElementsAre("chess board", "pawn"));
    EXPECT_EQ(to_json(result.to_value()),
              R"({"batchItemFailures":[{"itemIdentifier":"2e1424d4-f796-459a-8184-9c92662be6da"}]})");
    EXPECT_THAT(log, testing::HasSubstr("MalformedRecord"));
    EXPECT_THAT(log, testing::HasSubstr("body.count (wrong_type)"));
    EXPECT_EQ(log.find("many"), std::string::npos) << "the log has the record's data";
}

TEST(QueueRecords, SayNothingOfASendersNames) {
    const auto said = [](std::string_view body) {
        try {
            detail::content_as<std::map<std::string, std::vector<int>>>(body);
        } catch (const Failure& failure) {
            return failure.message();
        }
        return std::string();
    };
    EXPECT_EQ(said(R"({"secret":["x"]})"), "The record can't be read: body[*][0] (wrong_type)");
    std::string large = "{\"" + std::string(1'000'000, 'k') + "\":[0";
    for (int i = 0; i < 200; ++i) large += ",\"\"";
    EXPECT_LT(said(large + "]}").size(), 5000u);
}

TEST(QueueRecords, AllGoodIsAnEmptyList) {
    EXPECT_EQ(to_json(for_each_record(QueueRecords<Value>(event("sqs")), [](const auto&) {}).to_value()),
              R"({"batchItemFailures":[]})");
}

TEST(QueueRecords, AFifoQueuesGroupStopsAtItsFirstFailure) {
    const QueueRecords<std::string> records(event("sqs_fifo"));
    EXPECT_EQ(records[0].group(), "a");
    EXPECT_EQ(records[0].deduplication_id(), "d1");
    std::vector<std::string> taken;
    const BatchResult result = for_each_record(records, [&](const auto& record) {
        taken.push_back(record.body());
        if (record.body() == "a1") throw std::runtime_error("not now");
    });
    EXPECT_THAT(taken, ElementsAre("a1", "b1", "b2"));
    EXPECT_THAT(result.failures(), ElementsAre("m1", "m3"));
}

TEST(QueueRecords, WithoutAnIdTheWholeCallFails) {
    Value from = event("sqs");
    for (Value& record : at(from, "Records").elements()) record.erase("messageId");
    EXPECT_THROW(for_each_record(QueueRecords<Order>(from), [](const auto&) { throw std::runtime_error("x"); }),
                 std::runtime_error);
}

TEST(DynamoRecords, HaveTheTablesTypes) {
    const DynamoRecords<moves> records(event("dynamodb"));
    EXPECT_THAT(ids_of(records), ElementsAre("111", "222", "333"));
    EXPECT_EQ(records[0].change(), Change::inserted);
    EXPECT_EQ(records[0].old_image().has_value(), false);
    EXPECT_EQ(records[0].new_image()->game_id, "g1");
    EXPECT_EQ(records[0].new_image()->text, "e4");
    EXPECT_THAT(records[0].new_image()->marks, ElementsAre("best", "check"));
    EXPECT_EQ(records[0].key<&Move::game_id>(), "g1");
    EXPECT_EQ(records[0].key<&Move::move>(), 1);
    EXPECT_EQ(to_text(records[0].changed_at()), "2016-11-18T20:09:00.000Z");
    EXPECT_EQ(records[1].change(), Change::modified);
    EXPECT_EQ(records[1].old_image()->text, "e4");
    EXPECT_EQ(records[1].new_image()->text, "d4");
    EXPECT_EQ(records[2].change(), Change::removed);
    EXPECT_EQ(records[2].new_image().has_value(), false);
    EXPECT_TRUE(records[2].expired());
    EXPECT_FALSE(records[1].expired());
}

TEST(DynamoRecords, NothingPassesAFailure) {
    std::vector<std::string> taken;
    const BatchResult result = for_each_record(DynamoRecords<moves>(event("dynamodb")), [&](const auto& record) {
        taken.push_back(record.id());
        if (record.id() == "222") throw 1;
    });
    EXPECT_THAT(taken, ElementsAre("111", "222"));
    EXPECT_THAT(result.failures(), ElementsAre("222"));
}

TEST(DynamoRecords, AnItemOfAnotherFormIsAFailureOfItsRecord) {
    Value from = event("dynamodb");
    at(at(from, "Records").elements()[0], "dynamodb", "NewImage", "move") = parse_json(R"({"S": "one"})");
    at(at(from, "Records").elements()[1], "dynamodb").set("Keys", Value::null());
    EXPECT_THROW(DynamoRecords<moves>(from)[0].new_image(), Failure);
    EXPECT_THROW(DynamoRecords<moves>(from)[1].key<&Move::move>(), Failure);
}

TEST(KinesisRecords, CarryBytes) {
    const KinesisRecords<Order> records(event("kinesis"));
    EXPECT_EQ(records[0].body().product, "chess board");
    EXPECT_EQ(records[0].partition_key(), "g1");
    EXPECT_EQ(to_text(records[0].arrived_at()), "2018-12-17T22:10:50.987Z");
    EXPECT_EQ(records[1].data(), "This is no JSON.");
    EXPECT_THROW(records[1].body(), Failure);
    EXPECT_THAT(for_each_record(records, [](const auto& record) { record.body(); }).failures(),
                ElementsAre("49590338271490256608559692540925702759324208523137515618"));
}

TEST(TopicRecords, SayWhatTheyCarry) {
    const TopicRecords<Order> records(event("sns"));
    EXPECT_EQ(records[0].id(), "95df01b4-ee98-5cb9-9903-4c221d41eb5e");
    EXPECT_EQ(records[0].subject(), "An order");
    EXPECT_EQ(records[0].body().count, 2);
    EXPECT_EQ(records[0].attribute("tenant"), "north");
    EXPECT_EQ(records[0].attribute("none"), std::nullopt);
    EXPECT_EQ(to_text(records[0].sent_at()), "2019-01-02T12:45:07.000Z");
    EXPECT_EQ(records[0].topic_arn(), "arn:aws:sns:us-east-1:123456789012:news");
}

TEST(BucketRecords, NameObjectsAsTheyAreNamed) {
    const BucketRecords records(event("s3"));
    EXPECT_EQ(records[0].bucket(), "pictures");
    EXPECT_EQ(records[0].key(), "joão/my photo+1.jpg");
    EXPECT_EQ(records[0].size(), 1305107U);
    EXPECT_EQ(records[0].etag(), "b21b84d653bb07b05b1e6b33684dc11b");
    EXPECT_EQ(records[0].version_id(), "v1");
    EXPECT_TRUE(records[0].created());
    EXPECT_EQ(to_text(records[0].happened_at()), "2019-09-03T19:37:27.192Z");
    EXPECT_TRUE(records[1].removed());
    EXPECT_EQ(records[1].size(), 0U);
    EXPECT_LT(records[0].sequencer(), records[1].sequencer());
}

TEST(BusEvent, HasADetailOfItsOwnType) {
    const BusEvent<Order> placed(event("event_bridge"));
    EXPECT_EQ(placed.source(), "shop.orders");
    EXPECT_EQ(placed.detail_type(), "Order Placed");
    EXPECT_EQ(placed.detail().product, "chess board");
    EXPECT_EQ(placed.account(), "111122223333");
    EXPECT_EQ(placed.region(), "us-west-1");
    EXPECT_EQ(to_text(placed.happened_at()), "2017-12-22T18:43:48.000Z");
    EXPECT_THAT(placed.resources(), ElementsAre("arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0"));
    EXPECT_THROW(BusEvent<Order>(event("schedule")).detail(), Failure);
}

TEST(ScheduledEvent, SaysWhenAndByWhichRule) {
    const ScheduledEvent due(event("schedule"));
    EXPECT_EQ(to_text(due.happened_at()), "2015-10-08T16:53:06.000Z");
    EXPECT_THAT(due.resources(), ElementsAre("arn:aws:events:us-east-1:123456789012:rule/my-scheduled-rule"));
}

TEST(Records, OfAnotherSourceAreMalformed) {
    EXPECT_THROW(QueueRecords<Order>(event("sns")), Failure);
    EXPECT_THROW(TopicRecords<Order>(event("sqs")), Failure);
    EXPECT_THROW(DynamoRecords<moves>(event("kinesis")), Failure);
    EXPECT_THROW(KinesisRecords<Order>(event("dynamodb")), Failure);
    EXPECT_THROW(BucketRecords(event("sqs")), Failure);
    EXPECT_THROW(BusEvent<Order>(event("sqs")), Failure);
    for (const char* text : {"null", "[]", "{}", R"({"Records":{}})", R"({"Records":[1]})", R"({"Records":[{}]})"})
        EXPECT_THROW(QueueRecords<Order>(parse_json(text)), Failure) << text;
    EXPECT_TRUE(QueueRecords<Order>(parse_json(R"({"Records":[]})")).empty());
}

TEST(Records, ThatSayTooLittleAreRead) {
    const QueueRecords<Order> queue_records(parse_json(R"({"Records":[{"eventSource":"aws:sqs"}]})"));
    EXPECT_EQ(queue_records[0].receive_count(), 0U);
    EXPECT_THROW(queue_records[0].body(), Failure);
    const QueueRecords<Order> odd(
        parse_json(R"({"Records":[{"eventSource":"aws:sqs","attributes":{"SentTimestamp":"soon"}}]})"));
    EXPECT_THROW(odd[0].sent_at(), Failure);
    const KinesisRecords<Order> kinesis(parse_json(
        R"({"Records":[{"eventSource":"aws:kinesis","kinesis":{"approximateArrivalTimestamp":1e300,"data":"*"}}]})"));
    EXPECT_THROW(kinesis[0].arrived_at(), Failure);
    EXPECT_THROW(kinesis[0].data(), Failure);
}

BatchResult handle(const QueueRecords<Order>& orders, Context<take_orders>&) {
    return for_each_record(orders, [](const auto& order) { order.body(); });
}
void watch(const DynamoRecords<moves>&) {}

TEST(Records, AreAnsweredAsLambdaHearsIt) {
    EXPECT_EQ(handles<take_orders>(handle).invoke(to_json(event("sqs"))),
              R"({"batchItemFailures":[{"itemIdentifier":"2e1424d4-f796-459a-8184-9c92662be6da"}]})");
    EXPECT_EQ(handles<take_orders>(watch).invoke(to_json(event("dynamodb"))), "null");
}

}  // namespace
