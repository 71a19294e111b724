#include <bob/bob.h>

namespace fail_dependency_cycle {

static constexpr bob::Bucket uploads{.name = "uploads"};
static constexpr bob::Function scale{
    .name = "scale", .s3 = {{.bucket = uploads}}, .environment = {{"BUCKET", ref(uploads)}}};

bob::Stack stack(const bob::Stage&) { return {.name = "pictures", .resources = {uploads, scale}}; }

}  // namespace fail_dependency_cycle
