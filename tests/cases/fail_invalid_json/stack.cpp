#include <bob/bob.h>

namespace fail_invalid_json {

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Topic news{.name = "news"};

static constexpr bob::Function read{
    .name = "read",
    .sqs = {{.queue = mail, .filters = {R"({"body": {"kind": ["letter"]}})", "{status: [sent]}"}}},
    .sns = {{.topic = news, .filter_policy = R"({"kind": ["chess"})"}},
    .event_bridge = {{.sources = {"aws.ec2"}, .detail = ""}, {.detail = "not JSON"}},
    .schedule = {{.expression = "rate(1 day)", .input = R"({"depth": 3} 4)"}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "newspaper", .resources = {mail, news, read}}; }

}  // namespace fail_invalid_json
