/// S3 events: several of one bucket, of one function and of two.
#include <bob/bob.h>

namespace events_bucket {

static constexpr bob::Bucket uploads{.name = "uploads"};
static constexpr bob::Bucket exports{.name = "exports", .bucket_name = "example-exports-dev"};

static constexpr bob::Function scale{
    .name = "scale",
    .s3 = {{.bucket = uploads, .prefix = "in/", .suffix = ".png"},
           {.bucket = uploads, .prefix = "in/", .suffix = ".jpg"},
           {.bucket = exports, .event = "s3:ObjectRemoved:Delete"}},
};
static constexpr bob::Function forget{.name = "forget", .s3 = {{.bucket = uploads, .event = "s3:ObjectRemoved:*"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "pictures", .resources = {uploads, exports, scale, forget}}; }

}  // namespace events_bucket
