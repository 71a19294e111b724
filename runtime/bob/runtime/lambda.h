/// `bob::handles<book_availability>(handle)`: a C++ function becomes the handler of a declared function.
///
/// `handle` takes the event as the type that it wants it in, the context if it needs it, and returns the answer:
///
///     Response handle(const Request<get_user>&, Context<get_user>&);         // an API's route; docs/requests.md
///     BatchResult handle(const QueueRecords<Order>&, Context<take_order>&);  // docs/events.md
///     Report handle(const Question&);                                        // any struct, for direct invocation
///     void handle(const Question&, Context<ask>&, ResponseStream&);          // answers while it works
///
/// Errors thrown for a request become its response. From any other event they are reported to Lambda as the call's
/// error, which is what makes it retry. The process lives on in both cases.
#pragma once

#include <memory>
#include <type_traits>

#include "bob/runtime/codec.h"
#include "bob/runtime/context.h"
#include "bob/runtime/request.h"
#include "bob/runtime/response.h"
#include "bob/runtime/serve.h"

namespace bob {

namespace detail {

/// The event, the context and the stream that a handler's parameters ask for.
template <class>
struct Signature;
template <class R, class Event, class... More>
struct Signature<R (*)(const Event&, More...)> {
    using Answer = R;
    using Of = Event;
    static constexpr bool streams = (std::is_same_v<More, ResponseStream&> || ...);
};
template <class R, class C, class Event, class... More>
struct Signature<R (C::*)(const Event&, More...) const> : Signature<R (*)(const Event&, More...)> {};
template <class R, class Event, class... More>
struct Signature<R (*)(const Event&, More...) noexcept> : Signature<R (*)(const Event&, More...)> {};

template <class Handle>
struct SignatureOf : Signature<decltype(&Handle::operator())> {};
template <class R, class... Parameters>
struct SignatureOf<R (*)(Parameters...)> : Signature<R (*)(Parameters...)> {};

/// Throws `Failure` for a payload that is no JSON: nothing that an HTTP caller can cause.
Value read_event(std::string payload);
/// The same for a request: of a body that is too large nothing is kept, and `body_fits` is false.
Value read_request(std::string payload, const BodyLimit&, bool& body_fits);
/// What Cognito's triggers throw is shown to users: a bob::Error as it is; anything else is logged, and a `Failure`
/// that says nothing of it.
[[noreturn]] void throw_for_users(const std::exception_ptr&);
/// Throws `Failure` that names every wrong field of an event that was read into a struct.
void require_no_errors(Reading&, std::string_view type);

template <class Event>
Event event_from(std::string payload) {
    if constexpr (std::is_same_v<Event, std::string>) {
        return payload;
    } else if constexpr (std::is_same_v<Event, Value>) {
        return read_event(std::move(payload));
    } else if constexpr (std::is_constructible_v<Event, Value> && !std::is_aggregate_v<Event>) {
        return Event(read_event(std::move(payload)));
    } else {
        Event event{};
        Reading reading(Reading::Missing::is_an_error, room_for(payload.size()), Reading::Names::hidden);
        decode(read_event(std::move(payload)), event, reading);
        require_no_errors(reading, "event");
        return event;
    }
}

template <class Answer>
std::string answer_from(const Answer& answer) {
    if constexpr (requires { answer.to_value(); })
        return to_json(answer.to_value());
    else
        return to_json(encode(answer));
}

/// Calls with the parameters that the handler has.
template <const auto& F, class Handle, class Event>
decltype(auto) call_handler(const Handle& handle, const Event& event, const Invocation& invocation,
                            ResponseStream& stream) {
    if constexpr (std::is_invocable_v<const Handle&, const Event&>) {
        return handle(event);
    } else {
        Context<F> context(invocation);
        if constexpr (std::is_invocable_v<const Handle&, const Event&, Context<F>&>) {
            return handle(event, context);
        } else {
            static_assert(std::is_invocable_v<const Handle&, const Event&, Context<F>&, ResponseStream&>,
                          "a handler takes its event, then bob::Context of the function that it handles, then a "
                          "ResponseStream if it streams");
            return handle(event, context, stream);
        }
    }
}

template <const auto& F, class Handle>
class TypedHandler : public Handler {
public:
    explicit TypedHandler(Handle handle) : handle_(handle) {}

