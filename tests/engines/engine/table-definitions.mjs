// Table definitions made at random: sound ones over the whole feature space, faults to put into them, and other ways to
// write the same thing.

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.';
const ATTRIBUTES = ['id', 'owner', 'Status', 'createdAt', 'GSI1PK', 'GSI1SK', 'user-id', 'a.b', '0', '#no', 'Größe', 'with blank', ':v', 'year', 'region', 'key'];
const PROJECTED = ['title', 'price', 'url', 'notes', 'Ünsal', 'payload', 'x.y', 'count', 'email', 'ip'];
const NO_VALUE = { Ref: 'AWS::NoValue' };

const named = (...pairs) => pairs.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType }));
const units = (read, write) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });
const many = (count, made) => Array.from({ length: count }, (_, at) => made(at));

/** Every key attribute of a table and its indexes, in the order of first use. */
function keyAttributes(table) {
  const schemas = [table.KeySchema, ...[table.GlobalSecondaryIndexes, table.LocalSecondaryIndexes].flatMap((each) => each ?? []).map((each) => each.KeySchema)];
  return [...new Set(schemas.flat().map((each) => each.AttributeName))];
}

/** Defines what the keys need, and nothing else. */
function define(table, random) {
  const types = new Map((table.AttributeDefinitions ?? []).map((each) => [each.AttributeName, each.AttributeType]));
  table.AttributeDefinitions = random.shuffled(keyAttributes(table))
    .map((AttributeName) => ({ AttributeName, AttributeType: types.get(AttributeName) ?? random.pick(['S', 'N', 'B']) }));
  return table;
}

function projection(random) {
  switch (random.integer(0, 2)) {
    case 0: return { ProjectionType: 'ALL' };
    case 1: return { ProjectionType: 'KEYS_ONLY' };
    default: return { ProjectionType: 'INCLUDE', NonKeyAttributes: random.sample(PROJECTED, random.integer(1, 5)) };
  }
}

const provisioned = (table) => table.BillingMode !== 'PAY_PER_REQUEST';
const hash = (table) => table.KeySchema[0].AttributeName;

function globalIndex(table, random, name, key) {
  const made = { IndexName: name, KeySchema: key, Projection: projection(random) };
  if (provisioned(table)) made.ProvisionedThroughput = units(random.integer(1, 50), random.integer(1, 50));
  else if (random.chance(0.2)) made.OnDemandThroughput = { MaxReadRequestUnits: random.integer(1, 1000) };
  if (random.chance(0.1)) made.ContributorInsightsSpecification = { Enabled: random.chance(0.5) };
  return made;
}

function globalKey(random) {
  const [partitions, sorts] = random.pick([[1, 0], [1, 1], [1, 1], [2, 1], [4, 4], [3, 0], [1, 4]]);
  const names = random.sample(ATTRIBUTES, partitions + sorts);
  return names.map((AttributeName, at) => ({ AttributeName, KeyType: at < partitions ? 'HASH' : 'RANGE' }));
}

const localIndex = (table, random, name, sort) =>
  ({ IndexName: name, KeySchema: named([hash(table), 'HASH'], [sort, 'RANGE']), Projection: projection(random) });

