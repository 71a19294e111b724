#include <bob/bob.h>

namespace fail_table_unknown_value {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {
                    {"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "String"}}}},
                    {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "hash"}}}},
                    {"BillingMode", "ON_DEMAND"},
                    {"TableClass", "INFREQUENT"}}}}};
}

}  // namespace fail_table_unknown_value
