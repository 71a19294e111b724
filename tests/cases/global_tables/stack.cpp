/// Tables with replicas in other Regions: eventually and strongly consistent, on-demand and provisioned.
#include <bob/aws/kms.h>
#include <bob/bob.h>

namespace global_tables {

using bob::key;

struct Order {
    std::string id;
    std::string customer;
    bob::EpochSeconds expires_at;
};

static constexpr bob::ResourcePolicy auditors{
    .statements = {{.principal = {"AWS", {"arn:aws:iam::210987654321:role/auditor"}},
                    .statement = {.actions = {"dynamodb:GetItem"}}}},
};

static constexpr bob::Replication europe_and_asia{
    .replicas = {{.region = "eu-west-1"},
                 {.region = "ap-southeast-2",
                  .max_read = 500,
                  .point_in_time_recovery = false,
                  .table_class = bob::TableClass::standard_infrequent_access,
                  .deletion_protection = false,
                  .contributor_insights = bob::ContributorInsights::throttled_keys,
                  .policy = auditors,
                  .tags = {{"office", "Sydney"}}}},
};
static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .global_indexes = {{.name = "ByCustomer",
                        .partition_key = key<&Order::customer>,
                        .capacity = bob::OnDemand{.max_read = 100, .max_write = 50},
                        .contributor_insights = bob::ContributorInsights::throttled_keys}},
    .capacity = bob::OnDemand{.max_read = 1000, .max_write = 200},
    .time_to_live = key<&Order::expires_at>,
    .point_in_time_recovery = std::chrono::days(7),
    .replication = europe_and_asia,
    .deletion_protection = true,
    .tags = {{"data", "orders"}},
};

static constexpr bob::Replication with_witness{
    .replicas = {{.region = "eu-west-1"}},
    .consistency = bob::MultiRegionConsistency::strong,
    .witness = "eu-west-3",
};
static constexpr bob::Table<Order> payments{
    .name = "Payments", .partition_key = key<&Order::id>, .replication = with_witness};

static constexpr bob::Replication with_keys{
    .replicas = {{.region = "eu-west-1",
                  .kms_key = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234",
                  .kinesis_stream = "arn:aws:kinesis:eu-west-1:123456789012:stream/changes",
                  .read = 20,
                  .read_scaling = {.min = 20, .max = 100}}},
};
static constexpr bob::Table<Order> stock{
    .name = "Stock",
    .partition_key = key<&Order::id>,
    .global_indexes = {{.name = "ByCustomer", .partition_key = key<&Order::customer>}},
    .capacity = bob::Provisioned{.read = 10,
                                 .write = 5,
                                 .read_scaling = {.min = 10, .max = 50},
                                 .write_scaling = {.min = 5, .max = 40, .target_utilization = 60}},
    .encryption = "arn:aws:kms:eu-central-1:123456789012:key/mrk-1234",
    .replication = with_keys,
};

static constexpr bob::Function place_order{
    .name = "placeOrder",
    .stream = {{.table = orders}},
    .uses = {bob::writes<orders>, bob::queries<orders, "ByCustomer">, bob::reads<payments>},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop", .tags = {{"team", "orders"}}, .resources = {orders, payments, stock, place_order}};
}

}  // namespace global_tables
