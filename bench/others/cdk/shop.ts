// The README's smallest stack for the AWS CDK: the same table, function, grant and route.
import * as cdk from 'aws-cdk-lib';
import * as apigwv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';

const app = new cdk.App();
const stack = new cdk.Stack(app, 'shop');

const orders = new dynamodb.Table(stack, 'Orders', {
  partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING },
  sortKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
});

const placeOrder = new lambda.Function(stack, 'PlaceOrder', {
  functionName: 'shop-dev-placeOrder',
  runtime: lambda.Runtime.PROVIDED_AL2023,
  handler: 'bootstrap',
  code: lambda.Code.fromBucketV2(s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts'), 'placeOrder.zip'),
  memorySize: 256,
  timeout: cdk.Duration.seconds(10),
  environment: { ORDERS_TABLE: orders.tableName },
  logGroup: new logs.LogGroup(stack, 'PlaceOrderLogs', { retention: logs.RetentionDays.TWO_WEEKS }),
});
orders.grant(placeOrder, 'dynamodb:PutItem', 'dynamodb:UpdateItem');

const api = new apigwv2.HttpApi(stack, 'Api');
api.addRoutes({
  path: '/orders',
  methods: [apigwv2.HttpMethod.POST],
  integration: new HttpLambdaIntegration('PlaceOrderIntegration', placeOrder),
});

app.synth();
