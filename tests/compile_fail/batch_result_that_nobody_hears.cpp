// error: a BatchResult is heard only where the event says `report_item_failures = true`
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Function deaf{.name = "deaf", .sqs = {{.queue = orders}}};
constexpr bob::Function take{.name = "take", .sqs = {{.queue = orders, .report_item_failures = true}}};

bob::BatchResult handle(const bob::QueueRecords<std::string>& records) {
    return bob::for_each_record(records, [](const auto&) {});
}
#ifdef BAD
static const bob::Lambda lambda = bob::handles<deaf>(handle);
#else
static const bob::Lambda lambda = bob::handles<take>(handle);
#endif
