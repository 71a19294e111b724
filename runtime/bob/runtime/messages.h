/// Sending to queues (SQS) and publishing to topics (SNS).
///
/// Both deliver at least once: a call whose answer was lost is repeated. FIFO queues and topics recognise a message by
/// its deduplication id, which every send has, so there it arrives once.
#pragma once

#include <chrono>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "bob/runtime/codec.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/grants.h"

namespace bob {

namespace detail {

struct Message {
    std::string body;
    std::string group = {};          ///< of a FIFO queue or topic
    std::string deduplication = {};  ///< of a FIFO queue or topic; generated if empty
    std::string subject = {};        ///< of a topic, for mail
    std::chrono::seconds delay{-1};  ///< of a queue, 0 s to 15 min; the queue's default if negative
};
/// The id assigned by the service.
std::string send_message(std::string_view queue, bool fifo, Message, Deadline);
void send_messages(std::string_view queue, bool fifo, std::vector<Message>, Deadline);
std::string publish_message(std::string_view topic, bool fifo, const Message&, Deadline);

template <class T>
std::string message_text(const T& message) {
    if constexpr (std::convertible_to<const T&, std::string_view>)
        return std::string(std::string_view(message));
    else
        return to_json(bob::encode(message));
}

}  // namespace detail

template <const auto& F, const auto& Q>
class QueueSender {
    static constexpr bool fifo = Q.fifo.set && *Q.fifo;

public:
    explicit QueueSender(detail::Deadline deadline) : deadline_(deadline) {}

    /// A text is sent unchanged, anything else as JSON. Up to 1 MiB.
    template <class T>
    std::string send(const T& message) const {
        static_assert(!fifo, "a message for a FIFO queue has a group: send(group, message)");
        return deliver({.body = detail::message_text(message)});
    }
    /// Not visible before the delay is over: 0 s to 15 min.
    template <class T>
    std::string send_delayed(std::chrono::seconds delay, const T& message) const {
        static_assert(!fifo, "messages of a FIFO queue are delayed by the queue alone");
        return deliver({.body = detail::message_text(message), .delay = delay});
    }
    /// To a FIFO queue: messages of one group keep their order. Two with one deduplication id within five minutes are
    /// one message.
    template <class T>
    std::string send(std::string_view group, const T& message, std::string_view deduplication_id = {}) const {
        static_assert(fifo, "only a FIFO queue has groups");
        return deliver({.body = detail::message_text(message),
                        .group = std::string(group),
                        .deduplication = std::string(deduplication_id)});
    }
    /// Makes as many calls as needed: ten messages per call, and rejected ones are retried.
    template <class T>
    void send_all(const std::vector<T>& messages) const {
        static_assert(!fifo, "a message for a FIFO queue has a group: send(group, message)");
        detail::needs<F, Q, Access::send>();
        std::vector<detail::Message> made;
        made.reserve(messages.size());
        for (const T& one : messages) made.push_back({.body = detail::message_text(one)});
        detail::send_messages(Q.name.text, fifo, std::move(made), deadline_);
    }

private:
    std::string deliver(detail::Message message) const {
        detail::needs<F, Q, Access::send>();
        return detail::send_message(Q.name.text, fifo, std::move(message), deadline_);
    }
    detail::Deadline deadline_;
};

template <const auto& F, const auto& T>
class TopicPublisher {
    static constexpr bool fifo = T.fifo.set && *T.fifo;

public:
    explicit TopicPublisher(detail::Deadline deadline) : deadline_(deadline) {}

    /// A text is sent unchanged, anything else as JSON. Up to 256 KiB; the subject, for subscribers by mail, up to 100
    /// characters.
    template <class M>
    std::string publish(const M& message, std::string_view subject = {}) const {
        static_assert(!fifo, "a message for a FIFO topic has a group: publish_in(group, message)");
        return deliver({.body = detail::message_text(message), .subject = std::string(subject)});
    }
    /// To a FIFO topic: messages of one group keep their order.
    template <class M>
    std::string publish_in(std::string_view group, const M& message, std::string_view deduplication_id = {}) const {
        static_assert(fifo, "only a FIFO topic has groups");
        return deliver({.body = detail::message_text(message),
                        .group = std::string(group),
                        .deduplication = std::string(deduplication_id)});
    }

private:
    std::string deliver(const detail::Message& message) const {
        detail::needs<F, T, Access::publish>();
        return detail::publish_message(T.name.text, fifo, message, deadline_);
    }
    detail::Deadline deadline_;
};

}  // namespace bob
