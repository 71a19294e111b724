#include <bob/bob.h>

namespace warn_action_never_applies {

static constexpr bob::Bucket files{.name = "files"};
static constexpr bob::Function show{.name = "show",
                                    .statements = {{.actions = {"s3:GetObject"}, .resources = {arn(files)}}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {files, show}}; }

}  // namespace warn_action_never_applies
