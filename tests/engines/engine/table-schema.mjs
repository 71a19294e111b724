// What CloudFormation and the model of DynamoDB's API say of a table before the service itself looks at it: which
// properties there are, of which type, and within which bounds. Written from AWS's resource schema of
// AWS::DynamoDB::Table and from the API's model, not from bob's rules.

const text = (bounds = {}) => ({ kind: 'text', ...bounds });
const words = (...allowed) => ({ kind: 'text', allowed });
const integer = (bounds = {}) => ({ kind: 'integer', ...bounds });
const flag = { kind: 'flag' };
const document = { kind: 'document' };
const list = (of, bounds = {}) => ({ kind: 'list', of, ...bounds });
/** `needed` members must be there; of `one` at least one; `beside` says which member asks for which. */
const map = (members, { needed = [], one = [], beside = {} } = {}) => ({ kind: 'map', members, needed, one, beside });

const attributeName = text({ least: 1, most: 255 });
const indexName = text({ least: 3, most: 255, pattern: /^[a-zA-Z0-9_.-]+$/ });
const key = (most) => list(map(
  { AttributeName: attributeName, KeyType: words('HASH', 'RANGE') }, { needed: ['AttributeName', 'KeyType'] },
), { least: 1, most, unique: true });
const projection = map(
  { NonKeyAttributes: list(attributeName, { least: 1, most: 20 }), ProjectionType: words('ALL', 'KEYS_ONLY', 'INCLUDE') },
);
const provisioned = map(
  { ReadCapacityUnits: integer({ least: 1 }), WriteCapacityUnits: integer({ least: 1 }) },
  { needed: ['ReadCapacityUnits', 'WriteCapacityUnits'] },
);
const onDemand = map({ MaxReadRequestUnits: integer({ least: 1 }), MaxWriteRequestUnits: integer({ least: 1 }) }, {
  // The API's words: "you must specify MaxReadRequestUnits, MaxWriteRequestUnits, or both".
  one: ['MaxReadRequestUnits', 'MaxWriteRequestUnits'],
});
const warm = map({ ReadUnitsPerSecond: integer({ least: 1 }), WriteUnitsPerSecond: integer({ least: 1 }) }, {
  one: ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'],
});
const insights = map(
  { Enabled: flag, Mode: words('ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS') }, { needed: ['Enabled'] },
);
const policy = map({ PolicyDocument: document }, { needed: ['PolicyDocument'] });

