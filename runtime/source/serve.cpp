#include "bob/runtime/serve.h"

#include <algorithm>
#include <vector>

#include "bob/runtime/codec.h"
#include "bob/runtime/error.h"
#include "bob/runtime/lambda.h"
#include "deadline.h"
#include "event.h"
#include "loop.h"
#include "shutdown.h"
#include "text.h"

namespace bob {
namespace {

std::vector<const Lambda*>& linked() {
    static std::vector<const Lambda*> all;
    return all;
}

std::vector<void (*)()>& shutdown_hooks() {
    static std::vector<void (*)()> all;
    return all;
}

/// What a streaming handler writes, when nobody takes it piece by piece.
class Collected : public ResponseStream {
public:
    std::string bytes;

private:
    void begin(std::string_view) override {}
    void send(std::string_view more) override { bytes += more; }
};

}  // namespace

std::chrono::milliseconds Invocation::remaining() const {
    using std::chrono::milliseconds;
    if (deadline == std::chrono::system_clock::time_point::max()) return milliseconds::max();
    const auto left = std::chrono::floor<milliseconds>(deadline - std::chrono::system_clock::now());
    return std::max(left, milliseconds::zero());
}

Lambda::Lambda(std::string_view name, std::unique_ptr<const detail::Handler> handler, Prepare prepare)
    : name_(name), handler_(std::move(handler)), prepare_(prepare) {
    linked().push_back(this);
}

Lambda::~Lambda() { std::erase(linked(), this); }

std::string Lambda::invoke(std::string_view event, const Invocation& invocation) const {
    Collected stream;
    const runtime::CallDeadline deadline(invocation.deadline);
    std::string answer = handler_->serve(std::string(event), invocation, stream);
    return stream.begun() ? std::move(stream.bytes) : answer;
}

const Lambda& linked_handler(std::string_view name) {
    const Lambda* found = nullptr;
    for (const Lambda* one : linked()) {
        if (!name.empty() && one->name() != name) continue;
        if (found)
            throw Failure("Runtime.TwoHandlers", "This program has two handlers, of " + std::string(found->name()) +
                                                     " and of " + std::string(one->name()) + "; it may have one.");
        found = one;
    }
    if (!found)
        throw Failure("Runtime.NoHandler", name.empty()
                                               ? "This program has no handler: a source of it has to end with "
                                                 "`static const bob::Lambda lambda = bob::handles<…>(handle);`."
                                               : "This program has no handler of " + std::string(name) + ".");
    return *found;
}

namespace detail {

namespace {
[[noreturn]] void malformed(const JsonError& error) {
    throw Failure("Runtime.MalformedEvent",
                  "The event is no JSON, at byte " + std::to_string(error.offset) + ": " + error.message);
}
}  // namespace

// The text is let go of with the call: what was read from it has all that is needed of it.
Value read_event(std::string payload) {  // NOLINT(performance-unnecessary-value-param): as said
    try {
        return parse_json(payload);
    } catch (const JsonError& error) {
        malformed(error);
    }
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): let go of with the call, as above
Value read_request(std::string payload, const BodyLimit& limit, bool& body_fits) {
    try {
        // In base64, four characters are three bytes.
        return runtime::parse_event(payload, std::size_t{limit.bytes} / 3 * 4 + 4, body_fits);
    } catch (const JsonError& error) {
        malformed(error);
    }
}

void require_no_errors(Reading& reading, std::string_view type) {
    if (reading.ok()) return;
    std::string message = "This is no such " + std::string(type) + ":";
    for (const FieldError& error : reading.errors())
        message += " " + (error.field.empty() ? "" : error.field + ": ") + error.message;
    throw Failure("Runtime.MalformedEvent", std::move(message));
}

}  // namespace detail

void on_shutdown(void (*hook)()) { shutdown_hooks().push_back(hook); }

namespace runtime {
void check_status(int status) {
    if (status < 200 || status > 599)
        throw Failure("InvalidStatus", "No response has the status " + std::to_string(status) + "; 200 to 599 can be.");
}

void run_shutdown_hooks() {
    auto& hooks = shutdown_hooks();
    while (!hooks.empty()) {
        auto* const hook = hooks.back();
        hooks.pop_back();
        hook();
    }
}
}  // namespace runtime

void ResponseStream::head(int status, const Value& headers) {
    Response made{.status = status};
    const auto add = [&](std::string_view name, const Value& value) {
        // What else a header may be was a number once.
        if (!value.is(Value::Kind::string) && !value.is(Value::Kind::number))
            throw Failure("InvalidHeader", "The value of a header is a text: " + std::string(name.substr(0, 200)));
        made.headers.push_back({std::string(name), std::string(value.text())});
    };
    for (const auto& header : headers.members())
        if (header.value.is(Value::Kind::list))
            for (const Value& one : header.value.elements()) add(header.name(), one);
        else
            add(header.name(), header.value);
    open(made);
}

void ResponseStream::open(const Response& head) {
    if (begun_) throw Failure("Stream.AlreadyBegun", "The head of a response comes before its first byte.");
    // A map can't have a header twice, and cookies come one in each.
    const Response made = runtime::completed(head, request_);
    Value sent = Value::map();
    for (const auto& [name, value] : made.headers)
        if (!request_ || !value.empty()) sent.append(name, Value::string(value));
    Value cookies = Value::list();
    for (const std::string& one : made.cookies) cookies.push_back(Value::string(one));
    Value prelude = Value::map();
    prelude.append("statusCode", Value::number(std::int64_t{made.status}));
    prelude.append("headers", std::move(sent));
    if (!cookies.elements().empty()) prelude.append("cookies", std::move(cookies));
    // The eight zero bytes end it: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
    prelude_ = to_json(prelude) + std::string(8, '\0');
}

void ResponseStream::write(std::string_view bytes) {
    if (!begun_) {
        if (request_ && prelude_.empty()) open(Response::bytes(200, {}, "application/octet-stream"));
        begun_ = true;
        begin(prelude_.empty() ? "application/octet-stream" : "application/vnd.awslambda.http-integration-response");
        if (!prelude_.empty()) send(prelude_);
    }
    if (!bytes.empty()) send(bytes);
}

void detail::StreamedAnswer::send(const Response& response) {
    const auto sent = [&](const Response& one) {
        stream_.open(one);
        stream_.write(one.body);
    };
    try {
        sent(response);
    } catch (...) {
        if (stream_.begun()) throw;
        sent(error_response(std::current_exception(), stream_.request_->request_id()));
    }
}

}  // namespace bob
