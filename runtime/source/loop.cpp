#include "loop.h"

#include <cxxabi.h>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <typeinfo>

#include "account.h"
#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "bob/runtime/serve.h"
#include "deadline.h"
#include "http.h"
#include "log_context.h"
#include "shutdown.h"

namespace bob::runtime {
namespace {

constexpr std::string_view agent = "User-Agent: bob-runtime";

std::string readable(const std::type_info& type) {
    int status = 0;
    char* name = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
    std::string text = status == 0 && name ? name : type.name();
    std::free(name);  // NOLINT: what __cxa_demangle gives is malloc's
    return text;
}

std::string error_body(const ErrorReport& report) {
    Value body = Value::map();
    body.append("errorMessage", Value::string(report.message));
    body.append("errorType", Value::string(report.type));
    body.append("stackTrace", Value::list());
    return to_json(body);
}

/// Header values are one line of printable ASCII.
std::string header_safe(std::string_view text) {
    std::string safe;
    for (const char c : text.substr(0, 200)) safe += c > ' ' && c < 0x7F ? c : '_';
    return safe;
}

class RuntimeApi {
public:
    explicit RuntimeApi(const std::string& host) : base_("http://" + host + "/2018-06-01/runtime/") {}

    HttpAnswer next() {
        HttpExchange wanted;
        wanted.method = "GET";
        wanted.url = base_ + "invocation/next";
        wanted.headers = {std::string(agent)};
        wanted.timeout = std::chrono::milliseconds::zero();  // the process is frozen while there is nothing to do
        wanted.interruptible = true;
        wanted.within_call = false;
        return exchange(wanted);
    }

    /// False when Lambda refuses it for its size.
    bool respond(const std::string& id, const std::string& payload) {
        if (payload.size() > max_answer) return false;
        return post("invocation/" + id + "/response", payload, {}) != 413;
    }

    void fail(const std::string& id, const ErrorReport& report) {
        post("invocation/" + id + "/error", error_body(report), report.type);
    }

    void fail_init(const ErrorReport& report) { post("init/error", error_body(report), report.type); }

    std::string response_url(const std::string& id) const { return base_ + "invocation/" + id + "/response"; }

private:
    int post(const std::string& path, const std::string& body, std::string_view error_type) {
        HttpExchange wanted;
        wanted.url = base_ + path;
        wanted.body = body;
        wanted.headers = {std::string(agent), "Content-Type: application/json", "Expect:"};
        if (!error_type.empty())
            wanted.headers.push_back("Lambda-Runtime-Function-Error-Type: " + header_safe(error_type));
        wanted.timeout = std::chrono::seconds(30);
        wanted.within_call = false;
        for (int attempt = 1;; ++attempt) {
            try {
                const HttpAnswer answer = exchange(wanted);
                // 202 is what it answers to all of these. A 4xx will be one again; with a 5xx the container is to exit.
                if (answer.status >= 500)
                    throw Failure("Runtime.ApiError", "The Runtime API answered with status " +
                                                          std::to_string(answer.status) + " to " + path + ".");
                if (answer.status >= 400)
                    log_error("The Runtime API refused an answer", {{"status", answer.status}, {"path", path}});
                return answer.status;
            } catch (const TransportError& error) {
                if (attempt == 3) throw Failure("Runtime.ApiError", error.message);
                std::this_thread::sleep_for(std::chrono::milliseconds(20 * attempt));
            }
        }
    }

    std::string base_;
};

/// Opens the streamed answer with the first byte, so that until then an error is an ordinary one.
class Streamed : public ResponseStream {
public:
    explicit Streamed(std::string url) : url_(std::move(url)) {}

    /// What goes wrong here is logged: there is nobody left to tell.
    void finish(const ErrorReport* error) {
        std::vector<std::string> trailers;
        if (error)
            trailers = {"Lambda-Runtime-Function-Error-Type: " + header_safe(error->type),
                        "Lambda-Runtime-Function-Error-Body: " + to_base64(error_body(*error))};
        try {
            const HttpAnswer answer = post_->finish(trailers);
            if (answer.status >= 400) log_error("The Runtime API refused a stream", {{"status", answer.status}});
        } catch (const TransportError& broken) {
            log_error("A stream broke before its end", {{"errorMessage", broken.message}});
        }
    }

private:
    void begin(std::string_view content_type) override {
        post_ = std::make_unique<StreamedPost>(
            url_, std::vector<std::string>{std::string(agent), "Content-Type: " + std::string(content_type),
                                           "Lambda-Runtime-Function-Response-Mode: streaming",
                                           "Trailer: Lambda-Runtime-Function-Error-Type, "
                                           "Lambda-Runtime-Function-Error-Body"});
    }
    void send(std::string_view bytes) override {
        try {
            post_->write(bytes);
        } catch (const TransportError& error) {
            throw Failure("Stream.Broken", error.message);
        }
    }

