/// Events that only the stack of the bucket or the user pool can set up.
#include <bob/bob.h>

namespace fail_event_of_existing {

static constexpr bob::Bucket files{.name = "files", .existing = {.name = "shop-files"}};
static constexpr bob::UserPool customers{.name = "Customers", .existing = {.id = bob::import_value("shop-pool")}};
static constexpr bob::Function resize{.name = "resize", .s3 = {{.bucket = files}}};
static constexpr bob::Function welcome{.name = "welcome", .cognito = {{.user_pool = customers}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {files, customers, resize, welcome}}; }

}  // namespace fail_event_of_existing
