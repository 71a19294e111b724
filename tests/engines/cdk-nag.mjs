// The security rules of cdk-nag over emitted templates. docs/secure-defaults.md says of each rule what bob does about it:
// a finding of a rule that is a default there, and one of a rule that the page lacks, fails. What a template breaks on
// purpose is in cdk-nag.yml with the reason; an entry that matches nothing fails where its stack is judged.
//
//   cdk-nag.mjs DIRECTORY

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { run } from './engine/report.mjs';
import { find, read } from './engine/templates.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
// The CDK has AWS's validator built in, which judges the same templates in a test of its own.
process.env.CDK_VALIDATION = 'false';
const require = createRequire(here('cdk/package.json'));
const { App, Aspects, Stack } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const { AwsSolutionsChecks } = require('cdk-nag');

/** What the page says of each rule: "Default", "Warns" or "Leaves". */
function said() {
  const rows = new Map();
  for (const row of readFileSync(here('../../docs/secure-defaults.md'), 'utf8').matchAll(/^\| AwsSolutions-([^|]*) \|[^|]*\| \*\*(Default|Warns|Leaves)\*\*/gm)) {
    for (const [name] of row[1].matchAll(/[A-Z]+[0-9]+/g)) rows.set(name, row[2]);
  }
  if (rows.size < 20) throw new Error('docs/secure-defaults.md has no table of the rules of AwsSolutions');
  return rows;
}

/** What the CDK cannot read yet stands for a text that is known at deployment. */
function readable(value) {
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  if ('Fn::GetStackOutput' in value) return { 'Fn::ImportValue': 'of-another-stack' };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

/** [rule, logical id], each once. */
function findings(file, directory) {
  const copy = path.join(directory, 'template.json');
  writeFileSync(copy, JSON.stringify(readable(read(file))));
  const app = new App({ outdir: path.join(directory, 'out') });
  const stack = new Stack(app, 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: copy });
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const found = new Set();
  for (const { messages } of app.synth().stacks) {
    for (const { id, entry } of messages) {
      const rule = /AwsSolutions-([A-Z]+[0-9]+)/.exec(entry.data)?.[1];
      if (!rule) throw new Error(`${file}: ${entry.data}`);
      found.add(`${rule} ${id.split('/').pop()}`);
    }
  }
  return [...found].map((each) => each.split(' '));
}

await run('cdk-nag', async (report, [directory]) => {
  const rows = said();
  const meant = parseYaml(readFileSync(here('cdk-nag.yml'), 'utf8')).map((each) => ({ ...each, used: 0 }));
  const judged = new Set();
  const scratch = mkdtempSync(path.join(tmpdir(), 'bob-nag-'));
  try {
    for (const file of find(directory, 'template.yml')) {
      const stack = path.relative(directory, file).split(path.sep)[0];
      judged.add(stack);
      const wrong = [];
      for (const [rule, resource] of findings(file, scratch)) {
        const says = rows.get(rule);
        if (says && says !== 'Default') continue;
        const reason = meant.find((each) => each.rule === rule && each.stack === stack && each.resources.includes(resource));
        if (reason) reason.used += 1;
        else wrong.push(`${resource}: AwsSolutions-${rule}, ${says ? 'a default by docs/secure-defaults.md' : 'of which docs/secure-defaults.md says nothing'}`);
      }
      const name = path.relative(directory, path.dirname(file));
      if (wrong.length > 0) report.fail(name, wrong.join('\n'));
      else report.pass(name);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  for (const { rule, stack } of meant.filter(({ stack, used }) => used === 0 && judged.has(stack))) {
    report.fail('cdk-nag.yml', `AwsSolutions-${rule} of ${stack} finds nothing there: take it out`);
  }
});
