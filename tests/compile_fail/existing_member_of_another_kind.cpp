// error: has no non-static data member named 'stream_arn'
#include <bob/bob.h>

#ifdef BAD
constexpr bob::Queue mail{.name = "mail", .existing = {.stream_arn = "arn:aws:sqs:eu-central-1:123456789012:mail"}};
#else
constexpr bob::Queue mail{.name = "mail", .existing = {.arn = "arn:aws:sqs:eu-central-1:123456789012:mail"}};
#endif
