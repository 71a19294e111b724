#include <bob/bob.h>

namespace fail_invalid_schedule {

static constexpr bob::Function clean{
    .name = "clean",
    .schedule = {{"rate(1 minutes)"},
                 {"rate(2 minute)"},
                 {"rate(0 days)"},
                 {"cron(0 12 * * *)"},
                 {"cron(0 12 * * * *)"},
                 {"cron(61 12 * * ? *)"},
                 {"every day"}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "janitor", .resources = {clean}}; }

}  // namespace fail_invalid_schedule
