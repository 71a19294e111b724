#include <bob/bob.h>

namespace fail_table_capacity_missing {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {{"AttributeDefinitions", Array{Object{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                               {"KeySchema", Array{Object{{"AttributeName", "id"}, {"KeyType", "HASH"}}}}}}}};
}

}  // namespace fail_table_capacity_missing
