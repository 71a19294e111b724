/// Access logs into a bucket with a KMS key; the second key lets S3's logging use it.
#include <bob/aws/kms.h>
#include <bob/bob.h>

namespace warn_log_bucket_with_kms_key {

using bob::Array, bob::Object;

static constexpr bob::Bucket logs{.name = "logs", .kms_key = "alias/logs"};
static constexpr bob::Bucket files{.name = "files", .access_logs = {.bucket = logs}};

static const bob::aws::kms::Key key{
    .name = "Key",
    .KeyPolicy = Object{{"Version", "2012-10-17"},
                        {"Statement",
                         Array{Object{{"Effect", "Allow"},
                                      {"Principal", Object{{"AWS", bob::sub("arn:aws:iam::${AWS::AccountId}:root")}}},
                                      {"Action", "kms:*"},
                                      {"Resource", "*"}},
                               Object{{"Effect", "Allow"},
                                      {"Principal", Object{{"Service", "logging.s3.amazonaws.com"}}},
                                      {"Action", Array{"kms:GenerateDataKey", "kms:Decrypt"}},
                                      {"Resource", "*"}}}}},
};
static constexpr bob::Bucket kept_logs{.name = "kept-logs", .kms_key = bob::attribute("Key", "Arn")};
static constexpr bob::Bucket pictures{.name = "pictures", .access_logs = {.bucket = kept_logs}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {logs, files, key, kept_logs, pictures}}; }

}  // namespace warn_log_bucket_with_kms_key
