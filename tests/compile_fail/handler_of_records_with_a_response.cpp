// error: a Response answers a bob::Request
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Function take{.name = "take", .sqs = {{.queue = orders}}};

#ifdef BAD
bob::Response handle(const bob::QueueRecords<std::string>&) { return bob::Response::no_content(); }
#else
void handle(const bob::QueueRecords<std::string>&) {}
#endif
static const bob::Lambda lambda = bob::handles<take>(handle);
