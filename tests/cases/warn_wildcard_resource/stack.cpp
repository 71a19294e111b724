#include <bob/bob.h>

namespace warn_wildcard_resource {

static constexpr bob::Function show{
    .name = "show",
    .statements = {{.actions = {"sqs:SendMessage", "s3:ListAllMyBuckets"}, .resources = {"*"}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {show}}; }

}  // namespace warn_wildcard_resource
