#include <bob/bob.h>

#ifdef BAD
constexpr bob::Tombstone gone{
    .of = bob::Kind::table,
    .name = "AuditLog",
    .why = "moved to S3",
    .since = "2026-11-21",
};
#else
constexpr bob::Tombstone gone{
    .of = bob::Kind::table,
    .name = "AuditLog",
    .why = "moved to S3",
    .since = "2026-11-21",
    .data = bob::Data::kept,
};
#endif
