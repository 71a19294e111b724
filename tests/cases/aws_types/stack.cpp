// Types of `bob::aws`: what each sort of property takes, and how the resources refer to each other and to typed kinds.
#include <bob/aws/backup.h>
#include <bob/aws/cloudwatch.h>
#include <bob/aws/iam.h>
#include <bob/aws/kinesis.h>
#include <bob/aws/logs.h>
#include <bob/aws/scheduler.h>
#include <bob/bob.h>

namespace aws_types {

inline constexpr bob::Topic news{.name = "news"};
inline constexpr bob::Parameter zone{.name = "Zone", .default_value = "Europe/Berlin"};

inline const bob::aws::kinesis::Stream orders{
    .name = "Orders",
    .DesiredShardLevelMetrics = {"IncomingBytes", "IteratorAgeMilliseconds"},
    .RetentionPeriodHours = 48,
    .StreamModeDetails = {{.StreamMode = "ON_DEMAND"}},
    .Tags = {{.Key = "team", .Value = "orders"}, {.Key = "region", .Value = bob::ref("AWS::Region")}},
    .deletion_policy = bob::DeletionPolicy::retain,
    .update_replace_policy = bob::DeletionPolicy::retain,
};

inline const bob::aws::iam::Role role{
    .name = "SchedulerRole",
    .AssumeRolePolicyDocument =
        bob::Object{
            {"Version", "2012-10-17"},
            {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                 {"Action", "sts:AssumeRole"},
                                                 {"Principal", bob::Object{{"Service", "scheduler.amazonaws.com"}}}}}}},
    .Policies = {{.PolicyDocument = bob::Object{{"Version", "2012-10-17"},
                                                {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                                                     {"Action", "kinesis:PutRecord"},
                                                                                     {"Resource", bob::arn(orders)}}}}},
                  .PolicyName = "orders"}},
};

inline const bob::aws::scheduler::Schedule nightly{
    .name = "Nightly",
    .FlexibleTimeWindow = {{.MaximumWindowInMinutes = 30, .Mode = "FLEXIBLE"}},
    .ScheduleExpression = "cron(0 3 * * ? *)",
    .ScheduleExpressionTimezone = zone,
    .Target = {{
        .Arn = bob::get_att<"Arn">(orders),
        .Input = "{}",
        .KinesisParameters = {{.PartitionKey = "night"}},
        .RoleArn = role,
    }},
    .depends_on = {role},
};

inline constexpr bob::Config<double> latest{"orders.latest"};

inline const bob::aws::cloudwatch::Alarm late{
    .name = "Late",
    .ActionsEnabled = true,
    .AlarmActions = {news},
    .ComparisonOperator = "GreaterThanThreshold",
    .Dimensions = {{.Name = "StreamName", .Value = bob::ref(orders)}},
    .EvaluationPeriods = 3,
    .MetricName = "GetRecords.IteratorAgeMilliseconds",
    .Namespace = "AWS/Kinesis",
    .Period = 60,
    .Statistic = "Maximum",
    .Threshold = latest,
};

inline const bob::aws::backup::BackupVault vault{
    .name = "Vault",
    .BackupVaultName = "orders",
    .BackupVaultTags = {{"team", "orders"}, {"stack", bob::ref("AWS::StackName")}},
    .deletion_policy = bob::DeletionPolicy::retain,
    .update_replace_policy = bob::DeletionPolicy::retain,
};

inline constexpr bob::Function take{
    .name = "take",
    .uses = {bob::allows<"kinesis:PutRecord", orders>, bob::allows<"kinesis:PutRecords", orders>,
             bob::allows<"sns:GetTopicAttributes", news>},
    .environment = {{"ORDERS", bob::ref(orders)}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "orders",
            .resources = {zone, news, orders, role, nightly, late, vault, take,
                          bob::Output{.name = "OrdersArn", .value = bob::get_att<"Arn">(orders)}}};
}

}  // namespace aws_types
