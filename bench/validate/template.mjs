// A template as a team of a few services has it, of any size: each service is a table, its functions with role, policy
// and log group, queues with their alarms, and a topic. Sound, so that a judge reads all of it and stops nowhere.

const table = (n) => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    TableName: { 'Fn::Sub': `service${n}-\${Stage}` },
    BillingMode: { 'Fn::If': ['IsProd', 'PROVISIONED', 'PAY_PER_REQUEST'] },
    ProvisionedThroughput: { 'Fn::If': ['IsProd', { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }, { Ref: 'AWS::NoValue' }] },
    AttributeDefinitions: ['customer', 'placedAt', 'status', 'region', 'total'].map((AttributeName, at) => ({ AttributeName, AttributeType: 'SN'[at & 1] })),
    KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }, { AttributeName: 'placedAt', KeyType: 'RANGE' }],
    GlobalSecondaryIndexes: ['status', 'region', 'total'].map((name) => ({
      IndexName: `by-${name}`,
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }, { AttributeName: 'placedAt', KeyType: 'RANGE' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title', 'price', 'currency', 'note'] },
      ProvisionedThroughput: { 'Fn::If': ['IsProd', { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }, { Ref: 'AWS::NoValue' }] },
    })),
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    Tags: tags(n),
  },
});

const tags = (n) => [
  { Key: 'service', Value: `service${n}` }, { Key: 'stage', Value: { Ref: 'Stage' } }, { Key: 'team', Value: 'orders and payments' },
];

const statements = (n, at) => [
  { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'], Resource: [{ 'Fn::GetAtt': [`Table${n}`, 'Arn'] }, { 'Fn::Sub': `\${Table${n}.Arn}/index/by-status` }] },
  { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'], Resource: { 'Fn::GetAtt': [`Queue${n}`, 'Arn'] } },
  { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [`Logs${n}x${at}`, 'Arn'] } },
  { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: `Topic${n}` } },
];

const handler = (n, at) => ({
  [`Role${n}x${at}`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyName: 'work', PolicyDocument: { Version: '2012-10-17', Statement: statements(n, at) } }],
      Tags: tags(n),
    },
  },
  [`Logs${n}x${at}`]: {
    Type: 'AWS::Logs::LogGroup',
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: { LogGroupName: { 'Fn::Sub': `/aws/lambda/service${n}-\${Stage}-handler${at}` }, RetentionInDays: { 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'Days'] } },
  },
  [`Handler${n}x${at}`]: {
    Type: 'AWS::Lambda::Function',
    DependsOn: `Logs${n}x${at}`,
    Properties: {
      FunctionName: { 'Fn::Sub': `service${n}-\${Stage}-handler${at}` },
      Description: `Handles step ${at} of what service ${n} does for orders that were placed, paid, shipped or sent back`,
      Runtime: 'provided.al2023',
      Handler: 'bootstrap',
      Architectures: ['arm64'],
      Code: { S3Bucket: { 'Fn::Sub': 'artifacts-${AWS::AccountId}-${AWS::Region}' }, S3Key: `service${n}/handler${at}-0123456789abcdef0123456789abcdef.zip` },
      Role: { 'Fn::GetAtt': [`Role${n}x${at}`, 'Arn'] },
      Timeout: 30,
      MemorySize: 512,
      Environment: {
        Variables: Object.fromEntries([
          ['TABLE', { Ref: `Table${n}` }], ['QUEUE', { Ref: `Queue${n}` }], ['TOPIC', { Ref: `Topic${n}` }], ['STAGE', { Ref: 'Stage' }],
          ...Array.from({ length: 44 }, (_, setting) => [`SETTING_${setting}`, `the value of setting ${setting}, as long as such values are`]),
        ]),
      },
      Tags: tags(n),
    },
  },
});

const alarm = (n, metric) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `Something is wrong with the queue of service ${n}: ${metric}`,
    Namespace: 'AWS/SQS',
    MetricName: metric,
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [`Queue${n}`, 'QueueName'] } }],
    Statistic: 'Maximum',
    Period: 300,
    EvaluationPeriods: 2,
    Threshold: 600,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [{ Ref: `Topic${n}` }],
    TreatMissingData: 'notBreaching',
  },
});

const HANDLERS = 4;
const service = (n) => ({
  [`Table${n}`]: table(n),
  [`Dead${n}`]: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600, Tags: tags(n) } },
  [`Queue${n}`]: {
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout: 180, RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [`Dead${n}`, 'Arn'] }, maxReceiveCount: 5 }, Tags: tags(n) },
  },
  [`Topic${n}`]: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: `news of service ${n}`, Tags: tags(n) } },
  [`Age${n}`]: alarm(n, 'ApproximateAgeOfOldestMessage'),
  [`Length${n}`]: alarm(n, 'ApproximateNumberOfMessagesVisible'),
  ...Object.assign({}, ...Array.from({ length: HANDLERS }, (_, at) => handler(n, at))),
});

/** A template of about so many bytes of JSON. 1 MB is what CloudFormation takes; more resources than its 500 come with more. */
export function template(bytes) {
  const made = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Services that share one stack',
    Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] } },
    Mappings: { Stages: { dev: { Days: 3 }, prod: { Days: 30 } } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: {},
    Outputs: {},
  };
  const each = JSON.stringify(service(100), null, 2).length;
  for (let n = 0; n * each < bytes; n += 1) {
    Object.assign(made.Resources, service(n));
    if (n < 100) made.Outputs[`Table${n}Name`] = { Value: { Ref: `Table${n}` }, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-table${n}` } } };
  }
  return made;
}

/** The same with what a week of work changes: capacity, an index, a function more, a setting. */
export function changed(before) {
  const made = structuredClone(before);
  const ids = Object.keys(made.Resources);
  for (const [at, id] of ids.entries()) {
    const { Type, Properties } = made.Resources[id];
    if (Type === 'AWS::Lambda::Function' && at % 3 === 0) Properties.MemorySize = 1024;
    if (Type === 'AWS::DynamoDB::Table' && at % 2 === 0) Properties.GlobalSecondaryIndexes.reverse();
    if (Type === 'AWS::SQS::Queue' && at % 5 === 0) Properties.VisibilityTimeout = 240;
  }
  made.Resources.Table0.Properties.GlobalSecondaryIndexes.pop();
  made.Resources.Table0.Properties.AttributeDefinitions = made.Resources.Table0.Properties.AttributeDefinitions
    .filter(({ AttributeName }) => ['customer', 'placedAt'].includes(AttributeName)
      || made.Resources.Table0.Properties.GlobalSecondaryIndexes.some(({ KeySchema }) => KeySchema[0].AttributeName === AttributeName));
  Object.assign(made.Resources, handler(0, HANDLERS));
  return made;
}
