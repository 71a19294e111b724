// Sends what it is told, as the data source and the authorizer do, so that a test can judge the signature.
#include <bob/handler.h>

#include "aws.h"
#include "http.h"

namespace {

constexpr bob::Function sender{.name = "sender"};

struct Order {
    std::string target;
    std::string body;
    bool repeatable = true;
    int attempts = 4;
    int timeout = 3000;  // milliseconds
};

bob::Value handle(const Order& order, bob::Context<sender>& context) {
    bob::runtime::AwsCall call{.service = "dynamodb", .target = order.target, .body = order.body};
    call.repeatable = order.repeatable;
    call.attempts = order.attempts;
    call.timeout = std::chrono::milliseconds(order.timeout);
    call.deadline = context.invocation().deadline;
    return bob::runtime::call(call);
}

const bob::Lambda lambda = bob::handles<sender>(handle);

}  // namespace
