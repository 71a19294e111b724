#include <bob/bob.h>

namespace fail_table_attribute_unused {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "games",
        .resources = {bob::RawResource{
            .name = "Games",
            .type = "AWS::DynamoDB::Table",
            .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}},
                                                          Object{{"AttributeName", "email"}, {"AttributeType", "S"}}}},
                           {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}},
                           {"BillingMode", "PAY_PER_REQUEST"}}}}};
}

}  // namespace fail_table_attribute_unused
