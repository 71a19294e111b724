/// Events that are not requests: streams, queues, topics, buckets, buses and schedules.
///
///     BatchResult handle(const QueueRecords<Order>& orders, Context<take_orders>& context) {
///         return for_each_record(orders, [&](const QueueRecord<Order>& order) { … order.body() … });
///     }
///
/// A record's content is parsed when it is accessed, so that an unreadable record fails alone. Another kind of event is
/// a `Failure` of type `MalformedEvent`; a record with unreadable content is one of type `MalformedRecord`.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/function.h"
#include "bob/runtime/codec.h"
#include "bob/runtime/item.h"
#include "bob/runtime/rules.h"

namespace bob {

/// The records of a batch that failed. Lambda delivers only these again.
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
class BatchResult {
public:
    /// By a message's id, or by a stream record's sequence number.
    void failed(std::string id) { failures_.push_back(std::move(id)); }
    const std::vector<std::string>& failures() const { return failures_; }
    Value to_value() const;

private:
    std::vector<std::string> failures_;
};

namespace detail {

/// How records are ordered: not at all in a queue, by group in a FIFO queue, completely in a stream.
enum class RecordOrder : std::uint8_t { none, in_group, all };

/// The raw record, for what the classes below do not offer.
class Record {
public:
    explicit Record(Value value) : value_(std::move(value)) {}
    const Value& raw() const { return value_; }

protected:
    /// A text at a path of members; empty if there is none.
    std::string text(std::string_view a, std::string_view b = {}, std::string_view c = {}) const;
    std::uint64_t number(std::string_view a, std::string_view b, std::string_view c = {}) const;
    /// Of milliseconds since 1970, of seconds since 1970, or of an RFC 3339 text.
    Timestamp milliseconds(std::string_view a, std::string_view b) const;
    Timestamp seconds(std::string_view a, std::string_view b) const;
    Timestamp time(std::string_view a, std::string_view b = {}) const;
    std::optional<std::string> string_at(std::string_view map, std::string_view name, std::string_view member) const;
    std::string bytes(std::string_view a, std::string_view b) const;
    const Value& at(std::string_view a, std::string_view b = {}, std::string_view c = {}) const;

private:
    Value value_;
};

/// `Records`, each from this source.
std::vector<Value> read_records(Value event, std::string_view source);

/// An image of a stream's record, without the types that DynamoDB's JSON names.
Value stream_image(const Value& image);

Value read_content(std::string_view text);
/// Throws a `Failure` that names the fields that are wrong, and none of the record's data.
[[noreturn]] void unreadable_content(const Error& why);
template <class T>
T content_as(const Value& json) {
    try {
        return read_part<T>(json, "body", Reading(Reading::Missing::is_an_error, room_for(0), Reading::Names::hidden));
    } catch (const Error& why) {
        unreadable_content(why);
    }
}
/// A text as the type that the handler wants: unchanged, or parsed as JSON.
template <class T>
T content_as(std::string_view text) {
    if constexpr (std::is_same_v<T, std::string>)
        return std::string(text);
    else
        return content_as<T>(read_content(text));
}

template <class One>
class Batch {
public:
    using Record = One;
    explicit Batch(std::vector<Value> records) {
        records_.reserve(records.size());
        for (Value& record : records) records_.emplace_back(std::move(record));
    }
    auto begin() const { return records_.begin(); }
    auto end() const { return records_.end(); }
    std::size_t size() const { return records_.size(); }
    bool empty() const { return records_.empty(); }
    const One& operator[](std::size_t position) const { return records_[position]; }

private:
    std::vector<One> records_;
};

template <class Events>
consteval bool all_report(const Events& events) {
    bool all = true;
    for (const auto& event : events) {
        if constexpr (requires { event.batch; })
            all = all && event.batch.report_item_failures.set && *event.batch.report_item_failures;
        else
            all = all && event.report_item_failures.set && *event.report_item_failures;
    }
    return all;
}

template <const auto& F, class Answer>
consteval void check_batch_answer() {
    if constexpr (std::is_same_v<Answer, BatchResult>)
        static_assert(all_report(F.sqs) && all_report(F.stream) && all_report(F.kinesis),
                      "a BatchResult is heard only where the event says `report_item_failures = true`");
}

/// Preserves the order that a source guarantees if one of its records fails.
class BatchRun {
public:
    explicit BatchRun(RecordOrder order) : order_(order) {}
    /// False when a record before it has to succeed first.
    bool may_start(std::string_view id, std::string_view group);
    /// Logs the current exception.
    void failed(std::string_view id, std::string_view group);
    BatchResult result() && { return std::move(result_); }

private:
    RecordOrder order_;
    BatchResult result_;
    std::vector<std::string> stopped_groups_;
};

}  // namespace detail

/// Calls `f` with each record. One that throws is logged and reported as failed, and the others go on, as far as their
/// order allows: after a failure in a FIFO queue, the rest of that record's group is held back (and reported, so that
/// Lambda delivers it after the failed one); after one in a stream, everything is.
template <class Records, class F>
BatchResult for_each_record(const Records& records, F&& f) {
    detail::BatchRun run(records.order());
    for (const auto& record : records) {
        if (!run.may_start(record.id(), record.group())) continue;
        try {
            f(record);
        } catch (...) {
            run.failed(record.id(), record.group());
        }
    }
    return std::move(run).result();
}

// SQS: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html

template <class T>
class QueueRecord : public detail::Record {
public:
    using Record::Record;
    std::string id() const { return text("messageId"); }
    std::string_view body_text() const { return at("body").text(); }
    /// The body, parsed from JSON; unchanged for a `std::string`.
    T body() const { return detail::content_as<T>(body_text()); }
    /// How often it was delivered, including this time.
    std::uint64_t receive_count() const { return number("attributes", "ApproximateReceiveCount"); }
    Timestamp sent_at() const { return milliseconds("attributes", "SentTimestamp"); }
    /// Of a FIFO queue; empty otherwise.
    std::string group() const { return text("attributes", "MessageGroupId"); }
    std::string deduplication_id() const { return text("attributes", "MessageDeduplicationId"); }
    std::string queue_arn() const { return text("eventSourceARN"); }
    /// A message attribute set by the sender; a string or a number.
    std::optional<std::string> attribute(std::string_view name) const {
        return string_at("messageAttributes", name, "stringValue");
    }
};

template <class T>
class QueueRecords : public detail::Batch<QueueRecord<T>> {
public:
    explicit QueueRecords(Value event)
        : detail::Batch<QueueRecord<T>>(detail::read_records(std::move(event), "aws:sqs")) {}
    detail::RecordOrder order() const {
        return !this->empty() && (*this)[0].queue_arn().ends_with(".fifo") ? detail::RecordOrder::in_group
                                                                           : detail::RecordOrder::none;
    }
    template <const auto& F, class Answer>
    static consteval void belongs_to() {
        static_assert(!F.sqs.empty(), "the function's `sqs` names no queue that these records could come from");
        detail::check_batch_answer<F, Answer>();
    }
};

// DynamoDB streams: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html

enum class Change : std::uint8_t { inserted, modified, removed };

template <const auto& T>
class DynamoRecord : public detail::Record {
    using Item = detail::ItemOf<T>;
    static constexpr auto view = *T.stream;

public:
    using Record::Record;
    /// The sequence number.
    std::string id() const { return text("dynamodb", "SequenceNumber"); }
    Change change() const {
        const std::string name = text("eventName");
        return name == "INSERT" ? Change::inserted : name == "REMOVE" ? Change::removed : Change::modified;
    }
    /// DynamoDB removed the item because its time to live was over
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html).
    bool expired() const {
        return change() == Change::removed && text("userIdentity", "type") == "Service" &&
               text("userIdentity", "principalId") == "dynamodb.amazonaws.com";
    }
    Timestamp changed_at() const { return seconds("dynamodb", "ApproximateCreationDateTime"); }

