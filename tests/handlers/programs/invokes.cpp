// Calls another function, and says what came of it.
#include <bob/handler.h>
#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace {

constexpr bob::Function price{.name = "price", .alias = {.name = "live"}};
constexpr bob::Function orders{.name = "orders", .uses = {bob::invokes<price>}};

struct Wanted {
    std::string how;
    int count = 0;
};
struct Order {
    int count = 0;
};
struct Price {
    int cents = 0;
};
struct Outcome {
    int cents = 0;
    std::string failed = {};
    std::string caught_as = {};
    std::string type = {};
    std::string message = {};
    bool retryable = false;
};

/// The failure's own type, without its namespace.
std::string type_of(const bob::Failure& failure) {
    const std::unique_ptr<char, void (*)(void*)> text(
        abi::__cxa_demangle(typeid(failure).name(), nullptr, nullptr, nullptr), std::free);
    const std::string name = text.get();
    return name.substr(name.rfind(':') + 1);
}

Outcome failed(const char* caught_as, const bob::Failure& failure) {
    return {.failed = type_of(failure),
            .caught_as = caught_as,
            .type = failure.type(),
            .message = failure.message(),
            .retryable = failure.retryable()};
}

Outcome handle(const Wanted& wanted, bob::Context<orders>& context) try {
    const auto caller = context.function<price>();
    if (wanted.how == "later") {
        caller.invoke_later(Order{wanted.count});
        return {};
    }
    if (wanted.how == "unanswered") {
        caller.invoke<void>(Order{wanted.count});
        return {};
    }
    return {.cents = caller.invoke<Price>(Order{wanted.count}).cents};
} catch (const bob::lambda_error::FunctionError& failure) {
    return {.failed = "FunctionError", .type = failure.error_type, .message = failure.error_message};
} catch (const bob::lambda_error::InvalidParameterValueException& failure) {
    return failed("InvalidParameterValueException", failure);
} catch (const bob::lambda_error::CodeStorageExceededException& failure) {
    return failed("CodeStorageExceededException", failure);
} catch (const bob::lambda_error::ResourceConflictException& failure) {
    return failed("ResourceConflictException", failure);
} catch (const bob::lambda_error::ServiceException& failure) {
    return failed("ServiceException", failure);
} catch (const bob::lambda_error::KMSException& failure) {
    return failed("KMSException", failure);
} catch (const bob::lambda_error::FunctionNotReached& failure) {
    return failed("FunctionNotReached", failure);
} catch (const bob::lambda_error::Exception& failure) {
    return failed("Exception", failure);
} catch (const bob::Failure& failure) {
    return failed("Failure", failure);
}

}  // namespace

static const bob::Lambda lambda = bob::handles<orders>(handle);
