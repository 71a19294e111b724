// The harness checks bob; this checks the harness: each engine must detect errors, and accept what is correct.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Stack } from './engine/cloudformation.mjs';
import { Accepted, differences, matches, normal } from './engine/compare.mjs';
import { DynamoDbLocal } from './engine/dynamodb-local.mjs';
import { tryTables } from './engine/tables.mjs';
import { parse } from './engine/templates.mjs';

describe('reading', () => {
  test('short forms become long ones', () => {
    assert.deepEqual(parse('a: !Ref X\nb: !GetAtt A.B\nc: !Sub ["${v}", {v: !Ref X}]\nd: !If [C, !Ref A, b]'), {
      a: { Ref: 'X' },
      b: { 'Fn::GetAtt': 'A.B' },
      c: { 'Fn::Sub': ['${v}', { v: { Ref: 'X' } }] },
      d: { 'Fn::If': ['C', { Ref: 'A' }, 'b'] },
    });
  });
  test('a date stays text', () => assert.deepEqual(parse('v: 2010-09-09'), { v: '2010-09-09' }));
  for (const [why, text] of Object.entries({
    'a word that YAML 1.1 takes for a truth value': 'a: yes',
    'a number that YAML 1.1 takes for octal': 'a: 010',
    'a key that YAML 1.1 takes for a truth value': 'on: 1',
    'a key given twice': 'a: 1\na: 2',
    'an unknown tag': 'a: !Nope b',
    'broken syntax': 'a: [',
  })) {
    test(`refuses ${why}`, () => assert.throws(() => parse(text)));
  }
});

