#include <bob/bob.h>

namespace fail_table_global_index_count {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "games",
        .resources = {[] {
            const auto key = [](bob::RuntimeText name) {
                return Array{Object{{"AttributeName", name}, {"KeyType", "HASH"}}};
            };
            Array indexes, definitions{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}};
            for (int i = 1; i <= 21; ++i) {
                const bob::RuntimeText name = bob::runtime("sensor" + std::to_string(i));
                definitions.values.push_back(Object{{"AttributeName", name}, {"AttributeType", "S"}});
                indexes.values.push_back(Object{
                    {"IndexName", name}, {"KeySchema", key(name)}, {"Projection", Object{{"ProjectionType", "ALL"}}}});
            }
            return bob::RawResource{.name = "Readings",
                                    .type = "AWS::DynamoDB::Table",
                                    .properties = {{"AttributeDefinitions", definitions},
                                                   {"KeySchema", key({"id"})},
                                                   {"BillingMode", "PAY_PER_REQUEST"},
                                                   {"GlobalSecondaryIndexes", indexes}}};
        }()}};
}

}  // namespace fail_table_global_index_count
