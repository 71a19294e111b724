#include <bob/bob.h>

namespace fail_table_missing_property {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {
                    {"AttributeDefinitions", Array{Object{{"AttributeName", "id"}}}},
                    {"BillingMode", "PAY_PER_REQUEST"},
                    {"GlobalSecondaryIndexes", Array{Object{{"IndexName", "ByStatus"},
                                                            {"KeySchema", bob::ref("AWS::NoValue")},
                                                            {"Projection", Object{{"ProjectionType", "ALL"}}}}}}}}}};
}

}  // namespace fail_table_missing_property
