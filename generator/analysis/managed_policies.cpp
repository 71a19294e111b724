#include "generator/analysis/managed_policies.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace bobgen {

namespace {

/// From AWS's reference of managed policies (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/), as far
/// as it concerns what a role may do.
struct PolicyOfAws {
    std::string_view name;
    std::string_view everywhere;  ///< the actions that are allowed on all resources
    std::string_view somewhere;   ///< those that are limited to some resources, or by a condition
};

constexpr PolicyOfAws policies_of_aws[] = {
    {"AdministratorAccess", "*", ""},
    {"PowerUserAccess", "!account:* iam:* organizations:*", "account:* iam:* organizations:*"},
    {"service-role/AWSLambdaBasicExecutionRole", "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents", ""},
    {"service-role/AWSLambdaBasicDurableExecutionRolePolicy",
     "lambda:CheckpointDurableExecution lambda:GetDurableExecutionState logs:CreateLogGroup "
     "logs:CreateLogStream logs:PutLogEvents",
     ""},
    {"service-role/AWSLambdaVPCAccessExecutionRole",
     "ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface ec2:DeleteNetworkInterface "
     "ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:UnassignPrivateIpAddresses "
     "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents",
     ""},
    {"service-role/AWSLambdaENIManagementAccess",
     "ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface ec2:DeleteNetworkInterface "
     "ec2:DescribeNetworkInterfaces ec2:UnassignPrivateIpAddresses",
     ""},
    {"service-role/AWSLambdaSQSQueueExecutionRole",
     "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents sqs:DeleteMessage "
     "sqs:GetQueueAttributes sqs:ReceiveMessage",
     ""},
    {"service-role/AWSLambdaDynamoDBExecutionRole",
     "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams "
     "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents",
     ""},
    {"AWSLambdaInvocation-DynamoDB",
     "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams "
     "lambda:InvokeFunction",
     ""},
    {"service-role/AWSLambdaKinesisExecutionRole",
     "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords "
     "kinesis:GetShardIterator kinesis:ListShards kinesis:ListStreams kinesis:SubscribeToShard "
     "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents",
     ""},
    {"service-role/AWSLambdaMSKExecutionRole",
     "ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces "
     "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs kafka:DescribeCluster "
     "kafka:DescribeClusterV2 kafka:GetBootstrapBrokers logs:CreateLogGroup logs:CreateLogStream "
     "logs:PutLogEvents",
     ""},
    {"service-role/AWSLambdaRole", "lambda:InvokeFunction", ""},
    {"AWSLambda_FullAccess",
     "cloudformation:DescribeStacks cloudformation:ListStackResources cloudwatch:GetMetricData "
     "cloudwatch:ListMetrics ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs "
     "iam:GetPolicy iam:GetPolicyVersion iam:GetRole iam:GetRolePolicy iam:ListAttachedRolePolicies "
     "iam:ListRolePolicies iam:ListRoles kms:DescribeKey kms:ListAliases lambda:* "
     "logs:DescribeLogGroups states:DescribeStateMachine states:ListStateMachines tag:GetResources "
     "xray:BatchGetTraces xray:GetTraceSummaries",
     "iam:CreateServiceLinkedRole iam:PassRole logs:DescribeLogStreams logs:FilterLogEvents "
     "logs:GetLogEvents logs:StartLiveTail logs:StopLiveTail"},
    {"AWSLambdaExecute", "", "logs:* s3:GetObject s3:PutObject"},
    {"AWSXRayDaemonWriteAccess",
     "xray:GetSamplingRules xray:GetSamplingStatisticSummaries xray:GetSamplingTargets "
     "xray:PutTelemetryRecords xray:PutTraceSegments",
     ""},
    {"AWSXrayWriteOnlyAccess",
     "xray:GetSamplingRules xray:GetSamplingStatisticSummaries xray:GetSamplingTargets "
     "xray:PutTelemetryRecords xray:PutTraceSegments",
     ""},
    {"AWSXrayFullAccess", "xray:*", ""},
    {"service-role/AmazonAPIGatewayPushToCloudWatchLogs",
     "logs:CreateLogGroup logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams "
     "logs:FilterLogEvents logs:GetLogEvents logs:PutLogEvents",
     ""},
    {"AmazonAPIGatewayInvokeFullAccess", "", "execute-api:Invoke execute-api:ManageConnections"},
    {"service-role/AWSAppSyncPushToCloudWatchLogs", "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents", ""},
    {"AmazonSQSFullAccess", "sqs:*", ""},
    {"AmazonSQSReadOnlyAccess",
     "sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListDeadLetterSourceQueues sqs:ListMessageMoveTasks "
     "sqs:ListQueueTags sqs:ListQueues",
     ""},
    {"AmazonSNSFullAccess", "sns:*",
     "sms-voice:CreateVerifiedDestinationNumber sms-voice:DeleteOptedOutNumber "
     "sms-voice:DeleteVerifiedDestinationNumber sms-voice:DescribeAccountAttributes "
     "sms-voice:DescribeOptedOutNumbers sms-voice:DescribePhoneNumbers sms-voice:DescribeSpendLimits "
     "sms-voice:DescribeVerifiedDestinationNumbers sms-voice:SendDestinationNumberVerificationCode "
     "sms-voice:SendTextMessage sms-voice:SetTextMessageSpendLimitOverride "
     "sms-voice:VerifyDestinationNumber"},
    {"AmazonDynamoDBFullAccess",
     "application-autoscaling:DeleteScalingPolicy application-autoscaling:DeregisterScalableTarget "
     "application-autoscaling:DescribeScalableTargets "
     "application-autoscaling:DescribeScalingActivities "
     "application-autoscaling:DescribeScalingPolicies application-autoscaling:PutScalingPolicy "
     "application-autoscaling:RegisterScalableTarget cloudwatch:DeleteAlarms "
     "cloudwatch:DescribeAlarmHistory cloudwatch:DescribeAlarms cloudwatch:DescribeAlarmsForMetric "
     "cloudwatch:GetMetricData cloudwatch:GetMetricStatistics cloudwatch:ListMetrics "
     "cloudwatch:PutMetricAlarm datapipeline:ActivatePipeline datapipeline:CreatePipeline "
     "datapipeline:DeletePipeline datapipeline:DescribeObjects datapipeline:DescribePipelines "
     "datapipeline:GetPipelineDefinition datapipeline:ListPipelines "
     "datapipeline:PutPipelineDefinition datapipeline:QueryObjects dax:* dynamodb:* "
     "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs iam:GetRole iam:ListRoles "
     "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:ListStreams kms:DescribeKey "
     "kms:ListAliases lambda:CreateEventSourceMapping lambda:CreateFunction "
     "lambda:DeleteEventSourceMapping lambda:DeleteFunction lambda:GetFunctionConfiguration "
     "lambda:ListEventSourceMappings lambda:ListFunctions resource-groups:CreateGroup "
     "resource-groups:DeleteGroup resource-groups:GetGroup resource-groups:GetGroupQuery "
     "resource-groups:ListGroupResources resource-groups:ListGroups sns:CreateTopic sns:DeleteTopic "
     "sns:ListSubscriptions sns:ListSubscriptionsByTopic sns:ListTopics sns:SetTopicAttributes "
     "sns:Subscribe sns:Unsubscribe tag:GetResources",
     "cloudwatch:GetInsightRuleReport iam:CreateServiceLinkedRole iam:PassRole"},
    {"AmazonDynamoDBFullAccess_v2",
     "application-autoscaling:DescribeScalableTargets "
     "application-autoscaling:DescribeScalingActivities "
     "application-autoscaling:DescribeScalingPolicies cloudwatch:DescribeAlarms "
     "cloudwatch:GetMetricData cloudwatch:GetMetricStatistics dax:* dynamodb:* "
     "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs iam:ListRoles "
     "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:ListStreams kms:DescribeKey "
     "kms:ListAliases lambda:ListEventSourceMappings lambda:ListFunctions sns:ListTopics "
     "tag:GetResources",
     "application-autoscaling:DeleteScalingPolicy application-autoscaling:DeregisterScalableTarget "
     "application-autoscaling:PutScalingPolicy application-autoscaling:RegisterScalableTarget "
     "cloudwatch:GetInsightRuleReport iam:CreateServiceLinkedRole"},
    {"AmazonDynamoDBReadOnlyAccess",
     "application-autoscaling:DescribeScalableTargets "
     "application-autoscaling:DescribeScalingActivities "
     "application-autoscaling:DescribeScalingPolicies cloudwatch:DescribeAlarmHistory "
     "cloudwatch:DescribeAlarms cloudwatch:DescribeAlarmsForMetric cloudwatch:GetMetricData "
     "cloudwatch:GetMetricStatistics cloudwatch:ListMetrics datapipeline:DescribeObjects "
     "datapipeline:DescribePipelines datapipeline:GetPipelineDefinition datapipeline:ListPipelines "
     "datapipeline:QueryObjects dax:BatchGetItem dax:Describe* dax:GetItem dax:List* dax:Query "
     "dax:Scan dynamodb:BatchGetItem dynamodb:Describe* dynamodb:GetAbacStatus dynamodb:GetItem "
     "dynamodb:GetResourcePolicy dynamodb:List* dynamodb:PartiQLSelect dynamodb:Query dynamodb:Scan "
     "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs iam:GetRole iam:ListRoles "
     "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:ListStreams kms:DescribeKey "
     "kms:ListAliases lambda:GetFunctionConfiguration lambda:ListEventSourceMappings "
     "lambda:ListFunctions resource-groups:GetGroup resource-groups:GetGroupQuery "
     "resource-groups:ListGroupResources resource-groups:ListGroups sns:ListSubscriptionsByTopic "
     "sns:ListTopics tag:GetResources",
     "cloudwatch:GetInsightRuleReport"},
    {"AmazonS3FullAccess", "s3-object-lambda:* s3:*", ""},
    {"AmazonS3ReadOnlyAccess", "s3-object-lambda:Get* s3-object-lambda:List* s3:Describe* s3:Get* s3:List*", ""},
    {"CloudWatchLogsFullAccess",
     "cloudwatch:GenerateQuery cloudwatch:GenerateQueryResultsSummary logs:* "
     "observabilityadmin:GetS3TableIntegration observabilityadmin:ListS3TableIntegrations "
     "observabilityadmin:ListTelemetryPipelines",
     ""},
    {"CloudWatchFullAccess",
     "autoscaling:Describe* cloudwatch:* iam:GetPolicy iam:GetPolicyVersion iam:GetRole logs:* "
     "oam:ListSinks sns:*",
     "iam:CreateServiceLinkedRole oam:ListAttachedLinks"},
    {"CloudWatchLambdaInsightsExecutionRolePolicy", "logs:CreateLogGroup", "logs:CreateLogStream logs:PutLogEvents"},
    {"CloudWatchLambdaApplicationSignalsExecutionRolePolicy", "",
     "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments"},
    {"AmazonKinesisFullAccess", "kinesis:*", ""},
    {"AmazonKinesisReadOnlyAccess", "kinesis:Describe* kinesis:Get* kinesis:List*", ""},
    {"AmazonKinesisFirehoseFullAccess", "firehose:*", ""},
    {"AWSStepFunctionsFullAccess", "states:*", ""},
    {"AmazonEventBridgeFullAccess", "events:* pipes:* scheduler:* schemas:*",
     "iam:CreateServiceLinkedRole iam:PassRole secretsmanager:CreateSecret "
     "secretsmanager:DeleteSecret secretsmanager:GetSecretValue secretsmanager:PutSecretValue "
     "secretsmanager:UpdateSecret"},
    {"AmazonSSMManagedInstanceCore",
     "ec2messages:AcknowledgeMessage ec2messages:DeleteMessage ec2messages:FailMessage "
     "ec2messages:GetEndpoint ec2messages:GetMessages ec2messages:SendReply ssm:DescribeAssociation "
     "ssm:DescribeDocument ssm:GetDeployablePatchSnapshotForInstance ssm:GetDocument ssm:GetManifest "
     "ssm:GetParameter ssm:GetParameters ssm:ListAssociations ssm:ListInstanceAssociations "
     "ssm:PutComplianceItems ssm:PutConfigurePackageResult ssm:PutInventory "
     "ssm:UpdateAssociationStatus ssm:UpdateInstanceAssociationStatus ssm:UpdateInstanceInformation "
     "ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel "
     "ssmmessages:OpenDataChannel",
     ""},
    {"AmazonSSMReadOnlyAccess", "ssm:Describe* ssm:Get* ssm:List*", ""},
    {"SecretsManagerReadWrite",
     "cloudformation:CreateChangeSet cloudformation:DescribeChangeSet "
     "cloudformation:DescribeStackResource cloudformation:DescribeStacks "
     "cloudformation:ExecuteChangeSet docdb-elastic:GetCluster docdb-elastic:ListClusters "
     "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs kms:DescribeKey kms:ListAliases "
     "kms:ListKeys lambda:ListFunctions rds:DescribeDBClusters rds:DescribeDBInstances "
     "redshift-serverless:GetNamespace redshift-serverless:ListWorkgroups redshift:DescribeClusters "
     "secretsmanager:* tag:GetResources",
     "lambda:AddPermission lambda:CreateFunction lambda:GetFunction lambda:InvokeFunction "
     "lambda:UpdateFunctionConfiguration s3:GetObject serverlessrepo:CreateCloudFormationChangeSet "
     "serverlessrepo:GetApplication"},
    {"service-role/AmazonECSTaskExecutionRolePolicy",
     "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetAuthorizationToken "
     "ecr:GetDownloadUrlForLayer logs:CreateLogStream logs:PutLogEvents",
     ""},
    {"AmazonElasticFileSystemClientReadWriteAccess",
     "elasticfilesystem:ClientMount elasticfilesystem:ClientWrite "
     "elasticfilesystem:DescribeMountTargets",
     ""},
    {"AmazonElasticFileSystemClientFullAccess",
     "elasticfilesystem:ClientMount elasticfilesystem:ClientRootAccess elasticfilesystem:ClientWrite "
     "elasticfilesystem:DescribeMountTargets",
     ""},
    {"AmazonSESFullAccess", "ses:*", ""},
    {"AmazonRekognitionFullAccess", "rekognition:*", ""},
    {"TranslateFullAccess",
     "cloudwatch:GetMetricStatistics cloudwatch:ListMetrics comprehend:DetectDominantLanguage "
     "iam:GetRole iam:ListRoles s3:GetBucketLocation s3:ListAllMyBuckets s3:ListBucket translate:*",
     ""},
    {"ComprehendFullAccess",
     "comprehend:* iam:GetRole iam:ListRoles s3:GetBucketLocation s3:ListAllMyBuckets s3:ListBucket", ""},
    {"AmazonTextractFullAccess", "textract:*", ""},
    {"AmazonTranscribeFullAccess", "transcribe:*", "s3:GetObject"},
    {"AmazonPollyFullAccess", "polly:*", ""},
    {"AmazonBedrockFullAccess",
     "bedrock-mantle:* bedrock:* ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs "
     "iam:ListRoles",
     "aws-marketplace:Subscribe aws-marketplace:Unsubscribe aws-marketplace:ViewSubscriptions "
     "bedrock-websearch:InvokeFetch bedrock-websearch:InvokeSearch iam:PassRole kms:DescribeKey "
     "sagemaker:AddTags sagemaker:CreateEndpoint sagemaker:CreateEndpointConfig sagemaker:CreateModel "
     "sagemaker:DeleteEndpoint sagemaker:DeleteTags sagemaker:DescribeEndpoint "
     "sagemaker:DescribeEndpointConfig sagemaker:DescribeHubContent "
     "sagemaker:DescribeInferenceComponent sagemaker:DescribeModel sagemaker:InvokeEndpoint "
     "sagemaker:InvokeEndpointWithResponseStream sagemaker:ListEndpoints sagemaker:ListHubContents "
     "sagemaker:ListTags sagemaker:UpdateEndpoint"},
    {"AmazonEC2ContainerRegistryReadOnly",
     "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:DescribeImageScanFindings "
     "ecr:DescribeImages ecr:DescribeRepositories ecr:GetAuthorizationToken "
     "ecr:GetDownloadUrlForLayer ecr:GetLifecyclePolicy ecr:GetLifecyclePolicyPreview "
     "ecr:GetRepositoryPolicy ecr:ListImages ecr:ListTagsForResource",
     ""},
    {"service-role/AWSCodeDeployRoleForLambda",
     "cloudwatch:DescribeAlarms lambda:GetAlias lambda:GetProvisionedConcurrencyConfig "
     "lambda:UpdateAlias sns:Publish",
     "lambda:InvokeFunction s3:GetObject s3:GetObjectVersion"},
};

void add_managed_statement(PolicyDocument& to, std::string_view actions, bool everywhere) {
    if (actions.empty()) return;
    PolicyStatement& made = to.statements.emplace_back();
    made.allows = Verdict::yes;
    made.actions.given = true;
    if (actions.starts_with('!')) {
        made.actions.negated = true;
        actions.remove_prefix(1);
    }
    while (!actions.empty()) {
        const std::size_t end = std::min(actions.find(' '), actions.size());
        made.actions.all.push_back({std::string(actions.substr(0, end)), {}});
        actions.remove_prefix(std::min(end + 1, actions.size()));
    }
    made.resources.given = true;
    made.resources.all.push_back({everywhere ? "*" : "${?}", {}});
    made.conditions_complete = everywhere;
}

}  // namespace

const PolicyDocument* managed_policy(std::string_view name) {
    const auto* found = std::find_if(std::begin(policies_of_aws), std::end(policies_of_aws),
                                     [&](const PolicyOfAws& one) { return one.name == name; });
    if (found == std::end(policies_of_aws)) return nullptr;
    static std::map<std::string_view, PolicyDocument> made;
    const auto [document, is_new] = made.try_emplace(found->name);
    if (is_new) {
        add_managed_statement(document->second, found->everywhere, true);
        add_managed_statement(document->second, found->somewhere, false);
    }
    return &document->second;
}

}  // namespace bobgen
