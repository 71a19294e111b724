/// One change of each kind: of the declaration's own resource, and of others that it makes.
#include <bob/bob.h>

namespace overrides {

using bob::Array;
using bob::Object;
using bob::Override;
using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function place_order{
    .name = "placeOrder",
    .http_api = {{bob::POST, "/orders"}, {bob::GET, "/orders/{id}"}},
    .schedule = {{.expression = "rate(1 hour)"}},
    .uses = {bob::sends<mail>},
    .tracing = bob::Tracing::active,
    .tags = {{"team", "shop"}},
};
static constexpr bob::Function send_mail{.name = "sendMail", .sqs = {{.queue = mail}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {
                mail,
                place_order,
                send_mail,
                bob::Condition{.name = "IsLarge", .equals = {bob::ref("AWS::Region"), "eu-central-1"}},
                Override{
                    .of = place_order,
                    .set = {{"LoggingConfig.LogFormat", "JSON"}, {"RecursiveLoop", "Allow"}, {"MemorySize", 512}},
                    .remove = {"TracingConfig"},
                    .append = {{"Layers", "arn:aws:lambda:eu-central-1:123456789012:layer:fonts:3"}},
                    .tags = {{"team", "orders"}, {"part", "api"}},
                    .depends_on = {"MailQueue"},
                    .metadata = {{"Owner", "orders@example.com"}},
                },
                Override{
                    .of = role_of(place_order),
                    .set = {{"Path", "/orders/"},
                            {"PermissionsBoundary",
                             bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/developers")}},
                    .append = {{"Policies[0].PolicyDocument.Statement",
                                Object{{"Effect", "Deny"}, {"Action", "s3:DeleteBucket"}, {"Resource", "*"}}}},
                },
                Override{
                    .of = log_group_of(place_order),
                    .deletion_policy = bob::DeletionPolicy::retain,
                    .update_replace_policy = bob::DeletionPolicy::retain,
                },
                Override{
                    .of = stage_of(bob::HttpApi{}),
                    .set = {{"DefaultRouteSettings.ThrottlingBurstLimit", 20},
                            {"DefaultRouteSettings.ThrottlingRateLimit", 10},
                            {"StageVariables", Object{{"colour", "blue"}}}},
                },
                Override{.of = integration_of(place_order), .set = {{"TimeoutInMillis", 10000}}},
                Override{.of = route_of(place_order, "GET /orders/{id}"), .set = {{"OperationName", "getOrder"}}},
                Override{.of = permission_of(place_order, "http_api"),
                         .set = {{"SourceAccount", bob::ref("AWS::AccountId")}}},
                Override{.of = rule_of(place_order), .set = {{"Targets[0].RetryPolicy.MaximumRetryAttempts", 2}}},
                Override{
                    .of = event_source_mapping_of(send_mail, "mail"),
                    .set = {{"MetricsConfig", Object{{"Metrics", Array{"EventCount"}}}}},
                    .condition = "IsLarge",
                },
                Override{.of = mail, .set = {{"MessageRetentionPeriod", 1209600}}},
                Override{.of = "SendMailRole", .set = {{"Description", "sends mail"}}},
            },
    };
}

}  // namespace overrides
