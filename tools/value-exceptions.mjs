// Where the sources of generator/data/value_constraints.txt are wrong, or too sure.

/// The types for which what cfn-lint's authors have added was compared with AWS's documents: it counts as certain.
export const checked_by_hand = /^AWS::(SQS::Queue|Lambda::Function|Lambda::EventSourceMapping|KMS::Key|Kinesis::Stream)$/;

/// Enumerations of what AWS adds to all the time: nothing is said of them. By the property's name.
export const growing = [
    ['runtimes', /Runtimes?$/],
    ['instance types', /(Instance|Node|Broker|Compute|Worker|Host|Cache)(Type|Class|Size|Family)s?$/],
    ['versions', /Versions?$/],
    ['regions', /Regions?$|AvailabilityZones?$/],
    ['models', /Model(Id|Name|Arn)s?$/],
    ['events and metrics', /(Events?|EventTypes?|EventNames?|Metrics?|MetricNames?|MetricTypes?)$/],
    ['languages and countries', /(Languages?|LanguageCodes?|Locales?|Country|CountryCode|Currency|TimeZone|Timezone)$/],
    ['long', /^$/],
];

/// What is left out (`drop`) or said with doubt (`doubt`), and why. `where` is tried on `Type.Shape.Property`, `kinds` are
/// the letters of README.md, `from` is the source.
export const exceptions = [
    {where: /./, kinds: ['='], from: 'schema', doubt: 'AWS adds values to enumerations'},
    // A domain of one's own is a whole host name: docs …/aws-resource-cognito-userpooldomain.html
    {where: /^AWS::Cognito::UserPoolDomain\.Domain$/, kinds: ['~'], drop: 'of one of two kinds of values'},
    // https://github.com/aws-cloudformation/cfn-lint/pull/4550: the service does not look at them when they have no effect.
    {where: /^AWS::CloudFront::Distribution\.Cookies\.Forward$/, drop: 'not looked at'},
    {where: /^AWS::ApiGateway::Stage\.MethodSetting\.ResourcePath$/, drop: 'not looked at'},
    // https://github.com/aws-cloudformation/cfn-lint/pull/4540, …/4456, …/4480: quotas that AWS raises on demand, or sizes
    // of one request of which CloudFormation makes several.
    {where: /^AWS::IAM::(Role|User|Group)\.ManagedPolicyArns$/, kinds: ['c'], drop: 'a quota'},
    {where: /^AWS::Events::Rule\.Targets$/, kinds: ['c'], drop: 'a quota'},
    {where: /\.Tags$/, kinds: ['c'], from: 'smithy', drop: 'a quota'},
    {where: /\.Tags$/, kinds: ['c'], from: 'model', drop: 'a quota'},
    // …/4542: decimals are taken, too.
    {where: /^AWS::Logs::MetricFilter\.MetricTransformation\.MetricValue$/, kinds: ['~'], drop: 'out of date'},
    // cfn-lint takes these back or has another limit by now.
    {where: /^AWS::CodeBuild::Project\.TimeoutInMinutes$/, kinds: ['n'], drop: 'out of date'},
    {where: /^AWS::RDS::DBCluster\.BackupRetentionPeriod$/, kinds: ['n'], drop: 'out of date'},
    {where: /^AWS::DynamoDB::(Table|GlobalTable)\.SSESpecification\.SSEType$/, drop: 'out of date'},
    // A whole ARN is taken, too.
    {where: /^AWS::Lambda::Function\.FunctionName$/, kinds: ['l'], doubt: 'an ARN is longer'},
    // What is written for people: some schemas forbid even spaces.
    {where: /\.(Description|Comment)$/, kinds: ['~'], from: 'schema', doubt: 'free text'},
];

/// The models of a service's API, where they are called otherwise.
export const services = {
    ApiGateway: ['apigateway'], ApiGatewayV2: ['apigatewayv2'], ApplicationAutoScaling: ['application-autoscaling'],
    CertificateManager: ['acm'], Cognito: ['cognito-idp', 'cognito-identity'], DirectoryService: ['ds'], Elasticsearch: ['es'],
    ElasticLoadBalancing: ['elb'], ElasticLoadBalancingV2: ['elbv2'], AmazonMQ: ['mq'], MSK: ['kafka'], KinesisFirehose: ['firehose'],
    OpenSearchService: ['opensearch'], SES: ['sesv2', 'ses'], Timestream: ['timestream-write', 'timestream-query'],
    InspectorV2: ['inspector2'], Lex: ['lexv2-models'], WAF: ['waf'], WAFRegional: ['waf-regional'], Budgets: ['budgets'],
    Cassandra: ['keyspaces'], DMS: ['dms'], IoTCoreDeviceAdvisor: ['iotdeviceadvisor'], SSO: ['sso-admin'],
    EMR: ['emr'], EventSchemas: ['schemas'], CE: ['ce'], CUR: ['cur'], AppRunner: ['apprunner'], GameLift: ['gamelift'],
};
