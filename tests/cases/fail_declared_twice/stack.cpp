#include <bob/bob.h>

namespace fail_declared_twice {

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue also_mail{.name = "mail", .queue_name = "another"};
static constexpr bob::Function send{.name = "send"};
static constexpr bob::Function send_again{.name = "send", .http = {{bob::GET, "/send"}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "post", .resources = {mail, also_mail, send, send_again, bob::HttpApi{}, bob::HttpApi{}}};
}

}  // namespace fail_declared_twice
