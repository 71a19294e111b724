// The two workflows of docs/ci.md, run as their runners run them: a repository with a base branch, a checkout of a
// change, the variables that GitHub and GitLab set, and no credentials.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { BOBGEN, SCRATCH } = process.env;
for (const [name, value] of Object.entries({ BOBGEN, SCRATCH }))
  if (!value) throw new Error(`${name} is not set; run this through ctest`);
const { parse } = createRequire(path.join(root, 'tests/engines/package.json'))('yaml');

// Nothing from the machine: no account, no git configuration.
rmSync(SCRATCH, { recursive: true, force: true });
const home = path.join(SCRATCH, 'home');
mkdirSync(home, { recursive: true });
const clean = {
  PATH: process.env.PATH, HOME: home, CI: 'true', GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com',
};

function run(command, words, cwd, environment = {}) {
  const made = spawnSync(command, words, { encoding: 'utf8', cwd, env: { ...clean, ...environment }, maxBuffer: 1 << 26 });
  if (made.error) throw made.error;
  return made;
}

/** A repository whose `origin/main` is `base(templates)` and whose checkout is the project, changed by `change`. */
function repository(name, base = () => {}, change = () => {}) {
  const folder = path.join(SCRATCH, name);
  mkdirSync(folder, { recursive: true });
  const git = (...words) => {
    const { status, stdout, stderr } = run('git', words, folder);
    assert.equal(status, 0, `git ${words.join(' ')}\n${stderr}`);
    return stdout.trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  for (const part of ['stacks', 'templates']) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  // The launcher brings the build up to date and becomes this program; the tests of the command line run it.
  writeFileSync(path.join(folder, 'bobgen'), `#!/bin/sh\nBOB_ROOT=$PWD exec '${BOBGEN}' "$@"\n`);
  chmodSync(path.join(folder, 'bobgen'), 0o755);
  const edit = (file, how) => {
    const at = path.join(folder, file);
    const before = readFileSync(at, 'utf8');
    const after = how(before);
    assert.notEqual(after, before, `the edit of ${file} changes nothing`);
    writeFileSync(at, after);
  };
  base(edit);
  git('add', '--all');
  git('commit', '--quiet', '--message=base');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  cpSync(path.join(root, 'templates'), path.join(folder, 'templates'), { recursive: true });
  change(edit);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message=change');
  return { folder, base: git('rev-parse', 'origin/main') };
}

const template = 'templates/scheduler/dev/template.yml';
const audit_table = `  AuditTable:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
`;
const with_audit_table = (edit) => edit(template, (text) => text.replace('\nResources:\n', `\nResources:\n${audit_table}`));
/** The property of a table with everything indented below it. */
const without = (table, property) => (text) => {
  const lines = text.split('\n');
  const begin = lines.findIndex((line, at) => line === `      ${property}:` && lines.lastIndexOf(`  ${table}:`, at) >= 0
    && lines.slice(lines.lastIndexOf(`  ${table}:`, at) + 1, at).every((between) => /^ {4}/.test(between)));
  assert.ok(begin > 0, `${table} has ${property}`);
  let end = begin + 1;
  while (/^ {7}/.test(lines[end])) ++end;
  return [...lines.slice(0, begin), ...lines.slice(end)].join('\n');
};
const without_indexes = (edit) => edit(template, without('MeetingsTable', 'GlobalSecondaryIndexes'));

// --- GitHub -----------------------------------------------------------------------------------------------------------

const workflow = parse(readFileSync(path.join(root, 'docs/ci/github.yml'), 'utf8'));

/** Every step that runs a command; installing packages is the runner's. The steps' last exit code, and what it wrote. */
function github({ folder }) {
  const summary = path.join(folder, '..', `${path.basename(folder)}.summary.md`);
  writeFileSync(summary, '');
  const commands = workflow.jobs.templates.steps.map((step) => step.run).filter((one) => one && !one.startsWith('apt-get'));
  assert.equal(commands.length, 2);
  let last;
  for (const command of commands) {
    last = run('sh', ['-e', '-c', command], folder, {
      GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: summary,
    });
    if (last.status !== 0) break;
  }
  return { ...last, report: readFileSync(summary, 'utf8') };
}

test('a workflow has what its steps need', () => {
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  const checkout = workflow.jobs.templates.steps.find((step) => step.uses?.startsWith('actions/checkout@'));
  assert.equal(checkout.with['fetch-depth'], 0);
  assert.equal(checkout.with['persist-credentials'], false);
  assert.deepEqual(workflow.on, 'pull_request');
  for (const [name, job] of Object.entries(workflow.jobs)) {
    assert.ok(job['timeout-minutes'] <= 60, name);
    for (const { uses } of job.steps.filter((step) => step.uses)) assert.match(uses, /@[0-9a-f]{40}$/);
  }
  assert.match(readFileSync(path.join(root, 'docs/ci/github.yml'), 'utf8'), /[Nn]ever under pull_request_target/);
});

test('GitHub: nothing changed', () => {
  const made = github(repository('same'));
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.report, /^## Infrastructure: fine$/m);
  assert.match(made.report, /no change/);
  assert.doesNotMatch(made.stdout, /^::error/m);
});

test('GitHub: a table that vanishes fails, beside its line and in the report', () => {
  const made = github(repository('vanishes', with_audit_table));
  assert.equal(made.status, 1, made.stderr);
  assert.match(made.report, /^## Infrastructure: needs attention$/m);
  assert.match(made.report, /AuditTable/);
  assert.match(made.stdout, /^::error .*AuditTable/m);
});

test('GitHub: no change suppresses its own loss of data, and the report tells what it suppresses first', () => {
  const accepted = '- {rule: data-resource-vanishes, reason: only data, until: 2099-01-01}\n- {rule: resource-deleted, reason: unused, until: 2099-01-01}\n';
  const of_change = repository('excused', with_audit_table);
  writeFileSync(path.join(of_change.folder, 'suppressions.yml'), accepted);
  const made = github(of_change);
  assert.equal(made.status, 1, made.stderr);
  assert.match(made.report, /:warning: 1 suppressed by this change:\n\n- `resource-deleted`.*reason: `unused`/);
  assert.match(made.stdout, /^::error .*AuditTable/m);

  const agreed = repository('agreed', (edit) => {
    with_audit_table(edit);
    writeFileSync(path.join(SCRATCH, 'agreed', 'suppressions.yml'), accepted);
  });
  const then = github(agreed);
  assert.equal(then.status, 0, then.stderr + then.report);
  assert.match(then.report, /`data-resource-vanishes`.*reason: `only data`/);
});

test('GitHub: two indexes in one update are blocked', () => {
  const made = github(repository('indexes', without_indexes));
  assert.equal(made.status, 1, made.stderr);
  assert.match(made.report, /blocked/);
  assert.match(made.stdout, /^::error file=stacks\/scheduler\/tables\.h,line=\d+/m);
});

test('GitHub: a stale template fails, and the report shows what differs', () => {
  const made = github(repository('stale', undefined, (edit) => edit(template, (text) => text.replace('PAY_PER_REQUEST', 'PROVISIONED'))));
  assert.equal(made.status, 1, made.stderr);
  assert.match(made.report, /stale: `templates\/scheduler\/dev\/template\.yml`/);
  assert.match(made.report, /^```diff\n[^`]*PAY_PER_REQUEST/m);
  assert.match(made.stdout, /^::error file=templates\/scheduler\/dev\/template\.yml/m);
});

// --- GitLab -----------------------------------------------------------------------------------------------------------

const job = parse(readFileSync(path.join(root, 'docs/ci/gitlab.yml'), 'utf8')).templates;

function gitlab({ folder, base }) {
  const environment = { GITLAB_CI: 'true', CI_PROJECT_DIR: folder, CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  const commands = [...job.before_script, ...job.script].filter((one) => !one.startsWith('apt-get'));
  assert.equal(commands.length, 2);
  const made = run('sh', ['-e', '-c', commands.join('\n')], folder, environment);
  const report = path.join(folder, job.artifacts.paths[0]);
  return { ...made, report: existsSync(report) ? readFileSync(report, 'utf8') : '' };
}

test('GitLab: nothing changed', () => {
  const made = gitlab(repository('gitlab-same'));
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.report, /^## Infrastructure: fine$/m);
});

test('GitLab: a table that vanishes fails, with the report', () => {
  const made = gitlab(repository('gitlab-vanishes', with_audit_table));
  assert.equal(made.status, 1, made.stderr);
  assert.match(made.report, /AuditTable/);
});

// --- What the workflows do not show -----------------------------------------------------------------------------------

const ci = (words, { folder }) => run(path.join(folder, 'bobgen'), ['ci', ...words], folder);

test('without --report the standard output is the report, and nothing else', () => {
  const made = ci(['origin/main'], repository('stdout', with_audit_table));
  assert.equal(made.status, 1);
  assert.match(made.stdout, /^## Infrastructure: needs attention\n/);
});

test('--fail-on decides what may change', () => {
  const open = repository('fail-on', (edit) => edit(template, (text) => text.replace('ReadCapacityUnits', 'ReadCapacityUnits').replace(/MemorySize: \d+/, 'MemorySize: 128')));
  assert.equal(ci(['origin/main'], open).status, 0);
  assert.equal(ci(['origin/main', '--fail-on', 'update'], open).status, 1);
  assert.equal(ci(['origin/main', '--fail-on', 'updat'], open).status, 2);
});

test('--sarif has the findings', () => {
  const made = repository('sarif', with_audit_table);
  assert.equal(ci(['origin/main', '--sarif', 'findings.sarif'], made).status, 1);
  const log = JSON.parse(readFileSync(path.join(made.folder, 'findings.sarif'), 'utf8'));
  assert.equal(log.version, '2.1.0');
  assert.ok(log.runs[0].results.some((one) => one.message.text.includes('AuditTable')));
});

test('one stage can be judged alone', () => {
  const made = repository('stage', with_audit_table);
  assert.equal(ci(['origin/main', 'stack=scheduler', 'stage=simple'], made).status, 0);
  assert.equal(ci(['origin/main', 'stack=scheduler', 'stage=dev'], made).status, 1);
});

test('misuse and what can not be read are told apart from findings', () => {
  const made = repository('misuse');
  for (const words of [['no-such-revision'], ['HEAD', 'HEAD~1'], ['--fail-on', 'x'], ['origin/main', 'stage=none'], ['--upload-pack=x']])
    assert.equal(ci(words, made).status, 2, words.join(' '));
  const broken = repository('broken', (edit) => edit(template, (text) => `${text}\n\t- [`));
  const { status, stdout, stderr } = ci(['origin/main'], broken);
  assert.equal(status, 2, stdout + stderr);
  assert.match(stdout + stderr, /template\.yml:\d+/);
});

test('a report is not written through a link that leads out of the project', () => {
  const made = repository('linked');
  const outside = path.join(path.dirname(made.folder), 'outside-of-linked');
  mkdirSync(outside, { recursive: true });
  mkdirSync(path.join(made.folder, 'reports'));
  symlinkSync(outside, path.join(made.folder, 'out'));
  symlinkSync('reports', path.join(made.folder, 'inside'));
  for (const option of ['--report', '--sarif']) {
    const { status, stderr } = ci(['origin/main', option, 'out/x.md'], made);
    assert.equal(status, 2);
    assert.match(stderr, /a link leads out of the project/);
    assert.ok(!existsSync(path.join(outside, 'x.md')));
    assert.equal(ci(['origin/main', option, 'inside/x.md'], made).status, 0);
    assert.equal(ci(['origin/main', option, path.join(outside, 'y.md')], made).status, 0);
  }
});

test('a report that can not be written changes nothing and is said', () => {
  const made = repository('unwritable');
  const { status, stderr } = ci(['origin/main', '--report', 'no/such/\0'.replace('\0', 'folder/') + 'x'.repeat(300)], made);
  assert.equal(status, 2);
  assert.match(stderr, /^error: /m);
});