    /// The item after the change; empty if it was removed.
    std::optional<Item> new_image() const {
        static_assert(view == StreamViewType::new_image || view == StreamViewType::new_and_old_images,
                      "the table's stream has no new images: set its `stream` to new_image or new_and_old_images");
        return image("NewImage");
    }
    /// The item before the change; empty if it was new.
    std::optional<Item> old_image() const {
        static_assert(view == StreamViewType::old_image || view == StreamViewType::new_and_old_images,
                      "the table's stream has no old images: set its `stream` to old_image or new_and_old_images");
        return image("OldImage");
    }
    /// A member of the table's key, which every record has.
    template <auto Member>
    auto key() const {
        static_assert(detail::member_name<Member>() == T.partition_key.member ||
                          detail::member_name<Member>() == T.sort_key.member,
                      "a stream's record has the members of the table's key; others are in its images");
        return detail::read_row<T, Item>(detail::stream_image(at("dynamodb", "Keys"))).*Member;
    }
    std::string group() const { return {}; }

private:
    std::optional<Item> image(std::string_view name) const {
        const Value& found = at("dynamodb", name);
        if (!found) return std::nullopt;
        return detail::read_item<T>(detail::stream_image(found));
    }
};

template <const auto& T>
class DynamoRecords : public detail::Batch<DynamoRecord<T>> {
    static_assert(T.stream.set, "the table has no stream: set its `stream`");

public:
    explicit DynamoRecords(Value event)
        : detail::Batch<DynamoRecord<T>>(detail::read_records(std::move(event), "aws:dynamodb")) {}
    static constexpr detail::RecordOrder order() { return detail::RecordOrder::all; }
    template <const auto& F, class Answer>
    static consteval void belongs_to() {
        static_assert(declares<F>(), "the function's `stream` does not name the table that these records come from");
        detail::check_batch_answer<F, Answer>();
    }

private:
    template <const auto& F>
    static consteval bool declares() {
        for (const auto& event : F.stream)
            if (event.table.name == T.name.text) return true;
        return false;
    }
};

