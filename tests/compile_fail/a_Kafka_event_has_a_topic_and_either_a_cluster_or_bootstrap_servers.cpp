#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work",
                             .kafka = {{.cluster = "arn", .bootstrap_servers = {"broker:9092"}, .topic = "orders"}}};
#else
constexpr bob::Function work{.name = "work", .kafka = {{.bootstrap_servers = {"broker:9092"}, .topic = "orders"}}};
#endif
