#include <bob/bob.h>

bob::Stack stack(const bob::Stage&) {
#ifdef BAD
    return {.name = "shop",
            .tombstones = {{.name = "Files",
                            .type = "FileSystem",
                            .why = "moved to S3",
                            .since = "2026-11-21",
                            .data = bob::Data::kept}}};
#else
    return {.name = "shop",
            .tombstones = {{.name = "Files",
                            .type = "AWS::EFS::FileSystem",
                            .why = "moved to S3",
                            .since = "2026-11-21",
                            .data = bob::Data::kept}}};
#endif
}