const SETTINGS = {
  DeletionProtectionEnabled: (random) => random.chance(0.5),
  StreamSpecification: (random) => ({ StreamViewType: random.pick(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) }),
  SSESpecification: (random) => random.pick([{ SSEEnabled: false }, { SSEEnabled: true }, { SSEEnabled: true, SSEType: 'KMS' }]),
  TimeToLiveSpecification: (random) => random.pick([{ Enabled: true, AttributeName: 'expiresAt' }, { Enabled: false }, { Enabled: true, AttributeName: 'id' }]),
  PointInTimeRecoverySpecification: (random) => random.pick([{ PointInTimeRecoveryEnabled: false }, { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: random.integer(1, 35) }]),
  ContributorInsightsSpecification: (random) => ({ Enabled: random.chance(0.5) }),
  TableClass: (random) => random.pick(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']),
  Tags: (random) => random.sample(['team', 'stage', 'cost-center', 'Größe'], random.integer(0, 4)).map((Key) => ({ Key, Value: random.pick(['', 'dev', 'a b']) })),
  TableName: (random) => random.text(LETTERS, random.integer(3, 40)),
};

/** A sound table. `wish` asks for a sort key, so many indexes at least, or a billing mode. */
export function soundTable(random, wish = {}) {
  const table = { KeySchema: named([random.pick(ATTRIBUTES), 'HASH']) };
  if (wish.sorted ?? (wish.locals || random.chance(0.7))) {
    table.KeySchema.push({ AttributeName: random.pick(ATTRIBUTES.filter((each) => each !== hash(table))), KeyType: 'RANGE' });
  }
  const mode = wish.mode ?? random.pick(['PAY_PER_REQUEST', 'PROVISIONED', undefined]);
  if (mode) table.BillingMode = mode;
  if (provisioned(table)) table.ProvisionedThroughput = units(random.integer(1, 100), random.integer(1, 100));
  else if (random.chance(0.3)) table.OnDemandThroughput = { MaxReadRequestUnits: random.integer(1, 100), MaxWriteRequestUnits: random.integer(1, 100) };

  const globals = wish.globals ?? random.pick([0, 0, 1, 1, 2, 3]);
  if (globals > 0) table.GlobalSecondaryIndexes = many(globals, (at) => globalIndex(table, random, `by.Global-${at}`, globalKey(random)));
  const locals = wish.locals ?? (table.KeySchema.length > 1 ? random.pick([0, 0, 1, 2]) : 0);
  const sorts = random.sample(ATTRIBUTES.filter((each) => each !== hash(table)), locals);
  if (locals > 0) table.LocalSecondaryIndexes = sorts.map((sort, at) => localIndex(table, random, `by_Local${at}`, sort));
  for (const [name, value] of Object.entries(SETTINGS)) if (random.chance(0.25)) table[name] = value(random);
  return define(table, random);
}

const anyIndex = (table, random) => random.pick([...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]);
const setKey = (index, ...pairs) => { index.KeySchema = named(...pairs); };
const wide = (from, count) => ({ ProjectionType: 'INCLUDE', NonKeyAttributes: many(count, (at) => `p${from + at}`) });
const global = (table) => table.GlobalSecondaryIndexes[0];
const local = (table) => table.LocalSecondaryIndexes[0];
/** Gives an attribute another name wherever it is a key. */
function rename(table, before, after) {
  const elements = [table.KeySchema, table.AttributeDefinitions, ...[...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])].map((each) => each.KeySchema)].flat();
  for (const each of elements) if (each.AttributeName === before) each.AttributeName = after;
}
/** So many projected attributes in all. */
function projectInAll(table, random, sum) {
  const key = named([hash(table), 'HASH']);
  table.GlobalSecondaryIndexes = many(Math.ceil(sum / 20), (at) => ({ ...globalIndex(table, random, `Wide${at}`, key), Projection: wide(0, Math.min(20, sum - at * 20)) }));
  delete table.LocalSecondaryIndexes;
  define(table, random);
}

// Each may change the table in place, or return another template than that of one table. What it wishes for is there.

