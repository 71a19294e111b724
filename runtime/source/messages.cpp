/// SQS speaks JSON as DynamoDB does; SNS takes forms and answers in XML.
#include "bob/runtime/messages.h"

#include <cstdlib>
#include <deque>

#include "aws.h"
#include "bob/runtime/data_error.h"
#include "bob/runtime/uuid.h"

namespace bob::detail {

using namespace bob::runtime;
using namespace std::chrono_literals;

namespace {

std::string from_environment(Kind kind, std::string_view name) {
    const std::string variable = names::variable(kind, name);
    const char* value = std::getenv(variable.c_str());
    if (!value || !*value)
        throw Failure(kind == Kind::queue ? "sqs.NoQueueUrl" : "sns.NoTopicArn",
                      "The environment variable " + variable + " is not set.");
    return value;
}

Value sqs(std::string_view operation, const Value& request, Deadline deadline) {
    const std::string target = "AmazonSQS." + std::string(operation);
    AwsCall wanted{.service = "sqs", .target = target, .body = to_json(request)};
    wanted.deadline = deadline;
    return call(wanted);
}

void describe(Message& message, bool fifo, Value& into) {
    into.append("MessageBody", Value::string(std::move(message.body)));
    if (message.delay.count() >= 0)
        into.append("DelaySeconds", Value::number(static_cast<std::int64_t>(message.delay.count())));
    if (!fifo) return;
    into.append("MessageGroupId", Value::string(std::move(message.group)));
    // Without one of its own, and without this one, a call that is made again would be a second message.
    into.append("MessageDeduplicationId",
                Value::string(message.deduplication.empty() ? new_uuid() : std::move(message.deduplication)));
}

}  // namespace

std::string send_message(std::string_view queue, bool fifo, Message message, Deadline deadline) {
    Value request = Value::map();
    request.append("QueueUrl", Value::string(from_environment(Kind::queue, queue)));
    describe(message, fifo, request);
    return std::string(sqs("SendMessage", request, deadline)["MessageId"].text());
}

void send_messages(std::string_view queue, bool fifo, std::vector<Message> messages, Deadline deadline) {
    constexpr std::size_t at_once = 10;  // API_SendMessageBatch
    constexpr int patience = 8;
    std::deque<Value> waiting;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        Value entry = Value::map();
        entry.append("Id", Value::string(std::to_string(i)));
        describe(messages[i], fifo, entry);
        waiting.push_back(std::move(entry));
    }
    const std::string url = from_environment(Kind::queue, queue);
    const auto positions = [&] {
        std::vector<std::size_t> made;
        made.reserve(waiting.size());
        for (const Value& one : waiting)
            made.push_back(std::strtoull(std::string(one["Id"].text()).c_str(), nullptr, 10));
        return made;
    };
    for (int fruitless = 0; !waiting.empty();) {
        const std::size_t count = std::min(at_once, waiting.size());
        Value entries = Value::list();
        for (std::size_t i = 0; i < count; ++i) entries.push_back(waiting[i]);
        Value request = Value::map();
        request.append("QueueUrl", Value::string(url));
        request.append("Entries", std::move(entries));
        Value answer;
        try {
            answer = sqs("SendMessageBatch", request, deadline);
        } catch (const AwsFailure& failure) {
            if (waiting.size() == messages.size() && !failure.retryable()) throw;
            throw BatchIncomplete("sqs", positions(), failure.message());
        }
        std::vector<Value> left;
        std::string why;
        bool hopeless = false;
        for (const Value& failed : answer["Failed"].elements())
            for (std::size_t i = 0; i < count; ++i)
                if (waiting[i]["Id"].text() == failed["Id"].text()) {
                    left.push_back(waiting[i]);
                    hopeless |= failed["SenderFault"].truth();
                    why = failed["Message"].text().empty() ? failed["Code"].text() : failed["Message"].text();
                }
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count));
        fruitless = left.size() == count ? fruitless + 1 : 0;
        waiting.insert(waiting.begin(), left.begin(), left.end());
        if (left.empty()) continue;
        if (hopeless || fruitless >= patience || !back_off(fruitless + 1, 50ms, 2000ms, deadline))
            throw BatchIncomplete("sqs", positions(), why);
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// SNS

namespace {

void append_field(std::string& form, std::string_view name, std::string_view value) {
    constexpr char digits[] = "0123456789ABCDEF";
    if (!form.empty()) form += '&';
    form += name;
    form += '=';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
            c == '.' || c == '~') {
            form += c;
        } else {
            form += '%';
            form += digits[byte >> 4U];
            form += digits[byte & 0xFU];
        }
    }
}

/// The text of the first element of this name; SNS's answers have no attributes and nothing to unescape in these.
std::string element(std::string_view xml, std::string_view name) {
    const std::string begin = "<" + std::string(name) + ">";
    const std::size_t at = xml.find(begin);
    if (at == std::string_view::npos) return {};
    xml.remove_prefix(at + begin.size());
    return std::string(xml.substr(0, xml.find("</" + std::string(name) + ">")));
}

}  // namespace

std::string publish_message(std::string_view topic, bool fifo, const Message& message, Deadline deadline) {
    std::string form;
    append_field(form, "Action", "Publish");
    append_field(form, "Version", "2010-03-31");
    append_field(form, "TopicArn", from_environment(Kind::topic, topic));
    append_field(form, "Message", message.body);
    if (!message.subject.empty()) append_field(form, "Subject", message.subject);
    if (fifo) {
        append_field(form, "MessageGroupId", message.group);
        append_field(form, "MessageDeduplicationId",
                     message.deduplication.empty() ? new_uuid() : message.deduplication);
    }
    AwsCall wanted{
        .service = "sns", .content_type = "application/x-www-form-urlencoded; charset=utf-8", .body = std::move(form)};
    wanted.deadline = deadline;
    const std::string answer = call_text(wanted, [](const HttpAnswer& refused) {
        return Refusal{.error = element(refused.body, "Code"), .message = element(refused.body, "Message")};
    });
    return element(answer, "MessageId");
}

}  // namespace bob::detail