    std::string url_;
    std::unique_ptr<StreamedPost> post_;
};

std::string part_of_arn(std::string_view arn, int number) {
    for (; number > 0 && arn.find(':') != arn.npos; --number) arn.remove_prefix(arn.find(':') + 1);
    return std::string(number == 0 ? arn.substr(0, arn.find(':')) : std::string_view());
}

Invocation invocation_of(const HttpAnswer& next) {
    Invocation made;
    made.request_id = next.header("lambda-runtime-aws-request-id");
    made.function_arn = next.header("lambda-runtime-invoked-function-arn");
    made.trace_id = next.header("lambda-runtime-trace-id");
    made.client_context = next.header("lambda-runtime-client-context");
    made.cognito_identity = next.header("lambda-runtime-cognito-identity");
    made.tenant_id = next.header("lambda-runtime-aws-tenant-id");
    const std::string deadline(next.header("lambda-runtime-deadline-ms"));
    if (!deadline.empty())
        made.deadline = std::chrono::system_clock::time_point(
            std::chrono::milliseconds(std::strtoll(deadline.c_str(), nullptr, 10)));
    return made;
}

/// Where the AWS SDKs and OpenTelemetry look for it. `setenv` keeps every text that it was ever given, so the
/// environment gets the address of a buffer, once.
void export_trace(std::string_view id) {
    constexpr std::string_view name = "_X_AMZN_TRACE_ID=";
    static char variable[name.size() + 512] = "_X_AMZN_TRACE_ID=";
    // X-Ray's have 74 characters, and more with what a service adds; a longer one is none that can be followed.
    char* const value = variable + name.size();
    const std::size_t room = sizeof variable - name.size() - 1;
    value[id.size() <= room ? id.copy(value, room) : 0] = '\0';
    static const int exported = putenv(variable);
    static_cast<void>(exported);
}

void answer(RuntimeApi& api, const detail::Handler& handler, const Invocation& invocation, std::string event) {
    Streamed stream(api.response_url(invocation.request_id));
    try {
        const std::string payload = [&] {
            const CallDeadline deadline(invocation.deadline);
            return handler.serve(std::move(event), invocation, stream);
        }();
        if (stream.begun()) return stream.finish(nullptr);
        if (api.respond(invocation.request_id, payload)) return;
        log_error("The answer is larger than Lambda takes", {{"bytes", payload.size()}, {"limit", max_answer}});
        api.fail(invocation.request_id, {"Function.ResponseSizeTooLarge",
                                         "The answer has " + std::to_string(payload.size()) + " bytes; at most " +
                                             std::to_string(max_answer) + " can be answered with at once."});
    } catch (...) {
        const ErrorReport report = describe(std::current_exception());
        // The message is for who runs the function: its log, and Lambda's answer to a direct caller.
        log_error("The call failed", {{"errorType", report.type}, {"errorMessage", report.message}});
        if (stream.begun())
            stream.finish(&report);
        else
            api.fail(invocation.request_id, report);
    }
}

void on_terminate_signal(int) { interrupt_exchanges(); }

void log_and_abort() {
    const ErrorReport report = describe(std::current_exception());
    log(LogLevel::fatal, "The process ends", {{"errorType", report.type}, {"errorMessage", report.message}});
    std::abort();
}

}  // namespace

ErrorReport describe(const std::exception_ptr& thrown) {
    if (!thrown) return {"Runtime.Terminated", "The process was terminated without an exception."};
    try {
        std::rethrow_exception(thrown);
    } catch (const Error& error) {
        return {error.code(), error.message()};
    } catch (const Failure& failure) {
        return {failure.type(), failure.message()};
    } catch (const std::exception& exception) {
        return {readable(typeid(exception)), exception.what()};
    } catch (...) {
        const std::type_info* type = abi::__cxa_current_exception_type();
        return {type ? readable(*type) : "Unknown", "Something was thrown that is no std::exception."};
    }
}

int serve_lambda(const std::string& host) {
    RuntimeApi api(host);
    std::set_terminate(log_and_abort);
    prepare_interrupts();
    std::signal(SIGTERM, on_terminate_signal);
    if (const char* name = std::getenv("AWS_LAMBDA_FUNCTION_NAME")) log_context().function = name;

    const Lambda* lambda = nullptr;
    try {
        lambda = &linked_handler();
        lambda->handler().prepare();
        if (lambda->prepare()) lambda->prepare()();
    } catch (...) {
        const ErrorReport report = describe(std::current_exception());
        log(LogLevel::fatal, "The function could not start",
            {{"errorType", report.type}, {"errorMessage", report.message}});
        api.fail_init(report);
        return 1;
    }

    int failures = 0;
    while (true) {
        HttpAnswer next;
        try {
            next = api.next();
        } catch (const TransportError& error) {
            if (error.interrupted) break;
            next.body = error.message;
        }
        if (next.status != 200) {
            if (++failures == 5) {
                log(LogLevel::fatal, "The Runtime API gives no calls", {{"status", next.status}, {"error", next.body}});
                return 1;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10 << failures));
            continue;
        }
        failures = 0;
        const Invocation invocation = invocation_of(next);
        log_context().request_id = invocation.request_id;
        log_context().trace_id = invocation.trace_id;
        // arn:aws:lambda:eu-central-1:123456789012:function:…
        if (account_id().empty()) account_id() = part_of_arn(invocation.function_arn, 4);
        export_trace(invocation.trace_id);
        answer(api, lambda->handler(), invocation, std::move(next.body));
        log_context().request_id.clear();
        log_context().trace_id.clear();
    }
    run_shutdown_hooks();
    return 0;
}

}  // namespace bob::runtime