/** Changes after which a table is still sound: the near side of every limit, and what looks wrong but is not. */
export const SOUND = {
  nothing: [{}, () => {}],
  table_name_bounds: [{}, (t, r) => { t.TableName = r.text(LETTERS, r.pick([3, 255])); }],
  table_name_is_a_number: [{}, (t) => { t.TableName = 2026; }],
  table_name_begins_with_a_dot: [{}, (t) => { t.TableName = '.-_'; }],
  index_name_bounds: [{ globals: 1 }, (t, r) => { global(t).IndexName = r.text(LETTERS, r.pick([3, 255])); }],
  local_index_name_bounds: [{ locals: 1 }, (t, r) => { local(t).IndexName = r.text(LETTERS, r.pick([3, 255])); }],
  index_named_like_its_table: [{ globals: 1 }, (t) => { t.TableName = global(t).IndexName; }],
  index_names_differ_by_case: [{ globals: 2 }, (t) => { t.GlobalSecondaryIndexes[0].IndexName = 'byday'; t.GlobalSecondaryIndexes[1].IndexName = 'byDay'; }],
  attribute_name_bounds: [{}, (t, r) => rename(t, hash(t), r.pick(['x', 'k'.repeat(255), 'ü'.repeat(127), `a${'ü'.repeat(127)}`]))],
  projected_name_bounds: [{ globals: 1 }, (t, r) => { global(t).Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: [r.pick(['x', 'k'.repeat(255)])] }; }],
  attribute_names_differ_by_case: [{ globals: 1 }, (t, r) => { setKey(global(t), ['abc', 'HASH'], ['ABC', 'RANGE']); define(t, r); }],
  binary_keys: [{}, (t) => { for (const each of t.AttributeDefinitions) each.AttributeType = 'B'; }],
  twenty_globals: [{ globals: 20 }, () => {}],
  twenty_globals_five_locals: [{ globals: 20, locals: 5 }, () => {}],
  five_locals: [{ locals: 5 }, () => {}],
  eight_key_attributes: [{ globals: 1 }, (t, r) => { setKey(global(t), ...many(8, (at) => [`k${at}`, at < 4 ? 'HASH' : 'RANGE'])); define(t, r); }],
  global_like_its_table: [{ globals: 1 }, (t, r) => { global(t).KeySchema = structuredClone(t.KeySchema); define(t, r); }],
  local_like_its_table: [{ locals: 1 }, (t, r) => { local(t).KeySchema = structuredClone(t.KeySchema); define(t, r); }],
  two_globals_alike: [{ globals: 2 }, (t, r) => { t.GlobalSecondaryIndexes[1].KeySchema = structuredClone(global(t).KeySchema); define(t, r); }],
  global_and_local_share_an_attribute: [{ globals: 1, locals: 1 }, (t, r) => { setKey(global(t), [local(t).KeySchema[1].AttributeName, 'HASH']); define(t, r); }],
  project_twenty: [{ globals: 1 }, (t) => { global(t).Projection = wide(0, 20); }],
  project_hundred: [{ mode: 'PAY_PER_REQUEST' }, (t, r) => projectInAll(t, r, 100)],
  project_keys_by_name: [{ globals: 1 }, (t) => { global(t).Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: [hash(t), global(t).KeySchema[0].AttributeName].filter((each, at, all) => all.indexOf(each) === at) }; }],
  project_the_same_twice_in_two: [{ globals: 2 }, (t) => { for (const each of t.GlobalSecondaryIndexes) each.Projection = wide(0, 3); }],
  units_in_bounds: [{ mode: 'PROVISIONED', globals: 0 }, (t, r) => { t.ProvisionedThroughput = units(r.pick([1, 40000]), r.pick([1, 40000])); }],
  units_as_text: [{ mode: 'PROVISIONED' }, (t) => { t.ProvisionedThroughput = units('5', '1'); }],
  flags_as_text: [{}, (t) => { t.DeletionProtectionEnabled = 'true'; t.TimeToLiveSpecification = { Enabled: 'true', AttributeName: 'at' }; }],
  implied_mode: [{ mode: undefined }, (t) => { delete t.BillingMode; }],
  one_on_demand_limit: [{ mode: 'PAY_PER_REQUEST' }, (t, r) => { t.OnDemandThroughput = { [r.pick(['MaxReadRequestUnits', 'MaxWriteRequestUnits'])]: r.pick([1, 40000]) }; }],
  time_to_live_bounds: [{}, (t, r) => { t.TimeToLiveSpecification = { Enabled: true, AttributeName: r.pick(['t', 't'.repeat(255)]) }; }],
  time_to_live_on_a_key: [{}, (t) => { t.TimeToLiveSpecification = { Enabled: true, AttributeName: hash(t) }; }],
  recovery_bounds: [{}, (t, r) => { t.PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: r.pick([1, 35, '7']) }; }],
  warm_from_the_start: [{ mode: 'PAY_PER_REQUEST' }, (t) => { t.WarmThroughput = { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000 }; }],
  no_tags: [{}, (t) => { t.Tags = []; }],
  fifty_tags: [{}, (t) => { t.Tags = many(50, (at) => ({ Key: `k${at}`, Value: '' })); }],
  tag_bounds: [{}, (t, r) => { t.Tags = [{ Key: r.pick(['k', 'k'.repeat(128), 'ü'.repeat(128)]), Value: r.pick(['', 'v'.repeat(256)]) }]; }],
  two_tables_of_the_same_indexes: [{ globals: 1 }, (t) => ({ First: { ...t, TableName: 'first' }, Second: { ...structuredClone(t), TableName: 'second' } })],
};

const wrongNames = (r) => r.pick(['', 'a', 'ab', 'x'.repeat(256), 'a b c', 'a/b/c', 'Größe', 'abc#', '${x}']);
const wrongAttribute = (r) => r.pick(['', 'x'.repeat(256), 'ü'.repeat(128), '😀'.repeat(64)]);
const isCall = (value) => Object.keys(value).length === 1 && /^(Ref$|Fn::)/.test(Object.keys(value)[0]);
/** A list or a map, but no function: what is inside of those is not the table's. */
const isNode = (value) => value !== null && typeof value === 'object' && !isCall(value);
/** A place deep in a table, as [holder, name]. */
function anywhere(value, random) {
  const found = [];
  const walk = (node) => {
    for (const [name, each] of Object.entries(node)) {
      found.push([node, name]);
      if (isNode(each)) walk(each);
    }
  };
  walk(value);
  return random.pick(found);
}
function maps(value) {
  const inner = Object.values(value).filter(isNode).flatMap(maps);
  return Array.isArray(value) ? inner : [value, ...inner];
}

