/// Roles that are given: bob says what they must allow, and makes none.
#include <bob/bob.h>

namespace warn_given_role {

using bob::Array;
using bob::Object;

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};
static constexpr bob::Queue mail{.name = "mail", .existing = {.arn = bob::import_value("mail-arn")}};

static constexpr bob::Function place_order{.name = "placeOrder", .uses = {bob::writes<orders>, bob::sends<mail>}};
static constexpr bob::Function send_mail{.name = "sendMail", .sqs = {{.queue = mail}}};
static constexpr bob::Function by_arn{.name = "byArn", .role = "arn:aws:iam::123456789012:role/shop"};
static constexpr bob::Function by_parameter{.name = "byParameter", .role = bob::ref("RoleArn")};
static constexpr bob::Function by_output{.name = "byOutput", .role = bob::stack_output("roles", "Shop")};
static constexpr bob::Function own{.name = "own", .role = bob::attribute("OwnRole", "Arn")};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .description = "Uses what other stacks have",
            .functions = {.role = bob::import_value("shop-role")},
            .resources = {
                orders, mail, place_order, send_mail, by_arn, by_parameter, by_output, own,
                bob::Parameter{.name = "RoleArn"},
                bob::RawResource{
                    .name = "OwnRole",
                    .type = "AWS::IAM::Role",
                    .properties = {
                        {"AssumeRolePolicyDocument",
                         Object{{"Version", "2012-10-17"},
                                {"Statement", Array{Object{{"Effect", "Allow"},
                                                           {"Principal", Object{{"Service", "lambda.amazonaws.com"}}},
                                                           {"Action", "sts:AssumeRole"}}}}}}}}}};
}

}  // namespace warn_given_role
