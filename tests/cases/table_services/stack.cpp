/// What other services and accounts do with a table: Kinesis, CloudWatch, S3, and a reader elsewhere.
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

namespace table_services {

namespace kinesis = bob::aws::kinesis;
using bob::key;

struct Article {
    std::string id;
    std::string shop;
};

static const kinesis::Stream changes{.name = "Changes", .ShardCount = 1};

static constexpr bob::ResourcePolicy partners{
    .statements = {{.principal = {"AWS", {"arn:aws:iam::210987654321:role/reader"}},
                    .statement = {.sid = "Partners", .actions = {"dynamodb:GetItem", "dynamodb:Query"}}}},
};

static constexpr bob::Table<Article> articles{
    .name = "Articles",
    .partition_key = key<&Article::id>,
    .global_indexes = {{.name = "ByShop",
                        .partition_key = key<&Article::shop>,
                        .warm_throughput = {.read = 20'000, .write = 8'000},
                        .contributor_insights = bob::ContributorInsights::throttled_keys}},
    .warm_throughput = {.read = 40'000},
    .contributor_insights = bob::ContributorInsights::accessed_and_throttled_keys,
    .kinesis = {.stream_arn = bob::arn(changes), .time_precision = bob::TimePrecision::microsecond},
    .policy = partners,
};

static constexpr bob::ImportSource last_year{
    .bucket = "shop-archive",
    .bucket_owner = "123456789012",
    .key_prefix = "orders/2025/",
    .format = bob::ImportFormat::csv,
    .compression = bob::ImportCompression::gzip,
    .csv_delimiter = ";",
    .csv_headers = {"id", "shop"},
};

static constexpr bob::Table<Article> archive{
    .name = "Archive", .partition_key = key<&Article::id>, .import_source = last_year};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {changes, articles, archive}}; }

}  // namespace table_services
