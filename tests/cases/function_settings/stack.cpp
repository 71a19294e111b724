/// Every setting of a function, written out; the next one has the stack's defaults, one has its own.
#include <bob/bob.h>

namespace function_settings {

using namespace bob::literals;

static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Topic alarms{.name = "alarms"};
static constexpr bob::Config<int> timeout{"render.timeout"};
static constexpr bob::Config<int> memory{"render.memory"};

static constexpr bob::Function render{
    .name = "render",
    .description = "Draws the diagrams of a book",
    .timeout = 15min,
    .memory = 10240_MB,
    .ephemeral_storage = 10240_MB,
    .architecture = bob::Architecture::x86_64,
    .runtime = bob::Runtime::provided_al2023,
    .handler = "render.main",
    .environment = {{"FONT", "serif"}},
    .layers = {"arn:aws:lambda:us-east-1:123456789012:layer:fonts:3", bob::ref("FontLayer"),
               bob::import_value("shared-layer")},
    .reserved_concurrency = 900,
    .log_retention = std::chrono::days(3653),
    .dead_letter = failed,
    .tracing = bob::Tracing::active,
    .tags = {{"part", "books"}},
};

static constexpr bob::Function measured{
    .name = "measured",
    .timeout = timeout,
    .memory = memory,
    .reserved_concurrency = 0,
    .dead_letter = alarms,
    .tracing = bob::Tracing::pass_through,
};

static constexpr bob::Function by_default{.name = "byDefault"};

static constexpr bob::Function of_its_own{
    .name = "ofItsOwn",
    .timeout = 1s,
    .memory = 128_MB,
    .ephemeral_storage = 512_MB,
    .architecture = bob::Architecture::x86_64,
    .runtime = bob::Runtime::python313,
    .handler = "app.handler",
    .environment = {{"LEVEL", "debug"}},
    .log_retention = std::chrono::days(1),
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "books",
        .functions = {.timeout = 20s,
                      .memory = 512_MB,
                      .architecture = bob::Architecture::arm64,
                      .runtime = bob::Runtime::provided_al2023,
                      .log_retention = std::chrono::days(30),
                      .tracing = bob::Tracing::active,
                      .environment = {{"LEVEL", "info"}, {"STAGE", "dev"}}},
        .tags = {{"team", "publishing"}},
        .resources = {render, measured, by_default, of_its_own, failed, alarms,
                      bob::Parameter{.name = "FontLayer", .description = "Version of the layer with the fonts"}},
    };
}

}  // namespace function_settings
