#include <bob/bob.h>

namespace fail_function_setting_out_of_range {

using namespace bob::literals;

static constexpr bob::Config<int> timeout{"report.timeout"};
static constexpr bob::Config<int> memory{"report.memory"};
static constexpr bob::Config<int> storage{"report.storage"};
static constexpr bob::Config<int> reserved{"report.reserved"};

static constexpr bob::Function report{
    .name = "report",
    .timeout = timeout,
    .memory = memory,
    .ephemeral_storage = storage,
    .reserved_concurrency = reserved,
};

bob::Stack stack(const bob::Stage&) {
    bob::Function draw{.name = "draw", .timeout = 901s, .memory = 10241_MB};
    return {.name = "reports", .resources = {report, draw}};
}

}  // namespace fail_function_setting_out_of_range
