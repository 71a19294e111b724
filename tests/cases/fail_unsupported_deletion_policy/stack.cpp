#include <bob/bob.h>

namespace fail_unsupported_deletion_policy {

using bob::DeletionPolicy;

static constexpr bob::Table<> games{.name = "Games",
                                    .partition_key = bob::attribute("id"),
                                    .deletion_policy = DeletionPolicy::snapshot,
                                    .update_replace_policy = DeletionPolicy::retain_except_on_create};
static constexpr bob::Bucket files{.name = "files", .update_replace_policy = DeletionPolicy::snapshot};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .data_policy = DeletionPolicy::snapshot,
            .resources = {games, files,
                          bob::RawResource{.name = "Bus",
                                           .type = "AWS::Events::EventBus",
                                           .properties = {{"Name", "games"}},
                                           .deletion_policy = DeletionPolicy::snapshot},
                          bob::RawResource{.name = "Disk",
                                           .type = "AWS::EC2::Volume",
                                           .properties = {{"AvailabilityZone", "us-east-1a"}, {"Size", 8}},
                                           .deletion_policy = DeletionPolicy::snapshot,
                                           .update_replace_policy = DeletionPolicy::snapshot}}};
}

}  // namespace fail_unsupported_deletion_policy
