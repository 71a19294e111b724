// Who finds what AWS refuses late: the pairs of tests/late, judged by AWS's own validator and, where the machine has it,
// by cfn-lint. bob finds the fault of each pair (the test `late`); here is what the others say. What they call an error in
// a sound template is listed in late-opinion.yml with who is right and why, or fails.
//
//   late.mjs

import { CelEngine, TemplateFile, version } from '@aws/cloudformation-validate';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { run } from './engine/report.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const FATAL = new Set(['FATAL', 'ERROR']);

/** The parts of a pair, as tests/late/run_late.cpp has them. */
function parts(text) {
  const made = {};
  for (const part of text.split(/^--- # /m).slice(1)) {
    const end = part.indexOf('\n');
    made[part.slice(0, end)] = part.slice(end + 1);
  }
  return made;
}

/** Both templates of each pair that is about one CloudFormation template, as files. */
function* pairs(directory) {
  const from = here('../late');
  for (const family of readdirSync(from, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name).sort()) {
    for (const name of readdirSync(path.join(from, family)).filter((each) => each.endsWith('.yml')).sort()) {
      const { before, faulty, sound } = parts(readFileSync(path.join(from, family, name), 'utf8'));
      if (before || !faulty || !sound || /^service:/m.test(sound)) continue;
      const files = {};
      for (const [which, text] of Object.entries({ faulty, sound })) {
        mkdirSync(path.join(directory, family), { recursive: true });
        files[which] = path.join(directory, family, `${name.slice(0, -4)}.${which}.yml`);
        writeFileSync(files[which], text);
      }
      yield { family, name: `${family}/${name}`, ...files };
    }
  }
}

/** AWS's validator: its errors and warnings in a file, as "rule message". */
function awsValidator() {
  const engine = new CelEngine();
  return {
    name: `AWS's validator ${version()}`,
    judge: (files) => new Map(files.map((file) => [file, engine.validateStandard(new TemplateFile(file)).diagnostics
      .filter(({ severity }) => FATAL.has(severity) || severity === 'WARN')
      .map(({ severity, ruleId, message }) => ({ fatal: FATAL.has(severity), rule: ruleId, message }))])),
    end: () => engine.free(),
  };
}

/** cfn-lint, all files in one process; nothing where the machine has none. */
function cfnLint() {
  const found = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
  if (found.status !== 0) return undefined;
  return {
    name: found.stdout.trim(),
    judge: (files) => {
      const made = new Map(files.map((file) => [file, []]));
      const { stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', '--', ...files], { encoding: 'utf8', maxBuffer: 1 << 30 });
      if (!stdout.startsWith('[')) throw new Error(`cfn-lint: ${stderr}`);
      for (const { Filename, Level, Rule, Message } of JSON.parse(stdout)) {
        if (Level !== 'Informational') made.get(Filename)?.push({ fatal: Level === 'Error', rule: Rule.Id, message: Message });
      }
      return made;
    },
    end: () => {},
  };
}

await run('late', async (report) => {
  const explained = parseYaml(readFileSync(here('late-opinion.yml'), 'utf8'))
    .map((each) => ({ ...each, pattern: new RegExp(each.match ?? ''), used: 0 }));
  const directory = mkdtempSync(path.join(tmpdir(), 'bob-late-'));
  try {
    const all = [...pairs(directory)];
    const families = [...new Set(all.map(({ family }) => family))];
    const table = new Map(families.map((family) => [family, [all.filter((each) => each.family === family).length]]));
    for (const judge of [awsValidator(), cfnLint()]) {
      if (!judge) {
        report.note('cfn-lint was not asked: there is no program cfn-lint here');
        continue;
      }
      const said = judge.judge(all.flatMap(({ faulty, sound }) => [faulty, sound]));
      judge.end();
      const found = new Map(families.map((family) => [family, 0]));
      for (const { family, name, faulty, sound } of all) {
        // What it also says of the twin is not about the fault.
        const twin = new Set(said.get(sound).map(({ rule, message }) => `${rule} ${message}`));
        if (said.get(faulty).some(({ rule, message }) => !twin.has(`${rule} ${message}`))) found.set(family, found.get(family) + 1);
        const open = said.get(sound).filter(({ fatal, rule, message }) => {
          const reason = fatal && explained.find((each) => each.rule === rule && each.pattern.test(`${name}: ${message}`));
          if (reason) reason.used += 1;
          return fatal && !reason;
        });
        if (open.length > 0) report.fail(`${name}, the sound template, says ${judge.name}`, open.map(({ rule, message }) => `${rule} ${message}`).join('\n'));
      }
      for (const family of families) table.get(family).push(found.get(family));
      report.pass(`${judge.name} finds ${[...found.values()].reduce((sum, each) => sum + each, 0)} of the ${all.length} faults that bob finds`);
    }
    for (const [family, counts] of table) report.note(`${family.padEnd(14)} ${counts.map((each) => String(each).padStart(4)).join('')}`);
    for (const { rule, match, reason } of explained.filter(({ used }) => used === 0)) {
      report.note(`${rule} ${match ?? ''} was not said (its reason is: ${reason})`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
