/// Calling another function of the stack.
#pragma once

#include <string>
#include <string_view>

#include "bob/runtime/codec.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/grants.h"
#include "bob/runtime/lambda_error.h"
#include "bob/runtime/messages.h"

namespace bob {

namespace detail {
/// What the function answers, as JSON; empty when it is only handed over for later. Throws a `lambda_error`.
std::string invoke_function(std::string_view function, std::string event, bool later, Deadline);
/// Throws a `Failure` for an answer that is no JSON.
Value answer_of_function(std::string_view function, std::string_view text);
[[noreturn]] void wrong_answer(std::string_view function, Reading&);
}  // namespace detail

template <const auto& F, const auto& Called>
class FunctionCaller {
public:
    explicit FunctionCaller(detail::Deadline deadline) : deadline_(deadline) {}

    /// Calls the function and waits for its answer, at most until this call's own time is over. A text is sent
    /// unchanged and has to be JSON, anything else is written as JSON, up to 6 MB. Lambda may have called the function
    /// when no answer comes, so only what was throttled is tried again.
    template <class Answer, class Event>
    Answer invoke(const Event& event) const {
        detail::needs<F, Called, Access::invoke>();
        const std::string text =
            detail::invoke_function(Called.name.text, detail::message_text(event), false, deadline_);
        if constexpr (!std::is_void_v<Answer>) {
            Reading reading;
            Answer answer{};
            bob::decode(detail::answer_of_function(Called.name.text, text), answer, reading);
            if (!reading.ok()) detail::wrong_answer(Called.name.text, reading);
            return answer;
        }
    }

    /// Hands Lambda an event of up to 1 MB, and does not wait. Lambda calls the function at least once, as its
    /// `async_invocation` says.
    template <class Event>
    void invoke_later(const Event& event) const {
        detail::needs<F, Called, Access::invoke>();
        detail::invoke_function(Called.name.text, detail::message_text(event), true, deadline_);
    }

private:
    detail::Deadline deadline_;
};

}  // namespace bob