// Kinesis: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html

template <class T>
class KinesisRecord : public detail::Record {
public:
    using Record::Record;
    /// The sequence number.
    std::string id() const { return text("kinesis", "sequenceNumber"); }
    std::string partition_key() const { return text("kinesis", "partitionKey"); }
    Timestamp arrived_at() const { return seconds("kinesis", "approximateArrivalTimestamp"); }
    std::string data() const { return bytes("kinesis", "data"); }
    /// The data, parsed from JSON; the bytes for a `std::string`.
    T body() const { return detail::content_as<T>(data()); }
    std::string group() const { return {}; }
};

template <class T>
class KinesisRecords : public detail::Batch<KinesisRecord<T>> {
public:
    explicit KinesisRecords(Value event)
        : detail::Batch<KinesisRecord<T>>(detail::read_records(std::move(event), "aws:kinesis")) {}
    static constexpr detail::RecordOrder order() { return detail::RecordOrder::all; }
    template <const auto& F, class Answer>
    static consteval void belongs_to() {
        static_assert(!F.kinesis.empty(),
                      "the function's `kinesis` names no stream that these records could come from");
        detail::check_batch_answer<F, Answer>();
    }
};

// SNS: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html

template <class T>
class TopicRecord : public detail::Record {
public:
    using Record::Record;
    std::string id() const { return text("Sns", "MessageId"); }
    std::string subject() const { return text("Sns", "Subject"); }
    std::string_view body_text() const { return at("Sns", "Message").text(); }
    /// The message, parsed from JSON; unchanged for a `std::string`.
    T body() const { return detail::content_as<T>(body_text()); }
    std::string topic_arn() const { return text("Sns", "TopicArn"); }
    Timestamp sent_at() const { return time("Sns", "Timestamp"); }
    std::optional<std::string> attribute(std::string_view name) const;
};

