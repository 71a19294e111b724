// Creates the tables of a plan's first template in DynamoDB Local and updates them step by step, as CloudFormation would:
// each update must be accepted, and at the end every table must match the last template.
//
//   plans.mjs BOBGEN DIRECTORY SCRATCH
//
// DIRECTORY holds the cases of `bobgen plan`, folders with before.yml and after.yml.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Stack } from './engine/cloudformation.mjs';
import { DynamoDbError, DynamoDbLocal } from './engine/dynamodb-local.mjs';
import { Memory } from './engine/memory.mjs';
import { run } from './engine/report.mjs';
import { createTableInput } from './engine/tables.mjs';
import { read } from './engine/templates.mjs';

const same = isDeepStrictEqual;
const by_name = (indexes = []) => new Map(indexes.map((each) => [each.IndexName, each]));
const tables_of = (file) =>
  new Map(new Stack(read(file)).resources('AWS::DynamoDB::Table').map(({ id, properties }) => [id, properties]));

/** What requires a new table. */
const identity = ({ KeySchema, LocalSecondaryIndexes = [], TableName }) => ({ KeySchema, LocalSecondaryIndexes, TableName });

/** The calls of UpdateTable that lead from one definition to another, the capacity before the indexes. */
function updates(before, after) {
  const made = [];
  const capacity = {};
  if ((before.BillingMode ?? 'PROVISIONED') !== (after.BillingMode ?? 'PROVISIONED'))
    capacity.BillingMode = after.BillingMode ?? 'PROVISIONED';
  if (!same(before.ProvisionedThroughput, after.ProvisionedThroughput) && after.ProvisionedThroughput)
    capacity.ProvisionedThroughput = after.ProvisionedThroughput;
  const old_indexes = by_name(before.GlobalSecondaryIndexes), new_indexes = by_name(after.GlobalSecondaryIndexes);
  const index_updates = [];
  for (const [name, index] of new_indexes) {
    const old = old_indexes.get(name);
    if (old && !same(old.ProvisionedThroughput, index.ProvisionedThroughput) && index.ProvisionedThroughput)
      index_updates.push({ Update: { IndexName: name, ProvisionedThroughput: index.ProvisionedThroughput } });
  }
  // An index that is about to be deleted still shares the table's capacity.
  for (const [name] of old_indexes)
    if (!new_indexes.has(name) && capacity.BillingMode === 'PROVISIONED')
      index_updates.push({ Update: { IndexName: name, ProvisionedThroughput: after.ProvisionedThroughput } });
  if (Object.keys(capacity).length > 0)
    made.push({ ...capacity, ...(index_updates.length > 0 && { GlobalSecondaryIndexUpdates: index_updates }) });

  const changes = [];
  for (const [name, index] of new_indexes) {
    const old = old_indexes.get(name);
    if (!old) changes.push({ Create: index });
    else if (!same([old.KeySchema, old.Projection], [index.KeySchema, index.Projection]))
      throw new DynamoDbError('ValidationException', `index ${name} is changed in place`);
  }
  for (const [name] of old_indexes) if (!new_indexes.has(name)) changes.push({ Delete: { IndexName: name } });
  // The service rejects more than one at once; DynamoDB Local is to say so.
  if (changes.length > 0) made.push({ AttributeDefinitions: after.AttributeDefinitions, GlobalSecondaryIndexUpdates: changes });

  const old_view = before.StreamSpecification?.StreamViewType, new_view = after.StreamSpecification?.StreamViewType;
  if (old_view !== new_view)
    made.push({ StreamSpecification: new_view ? { StreamEnabled: true, StreamViewType: new_view } : { StreamEnabled: false } });
  if ((before.DeletionProtectionEnabled ?? false) !== (after.DeletionProtectionEnabled ?? false))
    made.push({ DeletionProtectionEnabled: after.DeletionProtectionEnabled ?? false });
  return made;
}

const expiring = ({ TimeToLiveSpecification: setting }) => (setting?.Enabled ? setting.AttributeName : undefined);

