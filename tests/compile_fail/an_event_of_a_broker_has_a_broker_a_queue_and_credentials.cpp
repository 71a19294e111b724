#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .mq = {{.broker = "arn", .queue = "orders"}}};
#else
constexpr bob::Function work{.name = "work", .mq = {{.broker = "arn", .queue = "orders", .credentials = "arn"}}};
#endif