const TABLE = map({
  AttributeDefinitions: list(
    map({ AttributeName: attributeName, AttributeType: words('S', 'N', 'B') }, { needed: ['AttributeName', 'AttributeType'] }),
    { unique: true },
  ),
  BillingMode: words('PROVISIONED', 'PAY_PER_REQUEST'),
  ContributorInsightsSpecification: insights,
  DeletionProtectionEnabled: flag,
  GlobalSecondaryIndexes: list(map({
    ContributorInsightsSpecification: insights,
    IndexName: indexName,
    KeySchema: key(),
    OnDemandThroughput: onDemand,
    Projection: projection,
    ProvisionedThroughput: provisioned,
    WarmThroughput: warm,
  }, { needed: ['IndexName', 'KeySchema', 'Projection'] })),
  ImportSourceSpecification: map({
    InputCompressionType: words('GZIP', 'ZSTD', 'NONE'),
    InputFormat: words('CSV', 'DYNAMODB_JSON', 'ION'),
    InputFormatOptions: map({ Csv: map({ Delimiter: text(), HeaderList: list(text()) }) }),
    S3BucketSource: map({ S3Bucket: text(), S3BucketOwner: text(), S3KeyPrefix: text() }, { needed: ['S3Bucket'] }),
  }, { needed: ['InputFormat', 'S3BucketSource'] }),
  KeySchema: key(2),
  KinesisStreamSpecification: map(
    { ApproximateCreationDateTimePrecision: words('MICROSECOND', 'MILLISECOND'), StreamArn: text() }, { needed: ['StreamArn'] },
  ),
  LocalSecondaryIndexes: list(map(
    { IndexName: indexName, KeySchema: key(2), Projection: projection }, { needed: ['IndexName', 'KeySchema', 'Projection'] },
  )),
  OnDemandThroughput: onDemand,
  PointInTimeRecoverySpecification: map(
    { PointInTimeRecoveryEnabled: flag, RecoveryPeriodInDays: integer({ least: 1, most: 35 }) },
    { beside: { RecoveryPeriodInDays: 'PointInTimeRecoveryEnabled' } },
  ),
  ProvisionedThroughput: provisioned,
  ResourcePolicy: policy,
  SSESpecification: map({ KMSMasterKeyId: text(), SSEEnabled: flag, SSEType: words('KMS') }, { needed: ['SSEEnabled'] }),
  StreamSpecification: map({
    ResourcePolicy: policy,
    StreamViewType: words('NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'),
  }, { needed: ['StreamViewType'] }),
  TableClass: words('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  TableName: text({ least: 3, most: 255, pattern: /^[a-zA-Z0-9_.-]+$/ }),
  Tags: list(map({ Key: text({ least: 1, most: 128 }), Value: text({ most: 256 }) }, { needed: ['Key', 'Value'] })),
  TimeToLiveSpecification: map({ AttributeName: attributeName, Enabled: flag }, { needed: ['Enabled'] }),
  WarmThroughput: warm,
}, { needed: ['KeySchema', 'AttributeDefinitions'] });

/** A value that breaks the schema: the first fault is enough. */
export class SchemaError extends Error {
  constructor(path, words_) {
    super(`${path || 'Properties'}: ${words_}`);
    this.name = 'SchemaError';
  }
}

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const size = (value) => (typeof value === 'string' ? [...value].length : value.length);

function withinBounds(value, { least = 0, most = Infinity }, path) {
  if (size(value) < least) throw new SchemaError(path, `is shorter than ${least}`);
  if (size(value) > most) throw new SchemaError(path, `is longer than ${most}`);
}

/** The value as the API takes it: "5" is 5 for an integer, and 5 is "5" for a text. */
function conform(value, shape, path) {
  if (value === null) throw new SchemaError(path, "'null' values are not allowed in templates");
  switch (shape.kind) {
    case 'text': {
      if (typeof value === 'object') throw new SchemaError(path, 'is no text');
      const made = String(value);
      if (shape.allowed && !shape.allowed.includes(made)) throw new SchemaError(path, `is none of ${shape.allowed}`);
      withinBounds(made, shape, path);
      if (shape.pattern && !shape.pattern.test(made)) throw new SchemaError(path, `does not match ${shape.pattern}`);
      return made;
    }
    case 'integer': {
      const made = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
      if (!Number.isInteger(made)) throw new SchemaError(path, 'is no integer');
      if (made < (shape.least ?? -Infinity) || made > (shape.most ?? Infinity)) throw new SchemaError(path, 'is out of bounds');
      return made;
    }
    case 'flag': {
      const made = { true: true, false: false }[String(value).toLowerCase()];
      if (made === undefined || typeof value === 'object') throw new SchemaError(path, 'is neither true nor false');
      return made;
    }
    case 'document':
      if (!isMap(value) && typeof value !== 'string') throw new SchemaError(path, 'is no document');
      return value;
    case 'list': {
      if (!Array.isArray(value)) throw new SchemaError(path, 'is no list');
      withinBounds(value, shape, path);
      const made = value.map((each, at) => conform(each, shape.of, `${path}/${at}`));
      if (shape.unique && new Set(made.map((each) => JSON.stringify(each))).size < made.length) {
        throw new SchemaError(path, 'has an element twice');
      }
      return made;
    }
    case 'map': {
      if (!isMap(value)) throw new SchemaError(path, 'is no map');
      const made = {};
      for (const [name, each] of Object.entries(value)) {
        if (!Object.hasOwn(shape.members, name)) throw new SchemaError(path, `Encountered unsupported property ${name}`);
        made[name] = conform(each, shape.members[name], `${path}/${name}`);
      }
      for (const name of shape.needed) if (!(name in made)) throw new SchemaError(path, `required key [${name}] not found`);
      if (shape.one.length > 0 && !shape.one.some((name) => name in made)) throw new SchemaError(path, `needs one of ${shape.one}`);
      for (const [name, other] of Object.entries(shape.beside)) {
        if (name in made && !(other in made)) throw new SchemaError(path, `${name} needs ${other}`);
      }
      return made;
    }
    default: throw new Error(`no such shape: ${shape.kind}`);
  }
}

/** The properties of a table, as the API takes them; throws a SchemaError when the schema does not. */
export const conformed = (properties) => conform(properties, TABLE, '');

/** CloudFormation rejects a null before it reads the conditions, so it may not even stand in a branch that is not taken. */
export function refuseNulls(value, path = '') {
  if (value === null) throw new SchemaError(path, "'null' values are not allowed in templates");
  if (typeof value === 'object') for (const [name, each] of Object.entries(value)) refuseNulls(each, `${path}/${name}`);
}
