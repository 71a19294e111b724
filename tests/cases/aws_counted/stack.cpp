/// The types that other projects need most and that have no kind of their own.
#include <bob/aws/apigateway.h>
#include <bob/aws/cloudfront.h>
#include <bob/aws/cloudwatch.h>
#include <bob/aws/cognito.h>
#include <bob/aws/ec2.h>
#include <bob/aws/iam.h>
#include <bob/aws/lambda.h>
#include <bob/aws/ssm.h>
#include <bob/aws/wafv2.h>
#include <bob/bob.h>

namespace aws_counted {

namespace aws = bob::aws;
using bob::Object;

static constexpr bob::Bucket pages{.name = "pages"};
static constexpr bob::Topic alerts{.name = "alerts"};
static constexpr bob::Parameter vpc{.name = "Vpc", .type = "AWS::EC2::VPC::Id"};
static constexpr bob::Parameter subnets{.name = "Subnets", .type = "List<AWS::EC2::Subnet::Id>"};
static constexpr bob::UserPool users{.name = "users"};
static constexpr bob::UserPoolClient web{.name = "web", .user_pool = users};

static const aws::ssm::Parameter table_name{
    .name = "PageBucket", .Name = "/shop/pages", .Type = "String", .Value = bob::ref(pages)};

static const aws::ec2::SecurityGroup outside{
    .name = "Outside",
    .GroupDescription = "HTTPS to the outside",
    .SecurityGroupEgress = {{.CidrIp = "0.0.0.0/0", .FromPort = 443, .IpProtocol = "tcp", .ToPort = 443}},
    .VpcId = vpc,
};

static const aws::cognito::IdentityPool visitors{
    .name = "Visitors",
    .AllowUnauthenticatedIdentities = false,
    .CognitoIdentityProviders = {{.ClientId = bob::ref(web), .ProviderName = bob::attribute(users, "ProviderName")}},
};

static const aws::lambda::LayerVersion fonts{
    .name = "Fonts",
    .CompatibleArchitectures = {"x86_64"},
    .Content = {{.S3Bucket = bob::ref(pages), .S3Key = "layers/fonts.zip"}},
};

static constexpr bob::Function render{
    .name = "render",
    .layers = {bob::ref("Fonts")},
    .vpc = {.security_group_ids = {bob::attribute("Outside", "GroupId")}, .subnet_ids = {bob::ref(subnets)}},
};

static const aws::cloudwatch::Alarm failures{
    .name = "Failures",
    .AlarmActions = {bob::ref(alerts)},
    .ComparisonOperator = "GreaterThanThreshold",
    .Dimensions = {{.Name = "FunctionName", .Value = bob::ref(render)}},
    .EvaluationPeriods = 1,
    .MetricName = "Errors",
    .Namespace = "AWS/Lambda",
    .Period = 300,
    .Statistic = "Sum",
    .Threshold = 0,
    .TreatMissingData = "notBreaching",
};

static const aws::wafv2::WebACL wall{
    .name = "Wall",
    .DefaultAction = {{.Allow = Object{}}},
    .Scope = "CLOUDFRONT",
    .VisibilityConfig = {{.CloudWatchMetricsEnabled = true, .MetricName = "wall", .SampledRequestsEnabled = false}},
};

static const aws::cloudfront::OriginAccessControl signs{
    .name = "Signs",
    .OriginAccessControlConfig = {{.Name = "pages",
                                   .OriginAccessControlOriginType = "s3",
                                   .SigningBehavior = "always",
                                   .SigningProtocol = "sigv4"}},
};

static const aws::cloudfront::Distribution site{
    .name = "Site",
    .DistributionConfig = {{
        .DefaultCacheBehavior = {{.CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6",
                                  .TargetOriginId = "pages",
                                  .ViewerProtocolPolicy = "redirect-to-https"}},
        .DefaultRootObject = "index.html",
        .Enabled = true,
        .Origins = {{.DomainName = bob::attribute(pages, "RegionalDomainName"),
                     .Id = "pages",
                     .OriginAccessControlId = bob::get_att<"Id">(signs),
                     .S3OriginConfig = {{.OriginAccessIdentity = ""}}}},
        .WebACLId = bob::get_att<"Arn">(wall),
    }},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {pages, alerts, vpc, subnets, users, web, table_name, outside, visitors, fonts, render,
                          failures, wall, signs, site}};
}

}  // namespace aws_counted
