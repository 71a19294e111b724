/// Keys of the author's own: whoever uses what they encrypt may use them, through that service alone.
#include <bob/bob.h>

namespace function_keys {

using bob::key;

static constexpr const char* other_key =
    "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

struct Task {
    std::string id;
};

static constexpr bob::Table<Task> tasks{
    .name = "Tasks",
    .partition_key = key<&Task::id>,
    .stream = bob::StreamViewType::keys_only,
    .encryption = bob::attribute("Key", "Arn"),
};
static constexpr bob::Queue work{.name = "work", .kms_key = bob::ref("Key")};
static constexpr bob::Queue failed{.name = "failed", .kms_key = "1234abcd-12ab-34cd-56ef-1234567890ab"};
static constexpr bob::Topic news{.name = "news", .kms_key = other_key};
static constexpr bob::Topic plain{.name = "plain", .kms_key = "alias/aws/sns"};
static constexpr bob::Bucket files{.name = "files", .kms_key = bob::attribute("Key", "Arn")};

static constexpr bob::Function writer{
    .name = "writer",
    .uses = {bob::writes<tasks>, bob::sends<work>, bob::publishes<news>, bob::publishes<plain>},
    .statements = {{.actions = {"s3:PutObject"}, .resources = {bob::sub("${FilesBucket.Arn}/*")}}},
    .dead_letter = failed,
};
static constexpr bob::Function reader{
    .name = "reader",
    .stream = {{.table = tasks}},
    .sqs = {{.queue = work}},
    .uses = {bob::reads<tasks>, bob::queries<tasks>},
};
/// By their physical names, however an ARN is written.
static constexpr bob::Bucket uploads{
    .name = "uploads",
    .bucket_name = "shop-uploads",
    .kms_key = other_key,
};
static constexpr bob::Queue jobs{
    .name = "jobs",
    .queue_name = "shop-jobs",
    .kms_key = bob::sub(
        "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab")};
static constexpr bob::Function by_name{
    .name = "byName",
    .statements =
        {
            {.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::shop-uploads/*"}},
            {.actions = {"sqs:SendMessage"},
             .resources = {bob::sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:shop-j*")}},
        },
};
static constexpr bob::Function by_reference{
    .name = "byReference",
    .statements = {{.actions = {"s3:PutObject"},
                    .resources = {bob::sub("arn:${AWS::Partition}:s3:::${FilesBucket}/in/*")}}},
};
/// Other buckets, and other services' things of the same name.
static constexpr bob::Function of_others{
    .name = "ofOthers",
    .statements = {{.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::shop-uploads-archive/*"}},
                   {.actions = {"sqs:SendMessage"},
                    .resources = {bob::sub(
                        "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:shop-uploads")}}},
};
/// Whatever the letters of an action's name.
static constexpr bob::Function in_any_case{
    .name = "inAnyCase",
    .statements = {{.actions = {"S3:getobject"}, .resources = {"arn:aws:s3:::shop-uploads/*"}}},
};
/// Has nothing to do with what is encrypted: settings and holds.
static constexpr bob::Function keyless{
    .name = "keyless",
    .statements = {{.actions = {"s3:PutObjectLegalHold", "s3:GetObjectTagging"},
                    .resources = {"arn:aws:s3:::shop-uploads/*"}},
                   {.actions = {"sqs:GetQueueAttributes", "sqs:DeleteMessage"},
                    .resources = {bob::attribute("WorkQueue", "Arn")}},
                   {.actions = {"dynamodb:DescribeTable"}, .resources = {bob::attribute("TasksTable", "Arn")}}},
};
/// Uses nothing that is encrypted.
static constexpr bob::Function idle{.name = "idle"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "keys",
        .resources = {
            tasks, work, failed, news, plain, files, uploads, jobs, writer, reader, by_name, by_reference, of_others,
            in_any_case, keyless, idle,
            bob::RawResource{
                .name = "Key",
                .type = "AWS::KMS::Key",
                .properties =
                    {{"KeyPolicy",
                      bob::Object{
                          {"Version", "2012-10-17"},
                          {"Statement",
                           bob::Array{bob::Object{
                               {"Effect", "Allow"},
                               {"Principal",
                                bob::Object{{"AWS", bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")}}},
                               {"Action", "kms:*"},
                               {"Resource", "*"}}}}}}},
                .deletion_policy = bob::DeletionPolicy::retain}}};
}

}  // namespace function_keys
