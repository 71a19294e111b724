/// A function that only exists where a condition holds, with everything that belongs to it.
#include <bob/bob.h>

namespace function_condition {

using bob::GET;

static constexpr bob::Queue jobs{.name = "jobs", .condition = "IsComplete"};
static constexpr bob::Topic news{.name = "news", .condition = "IsComplete"};
static constexpr bob::Bucket files{.name = "files", .condition = "IsComplete"};

static constexpr bob::Function worker{
    .name = "worker",
    .http = {{GET, "/worker"}},
    .http_api = {{GET, "/worker"}},
    .sqs = {{.queue = jobs}},
    .sns = {{.topic = news}},
    .s3 = {{.bucket = files}},
    .event_bridge = {{.sources = {"aws.ec2"}}},
    .schedule = {{"rate(1 hour)"}},
    .condition = "IsComplete",
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "parts",
        .resources = {bob::Parameter{.name = "Size", .default_value = "small", .allowed_values = {"small", "complete"}},
                      bob::Condition{.name = "IsComplete", .equals = {bob::ref("Size"), "complete"}}, jobs, news, files,
                      worker,
                      bob::Function{.name = "always", .http = {{GET, "/always"}}, .http_api = {{GET, "/always"}}}},
    };
}

}  // namespace function_condition
