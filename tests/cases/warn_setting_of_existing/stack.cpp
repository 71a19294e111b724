/// Settings of things that another stack has made.
#include <bob/bob.h>

namespace warn_setting_of_existing {

using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail", .existing = {.name = "mail"}, .visibility_timeout = 60s};
static constexpr bob::Table<> orders{
    .name = "Orders", .existing = {.name = "orders"}, .deletion_protection = true, .tags = {{"team", "shop"}}};
static constexpr bob::HttpApi api{
    .name = "shop", .existing = {.id = "a1b2c3"}, .access_logs = std::chrono::days(30), .throttle = {.rate = 10}};

static constexpr bob::Bucket files{
    .name = "files", .existing = {.name = "shop-files"}, .access_logs = {.prefix = "files/"}};
static constexpr bob::Queue jobs{
    .name = "jobs", .existing = {.name = "jobs"}, .dead_letters = {.max_receive_count = 3}};

static constexpr bob::Function send{.name = "send", .uses = {bob::sends<mail>, bob::reads<orders>}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {mail, orders, api, files, jobs, send}}; }

}  // namespace warn_setting_of_existing
