#include <bob/bob.h>

namespace fail_table_wrong_type {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                               {"KeySchema", Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}},
                               {"BillingMode", Array{"PAY_PER_REQUEST"}},
                               {"DeletionProtectionEnabled", "on"},
                               {"Tags", "none"}}}}};
}

}  // namespace fail_table_wrong_type
