// What docs/security.md promises, as a process: every command in every format, and every file that one writes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';

const { BOBGEN } = process.env;
if (!BOBGEN) throw new Error('BOBGEN is not set; run this through ctest');

const scratch = mkdtempSync(path.join(tmpdir(), 'bob-secrets-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
let folders = 0;

/** A folder with these files; `name: {to}` is a link. */
function folder(files) {
  const made = path.join(scratch, String(++folders), 'project');
  for (const [name, text] of Object.entries(files)) {
    const at = path.join(made, name);
    mkdirSync(path.dirname(at), { recursive: true });
    if (typeof text === 'string') writeFileSync(at, text);
    else symlinkSync(text.to, at);
  }
  return made;
}

function bobgen(cwd, words, env = {}) {
  const { PATH, HOME } = process.env;
  const made = spawnSync(BOBGEN, words, { cwd, encoding: 'utf8', env: { PATH, HOME, ...env } });
  if (made.error) throw made.error;
  assert.ok(made.status !== null && made.status <= 2, `${words.join(' ')}\n${made.stderr}`);
  return { ...made, all: made.stdout + made.stderr };
}

function files_below(at) {
  return readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath ?? one.path, one.name));
}

const formats = {
  validate: ['text', 'short', 'json', 'sarif', 'github', 'markdown'],
  diff: ['text', 'json', 'markdown', 'findings', 'sarif', 'github'],
  plan: ['text', 'json', 'markdown'],
};
const shapes = (canary) => [canary, canary.toLowerCase(), canary.toUpperCase(), canary.slice(0, 8), canary.slice(-8),
  Buffer.from(canary).toString('base64').slice(0, 10)];

// The sanitizers look for other problems, in a program that takes thirty times as long: there each comparison is in one
// format, another one each time.
const sanitized = process.env.BOB_SANITIZE === '1';
let turn = 0;
const some_of = (all) => (sanitized ? [all[turn++ % all.length]] : all);

/** Every command in every format: nothing of the canary, whole or in part. Gives all that was said. */
function tells_nothing(cwd, before, after, words, canaries, env) {
  let said = '';
  const look = (text, what) => {
    for (const canary of canaries)
      for (const shape of shapes(canary)) assert.ok(!text.includes(shape), `${what} tells \`${shape}\`:\n${text}`);
    said += text;
  };
  for (const format of formats.validate) look(bobgen(cwd, ['validate', after, '--format', format, ...words], env).all, `validate ${format}`);
  for (const [old, now] of [[before, after], [after, before], [after, after]]) {
    for (const format of some_of(formats.diff)) look(bobgen(cwd, ['diff', old, now, '--format', format, ...words], env).all, `diff ${format}`);
    for (const format of some_of(['mermaid', 'dot', 'svg'])) look(bobgen(cwd, ['graph', old, now, '--format', format, ...words], env).all, `graph ${format}`);
    look(bobgen(cwd, ['report', '--html', old, now, ...words], env).all, 'report');
    for (const format of some_of(formats.plan)) {
      const out = path.join(scratch, `out-${++folders}`);
      mkdirSync(out);
      look(bobgen(cwd, ['plan', old, now, '--format', format, '--out', out, ...words], env).all, `plan ${format}`);
      for (const file of files_below(out)) look(`${path.basename(file)}\n${readFileSync(file, 'utf8')}`, `${file} of plan`);
    }
  }
  return said;
}

// Every place of it is one where a rule or a comparison quotes what it finds.
const serverless = (value) => `service: shop
provider: {name: aws, runtime: nodejs22.x, stage: "${value('STAGE')}"}
custom:
  names: {dev: orders, zq7stagezq7canary: others}
  nested: "${value('ONE')}-x"
  side: \${file(./side.\${env:STAGE}.yml)}
  chosen: \${self:custom.names.\${env:STAGE}}
  missing: \${self:custom.names.\${env:ONE}}
functions:
  book:
    handler: a.b
    memorySize: ${value('ONE')}
    timeout: ${value('TWO')}
    runtime: ${value('ONE')}
    environment: {SECRET: "${value('ONE')}", BOTH: "a${value('ONE')}b${value('TWO')}"}
    events:
      - http: {path: "x/${value('ONE')}", method: "${value('TWO')}"}
      - schedule: "${value('ONE')}"
      - s3: {bucket: "${value('ONE')}", event: "${value('TWO')}"}
      - sns: "${value('TWO')}"
resources:
  Resources:
    Mail: {Type: AWS::SQS::Queue, Properties: {QueueName: "${value('ONE')}", DelaySeconds: "${value('TWO')}"}}
    Again: {Type: AWS::SQS::Queue, Properties: {QueueName: "${value('ONE')}", FifoQueue: "${value('TWO')}"}}
    Strange: {Type: "${value('ONE')}", Properties: {X: y}}
    Users:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: "\${self:custom.nested}"
        BillingMode: "${value('ONE')}"
        KeySchema: [{AttributeName: "${value('ONE')}", KeyType: "${value('TWO')}"}]
        AttributeDefinitions: [{AttributeName: "${value('TWO')}", AttributeType: "${value('ONE')}"}]
    Role:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument:
          Version: "${value('ONE')}"
          Statement: [{Effect: Allow, Principal: {Service: "${value('ONE')}"}, Action: "${value('TWO')}"}]
        Policies:
          - PolicyName: "${value('ONE')}"
            PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "${value('ONE')}", Resource: "${value('TWO')}"}]}
  Outputs:
    One: {Value: "${value('ONE')}", Export: {Name: "${value('TWO')}"}}
`;
const of_environment = serverless((name) => `\${env:${name}}`);
const plain = serverless((name) => `plain-${name}`);
const environment = { ONE: 'zq7one-Secret-zq7canary', TWO: 'zq7two:Secret/zq7canary', STAGE: 'zq7stagezq7canary' };
const allowed = ['--env', 'ONE', '--env', 'TWO', '--env', 'STAGE'];

