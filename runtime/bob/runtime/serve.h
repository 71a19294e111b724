/// What the loop knows of a handler, and the handlers that are linked into a program.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "bob/runtime/invocation.h"
#include "bob/runtime/stream.h"

namespace bob {

namespace detail {

/// A handler without its types: a payload in, a payload out. What it throws is reported to Lambda as the call's error.
class Handler {
public:
    virtual ~Handler() = default;
    /// Before the first call; what it throws is the function's init error.
    virtual void prepare() const {}
    /// The answer; unused when something was written to `stream`.
    virtual std::string serve(std::string event, const Invocation&, ResponseStream& stream) const = 0;
};

}  // namespace detail

/// A function's handler, known to the program by being there: `bob::handles<get_user>(handle)` makes it.
class Lambda {
public:
    using Prepare = void (*)();

    Lambda(std::string_view name, std::unique_ptr<const detail::Handler> handler, Prepare prepare);
    ~Lambda();
    Lambda(const Lambda&) = delete;
    Lambda& operator=(const Lambda&) = delete;

    std::string_view name() const { return name_; }
    const detail::Handler& handler() const { return *handler_; }
    Prepare prepare() const { return prepare_; }

    /// Answers one event as Lambda would have it answered; for tests, and for `bootstrap --event FILE`.
    std::string invoke(std::string_view event, const Invocation& = {}) const;

private:
    std::string_view name_;
    std::unique_ptr<const detail::Handler> handler_;
    Prepare prepare_;
};

/// The one handler linked into this program; throws `Failure` when there is none, or more than one and `name` is empty.
const Lambda& linked_handler(std::string_view name = {});

/// Runs before the process ends in peace, when Lambda says that it will (it does so to functions with an extension), in
/// the reverse order of the calls; at most 500 ms are left then.
void on_shutdown(void (*hook)());

}  // namespace bob
