#include <bob/bob.h>

namespace fail_event_setting_out_of_range {

using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Table<> orders{
    .name = "Orders", .partition_key = bob::attribute("id"), .stream = bob::StreamViewType::new_image};
static constexpr bob::Config<int> size{"batch"};
static constexpr bob::Function work{
    .name = "work",
    .stream = {{.table = orders,
                .batch = {.size = size,
                          .window = 301s,
                          .parallelization_factor = 11,
                          .maximum_retry_attempts = 10001,
                          .maximum_record_age = 59s}}},
    .sqs = {{.queue = mail, .maximum_concurrency = 1}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {mail, orders, work}}; }

}  // namespace fail_event_setting_out_of_range