/** The tables of a stack in the engine, by logical id. */
class Tables {
  #engine;
  #there = new Map();
  #count = 0;
  calls = 0;

  constructor(engine) {
    this.#engine = engine;
  }

  async #call(operation, input) {
    ++this.calls;
    return this.#engine.request(operation, input);
  }

  /** What a plan says to wait for: the table and all of its indexes are ACTIVE, and none is on its way out. */
  async #settled(TableName) {
    for (const giveUp = Date.now() + 60_000; Date.now() < giveUp;) {
      const { Table } = await this.#engine.request('DescribeTable', { TableName });
      const states = [Table.TableStatus, ...(Table.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus)];
      if (states.every((each) => each === 'ACTIVE')) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new DynamoDbError('Timeout', `${TableName} does not become ACTIVE`);
  }

  async #expire(TableName, before, after) {
    const old = expiring(before), now = expiring(after);
    if (old === now) return;
    if (old && now) throw new DynamoDbError('ValidationException', `the time to live goes from ${old} to ${now} at once`);
    await this.#call('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName: now ?? old, Enabled: Boolean(now) } });
  }

  async #create(id, properties) {
    const name = properties.TableName ?? `plans-${id}-${++this.#count}`;
    await this.#call('CreateTable', createTableInput(properties, { fallbackName: name }));
    await this.#expire(name, {}, properties);
    return { name, properties };
  }

  /** One deployment: new tables are created before old ones are deleted, as in CloudFormation. */
  async deploy(wanted, retained) {
    const old_ones = [];
    for (const [id, properties] of wanted) {
      const there = this.#there.get(id);
      if (there && same(identity(there.properties), identity(properties))) {
        for (const update of updates(there.properties, properties)) {
          await this.#call('UpdateTable', { TableName: there.name, ...update });
          await this.#settled(there.name);
        }
        await this.#expire(there.name, there.properties, properties);
        there.properties = properties;
      } else {
        if (there) old_ones.push(there);
        this.#there.set(id, await this.#create(id, properties));
      }
    }
    for (const [id, there] of this.#there)
      if (!wanted.has(id)) {
        this.#there.delete(id);
        if (!retained.has(id)) old_ones.push(there);
      }
    for (const { name } of old_ones) await this.#call('DeleteTable', { TableName: name });
  }

  refactor(mappings) {
    const moved = mappings.filter(({ from }) => this.#there.has(from)).map(({ from, to }) => [to, this.#there.get(from), from]);
    for (const [, , from] of moved) this.#there.delete(from);
    for (const [to, table] of moved) this.#there.set(to, table);
  }

  /** Everything, also what left its stack. */
  async remove() {
    const { TableNames } = await this.#engine.request('ListTables', {});
    for (const TableName of TableNames) {
      const { Table } = await this.#engine.request('DescribeTable', { TableName });
      if (Table.DeletionProtectionEnabled) await this.#engine.request('UpdateTable', { TableName, DeletionProtectionEnabled: false });
      await this.#engine.request('DeleteTable', { TableName });
    }
  }

  /** What differs from a template, in words; nothing when everything matches. */
  async differences(wanted) {
    const found = [];
    if (!same([...this.#there.keys()].sort(), [...wanted.keys()].sort())) found.push(`tables ${[...this.#there.keys()]}`);
    for (const [id, properties] of wanted) {
      const { Table } = await this.#engine.request('DescribeTable', { TableName: this.#there.get(id).name });
      const shape = ({ IndexName, KeySchema, Projection: { ProjectionType } }) => ({ IndexName, KeySchema, ProjectionType });
      const sorted = (list = []) => list.map(shape).sort((a, b) => (a.IndexName < b.IndexName ? -1 : 1));
      if (!same(Table.KeySchema, properties.KeySchema)) found.push(`${id}: key`);
      if (!same(sorted(Table.GlobalSecondaryIndexes), sorted(properties.GlobalSecondaryIndexes))) found.push(`${id}: indexes`);
      if (!same(Table.StreamSpecification?.StreamViewType, properties.StreamSpecification?.StreamViewType)) found.push(`${id}: stream`);
      const { TimeToLiveDescription } = await this.#engine.request('DescribeTimeToLive', { TableName: Table.TableName });
      if (TimeToLiveDescription?.AttributeName !== expiring(properties)) found.push(`${id}: time to live`);
    }
    return found;
  }
}

/** A 500 is not about the plan. A loaded machine causes it, and the engine then repeats it for the same table forever. */
const is_fault = ({ name }) => /^Internal(Failure|ServerError)$/.test(name);

/** The plan of a case in `out`; nothing when there is none to carry out. */
function plan(report, bobgen, folder, out) {
  const name = path.basename(folder);
  rmSync(out, { recursive: true, force: true });
  const before = path.join(folder, 'before.yml'), after = path.join(folder, 'after.yml');
  const planned = spawnSync(bobgen, ['--root', '.', 'plan', before, after, '--out', out], { encoding: 'utf8' });
  if (planned.status === 1 && name.startsWith('fail_')) return undefined;
  if (planned.status !== 0) {
    report.fail(name, planned.stdout + planned.stderr);
    return undefined;
  }
  if (tables_of(before).size + tables_of(after).size === 0) return undefined;
  const files = readdirSync(out).sort().filter((file) => /\.(yml|json)$/.test(file)).map((file) => path.join(out, file));
  return [before, after, ...files].map((file) => readFileSync(file, 'utf8')).join('\0');
}

/** Carries out a plan; what is wrong with it, or what it took. */
async function judge(engine, folder, out) {
  const before = path.join(folder, 'before.yml'), after = path.join(folder, 'after.yml');
  const { steps } = JSON.parse(readFileSync(path.join(out, 'plan.json'), 'utf8'));
  const tables = new Tables(engine);
  try {
    let last = before;
    await tables.deploy(tables_of(before), new Set());
    for (const { kind, template, resourceMappings, title } of steps) {
      if (!template) continue;
      const file = path.join(out, template);
      try {
        if (kind === 'refactor') tables.refactor(resourceMappings);
        else {
          const resources = Object.entries(read(last).Resources);
          const retained = new Set(resources.filter(([, each]) => each.DeletionPolicy === 'Retain').map(([id]) => id));
          await tables.deploy(tables_of(file), retained);
        }
        const found = await tables.differences(tables_of(file));
        if (found.length > 0) throw new DynamoDbError('Different', found.join(', '));
      } catch (error) {
        if (!(error instanceof DynamoDbError) || is_fault(error)) throw error;
        await tables.remove();
        return { wrong: `${title}: ${error.name}: ${error.message}` };
      }
      last = file;
    }
    const found = await tables.differences(tables_of(after));
    await tables.remove();
    return found.length > 0 ? { wrong: found.join(', ') } : { passed: `${steps.length} steps, ${tables.calls} calls` };
  } catch (error) {
    if (!is_fault(error)) await tables.remove();
    throw error;
  }
}

await run('plans', async (report, [bobgen, directory, scratch]) => {
  console.log(`DynamoDB Local ${DynamoDbLocal.version()}`);
  const cases = readdirSync(directory).filter((name) => existsSync(path.join(directory, name, 'before.yml')));
  const memory = new Memory('plans');
  let engine;
  const carried_out = async (name) => {
    for (let attempt = 1; ; ++attempt) {
      try {
        engine ??= await DynamoDbLocal.start();
        return await judge(engine, path.join(directory, name), path.join(scratch, name));
      } catch (error) {
        if (!is_fault(error) || attempt === 4) throw error;
        console.log(`again   ${name}: ${error.message}`);
        await engine.stop();
        engine = undefined;
      }
    }
  };
  try {
    for (const name of cases.sort()) {
      const planned = plan(report, bobgen, path.join(directory, name), path.join(scratch, name));
      if (planned === undefined) continue;
      const { wrong, passed } = await memory.answer(planned, () => carried_out(name), ({ wrong }) => !wrong);
      if (wrong) report.fail(name, wrong);
      else report.pass(`${name}, ${passed}`);
    }
    memory.save();
  } finally {
    await engine?.stop();
  }
});
