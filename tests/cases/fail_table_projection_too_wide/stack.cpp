#include <bob/bob.h>

namespace fail_table_projection_too_wide {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {[] {
                Array names;
                for (int i = 1; i <= 21; ++i) names.values.push_back(bob::runtime("a" + std::to_string(i)));
                return bob::RawResource{
                    .name = "Games",
                    .type = "AWS::DynamoDB::Table",
                    .properties = {
                        {"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                        {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                        {"BillingMode", "PAY_PER_REQUEST"},
                        {"GlobalSecondaryIndexes",
                         Array{Object{
                             {"IndexName", "Again"},
                             {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                             {"Projection", Object{{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", names}}}}}}}};
            }()}};
}

}  // namespace fail_table_projection_too_wide
