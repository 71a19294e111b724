/// ARNs, names and ids that belong to something else.
#include <bob/bob.h>

namespace fail_not_of_this_kind {

static constexpr bob::Queue mail{.name = "mail", .existing = {.arn = "arn:aws:sns:eu-central-1:123456789012:mail"}};
static constexpr bob::Queue named{.name = "named", .existing = {.name = "arn:aws:sqs:eu-central-1:123456789012:mail"}};
static constexpr bob::Table<> orders{
    .name = "Orders", .existing = {.stream_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders"}};
static constexpr bob::Table<> index{
    .name = "Index", .existing = {.arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/index/ByDay"}};
static constexpr bob::Bucket files{.name = "files", .existing = {.arn = "shop-files"}};
static constexpr bob::HttpApi api{.name = "shop",
                                  .existing = {.id = "https://a1b2c3.execute-api.eu-central-1.amazonaws.com"}};
static constexpr bob::RestApi rest{
    .name = "rest",
    .existing = {.id = "a1b2c3",
                 .root_resource_id = "x1y2z3",
                 .stage = bob::ref("LiveStage"),
                 .paths = {{"/", "x1y2z3"}, {"users", "u1v2w3"}, {"/orders", "o1p2q3"}, {"/orders", "o4p5q6"}}}};
static constexpr bob::Topic news{.name = "news", .existing = {.arn = "arn:aws:sns:${AWS::Region}:123456789012:news"}};
static constexpr bob::Queue other{
    .name = "other", .existing = {.arn = "arn:aws:sqs:eu-central-1:123456789012:other", .name = "another"}};
static constexpr bob::Table<> stream{
    .name = "Stream",
    .existing = {
        .arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
        .stream_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/books/stream/2026-01-01T00:00:00.000"}};
static constexpr bob::UserPool staff{.name = "staff",
                                     .existing = {.arn = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/"
                                                         "eu-central-1_AbCdEfGhI",
                                                  .id = "eu-central-1_AbCdEfGhJ"}};
static constexpr bob::Function worker{.name = "worker", .role = "shop-role"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, named, orders, index, files, api, rest, news, other, stream, staff, worker,
                          bob::Parameter{.name = "LiveStage"}}};
}

}  // namespace fail_not_of_this_kind
