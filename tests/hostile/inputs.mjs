// Files that no command may fail on: {name, file, text, invalid}. `invalid` ones must not pass. Large texts are created on
// demand, one at a time.

const repeated = (text, times) => text.repeat(times);
/** A program with sanitizers is for faults, not for speed: a tenth is enough there. */
const sanitized = ['ON', '1', 'TRUE'].includes(process.env.BOB_SANITIZE);
/** `./check --all` takes the largest, in the build that has the limits of users. */
const all = process.env.BOB_TEST_ALL === '1' && !sanitized;
const MB = sanitized ? 5 : all ? 50 : 10;
const MEGABYTES = MB << 20;
/** More than any text that is read. */
const TOO_MANY = 100 << 20;
const head = 'AWSTemplateFormatVersion: "2010-09-09"\n';
const queue = 'Resources:\n  Orders: {Type: "AWS::SQS::Queue"}\n';
const yaml = (name, text, invalid = true) => ({ name, file: 'template.yml', text, invalid });
const json = (name, text, invalid = true) => ({ name, file: 'template.json', text, invalid });
const service = (name, text, invalid = true) => ({ name, file: 'serverless.yml', text: () => `service: shop\nprovider: {name: aws}\n${text()}`, invalid });
const bytes = (...parts) => Buffer.concat(parts.map((each) => (typeof each === 'string' ? Buffer.from(each) : Buffer.from([each].flat()))));

const LEVELS = 100_000;
const table = (more) => `Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]${more}}`;

