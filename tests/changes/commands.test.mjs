// `bobgen diff` as a process: which templates are compared with each other, and which changes it must not miss.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
