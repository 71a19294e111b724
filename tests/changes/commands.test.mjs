// `bobgen diff` as a process: which templates are compared with each other, and which changes it must not miss.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';

const { BOBGEN } = process.env;
if (!BOBGEN) throw new Error('BOBGEN is not set; run this through ctest');

const scratch = mkdtempSync(path.join(tmpdir(), 'bob-changes-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
let folders = 0;

function folder(files) {
  const made = path.join(scratch, String(++folders));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), text);
  }
  return made;
}

function bobgen(cwd, ...words) {
  const made = spawnSync(BOBGEN, words, { cwd, encoding: 'utf8' });
  if (made.error) throw made.error;
  return { ...made, all: made.stdout + made.stderr };
}

/** What `diff` says of two templates, and its exit code. */
function diff(before, after, ...words) {
  const kind = before.trimStart().startsWith('{') ? 'json' : 'yml';
  return bobgen(folder({ [`a.${kind}`]: before, [`b.${kind}`]: after }), 'diff', `a.${kind}`, `b.${kind}`, ...words);
}

const bucket = (name, more = '') => `  ${name}: {Type: AWS::S3::Bucket${more}}\n`;

test('a name that is written twice is no template to compare', () => {
  const good = `Resources:\n${bucket('A')}${bucket('B')}`;
  const twice = [`Resources:\n${bucket('A')}${bucket('B')}  B: {Type: AWS::SNS::Topic}\n`, `${good}Resources: {T: {Type: AWS::SNS::Topic}}\n`];
  const json = (text) => `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}${text}}`;
  const pairs = [...twice.map((one) => [good, one]), [json(', "B": {"Type": "AWS::S3::Bucket"}}'), json(', "B": {"Type": "AWS::S3::Bucket"}, "B": {"Type": "AWS::SNS::Topic"}}')],
    [json('}'), json('}, "Resources": {}')]];
  for (const pair of pairs)
    for (const [before, after] of [pair, [pair[1], pair[0]], [pair[1], pair[1]]])
      for (const format of ['text', 'json', 'markdown']) {
        const made = diff(before, after, '--format', format);
        assert.equal(made.status, 2, made.all);
        assert.match(made.stderr, /error\[duplicate-name\]/);
        assert.equal(made.stdout, '');
      }
});

test('whatever has data in it is not removed without a word', () => {
  const types = ['Serverless::SimpleTable', 'Serverless::Application', 'CloudFormation::Stack', 'DSQL::Cluster', 'S3Tables::Table', 'S3Tables::TableBucket', 'S3Vectors::VectorBucket', 'S3Vectors::Index', 'NeptuneGraph::Graph',
    'Cassandra::Keyspace', 'Lightsail::Database', 'Lightsail::Bucket', 'Lightsail::Disk', 'CloudTrail::EventDataStore', 'Timestream::InfluxDBInstance', 'HealthLake::FHIRDatastore', 'ECR::PublicRepository', 'MSK::Cluster', 'QLDB::Ledger',
    'CodeArtifact::Repository', 'KinesisVideo::Stream', 'S3Outposts::Bucket', 'Backup::LogicallyAirGappedBackupVault'];
  for (const type of types) {
    const made = diff(`Transform: AWS::Serverless-2016-10-31\nResources:\n${bucket('A')}  D: {Type: AWS::${type}}\n`, `Transform: AWS::Serverless-2016-10-31\nResources:\n${bucket('A')}`);
    assert.equal(made.status, 1, `${type}\n${made.all}`);
    assert.match(made.stdout, /tombstones|Tombstones/);
  }

  const simple = (properties) => `Transform: AWS::Serverless-2016-10-31\nResources:\n  D: {Type: AWS::Serverless::SimpleTable, Properties: {${properties}}}\n`;
  const replaced = diff(simple('PrimaryKey: {Name: id, Type: String}'), simple('PrimaryKey: {Name: key, Type: String}'));
  assert.equal(replaced.status, 1, replaced.all);
  assert.match(replaced.stdout, /replace/);
  for (const same of ['', 'PrimaryKey: {Name: id, Type: String}']) {
    assert.equal(diff(simple(''), simple(same)).stdout, 'no change\n');
    assert.equal(diff(simple(same), simple('Tags: {a: b}, ProvisionedThroughput: {WriteCapacityUnits: 5}')).status, 0);
  }
  const application = (version) => `Transform: AWS::Serverless-2016-10-31\nResources:\n  D: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: a, SemanticVersion: ${version}}}}\n`;
  assert.equal(diff(application('1.0.0'), application('1.0.1')).status, 0);
});

