/// Streams, time to live, recovery, encryption, class, protection, policies, tags and names.
#include <bob/bob.h>

namespace table_settings {

using bob::key;

struct Session {
    std::string id;
    bob::EpochSeconds expires_at;
};

static constexpr bob::Table<Session> sessions{
    .name = "Sessions",
    .partition_key = key<&Session::id>,
    .stream = bob::StreamViewType::new_and_old_images,
    .time_to_live = key<&Session::expires_at>,
    .point_in_time_recovery = std::chrono::days(7),
    .encryption = bob::Encryption::Owner::aws_managed,
    .table_class = bob::TableClass::standard_infrequent_access,
    .deletion_protection = true,
    .deletion_policy = bob::DeletionPolicy::retain_except_on_create,
    .update_replace_policy = bob::DeletionPolicy::remove,
    .tags = {{"owner", "sign-in"}, {"cost center", "42"}},
};

static constexpr bob::Table<Session> old_sessions{
    .name = "OldSessions",
    .logical_id = "sessionsOfLastYear",
    .table_name = "old.sessions-2025_dev",
    .partition_key = key<&Session::id>,
    .stream = bob::StreamViewType::keys_only,
    .point_in_time_recovery = true,
    .encryption = bob::sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/sessions"),
    .table_class = bob::TableClass::standard,
    .deletion_protection = false,
};

static constexpr bob::Table<Session> copies{
    .name = "Copies",
    .table_name = bob::sub("copies-${AWS::StackName}"),
    .partition_key = key<&Session::id>,
    .stream = bob::StreamViewType::new_image,
    .point_in_time_recovery = false,
    .encryption = "alias/copies",
};

static constexpr bob::Table<Session> trial{
    .name = "Trial", .partition_key = key<&Session::id>, .stream = bob::StreamViewType::old_image};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "sign-in",
        .data_policy = bob::DeletionPolicy::remove,
        .tags = {{"team", "accounts"}},
        .resources = {sessions, old_sessions, copies, trial},
    };
}

}  // namespace table_settings
