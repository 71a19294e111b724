/// A kind that the project itself writes, as one resource of a type in `bob::aws`.
#include <bob/aws/cloudwatch.h>
#include <bob/bob.h>

namespace own_kind {

/// An alarm when messages wait too long in a queue.
struct WaitAlarm {
    static constexpr bob::Kind kind = bob::Kind::resource;
    static constexpr const bob::aws::Type& aws = bob::aws::cloudwatch::Alarm::aws;

    bob::LogicalId name;
    bob::Link<bob::Kind::queue> queue;
    bob::aws::Number seconds;
    bob::Text condition = {};

    bob::aws::cloudwatch::Alarm resource() const {
        return {
            .name = name,
            .ComparisonOperator = "GreaterThanThreshold",
            .Dimensions = {{.Name = "QueueName", .Value = bob::attribute(queue, "QueueName")}},
            .EvaluationPeriods = 1,
            .MetricName = "ApproximateAgeOfOldestMessage",
            .Namespace = "AWS/SQS",
            .Period = 60,
            .Statistic = "Maximum",
            .Threshold = seconds,
            .condition = condition,
        };
    }
};

static constexpr bob::Config<int> patience{"alarm.seconds"};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue orders{.name = "orders"};
static const WaitAlarm late_mail{.name = "LateMail", .queue = mail, .seconds = 300};
static constexpr bob::Function report{.name = "report", .uses = {bob::allows<"cloudwatch:SetAlarmState", late_mail>}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {mail, orders, late_mail, report,
                      WaitAlarm{.name = "LateOrders", .queue = orders, .seconds = patience},
                      bob::Output{.name = "Alarm", .value = bob::get_att<"Arn">(late_mail)},
                      bob::Override{.of = late_mail, .set = {{"AlarmDescription", "mail is late"}}}},
    };
}

}  // namespace own_kind
