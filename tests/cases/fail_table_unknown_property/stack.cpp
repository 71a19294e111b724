#include <bob/bob.h>

namespace fail_table_unknown_property {

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
                           {"StreamSpecification", Object{{"StreamEnabled", true}, {"StreamViewType", "NEW_IMAGE"}}},
                           {"tableName", "games"},
                           {"LocalSecondaryIndexs", Array{}}}}}};
}

}  // namespace fail_table_unknown_property
