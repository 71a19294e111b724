// error: the function's `kinesis` names no stream that these records could come from
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Topic news{.name = "news"};
constexpr bob::Bucket pictures{.name = "pictures"};
constexpr bob::UserPool players{.name = "players"};
constexpr bob::Function function{.name = "function", .s3 = {{.bucket = pictures}}};

#ifdef BAD
void handle(const bob::KinesisRecords<std::string>&) {}
#else
void handle(const bob::BucketRecords&) {}
#endif
static const bob::Lambda lambda = bob::handles<function>(handle);
