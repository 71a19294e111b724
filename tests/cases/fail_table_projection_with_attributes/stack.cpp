#include <bob/bob.h>

namespace fail_table_projection_with_attributes {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                               {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                               {"BillingMode", "PAY_PER_REQUEST"},
                               {"GlobalSecondaryIndexes",
                                Array{Object{{"IndexName", "Again"},
                                             {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                                             {"Projection", Object{{"ProjectionType", "ALL"},
                                                                   {"NonKeyAttributes", Array{"title"}}}}}}}}}}};
}

}  // namespace fail_table_projection_with_attributes
