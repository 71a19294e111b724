#include <bob/handler.h>

#include "functions.h"
#include "records.h"

namespace orders {

/// A queue and a topic take a message twice where a batch is delivered again; who reads them is prepared for that.
static bob::BatchResult handle(const bob::DynamoRecords<placed_orders>& records, bob::Context<order_changed>& context) {
    return bob::for_each_record(records, [&](const auto& record) {
        const auto before = record.old_image();
        const auto after = record.new_image();
        if (!before || !after || before->status == after->status) return;
        if (after->status == Status::confirmed) context.queue<shipments>().send(Shipment{after->id});
        context.topic<order_news>().publish(News{after->id, after->customer, after->status});
    });
}

static const bob::Lambda lambda = bob::handles<order_changed>(handle);

}  // namespace orders
