#include <bob/bob.h>

namespace warn_public_principal {

static constexpr bob::Bucket website{
    .name = "website",
    .block_public_access = false,
    .policy = {{.principal = {.type = "*"},
                .statement = {.actions = {"s3:GetObject"}, .resources = {bob::sub("${WebsiteBucket.Arn}/*")}}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {website}}; }

}  // namespace warn_public_principal
