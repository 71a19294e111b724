// `bobgen validate` as a user runs it: its inputs, its messages on each stream, and its exit code.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

const { BOBGEN, CASES_BOBGEN, CASES } = process.env;
delete process.env.BOB_ROOT;

const good = `Resources:
  Orders:
    Type: AWS::SQS::Queue
`;
const wrong = `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueNam: orders
`;
const doubtful = `Resources:
  Group:
    Type: AWS::IAM::Group
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument:
            Version: '2012-10-17'
            Statement: {Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/*'}
`;

let folder;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bob-validate-'));
  for (const [name, text] of Object.entries({
    'good.yml': good,
    'wrong.yml': wrong,
    'doubtful.yml': doubtful,
    'broken.yml': 'Resources: {',
    'empty.yml': '',
    'with space.yml': wrong,
  }))
    writeFileSync(path.join(folder, name), text);
  mkdirSync(path.join(folder, 'sub'));
  writeFileSync(path.join(folder, 'sub/wrong.json'), '{"Resources": {"A": {"Type": "AWS::SQS::Queu"}}}');
});
after(() => rmSync(folder, { recursive: true, force: true }));

function validate(words, { input, program = BOBGEN, cwd = folder, env = {} } = {}) {
  const ran = spawnSync(program, ['validate', ...words], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...env },
  });
  assert.equal(ran.signal, null, `ended by ${ran.signal}`);
  return ran;
}
const short = (words, more) => validate([...words, '--diagnostics', 'short'], more);

