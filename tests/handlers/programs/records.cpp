// Takes orders from a queue; those that can't be taken come again.
#include <bob/handler.h>

namespace {

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Function take_orders{
    .name = "takeOrders",
    .sqs = {{.queue = orders, .report_item_failures = true}},
};

struct Order {
    std::string product;
    int count = 0;
};

bob::BatchResult handle(const bob::QueueRecords<Order>& batch) {
    return bob::for_each_record(batch, [](const bob::QueueRecord<Order>& record) {
        const Order order = record.body();
        if (order.count > 10) throw bob::Failure("Shop.SoldOut", "there are not that many");
        bob::log_info("taken", {{"message_id", record.id()}, {"count", order.count}});
    });
}

const bob::Lambda lambda = bob::handles<take_orders>(handle);

}  // namespace