/** Faults: after each of them the table is rejected. */
export const FAULTS = {
  table_name: [{}, (t, r) => { t.TableName = wrongNames(r); }],
  two_tables_of_one_name: [{}, (t) => ({ First: { ...t, TableName: 'same' }, Second: { ...structuredClone(t), TableName: 'same' } })],
  global_name: [{ globals: 1 }, (t, r) => { global(t).IndexName = wrongNames(r); }],
  local_name: [{ locals: 1 }, (t, r) => { local(t).IndexName = wrongNames(r); }],
  globals_of_one_name: [{ globals: 2 }, (t) => { t.GlobalSecondaryIndexes[1].IndexName = global(t).IndexName; }],
  locals_of_one_name: [{ locals: 2 }, (t) => { t.LocalSecondaryIndexes[1].IndexName = local(t).IndexName; }],
  global_and_local_of_one_name: [{ globals: 1, locals: 1 }, (t) => { local(t).IndexName = global(t).IndexName; }],
  attribute_name: [{}, (t, r) => rename(t, hash(t), wrongAttribute(r))],
  projected_name: [{ globals: 1 }, (t, r) => { global(t).Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', wrongAttribute(r)] }; }],
  time_to_live_name: [{}, (t, r) => { t.TimeToLiveSpecification = { Enabled: true, AttributeName: wrongAttribute(r) }; }],

  definition_missing: [{}, (t, r) => { t.AttributeDefinitions.splice(r.integer(0, t.AttributeDefinitions.length - 1), 1); }],
  definition_unused: [{}, (t) => { t.AttributeDefinitions.push({ AttributeName: 'extra', AttributeType: 'S' }); }],
  definition_unused_but_projected: [{ globals: 1 }, (t) => { global(t).Projection = wide(0, 2); t.AttributeDefinitions.push({ AttributeName: 'p0', AttributeType: 'S' }); }],
  definition_unused_beside_a_shared_one: [{ globals: 1, locals: 1 }, (t, r) => {
    setKey(global(t), [local(t).KeySchema[1].AttributeName, 'HASH']);
    define(t, r).AttributeDefinitions.push({ AttributeName: 'extra', AttributeType: 'S' });
  }],
  definition_twice: [{}, (t) => { t.AttributeDefinitions.push({ ...t.AttributeDefinitions[0] }); }],
  definition_of_two_types: [{}, (t) => { const [first] = t.AttributeDefinitions; t.AttributeDefinitions.push({ ...first, AttributeType: first.AttributeType === 'S' ? 'N' : 'S' }); }],
  definition_in_another_case: [{}, (t) => { t.AttributeDefinitions[0].AttributeName += 'X'; }],
  definition_type: [{}, (t, r) => { r.pick(t.AttributeDefinitions).AttributeType = r.pick(['String', 's', 'SS', 'BOOL', '', 'M']); }],
  no_definitions: [{}, (t) => { t.AttributeDefinitions = []; }],

  key_empty: [{}, (t) => { t.KeySchema = []; }],
  key_of_a_sort_key: [{ sorted: false, globals: 0 }, (t) => { t.KeySchema[0].KeyType = 'RANGE'; }],
  key_in_wrong_order: [{ sorted: true }, (t) => { t.KeySchema.reverse(); }],
  key_of_two_partitions: [{ sorted: true }, (t) => { t.KeySchema[1].KeyType = 'HASH'; }],
  key_of_three: [{ sorted: true, locals: 0 }, (t, r) => { t.KeySchema.push({ AttributeName: 'third', KeyType: 'RANGE' }); define(t, r); }],
  key_of_one_attribute_twice: [{ sorted: true, locals: 0 }, (t, r) => { t.KeySchema[1].AttributeName = hash(t); define(t, r); }],
  key_type: [{ sorted: true }, (t, r) => { r.pick(t.KeySchema).KeyType = r.pick(['hash', 'SORT', 'PARTITION', '']); }],
  index_key_type: [{ globals: 1, locals: 1 }, (t, r) => { r.pick(anyIndex(t, r).KeySchema).KeyType = r.pick(['range', 'SORT']); }],

  globals_over_twenty: [{ globals: 21 }, () => {}],
  no_globals: [{}, (t, r) => { t.GlobalSecondaryIndexes = []; define(t, r); }],
  global_key_empty: [{ globals: 1 }, (t, r) => { global(t).KeySchema = []; define(t, r); }],
  global_of_a_sort_key: [{ globals: 1 }, (t, r) => { setKey(global(t), ['aaa', 'RANGE']); define(t, r); }],
  global_in_wrong_order: [{ globals: 1 }, (t, r) => { setKey(global(t), ['aaa', 'RANGE'], ['bbb', 'HASH']); define(t, r); }],
  global_of_mixed_order: [{ globals: 1 }, (t, r) => { setKey(global(t), ['aaa', 'HASH'], ['bbb', 'RANGE'], ['ccc', 'HASH']); define(t, r); }],
  global_of_five_partitions: [{ globals: 1 }, (t, r) => { setKey(global(t), ...many(5, (at) => [`k${at}`, 'HASH'])); define(t, r); }],
  global_of_five_sorts: [{ globals: 1 }, (t, r) => { setKey(global(t), ...many(6, (at) => [`k${at}`, at < 1 ? 'HASH' : 'RANGE'])); define(t, r); }],
  global_of_one_attribute_twice: [{ globals: 1 }, (t, r) => { setKey(global(t), ['aaa', 'HASH'], ['aaa', r.pick(['HASH', 'RANGE'])]); define(t, r); }],

  locals_over_five: [{ locals: 6 }, () => {}],
  no_locals: [{}, (t, r) => { t.LocalSecondaryIndexes = []; define(t, r); }],
  local_of_an_unsorted_table: [{ sorted: true, locals: 1 }, (t, r) => { t.KeySchema.pop(); define(t, r); }],
  local_without_sort_key: [{ locals: 1 }, (t, r) => { local(t).KeySchema.pop(); define(t, r); }],
  local_of_another_partition: [{ locals: 1 }, (t, r) => { local(t).KeySchema[0].AttributeName = 'other'; define(t, r); }],
  local_with_swapped_keys: [{ locals: 1 }, (t, r) => { setKey(local(t), [t.KeySchema[1].AttributeName, 'HASH'], [hash(t), 'RANGE']); define(t, r); }],
  local_in_wrong_order: [{ locals: 1 }, (t) => { local(t).KeySchema.reverse(); }],
  local_of_three: [{ locals: 1 }, (t, r) => { local(t).KeySchema.push({ AttributeName: 'third', KeyType: 'RANGE' }); define(t, r); }],
  local_of_one_attribute_twice: [{ locals: 1 }, (t, r) => { local(t).KeySchema[1].AttributeName = hash(t); define(t, r); }],
  local_with_capacity: [{ locals: 1, mode: 'PROVISIONED' }, (t) => { local(t).ProvisionedThroughput = units(1, 1); }],

  projection_of_no_type: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = r.pick([{}, { NonKeyAttributes: ['a'] }]); }],
  projection_type: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = { ProjectionType: r.pick(['include', 'SOME', '', 'KEYS']) }; }],
  projection_of_nothing: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = r.pick([{ ProjectionType: 'INCLUDE' }, { ProjectionType: 'INCLUDE', NonKeyAttributes: [] }]); }],
  projection_of_all_and_more: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = { ProjectionType: r.pick(['ALL', 'KEYS_ONLY']), NonKeyAttributes: r.pick([['a'], []]) }; }],
  projection_of_one_twice: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b', 'a'] }; }],
  projection_over_twenty: [{ globals: 1, locals: 1 }, (t, r) => { anyIndex(t, r).Projection = wide(0, r.pick([21, 40])); }],
  projections_over_hundred: [{ mode: 'PAY_PER_REQUEST' }, (t, r) => projectInAll(t, r, 101)],

  mode: [{}, (t, r) => { t.BillingMode = r.pick(['ON_DEMAND', 'provisioned', '', 'PayPerRequest']); }],
  no_capacity: [{ mode: 'PROVISIONED' }, (t, r) => { delete t.ProvisionedThroughput; if (r.chance(0.5)) delete t.BillingMode; }],
  no_capacity_of_an_index: [{ mode: 'PROVISIONED', globals: 2 }, (t, r) => { delete r.pick(t.GlobalSecondaryIndexes).ProvisionedThroughput; if (r.chance(0.5)) delete t.BillingMode; }],
  half_a_capacity: [{ mode: 'PROVISIONED' }, (t, r) => { delete t.ProvisionedThroughput[r.pick(['ReadCapacityUnits', 'WriteCapacityUnits'])]; }],
  capacity_too_low: [{ mode: 'PROVISIONED', globals: 1 }, (t, r) => { r.pick([t, global(t)]).ProvisionedThroughput.ReadCapacityUnits = r.pick([0, -1, -100, '0', '-5']); }],
  capacity_too_high: [{ mode: 'PROVISIONED', globals: 1 }, (t, r) => { r.pick([t, global(t)]).ProvisionedThroughput.WriteCapacityUnits = r.pick([40001, '100000']); }],
  capacity_of_no_number: [{ mode: 'PROVISIONED' }, (t, r) => { t.ProvisionedThroughput.ReadCapacityUnits = r.pick([1.5, 'many', '', true, [5], '5 ', '1e3']); }],
  capacity_on_demand: [{ mode: 'PAY_PER_REQUEST' }, (t) => { t.ProvisionedThroughput = units(1, 1); }],
  capacity_of_an_index_on_demand: [{ mode: 'PAY_PER_REQUEST', globals: 1 }, (t) => { global(t).ProvisionedThroughput = units(1, 1); }],
  no_capacity_on_demand: [{ mode: 'PAY_PER_REQUEST' }, (t) => { t.ProvisionedThroughput = units(0, 0); }],
  limit_when_provisioned: [{ mode: 'PROVISIONED' }, (t) => { t.OnDemandThroughput = { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 }; }],
  limit_of_an_index_when_provisioned: [{ mode: 'PROVISIONED', globals: 1 }, (t) => { global(t).OnDemandThroughput = { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 }; }],
  limit_too_low: [{ mode: 'PAY_PER_REQUEST', globals: 1 }, (t, r) => { r.pick([t, global(t)]).OnDemandThroughput = { MaxReadRequestUnits: r.pick([0, -1, -2]), MaxWriteRequestUnits: 5 }; }],
  limit_too_high: [{ mode: 'PAY_PER_REQUEST' }, (t) => { t.OnDemandThroughput = { MaxReadRequestUnits: 40001 }; }],
  limit_of_nothing: [{ mode: 'PAY_PER_REQUEST' }, (t) => { t.OnDemandThroughput = {}; }],
  cold: [{ mode: 'PAY_PER_REQUEST', globals: 1 }, (t, r) => { r.pick([t, global(t)]).WarmThroughput = r.pick([{ ReadUnitsPerSecond: 11999 }, { WriteUnitsPerSecond: 3999 }]); }],
  warm_of_nothing: [{}, (t) => { t.WarmThroughput = {}; }],

  stream_view: [{}, (t, r) => { t.StreamSpecification = { StreamViewType: r.pick(['BOTH', 'new_image', 'ALL', '']) }; }],
  stream_without_view: [{}, (t) => { t.StreamSpecification = {}; }],
  stream_of_the_api: [{}, (t) => { t.StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }; }],
  time_to_live_of_nothing: [{}, (t, r) => { t.TimeToLiveSpecification = { Enabled: r.pick([true, 'true']) }; }],
  time_to_live_unswitched: [{}, (t) => { t.TimeToLiveSpecification = { AttributeName: 'at' }; }],
  recovery_days: [{}, (t, r) => { t.PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: r.pick([0, 36, -1, '90']) }; }],
  recovery_days_alone: [{}, (t) => { t.PointInTimeRecoverySpecification = { RecoveryPeriodInDays: 5 }; }],
  encryption_type: [{}, (t, r) => { t.SSESpecification = { SSEEnabled: true, SSEType: r.pick(['AES256', 'kms', 'SSE']) }; }],
  encryption_unswitched: [{}, (t, r) => { t.SSESpecification = r.pick([{ SSEType: 'KMS' }, { Enabled: true }, {}]); }],
  encryption_key_without_type: [{}, (t) => { t.SSESpecification = { SSEEnabled: true, KMSMasterKeyId: 'alias/orders' }; }],
  encryption_off: [{}, (t) => { t.SSESpecification = { SSEEnabled: false, SSEType: 'KMS' }; }],
  table_class: [{}, (t, r) => { t.TableClass = r.pick(['INFREQUENT', 'standard', '']); }],
  half_a_tag: [{}, (t, r) => { t.Tags = [r.pick([{ Key: 'a' }, { Value: 'a' }])]; }],
  tag_twice: [{}, (t) => { t.Tags = [{ Key: 'a', Value: '1' }, { Key: 'a', Value: '2' }]; }],
  tag_key: [{}, (t, r) => { t.Tags = [{ Key: r.pick(['', 'k'.repeat(129), 'aws:team', 'a&b']), Value: '1' }]; }],
  tag_value: [{}, (t, r) => { t.Tags = [{ Key: 'a', Value: r.pick(['v'.repeat(257), 'a|b']) }]; }],
  tags_over_fifty: [{}, (t) => { t.Tags = many(51, (at) => ({ Key: `k${at}`, Value: '' })); }],

  unknown_property: [{ globals: 1, locals: 1 }, (t, r) => { r.pick(maps(t))[r.pick(['Nope', 'tableName', 'Ref2', 'indexName'])] = 'x'; }],
  property_in_another_case: [{ globals: 1 }, (t, r) => {
    const holder = r.pick(maps(t));
    const name = r.pick(Object.keys(holder));
    holder[name.toLowerCase() === name ? name.toUpperCase() : name.toLowerCase()] = holder[name];
    delete holder[name];
  }],
  required_left_out: [{ globals: 1, locals: 1 }, (t, r) => {
    const [holder, name] = r.pick([[t, 'KeySchema'], [t, 'AttributeDefinitions'], [t.KeySchema[0], 'KeyType'], [t.KeySchema[0], 'AttributeName'],
      [t.AttributeDefinitions[0], 'AttributeType'], [global(t), 'Projection'], [global(t), 'IndexName'], [global(t), 'KeySchema'], [local(t), 'Projection'], [local(t), 'IndexName']]);
    if (r.chance(0.5)) delete holder[name];
    else holder[name] = NO_VALUE;
  }],
  null_somewhere: [{ globals: 1 }, (t, r) => { const [holder, name] = anywhere(t, r); holder[name] = null; }],
  null_in_a_branch: [{}, (t) => { t.TableClass = { 'Fn::If': ['Always', 'STANDARD', null] }; }],
  list_for_another: [{ globals: 1, locals: 1 }, (t, r) => {
    const places = maps(t).flatMap((holder) => Object.keys(holder).filter((name) => !Array.isArray(holder[name])).map((name) => [holder, name]));
    const [holder, name] = r.pick(places);
    holder[name] = [holder[name]];
  }],
  map_for_a_list: [{ globals: 1 }, (t, r) => { const name = r.pick(['AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes']); [t[name]] = t[name]; }],
  text_for_a_map: [{ globals: 1 }, (t, r) => { const [holder, name] = r.pick([[t, 'StreamSpecification'], [global(t), 'Projection'], [t, 'TimeToLiveSpecification']]); holder[name] = 'ALL'; }],
  map_for_a_text: [{}, (t) => { t.TableName = { Name: 'orders' }; }],
  no_flag: [{}, (t, r) => { t.DeletionProtectionEnabled = r.pick(['yes', 1, 0, 'on', '']); }],
};

