// Measures `bobgen validate` and `bobgen diff` as processes, beside AWS's own validator and cfn-lint; see ./run.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from '../../tests/engines/node_modules/yaml/dist/index.js';
import { changed, template } from './template.mjs';

const LIMITS = { seconds: 0.15, megabytes: 150, diffSeconds: 0.2, timesCfnLint: 20, timesAws: 1, largeSeconds: 10, largeMegabytes: 1024 };
const words = process.argv.slice(2);
const quick = words.includes('--quick');
const [bobgen] = words.filter((word) => !word.startsWith('--'));
const judge = fileURLToPath(new URL('judge.mjs', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'bob-bench-'));
const failures = [];

function written(name, value) {
  const file = path.join(directory, name);
  const text = name.endsWith('.json') ? JSON.stringify(value, null, 2) : stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, indent: 4 });
  writeFileSync(file, text);
  return file;
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Seconds on the clock, the median of several runs in turn, and the peak of memory in megabytes. */
function measured(command, rounds) {
  const times = [];
  let peak = 0;
  let out = '';
  for (let round = 0; round < rounds + 1; round += 1) {
    const began = performance.now();
    const { status, stderr, stdout, signal } = spawnSync('/usr/bin/time', ['-f', 'peak %M', ...command], { encoding: 'utf8', maxBuffer: 1 << 30, cwd: directory });
    const seconds = (performance.now() - began) / 1000;
    if (signal || ![0, 1, 2, 4, 6, 8].includes(status)) throw new Error(`${command.join(' ')} ended with ${signal ?? status}: ${stderr.slice(-500)}`);
    if (round > 0) times.push(seconds);
    peak = Math.max(peak, Number(/peak (\d+)/.exec(stderr)[1]) / 1024);
    out = stdout;
  }
  times.sort((a, b) => a - b);
  return { seconds: times[times.length >> 1], least: times[0], peak, out };
}

const rows = [];
function row(what, one, beside = '') {
  rows.push(`| ${what} | ${(one.seconds * 1000).toFixed(one.seconds < 0.1 ? 1 : 0)} ms | ${one.peak.toFixed(0)} MB | ${beside} |`);
  console.error(rows.at(-1));
}
function hold(what, value, most) {
  if (!quick && value > most) failures.push(`${what}: ${value.toFixed(3)}, at most ${most}`);
}

try {
  const small = template(985_000);
  const files = { YAML: written('small.yml', small), JSON: written('small.json', small) };
  const after = { YAML: written('after.yml', changed(small)), JSON: written('after.json', changed(small)) };
  const rounds = quick ? 1 : 15;
  for (const [form, file] of Object.entries(files)) {
    const size = `${(statSync(file).size / 1e6).toFixed(2)} MB of ${form}`;
    const own = measured([bobgen, 'validate', file], rounds);
    if (own.out !== '') failures.push(`a sound template is complained of:\n${own.out.slice(0, 1000)}`);
    row(`\`bobgen validate\`, ${size}`, own, '1');
    hold(`validate ${size}, seconds`, own.seconds, LIMITS.seconds);
    hold(`validate ${size}, MB`, own.peak, LIMITS.megabytes);
    const aws = measured([process.execPath, judge, file], quick ? 1 : 3);
    row(`\`@aws/cloudformation-validate\`, ${size}`, aws, (aws.seconds / own.seconds).toFixed(1));
    hold(`bobgen beside AWS's, ${size}`, own.seconds, aws.seconds / LIMITS.timesAws);
    if (has('cfn-lint') && !quick) {
      const lint = measured(['cfn-lint', file], 1);
      row(`cfn-lint, ${size}`, lint, (lint.seconds / own.seconds).toFixed(0));
      hold(`bobgen beside cfn-lint, ${size}`, own.seconds, lint.seconds / LIMITS.timesCfnLint);
    } else {
      console.error(`cfn-lint: THIS WAS NOT RUN${quick ? ' (--quick)' : ', the machine has none'}`);
    }
    const diff = measured([bobgen, 'diff', '--fail-on', 'blocked', file, after[form]], rounds);
    if (diff.out === '') failures.push('the changed template has no difference');
    row(`\`bobgen diff\`, two of ${size}`, diff, '');
    hold(`diff of ${size}, seconds`, diff.seconds, LIMITS.diffSeconds);
  }
  // How time grows: ten times the text, fifty times the text.
  for (const megabytes of quick ? [2] : [5, 10, 25, 50]) {
    for (const form of ['json', 'yml']) {
      const file = written(`large.${form}`, template(megabytes * 1_000_000));
      const size = statSync(file).size / 1e6;
      const one = measured([bobgen, 'validate', '--diagnostics', 'short', file], quick ? 1 : 3);
      row(`\`bobgen validate\`, ${size.toFixed(1)} MB of ${form === 'yml' ? 'YAML' : 'JSON'}`, one, `${(one.seconds * 1000 / size).toFixed(1)} ms a MB`);
      hold(`validate ${size} MB, seconds`, one.seconds, LIMITS.largeSeconds);
      hold(`validate ${size} MB, MB of memory`, one.peak, LIMITS.largeMegabytes);
    }
  }
  console.log(`${cpus()[0].model}, ${cpus().length} processors, Node.js ${process.version}\n`);
  console.log(`| Process | Clock | Peak memory | Times bob's |\n|---|---|---|---|\n${rows.join('\n')}`);
  for (const failure of failures) console.error(`LIMIT NOT KEPT: ${failure}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  rmSync(directory, { recursive: true });
}