test('the environment is open unless it is allowed by name', () => {
  const at = folder({ 'serverless.yml': of_environment, 'old.yml': plain });
  tells_nothing(at, 'old.yml', 'serverless.yml', [], Object.values(environment).filter((one) => one !== environment.STAGE), environment);

  const ordinary = folder({ 'serverless.yml': `service: shop
provider: {name: aws, runtime: nodejs22.x, stage: "\${env:STAGE, 'dev'}", environment: {TOKEN: "\${env:TOKEN}"}}
functions: {book: {handler: a.b, memorySize: "\${env:MEMORY}"}}
resources: {Resources: {Mail: {Type: AWS::SQS::Queue, Properties: {QueueName: "\${env:QUEUE}"}}}}
` });
  assert.equal(bobgen(ordinary, ['validate', 'serverless.yml']).all, '');
  const judged = bobgen(ordinary, ['validate', 'serverless.yml', '--env', 'MEMORY'], { MEMORY: '7' });
  assert.equal(judged.status, 1);
  assert.match(judged.stdout, /serverless\.yml:3/);
  assert.match(bobgen(ordinary, ['validate', 'serverless.yml', '--env', 'MEMORY']).stdout, /variable-without-value/);
});

test('a value of the environment is judged, and told as it is written', () => {
  const at = folder({
    'serverless.yml': of_environment, 'old.yml': plain,
    'side.zq7stagezq7canary.yml': 'a: {b: "${env:ONE}"}\n',
  });
  // The names of maps and files that it chooses among are the author's own words; its value is not.
  const said = tells_nothing(at, 'old.yml', 'serverless.yml', allowed, [environment.ONE, environment.TWO], environment);
  assert.match(said, /\$\{env:ONE\}/);
  assert.match(said, /error\[/);
  const found = JSON.parse(bobgen(at, ['validate', 'serverless.yml', '--format', 'json', ...allowed], environment).stdout);
  assert.ok(found.filter((one) => one.severity === 'error').length > 5, 'it is judged');
  assert.ok(found.every((one) => !JSON.stringify(one).includes('zq7stage')), 'nor what chooses');
});

const outside = { 'secret.txt': 'zq7canary-outside-zq7\n', 'shared.yml': 'custom: {table: zq7canary-outside-zq7}\n' };
const reads = (file) => `service: x
provider: {name: aws, runtime: nodejs22.x}
functions: {f: {handler: a.b, memorySize: "\${file(${file})}"}}
`;

test('files are read below the folder of their file, or a root, alone', () => {
  const plain_file = folder({ 'serverless.yml': reads('./a.txt'), 'a.txt': 'zq7inside', 'sub/b.txt': 'x' });
  const up = path.dirname(plain_file);
  for (const [name, text] of Object.entries(outside)) writeFileSync(path.join(up, name), text);
  assert.match(bobgen(plain_file, ['validate', 'serverless.yml']).stdout, /zq7inside/);

  symlinkSync(path.join(up, 'secret.txt'), path.join(plain_file, 'link.txt'));
  symlinkSync(up, path.join(plain_file, 'links'));
  for (const file of ['../secret.txt', path.join(up, 'secret.txt'), './link.txt', './links/secret.txt', 'sub/../../secret.txt',
    '/etc/passwd', '/proc/self/environ', '/dev/zero', '../nothing.txt', '../shared.yml', 'sub']) {
    writeFileSync(path.join(plain_file, 'outside.yml'), reads(file));
    writeFileSync(path.join(plain_file, 'before.yml'), reads('./a.txt'));
    const said = tells_nothing(plain_file, 'before.yml', 'outside.yml', [], ['zq7canary-outside-zq7', 'ZQ7ENVIRON'], { ZQ7ENVIRON: 'x' });
    assert.match(said, /file-not-read/, file);
    const found = JSON.parse(bobgen(plain_file, ['validate', 'outside.yml', '--format', 'json']).stdout);
    assert.deepEqual(found.map((one) => [one.rule, one.line]), [['file-not-read', 3]], file);
    assert.match(found[0].fix, file === 'sub' ? /name a file/ : /--allow-outside/);
  }

  const shared = folder({ 'a/serverless.yml': `service: x
provider: {name: aws, runtime: nodejs22.x}
custom: \${file(../shared.yml):custom}
functions: {f: {handler: a.b, environment: {AA: "\${self:custom.table}", BB: "\${file(../shared.yml):custom.table}"}}}
`, 'shared.yml': 'custom: {table: orders}\n' });
  assert.match(bobgen(shared, ['validate', 'a/serverless.yml']).stdout, /1 warning\n$/);
  assert.equal(bobgen(shared, ['validate', 'a/serverless.yml', '--allow-outside', '.']).all, '');
  assert.equal(bobgen(shared, ['--root', '.', 'validate', 'a/serverless.yml']).all, '');
});

test('a file that somebody committed as a link is not followed out of its folder', () => {
  const at = folder({ 'template.yml': { to: '../secret.txt' }, 'stack/dev/template.yml': { to: '../../../secret.txt' }, 'good.yml': 'Resources: {A: {Type: AWS::SNS::Topic}}\n', 'suppressions.yml': { to: '../secret.txt' } });
  writeFileSync(path.join(at, '../secret.txt'), outside['secret.txt']);
  for (const words of [['validate', 'template.yml'], ['diff', 'stack', 'stack'], ['plan', 'template.yml', 'template.yml'],
    ['--root', '.', 'validate', 'good.yml'], ['validate', 'good.yml', '--suppressions', 'suppressions.yml']]) {
    const { all, status } = bobgen(at, words);
    assert.equal(status, 2, all);
    assert.match(all, /not read|leads out/);
    assert.doesNotMatch(all, /zq7canary/);
  }
});

const parameter = (properties) => `Parameters:
  Pw: {Type: String, NoEcho: true}
  Id: {Type: String}
Conditions: {IsIt: !Not [!Equals [!Ref Pw, "****"]]}
Resources:
${properties}`;
const with_secret = parameter(`  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Pw, TopicName: !Sub "a-\${Pw}"}}
  Joined: {Type: AWS::SNS::Topic, Properties: {TopicName: !Join ["-", [b, !Ref Pw]], DisplayName: !Select [1, !Split ["-", !Ref Pw]]}}
  Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Pw, QueueName: !Ref Pw}}
  Other: {Type: AWS::SQS::Queue, Condition: IsIt, Properties: {QueueName: !Ref Pw}}
  Code: {Type: AWS::Lambda::Function, Properties: {Runtime: !Ref Pw, MemorySize: !Ref Pw, Timeout: !Sub "\${Pw}", Handler: a.b, Role: !Ref Pw, Code: {ZipFile: !Ref Pw}}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: !Ref Pw, Statement: [{Effect: !Ref Pw, Principal: {Service: !Ref Pw}, Action: !Ref Pw}]}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Ref Pw
      BillingMode: !Ref Pw
      KeySchema: [{AttributeName: id, KeyType: !Ref Pw}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: !Ref Pw}]
Outputs:
  Out: {Value: !Ref Pw, Export: {Name: !Sub "x-\${Pw}"}}
`);
const without_secret = parameter('  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: x, TopicName: a}}\n  Joined: {Type: AWS::SNS::Topic, Properties: {TopicName: c}}\n  Other: {Type: AWS::SQS::Queue, Condition: IsIt, Properties: {QueueName: o}}\n');

test('a parameter with NoEcho is told as ****', () => {
  const at = folder({ 'before.yml': without_secret, 'after.yml': with_secret });
  const said = tells_nothing(at, 'before.yml', 'after.yml', ['--param', 'Pw=zq7no-Secret-zq7canary', '--param', 'Id=x'], ['zq7no-Secret-zq7canary'], {});
  for (const shown of ['`****`', 'a-****', 'b-****', 'x-****']) assert.ok(said.includes(shown), shown);
  const { stdout } = bobgen(at, ['validate', 'after.yml', '--param', 'Pw=zq7no-Secret-zq7canary', '--param', 'Id=x']);
  assert.match(stdout, /error\[unknown-runtime|error\[/);
  assert.match(bobgen(at, ['validate', 'after.yml', '--param', '=zq7no-Secret-zq7canary']).all, /has no name/);
});

test('what one template hides is hidden in all that are given it', () => {
  const at = folder({ 'before.yml': with_secret.replace(', NoEcho: true', ''), 'after.yml': with_secret });
  const words = ['--param', 'Pw=zq7no-Secret-zq7canary', '--param', 'Id=x'];
  tells_nothing(at, 'before.yml', 'after.yml', words, ['zq7no-Secret-zq7canary'], {});
  for (const format of formats.validate)
    assert.doesNotMatch(bobgen(at, ['validate', 'before.yml', 'after.yml', '--format', format, ...words]).all, /zq7no/i);
});

test('the default of such a parameter stays in its file', () => {
  for (const written of ['Default: zq7no-Secret-zq7canary', 'Default: "zq7no-Secret-zq7canary"', 'Default: |\n      zq7no-Secret-zq7canary\n      zq7no-Secret-zq7canary']) {
    const text = with_secret.replace('  Pw: {Type: String, NoEcho: true}', `  Pw:\n    Type: String\n    NoEcho: true\n    AllowedValues: [x]\n    ${written}`);
    const at = folder({ 'before.yml': without_secret, 'after.yml': text });
    tells_nothing(at, 'before.yml', 'after.yml', [], ['zq7no-Secret-zq7canary'], {});
  }
});

/** A table whose only index is `index`, and what else a test says of it. */
const indexed = (index, { id = 'OrdersTable', name = '' } = {}) => `Resources:
  ${JSON.stringify(id)}:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      ${name && `TableName: ${JSON.stringify(name)}`}
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      GlobalSecondaryIndexes: [{IndexName: ${JSON.stringify(index)}, KeySchema: [{AttributeName: id, KeyType: HASH}], Projection: {ProjectionType: ALL}}]
`;
const secret = 'zq7no-Secret-zq7canary';

test('whatever NoEcho is that is not clearly false hides', () => {
  for (const written of ['true', '"true"', 'True', 'yes', "'yes'", '1', '"1"', 'treu', 'T', 'y', 'null', '[true]', '!If [IsIt, true, false]', '!Ref Id', '{a: b}', '""']) {
    const text = with_secret.replace('Pw: {Type: String, NoEcho: true}', `Pw: {Type: String, NoEcho: ${written}, Default: ${secret}}`);
    const at = folder({ 'before.yml': without_secret, 'after.yml': text });
    tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
    const found = JSON.parse(bobgen(at, ['validate', 'after.yml', '--format', 'json']).stdout).filter((one) => one.rule === 'malformed-parameter');
    assert.equal(found.length, ['true', '"true"', 'True', 'yes'].includes(written) ? 0 : 1, written);
  }
  for (const written of ['false', '"false"', 'False', 'no']) {
    const at = folder({ 'after.yml': with_secret.replace('Pw: {Type: String, NoEcho: true}', `Pw: {Type: String, NoEcho: ${written}, Default: ${secret}}`) });
    const { stdout } = bobgen(at, ['validate', 'after.yml']);
    assert.ok(stdout.includes(secret) && !stdout.includes('malformed-parameter'), stdout);
  }
});

test('the list of values that a hidden parameter may have is hidden, too', () => {
  for (const given of [`AllowedValues: [${secret}, other-${secret}]`, `Default: near-${secret}, AllowedValues: [${secret}]`, `Default: ${secret}, AllowedValues: [${secret}]`, `AllowedValues: ${secret}`, `Default: {${secret}: x}`, `Default: [${secret}]`, `Deflaut: ${secret}`]) {
    const text = with_secret.replace('NoEcho: true}', `NoEcho: true, Nothing: x, ${given}}`);
    const at = folder({ 'before.yml': without_secret, 'after.yml': text });
    tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
  }

  // A step of a plan can be deployed: nothing in it says `****`, and what it needs is given.
  const one = (index) => `Parameters:\n  Pw: {Type: String, NoEcho: true, Default: ${secret}, AllowedValues: [${secret}, b], AllowedPattern: ".*"}\n${indexed(index)}Outputs: {Out: {Value: !Ref Pw}}\n`;
  const at = folder({ 'a.yml': indexed('one'), 'b.yml': one('two') });
  assert.equal(bobgen(at, ['plan', 'a.yml', 'b.yml', '--out', 'out']).status, 0);
  for (const file of files_below(path.join(at, 'out'))) {
    const step = readFileSync(file, 'utf8');
    assert.doesNotMatch(step, /\*\*\*\*|zq7/, file);
    if (file.endsWith('.yml')) assert.match(step, /NoEcho: true/);
    if (file.endsWith('.yml')) assert.equal(bobgen(at, ['validate', file]).status, 0);
  }
  assert.match(readFileSync(path.join(at, 'out/RUNBOOK.md'), 'utf8'), /--parameter-overrides Pw="\$Pw"/);
});

test('a hidden value stays hidden where a variable repeats it', () => {
  const framework = (value, parameters = `Pw: {Type: String, NoEcho: true, Default: "${value}", AllowedValues: ["${value}", "x"]}`) => `service: x
provider: {name: aws, runtime: nodejs24.x, environment: {P: !Ref Pw, Q: "\${self:custom.again.Default}"}}
custom:
  again: \${self:resources.Parameters.Pw}
  choice: {${secret}: 7}
functions:
  f: {handler: a.b, description: "\${self:resources.Parameters.Pw.Default}", memorySize: "x\${self:resources.Parameters.Pw.Default}", timeout: "\${self:custom.choice.\${self:resources.Parameters.Pw.Default}, 'y'}"}
resources:
  Parameters:
    ${parameters}
  Resources:
    Q: {Type: AWS::SQS::Queue, Properties: {QueueName: "\${self:custom.again.AllowedValues.0}", DelaySeconds: "\${self:resources.Parameters.Pw.Default}", Bogus: "\${self:resources.Parameters.Pw}"}}
`;
  for (const files of [{ 'after.yml': framework(secret) }, { 'after.yml': framework(secret, 'Pw: ${file(./pw.yml):Pw}'), 'pw.yml': `Pw:\n  Type: String\n  NoEcho: true\n  Default: ${secret}\n  AllowedValues: [${secret}, x]\n  Wrong: x\n` }]) {
    files['after.yml'] = files['after.yml'].replace(`{${secret}: 7}`, '{other: 7}');
    const at = folder({ ...files, 'before.yml': framework('plain') });
    const said = tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
    assert.match(said, /\*\*\*\*/);
    assert.match(said, /unknown-property|DelaySeconds/);
  }
});

test('a file that cannot be read tells no default, and none that is written twice', () => {
  const above = 'Parameters:\n  Pw:\n    Type: String\n    NoEcho: true\n';
  const below = '\nResources: {Q: {Type: AWS::SQS::Queue}}\n';
  for (const value of [`"${secret}\\q"`, `"${secret}`, `*${secret}`, `!${secret}`, `!!int ${secret}`, `{${secret}`, `[${secret}`, `${secret}: x: y`, `@${secret}`, `"${secret}" x`, `|\n${secret}\n\t${secret}`, `%${secret}\u0001`, `${secret}\n    Default: ${secret}`, `${secret}\n    Default: |\n      ${secret}\n      ${secret}`]) {
    const at = folder({ 'before.yml': no_table, 'after.yml': `${above}    Default: ${value}${below}` });
    const said = tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
    assert.match(said, /after\.yml:\d/, value);
  }
  for (const text of [`{"Parameters":{"Pw":{"Type":"String","NoEcho":true,"Default":"${secret}","x":}}}`, `{"Parameters":{"Pw":{"Type":"String","NoEcho":true,"Default":${secret}}}}`, `{"Parameters":{"Pw":{"NoEcho":true,"Default":"${secret}\u0001"}}}`, `{"Parameters":{"Pw":{"Type":"String","NoEcho":true,"Default":"a","Default":"${secret}"}}, "Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}`]) {
    const at = folder({ 'before.yml': no_table, 'after.yml': text });
    tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
  }
  // What an alias stands for is written elsewhere.
  const aliased = folder({ 'before.yml': no_table, 'after.yml': `Metadata: {Shown: &p ${secret}, Strange: !Strange x}\nParameters:\n  Pw: {Type: String, NoEcho: true, Default: *p}${below}` });
  tells_nothing(aliased, 'before.yml', 'after.yml', [], [secret], {});

  // Without anything to hide, the line is shown.
  const at = folder({ 'a.yml': 'Resources:\n  Q: {Type: "a\\q"}\n' });
  assert.match(bobgen(at, ['validate', 'a.yml']).stdout, /\{Type: "a/);
});
test('the reason of a suppression and of a tombstone is told as it is written', () => {
  const value = 'zq7words-Secret-zq7canary';
  const framework = (metadata, more = '') => `service: x
provider: {name: aws, runtime: nodejs24.x}
resources:
  Metadata: {Bob: {${metadata}}}
  Parameters: {P: {Type: String, NoEcho: true, Default: ${value}}}
  Resources:
    Q: {Type: AWS::SQS::Queue, Properties: {QueueName: "a b", DelaySeconds: 7000}, Metadata: {Bob: {Suppressions: [{Rule: value-out-of-range, Reason: "r \${env:S}", Until: "2099-01-01"}]}}}
${more}`;
  const users = '    Users: {Type: AWS::SDB::Domain}\n';
  const entries = ['Rule: invalid-physical-name, Reason: "${env:S}", Until: "2099-01-01"', 'Rule: invalid-physical-name, Reason: "${self:resources.Parameters.P.Default}"',
    'Rule: "p-${env:S}", Reason: x', 'Rule: invalid-physical-name, Reason: x, Until: "${env:S}"', 'Rule: invalid-physical-name, Resource: "${env:S}", Reason: x', '"${env:S}": x', 'Rule: "${env:R}", Reason: x'];
  const env = { S: value, R: 'invalid-physical-name' };
  const words = ['--env', 'S', '--env', 'R'];
  for (const one of entries) {
    const at = folder({ 'old.yml': framework('Suppressions: []', users), 'new.yml': framework(`Suppressions: [{${one}}]`) });
    const said = tells_nothing(at, 'old.yml', 'new.yml', words, [value], env);
    assert.match(said, /\$\{env:S\}|\*\*\*\*/);
  }
  for (const why of ['${env:S}', '${self:resources.Parameters.P.Default}']) {
    const stone = `Tombstones: [{LogicalId: Users, Why: "gone ${why}", Since: "2026-01-01", Data: lost}]`;
    const at = folder({ 'old.yml': framework('Tombstones: []', users), 'new.yml': framework(stone) });
    const said = tells_nothing(at, 'old.yml', 'new.yml', words, [value], env);
    assert.match(said, /gone (\$\{env:S\}|\*\*\*\*)/);
  }
});

test('an excerpt shows no value that a variable brings into a hidden default', () => {
  const framework = (custom, given) => `service: x
provider: {name: aws, runtime: nodejs24.x}
params: {default: {pp: ${secret}, zz: ok}}
custom: ${custom}
functions: {f: {handler: a.b, memorySize: 7}}
resources:
  Parameters: {Pw: {Type: String, NoEcho: true, Default: "${given}"}}
  Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: "\${self:custom.pw, 'x'}", QueueName: "\${param:pp} x", Bogus: '\${self:custom}'}}}
`;
  const files = { 'sec.yml': `pw: ${secret}\nother: "\${self:custom.no}"\n`, 'twice.yml': `pw: x\npw: ${secret}\n`, 'sec.txt': `${secret}\n`, 'bad.yml': `pw: !!int ${secret}\nx: [${secret}\n`, 'alias.yml': `a: &a ${secret}\npw: *a\nc: !Strange 5\n`, 'sec.json': `{"pw": "${secret}", "pw": "x"}` };
  const cases = [[`{pw: ${secret}, b: [}`, 'x'], [`{pw: ${secret}, pw: b}`, '${self:custom.pw}'], [`{pw: "a${secret}"}`, 'x${self:custom.pw}'], [`{pw: "x\${self:custom.qq}", qq: ${secret}}`, '${self:custom.pw}'],
    ['{pw: 7}', '${param:pp}'], ['{pw: 7, kind: yml}', 'a${file(sec.${self:custom.kind}):pw}'], ['{pw: 7}', '${file(sec.yml):pw}'], ['{pw: 7}', '${file(sec.txt)}'], ['{pw: 7}', '${file(twice.yml):pw}'], ['{pw: 7}', '${file(bad.yml):pw}'], ['{pw: 7}', '${file(alias.yml):pw}'], ['{pw: 7}', '${file(sec.json):pw}'],
    ['${file(sec.yml)}', '${self:custom.pw}'], ['${file(sec.txt)}', '${self:custom}']];
  for (const [custom, given] of cases) {
    // Whoever repeats the value elsewhere shows it.
    const text = (one) => (given.includes('param') ? one : one.replace(`pp: ${secret}`, 'pp: y')).replace('"${param:pp} x"', 'x');
    const quiet = (one) => text(one).replace("\"${self:custom.pw, 'x'}\"", '7000').replace("'${self:custom}'", 'x');
    const at = folder({ ...files, 'before.yml': framework('{pw: plain}', 'x').replace(`pp: ${secret}`, 'pp: y'), 'after.yml': quiet(framework(custom, given)) });
    tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
    // On the line of the value, something is wrong.
    const loud = folder({ ...files, 'before.yml': framework('{pw: plain}', 'x').replace(`pp: ${secret}`, 'pp: y'), 'after.yml': quiet(framework(custom, given)).replace('custom: {', 'custom: {zz: "${self:custom.none}", ').replace('zz: ok', 'zz: "${self:custom.none}"') });
    tells_nothing(loud, 'before.yml', 'after.yml', [], [secret], {});
  }
});

test('NoEcho hides however its name is spelt', () => {
  const names = { json: ['"NoE\\u0063ho"', '"\\u004eoEcho"', '"noEcho"', '"NoEcho "', '"noecho"'], yaml: ['"No\\x45cho"', '"No\\u0045cho"', '"No\\\n      Echo"', '"NoEcho "', 'noEcho', 'NOECHO', "'NoEcho'", '? NoEcho\n   '] };
  for (const name of names.json)
    for (const tail of ['"}, "Q": {"Bogus": 1, "Bogus": 2}}, "Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}', '"}}', '"\u0001}']) {
      const at = folder({ 'before.yml': no_table, 'after.json': `{"Parameters": {"Pw": {"Type": "String", ${name}: true, "Deflaut": "x", "Default": "${secret}${tail}` });
      tells_nothing(at, 'before.yml', 'after.json', [], [secret], {});
    }
  for (const name of names.yaml)
    for (const tail of ['', '\n    Default: y', ' : x: y', '\n    X: [']) {
      const at = folder({ 'before.yml': no_table, 'after.yml': `Parameters:\n  Pw:\n    Type: String\n    ${name}: true\n    MinLength: x\n    Default: ${secret}${tail}\n${no_table}` });
      tells_nothing(at, 'before.yml', 'after.yml', [], [secret], {});
    }
  const at = folder({ 'a.yml': `Parameters:\n  Pw: {Type: String, noEcho: true, Default: x}\n${no_table}` });
  assert.match(bobgen(at, ['validate', 'a.yml']).stdout, /did you mean `NoEcho`/);
});

// --- CI ---------------------------------------------------------------------------------------------------------------

/** As GitHub's runner reads a line: a command by its beginning, or `##[` anywhere. */
function live(line) {
  return /^\s*::(?!:)/.test(line) || /##\[|##vso\[|##teamcity\[/i.test(line);
}
const commands = ['A##[stop-commands]pwn', 'B##[warning]x', '##vso[task.setvariable]x', '##teamcity[message]', '::stop-commands::pwn', 'C\\n::error::x', 'D\\r::error::x', 'E ` ::error::x', 'F\\u2028::error::x'];

test('no name is a command to a CI runner', () => {
  const resources = commands.map((name) => `  "${name}": {Type: AWS::SNS::Topic, Properties: {"${name}": "${name}", DisplayName: 7${' '.repeat(80)}}} # ##[error]x`);
  const at = folder({ 'a.yml': `Resources:\n${resources.join('\n')}\n`, 'b.yml': 'Resources: {A: {Type: AWS::SNS::Topic}}\n' });
  const check = (words, env = {}) => {
    const lines = bobgen(at, words, env).all.split(/[\n\r\u2028]/);
    const github = words.includes('github');
    for (const line of lines) {
      if (github && /^::(error|warning|notice) [^:]*::/.test(line)) assert.doesNotMatch(line, /##\[/);
      else assert.ok(!live(line), `${words.join(' ')}: ${line}`);
    }
  };
  for (const format of formats.validate) check(['validate', 'a.yml', '--format', format]);
  for (const format of formats.diff) check(['diff', 'b.yml', 'a.yml', '--format', format]);
  for (const format of formats.plan) check(['plan', 'b.yml', 'a.yml', '--format', format]);
  check(['validate', 'no\n::error::x.yml']);
  check(['validate', 'no##[error]x.yml']);
});

test('in a log of GitHub Actions the text stands between marks with a word that nobody knows', () => {
  const at = folder({ 'a.yml': 'Resources: {A: {Type: AWS::SNS::Topik}}\n', 'b.yml': 'Resources: {A: {Type: AWS::SNS::Topic}}\n' });
  const words = new Set();
  for (const command of [['validate', 'a.yml'], ['validate', 'a.yml', '--format', 'short'], ['diff', 'b.yml', 'a.yml'], ['plan', 'b.yml', 'b.yml']]) {
    const { stdout } = bobgen(at, command, { GITHUB_ACTIONS: 'true' });
    const [, word] = stdout.match(/^::stop-commands::([0-9a-f]{32})\n/) ?? assert.fail(stdout);
    assert.ok(stdout.endsWith(`\n::${word}::\n`), stdout);
    words.add(word);
    assert.ok(!bobgen(at, command).stdout.includes('stop-commands'));
  }
  assert.equal(words.size, 4);
  const { stdout } = bobgen(at, ['validate', 'a.yml', '--format', 'json'], { GITHUB_ACTIONS: 'true' });
  assert.equal(JSON.parse(stdout).length, 1);
});

test('nothing that a template says is a link', () => {
  const name = 'see [click](https://evil.example/x) and https://evil.example/y www.evil.example mailto:who@evil.example WWW.evil.example <img src=x> </a> List<String>';
  const at = folder({ 'a.yml': `Resources:\n  A: {Type: AWS::SNS::Topic, Properties: {"${name}": x}}\n  B: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: "${name}"}}\n` });
  const sarif = bobgen(at, ['validate', 'a.yml', '--format', 'sarif']).stdout;
  const told = JSON.stringify(JSON.parse(sarif).runs[0].results);
  const annotations = bobgen(at, ['validate', 'a.yml', '--format', 'github']).stdout;
  for (const text of [told, annotations]) {
    assert.doesNotMatch(text, /\]\(|:\/\/evil|www\.evil|mailto:who|who@evil|<img|<\/a/i);
    assert.match(text, /List<String>/);
  }
  const markdown = bobgen(at, ['validate', 'a.yml', '--format', 'markdown']).stdout.replace(/`[^`]*`/g, '');
  assert.doesNotMatch(markdown, /evil\.example/);
});

test('nothing that a template says is a mention', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567';
  const words = `@octocat (#17) GH-18 octo/cat#19 octo/cat@${hash} ${hash}`;
  const at = folder({
    'a/s/dev/template.yml': `Resources:\n  T: {Type: AWS::SNS::Topic}\n  Users: {Type: AWS::SDB::Domain}\n  Q: {Type: AWS::SQS::Queue}\n`,
    'b/s/dev/template.yml': `Metadata: {Bob: {Tombstones: [{LogicalId: Users, Why: "${words}", Since: '2026-01-01', Data: lost}], Suppressions: [{Rule: queue-setting-out-of-range, Reason: "${words}", Until: "2099-01-01"}]}}\nDescription: "${words}"\nResources:\n  T: {Type: AWS::SNS::Topic}\n  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 7000, QueueName: "${words}"}}\n  R: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: "${words}", "${words}": 1}}\n`,
  });
  let said = '';
  for (const words of [['diff', 'a', 'b', '--format'], ['diff', 'a', 'b', '--diagnostics'], ['validate', 'b/s/dev/template.yml', '--format'], ['plan', 'a', 'b', '--format']])
    said += bobgen(at, [...words, 'markdown']).stdout;
  assert.match(said, /octocat/);
  const shown = said.replace(/^```.*?^```$/gms, '').replace(/``.*?``|`[^`]*`/g, '').replace(/<code>.*?<\/code>/g, '');
  assert.doesNotMatch(shown, /octocat|#(17|19)|GH-18|0123456/);
});

const table = `Resources:
  T: {Type: AWS::SNS::Topic}
  Users:
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: id, KeyType: HASH}], AttributeDefinitions: [{AttributeName: id, AttributeType: S}]}
`;
const no_table = 'Resources:\n  T: {Type: AWS::SNS::Topic}\n';
const accepted = `- {Rule: data-resource-vanishes, Reason: it is only data, Until: 2099-01-01}
- {Rule: resource-deleted, Reason: nobody needs it, Until: 2099-01-01}
`;

test('no change suppresses its own loss of data, and what is suppressed is told', () => {
  const at = folder({ 'a/s/dev/template.yml': table, 'b/s/dev/template.yml': no_table, 'suppressions.yml': accepted });
  const both = ['diff', 'a', 'b', '--suppressions', 'suppressions.yml'];
  for (const format of formats.diff) {
    const made = bobgen(at, [...both, '--format', format]);
    assert.equal(made.status, 1, made.all);
    assert.match(made.stdout, /nobody needs it/, format);
  }
  const { stdout } = bobgen(at, both);
  assert.match(stdout, /tombstones: /);
  assert.match(stdout, /newly suppressed until 2099-01-01\[resource-deleted\]/);

  // In the base it was agreed to by whoever reviewed that.
  const git = (...words) => {
    const made = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: repository, encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
  };
  const repository = folder({ 'templates/s/dev/template.yml': table, 'new/s/dev/template.yml': no_table });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=base');
  writeFileSync(path.join(repository, 'suppressions.yml'), accepted);
  const change = ['--root', '.', 'diff', 'HEAD', 'new'];
  assert.equal(bobgen(repository, change).status, 1);
  git('add', '--all');
  git('commit', '--quiet', '--message=agreed');
  const agreed = bobgen(repository, change);
  assert.equal(agreed.status, 0, agreed.all);
  assert.match(agreed.stdout, /^suppressed until 2099-01-01\[data-resource-vanishes\]/m);
  assert.doesNotMatch(agreed.stdout, /newly/);
});

const live_in_a_shell = ['$(touch pwned)', '`touch pwned`', "'; touch pwned; '", '"; touch pwned; "', 'a\ntouch pwned\n', '$HOME', "a'b\\'c", 'a b', '-x', ''];

/** Runs what a runbook says, with programs that only write down what they were called with. */
function follow(out) {
  const text = readFileSync(path.join(out, 'RUNBOOK.md'), 'utf8');
  const script = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, one]) => one).join('').replaceAll('=…', '=x');
  const programs = mkdtempSync(path.join(scratch, 'programs-'));
  for (const name of ['aws', 'sleep'])
    writeFileSync(path.join(programs, name), '#!/bin/sh\nfor one; do printf "<%s>" "$one" >>calls; done\necho >>calls\necho ACTIVE\n', { mode: 0o755 });
  const ran = spawnSync('sh', ['-eu', '-c', script], { cwd: out, encoding: 'utf8', timeout: 20000, env: { PATH: `${programs}:${process.env.PATH}`, HOME: '/zq7home', STACK: 'x', P: 'x' } });
  assert.equal(ran.status, 0, `${script}\n${ran.stderr}`);
  return { script, calls: readFileSync(path.join(out, 'calls'), 'utf8') };
}

test('the commands of a runbook hold no command that a name brought', () => {
  for (const name of live_in_a_shell) {
    const cases = [[indexed('one', { name: name || 'orders' }), indexed('two', { name: name || 'orders' })], [indexed('one'), indexed(name || 'x')], [indexed('one', { id: name || 'A' }), indexed('two', { id: name || 'A' })]];
    for (const [before, after] of cases) {
      const at = folder({ 'a.yml': before, 'b.yml': after });
      assert.equal(bobgen(at, ['plan', 'a.yml', 'b.yml', '--out', 'out']).status, 0, name);
      const { calls } = follow(path.join(at, 'out'));
      assert.ok(!existsSync(path.join(at, 'out', 'pwned')), calls);
      assert.doesNotMatch(calls, /zq7home/);
      if (/^[ -~]*$/.test(name)) assert.ok(calls.includes(name.replaceAll("'", before === cases[1][0] ? "\\'" : "'")), `${name}\n${calls}`);
    }
    if (!name || name.includes('/') || name.includes('\n')) continue;
    const stacks = folder({ [`a/${name}/dev/template.yml`]: indexed('one'), [`b/${name}/dev/template.yml`]: indexed('two') });
    assert.equal(bobgen(stacks, ['plan', 'a', 'b', '--out', 'out']).status, 0, name);
    const out = path.join(stacks, 'out', name, 'dev');
    assert.ok(follow(out).calls.includes(`<--stack-name><${name}-dev>`), name);
    assert.ok(!existsSync(path.join(out, 'pwned')));
  }

  // The names of parameters are the names of variables, too.
  const asking = (name, index) => `Parameters: {${JSON.stringify(name)}: {Type: String}, P: {Type: String}}\n${indexed(index)}`;
  const at = folder({ 'a.yml': indexed('one'), 'b.yml': asking('$(touch pwned)', 'two') });
  assert.equal(bobgen(at, ['plan', 'a.yml', 'b.yml', '--out', 'out']).status, 0);
  const runbook = readFileSync(path.join(at, 'out/RUNBOOK.md'), 'utf8');
  assert.match(runbook, /'\$\(touch pwned\)'="\$__touch_pwned_" P="\$P"/);
});

test('a runbook shows names as text, and a comment ends where it began', () => {
  const index = (name) => `${name}\n\n[click](https://evil.example) <img src=x> @octocat\r::error::x\u001b[2J\u202e\u061c ##[error]x\nTransform: EvilMacro\n#`;
  const at = folder({ 'a.yml': indexed(index('one')), 'b.yml': indexed(index('two')), '@octocat\n.yml': indexed('one') });
  assert.equal(bobgen(at, ['plan', 'a.yml', 'b.yml', '--out', 'out']).status, 0);
  assert.equal(bobgen(at, ['plan', '@octocat\n.yml', 'b.yml', '--out', 'other']).status, 0);
  const texts = [bobgen(at, ['plan', 'a.yml', 'b.yml', '--format', 'markdown']).stdout, ...['out', 'other'].map((one) => readFileSync(path.join(at, one, 'RUNBOOK.md'), 'utf8'))];
  for (const text of texts) {
    assert.doesNotMatch(text, /[\r\u001b\u202e\u061c]|^::error|##\[/m);
    const shown = text.replace(/^```sh\n.*?^```$/gms, '').replace(/`[^`]*`/g, '');
    assert.doesNotMatch(shown, /click|<img|octocat/);
    assert.match(text, /octocat/);
  }
  for (const file of files_below(path.join(at, 'out'))) assert.doesNotMatch(readFileSync(file, 'utf8'), /^(Transform|::error|#$)/m, file);
  assert.match(bobgen(at, ['plan', 'a.yml', 'b.yml']).stdout, /\\xd8\\x9c/);

  const stacks = folder({ 'a/s/@octocat\u001b/template.yml': no_table, 'a/s/dev/template.yml': no_table, 'b/s/dev/template.yml': no_table });
  for (const format of ['text', 'markdown']) {
    const { stdout } = bobgen(stacks, ['plan', 'a', 'b', '--format', format]);
    assert.match(stdout, /`s\/@octocat\\x1b` is gone/);
  }
});

test('a loss that a tombstone of the change itself allows is told first', () => {
  const buried = (since, why = 'the shop is closed') => `Metadata: {Bob: {Tombstones: [{LogicalId: Users, Why: ${why}, Since: '${since}', Data: lost}]}}\n${no_table}`;
  const at = folder({ 'a/s/dev/template.yml': table, 'b/s/dev/template.yml': buried('1900-01-01'), 'c/s/dev/template.yml': buried('2099-12-31'), 'd/s/dev/template.yml': buried('2026-11-22') });
  const diff = (to, ...words) => bobgen(at, ['diff', 'a', to, '--today', '2026-11-21', ...words]);
  for (const format of formats.diff) {
    const made = diff('b', '--format', format);
    assert.equal(made.status, 0, made.all);
    assert.match(made.stdout, /the shop is closed/, format);
    assert.match(made.stdout, /1900-01-01/, format);
  }
  assert.match(diff('b').stdout, /^confirmed by a new tombstone, since 1900-01-01\[data-resource-vanishes\]: .*\n --> .*\n {2}= reason: the shop is closed$/m);
  assert.match(diff('b', '--format', 'markdown').stdout, /^:warning: 1 confirmed by this change:\n\n- `data-resource-vanishes` at .*; confirmed by a new tombstone, since 1900-01-01; reason: `the shop is closed`$/m);
  const [{ confirmed }] = JSON.parse(diff('b', '--format', 'json').stdout).filter((one) => one.resource === 'Users');
  assert.deepEqual(confirmed.map((one) => [one.rule, one.reason, one.since]), [['data-resource-vanishes', 'the shop is closed', '1900-01-01']]);
  const found = JSON.parse(diff('b', '--diagnostics', 'json').stdout).find((one) => one.rule === 'data-resource-vanishes');
  assert.deepEqual([found.severity, found.reason, found.since], ['confirmed', 'the shop is closed', '1900-01-01']);
  // It suppresses nothing.
  assert.doesNotMatch(diff('b').stdout, /suppressed/);
  assert.doesNotMatch(diff('b', '--diagnostics', 'text').stdout, /suppressed/);

  assert.match(diff('c', '--diagnostics', 'text').stdout, /^warning\[future-tombstone\]: .*2099-12-31/m);
  // Where it was written, the day may be the next one.
  for (const to of ['b', 'd']) assert.doesNotMatch(diff(to, '--diagnostics', 'text').stdout, /future-tombstone/);
});

// --- Files ------------------------------------------------------------------------------------------------------------

test('a file that is replaced keeps who may read it', () => {
  const at = folder({ 'a.yml': no_table, 'b.yml': no_table.replace('T:', 'U:'), 'c.yml': no_table.replace('T:', 'V:') });
  const plan = (to) => assert.equal(bobgen(at, ['plan', 'a.yml', to, '--out', 'out']).status, 0);
  const file = path.join(at, 'out/RUNBOOK.md');
  plan('b.yml');
  const usual = statSync(file).mode & 0o777;
  for (const [mode, to] of [[0o600, 'c.yml'], [0o640, 'b.yml'], [0o444, 'c.yml'], [0o755, 'b.yml']]) {
    chmodSync(file, mode);
    plan(to);
    assert.equal(statSync(file).mode & 0o777, mode, mode.toString(8));
    assert.match(readFileSync(file, 'utf8'), new RegExp(`to \`${to}\``));
  }
  rmSync(path.join(at, 'out'), { recursive: true });
  plan('b.yml');
  assert.equal(statSync(file).mode & 0o777, usual);
});

test('what a killed run of an older version left goes, and what only has such a name stays', () => {
  const at = folder({ 'a.yml': no_table, 'b.yml': no_table.replace('T:', 'U:') });
  const plan = ['plan', 'a.yml', 'b.yml', '--out', 'out'];
  assert.equal(bobgen(at, plan).status, 0);
  const out = path.join(at, 'out');
  const dead = spawnSync('true').pid;
  const half = readFileSync(path.join(out, 'plan.json'), 'utf8').slice(0, 20);
  writeFileSync(path.join(out, `plan.json.new${dead}`), half);
  writeFileSync(path.join(out, `RUNBOOK.md.new${dead}`), '');
  assert.equal(bobgen(at, plan).status, 0);
  assert.deepEqual(readdirSync(out).filter((one) => one.includes('.new')), []);
  for (const [name, text] of [[`plan.json.new${dead}`, 'mine'], [`plan.json.new${process.pid}`, half], [`other.json.new${dead}`, half], ['plan.json.news', half]]) {
    writeFileSync(path.join(out, name), text);
    assert.equal(bobgen(at, plan).status, 2, name);
    assert.equal(readFileSync(path.join(out, name), 'utf8'), text);
    rmSync(path.join(out, name));
  }
});

test('an output that is a link is refused, and what a killed run left goes', () => {
  const at = folder({ 'a.yml': no_table, 'b.yml': no_table.replace('T:', 'U:'), 'kept.txt': 'mine\n' });
  const plan = ['plan', 'a.yml', 'b.yml', '--out', 'out'];
  assert.equal(bobgen(at, plan).status, 0);
  const out = path.join(at, 'out');
  const dead = spawnSync('true').pid;
  const space = spawnSync('stat', ['-L', '-c', '%i', '/proc/self/ns/pid'], { encoding: 'utf8' }).stdout.trim() || '0';
  writeFileSync(path.join(out, `plan.json.new-${space}-${dead}-0123456789abcdef`), 'half');
  assert.equal(bobgen(at, plan).status, 0);
  assert.deepEqual(readdirSync(out).filter((one) => one.includes('.new')), []);

  rmSync(path.join(out, 'RUNBOOK.md'));
  symlinkSync('../kept.txt', path.join(out, 'RUNBOOK.md'));
  const refused = bobgen(at, plan);
  assert.equal(refused.status, 2, refused.all);
  assert.match(refused.stderr, /RUNBOOK\.md`: it is a link to `\.\.\/kept\.txt`/);
  assert.equal(readFileSync(path.join(at, 'kept.txt'), 'utf8'), 'mine\n');
  assert.ok(lstatSync(path.join(out, 'RUNBOOK.md')).isSymbolicLink());
  assert.deepEqual(readdirSync(out).filter((one) => one.includes('.new')), []);
  assert.ok(existsSync(path.join(out, 'plan.json')));
});

test('a plan is not written through a link that leads out of the project', () => {
  const at = folder({ 'a.yml': indexed('one'), 'b.yml': indexed('two'), 'out': { to: '../elsewhere' }, 'inside': { to: 'made' } });
  const elsewhere = path.join(at, '../elsewhere');
  mkdirSync(elsewhere);
  mkdirSync(path.join(at, 'made'));
  const refused = bobgen(at, ['--root', '.', 'plan', 'a.yml', 'b.yml', '--out', 'out/deploy']);
  assert.equal(refused.status, 2, refused.all);
  assert.match(refused.stderr, /a link leads out of the project/);
  assert.deepEqual(readdirSync(elsewhere), []);
  for (const out of ['inside', elsewhere]) assert.equal(bobgen(at, ['--root', '.', 'plan', 'a.yml', 'b.yml', '--out', out]).status, 0);
});

test('a plan that was killed while it was written can be written again', () => {
  const at = folder({ 'a.yml': indexed('one'), 'b.yml': indexed('two'), 'same.yml': indexed('one') });
  const plan = (to, ...before) => spawnSync(before[0] ?? BOBGEN, [...before.slice(1), ...(before.length ? [BOBGEN] : []), 'plan', 'a.yml', to, '--out', 'out'], { cwd: at, encoding: 'utf8' });
  const out = path.join(at, 'out');
  const names = (to) => {
    rmSync(out, { recursive: true, force: true });
    assert.equal(plan(to).status, 0);
    return readdirSync(out).sort();
  };
  const [short, long] = [names('same.yml'), names('b.yml')];
  assert.ok(long.length > short.length);
  const again = (to, expected) => {
    const made = plan(to);
    assert.equal(made.status, 0, made.stderr);
    assert.deepEqual(readdirSync(out).sort(), expected);
    assert.doesNotMatch(readFileSync(path.join(out, 'plan.json'), 'utf8'), /complete/);
  };
  // Without a tracer, only what such a run leaves: a plan.json that knows more files than there are.
  const can_trace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
  if (!can_trace) {
    writeFileSync(path.join(out, 'plan.json'), JSON.stringify({ madeBy: 'bobgen plan', complete: false, steps: [...long, ...short].map((template) => ({ template })) }));
    rmSync(path.join(out, 'RUNBOOK.md'));
    again('same.yml', short);
    return;
  }
  for (const [first, second, left] of [[null, 'b.yml', long], ['same.yml', 'b.yml', long], ['b.yml', 'same.yml', short]])
    for (const call of ['rename', 'unlink'])
      for (let when = 1; when <= long.length + 2; ++when) {
        rmSync(out, { recursive: true, force: true });
        if (first) assert.equal(plan(first).status, 0);
        const killed = plan(second, 'strace', '-o', '/dev/null', '-e', `inject=${call},${call}at:signal=KILL:when=${when}`);
        again(second, left);
        if (killed.signal === null && killed.status === 0) break;
      }
});
