#include <bob/handler.h>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::field;

struct Delivered {
    std::string parcel;
};

/// What fails is tried twice again by Lambda, and is then in the queue `lost`.
static void handle(const bob::BusEvent<Delivered>& event, bob::Context<parcel_delivered>& context) {
    const auto table = context.table<placed_orders>();
    const auto found =
        table.query<"ByParcel">(field<&Order::parcel> == event.detail().parcel).only<&Order::id>().first();
    if (!found) throw bob::Failure("Orders.NoSuchParcel", "The carrier delivered a parcel that is none of ours.");
    const auto order = table.consistent().get(found->get<&Order::id>());
    if (!order || order->status != Status::shipped) return;
    table.update(order->id, field<&Order::status> = Status::delivered, bob::at_version(order->version));
}

static const bob::Lambda lambda = bob::handles<parcel_delivered>(handle);

}  // namespace orders
