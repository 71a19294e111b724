// Thirty types of `bob::aws` that `pick` takes at random, each with its properties of different sorts. `resources.json`
// is written by hand after AWS's template reference.
#include <bob/aws/apigateway.h>
#include <bob/aws/appsync.h>
#include <bob/aws/cloudformation.h>
#include <bob/aws/cloudfront.h>
#include <bob/aws/codestarnotifications.h>
#include <bob/aws/dataexchange.h>
#include <bob/aws/datasync.h>
#include <bob/aws/detective.h>
#include <bob/aws/docdbelastic.h>
#include <bob/aws/ec2.h>
#include <bob/aws/elementalinference.h>
#include <bob/aws/fsx.h>
#include <bob/aws/gamelift.h>
#include <bob/aws/glue.h>
#include <bob/aws/greengrass.h>
#include <bob/aws/guardduty.h>
#include <bob/aws/iam.h>
#include <bob/aws/imagebuilder.h>
#include <bob/aws/inspectorv2.h>
#include <bob/aws/lightsail.h>
#include <bob/aws/macie.h>
#include <bob/aws/notifications.h>
#include <bob/aws/oam.h>
#include <bob/aws/pinpoint.h>
#include <bob/aws/resiliencehubv2.h>
#include <bob/aws/route53profiles.h>
#include <bob/aws/route53recoveryreadiness.h>
#include <bob/aws/sagemaker.h>
#include <bob/aws/ses.h>
#include <bob/aws/signer.h>
#include <bob/bob.h>

