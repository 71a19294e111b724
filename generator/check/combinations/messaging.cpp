/// Topics with their subscriptions, and queues.
#include <fmt/format.h>

#include <algorithm>

#include "bob/limits.h"
#include "generator/characters.h"
#include "generator/check/combinations/subject.h"
#include "generator/rules/combinations.h"

namespace bobgen::combinations {

namespace {

struct Protocol {
    std::string_view name;
    std::string_view arn_of;  ///< the service of the endpoint's ARN
    bool is_raw;              ///< offers raw delivery
    bool is_for_fifo;         ///< may be subscribed to a FIFO topic
};

/// SNS, API_Subscribe, "Amazon SNS message delivery for FIFO topics" and "raw message delivery"; read 2026-11.
constexpr Protocol protocols[] = {
    {"http", "", true, false},
    {"https", "", true, false},
    {"email", "", false, false},
    {"email-json", "", false, false},
    {"sms", "", false, false},
    {"sqs", "sqs", true, true},
    {"application", "sns", false, false},
    {"lambda", "lambda", false, false},
    {"firehose", "firehose", true, false},
};

bool is_phone_number(std::string_view text) {
    const auto digits = std::ranges::count_if(text, [](char one) { return is_digit(one); });
    return digits >= 5 && std::ranges::all_of(text, [](char one) {
               return is_digit(one) || one == '+' || one == '-' || one == ' ' || one == '(' || one == ')';
           });
}

/// `sqs` of `arn:${AWS::Partition}:sqs:…`.
std::string_view service_of(std::string_view arn) {
    arn.remove_prefix(std::string_view("arn:").size());
    const std::size_t partition_end = arn.starts_with("${") ? arn.find('}') : 0;
    if (partition_end == arn.npos) return "$";
    const std::size_t begin = arn.find(':', partition_end);
    return begin == arn.npos ? "$" : arn.substr(begin + 1, arn.find(':', begin + 1) - begin - 1);
}

/// What a reference to the resource becomes, when that is no ARN.
std::string_view ref_of(std::string_view type) {
    if (type == "AWS::SQS::Queue") return "the queue's URL";
    if (type == "AWS::Lambda::Function") return "the function's name";
    if (type == "AWS::KinesisFirehose::DeliveryStream") return "the stream's name";
    return {};
}

/// In a topic, or as a resource of its own.
struct Subscribed {
    const Value* protocol;
    const Value* endpoint;
    const Value* topic_properties;  ///< nothing when the topic is not in the template
    const Value* raw;
    Place place;
};

void check_endpoint(const Subject& on, const Subscribed& it, const Protocol& protocol) {
    const auto tell = [&](std::string message, std::string fix) {
        on.tell({.rule = rules::endpoint_of_other_protocol,
                 .message = std::move(message),
                 .place = place_of(it.endpoint, it.place),
                 .fix = std::move(fix)});
    };
    if (!protocol.arn_of.empty() && it.endpoint->is_call(Intrinsic::ref)) {
        const TemplateResource* named = on.facts.names.resource(text_of(&it.endpoint->argument()).value_or(""));
        if (!named) return;
        if (const std::string_view what = ref_of(named->type); !what.empty())
            tell(fmt::format("the endpoint of `{}` is {}, and protocol `{}` needs its ARN", on.id(), what,
                             protocol.name),
                 fmt::format("write `!GetAtt {}.Arn`", named->logical_id));
        return;
    }
    const std::string text = on.spelt(it.endpoint);
    // The beginning has to be known.
    if (text.empty() || text.starts_with("$") || text.starts_with("{{")) return;
    const bool is_known = text.find('$') == text.npos && text.find("{{") == text.npos;
    const auto wrong = [&](std::string_view form) {
        tell(fmt::format("the endpoint of `{}` does not fit protocol `{}`", on.id(), protocol.name),
             fmt::format("give it {}, or another protocol", form));
    };
    if (!protocol.arn_of.empty()) {
        const std::string_view service = text.starts_with("arn:") ? service_of(text) : std::string_view{};
        if (service != protocol.arn_of && service.find('$') == service.npos)
            wrong(fmt::format("the ARN of {}", protocol.arn_of == "sqs"      ? "a queue"
                                               : protocol.arn_of == "lambda" ? "a function"
                                               : protocol.arn_of == "sns"    ? "an application's endpoint"
                                                                             : "a delivery stream"));
    } else if (protocol.name == "http" || protocol.name == "https") {
        if (!text.starts_with(fmt::format("{}://", protocol.name)))
            wrong(fmt::format("a URL that begins with `{}://`", protocol.name));
    } else if (protocol.name.starts_with("email")) {
        if (is_known && text.find('@') == text.npos) wrong("an address");
    } else if (protocol.name == "sms" && is_known && !is_phone_number(text)) {
        wrong("a phone number such as +14155550100");
    }
}

void check_subscribed(const Subject& on, const Subscribed& it) {
    const auto name = text_of(it.protocol);
    const auto protocol = std::ranges::find_if(protocols, [&](const Protocol& one) { return one.name == name; });
    if (protocol == std::end(protocols)) return;
    if (it.endpoint) check_endpoint(on, it, *protocol);
    if (is_true(it.raw) && !protocol->is_raw)
        on.tell({.rule = rules::raw_delivery_not_offered,
                 .message = fmt::format("`{}` asks for raw messages over protocol `{}`", on.id(), *name),
                 .place = place_of(it.raw, it.place),
                 .fix = "remove `RawMessageDelivery`: SQS, HTTP(S) and Firehose have it"});
    if (!it.topic_properties) return;
    const Value* fifo = it.topic_properties->find("FifoTopic");
    if (is_true(fifo) && !protocol->is_for_fifo)
        on.tell({.rule = rules::fifo_topic_subscriber,
                 .message = fmt::format("`{}` subscribes over protocol `{}` to a FIFO topic", on.id(), *name),
                 .place = place_of(it.protocol, it.place),
                 .fix = "subscribe a queue, and let it lead there"});
    const TemplateResource* queue = on.named(it.endpoint, "AWS::SQS::Queue");
    if (!queue || name != "sqs" || (fifo && truth(fifo) != false)) return;
    if (is_true(on.facts.properties(*queue).find("FifoQueue")))
        on.tell(
            {.rule = rules::fifo_topic_subscriber,
             .message = fmt::format("`{}` subscribes FIFO queue `{}` to a standard topic", on.id(), queue->logical_id),
             .place = place_of(it.endpoint, it.place),
             .fix = "make the topic FIFO, or the queue a standard one",
             .related = {{queue->place, "a FIFO queue"}},
             .why = "SNS rejects the subscription: `FIFO SQS Queues can not be subscribed to standard SNS topics`"});
}

}  // namespace

void check_topic(const Subject& on) {
    each(on.find("Subscription"), [&](const Value& one) {
        if (one.is_map())
            check_subscribed(on, {one.find("Protocol"), one.find("Endpoint"), &on.properties, nullptr,
                                  one.place.or_else(on.place("Subscription"))});
    });
}

void check_subscription(const Subject& on) {
    const TemplateResource* topic = on.named(on.find("TopicArn"), "AWS::SNS::Topic");
    if (!topic)
        topic = on.facts.names.resource(target_of_attribute(on.find("TopicArn"), "TopicArn"), "AWS::SNS::Topic");
    check_subscribed(on, {on.find("Protocol"), on.find("Endpoint"), topic ? &on.facts.properties(*topic) : nullptr,
                          on.find("RawMessageDelivery"), on.place("Protocol")});
}

void check_queue(const Subject& on) {
    constexpr std::int64_t default_retention = 345'600;  // SQS, API_SetQueueAttributes: four days; read 2026-11
    const auto retention_of = [&](const Value* given) { return given ? whole_number(given) : default_retention; };
    const Value* given = on.find("MessageRetentionPeriod");
    const auto retention = retention_of(given);
    const auto visibility = whole_number(on.find("VisibilityTimeout"));
    const bool is_allowed =
        retention >= bob::limits::queue_retention_min.value && visibility <= bob::limits::queue_visibility_max.value;
    if (retention && visibility && is_allowed && *retention < *visibility)
        on.tell({.rule = rules::message_expires_in_work,
                 .message =
                     fmt::format("queue `{}` deletes a message after {}s, and hides it for {}s while it is worked on",
                                 on.id(), *retention, *visibility),
                 .place = on.place(given ? "MessageRetentionPeriod" : "VisibilityTimeout"),
                 .fix = fmt::format("keep messages for more than {}s", *visibility)});
    const TemplateResource* dead_letters =
        on.named(on.find({"RedrivePolicy", "deadLetterTargetArn"}), "AWS::SQS::Queue");
    if (!dead_letters || !retention) return;
    const Value& other = on.facts.properties(*dead_letters);
    const Value* kept = other.find("MessageRetentionPeriod");
    // A FIFO queue counts from its own arrival.
    if (!kept || is_true(other.find("FifoQueue"))) return;
    const auto kept_for = whole_number(kept);
    if (kept_for && *kept_for < *retention)
        on.tell(
            {.rule = rules::dead_letters_expire_first,
             .message = fmt::format("dead-letter queue `{}` keeps messages for {}s, and queue `{}` for {}s",
                                    dead_letters->logical_id, *kept_for, on.id(), *retention),
             .place = place_of(*dead_letters, other, "MessageRetentionPeriod"),
             .fix = fmt::format("keep dead letters longer than the queue keeps messages: {}s, the most, are 14 days",
                                bob::limits::queue_retention_max.value),
             .related = {{given ? on.place("MessageRetentionPeriod") : on.resource.place, "kept longer here"}}});
}

}  // namespace bobgen::combinations
