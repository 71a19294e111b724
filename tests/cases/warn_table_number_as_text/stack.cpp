#include <bob/bob.h>

namespace warn_table_number_as_text {

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
                               {"TableName", 1234},
                               {"Tags", Array{Object{{"Key", "on"}, {"Value", true}}}}}}}};
}

}  // namespace warn_table_number_as_text
