#include <bob/bob.h>

namespace fail_table_local_index_count {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {[] {
                const auto part = [](bob::RuntimeText name, const char* type) {
                    return Object{{"AttributeName", name}, {"KeyType", type}};
                };
                Array indexes, definitions{Object{{"AttributeName", "id"}, {"AttributeType", "S"}},
                                           Object{{"AttributeName", "at"}, {"AttributeType", "S"}}};
                for (int i = 1; i <= 6; ++i) {
                    const bob::RuntimeText name = bob::runtime("sensor" + std::to_string(i));
                    definitions.values.push_back(Object{{"AttributeName", name}, {"AttributeType", "S"}});
                    indexes.values.push_back(Object{{"IndexName", name},
                                                    {"KeySchema", Array{part({"id"}, "HASH"), part(name, "RANGE")}},
                                                    {"Projection", Object{{"ProjectionType", "ALL"}}}});
                }
                return bob::RawResource{
                    .name = "Readings",
                    .type = "AWS::DynamoDB::Table",
                    .properties = {{"AttributeDefinitions", definitions},
                                   {"KeySchema", Array{part({"id"}, "HASH"), part({"at"}, "RANGE")}},
                                   {"BillingMode", "PAY_PER_REQUEST"},
                                   {"LocalSecondaryIndexes", indexes}}};
            }()}};
}

}  // namespace fail_table_local_index_count
