/// SNS events, one with a filter.
#include <bob/bob.h>

namespace events_topic {

static constexpr bob::Topic news{.name = "news-of-today", .display_name = "News"};
static constexpr bob::Topic sport{.name = "sport"};

static constexpr bob::Function read{
    .name = "read",
    .sns = {{.topic = news}, {.topic = sport, .filter_policy = R"({"kind": ["chess", {"prefix": "go"}], "age": [1]})"}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "newspaper", .resources = {news, sport, read}}; }

}  // namespace events_topic
