/// Aliases and URLs whose settings the stage's file gives, or the stack's function.
#include <bob/bob.h>

namespace fail_alias_at_run_time {

using namespace bob::literals;

static constexpr bob::Config<int> ready{"work.ready"};
static constexpr bob::Config<double> share{"work.share"};

static constexpr bob::Function work{
    .name = "work",
    .alias = {.name = "live",
              .additional_version = {.version = "3", .weight = share},
              .provisioned_concurrency = ready},
    .reserved_concurrency = 10,
};

static constexpr bob::Function latest{
    .name = "latest", .alias = {.name = "live", .additional_version = {.version = "latest", .weight = 0.1}}};

/// Takes what the account must keep unreserved.
static constexpr bob::Function much{.name = "much", .alias = {.name = "live", .provisioned_concurrency = 895}};

bob::Stack stack(const bob::Stage&) {
    bob::Function one{.name = "one", .alias = {.name = bob::runtime("17"), .additional_version = {.version = "3"}}};
    one.alias.scaling.maximum = 5;
    bob::Function two{.name = "two"};
    two.alias.description = "nameless";
    two.url.cors = true;
    bob::Function three{.name = "three",
                        .image = {.command = {"run"}},
                        .logging = {.application_level = bob::ApplicationLogLevel::info}};
    bob::Function four{.name = "four",
                       .image = {.uri = bob::runtime("123456789012.dkr.ecr.eu-central-1.amazonaws.com/four:1")},
                       .handler = "main",
                       .snap_start = true,
                       .file_system = {.local_mount_path = "/files"},
                       .runtime_management = {.version_arn = "arn:aws:lambda:eu-central-1::runtime:0"}};
    return {.name = "shop", .resources = {work, latest, much, one, two, three, four}};
}

}  // namespace fail_alias_at_run_time
