/// Buckets: the defaults, every setting, and policies for services, accounts and everybody under a condition.
#include <bob/bob.h>

namespace bucket_settings {

static constexpr bob::Bucket plain{.name = "plain"};
static constexpr bob::Bucket everything{
    .name = "every-thing",
    .bucket_name = bob::sub("example-${AWS::AccountId}-everything"),
    .versioning = true,
    .kms_key = bob::ref("Key"),
    .expire_after = std::chrono::days(90),
    .block_public_access = true,
    .policy =
        {
            {.principal = {.type = "Service", .ids = {"cloudfront.amazonaws.com"}},
             .statement = {.sid = "Read",
                           .actions = {"s3:GetObject"},
                           .resources = {bob::sub("${EverythingBucket.Arn}/*")},
                           .conditions = {{"StringEquals", "AWS:SourceAccount", {bob::ref("AWS::AccountId")}}}}},
            {.principal = {.type = "AWS", .ids = {"123456789012", bob::ref("Partner")}},
             .statement = {.actions = {"s3:ListBucket"}, .resources = {bob::attribute("EverythingBucket", "Arn")}}},
            {.principal = {.type = "*"},
             .statement = {.sid = "OnlyEncrypted",
                           .effect = bob::Effect::deny,
                           .actions = {"s3:*"},
                           .resources = {bob::sub("${EverythingBucket.Arn}/*")},
                           .conditions = {{"Bool", "aws:SecureTransport", {false}}}}},
        },
    .deletion_policy = bob::DeletionPolicy::retain_except_on_create,
    .update_replace_policy = bob::DeletionPolicy::remove,
    .tags = {{"data", "mixed"}},
};
static constexpr bob::Bucket website{
    .name = "website", .logical_id = "Site", .versioning = false, .block_public_access = false};

bob::Stack stack(const bob::Stage&) {
    return {.name = "storage",
            .resources = {plain, everything, website, bob::Parameter{.name = "Key"},
                          bob::Parameter{.name = "Partner", .default_value = "arn:aws:iam::210987654321:root"}}};
}

}  // namespace bucket_settings
