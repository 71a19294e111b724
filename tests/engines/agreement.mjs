// Checks generated table definitions twice: with bob, and with CloudFormation's schema and DynamoDB Local. They must agree,
// except where DynamoDB Local accepts what the service rejects, which is listed in leniencies.yml.
//
//   agreement.mjs BOBGEN [COUNT [SEED]]

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { Stack } from './engine/cloudformation.mjs';
import { DynamoDbError, DynamoDbLocal } from './engine/dynamodb-local.mjs';
import { Memory } from './engine/memory.mjs';
import { Random } from './engine/random.mjs';
import { run } from './engine/report.mjs';
import { FAULTS, SOUND, conditional, definition } from './engine/table-definitions.mjs';
import { SchemaError, conformed, refuseNulls } from './engine/table-schema.mjs';
import { createTableInput } from './engine/tables.mjs';

const TABLE = 'AWS::DynamoDB::Table';

/** Every change once and again, then combinations of them: the same for the same seed. */
function definitions(count, seed) {
  const random = new Random(seed);
  const sound = Object.entries(SOUND);
  const faults = Object.entries(FAULTS);
  const made = [];
  for (let at = 0; made.length < count; at += 1) {
    const fault = faults[at % faults.length];
    made.push(definition(random, [sound[at % sound.length]]));
    made.push(definition(random, [fault]));
    if (at % 4 === 0) {
      const both = conditional(random, sound[random.integer(0, sound.length - 1)], random.chance(0.5) ? fault : random.pick(sound));
      if (both) made.push(both);
    }
  }
  return made.slice(0, count);
}

/** The first rejection of any deployment, or nothing. */
async function refusal(engine, { template, deployments }, number) {
  try {
    for (const { Properties } of Object.values(template.Resources)) refuseNulls(Properties);
    for (const [at, parameters] of deployments.entries()) {
      const tables = new Stack(template, parameters).resources(TABLE);
      const made = [];
      try {
        for (const { id, properties } of tables) {
          const input = conformed(properties);
          const { TableName } = input;
          const named = createTableInput(input, { fallbackName: `engines-${number}-${at}-${id}` });
          await engine.request('CreateTable', named);
          made.push(named);
          const ttl = input.TimeToLiveSpecification;
          if (ttl?.Enabled) await engine.request('UpdateTimeToLive', { TableName: TableName ?? named.TableName, TimeToLiveSpecification: ttl });
        }
      } finally {
        for (const { TableName, DeletionProtectionEnabled } of made) {
          if (DeletionProtectionEnabled) await engine.request('UpdateTable', { TableName, DeletionProtectionEnabled: false });
          await engine.request('DeleteTable', { TableName });
        }
      }
    }
  } catch (error) {
    if (error instanceof SchemaError || error instanceof DynamoDbError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return undefined;
}

/** bob's errors for each template, all read in few runs. */
async function judged(bobgen, templates, directory) {
  const files = templates.map((template, at) => {
    const file = path.join(directory, `${at}.json`);
    writeFileSync(file, JSON.stringify(template, null, 1));
    return file;
  });
  const errors = new Map(files.map((file) => [file, []]));
  for (let from = 0; from < files.length; from += 500) {
    const { stdout } = await promisify(execFile)(bobgen, ['validate', '--diagnostics', 'json', ...files.slice(from, from + 500)], { maxBuffer: 256 << 20 })
      .catch((error) => (error.code === 1 ? error : Promise.reject(error)));
    for (const finding of JSON.parse(stdout)) {
      if (finding.severity !== 'error') continue;
      const file = path.resolve(finding.file);
      if (!errors.has(file)) throw new Error(`a finding in ${finding.file}, which was not given`);
      errors.get(file).push(finding);
    }
  }
  return files.map((file) => errors.get(file));
}

await run('agreement', async (report, [bobgen, count = '2400', seed = '1']) => {
  const cases = definitions(Number(count), Number(seed));
  const leniencies = parseYaml(readFileSync(fileURLToPath(new URL('leniencies.yml', import.meta.url)), 'utf8'));
  const used = new Set();
  const counts = { accepted: 0, refused: 0, lenient: 0 };
  const directory = mkdtempSync(path.join(tmpdir(), 'bob-agreement-'));
  const memory = new Memory('agreement');
  let engine;
  try {
    console.log(`DynamoDB Local ${DynamoDbLocal.version()}, ${cases.length} definitions, seed ${seed}`);
    const findings = await judged(bobgen, cases.map(({ template }) => template), directory);
    for (const [at, each] of cases.entries()) {
      // One at a time: DynamoDB Local fails when tables are created concurrently.
      const refused = await memory.answer(JSON.stringify(each), async () => refusal((engine ??= await DynamoDbLocal.start()), each, at));
      const errors = findings[at];
      const said = errors.map(({ rule, message }) => `bob: ${rule}: ${message}`).join('\n') || 'bob accepts it';
      const heard = refused ?? 'the engine accepts it';
      const lenient = errors.map(({ rule }) => leniencies.find((one) => one.rule === rule));
      if (!refused && errors.length > 0 && lenient.every(Boolean)) {
        lenient.forEach((one) => used.add(one));
        counts.lenient += 1;
      } else if (Boolean(refused) === errors.length > 0) {
        counts[refused ? 'refused' : 'accepted'] += 1;
      } else {
        report.fail(`${at} ${each.name}`, `${said}\n${heard}\n${JSON.stringify(each.template)}`);
      }
    }
    memory.save();
  } finally {
    await engine?.stop();
    rmSync(directory, { recursive: true });
  }
  report.pass(`${counts.accepted} accepted by both, ${counts.refused} refused by both, ${counts.lenient} refused where the engine is lenient`);
  for (const one of leniencies) {
    if (!used.has(one)) report.fail(`leniency ${one.rule}`, `matches nothing any more; remove it (its reason was: ${one.reason})`);
  }
  if (Math.min(counts.accepted, counts.refused) < cases.length / 4) report.fail('balance', `too few of one kind: ${JSON.stringify(counts)}`);
});
