// error: the function's `sqs` names no queue that these records could come from
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Topic news{.name = "news"};
constexpr bob::Bucket pictures{.name = "pictures"};
constexpr bob::UserPool players{.name = "players"};
constexpr bob::Function function{.name = "function", .sns = {{.topic = news}}};

#ifdef BAD
void handle(const bob::QueueRecords<std::string>&) {}
#else
void handle(const bob::TopicRecords<std::string>&) {}
#endif
static const bob::Lambda lambda = bob::handles<function>(handle);
