#include <bob/bob.h>

namespace fail_table_key_empty {

using bob::Array;
using bob::Object;

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::RawResource{
                .name = "Games",
                .type = "AWS::DynamoDB::Table",
                .properties = {
                    {"AttributeDefinitions", Array{}}, {"KeySchema", Array{}}, {"BillingMode", "PAY_PER_REQUEST"}}}}};
}

}  // namespace fail_table_key_empty