namespace aws_sample {

namespace aws = bob::aws;

inline constexpr bob::Parameter api{.name = "Api"};
inline constexpr bob::Parameter domain{.name = "Domain"};
inline constexpr bob::Parameter table_of_routes{.name = "RouteTable"};
inline constexpr bob::Parameter files{.name = "Files"};

struct Item {
    std::string id;
};
inline constexpr bob::Table<Item> items{.name = "Items", .partition_key = bob::key<&Item::id>};
inline constexpr bob::Queue changes{.name = "changes"};
inline constexpr bob::Topic news{.name = "news", .tls_only = false};

inline const aws::iam::Role worker{
    .name = "Worker",
    .AssumeRolePolicyDocument =
        R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": ["glue.amazonaws.com", "sagemaker.amazonaws.com"]}}]})",
};
inline const aws::ec2::InternetGateway gateway{.name = "Gateway"};
inline const aws::apigateway::RestApi shop{.name = "Shop", .Name = "shop"};
inline const aws::appsync::DomainName address{
    .name = "Address", .CertificateArn = bob::ref("Certificate"), .DomainName = "api.example.com"};
inline constexpr bob::Parameter certificate{.name = "Certificate"};

// AWS::ApiGateway::Resource
inline const aws::apigateway::Resource orders{
    .name = "OrdersResource",
    .ParentId = bob::get_att<"RootResourceId">(shop),
    .PathPart = "orders",
    .RestApiId = shop,
    .condition = "Production",
};

// AWS::AppSync::DomainNameApiAssociation
inline const aws::appsync::DomainNameApiAssociation at_domain{
    .name = "AtDomain",
    .ApiId = api,
    .DomainName = address,
    .depends_on = {shop, "Gateway"},
};

// AWS::CloudFormation::ModuleDefaultVersion
inline const aws::cloudformation::ModuleDefaultVersion module_version{
    .name = "ModuleVersion",
    .ModuleName = "Shop::Net::Vpc::MODULE",
    .VersionId = "00000002",
};

// AWS::CloudFront::ContinuousDeploymentPolicy
inline const aws::cloudfront::ContinuousDeploymentPolicy gradual{
    .name = "Gradual",
    .ContinuousDeploymentPolicyConfig = {{
        .Enabled = true,
        .StagingDistributionDnsNames = {"d111111abcdef8.cloudfront.net", domain},
        .TrafficConfig = {{
            .SingleWeightConfig = {{.SessionStickinessConfig = {{.IdleTTL = 300, .MaximumTTL = 600}}, .Weight = 0.05}},
            .Type = "SingleWeight",
        }},
    }},
};

// AWS::CodeStarNotifications::NotificationRule
inline const aws::codestarnotifications::NotificationRule failed_builds{
    .name = "FailedBuilds",
    .DetailType = "FULL",
    .EventTypeIds = {"codebuild-project-build-state-failed", "codebuild-project-build-state-stopped"},
    .Name = "failed builds",
    .Resource = bob::sub("arn:${AWS::Partition}:codebuild:${AWS::Region}:${AWS::AccountId}:project/shop"),
    .Tags = {{"team", "shop"}, {"stack", bob::ref("AWS::StackName")}},
    .Targets = {{.TargetAddress = news, .TargetType = "SNS"}},
};

// AWS::DataExchange::DataSet
inline const aws::dataexchange::DataSet prices{
    .name = "Prices",
    .AssetType = "S3_SNAPSHOT",
    .Description = "The prices of \"today\"",
    .Name = "prices",
    .Tags = {{.Key = "team", .Value = "shop"}},
};

// AWS::DataSync::LocationNFS
inline const aws::datasync::LocationNFS share{
    .name = "Share",
    .MountOptions = {{.Version = "NFS4_1"}},
    .OnPremConfig = {{.AgentArns = {"arn:aws:datasync:eu-central-1:111122223333:agent/agent-0123456789abcdef0"}}},
    .ServerHostname = "nfs.example.com",
    .Subdirectory = "/exports/shop",
};

// AWS::Detective::MemberInvitation
inline const aws::detective::MemberInvitation invitation{
    .name = "Invitation",
    .DisableEmailNotification = true,
    .GraphArn = "arn:aws:detective:eu-central-1:111122223333:graph:0123456789abcdef0123456789abcdef",
    .MemberEmailAddress = "security@example.com",
    .MemberId = "444455556666",
};

// AWS::DocDBElastic::ClusterSnapshot
inline const aws::docdbelastic::ClusterSnapshot documents{
    .name = "Documents",
    .ClusterArn = bob::import_value("DocumentsClusterArn"),
    .SnapshotName = "documents-2026",
    .Tags = {{.Key = "kept", .Value = "5 years"}},
};

// AWS::EC2::Route
inline const aws::ec2::Route outside{
    .name = "Outside",
    .DestinationCidrBlock = "0.0.0.0/0",
    .GatewayId = gateway,
    .RouteTableId = table_of_routes,
};

// AWS::ElementalInference::Feed
inline const aws::elementalinference::Feed feed{
    .name = "Feed",
    .AccessRoleArn = worker,
    .Name = "matches",
    .Outputs = {{
        .Description = "upright",
        .Name = "telephones",
        .OutputConfig = {{.Subtitling = {{.AspectRatio = {{.Height = 16, .Width = 9}}, .Language = "eng-gb"}}}},
        .Status = "ENABLED",
    }},
    .Tags = {{"team", "sport"}},
};

// AWS::FSx::Backup
inline const aws::fsx::Backup files_backup{
    .name = "FilesBackup",
    .FileSystemId = files,
    .Tags = {{.Key = "kept", .Value = bob::sub("in ${AWS::Region}")}},
    .deletion_policy = bob::DeletionPolicy::retain,
    .update_replace_policy = bob::DeletionPolicy::retain,
};

// AWS::GameLift::MatchmakingRuleSet
inline const aws::gamelift::MatchmakingRuleSet pairs{
    .name = "Pairs",
    .Name = "pairs",
    .RuleSetBody = R"({"name": "pairs", "ruleLanguageVersion": "1.0"})",
};

// AWS::Glue::Crawler
inline const aws::glue::Crawler crawler{
    .name = "Crawler",
    .Classifiers = {"orders-csv", "orders-json"},
    .DatabaseName = "orders",
    .RecrawlPolicy = {{.RecrawlBehavior = "CRAWL_EVERYTHING"}},
    .Role = worker,
    .Schedule = {{.ScheduleExpression = "cron(0 3 * * ? *)"}},
    .Tags = bob::Object{{"team", "shop"}},
    .Targets = {{
        .DynamoDBTargets = {{.Path = items, .ScanAll = false, .ScanRate = 1.5}},
        .S3Targets =
            {{.EventQueueArn = changes, .Exclusions = {"**.tmp"}, .Path = "s3://orders/new", .SampleSize = 20}},
    }},
};

// AWS::Greengrass::ResourceDefinition
inline const aws::greengrass::ResourceDefinition devices{
    .name = "Devices",
    .InitialVersion = {{.Resources = {{
                            .Id = "camera",
                            .Name = "camera",
                            .ResourceDataContainer = {{
                                .LocalDeviceResourceData = {{
                                    .GroupOwnerSetting = {{.AutoAddGroupOwner = true, .GroupOwner = "video"}},
                                    .SourcePath = "/dev/video0",
                                }},
                            }},
                        }}}},
    .Name = "devices",
    .Tags = bob::Object{{"team", "shop"}},
};

// AWS::GuardDuty::CustomDetectionRuleAssociation
inline const aws::guardduty::CustomDetectionRuleAssociation detection{
    .name = "Detection",
    .Mode = "DRY_RUN",
    .RuleId = "0123456789abcdef0123456789abcdef",
    .Tags = {{.Key = "team", .Value = "security"}},
};

// AWS::IAM::SAMLProvider
inline const aws::iam::SAMLProvider sign_in{
    .name = "SignIn",
    .AssertionEncryptionMode = "Allowed",
    .PrivateKeyList = {{.KeyId = "0123456789ABCDEF01234567", .Timestamp = "2026-10-01T00:00:00Z"}},
    .SamlMetadataDocument = bob::Object{{"Fn::Sub", "<EntityDescriptor entityID=\"${Domain}\"/>"}},
};

// AWS::ImageBuilder::ImageRecipe
inline const aws::imagebuilder::ImageRecipe image{
    .name = "Image",
    .AdditionalInstanceConfiguration = {{.SystemsManagerAgent = {{.UninstallAfterBuild = true}}}},
    .AmiTags = {{"team", "shop"}},
    .BlockDeviceMappings = {{
        .DeviceName = "/dev/xvda",
        .Ebs = {{.DeleteOnTermination = true, .Encrypted = true, .Iops = 3000, .VolumeSize = 20, .VolumeType = "gp3"}},
    }},
    .Components = {{.ComponentArn = bob::sub("arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:component/x/1.0.0"),
                    .Parameters = {{.Name = "Packages", .Value = {"curl", "git"}}}}},
    .Name = "shop",
    .ParentImage = "ami-0123456789abcdef0",
    .Version = "1.0.0",
};

// AWS::InspectorV2::Filter
inline const aws::inspectorv2::Filter unimportant{
    .name = "Unimportant",
    .FilterAction = "SUPPRESS",
    .FilterCriteria = {{
        .FirstObservedAt = {{.EndInclusive = 1790000000, .StartInclusive = 1780000000}},
        .InspectorScore = {{.LowerInclusive = 0, .UpperInclusive = 3.9}},
        .PortRange = {{.BeginInclusive = 1024, .EndInclusive = 65535}},
        .ResourceTags = {{.Comparison = "EQUALS", .Key = "stage", .Value = "dev"}},
        .Severity = {{.Comparison = "EQUALS", .Value = "LOW"}, {.Comparison = "EQUALS", .Value = "INFORMATIONAL"}},
    }},
    .Name = "unimportant",
};

// AWS::Lightsail::Alarm
inline const aws::lightsail::Alarm busy{
    .name = "Busy",
    .AlarmName = "busy",
    .ComparisonOperator = "GreaterThanThreshold",
    .ContactProtocols = {"Email", "SMS"},
    .EvaluationPeriods = 2,
    .MetricName = "CPUUtilization",
    .MonitoredResourceName = "shop",
    .NotificationEnabled = false,
    .Threshold = 87.5,
};

// AWS::Macie::Member
inline const aws::macie::Member member{
    .name = "Member",
    .AccountId = "444455556666",
    .Email = "security@example.com",
    .Tags = {{.Key = "team", .Value = domain}},
};

// AWS::Notifications::NotificationHub
inline const aws::notifications::NotificationHub hub{
    .name = "Hub",
    .Region = bob::ref("AWS::Region"),
    .metadata = bob::Object{{"Owner", "security"}},
};

// AWS::Oam::Link
inline const aws::oam::Link observed{
    .name = "Observed",
    .LabelTemplate = "$AccountName",
    .LinkConfiguration = {{.LogGroupConfiguration = {{.Filter = "LogGroupName LIKE 'shop-%'"}}}},
    .ResourceTypes = {"AWS::CloudWatch::Metric", "AWS::Logs::LogGroup"},
    .SinkIdentifier = "arn:aws:oam:eu-central-1:111122223333:sink/01234567-89ab-cdef-0123-456789abcdef",
    .Tags = {{"team", "shop"}},
};

// AWS::Pinpoint::VoiceChannel
inline const aws::pinpoint::VoiceChannel voice{
    .name = "Voice",
    .ApplicationId = "0123456789abcdef0123456789abcdef",
    .Enabled = true,
};

// AWS::ResilienceHubV2::ServiceFunction
inline const aws::resiliencehubv2::ServiceFunction checkout{
    .name = "Checkout",
    .Criticality = "PRIMARY",
    .Description = "",
    .Name = "checkout",
    .ServiceArn = bob::Object{{"Fn::Join", bob::Array{"", bob::Array{"arn:", bob::ref("AWS::Partition"), ":x"}}}},
};

// AWS::Route53Profiles::Profile
inline const aws::route53profiles::Profile names{
    .name = "Names",
    .Name = "names",
    .Tags = bob::Object{{"Fn::If", bob::Array{"Production", bob::Array{bob::Object{{"Key", "a"}, {"Value", "b"}}},
                                              bob::ref("AWS::NoValue")}}},
};

// AWS::Route53RecoveryReadiness::ResourceSet
inline const aws::route53recoveryreadiness::ResourceSet balancers{
    .name = "Balancers",
    .ResourceSetName = "balancers",
    .ResourceSetType = "AWS::Route53RecoveryReadiness::DNSTargetResource",
    .Resources = {{.DnsTargetResource = {{
                       .DomainName = "shop.example.com",
                       .RecordType = "A",
                       .TargetResource = {{.R53Resource = {{.DomainName = domain, .RecordSetId = "blue"}}}},
                   }},
                   .ReadinessScopes = {"eu-central-1"}},
                  {.ReadinessScopes = {"eu-west-1", "eu-north-1"}}},
};

// AWS::SES::VdmAttributes
inline const aws::ses::VdmAttributes delivery{
    .name = "Delivery",
    .DashboardAttributes = {{.EngagementMetrics = "ENABLED"}},
    .GuardianAttributes = {{.OptimizedSharedDelivery = "DISABLED"}},
};

// AWS::SageMaker::Image
inline const aws::sagemaker::Image training{
    .name = "Training",
    .ImageDescription = "what models are trained with",
    .ImageName = "training",
    .ImageRoleArn = worker,
};

// AWS::Signer::SigningProfile
inline const aws::signer::SigningProfile signed_code{
    .name = "SignedCode",
    .PlatformId = "AWSLambda-SHA384-ECDSA",
    .SignatureValidityPeriod = {{.Type = "MONTHS", .Value = 135}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "sample",
            .resources = {api,
                          domain,
                          table_of_routes,
                          files,
                          certificate,
                          items,
                          changes,
                          news,
                          worker,
                          gateway,
                          shop,
                          address,
                          bob::Condition{.name = "Production", .equals = {bob::ref(domain), "shop.example.com"}},
                          orders,
                          at_domain,
                          module_version,
                          gradual,
                          failed_builds,
                          prices,
                          share,
                          invitation,
                          documents,
                          outside,
                          feed,
                          files_backup,
                          pairs,
                          crawler,
                          devices,
                          detection,
                          sign_in,
                          image,
                          unimportant,
                          busy,
                          member,
                          hub,
                          observed,
                          voice,
                          checkout,
                          names,
                          balancers,
                          delivery,
                          training,
                          signed_code}};
}

}  // namespace aws_sample
