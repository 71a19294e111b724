/// The backend of a shop: orders are placed, paid for, shipped and delivered. It uses more of AWS than a shop of this
/// size has to, since it is also where bob's features prove that they work together: docs/orders.md.
#include <bob/aws/apigateway.h>
#include <bob/aws/cognito.h>
#include <bob/aws/events.h>
#include <bob/aws/kms.h>
#include <bob/aws/ssm.h>
#include <bob/bob.h>

#include "api.h"
#include "fulfilment.h"
#include "functions.h"
#include "messages.h"
#include "network.h"
#include "sign_in.h"
#include "tables.h"
#include "web.h"

namespace orders {

/// API Gateway writes its logs with one role of the account, and this account has no other API.
static const iam::Role writes_api_logs{
    .name = "WritesApiLogs",
    .AssumeRolePolicyDocument = taken_by("apigateway.amazonaws.com"),
    .ManagedPolicyArns = {bob::sub("arn:${AWS::Partition}:iam::aws:policy/service-role/"
                                   "AmazonAPIGatewayPushToCloudWatchLogs")},
};
static const bob::aws::apigateway::Account api_account{
    .name = "ApiAccount",
    .CloudWatchRoleArn = writes_api_logs,
};

static const bob::aws::cognito::UserPoolGroup staff{
    .name = "Staff",
    .Description = "May change the status of orders",
    .GroupName = "staff",
    .UserPoolId = bob::ref(people),
};

/// What the carrier said in the last month can be played again.
static const bob::aws::events::Archive carrier_archive{
    .name = "CarrierArchive",
    .RetentionDays = 30,
    .SourceArn = carrier_bus,
};

/// For the shop's other backends.
static const bob::aws::ssm::Parameter news_for_others{
    .name = "NewsForOthers",
    .Description = "The topic with every change of an order",
    .Name = bob::sub("/${AWS::StackName}/order-news"),
    .Type = "String",
    .Value = bob::ref(order_news),
};

/// Production's key, for what people wrote and bought. Services that fill its queues and topics have to use it, too.
static const bob::aws::kms::Key shop_key{
    .name = "ShopKey",
    .Description = "What customers ordered",
    .EnableKeyRotation = true,
    .KeyPolicy =
        Object{
            {"Version", "2012-10-17"},
            {"Statement",
             Array{Object{{"Effect", "Allow"},
                          {"Principal", Object{{"AWS", bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")}}},
                          {"Action", "kms:*"},
                          {"Resource", "*"}},
                   Object{{"Effect", "Allow"},
                          {"Principal", Object{{"Service", Array{"cloudwatch.amazonaws.com", "sns.amazonaws.com"}}}},
                          {"Action", Array{"kms:Decrypt", "kms:GenerateDataKey*"}},
                          {"Resource", "*"},
                          {"Condition",
                           Object{{"StringEquals", Object{{"aws:SourceAccount", bob::ref("AWS::AccountId")}}}}}},
                   Object{{"Effect", "Allow"},
                          {"Principal", Object{{"Service", "cloudfront.amazonaws.com"}}},
                          {"Action", "kms:Decrypt"},
                          {"Resource", "*"},
                          {"Condition",
                           Object{{"StringEquals", Object{{"aws:SourceAccount", bob::ref("AWS::AccountId")}}}}}}}}},
    .deletion_policy = bob::DeletionPolicy::retain,
    .update_replace_policy = bob::DeletionPolicy::retain,
};

/// Reads go on when a Region does not.
static constexpr bob::Config<std::string> replica_key{"orders.replica_key"};
static constexpr bob::Replication second_region{
    .replicas = {{.region = "us-west-2", .kms_key = replica_key, .point_in_time_recovery = true}},
};

bob::Stack stack(const bob::Stage& stage) {
    const bool production = stage.production();

    bob::Stack made{
        .name = "orders",
        .description = "The orders of a shop: placed, paid for, shipped, delivered",
        .functions = {.architecture = bob::Architecture::arm64, .tracing = bob::Tracing::active},
        .hardened = production,
        .alarms = {.topics = {alerts}},
        .dashboard = true,
        .resources =
            {
                products,
                listeners,
                people,
                web,
                staff,
                signed_in,
                photos,
                app,
                create_order,
                advance_order,
                pay_order,
                price_list,
                health,
                web_key,
                web_plan,
                partner_key,
                partner_plan,
                writes_api_logs,
                api_account,
                vpc,
                subnet_a,
                subnet_b,
                inside,
                inside_a,
                inside_b,
                stock_keeper,
                data_api_door,
                stock_group,
                to_data_api,
                to_tables,
                stock_subnets,
                stock,
                stock_writer,
                reserve_stock,
                payments,
                fulfilment_log,
                fulfilment_role,
                fulfilment,
                tidy_role,
                tidy,
                night_role,
                each_night,
                lost,
                shipments,
                order_news,
                alerts,
                news_for_others,
                order_changed,
                ship,
                live,
                listen,
                notify,
                carrier_bus,
                carrier_archive,
                parcel_delivered,
                pages,
                signs_for_pages,
                without_prefix,
                site(stage.name()),
                bob::Output{.name = "Address", .value = bob::attribute("Site", "DomainName")},
                bob::Output{.name = "UserPoolId", .value = ref(people)},
                bob::Output{.name = "UserPoolClientId", .value = ref(web)},
                bob::Output{.name = "IdentityPoolId", .value = ref(app)},
            },
    };
    if (!production) {
        made.data_policy = bob::DeletionPolicy::remove;
        made.add({placed_orders, read_orders, front});
        return made;
    }

    made.kms_key = bob::attribute(shop_key, "Arn");
    bob::Table<Order> replicated = placed_orders;
    replicated.replication = second_region;
    bob::Function warm = read_orders;
    warm.alias = {
        .name = "live",
        .provisioned_concurrency = 2,
        .scaling = {.maximum = 20,
                    .target_utilization = 0.7,
                    .schedules = {{.schedule = "cron(0 7 * * ? *)", .timezone = "America/New_York", .minimum = 5},
                                  {.schedule = "cron(0 23 * * ? *)", .timezone = "America/New_York", .minimum = 2}}}};
    bob::RestApi large = front;
    large.stage = prod_stage;
    made.add({shop_key, replicated, warm, large});
    return made;
}

}  // namespace orders
