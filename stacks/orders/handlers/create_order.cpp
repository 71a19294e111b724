#include <bob/handler.h>
#include <bob/runtime/uuid.h>

#include "functions.h"
#include "records.h"

namespace orders {

struct WantedLine {
    std::string sku;
    int quantity = 0;
};
/// API Gateway's model has said already how many there may be of what.
struct Wanted {
    std::vector<WantedLine> lines;
};

/// How long an order waits for its payment.
static constexpr std::chrono::hours patience{24};

static bob::Response handle(const bob::Request<create_order>& request, bob::Context<create_order>& context) {
    const std::string customer = request.user();
    const auto wanted = request.json<Wanted>();

    std::vector<bob::KeyOf<products>> keys;
    keys.reserve(wanted.lines.size());
    for (const WantedLine& line : wanted.lines) keys.push_back({line.sku});
    const auto found = context.table<products>().batch_get(keys);

    Order order{.id = bob::new_uuid(), .customer = customer, .placed_at = bob::now()};
    std::vector<bob::FieldError> unknown;
    for (std::size_t i = 0; i < wanted.lines.size(); ++i) {
        const WantedLine& line = wanted.lines[i];
        if (!found[i]) {
            unknown.push_back(
                {"body.lines[" + std::to_string(i) + "].sku", "no_such_product", "There is no such product."});
            continue;
        }
        order.lines.push_back({line.sku, line.quantity, found[i]->price_cents});
        order.total_cents += found[i]->price_cents * line.quantity;
    }
    if (!unknown.empty()) throw bob::BadRequest("Some of this is not for sale.", std::move(unknown));
    order.unpaid_until =
        bob::EpochSeconds{std::chrono::time_point_cast<std::chrono::seconds>(bob::now().value) + patience};
    return bob::Response::json(201, context.table<placed_orders>().create(order));
}

static const bob::Lambda lambda = bob::handles<create_order>(handle);

}  // namespace orders
