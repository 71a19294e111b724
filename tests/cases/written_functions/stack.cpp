/// A function of CloudFormation that is written as an object is one: what it refers to is checked, and follows a new
/// logical id. And elements that leave a list are those of the list before.
#include <bob/aws/dynamodb.h>
#include <bob/aws/iam.h>
#include <bob/aws/sns.h>
#include <bob/bob.h>

namespace written_functions {

namespace sns = bob::aws::sns;
using bob::Array;
using bob::Object;
using bob::Override;

static const sns::Topic a{.name = "A"}, b{.name = "B"};
static const bob::aws::iam::Role role{
    .name = "Role",
    .AssumeRolePolicyDocument =
        Object{{"Version", "2012-10-17"},
               {"Statement", Array{Object{{"Effect", "Allow"},
                                          {"Principal", Object{{"Service", "lambda.amazonaws.com"}}},
                                          {"Action", "sts:AssumeRole"}}}}},
    .ManagedPolicyArns = {"arn:aws:iam::aws:policy/AWSLambdaExecute",
                          "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
                          "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
                          "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"},
};
static constexpr bob::Queue elsewhere{.name = "elsewhere", .existing = {.name = "elsewhere"}};
static const bob::aws::dynamodb::Table orders{
    .name = "Orders",
    .AttributeDefinitions = {{.AttributeName = "id", .AttributeType = "S"}},
    .BillingMode = "PAY_PER_REQUEST",
    .KeySchema = {{.AttributeName = "id", .KeyType = "HASH"}},
    .PointInTimeRecoverySpecification = {{.PointInTimeRecoveryEnabled = true}},
    .deletion_policy = bob::DeletionPolicy::retain,
    .update_replace_policy = bob::DeletionPolicy::retain,
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {
                a,
                b,
                role,
                elsewhere,
                orders,
                bob::Condition{.name = "InA", .equals = {bob::ref("AWS::Region"), "eu-central-1"}},
                sns::Topic{.name = "C",
                           .DisplayName = Object{{"Fn::If", Array{"InA", Object{{"Ref", "AWS::StackName"}}, "x"}}},
                           .depends_on = {a, elsewhere, "Role"}},
                sns::Topic{
                    .name = "D",
                    .DisplayName = Object{{"Fn::Sub", Array{"${A.TopicName}-${x}", Object{{"x", bob::ref(b)}}}}}},
                sns::Topic{.name = "E", .DisplayName = Object{{"Fn::GetAtt", "B.TopicName"}}},
                Override{.of = a, .logical_id = "B"},
                Override{.of = b, .logical_id = "A"},
                Override{.of = role, .remove = {"ManagedPolicyArns[0]", "ManagedPolicyArns[1]"}},
            },
    };
}

}  // namespace written_functions
