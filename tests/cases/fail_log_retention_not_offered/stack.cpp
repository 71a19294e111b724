#include <bob/bob.h>

namespace fail_log_retention_not_offered {

static constexpr bob::Function report{.name = "report", .log_retention = std::chrono::days(10)};
static constexpr bob::Function draw{.name = "draw", .log_retention = std::chrono::days(10000)};

bob::Stack stack(const bob::Stage&) { return {.name = "reports", .resources = {report, draw}}; }

}  // namespace fail_log_retention_not_offered
