#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{
    .name = "work",
    .file_system = {.access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0",
                    .local_mount_path = "/files"}};
#else
constexpr bob::Function work{
    .name = "work",
    .file_system = {.access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0",
                    .local_mount_path = "/mnt/files"}};
#endif
