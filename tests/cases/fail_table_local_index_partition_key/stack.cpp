#include <bob/bob.h>

namespace fail_table_local_index_partition_key {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {[] {
                const auto define = [](const char* name) {
                    return Object{{"AttributeName", name}, {"AttributeType", "S"}};
                };
                const auto part = [](const char* name, const char* type) {
                    return Object{{"AttributeName", name}, {"KeyType", type}};
                };
                return bob::RawResource{
                    .name = "Games",
                    .type = "AWS::DynamoDB::Table",
                    .properties = {
                        {"AttributeDefinitions", Array{define("owner"), define("id"), define("status")}},
                        {"KeySchema", Array{part("owner", "HASH"), part("id", "RANGE")}},
                        {"BillingMode", "PAY_PER_REQUEST"},
                        {"LocalSecondaryIndexes",
                         Array{Object{{"IndexName", "ByStatus"},
                                      {"KeySchema", Array{Object{{"AttributeName", "status"}, {"KeyType", "HASH"}},
                                                          Object{{"AttributeName", "owner"}, {"KeyType", "RANGE"}}}},
                                      {"Projection", Object{{"ProjectionType", "ALL"}}}}}}}};
            }()}};
}

}  // namespace fail_table_local_index_partition_key
