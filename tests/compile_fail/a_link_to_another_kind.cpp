// error: could not convert
#include <bob/bob.h>

constexpr bob::Queue mail{.name = "mail"};
constexpr bob::Topic news{.name = "news"};

#ifdef BAD
constexpr bob::Function work{.name = "work", .sqs = {{.queue = news}}};
#else
constexpr bob::Function work{.name = "work", .sqs = {{.queue = mail}}};
#endif
