#include <bob/bob.h>

namespace fail_table_on_demand_limit_when_provisioned {

using bob::attribute;
using bob::ScalarType;

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    const bob::RawResource games{
        .name = "Games",
        .type = "AWS::DynamoDB::Table",
        .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                       {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                       {"BillingMode", "PROVISIONED"},
                       {"ProvisionedThroughput", Object{{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}}},
                       {"OnDemandThroughput", Object{{"MaxReadRequestUnits", 100}}}}};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_on_demand_limit_when_provisioned