export const INPUTS = [
  // Nothing, or not a template.
  yaml('an empty file', () => ''),
  yaml('blanks only', () => ' \n\n  \n'),
  yaml('a comment only', () => '# nothing\n'),
  yaml('a text', () => 'hello\n'),
  yaml('a number', () => '5\n'),
  yaml('a list', () => '- a\n- b\n'),
  yaml('an empty map', () => '{}'),
  yaml('a template without resources', () => head),
  yaml('resources of none', () => 'Resources: {}\n'),
  yaml('resources that are a list', () => 'Resources: [a]\n'),
  yaml('resources that are nothing', () => 'Resources:\n'),
  yaml('two documents', () => `${queue}---\n${queue}`),
  json('an empty list', () => '[]'),
  json('a bare word', () => 'nope'),
  json('something behind the end', () => '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}} x'),
  json('a comment', () => '{"Resources": /* c */ {"Orders": {"Type": "AWS::SQS::Queue"}}}'),
  json('a trailing comma', () => '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"},}}'),
  json('no number', () => '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": NaN}}}}'),

  // Bytes.
  yaml('tabs for indentation', () => 'Resources:\n\tOrders:\n\t\tType: AWS::SQS::Queue\n'),
  yaml('a NUL in a text', () => bytes('Resources:\n  Orders: {Type: "AWS::SQS', 0, '::Queue"}\n')),
  yaml('a NUL behind the end', () => bytes(queue, 0, 'Nonsense')),
  yaml('NULs only', () => Buffer.alloc(4096)),
  json('a NUL in a name', () => bytes('{"Resources": {"Ord', 0, 'ers": {"Type": "AWS::SQS::Queue"}}}')),
  json('an escaped NUL in a logical id', () => '{"Resources": {"Ord\\u0000ers": {"Type": "AWS::SQS::Queue"}}}'),
  yaml('a lone continuation byte', () => bytes('Resources:\n  Orders: {Type: "AWS::SQS::Queue"} # ', 0x80, '\n  "', 0xbf, '": {Type: "AWS::SQS::Queue"}\n')),
  yaml('an overlong character', () => bytes('Description: "', [0xc0, 0xaf], `"\n${queue}`)),
  yaml('half a surrogate', () => bytes('Description: "', [0xed, 0xa0, 0x80], `"\n${queue}`)),
  yaml('a character that is cut', () => bytes('Description: "', [0xf0, 0x9f, 0x98], `"\n${queue}`)),
  json('bad UTF-8 in a text', () => bytes('{"Description": "', [0xff, 0xfe], '", "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}')),
  json('half a surrogate, escaped', () => '{"Description": "\\ud800", "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}'),
  yaml('UTF-16', () => Buffer.from(`\ufeff${queue}`, 'utf16le'), false),
  yaml('an executable', () => bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e])),

  // Names.
  yaml('a resource twice', () => `${queue}  Orders: {Type: "AWS::SNS::Topic"}\n`),
  yaml('a section twice', () => `${queue}${queue}`),
  yaml('a property twice', () => 'Resources:\n  Orders: {Type: "AWS::SQS::Queue", Properties: {DelaySeconds: 5, DelaySeconds: 6}}\n'),
  json('a resource twice, in JSON', () => '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}, "Orders": {"Type": "AWS::SQS::Queue"}}}'),
  json('a resource twice, once escaped', () => '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}, "\\u004frders": {"Type": "AWS::SQS::Queue"}}}'),
  yaml('a name that is a list', () => `${queue}? [a, b]\n: c\n`),
  yaml('a name that is nothing', () => `${queue}: c\n`),
  yaml('a merge', () => 'Resources:\n  Orders: {<<: {Type: "AWS::SQS::Queue"}}\n'),
  yaml('an unknown tag', () => 'Resources: !!python/object/apply:os.system ["true"]\n'),

  // Syntax.
  yaml('an open quote', () => 'Resources:\n  Orders: {Type: "AWS::SQS::Queue\n'),
  yaml('an open bracket', () => 'Resources: [a, b\n'),
  yaml('a wrong indentation', () => 'Resources:\n    Orders:\n  Type: AWS::SQS::Queue\n    Properties: {}\n'),
  yaml('an undefined alias', () => `Description: *nothing\n${queue}`),
  yaml('a bad escape', () => `Description: "\\q"\n${queue}`),

  // Bombs.
  yaml('an alias bomb', () => `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`)}]\n`).join('')}${queue}`),
  yaml('an alias of itself', () => `Description: &a [*a]\n${queue}`),
  service('an alias bomb that the framework would follow', () => `custom:\n  a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij'].map((name, at) => `  ${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`)}]\n`).join('')}`),
  service('an alias of itself, in a service', () => 'custom: &a [*a]\n'),
  service('a variable of itself', () => 'custom: {a: "${self:custom.a}"}\nfunctions: {play: {handler: "${self:custom.a}"}}\n'),
  service('variables in a circle', () => 'custom: {a: "${self:custom.b}", b: "${self:custom.a}"}\nfunctions: {play: {handler: "${self:custom.a}"}}\n'),
  service('variables that double', () => `custom:\n  v0: xxxxxxxxxx\n${Array.from({ length: 40 }, (_, at) => `  v${at + 1}: "\${self:custom.v${at}}\${self:custom.v${at}}"\n`).join('')}functions: {play: {handler: "\${self:custom.v40}"}}\n`),
  service('variables in variables', () => `functions: {play: {handler: "${repeated('${self:', LEVELS)}${repeated('}', LEVELS)}"}}\n`),
  yaml('100,000 brackets', () => `Resources: ${repeated('[', LEVELS)}${repeated(']', LEVELS)}\n`),
  yaml('100,000 open brackets', () => `Resources: ${repeated('[', LEVELS)}`),
  yaml('100,000 braces', () => `Resources: ${repeated('{a: ', LEVELS)}x${repeated('}', LEVELS)}\n`),
  yaml('100,000 dashes', () => `Resources:\n  ${repeated('- ', LEVELS)}x\n`),
  yaml('100,000 questions', () => `${repeated('? ', LEVELS)}x\n`),
  yaml('100,000 tags', () => `Resources: ${repeated('!Not [', LEVELS)}x${repeated(']', LEVELS)}\n`),
  yaml('5,000 levels of indentation', () => Array.from({ length: 5000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')),
  json('100,000 brackets, in JSON', () => `{"Resources": ${repeated('[', LEVELS)}${repeated(']', LEVELS)}}`),
  json('100,000 braces, in JSON', () => `{"Resources": ${repeated('{"a":', LEVELS)}1${repeated('}', LEVELS)}}`),
  json('100,000 conditions in each other', () => `{"Conditions": {"C": ${repeated('{"Fn::Not": [', LEVELS)}{"Fn::Equals": ["a", "b"]}${repeated(']}', LEVELS)}}, "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}`),
  json('400 conditions in each other', () => `{"Conditions": {"C": ${repeated('{"Fn::Not": [', 200)}{"Fn::Equals": ["a", "b"]}${repeated(']}', 200)}}, "Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Condition": "C"}}}`, false),

  // Size.
  yaml(`${MB} MB of one text`, () => `${queue}Description: "${repeated('x', MEGABYTES)}"\n`),
  yaml(`${MB} MB of one unquoted text`, () => `${queue}Description: ${repeated('x', MEGABYTES)}\n`),
  yaml(`${MB} MB of one block`, () => `${queue}Description: |\n${repeated(`  ${repeated('x', 98)}\n`, MEGABYTES / 100)}`),
  yaml(`${MB} MB of one line`, () => `Resources: {${repeated('a: b, ', MEGABYTES / 6)}}`),
  yaml(`${MB} MB of lines`, () => repeated('\n', MEGABYTES)),
  yaml(`${MB} MB of comments`, () => `${repeated(`# ${repeated('x', 97)}\n`, MEGABYTES / 100)}${queue}`, false),
  yaml(`${MB} MB of a name`, () => `${queue}? ${repeated('x', MEGABYTES)}\n: 1\n`),
  yaml(`${MB} MB of an anchor`, () => `${queue}Description: &${repeated('x', MEGABYTES)} a\n`, false),
  yaml(`${MB} MB of a tag`, () => `${queue}Description: !${repeated('x', MEGABYTES)} a\n`),
  yaml(`${MB} MB of escapes`, () => `${queue}Description: "${repeated('\\n', MEGABYTES / 2)}"\n`),
  yaml(`${MB} MB without an end`, () => `${queue}Description: "${repeated('x', MEGABYTES)}`),
  json(`${MB} MB of one text, in JSON`, () => `{"Description": "${repeated('x', MEGABYTES)}", "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}`),
  json(`${MB} MB of numbers`, () => `{"Resources": [${repeated('1,', MEGABYTES / 2)}1]}`),
  json(`${MB} MB of one number`, () => `{"Resources": ${repeated('1', MEGABYTES)}}`),
  json(`${MB} MB of empty maps`, () => `{"Resources": [${repeated('{},', MEGABYTES / 3)}{}]}`),
  // More than is read at all.
  yaml('100 MB', () => `${queue}# ${repeated('x', TOO_MANY)}\n`),
  yaml('very many queues', () => `Resources:\n${Array.from({ length: all ? 200_000 : 40_000 }, (_, at) => `  Q${at}:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: 5\n`).join('')}`),

  // Cycles, and what grows faster than its text.
  yaml('resources in a circle', () => 'Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !GetAtt B.QueueName}}\n  B: {Type: "AWS::SQS::Queue", Properties: {QueueName: !GetAtt A.QueueName}}\n'),
  yaml('a resource of itself', () => 'Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Ref A}}\n'),
  yaml('a dependency on itself', () => 'Resources:\n  A: {Type: "AWS::SQS::Queue", DependsOn: A}\n'),
  yaml('a circle by way of texts', () => 'Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${B}-x"}}\n  B: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Join ["", [!Ref A]]}}\n'),
  yaml('conditions in a circle', () => `Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n${queue}`),
  yaml('a condition of itself', () => `Conditions: {A: !Not [!Condition A]}\n${queue}`),
  yaml('a circle of 10,000', () => `Resources:\n${Array.from({ length: 10_000 }, (_, at) => `  Q${at}: {Type: "AWS::SQS::Queue", DependsOn: Q${(at + 1) % 10_000}}\n`).join('')}`),
  yaml('conditions that double', () => `Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref P, a]\n${Array.from({ length: 60 }, (_, at) => `  C${at + 1}: !And [!Condition C${at}, !Condition C${at}]\n`).join('')}Resources:\n  Orders: {Type: "AWS::SQS::Queue", Condition: C60}\n`, false),
  yaml('30 parameters that a table asks for', () => `Parameters:\n${Array.from({ length: 30 }, (_, at) => `  P${at}: {Type: String}\n`).join('')}Conditions:\n${Array.from({ length: 30 }, (_, at) => `  C${at}: !Equals [!Ref P${at}, a]\n`).join('')}Resources:\n  Orders: {${table(`, Tags: [${Array.from({ length: 30 }, (_, at) => `!If [C${at}, {Key: k${at}, Value: a}, !Ref "AWS::NoValue"]`)}]`)}}\n`, false),
  yaml('10,000 tables of one name', () => `Resources:\n${Array.from({ length: 10_000 }, (_, at) => `  T${at}: {${table(', TableName: orders')}}\n`).join('')}`),
  yaml('100,000 parameters', () => `Parameters:\n${Array.from({ length: 100_000 }, (_, at) => `  P${at}: {Type: String, Default: a}\n`).join('')}${queue}`),
  yaml('10,000 indexes', () => `Resources:\n  Orders: {${table(`, GlobalSecondaryIndexes: [${Array.from({ length: 10_000 }, (_, at) => `{IndexName: by-${at}, KeySchema: [{AttributeName: id, KeyType: HASH}], Projection: {ProjectionType: ALL}}`)}]`)}}\n`),
  yaml('a text of 100,000 references', () => `Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${repeated('${Nope}', 100_000)}"}}\n`),
  yaml('a text of 1,000,000 open references', () => `Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${repeated('${', 1_000_000)}"}}\n`, false),
  json('a line of 10,000 faults', () => `{"Resources": {${Array.from({ length: 10_000 }, (_, at) => `"Q${at}": {"Type": "AWS::SQS::Queue", "Properties": {"Delay": 5}}`)}}}`),
  yaml('a name of 100,000 letters beside 1,000 others', () => `Resources:\n  A: {Type: "AWS::SQS::Queue", Properties: {${repeated('x', 100_000)}: 1}}\n${Array.from({ length: 1000 }, (_, at) => `  Q${at}: {Type: "AWS::SQS::Queue", DependsOn: Nope${at}}\n`).join('')}`),
];