// ---------------------------------------------------------------------------------------------------------------------

/** Every place of a scalar below a value, as [holder, name]. */
function scalars(value) {
  return Object.entries(value).flatMap(([name, each]) =>
    (isNode(each) ? scalars(each) : each === null || typeof each === 'object' ? [] : [[value, name]]));
}
const isText = ([holder, name]) => typeof holder[name] === 'string';

/** Declares a parameter and returns its name. */
function parameter(template, Type, Default) {
  const name = `Given${Object.keys(template.Parameters).length}`;
  template.Parameters[name] = { Type, Default };
  return name;
}

/**
 * Other ways to write what a template says: its resources mean the same after each of them. They take the template and
 * the properties of one of its tables, and say whether they found something to rewrite.
 */
export const DRESSINGS = {
  parameter(template, table, random) {
    const [holder, name] = random.pick(scalars(table));
    const number = typeof holder[name] === 'number';
    holder[name] = { Ref: parameter(template, number ? random.pick(['Number', 'String']) : 'String', String(holder[name])) };
  },
  list_parameter(template, table) {
    const lists = maps(table).filter((each) => Array.isArray(each.NonKeyAttributes) && each.NonKeyAttributes.length > 0
      && each.NonKeyAttributes.every((one) => typeof one === 'string' && !/[, ]/.test(one)));
    if (lists.length === 0) return;
    const [{ NonKeyAttributes }] = lists;
    lists[0].NonKeyAttributes = { Ref: parameter(template, 'CommaDelimitedList', NonKeyAttributes.join(',')) };
  },
  branch(template, table, random) {
    const [holder, name] = anywhere(table, random);
    if (holder[name] === null) return;
    holder[name] = { 'Fn::If': random.chance(0.5) ? ['Always', holder[name], random.pick(['other', NO_VALUE])] : ['Never', random.pick(['other', NO_VALUE]), holder[name]] };
  },
  whole_lists(template, table) {
    for (const name of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'Tags']) {
      table[name] = name in table ? { 'Fn::If': ['Always', table[name], NO_VALUE] } : NO_VALUE;
    }
  },
  elements_that_vanish(template, table, random) {
    for (const name of ['GlobalSecondaryIndexes', 'AttributeDefinitions', 'KeySchema', 'Tags']) {
      if (!Array.isArray(table[name])) continue;
      table[name].splice(random.integer(0, table[name].length), 0, { 'Fn::If': ['Never', { Nonsense: true }, NO_VALUE] });
    }
  },
  mapping(template, table, random) {
    const found = scalars(table).filter(isText);
    if (found.length === 0) return;
    const [holder, name] = random.pick(found);
    template.Mappings ??= { Words: { prod: {} } };
    const at = `w${Object.keys(template.Mappings.Words.prod).length}`;
    template.Mappings.Words.prod[at] = holder[name];
    holder[name] = { 'Fn::FindInMap': ['Words', random.pick(['prod', { Ref: 'Stage' }]), at] };
  },
  join(template, table, random) {
    const found = scalars(table).filter(isText).filter(([holder, name]) => holder[name].length > 1);
    if (found.length === 0) return;
    const [holder, name] = random.pick(found);
    const [first, ...rest] = holder[name];
    holder[name] = random.pick([
      { 'Fn::Join': ['', [first, rest.join('')]] },
      { 'Fn::Select': [1, ['x', holder[name], 'y']] },
      { 'Fn::Select': ['0', { 'Fn::Split': ['\u0001', holder[name]] }] },
    ]);
  },
  substitution(template, table, random) {
    const found = scalars(table).filter(isText).filter(([holder, name]) => !holder[name].includes('$'));
    if (found.length === 0) return;
    const [holder, name] = random.pick(found);
    const given = parameter(template, 'String', holder[name]);
    holder[name] = { 'Fn::Sub': random.pick([`\${${given}}`, ['${Own}', { Own: { Ref: given } }]]) };
  },
  condition_of_the_table(template) {
    for (const each of Object.values(template.Resources)) each.Condition = 'Always';
  },
};