test('templates belong together by their names', () => {
  const text = `Resources:\n${bucket('A')}`;
  const at = folder({ 'old/shop/prod/template.yml': text, 'same/shop/prod/template.yml': text, 'stage/shop/test/template.yml': text, 'stack/store/prod/template.yml': text, 'one.yml': text, 'two.yml': text });
  for (const renamed of ['stage', 'stack']) {
    const made = bobgen(at, 'diff', 'old', renamed);
    assert.equal(made.status, 1, made.all);
    assert.match(made.stdout, /holds data|at risk/);
  }
  for (const [before, after] of [['old', 'same'], ['one.yml', 'two.yml'], ['one.yml', 'old'], ['stage', 'one.yml']]) {
    const made = bobgen(at, 'diff', before, after);
    assert.equal(made.status, 0, made.all);
    assert.equal(made.stdout, 'no change\n');
  }
  for (const [word, known] of [['stage=prd', '`prod`'], ['stack=shoop', '`shop`']]) {
    const made = bobgen(at, 'diff', 'old', 'same', word);
    assert.equal(made.status, 2, made.all);
    assert.match(made.stderr, new RegExp(`neither side has the .*; there are ${known}`));
  }
  assert.equal(bobgen(at, 'diff', 'old', 'stage', 'stage=prod').status, 1);
  assert.equal(bobgen(at, 'diff', 'old', 'same', 'stage=prod', 'stack=shop').status, 0);

  const git = (...words) => {
    const made = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: repository, encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
  };
  const repository = folder({ 'templates/shop/prod/template.yml': text });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=one');
  git('mv', 'templates/shop', 'templates/store');
  git('commit', '--quiet', '--message=two');
  const made = bobgen(repository, '--root', '.', 'diff', 'HEAD~1', 'HEAD');
  assert.equal(made.status, 1, made.all);
  const misspelt = bobgen(repository, '--root', '.', 'diff', 'HEAD~1', 'HEAD', 'stack=shoop');
  assert.equal(misspelt.status, 2);
  assert.match(misspelt.stderr, /there are `shop`, `store`/);
});

test('a tombstone excuses a loss once, and with a reason that can be read', () => {
  const stone = (why) => `{LogicalId: A, Why: "${why}", Since: "2026-01-01", Data: lost}`;
  const template = (stones, resources) => `Metadata: {Bob: {Tombstones: [${stones}]}}\nResources:\n  T: {Type: AWS::SNS::Topic}\n${resources}`;
  assert.equal(diff(template('', bucket('A')), template(stone('moved'), '')).status, 0);
  assert.equal(diff(template(stone('moved'), bucket('A')), template(`${stone('moved')}, ${stone('again')}`, '')).status, 1);
  for (const nothing of ['\\u200b', '\\ufeff \\u2060', '\\u3164', ' \\t'])
    assert.equal(diff(template('', bucket('A')), template(stone(nothing), '')).status, 1, nothing);
});

const languages = 'Transform: AWS::LanguageExtensions\n';
const loop = (over, body) => `${languages}Resources:\n  T: {Type: AWS::SNS::Topic}\n  Fn::ForEach::All: [Name, ${over}, {${body}}]\n`;
const tables = (over, key, more = '') => loop(over, `"Table\${Name}": {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: ${key}, KeyType: HASH}], AttributeDefinitions: [{AttributeName: ${key}, AttributeType: S}]${more}}}`);

