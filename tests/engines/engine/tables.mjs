// A table of a template as DynamoDB's own API sees it: created, described back and compared.

import { DynamoDbError } from './dynamodb-local.mjs';

const same = (value) => value;
/** CloudFormation takes "5" for 5 and "true" for true; the API does not. */
const flag = (value) => (value === 'true' ? true : value === 'false' ? false : value);
const numbers = (units) =>
  Object.fromEntries(Object.entries(units).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]));

/**
 * An on-demand limit may be given for reads alone or for writes alone. DynamoDB Local wants both, and takes -1, the API's
 * word for "no limit", for the other.
 */
const limits = (throughput) => ({ MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1, ...numbers(throughput) });
const streams = ({ StreamViewType }) => ({ StreamEnabled: true, StreamViewType });
const encryption = ({ SSEEnabled, SSEType, KMSMasterKeyId }) => ({ Enabled: flag(SSEEnabled), SSEType, KMSMasterKeyId });

/** What an index has of capacity; the rest of it is taken as it is. */
const index = ({ ContributorInsightsSpecification: _, ProvisionedThroughput, OnDemandThroughput, ...rest }) => ({
  ...rest,
  ...(ProvisionedThroughput && { ProvisionedThroughput: numbers(ProvisionedThroughput) }),
  ...(OnDemandThroughput && { OnDemandThroughput: limits(OnDemandThroughput) }),
});

/** Properties of AWS::DynamoDB::Table that CreateTable takes, and how. */
const CREATED = {
  AttributeDefinitions: same,
  BillingMode: same,
  DeletionProtectionEnabled: flag,
  GlobalSecondaryIndexes: (indexes) => indexes.map(index),
  KeySchema: same,
  LocalSecondaryIndexes: same,
  OnDemandThroughput: limits,
  ProvisionedThroughput: numbers,
  SSESpecification: encryption,
  StreamSpecification: streams,
  TableClass: same,
  TableName: same,
  Tags: same,
  WarmThroughput: numbers,
};

/** Those that CloudFormation sets by calls which DynamoDB Local does not have. */
export const NOT_JUDGED = [
  'ContributorInsightsSpecification', 'ImportSourceSpecification', 'KinesisStreamSpecification',
  'PointInTimeRecoverySpecification', 'ResourcePolicy',
];

/** The input of CreateTable for a table's evaluated properties. An unknown property is rejected, as CloudFormation does. */
export function createTableInput(properties, { fallbackName }) {
  const input = { TableName: fallbackName };
  for (const [name, value] of Object.entries(properties)) {
    if (name in CREATED) input[name] = CREATED[name](value);
    else if (name !== 'TimeToLiveSpecification' && !NOT_JUDGED.includes(name)) {
      throw new DynamoDbError('TemplateError', `Encountered unsupported property ${name}`);
    }
  }
  return input;
}

const by = (name) => (left, right) => (left[name] < right[name] ? -1 : 1);
const units = (throughput) => throughput && { read: throughput.ReadCapacityUnits, write: throughput.WriteCapacityUnits };

const comparedIndex = (provisioned) => ({ IndexName, KeySchema, Projection, ProvisionedThroughput }) => ({
  name: IndexName,
  key: KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`),
  projection: [Projection.ProjectionType, ...(Projection.NonKeyAttributes ?? []).toSorted()],
  ...(provisioned && { units: units(ProvisionedThroughput) }),
});

/** What a definition promises, whether it is in CreateTable's input or in DescribeTable's answer. */
function compared(table, provisioned) {
  return {
    name: table.TableName,
    attributes: table.AttributeDefinitions.toSorted(by('AttributeName')).map((each) => `${each.AttributeName} ${each.AttributeType}`),
    key: table.KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`),
    global: (table.GlobalSecondaryIndexes ?? []).toSorted(by('IndexName')).map(comparedIndex(provisioned)),
    local: (table.LocalSecondaryIndexes ?? []).toSorted(by('IndexName')).map(comparedIndex(false)),
    stream: table.StreamSpecification?.StreamViewType ?? null,
    units: provisioned ? units(table.ProvisionedThroughput) : null,
    protected: table.DeletionProtectionEnabled ?? false,
  };
}

/**
 * Creates a table and reads it back. Returns what was promised and what is there, for the caller to compare; throws the
 * service's DynamoDbError when it rejects the table.
 */
async function created(engine, input, ttl) {
  const { TableName } = input;
  const provisioned = input.BillingMode !== 'PAY_PER_REQUEST';
  const { Table } = await engine.request('DescribeTable', { TableName });
  const promised = { ...compared(input, provisioned), billing: input.BillingMode ?? 'PROVISIONED' };
  const found = { ...compared(Table, provisioned), billing: Table.BillingModeSummary?.BillingMode ?? 'PROVISIONED' };
  if (ttl) {
    if (flag(ttl.Enabled)) {
      await engine.request('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { ...ttl, Enabled: true } });
    }
    const { TimeToLiveDescription } = await engine.request('DescribeTimeToLive', { TableName });
    promised.ttl = flag(ttl.Enabled) ? ttl.AttributeName : null;
    found.ttl = TimeToLiveDescription?.AttributeName ?? null;
  }
  return { promised, found };
}

/**
 * Creates the tables of one template, all of them before the first goes again, as in a deployment. Takes what
 * `Stack.resources('AWS::DynamoDB::Table')` returns and gives for each {id, promised, found} or {id, error}.
 */
export async function tryTables(engine, tables) {
  const results = [];
  const made = [];
  try {
    for (const { id, properties } of tables) {
      try {
        const input = createTableInput(properties, { fallbackName: `engines-${id}` });
        await engine.request('CreateTable', input);
        made.push(input);
        results.push({ id, ...(await created(engine, input, properties.TimeToLiveSpecification)) });
      } catch (error) {
        if (!(error instanceof DynamoDbError)) throw error;
        results.push({ id, error });
      }
    }
  } finally {
    for (const { TableName, DeletionProtectionEnabled } of made) {
      if (DeletionProtectionEnabled) await engine.request('UpdateTable', { TableName, DeletionProtectionEnabled: false });
      await engine.request('DeleteTable', { TableName });
    }
  }
  return results;
}
