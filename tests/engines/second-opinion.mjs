// AWS's own validator, compared with bob: what it reports as an error in a template and bob accepts is listed in
// second-opinion.yml with the reason, or fails. Tables are left out, because DynamoDB itself checks them (agreement.mjs).
//
//   second-opinion.mjs BOBGEN

import { CelEngine, TemplateFile, version } from '@aws/cloudformation-validate';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { OTHERS, changed, places } from './engine/changes.mjs';
import { run } from './engine/report.mjs';
import { parse } from './engine/templates.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const FATAL = new Set(['FATAL', 'ERROR']);

/** The cases of tests/templates that a reader gets through, and a good template with one thing wrong, in every way. */
function* templates(directory) {
  const cases = here('../templates');
  for (const name of readdirSync(cases).sort()) {
    const file = ['template.yml', 'template.json'].map((each) => path.join(cases, name, each)).find(existsSync);
    if (file && !/^(unreadable|misused)_/.test(name)) yield { name, file };
  }
  const whole = parse(readFileSync(here('../hostile/good.yml'), 'utf8'));
  let number = 0;
  const written = (value) => {
    const file = path.join(directory, `${number += 1}.json`);
    writeFileSync(file, JSON.stringify(value, null, 1));
    return file;
  };
  for (const at of places(whole)) {
    // Of the tables others check; the whole is no template then.
    if (at.length === 0 || at.slice(0, 2).join('/') === 'Resources/Orders') continue;
    for (const value of OTHERS) yield { name: `${at.join('/')} ${JSON.stringify(value)}`, file: written(changed(whole, at, value)) };
    yield { name: `${at.join('/')} left out`, file: written(changed(whole, at)) };
  }
}

/** bob's errors by file. */
function judged(bobgen, files) {
  const errors = new Map(files.map((file) => [file, 0]));
  for (let from = 0; from < files.length; from += 300) {
    const { status, stdout, stderr } = spawnSync(bobgen, ['validate', '--diagnostics', 'json', ...files.slice(from, from + 300)], { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (![0, 1, 2].includes(status)) throw new Error(`bobgen ended with ${status}: ${stderr}`);
    for (const { severity, file } of JSON.parse(stdout)) {
      if (severity === 'error' && errors.has(path.resolve(file))) errors.set(path.resolve(file), errors.get(path.resolve(file)) + 1);
    }
  }
  return errors;
}

await run('second-opinion', async (report, [bobgen]) => {
  const explained = parseYaml(readFileSync(here('second-opinion.yml'), 'utf8'))
    .map((each) => ({ ...each, pattern: new RegExp(each.match ?? ''), used: 0 }));
  const directory = mkdtempSync(path.join(tmpdir(), 'bob-second-'));
  const engine = new CelEngine();
  const counts = { both: 0, bob: 0, explained: 0, neither: 0, open: 0 };
  try {
    console.log(`@aws/cloudformation-validate ${version()}`);
    const all = [...templates(directory)];
    const errors = judged(bobgen, all.map(({ file }) => file));
    for (const { name, file } of all) {
      const theirs = engine.validateStandard(new TemplateFile(file)).diagnostics
        .filter(({ severity, entity }) => FATAL.has(severity) && entity?.resourceType !== 'AWS::DynamoDB::Table');
      if (errors.get(file) > 0) {
        counts[theirs.length > 0 ? 'both' : 'bob'] += 1;
        continue;
      }
      const open = theirs.filter(({ ruleId, message }) => {
        const reason = explained.find((each) => each.rule === ruleId && each.pattern.test(`${name}: ${message}`));
        if (reason) reason.used += 1;
        return !reason;
      });
      counts[open.length > 0 ? 'open' : theirs.length > 0 ? 'explained' : 'neither'] += 1;
      if (open.length > 0) report.fail(name, open.map(({ ruleId, message }) => `${ruleId} ${message}`).join('\n'));
    }
    report.pass(`${all.length} templates: ${counts.both} refused by both, ${counts.bob} by bob alone, ${counts.neither} by neither, ${counts.explained} by AWS's validator alone, for known reasons`);
    for (const { rule, match, reason } of explained.filter(({ used }) => used === 0)) {
      report.fail(`${rule} ${match ?? ''}`, `matches nothing any more; remove it (its reason was: ${reason})`);
    }
  } finally {
    engine.free();
    rmSync(directory, { recursive: true });
  }
});