describe('exit codes', () => {
  test('nothing to say is silence and 0', () => {
    const ran = validate(['good.yml']);
    assert.deepEqual([ran.status, ran.stdout, ran.stderr], [0, '', '']);
  });
  test('an error is 1, at its place, on the standard output', () => {
    const ran = short(['wrong.yml']);
    assert.equal(ran.status, 1);
    assert.match(ran.stdout, /^wrong\.yml:5:7: error: .*QueueNam.*\n$/);
    assert.equal(ran.stderr, '');
  });
  test('warnings are 0, and 1 when they are asked to count', () => {
    assert.equal(validate(['doubtful.yml']).status, 0);
    assert.match(validate(['doubtful.yml']).stdout, /warning\[wildcard-action\]/);
    assert.equal(validate(['doubtful.yml', '--strict']).status, 1);
    assert.equal(validate(['good.yml', '--strict']).status, 0);
  });
  for (const [what, words, expected] of [
    ['a syntax error', ['broken.yml'], /broken\.yml:1/],
    ['an empty file', ['empty.yml'], /empty\.yml/],
    ['a file that is missing', ['missing.yml'], /no file `missing\.yml`/],
    ['a folder', ['sub'], /can't read `sub`: Is a directory/],
    ['a device without end', ['/dev/zero'], /MiB/],
    ['a parameter that the template has not', ['good.yml', '--param', 'Stag=dev'], /Stag/],
    ['a parameter without a value', ['good.yml', '--param', 'Stage'], /NAME=VALUE/],
    ['an unknown option', ['good.yml', '--nope'], /--nope/],
    ['an unknown format', ['good.yml', '--diagnostics', 'xml'], /xml/],
    ['a day that is none', ['good.yml', '--today', '2026-13-01'], /2026-13-01/],
    ['suppressions that are missing', ['good.yml', '--suppressions', 'none.yml'], /none\.yml/],
    ['words of stacks among files', ['good.yml', 'stage=dev'], /stage=dev/],
    ['words of files without files', ['--param', 'A=b'], /--param/],
    ['no stacks and no files', [], /no stacks/],
  ]) {
    test(`${what} is 2`, () => {
      const ran = validate(words);
      assert.equal(ran.status, 2, ran.stdout + ran.stderr);
      assert.match(ran.stdout + ran.stderr, expected);
    });
  }
  test('a full disk is 2', { skip: !existsSync('/dev/full') }, () => {
    const ran = spawnSync('/bin/sh', ['-c', '"$0" validate wrong.yml >/dev/full', BOBGEN], { cwd: folder });
    assert.equal(ran.status, 2);
  });
  test('a reader that leaves early is no crash', async () => {
    const many = `Resources:\n${Array.from({ length: 3000 }, (_, i) => `  A${i}: {Type: 'AWS::SQS::Queu'}\n`).join('')}`;
    writeFileSync(path.join(folder, 'many.yml'), many);
    const run = spawn(BOBGEN, ['validate', 'many.yml'], { cwd: folder });
    run.stdout.once('data', () => run.stdout.destroy());
    const [code, signal] = await new Promise((done) => run.on('close', (...how) => done(how)));
    assert.ok(signal === 'SIGPIPE' || code === 2 || code === 1, `code ${code}, signal ${signal}`);
  });
});

describe('what is given', () => {
  test('the standard input', () => {
    const ran = short(['-'], { input: wrong });
    assert.equal(ran.status, 1);
    assert.match(ran.stdout, /^<stdin>:5:7: error/);
    assert.match(validate(['-'], { input: wrong }).stdout, /5 \|       QueueNam: orders/);
    assert.equal(validate(['-'], { input: '{' }).status, 2);
    assert.equal(validate(['-'], { input: good }).stdout, '');
  });
  test('several files: all are judged, the worst counts, sorted by their places', () => {
    const ran = short(['wrong.yml', 'missing.yml', 'doubtful.yml', 'good.yml', 'sub/wrong.json']);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /missing\.yml/);
    const places = ran.stdout.trim().split('\n').map((line) => line.split(' ')[0]);
    assert.deepEqual(places.map((place) => place.split(':')[0]), ['doubtful.yml', 'sub/wrong.json', 'wrong.yml']);
    assert.equal(short(['good.yml', 'wrong.yml']).status, 1);
    assert.equal(short(['good.yml', 'doubtful.yml']).status, 0);
  });
  test('the same file twice is told once', () => {
    assert.equal(short(['wrong.yml', 'wrong.yml']).stdout, short(['wrong.yml']).stdout);
  });
  test('names as they were given, outside the folder and with blanks, too', () => {
    const absolute = path.join(folder, 'wrong.yml');
    assert.ok(short([absolute]).stdout.startsWith(`${absolute}:5:7: error`));
    assert.ok(short(['../wrong.yml'], { cwd: path.join(folder, 'sub') }).stdout.startsWith('../wrong.yml:5:7: error'));
    assert.match(validate(['../wrong.yml'], { cwd: path.join(folder, 'sub') }).stdout, /QueueNam: orders/);
    assert.ok(short(['with space.yml']).stdout.startsWith('with space.yml:5:7: error'));
  });
  test('a pipe by its name', () => {
    const ran = spawnSync('/bin/sh', ['-c', 'cat wrong.yml | "$0" validate /dev/stdin --format short', BOBGEN], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(ran.status, 1);
    assert.match(ran.stdout, /^\/dev\/stdin:5:7: error/);
  });
  test('parameters decide what conditions become', () => {
    const text = `Parameters:
  Stage: {Type: String}
Conditions:
  Live: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If [Live, 9000, 5]
`;
    assert.equal(validate(['-', '--param', 'Stage=dev'], { input: text }).status, 0);
    assert.equal(validate(['-', '--param', 'Stage=prod'], { input: text }).status, 1);
  });
  test('of several files each takes the parameters that it has', () => {
    writeFileSync(path.join(folder, 'with.yml'), `Parameters:\n  Stage: {Type: String}\n${good}    Properties: {QueueName: !Sub 'q-\${Stage}'}\n`);
    assert.equal(validate(['with.yml', 'good.yml', '--param', 'Stage=dev']).status, 0);
    assert.equal(validate(['with.yml', 'good.yml', '--param', 'Stag=dev']).status, 2);
  });
  test('a serverless.yml takes side files, parameters, a stage and the environment', () => {
    writeFileSync(path.join(folder, 'sub/names.yml'), 'queue: orders\n');
    writeFileSync(
      path.join(folder, 'sub/serverless.yml'),
      `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  stage: \${opt:stage, 'dev'}
functions: {}
resources:
  Resources:
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: \${file(./names.yml):queue}-\${param:suffix}-\${env:BOB_TEST_NAME}-\${sls:stage}
        DelaySeconds: \${param:delay}
`,
    );
    const words = ['sub/serverless.yml', '--param', 'suffix=x', '--param', 'delay=5', '--stage', 'live', '--env', 'BOB_TEST_NAME'];
    const ran = validate(words, { env: { BOB_TEST_NAME: 'y' } });
    assert.deepEqual([ran.status, ran.stdout], [0, '']);
    assert.equal(validate([...words.slice(0, 4), 'delay=9000'], { env: { BOB_TEST_NAME: 'y' } }).status, 1);
    assert.equal(validate([...words, '--param', 'nobody=asks'], { env: { BOB_TEST_NAME: 'y' } }).status, 2);
  });
});

describe('suppressions', () => {
  const given = (text, words, today = '2026-11-21') => {
    writeFileSync(path.join(folder, 'given.yml'), text);
    return short(['doubtful.yml', '--suppressions', 'given.yml', '--today', today, ...words]);
  };
  test('the last day counts, the next does not', () => {
    const text = '- {rule: wildcard-action, resource: Group, reason: known, until: 2026-11-21}\n';
    assert.equal(given(text, []).status, 0);
    assert.match(given(text, []).stdout, /^doubtful\.yml:[0-9:]+ suppressed until 2026-11-21: .* \[wildcard-action\]: known\n$/);
    const late = given(text, [], '2026-11-22').stdout;
    assert.match(late, /\[wildcard-action\]/);
    assert.match(late, /\[suppression-expired\]/);
  });
  test('what matches nothing is told', () => {
    assert.match(given('- {rule: wildcard-action, resource: Grup, reason: known}\n', []).stdout, /matches-nothing/);
    assert.match(given('- {rule: blocked-runtime, reason: known}\n', []).stdout, /matches-nothing/);
  });
  test('a file that is no YAML is an error', () => assert.equal(given('- {', []).status, 1));
  test('the file of the project, which is where --root says', () => {
    const root = path.join(folder, 'project');
    mkdirSync(root);
    writeFileSync(path.join(root, 'suppressions.yml'), '- {rule: wildcard-action, reason: known, until: 2099-01-01}\n');
    assert.match(short(['doubtful.yml', '--root', root]).stdout, /^doubtful\.yml\S* suppressed .*\n$/);
    assert.notEqual(short(['doubtful.yml']).stdout, '');
  });
});

describe('formats', () => {
  test('json, also of nothing', () => {
    assert.deepEqual(JSON.parse(validate(['good.yml', '--diagnostics', 'json']).stdout), []);
    const [one] = JSON.parse(validate(['wrong.yml', '--diagnostics', 'json']).stdout);
    assert.deepEqual([one.file, one.line, one.column, one.severity], ['wrong.yml', 5, 7, 'error']);
  });
  test('sarif, also of nothing', () => {
    const [run] = JSON.parse(validate(['good.yml', '--diagnostics', 'sarif']).stdout).runs;
    assert.deepEqual([run.results, run.tool.driver.name], [[], 'bobgen']);
    const found = JSON.parse(validate(['sub/wrong.json', 'with space.yml', '--diagnostics', 'sarif']).stdout).runs[0];
    const places = found.results.map((one) => one.locations[0].physicalLocation);
    assert.deepEqual(places.map((one) => one.artifactLocation.uri), ['sub/wrong.json', 'with%20space.yml']);
    for (const one of found.results) assert.equal(found.tool.driver.rules[one.ruleIndex].id, one.ruleId);
  });
  test('annotations of GitHub', () => {
    assert.match(
      validate(['wrong.yml', '--diagnostics', 'github']).stdout,
      /^::error file=wrong\.yml,line=5,col=7,endColumn=15,title=[a-z-]+::[^\n]*%0A[^\n]*\n$/,
    );
    assert.equal(validate(['good.yml', '--diagnostics', 'github']).stdout, '');
  });
  test('markdown says that there is nothing, too', () => {
    assert.match(validate(['good.yml', '--diagnostics', 'markdown']).stdout, /No findings/);
    assert.match(validate(['wrong.yml', '--diagnostics', 'markdown']).stdout, /^\*\*1 error\*\*\n/);
  });
});

describe('the stacks of a project', () => {
  const cases = (words, more = {}) => short(['--root', CASES, ...words], { program: CASES_BOBGEN, ...more });
  test('are judged without files, and nothing is written', () => {
    const ran = cases(['stack=warn_wildcard_action', 'stage=dev']);
    assert.equal(ran.status, 0);
    assert.match(ran.stdout, /^warn_wildcard_action\/stack\.cpp:8:33: warning: .*\[wildcard-action\]\n/);
    assert.equal(existsSync(path.join(CASES, 'templates')), false);
  });
  test('exit 1 for an error, 2 for words that mean nothing', () => {
    assert.equal(cases(['stack=fail_route_conflict', 'stage=dev']).status, 1);
    assert.equal(cases(['stack=fail_rout_conflict']).status, 2);
    assert.equal(cases(['stack=warn_wildcard_action', 'colour=red']).status, 2);
  });
  test('have suppressions by logical id, which emit honours whatever the day', () => {
    const root = path.join(folder, 'stacks');
    mkdirSync(root);
    for (const name of ['fail_unknown_runtime', 'fail_route_conflict'])
      cpSync(path.join(CASES, name), path.join(root, name), { recursive: true });
    const before = JSON.parse(
      validate(['--root', root, 'stack=fail_unknown_runtime', 'stage=dev', '--diagnostics', 'json'], { program: CASES_BOBGEN }).stdout,
    );
    assert.ok(before.length > 0);
    const rules = [...new Set(before.map((one) => one.rule))];
    writeFileSync(
      path.join(root, 'suppressions.yml'),
      rules.map((rule) => `- {rule: ${rule}, reason: a test, until: 2020-01-01}\n`).join(''),
    );
    const emit = () =>
      spawnSync(CASES_BOBGEN, ['--root', root, 'emit', 'stack=fail_unknown_runtime', 'stage=dev', '--out', path.join(root, 'out')], {
        encoding: 'utf8',
      });
    assert.equal(emit().status, 0, emit().stderr);
    assert.ok(readFileSync(path.join(root, 'out/fail_unknown_runtime/dev/template.yml'), 'utf8').length > 0);
    const words = ['--root', root, 'stack=fail_unknown_runtime', 'stage=dev'];
    assert.doesNotMatch(short([...words, '--today', '2020-01-01'], { program: CASES_BOBGEN }).stdout, /error:|warning:/);
    assert.equal(short([...words, '--today', '2020-01-02'], { program: CASES_BOBGEN }).status, 1);
    writeFileSync(path.join(root, 'suppressions.yml'), `- {rule: ${rules[0]}, resource: Nothing, reason: a test}\n`);
    assert.equal(emit().status, 1);
  });
});
