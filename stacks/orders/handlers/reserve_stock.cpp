#include <bob/handler.h>
#include <bob/runtime/service.h>

#include <cstdlib>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::Value;

struct Task {
    std::string order;
};
struct Reserved {
    std::string order;
};
struct Missing {
    std::string sku;
};

static Value parameter(const char* name, const std::string& text, const char* hint = nullptr) {
    Value value = Value::map();
    value.append("stringValue", Value::string(text));
    Value made = Value::map();
    made.append("name", Value::string(name));
    made.append("value", std::move(value));
    if (hint) made.append("typeHint", Value::string(hint));
    return made;
}

/// What the declaration puts into the environment.
static Value given(const char* name) {
    const char* text = std::getenv(name);
    if (!text) throw bob::Failure("Orders.NotConfigured", std::string("The variable ") + name + " is not set.");
    return Value::string(text);
}

/// `reserve` of database/schema.sql takes all lines or none, and an order that has its stock already as done. So Step
/// Functions may call this twice.
static Reserved handle(const Task& task, bob::Context<reserve_stock>& context) {
    const auto order = context.table<placed_orders>().consistent().get(task.order);
    if (!order) throw bob::Failure("Orders.NoSuchOrder", "There is no order " + task.order + ".");

    Value parameters = Value::list();
    parameters.push_back(parameter("order", order->id, "UUID"));
    parameters.push_back(parameter("lines", bob::to_json(bob::encode(order->lines)), "JSON"));
    Value body = Value::map();
    body.append("resourceArn", given("STOCK_CLUSTER"));
    body.append("secretArn", given("STOCK_LOGIN"));
    body.append("database", Value::string("stock"));
    body.append("sql", Value::string("SELECT sku FROM reserve(:order, :lines)"));
    body.append("parameters", std::move(parameters));
    body.append("formatRecordsAs", Value::string("JSON"));
    const Value answer = bob::call_service<"rds-data:ExecuteStatement">(
        context, {.path = "/Execute", .body = std::move(body), .repeatable = true});

    std::vector<Missing> missing;
    bob::Reading reading;
    bob::decode(bob::parse_json(answer["formattedRecords"].text()), missing, reading);
    if (!reading.ok()) throw bob::Failure("Orders.WrongAnswer", "The stock answers something else than rows of `sku`.");
    if (missing.empty()) return {order->id};
    std::string all;
    for (const Missing& one : missing) all += (all.empty() ? "" : ", ") + one.sku;
    throw bob::Failure("Orders.OutOfStock", "There is not enough of " + all + ".");
}

static const bob::Lambda lambda = bob::handles<reserve_stock>(handle);

}  // namespace orders
