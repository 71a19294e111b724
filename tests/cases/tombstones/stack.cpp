/// What held data and is gone: of each kind, by logical id, in one stage only, with texts that are hard to write.
#include <bob/bob.h>

namespace tombstones {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {bob::Queue{.name = "mail"}, bob::Function{.name = "show"}},
        .tombstones =
            {
                {.of = bob::Kind::table,
                 .name = "AuditLog",
                 .why = "moved to S3",
                 .since = "2026-11-21",
                 .data = bob::Data::kept},
                {.of = bob::Kind::table,
                 .name = "Orders",
                 .logical_id = "OrderTable2",
                 .why = "another key: \"customer\", not 'id'; ${self:service} had both",
                 .since = "2024-02-29",
                 .data = bob::Data::lost},
                {.of = bob::Kind::user_pool,
                 .name = "players",
                 .why = "sign-in is the company's own now",
                 .since = "2026-03-01",
                 .data = bob::Data::kept,
                 .stages = {"prod"}},
                {.of = bob::Kind::bucket,
                 .name = "uploads",
                 .why = "never used",
                 .since = "2026-03-01",
                 .data = bob::Data::lost,
                 .stages = {"dev", "test"}},
                {.of = bob::Kind::queue,
                 .name = "mail-failed",
                 .why = "empty for a year",
                 .since = "2025-12-31",
                 .data = bob::Data::lost},
                {.name = "Files",
                 .type = "AWS::EFS::FileSystem",
                 .why = "copied to the bucket `archive`",
                 .since = "2026-11-01",
                 .data = bob::Data::lost},
                {.name = "Legacy", .why = "nobody knows its type", .since = "2026-11-01", .data = bob::Data::kept},
            },
    };
}

}  // namespace tombstones
