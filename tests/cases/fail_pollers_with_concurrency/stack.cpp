/// Pollers beside a maximum concurrency, too few of them, and a window that is too long by the stage's file.
#include <bob/bob.h>

namespace fail_pollers_with_concurrency {

static constexpr bob::Config<int> pollers{"work.pollers"};
static constexpr bob::Config<int> window{"work.window"};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue news{.name = "news"};
static constexpr bob::Function send{
    .name = "send",
    .kinesis = {{.stream = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks",
                 .batch = {.tumbling_window = window}}},
    .sqs = {{.queue = mail, .maximum_concurrency = 5, .pollers = {.minimum = 2}},
            {.queue = news, .pollers = {.minimum = pollers, .maximum = 20}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, news, send}}; }

}  // namespace fail_pollers_with_concurrency