describe('comparing', () => {
  const equal = (left, right) => assert.deepEqual(normal(left), normal(right));
  const unequal = (left, right) => assert.notDeepEqual(normal(left), normal(right));

  test('Fn::Sub and Fn::Join that build the same text', () =>
    equal({ 'Fn::Sub': 'a:${AWS::Region}:${T.Arn}/*' }, { 'Fn::Join': [':', ['a', { Ref: 'AWS::Region' }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': 'T.Arn' }, '/*']] }]] }));
  test('Fn::Sub with values', () => equal({ 'Fn::Sub': ['x${v}', { v: { Ref: 'P' } }] }, { 'Fn::Sub': 'x${P}' }));
  test('Fn::Sub of one reference', () => equal({ 'Fn::Sub': '${P}' }, { Ref: 'P' }));
  test('the literal of Fn::Sub is no reference', () => unequal({ 'Fn::Sub': '${!P}' }, { 'Fn::Sub': '${P}' }));
  test('another delimiter', () => unequal({ 'Fn::Join': ['', ['a', 'b']] }, { 'Fn::Join': ['-', ['a', 'b']] }));
  test('a number and its digits', () => unequal({ Size: 5 }, { Size: '5' }));
  test('attributes with dots', () => equal({ 'Fn::GetAtt': 'N.Outputs.X' }, { 'Fn::GetAtt': ['N', 'Outputs.X'] }));

  const template = (Resources) => ({ Resources });
  const paths = (left, right, rename) => differences(left, right, rename).map(({ id, path: where }) => `${id} ${where}`);

  test('a resource that only one side has', () =>
    assert.deepEqual(paths(template({ A: { Type: 'T' } }), template({ B: { Type: 'T' } })), ['A ', 'B ']));
  test('an implied dependency may be repeated', () => {
    const role = { Type: 'R' };
    const properties = { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };
    assert.deepEqual(
      paths(template({ Role: role, F: { Type: 'F', Properties: properties } }), template({ Role: role, F: { Type: 'F', Properties: properties, DependsOn: 'Role' } })),
      [],
    );
  });
  test('a dependency that nothing implies may not be lost', () =>
    assert.deepEqual(
      paths(template({ L: { Type: 'L' }, F: { Type: 'F', DependsOn: ['L'] } }), template({ L: { Type: 'L' }, F: { Type: 'F' } })),
      ['F DependsOn.L'],
    ));
  test('conditions, policies and properties count', () =>
    assert.deepEqual(
      paths(
        template({ A: { Type: 'T', Condition: 'C', DeletionPolicy: 'Retain', Properties: { Deep: [{ X: 1 }] } } }),
        template({ A: { Type: 'T', DeletionPolicy: 'Delete', Properties: { Deep: [{ X: 2 }] } } }),
      ),
      ['A Condition', 'A DeletionPolicy', 'A Properties.Deep.0.X'],
    ));
  test('in a policy a single action is a list of one, and an order of actions says nothing', () => {
    const role = (Action) => template({ A: { Type: 'R', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action }] } } } });
    assert.deepEqual(paths(role('s3:GetObject'), role(['s3:GetObject'])), []);
    assert.deepEqual(paths(role(['a:B', 'c:D']), role(['c:D', 'a:B'])), []);
    assert.deepEqual(paths(role('a:B'), role('a:C')), ['A Properties.PolicyDocument.Statement.0.Action.0']);
  });
  test('an id that changes on every run is followed everywhere', () => {
    const made = (id) => template({ [id]: { Type: 'D' }, S: { Type: 'S', Properties: { At: { Ref: id } } } });
    const rename = (id, { Type }) => (Type === 'D' ? 'D' : id);
    assert.deepEqual(paths(made('D1'), made('D2'), rename), []);
  });
  test('outputs and head', () =>
    assert.deepEqual(paths({ Description: 'a', Outputs: { O: { Value: 1 } } }, { Description: 'b', Outputs: {} }), ['O ', 'Description value']));

  test('globs', () => {
    assert.ok(matches('Properties.Code.*', 'Properties.Code.S3Key'));
    assert.ok(!matches('Properties.*', 'Properties.Code.S3Key'));
    assert.ok(matches('Properties.**', 'Properties.Code.S3Key'));
    assert.ok(matches('AWS::Lambda::*', 'AWS::Lambda::Function'));
    assert.ok(!matches('Code', 'Codes'));
  });
  test('what is accepted needs a reason, and is reported once it matches nothing', () => {
    assert.throws(() => new Accepted([{ match: 'A', path: 'x' }]));
    const accepted = new Accepted([{ match: 'A', path: 'x', reason: 'r' }, { match: 'B', path: 'x', reason: 'r' }]);
    assert.ok(accepted.covers({ section: 'Resources', id: 'A', type: 'T', path: 'x' }));
    assert.ok(!accepted.covers({ section: 'Resources', id: 'A', type: 'T', path: 'y' }));
    assert.deepEqual(accepted.unused.map(({ match }) => match), ['B']);
  });
  test('what is accepted on one side only is not accepted on the other', () => {
    const accepted = new Accepted([{ match: 'A', path: 'x', reason: 'r', lacks: 'template.yml' }]);
    assert.ok(accepted.covers({ section: 'Resources', id: 'A', type: 'T', path: 'x', left: undefined, right: 1 }));
    assert.ok(!accepted.covers({ section: 'Resources', id: 'A', type: 'T', path: 'x', left: 2, right: 1 }));
    assert.throws(() => new Accepted([{ match: 'A', path: 'x', reason: 'r', lacks: 'template.json' }]));
  });
});

describe('evaluating', () => {
  const stack = new Stack({
    Parameters: { Mode: { Type: 'String', Default: 'dev' }, Zones: { Type: 'CommaDelimitedList', Default: 'a,b' } },
    Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Mode' }, 'dev'] }, Other: { 'Fn::Not': [{ Condition: 'IsDev' }] } },
    Resources: { T: { Type: 'X', Properties: { P: { 'Fn::If': ['Other', 1, { Ref: 'AWS::NoValue' }] }, N: 1 } }, U: { Type: 'X', Condition: 'Other' } },
  });
  test('conditions choose resources and properties', () =>
    assert.deepEqual(stack.resources('X'), [{ id: 'T', type: 'X', properties: { N: 1 } }]));
  test('text', () => assert.equal(stack.value({ 'Fn::Sub': '${Mode}-${AWS::Region}-${!x}' }), 'dev-us-east-1-${x}'));
  test('lists', () => assert.equal(stack.value({ 'Fn::Select': [1, { Ref: 'Zones' }] }), 'b'));
  test('a reference to nothing is an error', () => assert.throws(() => stack.value({ Ref: 'Nope' })));
});

describe('DynamoDB Local', () => {
  let engine;
  before(async () => { engine = await DynamoDbLocal.start(); });
  after(() => engine.stop());
  const table = (more) => ({
    TableName: 'games', BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], ...more,
  });
  const judged = async (...tables) => tryTables(engine, tables.map((properties, at) => ({ id: `T${at}`, properties })));

  test('a table is made as declared, and is gone afterwards', async () => {
    const properties = table({ TimeToLiveSpecification: { AttributeName: 'until', Enabled: true }, StreamSpecification: { StreamViewType: 'NEW_IMAGE' }, DeletionProtectionEnabled: true });
    for (let round = 0; round < 2; round += 1) {
      const [{ error, promised, found }] = await judged(properties);
      assert.equal(error, undefined);
      assert.deepEqual(found, promised);
      assert.deepEqual([found.ttl, found.stream], ['until', 'NEW_IMAGE']);
    }
    assert.deepEqual((await engine.request('ListTables', {})).TableNames, []);
  });
  test('a key without a definition is refused', async () => {
    const [{ error }] = await judged(table({ KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] }));
    assert.equal(error.name, 'ValidationException');
  });
  test('a name twice in one template is refused', async () => {
    const [first, second] = await judged(table(), table());
    assert.equal(first.error, undefined);
    assert.equal(second.error.name, 'ResourceInUseException');
  });
  test('an unknown property is refused', async () => {
    const [{ error }] = await judged(table({ Nope: 1 }));
    assert.match(error.message, /unsupported property Nope/);
  });
});

describe('whole runs', () => {
  let directory;
  before(() => { directory = mkdtempSync(path.join(tmpdir(), 'bob-harness-')); });
  after(() => rmSync(directory, { recursive: true }));

  const service = ({ timeout = 6 } = {}) => `service: demo
configValidationMode: error
provider: {name: aws, runtime: provided.al2023, stage: dev, region: us-east-1, versionFunctions: false, deploymentBucket: {name: code}}
functions:
  play:
    handler: bootstrap
    timeout: ${timeout}
    role: arn:aws:iam::123456789012:role/play
    package: {artifact: ../../../build/play.zip}
`;
  const template = ({ timeout = 6 } = {}) => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  PlayLogGroup: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/demo-dev-play}}
  PlayLambdaFunction:
    Type: AWS::Lambda::Function
    DependsOn: PlayLogGroup
    Properties: {Code: {S3Bucket: code, S3Key: play.zip}, Handler: bootstrap, Runtime: provided.al2023, FunctionName: demo-dev-play,
                 MemorySize: 1024, Timeout: ${timeout}, Role: !Sub "arn:\${AWS::Partition}:iam::123456789012:role/play"}
`;
  const ACCEPTED = `
- {match: AWS::Lambda::Function, path: Properties.Code.S3Key, reason: the key has the time of packaging in it}
- {match: AWS::Lambda::Function, path: Properties.Role, reason: spelt with a partition}
- {match: Outputs/*, path: "", reason: the framework tells where its bucket is}
- {match: Template/*, path: "**", reason: the framework describes every stack alike}
`;
  /** Runs an engine over one stack; returns its exit code and what it printed. */
  function judged(engine, files, ...more) {
    const stack = path.join(directory, 'templates', 'demo', 'dev');
    rmSync(path.join(directory, 'templates'), { recursive: true, force: true });
    mkdirSync(stack, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(stack, name), text);
    const program = fileURLToPath(new URL(`${engine}.mjs`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, path.join(directory, 'templates'), ...more], { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }
  const accepted = (text) => {
    const file = path.join(directory, 'accepted.yml');
    writeFileSync(file, text);
    return file;
  };

  test('osls: equal but for what is accepted', () => {
    const { status, output } = judged('osls', { 'serverless.yml': service(), 'template.yml': template() }, accepted(ACCEPTED));
    assert.equal(status, 0, output);
    assert.match(output, /osls: 4 passed, 0 failed, 0 skipped/);
  });
  test('osls: a difference fails, and says both sides', () => {
    const { status, output } = judged('osls', { 'serverless.yml': service({ timeout: 7 }), 'template.yml': template() }, accepted(ACCEPTED));
    assert.equal(status, 1, output);
    assert.match(output, /PlayLambdaFunction \(AWS::Lambda::Function\), Properties\.Timeout\n +template\.yml +6\n +serverless\.yml 7/);
  });
  test('osls: an accepted difference that is none any more fails', () => {
    const { status, output } = judged(
      'osls', { 'serverless.yml': service(), 'template.yml': template() }, accepted(`${ACCEPTED}- {match: Gone, path: "**", reason: once needed}\n`),
    );
    assert.equal(status, 1, output);
    assert.match(output, /Gone .*\n +matches nothing any more/);
  });
  test('osls: a configuration error is fatal', () => {
    const { status, output } = judged('osls', { 'serverless.yml': service({ timeout: 901 }), 'template.yml': template() }, accepted(ACCEPTED));
    assert.equal(status, 1, output);
    assert.match(output, /must be <= 900/);
  });
  test('osls: a service that turns validation off is refused', () => {
    const lax = service().replace('configValidationMode: error', 'configValidationMode: "off"');
    assert.equal(judged('osls', { 'serverless.yml': lax, 'template.yml': template() }, accepted(ACCEPTED)).status, 1);
  });
  test('AWS validator: a good template passes, an unknown property fails', () => {
    assert.equal(judged('cloudformation-validate', { 'template.yml': template() }).status, 0);
    const { status, output } = judged('cloudformation-validate', { 'template.yml': template().replace('Timeout', 'Timeuot') });
    assert.equal(status, 1);
    assert.match(output, /'Timeuot' was unexpected/);
  });
  test('no template at all is an error, not a success', () => {
    for (const engine of ['osls', 'dynamodb', 'cloudformation-validate', 'cfn-lint', 'moto']) assert.equal(judged(engine, {}).status, 2);
  });
  test('what the machine does not have is skipped, loudly', () => {
    const { PATH } = process.env;
    process.env.PATH = directory;
    try {
      for (const engine of ['cfn-lint', 'moto']) {
        const { status, output } = judged(engine, { 'template.yml': template() });
        assert.equal(status, 77, output);
        assert.match(output, /THIS WAS NOT RUN/);
        assert.match(output, /0 passed, 0 failed, 1 skipped/);
      }
    } finally {
      process.env.PATH = PATH;
    }
  });
  test('templates without a table are skipped, not passed', () => {
    const { status, output } = judged('dynamodb', { 'template.yml': template() });
    assert.equal(status, 77, output);
  });
});
