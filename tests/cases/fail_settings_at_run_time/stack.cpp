/// What the compiler refuses in a literal, made while the stack's function runs or by the stage's file.
#include <bob/bob.h>

namespace fail_settings_at_run_time {

static constexpr bob::Config<int> retries{"work.retries"};
static constexpr bob::Config<int> age{"work.age"};
static constexpr bob::Queue fifo{.name = "fifo", .fifo = true};

bob::Stack stack(const bob::Stage&) {
    const bob::Function work{
        .name = "work",
        .role_path = bob::runtime("lambda"),
        .async_invocation = {.maximum_retry_attempts = retries, .maximum_event_age = age, .on_failure = fifo},
        .vpc = {.subnet_ids = {"subnet-0123456789abcdef0"}},
    };
    const bob::UserPool people{.name = "People", .schema = {{.name = bob::runtime("team"), .required = true}}};
    const bob::Bucket files{.name = "files",
                            .cors = {{.allowed_origins = {"*"}, .allowed_methods = {bob::GET, bob::PATCH}}}};
    return {.name = "shop", .resources = {work, fifo, people, files}};
}

}  // namespace fail_settings_at_run_time
