/// A pattern gets of a key what the actions that it matches need, and nothing if none of them uses the key.
#include <bob/bob.h>

namespace warn_wildcard_action_with_key {

static constexpr const char* other_key =
    "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

struct Task {
    std::string id;
};

static constexpr bob::Table<Task> tasks{.name = "Tasks", .partition_key = bob::key<&Task::id>, .encryption = other_key};
static constexpr bob::Queue work{.name = "work", .kms_key = other_key};
static constexpr bob::Bucket uploads{.name = "uploads", .bucket_name = "shop-uploads", .kms_key = other_key};

static constexpr bob::Function everything{
    .name = "everything",
    .statements = {{.actions = {"*"}, .resources = {bob::attribute("WorkQueue", "Arn")}}},
};
static constexpr bob::Function some{
    .name = "some",
    .statements = {{.actions = {"S3:get*"}, .resources = {"arn:aws:s3:::shop-uploads/*"}},
                   {.actions = {"dynamodb:?etItem"}, .resources = {bob::attribute("TasksTable", "Arn")}}},
};
static constexpr bob::Function keyless{
    .name = "keyless",
    .statements = {{.actions = {"s3:List*", "s3:Delete*"},
                    .resources = {"arn:aws:s3:::shop-uploads", "arn:aws:s3:::shop-uploads/*"}},
                   {.actions = {"sqs:Get*"}, .resources = {bob::attribute("WorkQueue", "Arn")}},
                   {.actions = {"dynamodb:Describe*"}, .resources = {bob::attribute("TasksTable", "Arn")}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "keys", .resources = {tasks, work, uploads, everything, some, keyless}};
}

}  // namespace warn_wildcard_action_with_key
