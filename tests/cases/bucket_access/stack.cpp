/// Pages of other origins that may use a bucket, its access log in another one, and whose its objects are.
#include <bob/bob.h>

namespace bucket_access {

using namespace bob::literals;

static constexpr bob::Config<std::string_view> site{"site"};
static constexpr bob::Bucket logs{.name = "logs"};

static constexpr bob::Bucket uploads{
    .name = "uploads",
    .cors = {{.allowed_origins = {site, "https://*.example.org"},
              .allowed_methods = {bob::PUT, bob::POST},
              .allowed_headers = {"*"},
              .expose_headers = {"ETag"},
              .max_age = 1h},
             {.allowed_origins = {"*"}, .allowed_methods = {bob::GET, bob::HEAD}}},
    .access_logs = {.bucket = logs, .prefix = "uploads/"},
    .object_ownership = bob::ObjectOwnership::bucket_owner_preferred,
};
static constexpr bob::Bucket pictures{.name = "pictures", .access_logs = {.bucket = logs}, .tls_only = false};

bob::Stack stack(const bob::Stage&) { return {.name = "books", .resources = {uploads, pictures, logs}}; }

}  // namespace bucket_access
