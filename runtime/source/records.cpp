#include "bob/runtime/records.h"

#include <algorithm>
#include <cmath>

#include "attribute_value.h"
#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "loop.h"
#include "text.h"

namespace bob {

using Type = Value::Kind;

Value BatchResult::to_value() const {
    Value list = Value::list();
    for (const std::string& id : failures_) {
        Value one = Value::map();
        one.append("itemIdentifier", Value::string(id));
        list.push_back(std::move(one));
    }
    Value made = Value::map();
    made.append("batchItemFailures", std::move(list));
    return made;
}

std::string BucketRecord::key() const { return runtime::percent_decoded(text("s3", "object", "key"), true); }

namespace detail {

namespace {
[[noreturn]] void malformed(std::string what) { throw Failure("MalformedEvent", std::move(what)); }
[[noreturn]] void unreadable(std::string what) { throw Failure("MalformedRecord", std::move(what)); }
}  // namespace

const Value& Record::at(std::string_view a, std::string_view b, std::string_view c) const {
    const Value* found = &value_[a];
    if (!b.empty()) found = &(*found)[b];
    if (!c.empty()) found = &(*found)[c];
    return *found;
}

std::string Record::text(std::string_view a, std::string_view b, std::string_view c) const {
    return std::string(at(a, b, c).text());
}

std::uint64_t Record::number(std::string_view a, std::string_view b, std::string_view c) const {
    // SQS says its numbers as texts.
    const Value& found = at(a, b, c);
    std::uint64_t read = 0;
    Reading reading;
    if (!found) return 0;
    decode(runtime::is_number(found.text()) ? Value::number(found.text()) : found, read, reading);
    if (!reading.ok()) unreadable("`" + std::string(c.empty() ? b : c) + "` is no number");
    return read;
}

Timestamp Record::milliseconds(std::string_view a, std::string_view b) const {
    constexpr std::uint64_t end_of_9999 = 253'402'300'799'999;
    return {std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(std::min(number(a, b), end_of_9999)))};
}

Timestamp Record::seconds(std::string_view a, std::string_view b) const {
    double read = 0;
    Reading reading;
    decode(at(a, b), read, reading);
    if (!reading.ok() || read < 0 || read > 253'402'300'799.0) unreadable("`" + std::string(b) + "` is no time");
    return {std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(static_cast<std::int64_t>(std::llround(read * 1000))))};
}

Timestamp Record::time(std::string_view a, std::string_view b) const {
    const auto read = parse_timestamp(text(a, b));
    if (!read) unreadable("`" + std::string(b.empty() ? a : b) + "` is no time");
    return *read;
}

std::optional<std::string> Record::string_at(std::string_view map, std::string_view name,
                                             std::string_view member) const {
    const Value& found = at(map)[name][member];
    return found.is(Type::string) ? std::optional<std::string>(found.text()) : std::nullopt;
}

std::string Record::bytes(std::string_view a, std::string_view b) const {
    std::string read;
    if (!from_base64(at(a, b).text(), read)) unreadable("`" + std::string(b) + "` is no base64");
    return read;
}

std::vector<Value> read_records(Value event, std::string_view source) {
    Value* records = event.find("Records");
    if (!records || !records->is(Type::list)) malformed("The event has no `Records`.");
    for (const Value& record : records->elements()) {
        // SNS writes the name as it writes all of its own.
        const Value& from = record["eventSource"] ? record["eventSource"] : record["EventSource"];
        if (from.text() != source)
            malformed("A record comes from `" + std::string(from.text()) + "`, not from `" + std::string(source) +
                      "`.");
    }
    return {std::make_move_iterator(records->elements().begin()), std::make_move_iterator(records->elements().end())};
}

Value stream_image(const Value& image) {
    if (!image.is(Type::map)) unreadable("The record has no image or key.");
    return runtime::item_value(image);
}

Value read_content(std::string_view text) {
    try {
        return parse_json(text);
    } catch (const JsonError& error) {
        unreadable("The record is no JSON from byte " + std::to_string(error.offset) + " on.");
    }
}

void unreadable_content(const Error& why) {
    std::string said = "The record can't be read:";
    for (const FieldError& field : why.fields()) said += " " + field.field + " (" + field.code + ")";
    if (why.fields().empty()) said += " " + why.code();
    unreadable(std::move(said));
}

bool BatchRun::may_start(std::string_view id, std::string_view group) {
    if (order_ == RecordOrder::none || result_.failures().empty()) return true;
    // A stream goes on from the first that failed, wherever that is in the list.
    if (order_ == RecordOrder::all) return false;
    if (std::find(stopped_groups_.begin(), stopped_groups_.end(), group) == stopped_groups_.end()) return true;
    result_.failed(std::string(id));
    return false;
}

void BatchRun::failed(std::string_view id, std::string_view group) {
    const runtime::ErrorReport report = runtime::describe(std::current_exception());
    log_error("A record failed", {{"record", id}, {"errorType", report.type}, {"errorMessage", report.message}});
    // Without an id Lambda would take the answer for a failure of all of them, and it would be right.
    if (id.empty()) throw;
    result_.failed(std::string(id));
    stopped_groups_.emplace_back(group);
}

Value read_bus_event(Value event) {
    if (!event["detail-type"].is(Type::string) || !event["source"].is(Type::string))
        malformed("The event has no `source` or no `detail-type`, as one of a bus has.");
    return event;
}

std::vector<std::string> texts_of(const Value& list) {
    std::vector<std::string> texts;
    for (const Value& one : list.elements()) texts.emplace_back(one.text());
    return texts;
}

}  // namespace detail
}  // namespace bob
