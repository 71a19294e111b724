/// Schedules: rates, cron expressions, an input, one that is off, one that the stage decides.
#include <bob/bob.h>

namespace events_schedule {

static constexpr bob::Config<bool> nightly{"nightly"};

static constexpr bob::Function clean{
    .name = "clean",
    .schedule =
        {
            {.expression = "rate(1 minute)"},
            {.expression = "cron(0 12 ? * MON-FRI *)", .input = R"({"depth": 3, "what": ["tmp", "log"]})"},
            {.expression = "cron(0/15 8-17 L * ? 2026-2030)", .enabled = false},
            {.expression = "rate(7 days)", .enabled = nightly},
        },
};

bob::Stack stack(const bob::Stage&) { return {.name = "janitor", .resources = {clean}}; }

}  // namespace events_schedule