const LOGICAL = ['Orders', 'Table', 'T', 'MyDynamoDBTable'];

/** A template of one table, or of those that a change returned. */
function templateOf(table, random) {
  const tables = 'KeySchema' in table || !('First' in table) ? { [random.pick(LOGICAL)]: table } : table;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: { Stage: { Type: 'String', Default: 'prod', AllowedValues: ['prod', 'dev'] } },
    Conditions: { Always: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, Never: { 'Fn::Not': [{ Condition: 'Always' }] } },
    Resources: Object.fromEntries(Object.entries(tables).map(([id, Properties], at) => [id, {
      Type: 'AWS::DynamoDB::Table', Properties, ...(at > 0 && { DependsOn: Object.keys(tables)[0] }),
    }])),
  };
}

/**
 * One definition: {name, template, deployments, sound}. `sound` is what it was made to be; the engines check what it is.
 * Each of `deployments` gives the parameters that have no default.
 */
export function definition(random, changes) {
  const [[, [wish]]] = changes;
  let table = soundTable(random, wish);
  for (const [, [, change]] of changes) table = ('First' in table ? change(table.First, random) && table : change(table, random)) ?? table;
  const template = templateOf(table, random);
  const dressed = [];
  while (random.chance(0.35) && dressed.length < 3) {
    const name = random.pick(Object.keys(DRESSINGS));
    const { Properties } = random.pick(Object.values(template.Resources));
    DRESSINGS[name](template, Properties, random);
    dressed.push(name);
  }
  return { name: [...changes.map(([name]) => name), ...dressed].join(' + '), template, deployments: [{}] };
}

/**
 * Two tables written as one: what differs between them depends on a parameter without a default. CloudFormation may be
 * given either value, so the template is sound only when both are.
 */
export function conditional(random, one, other) {
  const [[nameOne, [wishOne, changeOne]], [nameOther, [wishOther, changeOther]]] = [one, other];
  const alike = Object.entries(wishOne).every(([name, value]) => !(name in wishOther) || wishOther[name] === value);
  const left = soundTable(random, alike ? { ...wishOther, ...wishOne } : wishOne);
  const right = alike ? structuredClone(left) : soundTable(random, wishOther);
  if (changeOne(left, random) || changeOther(right, random)) return undefined;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const table = {};
  for (const name of names) {
    const [yes, no] = [left, right].map((each) => (name in each ? each[name] : NO_VALUE));
    table[name] = JSON.stringify(yes) === JSON.stringify(no) ? yes : { 'Fn::If': ['Always', yes, no] };
  }
  const template = templateOf(table, random);
  delete template.Parameters.Stage.Default;
  if (random.chance(0.5)) delete template.Parameters.Stage.AllowedValues;
  return { name: `${nameOne} or ${nameOther}`, template, deployments: [{ Stage: 'prod' }, { Stage: 'dev' }] };
}
