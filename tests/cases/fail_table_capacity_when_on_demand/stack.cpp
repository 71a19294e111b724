#include <bob/bob.h>

namespace fail_table_capacity_when_on_demand {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "games",
        .resources = {bob::RawResource{
            .name = "Games",
            .type = "AWS::DynamoDB::Table",
            .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                           {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                           {"BillingMode", "PAY_PER_REQUEST"},
                           {"ProvisionedThroughput", Object{{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}}}}}}};
}

}  // namespace fail_table_capacity_when_on_demand