/// SNS sends one record per call. A failure fails the call, and Lambda retries it.
template <class T>
class TopicRecords : public detail::Batch<TopicRecord<T>> {
public:
    explicit TopicRecords(Value event)
        : detail::Batch<TopicRecord<T>>(detail::read_records(std::move(event), "aws:sns")) {}
    template <const auto& F, class>
    static consteval void belongs_to() {
        static_assert(!F.sns.empty(), "the function's `sns` names no topic that these records could come from");
    }
};

template <class T>
std::optional<std::string> TopicRecord<T>::attribute(std::string_view name) const {
    const Value& found = at("Sns", "MessageAttributes", name)["Value"];
    return found ? std::optional<std::string>(found.text()) : std::nullopt;
}

// S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

class BucketRecord : public detail::Record {
public:
    using Record::Record;
    /// `ObjectCreated:Put`, `ObjectRemoved:Delete` …
    std::string event_name() const { return text("eventName"); }
    bool created() const { return event_name().starts_with("ObjectCreated:"); }
    bool removed() const { return event_name().starts_with("ObjectRemoved:"); }
    std::string bucket() const { return text("s3", "bucket", "name"); }
    /// The name of the object, decoded (the event has it form-encoded).
    std::string key() const;
    std::uint64_t size() const { return number("s3", "object", "size"); }  ///< in bytes; 0 if it was removed
    std::string etag() const { return text("s3", "object", "eTag"); }
    std::string version_id() const { return text("s3", "object", "versionId"); }
    /// Hexadecimal, and comparable for one key: the later event has the larger one (with zeros before the shorter).
    std::string sequencer() const { return text("s3", "object", "sequencer"); }
    Timestamp happened_at() const { return time("eventTime"); }
};

class BucketRecords : public detail::Batch<BucketRecord> {
public:
    explicit BucketRecords(Value event)
        : detail::Batch<BucketRecord>(detail::read_records(std::move(event), "aws:s3")) {}
    template <const auto& F, class>
    static consteval void belongs_to() {
        static_assert(!F.s3.empty(), "the function's `s3` names no bucket that these records could come from");
    }
};

// EventBridge: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html

/// An event from a bus, whose `detail` is a `T`.
template <class T>
class BusEvent : public detail::Record {
public:
    explicit BusEvent(Value event);
    std::string id() const { return text("id"); }
    std::string source() const { return text("source"); }
    std::string detail_type() const { return text("detail-type"); }
    std::string account() const { return text("account"); }
    std::string region() const { return text("region"); }
    Timestamp happened_at() const { return time("time"); }
    std::vector<std::string> resources() const;
    T detail() const { return bob::detail::content_as<T>(at("detail")); }

    template <const auto& F, class>
    static consteval void belongs_to() {
        static_assert(!F.event_bridge.empty() || !F.schedule.empty(),
                      "the function has no `event_bridge` rule and no `schedule` that this event could come from");
    }
};

/// The event of a schedule without an `input`. With an `input`, the function receives that, as a struct.
class ScheduledEvent : public BusEvent<Value> {
public:
    using BusEvent<Value>::BusEvent;
    template <const auto& F, class>
    static consteval void belongs_to() {
        static_assert(!F.schedule.empty(), "the function has no `schedule` that this event could come from");
    }
};

namespace detail {
Value read_bus_event(Value event);
std::vector<std::string> texts_of(const Value& list);
}  // namespace detail

template <class T>
BusEvent<T>::BusEvent(Value event) : Record(bob::detail::read_bus_event(std::move(event))) {}
template <class T>
std::vector<std::string> BusEvent<T>::resources() const {
    return bob::detail::texts_of(at("resources"));
}

}  // namespace bob
