/// Tables, buckets and user pools of other stacks: grants, environment, outputs, and texts that contain them.
#include <bob/bob.h>

namespace existing_tables {

struct Order {
    std::string customer;
    std::string id;
    std::string state;
};

/// As the shop's own stack declares it.
static constexpr bob::Table<Order> orders_of_shop{
    .name = "Orders",
    .partition_key = bob::key<&Order::customer>,
    .sort_key = bob::key<&Order::id>,
    .global_indexes = {{.name = "ByState", .partition_key = bob::key<&Order::state>}},
    .point_in_time_recovery = true,
};
/// Enough for grants, without anything that handlers need.
static constexpr bob::Table<> prices{.name = "Prices", .existing = {.name = "shop-prices"}};
static constexpr bob::Table<> secrets{.name = "Secrets",
                                      .existing = {.name = bob::ref("SecretsTableName")},
                                      .encryption = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd"};

static constexpr bob::Bucket files{.name = "files", .existing = {.name = "shop-files"}};
static constexpr bob::Bucket images{.name = "images", .existing = {.arn = bob::import_value("shop-images")}};
static constexpr bob::UserPool customers{.name = "Customers", .existing = {.id = bob::import_value("shop-pool")}};
static constexpr bob::UserPoolClient web{.name = "Web", .existing = {.id = "1a2b3c"}, .user_pool = customers};
static constexpr bob::UserPoolClient phone{.name = "Phone", .user_pool = customers};

static constexpr bob::Function bill{
    .name = "bill",
    .uses = {bob::reads<orders_of_shop>, bob::queries<orders_of_shop, "ByState">, bob::reads<prices>,
             bob::writes<secrets>, bob::fetches<web>},
    .statements = {{.actions = {"s3:GetObject"},
                    .resources = {bob::sub("${FilesBucket.Arn}/*"), bob::sub("${ImagesBucket.Arn}/small/*")}},
                   {.actions = {"cognito-idp:AdminGetUser"}, .resources = {bob::arn(customers)}}},
    .environment = {{"FILES", bob::ref(files)},
                    {"IMAGES", bob::ref(images)},
                    {"POOL", bob::ref(customers)},
                    {"CLIENT", bob::ref(web)}},
};

bob::Stack stack(const bob::Stage& stage) {
    // An export's name is unique in an account and Region, so it contains the stage.
    const auto of_stage = [&](const char* name) {
        return bob::runtime("shop-" + std::string(stage.name()) + "-" + name);
    };
    const auto orders = bob::existing(orders_of_shop, {.arn = bob::import_value(of_stage("orders"))});
    return {.name = "billing",
            .description = "Uses what other stacks have",
            .resources = {bob::Parameter{.name = "SecretsTableName"}, orders, prices, secrets, files, images, customers,
                          web, phone, bill,
                          bob::Output{.name = "Issuer", .value = bob::attribute(customers, "ProviderURL")},
                          bob::Output{.name = "Site", .value = bob::attribute(files, "RegionalDomainName")}}};
}

}  // namespace existing_tables
