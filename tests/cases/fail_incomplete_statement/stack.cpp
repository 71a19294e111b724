#include <bob/bob.h>

namespace fail_incomplete_statement {

static constexpr bob::Function mail{
    .name = "mail",
    .statements = {{.actions = {"ses:SendEmail"}}, {.sid = "Nothing", .resources = {"*"}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail}}; }

}  // namespace fail_incomplete_statement
