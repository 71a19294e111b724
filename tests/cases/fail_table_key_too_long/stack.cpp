#include <bob/bob.h>

namespace fail_table_key_too_long {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "games",
        .resources = {bob::RawResource{
            .name = "Games",
            .type = "AWS::DynamoDB::Table",
            .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "tenant"}, {"AttributeType", "S"}},
                                                          Object{{"AttributeName", "year"}, {"AttributeType", "N"}},
                                                          Object{{"AttributeName", "month"}, {"AttributeType", "N"}}}},
                           {"KeySchema", Array{Object{{"AttributeName", "tenant"}, {"KeyType", "HASH"}},
                                               Object{{"AttributeName", "year"}, {"KeyType", "RANGE"}},
                                               Object{{"AttributeName", "month"}, {"KeyType", "RANGE"}}}},
                           {"BillingMode", "PAY_PER_REQUEST"}}}}};
}

}  // namespace fail_table_key_too_long
