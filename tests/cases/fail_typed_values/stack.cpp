#include <bob/aws/cloudwatch.h>
#include <bob/aws/sns.h>
#include <bob/bob.h>

#include <limits>

namespace fail_typed_values {

namespace sns = bob::aws::sns;
using bob::Array;
using bob::Object;

static const sns::Topic topic{.name = "Topic", .DisplayName = "orders"};
static constexpr bob::Function report{.name = "report", .environment = {{"COLOUR", "red"}, {"COLOUR", "blue"}}};
static constexpr bob::RestApi api{.existing = {.id = "abcdefghij", .root_resource_id = "klmnopqrst"}};
static constexpr bob::Function get_order{.name = "getOrder",
                                         .http = {{bob::GET, "/orders"}},
                                         .layers = {"arn:aws:lambda:eu-central-1:123456789012:layer:a:1",
                                                    "arn:aws:lambda:eu-central-1:123456789012:layer:b:1"}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {
                topic,
                report,
                api,
                get_order,
                sns::Topic{.name = "A", .DisplayName = Object{{"Fn::If", Array{"NoCondition", "x", "y"}}}},
                sns::Topic{.name = "B", .DisplayName = Object{{"Fn::Sub", "${Nowhere}"}}},
                sns::Topic{.name = "C", .DisplayName = Object{{"Fn::If", Array{"NoCondition", "x"}}}},
                bob::RawResource{
                    .name = "D", .type = "AWS::SNS::Topic", .properties = {{"DisplayName", "a"}, {"DisplayName", "b"}}},
                bob::aws::cloudwatch::Alarm{
                    .name = "E",
                    .ComparisonOperator = "GreaterThanThreshold",
                    .EvaluationPeriods = 1,
                    .MetricName = "Errors",
                    .Namespace = "AWS/Lambda",
                    .Period = 60,
                    .Statistic = "Sum",
                    .Threshold = std::numeric_limits<double>::infinity(),
                },
                bob::Override{.of = topic, .set = {bob::aws::property(&sns::Topic::KmsMasterKeyId, {})}},
                bob::Override{.of = api, .set = {{"Name", "orders"}}},
                bob::Every{.of = bob::Kind::function, .set = {bob::aws::property(&sns::Topic::DisplayName, "x")}},
                bob::Override{.of = get_order, .remove = {"Layers[0]"}},
                bob::Override{.of = get_order,
                              .set = {{"Layers[1]", "arn:aws:lambda:eu-central-1:123456789012:layer:c:1"}}},
                bob::Override{.of = role_of(report), .set = {{"AssumeRolePolicyDocument", bob::ref("AWS::NoValue")}}},
            },
    };
}

}  // namespace fail_typed_values
