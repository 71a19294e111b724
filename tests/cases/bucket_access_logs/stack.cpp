/// Buckets that are there under a condition, and write their access logs into another one; a prefix that looks like a
/// variable.
#include <bob/bob.h>

namespace bucket_access_logs {

static constexpr bob::Parameter size{.name = "Size", .default_value = "small"};
static constexpr bob::Condition large{.name = "IsLarge", .equals = {bob::ref("Size"), "large"}};
static constexpr bob::Condition huge{.name = "IsHuge", .equals = {bob::ref("Size"), "huge"}};

// Its policy denies plain HTTP in any case.
static constexpr bob::Bucket logs{.name = "logs"};
static constexpr bob::Bucket files{
    .name = "files", .access_logs = {.bucket = logs, .prefix = "${AWS::Region}/"}, .condition = "IsLarge"};
static constexpr bob::Bucket pictures{.name = "pictures", .access_logs = {.bucket = logs, .prefix = "pictures/"}};

// Its policy is there with the one bucket.
static constexpr bob::Bucket film_logs{.name = "film-logs", .tls_only = false};
static constexpr bob::Bucket films{.name = "films", .access_logs = {.bucket = film_logs}, .condition = "IsLarge"};

// Its policy is there with any of the two.
static constexpr bob::Bucket sound_logs{.name = "sound-logs", .tls_only = false};
static constexpr bob::Bucket songs{.name = "songs", .access_logs = {.bucket = sound_logs}, .condition = "IsLarge"};
static constexpr bob::Bucket talks{.name = "talks", .access_logs = {.bucket = sound_logs}, .condition = "IsHuge"};

// They are there together.
static constexpr bob::Bucket map_logs{.name = "map-logs", .tls_only = false, .condition = "IsHuge"};
static constexpr bob::Bucket maps{.name = "maps", .access_logs = {.bucket = map_logs}, .condition = "IsHuge"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {size, large, huge, logs, files, pictures, film_logs, films, sound_logs, songs, talks,
                          map_logs, maps}};
}

}  // namespace bucket_access_logs
