#include <bob/bob.h>

namespace warn_wildcard_action {

static constexpr bob::Bucket files{.name = "files"};
static constexpr bob::Function show{
    .name = "show",
    .statements = {{.actions = {"s3:*"}, .resources = {arn(files), bob::sub("${FilesBucket.Arn}/*")}},
                   {.actions = {"*"}, .resources = {arn(files)}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {files, show}}; }

}  // namespace warn_wildcard_action
