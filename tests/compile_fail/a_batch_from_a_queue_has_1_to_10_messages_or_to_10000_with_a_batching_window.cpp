#include <bob/bob.h>

constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Function work{.name = "work", .sqs = {{.queue = mail, .batch_size = 11}}};
#else
constexpr bob::Function work{.name = "work",
                             .sqs = {{.queue = mail, .batch_size = 11, .batching_window = std::chrono::seconds(1)}}};
#endif
