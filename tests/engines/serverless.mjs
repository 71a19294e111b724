// What bob reads in a serverless.yml, compared with the CloudFormation that the framework generates.
//
//   serverless.mjs READ_TEMPLATE DIRECTORY...
//
// Every serverless.yml below the directories is packaged where its side files are, in a copy, and read by bob. `how.json`
// next to it says the stage, parameters and environment of both: {"stage", "params": {}, "environment": {}, "unset": []}.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Accepted, differences } from './engine/compare.mjs';
import { Memory } from './engine/memory.mjs';
import { run } from './engine/report.mjs';
import { EMPTY_ZIP, packagedInPlace, versionOf } from './engine/serverless.mjs';
import { find, read, shown } from './engine/templates.mjs';

const FRAMEWORK = 'osls';

/** The framework names a deployment by the time, and a version by its code; bob names a deployment by its content. */
function rename(id, { Type }) {
  if (Type === 'AWS::ApiGateway::Deployment') return 'ApiGatewayDeployment';
  return Type === 'AWS::Lambda::Version' ? id.replace(/LambdaVersion[^]*$/, 'LambdaVersion') : id;
}

const brief = (value) => {
  if (value === undefined) return '(nothing)';
  const text = JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
};

const told = ({ section, id, type, path: where, left, right }) =>
  `${section === 'Resources' ? `${id} (${type})` : `${section} ${id}`}${where && `, ${where}`}\n`
  + `  bob       ${brief(left)}\n  framework ${brief(right)}`;

const pairs = (option, members = {}) => Object.entries(members).flatMap(([name, value]) => [option, `${name}=${value}`]);

function readByBob(program, file, how) {
  const words = [...(how.stage ? ['--stage', how.stage] : []), ...pairs('--param', how.params), ...pairs('--env', how.environment),
    ...(how.unset ?? []).flatMap((name) => ['--env', name])];
  return JSON.parse(execFileSync(program, [...words, file], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

async function packaged(file, how) {
  const project = mkdtempSync(path.join(tmpdir(), 'bob-serverless-'));
  try {
    // As deep as in the repository, so that artifacts it names by `../` stay inside.
    const home = path.join(project, 'a', 'b', 'c');
    mkdirSync(home, { recursive: true });
    cpSync(path.dirname(file), home, { recursive: true });
    const text = readFileSync(file, 'utf8');
    for (const [, artifact] of text.matchAll(/artifact: *'?([^'\s}]+)/g)) {
      const archive = path.resolve(home, artifact);
      if (!archive.startsWith(project + path.sep)) throw new Error(`artifact ${artifact} lies outside of the project`);
      mkdirSync(path.dirname(archive), { recursive: true });
      writeFileSync(archive, EMPTY_ZIP);
    }
    const words = [...(how.stage ? ['--stage', how.stage] : []), ...pairs('--param', how.params)];
    await packagedInPlace(FRAMEWORK, home, project, words, how.environment);
    return JSON.parse(readFileSync(path.join(home, '.serverless', 'cloudformation-template-update-stack.json'), 'utf8'));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** All that `packaged` reads. */
function question(file) {
  const folder = path.dirname(file);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .map((each) => path.relative(folder, path.join(each.parentPath ?? each.path, each.name))).sort();
  return JSON.stringify([path.basename(file), ...files.map((name) => [name, readFileSync(path.join(folder, name), 'base64')])]);
}

async function judge(report, memory, program, file, accepted) {
  const what = shown(file);
  const beside = path.join(path.dirname(file), 'how.json');
  const how = existsSync(beside) ? JSON.parse(readFileSync(beside, 'utf8')) : {};
  let made;
  try {
    made = await memory.answer(question(file), () => packaged(file, how));
  } catch (error) {
    report.fail(`${what} is packaged`, error.message);
    return;
  }
  const { template, findings } = readByBob(program, file, how);
  if (findings.length > 0) report.fail(`${what} is read without a finding`, findings.map((one) => `${one.file}:${one.line} ${one.message}`).join('\n'));
  const open = differences(template, made, rename).filter((each) => !accepted.covers(each));
  if (open.length > 0) report.fail(`${what} is read as the framework makes it: ${open.length} differences`, open.map(told).join('\n'));
  else report.pass(`${what} is read as the framework makes it`);
}

await run('serverless', async (report, [program, ...directories]) => {
  console.log(`${FRAMEWORK} ${versionOf(FRAMEWORK)}`);
  const list = read(fileURLToPath(new URL('serverless-differences.yml', import.meta.url))) ?? [];
  const sides = { bob: 'template.yml', framework: 'serverless.yml' };
  const accepted = new Accepted(list.map((entry) => (entry.lacks ? { ...entry, lacks: sides[entry.lacks] } : entry)));
  // bob reads no WebSocket events yet, and the framework no version before a build has hashed the code.
  const not_read = /templates\/orders\//;
  const all = directories.flatMap((directory) => find(directory, 'serverless.yml'));
  for (const file of all.filter((one) => not_read.test(one)))
    console.log(`left out: ${file}: it has WebSocket events or versions, which are not read here yet`);
  const rest = all.filter((one) => !not_read.test(one));
  const memory = new Memory('serverless');
  const worker = async () => {
    for (let file = rest.shift(); file; file = rest.shift()) await judge(report, memory, program, file, accepted);
  };
  await Promise.all([worker(), worker()]);
  memory.save();
  for (const { match, path: where, reason } of accepted.unused) {
    report.fail(`accepted difference ${match} ${where}`, `matches nothing any more; remove it (its reason was: ${reason})`);
  }
});
