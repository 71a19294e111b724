#include <bob/handler.h>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::field;

/// A parcel's number is made of the order's: whoever ships an order twice sticks the same number on it.
static std::string parcel_of(const Order& order) { return "P-" + order.id; }

static bob::BatchResult handle(const bob::QueueRecords<Shipment>& batch, bob::Context<ship>& context) {
    return bob::for_each_record(batch, [&](const bob::QueueRecord<Shipment>& record) {
        const std::string id = record.body().order;
        const auto table = context.table<placed_orders>();
        const auto order = table.consistent().get(id);
        if (!order) throw bob::Failure("Orders.NoSuchOrder", "There is no order " + id + ".");
        // Delivered twice, or cancelled meanwhile: there is nothing to send.
        if (order->status != Status::confirmed) {
            bob::log_info("Nothing to ship", {{"order", id}});
            return;
        }
        // Of two who are here at once, or one who cancels, the second one hears of a conflict, and the message comes
        // again.
        table.update(id, field<&Order::status> = Status::shipped, field<&Order::parcel> = parcel_of(*order),
                     bob::at_version(order->version));
    });
}

static const bob::Lambda lambda = bob::handles<ship>(handle);

}  // namespace orders
