#include <bob/bob.h>

using namespace bob::literals;
#ifdef BAD
constexpr bob::Function work{.name = "work", .kinesis = {{.stream = "arn", .batch = {.tumbling_window = 901s}}}};
#else
constexpr bob::Function work{.name = "work", .kinesis = {{.stream = "arn", .batch = {.tumbling_window = 900s}}}};
#endif