test('a loop over a list is the resources that it makes', () => {
  const spelt = (name, key) => `  Table${name}: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: ${key}, KeyType: HASH}], AttributeDefinitions: [{AttributeName: ${key}, AttributeType: S}]}}\n`;
  const same = diff(tables('[A, B]', 'id'), `${languages}Resources:\n  T: {Type: AWS::SNS::Topic}\n${spelt('A', 'id')}${spelt('B', 'id')}`);
  assert.equal(same.stdout, 'no change\n');
  for (const [after, told] of [[tables('[A]', 'id'), /`TableB` holds data, and is removed/], [tables('[A, B]', 'pk'), /`TableA` holds data, and CloudFormation would replace it/],
    [tables('[A, B]', 'id').replace('Table$', 'Tables$'), /`TableA` holds data, and is removed/], [`${languages}${no_topic}`, /`TableA` holds data, and is removed/]]) {
    const made = diff(tables('[A, B]', 'id'), after, '--diagnostics', 'text');
    assert.equal(made.status, 1, made.all);
    assert.match(made.stdout, told);
  }
  const more = diff(tables('[A, B]', 'id'), tables('[A, B, C]', 'id'));
  assert.equal(more.status, 0, more.all);
  assert.match(more.stdout, /`?TableC/);

  const nested = (kind) => loop('[A]', `"Fn::ForEach::Inner": [Other, [B, C], {"\${Name}\${Other}": {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${kind}-\${Name}-\${Other}", Tags: [{Key: a, Value: !Ref Other}]}}}]`);
  assert.match(diff(nested('x'), nested('y')).stdout, /`BucketName` changes from `x-A-B` to `y-A-B`/);
});
const no_topic = 'Resources:\n  T: {Type: AWS::SNS::Topic}\n';

test('of a loop or macro whose result only AWS knows, any change may lose data', () => {
  const over = '!Ref Names';
  const parameters = 'Parameters: {Names: {Type: CommaDelimitedList, Default: "A,B"}}\n';
  const unknown = (...given) => parameters + tables(over, ...given);
  const before = unknown('id');
  for (const after of [unknown('pk'), unknown('id', ', TableName: x'), parameters + tables('!Split [",", x]', 'id'), parameters + languages + no_topic]) {
    const made = diff(before, after);
    assert.equal(made.status, 1, made.all);
    assert.notEqual(made.stdout, 'no change\n');
    const planned = bobgen(folder({ 'a.yml': before, 'b.yml': after }), 'plan', 'a.yml', 'b.yml');
    assert.doesNotMatch(planned.all, /the templates mean the same/);
  }
  assert.equal(diff(before, before).stdout, 'no change\n');
  const buried = diff(before, `Metadata: {Bob: {Tombstones: [{LogicalId: "Fn::ForEach::All", Why: moved, Since: "2026-01-01", Data: lost}]}}\n${unknown('pk')}`);
  assert.equal(buried.status, 0, buried.all);
  // Without data in it, it is a change like others.
  const topics = (name) => parameters + loop(over, `"Topic\${Name}": {Type: AWS::SNS::Topic, Properties: {DisplayName: ${name}}}`);
  const harmless = diff(topics('a'), topics('b'));
  assert.equal(harmless.status, 0, harmless.all);
  assert.match(harmless.stdout, /`Fn::ForEach::All` changes/);

  const macro = (where) => `Resources:\n  T: {Type: AWS::SNS::Topic}\n${where}`;
  const include = (file) => `Fn::Transform: {Name: AWS::Include, Parameters: {Location: "s3://b/${file}"}}`;
  for (const [was, is] of [['', include('a')], [include('a'), include('b')], [include('a'), '']]) {
    const resource = (one) => macro(`  B: {Type: AWS::SQS::Queue${one && `, ${one}`}}\n`);
    assert.match(diff(resource(was), resource(is)).stdout, /`Fn::Transform` of `B` changes/);
    const properties = (one) => macro(`  B: {Type: AWS::SQS::Queue, Properties: {${one || 'QueueName: x'}}}\n`);
    assert.match(diff(properties(was), properties(is)).stdout, /what makes the properties of `B` changes|Fn::Transform/);
    const section = (one) => macro(one && `  ${one}\n`);
    const made = diff(section(was), section(is));
    assert.equal(made.status, was ? 1 : 0, made.all);
    assert.notEqual(made.stdout, 'no change\n');
    const whole = (one) => macro(one && `${''}Mappings: {M: {a: {b: c}}}\n${one}\n`);
    assert.notEqual(diff(whole(was), whole(is)).stdout, 'no change\n');
  }
  const plan = (before, after, ...words) => bobgen(folder({ 'a.yml': before, 'b.yml': after }), 'plan', 'a.yml', 'b.yml', ...words);
  const globals = (on) => `Transform: AWS::Serverless-2016-10-31\nGlobals: {SimpleTable: {SSESpecification: {SSEEnabled: ${on}}}}\nResources:\n  S: {Type: AWS::Serverless::SimpleTable}\n`;
  assert.match(diff(globals(true), globals(false)).stdout, /section `Globals` changes/);
  for (const [was, is] of [[globals(true), globals(false)], [no_topic, `Fn::Transform: {Name: M}\n${no_topic}`], [no_topic, `Transform: M\n${no_topic}`]])
    assert.doesNotMatch(plan(was, is).all, /the templates mean the same/);
  const at = folder({ 'a.yml': globals(true), 'b.yml': `${globals(true)}  T: {Type: AWS::SNS::Topic}\n` });
  assert.equal(bobgen(at, 'plan', 'a.yml', 'b.yml', '--out', 'out').status, 0);
  const [step] = readdirSync(path.join(at, 'out')).filter((one) => one.endsWith('.yml'));
  assert.match(readFileSync(path.join(at, 'out', step), 'utf8'), /Globals/);
});

test('what the defaults do not choose is compared, too, where it holds data', () => {
  const head = (more = '', value = 'prod') => `Parameters: {Env: {Type: String, Default: dev, AllowedValues: [dev, prod]}}\nConditions:\n  Base: !Equals [!Ref Env, ${value}]\n  Prod: !And [!Condition Base, !Condition Base]\n${more}Resources:\n  T: {Type: AWS::SNS::Topic}\n`;
  const conditional = (more, ...given) => `${head(...given)}  B: {Type: AWS::S3::Bucket, Condition: Prod${more}}\n`;
  const risky = [
    [conditional(', Properties: {BucketName: a}'), conditional(', Properties: {BucketName: b}')],
    [conditional(', Properties: {BucketName: a}'), conditional(', Properties: {BucketName: a}', '', 'production')],
    [`${head()}  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !If [Prod, a, x]}}\n`, `${head()}  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !If [Prod, b, x]}}\n`],
    ...[['a', 'b']].map((pair) => pair.map((name) => `${head(`Mappings: {M: {dev: {n: x}, prod: {n: ${name}}}}\n`)}  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !FindInMap [M, !Ref Env, n]}}\n`)),
    ...[['id', 'pk']].map((pair) => pair.map((key) => `${head()}  B: {Type: AWS::DynamoDB::Table, Condition: Prod, Properties: {BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: ${key}, KeyType: HASH}], AttributeDefinitions: [{AttributeName: ${key}, AttributeType: S}]}}\n`)),
  ];
  for (const [before, after] of risky) {
    const made = diff(before, after);
    assert.equal(made.status, 1, `${after}\n${made.all}`);
    assert.match(made.stdout, /when `Env` is `prod`/);
  }
  const unprotected = diff(conditional(', DeletionPolicy: Retain'), conditional(''), '--fail-on', 'unprotect');
  assert.equal(unprotected.status, 1, unprotected.all);
  for (const [before, after] of [[conditional(''), conditional('')], [conditional(''), conditional(', Properties: {Tags: [{Key: a, Value: b}]}')], [`${head()}`, conditional('')]])
    assert.equal(diff(before, after).status, 0);
});
