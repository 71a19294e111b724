// Does what its event says, so that a test can see what becomes of it.
#include <bob/handler.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace {

constexpr bob::Function looped{.name = "looped"};

struct Order {
    std::string action;
    std::string text;
    int count = 0;
};

struct Answer {
    std::string text;
    std::string request_id;
    std::string function_arn;
    std::string trace_id;
    std::string trace_in_environment;
    std::string client_context;
    std::string cognito_identity;
    std::int64_t remaining = 0;
    int served = 0;
};

int served = 0;

Answer handle(const Order& order, bob::Context<looped>& context, bob::ResponseStream& stream) {
    ++served;
    const bob::Invocation& invocation = context.invocation();
    bob::log_info("served", {{"action", order.action}, {"count", order.count}});
    bob::log_debug("not logged at INFO");
    if (order.action == "throw") throw std::runtime_error(order.text);
    if (order.action == "throw an int") throw 42;
    if (order.action == "fail") throw bob::Failure("Payment.Declined", order.text);
    if (order.action == "large") return {.text = std::string(static_cast<std::size_t>(order.count), 'x')};
    if (order.action == "stream" || order.action == "stream and throw") {
        if (order.text == "head") stream.head(201, bob::parse_json(R"({"content-type": "text/plain"})"));
        for (int i = 0; i < order.count; ++i) {
            stream.write("part " + std::to_string(i) + "\n");
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
        }
        if (order.action == "stream and throw") throw std::runtime_error(order.text);
        return {};
    }
    const char* trace = std::getenv("_X_AMZN_TRACE_ID");
    return {.text = order.text,
            .request_id = invocation.request_id,
            .function_arn = invocation.function_arn,
            .trace_id = invocation.trace_id,
            .trace_in_environment = trace ? trace : "",
            .client_context = invocation.client_context,
            .cognito_identity = invocation.cognito_identity,
            .remaining = invocation.remaining().count(),
            .served = served};
}

void prepare() {
    if (const char* reason = std::getenv("FAIL_INIT")) throw std::runtime_error(reason);
    bob::on_shutdown([] { bob::log_info("shut down"); });
}

const bob::Lambda lambda = bob::handles<looped>(handle, prepare);

}  // namespace
