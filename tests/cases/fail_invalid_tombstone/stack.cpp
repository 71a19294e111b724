#include <bob/bob.h>

namespace fail_invalid_tombstone {

bob::Stack stack(const bob::Stage&) {
    const std::string nothing, day = "2026-02-29", name = "Audit Log", type = "FileSystem";
    return {
        .name = "shop",
        .resources = {bob::Queue{.name = "mail"}},
        .tombstones =
            {
                {.of = bob::Kind::table, .name = "Orders"},
                {.of = bob::Kind::table,
                 .name = "Customers",
                 .why = bob::runtime(nothing),
                 .since = bob::runtime(day),
                 .data = bob::Data::kept},
                {.name = bob::runtime(name),
                 .type = bob::runtime(type),
                 .why = "moved",
                 .since = "2026-11-21",
                 .data = bob::Data::kept},
                {.name = "Show",
                 .type = "AWS::Lambda::Function",
                 .why = "no longer asked for",
                 .since = "2026-11-21",
                 .data = bob::Data::lost},
                {.why = "forgotten", .since = "2026-11-21", .data = bob::Data::lost},
            },
    };
}

}  // namespace fail_invalid_tombstone
