/// EventBridge's `rate(…)` and `cron(…)`.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

struct ScheduleFault {
    std::string what;  ///< follows "schedule `…` …"
    std::string fix;
};

/// What EventBridge would reject in the schedule expression of a rule; empty strings when nothing.
ScheduleFault fault_of_schedule(std::string_view expression);

}  // namespace bobgen