    void prepare() const override {
        if constexpr (fetches_secrets<F>()) fetch_secrets<F>();
    }

    std::string serve(std::string payload, const Invocation& invocation, ResponseStream& stream) const override {
        using Event = typename SignatureOf<Handle>::Of;
        using Answer = std::decay_t<typename SignatureOf<Handle>::Answer>;
        // Whether the function is declared to get such events, and such an answer is heard.
        if constexpr (requires { Event::template belongs_to<F, Answer>(); }) Event::template belongs_to<F, Answer>();
        static_assert(!std::is_same_v<Answer, Response> || std::is_base_of_v<HttpRequest, Event>,
                      "a Response answers a bob::Request");
        if constexpr (requires { Event::refused(std::exception_ptr(), std::string()); }) {
            return answer_message<Answer, Event>(std::move(payload), invocation, stream);
        } else if constexpr (std::is_base_of_v<HttpRequest, Event>) {
            return answer_request<Answer, Event>(std::move(payload), invocation, stream);
        } else {
            const Event event = event_from<Event>(std::move(payload));
            if constexpr (requires { event.unchanged(); }) {
                try {
                    return answer<Answer>(event, invocation, stream);
                } catch (...) {
                    throw_for_users(std::current_exception());
                }
            } else {
                return answer<Answer>(event, invocation, stream);
            }
        }
    }

private:
    /// A request gets a response, whatever happens, and however its handler answers. Only in the middle of a stream is
    /// it too late for one.
    template <class Answer, class Event>
    std::string answer_request(std::string payload, const Invocation& invocation, ResponseStream& stream) const {
        constexpr bool streams = SignatureOf<Handle>::streams;
        bool body_fits = true;
        const Event request(read_request(std::move(payload), F.max_body, body_fits));
        StreamedAnswer streamed(stream, request);
        Response response;
        try {
            if (!body_fits) throw body_too_large(F.max_body);
            request.refuse_large_body();
            request.refuse_unreadable_path();
            if constexpr (std::is_same_v<Answer, Response>) {
                response = call_handler<F>(handle_, request, invocation, stream);
            } else {
                std::string made = answer<Answer>(request, invocation, stream);
                // Its status and headers are due, even if there is no byte.
                if constexpr (streams && std::is_void_v<Answer>) stream.write({});
                return made;
            }
        } catch (...) {
            if (stream.begun()) throw;
            response = error_response(std::current_exception(), invocation.request_id);
        }
        if constexpr (streams) {
            if (!stream.begun()) streamed.send(response);
            return {};
        } else {
            return to_payload(response, request);
        }
    }

    /// A client's message gets an answer, whatever happens; whether anybody hears it says its route.
    template <class Answer, class Event>
    std::string answer_message(std::string payload, const Invocation& invocation, ResponseStream& stream) const {
        const Event event(read_event(std::move(payload)));
        try {
            if constexpr (std::is_void_v<Answer>) {
                call_handler<F>(handle_, event, invocation, stream);
                return Event::answered();
            } else {
                return Event::answered(call_handler<F>(handle_, event, invocation, stream));
            }
        } catch (...) {
            return Event::refused(std::current_exception(), invocation.request_id);
        }
    }

    template <class Answer, class Event>
    std::string answer(const Event& event, const Invocation& invocation, ResponseStream& stream) const {
        if constexpr (!std::is_void_v<Answer>) {
            return answer_from(call_handler<F>(handle_, event, invocation, stream));
        } else {
            call_handler<F>(handle_, event, invocation, stream);
            // Cognito wants its event back.
            if constexpr (requires { event.unchanged(); })
                return answer_from(event.unchanged());
            else
                return "null";
        }
    }

    Handle handle_;
};

}  // namespace detail

/// The handler of `Function`. `prepare` runs once, before the first call; what it throws is the function's init error.
template <const auto& Function, class Handle>
Lambda handles(Handle handle, Lambda::Prepare prepare = nullptr) {
    return Lambda(Function.name.text, std::make_unique<detail::TypedHandler<Function, Handle>>(handle), prepare);
}

}  // namespace bob
