// The data source against DynamoDB Local, and against everything that may go wrong on the way to it: a proxy in front of
// the database throttles, fails, breaks connections before and after the work was done, and does half a batch.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { DynamoDbLocal } from '../engines/engine/dynamodb-local.mjs';
import { Handler } from './handler.mjs';
import { program } from './programs.mjs';

let database;
let proxy;
let handler;
/** What the next requests meet, in turn; nothing more is wrong when it is empty. */
let faults = [];
/** `[operation, input]` of every request that came. */
let seen = [];
/** Messages that were sent and published. */
let messages = [];

const type = 'application/x-amz-json-1.0';
const json = (response, status, body) => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
};
const refused = (name, message = 'no') => [400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }];

/** Faults. Each gets `carryOut`, which asks the database, and says what becomes of the answer. */
const throttle = async (response) => json(response, ...refused('ProvisionedThroughputExceededException'));
const denied = async (response) => json(response, ...refused('AccessDeniedException'));
const conflict = async (response) => json(response, ...refused('TransactionConflictException'));
const broken = async (response) => json(response, 500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' });
const brokenAfterwards = async (response, carryOut) => {
  await carryOut();
  return broken(response);
};
const lostBefore = async (response) => response.socket.resetAndDestroy();
const lostAfterwards = async (response, carryOut) => {
  const [status, body] = await carryOut();
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) + 10 });
  response.write(text.slice(0, text.length / 2));
  setTimeout(() => response.socket?.resetAndDestroy(), 20);
};
const never = async () => {};
const fine = async (response, carryOut) => json(response, ...await carryOut());
/** Does every other part of a batch, and says that it left out the rest. */
const half = async (response, carryOut, operation, input) => {
  const tables = Object.entries(input.RequestItems);
  const parts = (odd) => Object.fromEntries(tables.map(([name, requests]) => {
    const chosen = (list) => list.filter((_, i) => (i % 2 === 1) === odd);
    return [name, Array.isArray(requests) ? chosen(requests) : { ...requests, Keys: chosen(requests.Keys) }];
  }).filter(([, requests]) => (requests.Keys ?? requests).length));
  const [status, body] = await carryOut({ ...input, RequestItems: parts(false) });
  json(response, status, { ...body, [operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems']: parts(true) });
};
/** Takes nothing of a batch. */
const nothing = async (response, carryOut, operation, input) =>
  json(response, 200, operation === 'BatchGetItem'
    ? { Responses: {}, UnprocessedKeys: input.RequestItems } : { UnprocessedItems: input.RequestItems });
/** Cancels a transaction as another one that is at work would. */
const metAnother = async (response, carryOut, operation, input) => {
  const [status, body] = refused('TransactionCanceledException', 'Transaction cancelled');
  json(response, status, {
    ...body, CancellationReasons: input.TransactItems.map((_, i) => ({ Code: i ? 'None' : 'TransactionConflict' })),
  });
};
const times = (count, fault) => Array.from({ length: count }, () => fault);

const tables = [
  {
    TableName: 'orders-table',
    KeySchema: [{ AttributeName: 'customerId', KeyType: 'HASH' }, { AttributeName: 'id', KeyType: 'RANGE' }],
    AttributeDefinitions: [['customerId', 'S'], ['id', 'S'], ['status', 'S'], ['placed', 'S'], ['rank', 'N']]
      .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByStatus', Projection: { ProjectionType: 'ALL' },
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }, { AttributeName: 'placed', KeyType: 'RANGE' }],
      },
      {
        IndexName: 'KeysByRank', Projection: { ProjectionType: 'KEYS_ONLY' },
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }, { AttributeName: 'rank', KeyType: 'RANGE' }],
      },
    ],
    LocalSecondaryIndexes: [{
      IndexName: 'ByRank', Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['paid'] },
      KeySchema: [{ AttributeName: 'customerId', KeyType: 'HASH' }, { AttributeName: 'rank', KeyType: 'RANGE' }],
    }],
  },
  {
    TableName: 'accounts-table',
    KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
  },
  {
    TableName: 'samples-table',
    KeySchema: [{ AttributeName: 'sensor', KeyType: 'HASH' }, { AttributeName: 'at', KeyType: 'RANGE' }],
    AttributeDefinitions: [{ AttributeName: 'sensor', AttributeType: 'N' }, { AttributeName: 'at', AttributeType: 'N' }],
  },
];
const shops = {
  TableName: 'shops-table',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [['id', 'S'], ['country', 'S'], ['city', 'S'], ['opened', 'N'], ['street', 'S']]
    .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  GlobalSecondaryIndexes: [{
    IndexName: 'ByPlace', Projection: { ProjectionType: 'ALL' },
    KeySchema: [
      { AttributeName: 'country', KeyType: 'HASH' }, { AttributeName: 'city', KeyType: 'HASH' },
      { AttributeName: 'opened', KeyType: 'RANGE' }, { AttributeName: 'street', KeyType: 'RANGE' },
    ],
  }],
};

async function makeTables() {
  for (const table of [...tables, shops]) {
    await database.request('DeleteTable', { TableName: table.TableName }).catch(() => {});
    await database.request('CreateTable', { ...table, BillingMode: 'PAY_PER_REQUEST' });
  }
}

async function serve(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const [service, operation] = (request.headers['x-amz-target'] ?? 'SNS.Publish').split('.');
  const input = service === 'SNS' ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
  seen.push([operation, input]);
  const carryOut = async (changed = input) => {
    if (service.startsWith('DynamoDB')) {
      try {
        return [200, await database.request(operation, changed)];
      } catch (error) {
        return [400, error.answer];
      }
    }
    messages.push([operation, input]);
    return [200, operation === 'SendMessageBatch'
      ? { Successful: input.Entries.map(({ Id }) => ({ Id, MessageId: Id })), Failed: [] } : { MessageId: 'm-1' }];
  };
  const fault = faults.shift();
  if (service === 'SNS' && !fault) {
    await carryOut();
    return void response.writeHead(200, { 'content-type': 'text/xml' }).end(
      '<PublishResponse><PublishResult><MessageId>p-1</MessageId></PublishResult></PublishResponse>');
  }
  await (fault ?? fine)(response, carryOut, operation, input);
}

before(async () => {
  database = await DynamoDbLocal.start();
  proxy = createServer((request, response) => { serve(request, response).catch((error) => response.destroy(error)); });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${proxy.address().port}`;
  handler = await Handler.start(program('data'), {
    AWS_ENDPOINT_URL: url,
    ORDERS_TABLE: 'orders-table', ACCOUNTS_TABLE: 'accounts-table', SAMPLES_TABLE: 'samples-table',
    SHOPS_TABLE: 'shops-table',
    MAIL_QUEUE_URL: `${url}/1/mail`, STEPS_QUEUE_URL: `${url}/1/steps.fifo`,
    NEWS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:123456789012:news',
  });
});
after(async () => {
  // It shuts down in order, which is when a sanitized build says what it leaked.
  if (handler) assert.deepEqual(await handler.stop(), { code: 0, signal: null }, handler.output);
  proxy?.closeAllConnections();
  proxy?.close();
  await database?.stop();
});
beforeEach(async () => {
  faults = [];
  await makeTables();
  seen = [];
  messages = [];
});

async function ask(what, event = {}, options) {
  const answer = await handler.invoke({ what, ...event }, options);
  assert.equal(answer.kind, 'response', answer.body);
  return JSON.parse(answer.body);
}
const operations = () => seen.map(([operation]) => operation);
const stored = async (table = 'orders-table') => (await database.request('Scan', { TableName: table })).Items;
const four = (number) => String(number).padStart(4, '0');
const fours = (from, to) => Array.from({ length: to - from }, (_, i) => four(from + i));
const ids = (items) => items.map(({ id }) => id);

const order = {
  customer: 'eve', id: '1', status: 'OPEN', placed: '2026-03-01T09:00:00.000Z',
  rank: -3, paid: false, note: 'ünïcode ✓ "quoted" \\ \u0000',
  address: { street: 'Gasse 1', city: 'Bern' }, lines: [{ sku: 'a', price: 7 }], tags: ['b', 'a'], counts: { 'a b.c': 1 },
};

test('an item comes back as it was put, in attributes of the declared names', async () => {
  const put = await ask('put', { order });
  assert.deepEqual(await ask('get', { id: '1' }), put);
  assert.deepEqual(put, { ...order, total: 0, tags: ['a', 'b'] });
  const [item] = await stored();
  assert.deepEqual(item.customerId, { S: 'eve' });
  assert.deepEqual(item.tags, { SS: ['a', 'b'] });
  assert.deepEqual(item.rank, { N: '-3' });
  assert.equal(await ask('get', { id: '2' }), null);
  await ask('get consistently', { id: '1' });
  assert.equal(seen.at(-1)[1].ConsistentRead, true);
});

test('what is empty is not stored, and reads as empty', async () => {
  await ask('put', { order: { customer: 'eve', id: '1', tags: [], note: null } });
  const [item] = await stored();
  assert.ok(!('tags' in item) && !('note' in item));
  const read = await ask('get', { id: '1' });
  assert.deepEqual(read.tags, []);
  assert.ok(!('note' in read));
  assert.equal(read.status, 'OPEN'); // the struct's own default
});

test('no digit of a number is lost', async () => {
  const total = '12345678901234567890.123456789012345678';
  await handler.invoke(`{"what":"put","order":{"customer":"eve","id":"1","total":${total},"rank":9007199254740993}}`);
  const [item] = await stored();
  assert.deepEqual(item.total, { N: total });
  assert.deepEqual(item.rank, { N: '9007199254740993' });
  const answer = await handler.invoke({ what: 'get', customer: 'eve', id: '1' });
  assert.match(answer.body, new RegExp(`"total":${total.replace('.', '\\.')},"rank":9007199254740993`));
});

test('conditions hold, or nothing is written and the old item is known', async () => {
  assert.equal((await ask('create', { order })).id, '1');
  assert.equal((await ask('create', { order })).error, 'AlreadyExists');
  assert.equal((await ask('put if paid', { order: { ...order, note: 'new' } })).error, 'ConditionFailed');
  assert.equal((await ask('old item', { order: { ...order, note: 'new' } })).note, order.note);
  assert.equal((await ask('old item', { order: { ...order, id: 'other' } })), null);
  assert.equal((await ask('update if open', { id: '1' })).status, 'SENT');
  assert.equal((await ask('update if open', { id: '1' })).error, 'ConditionFailed');
  assert.equal((await ask('erase if open', { id: '1' })).error, 'ConditionFailed');
  assert.equal(await ask('erase', { id: '1' }), true);
  assert.equal(await ask('erase', { id: '1' }), true);
  assert.deepEqual(await stored(), []);
});

test('an update changes what it names, of an item that is there', async () => {
  assert.equal((await ask('update', { id: '1', text: 'SENT' })).error, 'not_found');
  assert.deepEqual(await stored(), []);
  await ask('put', { order });
  const updated = await ask('update', { id: '1', text: 'SENT' });
  const { note: _, ...rest } = order;
  assert.deepEqual(updated, { ...rest, status: 'SENT', total: 0, tags: ['a', 'b'] });
  const inside = await ask('update inside', { id: '1', text: 'Basel' });
  assert.deepEqual(inside.address, { street: 'Gasse 1', city: 'Basel' });
  assert.deepEqual(inside.counts, { 'a b.c': 6 });
  assert.deepEqual(inside.lines, [{ sku: 'a', price: 7 }, { sku: 'new', price: 3 }]);
  assert.deepEqual(inside.tags, ['a', 'b', 'x', 'y']);
  assert.equal(inside.rank, -4);
  assert.deepEqual(await ask('get', { id: '1' }), inside);
});

test('a version makes the second of two writers lose', async () => {
  const eve = { name: 'eve', email: 'E@X', balance: 10 };
  const first = await ask('put account', { account: eve });
  assert.deepEqual([first.revision, first.email], [1, 'e@x']);
  assert.equal((await ask('put account', { account: eve })).error, 'VersionConflict');
  const read = await ask('get account', { id: 'eve' });
  assert.equal(read.shown_as, 'eve <e@x>');
  assert.equal((await ask('put account', { account: { ...read, balance: 11 } })).revision, 2);
  assert.equal((await ask('put account', { account: { ...read, balance: 12 } })).error, 'VersionConflict');
  assert.deepEqual((await ask('pay in', { id: 'eve', number: 5, count: 2 })).balance, 16);
  assert.equal((await ask('pay in', { id: 'eve', number: 5, count: 2 })).error, 'VersionConflict');
  assert.equal((await ask('set balance anyway', { id: 'eve', number: 1 })).revision, 4);
  assert.equal((await ask('erase account', { id: 'eve', count: 3 })).error, 'VersionConflict');
  assert.equal(await ask('erase account', { id: 'eve', count: 4 }), true);
  assert.equal((await ask('pay in', { id: 'eve', number: 5, count: 4 })).error, 'not_found');
  assert.equal((await ask('transact version', { account: { ...eve, revision: 3 } })), 'version conflict');
});

test('pages follow each other without a gap, and end where there is no more', async () => {
  await ask('batch put', { count: 7 });
  await ask('batch put', { customer: 'bob', count: 2 });
  for (const [what, expected] of [['page', fours(0, 7)], ['page backwards', fours(0, 7).reverse()]])
    for (const count of [1, 2, 3, 6, 7, 8]) {
      const found = [];
      let pages = 0;
      let next = '';
      do {
        const page = await ask(what, { count, after: next });
        assert.ok(page.items.length === count || !page.next);
        found.push(...ids(page.items));
        next = page.next;
        pages += 1;
      } while (next);
      assert.deepEqual(found, expected);
      assert.equal(pages, Math.ceil(7 / count)); // no empty one at the end
    }
  assert.deepEqual(ids(await ask('all')), fours(0, 7));
  assert.deepEqual(ids(await ask('all', { count: 5 })), fours(0, 5));
  assert.equal(await ask('number of orders'), 7);
  assert.equal((await ask('first')).id, '0006');
  assert.equal(await ask('first', { customer: 'nobody' }), null);
  assert.deepEqual(await ask('loop'), ['0000', '0001', '0002', '0004', '0005', '0006']);
  assert.deepEqual(await ask('loop', { count: 4 }), ['0000', '0001', '0002', '0004']);
  assert.deepEqual(await ask('from', { id: '0005' }), [{ id: '0005', paid: true }, { id: '0006', paid: false }]);
});

test('a filter fills its page with what fulfils it', async () => {
  await ask('batch put', { count: 300 });
  const found = [];
  let next = '';
  let pages = 0;
  do {
    const page = await ask('paid', { count: 40, after: next });
    found.push(...ids(page.items));
    next = page.next;
    pages += 1;
  } while (next);
  assert.deepEqual(found, fours(0, 300).filter((_, i) => i % 2 === 1));
  assert.equal(pages, 4);
});

test('what does not fit into one answer of the service is read in several', async () => {
  const text = 'x'.repeat(300_000);
  await ask('batch put', { count: 9, customer: 'eve', text });
  seen = [];
  assert.equal((await ask('number of orders')), 9);
  assert.ok(seen.length > 2);
  assert.equal((await ask('loop')).length, 8);
  for (const count of [1, 3, 4, 8, 9]) {
    seen = [];
    assert.deepEqual(ids((await ask('page', { count })).items), fours(0, count));
    // Never more than is still missing, and one to know whether there are more.
    for (const [, { Limit }] of seen) assert.ok(Limit >= 1 && Limit <= count + 1, `${Limit} for ${count}`);
  }
  const page = await ask('whole page');
  assert.ok(page.items.length < 9 && page.next);
  assert.equal((await ask('whole page', { after: page.next })).items[0].id, four(page.items.length));
});

test('a limit may be of any size', async () => {
  await ask('batch put', { count: 1200 });
  for (const [count, expected] of [[999, 999], [1000, 1000], [1001, 1001], [1199, 1199], [1200, 1200], [5_000_000_000, 1200], [-1, 1200], [-2, 1200]]) {
    seen = [];
    const page = await ask('page', { count });
    assert.equal(page.items.length, expected, `${count}`);
    assert.equal(Boolean(page.next), expected < 1200, `${count}`);
    for (const [, { Limit }] of seen) assert.ok(Limit >= 1 && Limit <= 1000, `${Limit} for ${count}`);
  }
});

test('what DynamoDB refuses to be asked means what it says', async () => {
  await ask('batch put', { count: 3, text: 'm' });
  assert.deepEqual(ids(await ask('notes between', { ids: ['a', 'z'] })), fours(0, 3));
  assert.deepEqual(ids(await ask('notes between', { ids: ['z', 'a'] })), []);
  assert.deepEqual(ids(await ask('notes not between', { ids: ['z', 'a'] })), fours(0, 3));
  assert.deepEqual(ids(await ask('notes in', { ids: [] })), []);
  assert.deepEqual(ids(await ask('notes not in', { ids: [] })), fours(0, 3));
  assert.equal((await ask('notes in', { ids: Array(101).fill('m') })).error, 'invalid_item');
  assert.deepEqual(ids(await ask('without tags')), fours(0, 3));
  assert.deepEqual(ids(await ask('with tags')), []);
  assert.deepEqual(ids(await ask('ids between', { ids: ['0001', '9'] })), fours(1, 3));
  assert.deepEqual(ids(await ask('ids between', { ids: ['9', '0001'] })), []);
  assert.deepEqual(ids(await ask('ids between', { ids: ['', '0001'] })), fours(0, 2));
  for (const what of ['ids from prefix', 'ids after']) assert.deepEqual(ids(await ask(what, { text: '' })), fours(0, 3));
  assert.deepEqual(ids(await ask('ids before', { text: '' })), []);

  const [, order] = await ask('all');
  for (const what of ['insert no tags', 'erase no tags', 'set no tags']) {
    assert.deepEqual(await ask(what, { id: order.id }), order);
    assert.equal((await ask(what, { id: 'none' })).error, 'not_found');
  }
  assert.equal(await ask('erase no tags together', { id: order.id }), true);
  assert.deepEqual(await ask('get', { id: order.id }), order);

  const large = '9.9e125';
  assert.notEqual((await ask('add to total', { id: order.id, text: large })).error, 'invalid_item');
  for (const text of [large, '1e-100'])
    for (const what of ['add to total', 'add to total together'])
      assert.equal((await ask(what, { id: order.id, text })).error, 'invalid_item', `${what} ${text}`);
});

test('indexes answer in their order, with what they hold', async () => {
  await ask('batch put', { count: 6 });
  assert.deepEqual(await ask('by rank'), ['2', '3 paid', '4']);
  assert.deepEqual(await ask('by rank', { count: 2 }), ['2', '3 paid']);
  assert.deepEqual(await ask('keys by rank'), ['eve/0000', 'eve/0001', 'eve/0002']);
  const page = await ask('by status', { text: 'OPEN', count: 4 });
  const rest = await ask('by status', { text: 'OPEN', count: 4, after: page.next });
  assert.deepEqual([...ids(page.items), ...ids(rest.items)].sort(), fours(0, 6));
  assert.ok(!rest.next);
});

test('an index of several attributes is asked from left to right', async () => {
  assert.deepEqual(ids(await ask('by place', { ids: ['1', '2', '3'] })), ['2', '3']);
});

test('a foreign or tampered cursor is refused as a bad request', async () => {
  await ask('batch put', { count: 4 });
  const { next } = await ask('page', { count: 2 });
  for (const [what, event] of [
    ['page', { after: `${next.slice(0, -2)}AA` }], ['page', { after: 'x' }], ['page', { after: next, customer: 'bob' }],
    ['by status', { after: next, text: 'OPEN' }], ['scan', { after: `A${next}` }], ['merged', { after: next }],
  ]) assert.equal((await ask(what, { count: 2, ...event })).error, 'bad_cursor', `${what} ${JSON.stringify(event)}`);
  assert.deepEqual(ids((await ask('page', { count: 2, after: next })).items), ['0002', '0003']);
});

test('several queries become one, in order, each item once', async () => {
  await ask('batch put', { count: 9 });
  await ask('batch put', { customer: 'bob', count: 12, text: 'of bob' });
  const expected = Array.from({ length: 12 }, (_, i) => (i < 9 ? 2 : 1)).flatMap((times, i) => Array(times).fill(four(i)));
  for (const count of [1, 2, 3, 7, 20, 21, 50]) {
    const found = [];
    let next = '';
    do {
      const page = await ask('merged', { count, after: next });
      found.push(...page.items);
      assert.ok(page.items.length === count || !page.next);
      next = page.next;
    } while (next);
    assert.deepEqual(ids(found), expected);
    assert.equal(new Set(found.map(({ customer, id }) => customer + id)).size, 21);
  }
  assert.deepEqual(ids(await ask('merged backwards', { count: 5 })), expected.reverse());
});

test('a scan reads everything', async () => {
  await ask('batch put', { count: 30, text: 'a' });
  await ask('batch put', { customer: 'bob', count: 30, text: 'b' });
  const found = [];
  let next = '';
  do {
    const page = await ask('scan', { count: 25, after: next });
    found.push(...page.items.map(({ customer, id }) => customer + id));
    next = page.next;
  } while (next);
  assert.equal(new Set(found).size, 60);
  assert.equal((await ask('scan notes', { text: 'b' })).length, 30);
});

test('batches are cut, answered in the order asked, and read each key once', async () => {
  await ask('batch put', { count: 230 });
  assert.deepEqual(operations(), times(10, 'BatchWriteItem'));
  assert.equal((await stored()).length, 230);
  seen = [];
  const wanted = ['0229', 'none', '0000', '0229', ...fours(5, 220)];
  const found = await ask('batch get', { ids: wanted });
  assert.deepEqual(found.map((one) => one?.id), wanted.map((id) => (id === 'none' ? undefined : id)));
  assert.deepEqual(operations(), times(3, 'BatchGetItem'));
  assert.equal(seen.reduce((sum, [, { RequestItems }]) => sum + RequestItems['orders-table'].Keys.length, 0), wanted.length - 1);
  seen = [];
  await ask('batch erase', { ids: [...fours(0, 30), '0000'] });
  assert.deepEqual(operations(), times(2, 'BatchWriteItem'));
  assert.equal((await stored()).length, 200);
  await ask('batch put twice', { count: 3 });
  assert.equal((await ask('get', { id: '0000' })).note, 'last');
});

test('keys of numbers are the same however they are written', async () => {
  const numbers = ['1', '1.50', '2e1', '-0.001', '12345678901234567890123456789012345678'];
  await ask('put samples', { number: 7, ids: numbers });
  const found = await handler.invoke({ what: 'batch get samples', number: 7, ids: ['15E-1', '20', '1.0', '3', '12345678901234567890123456789012345678'] });
  assert.equal(found.body, '[{"sensor":7,"at":1.5,"payload":"AP8="},{"sensor":7,"at":20,"payload":"AP8="},'
    + '{"sensor":7,"at":1,"payload":"AP8="},null,{"sensor":7,"at":12345678901234567890123456789012345678,"payload":"AP8="}]');
});

test('a transaction happens wholly or not at all', async () => {
  await ask('put account', { account: { name: 'eve', email: 'e' } });
  await ask('put account', { account: { name: 'bank', email: 'b', balance: 100 } });
  await ask('put', { order });
  const moved = { ...order, id: '2' };
  assert.equal(await ask('transact', { id: '1', order: moved }), true);
  assert.deepEqual(ids(await ask('all')), ['2']);
  assert.equal((await ask('get account', { id: 'eve' })).balance, 1);
  assert.deepEqual(await ask('transact', { id: '1', order: moved }),
    ['ConditionalCheckFailed', 'ConditionalCheckFailed', 'None', 'None']);
  assert.equal((await ask('get account', { id: 'eve' })).balance, 1);
  const [found, account] = await ask('transact get', { id: '2' });
  assert.deepEqual([found.id, account.name], ['2', 'eve']);
  assert.deepEqual((await ask('transact get', { id: '9' }))[0], null);
});

test('PartiQL reads, pages and writes', async () => {
  await ask('batch put', { count: 6, text: 'x'.repeat(300_000) });
  assert.deepEqual(ids(await ask('select', { ids: ['0001', '0003'] })), ['0001', '0003']);
  assert.equal((await ask('select all')).length, 6);
  assert.equal(await ask('insert', { id: 'new' }), true);
  assert.equal((await ask('get', { id: 'new' })).note, '?');
  assert.equal((await ask('insert', { id: 'new' })).error, 'AlreadyExists');
});

test('several PartiQL statements, as one and each by itself', async () => {
  await ask('put', { order });
  const both = { ids: ['1', '9'] };
  for (const what of ['select several', 'select at once']) {
    const [one, account, other] = await ask(what, both);
    assert.deepEqual([one.id, account, other], ['1', null, null], what);
  }
  assert.deepEqual(await ask('write several', { ids: ['1', '2'], text: 'first' }), ['done', 'done']);
  assert.deepEqual(await ask('write several', { ids: ['1', '2'], text: 'second' }), ['done', 'DuplicateItem']);
  assert.equal((await ask('get', { id: '1' })).note, 'second');
  const again = { ids: ['1', '2'], text: 'third', id: 'a token' };
  assert.deepEqual(await ask('write at once', again), ['None', 'DuplicateItem']);
  assert.equal((await ask('get', { id: '1' })).note, 'second');
  const fresh = { ids: ['1', '3'], text: 'fourth', id: 'another token' };
  faults = [lostAfterwards];
  assert.equal(await ask('write at once', fresh), true);
  // Under a new token, the second statement would find its item there.
  assert.equal(await ask('write at once', fresh), true);
  assert.equal((await ask('get', { id: '1' })).note, 'fourth');
  assert.equal((await ask('get', { id: '3' })).id, '3');
});

// Faults

test('throttling and failures of the service are waited out', async () => {
  await ask('put', { order });
  for (const what of ['get', 'page', 'number of orders', 'select all']) {
    for (const fault of [throttle, broken, lostBefore, lostAfterwards]) {
      faults = [fault, fault];
      seen = [];
      const answer = await ask(what, { id: '1', count: 3 });
      assert.ok(!answer?.error, `${what}: ${JSON.stringify(answer)}`);
      assert.equal(seen.length, 3, what);
    }
  }
  faults = times(9, throttle);
  assert.equal((await ask('get', { id: '1' })).error, 'Throttled');
  faults = times(9, broken);
  assert.equal((await ask('get', { id: '1' })).error, 'dynamodb.InternalServerError');
  faults = [denied];
  assert.equal((await ask('get', { id: '1' })).error, 'AccessDenied');
  assert.equal(seen.length, 3 + 4 + 4 + 1);
});

test('what counts is written once or not at all, whatever becomes of the answer', async () => {
  await ask('put', { order: { ...order, rank: 0 } });
  let least = 0;
  let most = 0;
  for (const fault of [throttle, conflict, lostBefore, lostAfterwards, broken, brokenAfterwards, never]) {
    faults = [fault];
    const answer = await ask('count', { id: '1' }, { deadline: fault === never ? 1500 : 30_000 });
    most += 1;
    if (answer.error) assert.equal(answer.error, 'OutcomeUnknown');
    else least += 1;
    faults = [];
    const { rank } = await ask('get', { id: '1' });
    assert.ok(rank >= least && rank <= most, `${fault.name}: ${rank} of ${least} to ${most}`);
    // It is known again.
    least = most = rank;
  }
  // Throttled and refused requests did nothing, so these two were repeated; the others' fate was said to be unknown.
  assert.deepEqual([least, operations().filter((one) => one === 'UpdateItem').length], [4, 9]);
});

test('a write under a version is repeated, and knows its own work', async () => {
  await ask('put account', { account: { name: 'eve', email: 'e' } });
  let version = 1;
  for (const fault of [lostBefore, lostAfterwards, broken, brokenAfterwards]) {
    faults = [fault];
    const set = await ask('set balance', { id: 'eve', number: version * 10, count: version });
    assert.equal(set.error, undefined, `${fault.name}: ${set.error}`);
    version += 1;
    assert.deepEqual([set.balance, set.revision], [(version - 1) * 10, version]);
  }
  const account = await ask('get account', { id: 'eve' });
  for (const fault of [lostBefore, lostAfterwards, brokenAfterwards]) {
    faults = [fault];
    account.balance += 1;
    account.revision = (await ask('put account', { account })).revision;
    version += 1;
    assert.equal(account.revision, version);
  }
  // What it adds can't be told from what another added; but it was added once.
  const { balance } = await ask('get account', { id: 'eve' });
  faults = [lostAfterwards];
  assert.equal((await ask('pay in', { id: 'eve', number: 5, count: version })).error, 'OutcomeUnknown');
  assert.equal((await ask('get account', { id: 'eve' })).balance, balance + 5);
  // Somebody else's write is somebody else's, also on the second try.
  faults = [async (response, carryOut) => {
    await database.request('UpdateItem', {
      TableName: 'accounts-table', Key: { name: { S: 'eve' } }, UpdateExpression: 'SET balance = :b, revision = :r',
      ExpressionAttributeValues: { ':b': { N: '0' }, ':r': { N: String(version + 2) } },
    });
    return lostBefore(response, carryOut);
  }];
  assert.equal((await ask('set balance', { id: 'eve', number: 77, count: version + 1 })).error, 'VersionConflict');
});

test('creating and erasing under a condition know their own work, or say that they do not', async () => {
  for (const [i, fault] of [lostBefore, lostAfterwards, broken, brokenAfterwards].entries()) {
    faults = [fault];
    assert.equal((await ask('create', { order: { ...order, id: `c${i}` } })).id, `c${i}`);
    assert.equal((await ask('create', { order: { ...order, id: `c${i}`, note: 'other' } })).error, 'AlreadyExists');
    faults = [fault];
    const erased = await ask('erase if open', { id: `c${i}` });
    // Gone, but it may have been another who took it away: that can't be known any more.
    if (fault === lostAfterwards || fault === brokenAfterwards) assert.equal(erased.error, 'OutcomeUnknown');
    else assert.equal(erased, true);
    assert.equal(await ask('get', { id: `c${i}` }), null);
  }
});

test('a transaction is carried out once, however often it is sent', async () => {
  await ask('put account', { account: { name: 'eve', email: 'e' } });
  await ask('put account', { account: { name: 'bank', email: 'b', balance: 100 } });
  for (const [i, fault] of [lostBefore, lostAfterwards, broken, brokenAfterwards, throttle, metAnother].entries()) {
    await ask('put', { order: { ...order, id: `a${i}` } });
    faults = [fault, fault];
    assert.equal(await ask('transact', { id: `a${i}`, order: { ...order, id: `b${i}` } }), true, fault.name);
    assert.equal((await ask('get account', { id: 'eve' })).balance, i + 1, fault.name);
  }
  assert.deepEqual(ids(await ask('all')), ['b0', 'b1', 'b2', 'b3', 'b4', 'b5']);
  // The same token is the same transaction, also in a later call.
  await ask('put', { order: { ...order, id: 'x' } });
  const twice = { id: 'x', order: { ...order, id: 'y' }, text: 'message-7' };
  assert.equal(await ask('transact', twice), true);
  assert.equal(await ask('transact', twice), true);
  assert.equal((await ask('get account', { id: 'eve' })).balance, 7);
  faults = times(20, metAnother);
  assert.equal((await ask('transact', { id: 'y', order })).error, 'Throttled');
});

test('what a batch left out is done later, and nothing is lost', async () => {
  faults = [half, half, half, half];
  await ask('batch put', { count: 60 });
  assert.equal((await stored()).length, 60);
  faults = [nothing, throttle, lostAfterwards, broken, half];
  await ask('batch put', { count: 60, text: 'again' });
  assert.deepEqual((await stored()).map(({ note }) => note?.S), times(60, 'again'));
  faults = [half, nothing, half, lostAfterwards, half];
  assert.deepEqual(ids(await ask('batch get', { ids: fours(0, 60) })), fours(0, 60));
  faults = [half, half, half];
  await ask('batch erase', { ids: fours(0, 60) });
  assert.deepEqual(await stored(), []);
});

test('a batch that can not be finished says what is left', async () => {
  faults = [fine, ...times(50, nothing)];
  const put = await ask('batch put', { count: 60 });
  assert.equal(put.error, 'BatchIncomplete');
  assert.deepEqual(put.left, Array.from({ length: 35 }, (_, i) => 25 + i));
  assert.equal((await stored()).length, 25);
  faults = [fine, denied];
  assert.deepEqual((await ask('batch put', { count: 30 })).left, [25, 26, 27, 28, 29]);
  faults = [denied];
  assert.equal((await ask('batch put', { count: 30 })).error, 'AccessDenied');
  faults = times(50, nothing);
  assert.equal((await ask('batch get', { ids: ['0001'] })).error, 'Throttled');
});

test('no call is waited for past the deadline', async () => {
  await ask('put', { order });
  for (const what of ['get', 'put', 'page', 'batch get', 'transact get', 'count']) {
    faults = times(9, never);
    const began = Date.now();
    const answer = await ask(what, { id: '1', ids: ['1'], order, count: 1 }, { deadline: 700 });
    const took = Date.now() - began;
    assert.ok(answer.error, what);
    // A busy machine may be late by some; without a deadline a single attempt takes 3 s.
    assert.ok(took < 1500, `${what} took ${took} ms of 700`);
  }
  faults = times(50, nothing);
  const began = Date.now();
  assert.equal((await ask('batch put', { count: 3 }, { deadline: 600 })).error, 'BatchIncomplete');
  assert.ok(Date.now() - began < 1400);
  faults = [];
  assert.equal((await ask('get', { id: '1' })).id, '1');
});

test('messages are sent and published', async () => {
  assert.equal(await ask('send', { text: 'ünïcode ✓' }), 'm-1');
  assert.equal(messages[0][1].MessageBody, 'ünïcode ✓');
  assert.match(messages[0][1].QueueUrl, /\/1\/mail$/);
  await ask('send struct', { text: '7' });
  assert.deepEqual(JSON.parse(messages[1][1].MessageBody), { id: '7', paid: false });
  await ask('send later', { text: 'x', number: 30 });
  assert.equal(messages[2][1].DelaySeconds, 30);
  faults = [lostAfterwards];
  await ask('send in order', { text: 'x' });
  assert.equal(messages[3][1].MessageGroupId, 'group');
  assert.equal(messages[3][1].MessageDeduplicationId, messages[4][1].MessageDeduplicationId);
  messages = [];
  faults = [async (response, carryOut, operation, input) => {
    const rest = input.Entries.slice(0, 6);
    messages.push([operation, { Entries: rest }]);
    json(response, 200, {
      Successful: rest.map(({ Id }) => ({ Id })),
      Failed: input.Entries.slice(6).map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError' })),
    });
  }];
  await ask('send all', { ids: fours(0, 25) });
  assert.deepEqual(messages.flatMap(([, { Entries }]) => Entries.map(({ MessageBody }) => MessageBody)), fours(0, 25));
  messages = [];
  for (const fault of [throttle, broken, lostBefore]) {
    faults = [async (response, carryOut) => (fault === throttle
      ? response.writeHead(400).end('<ErrorResponse><Error><Code>Throttled</Code></Error></ErrorResponse>')
      : fault(response, carryOut))];
    assert.equal(await ask('publish', { text: 'a & b = ü' }), 'p-1');
  }
  assert.equal(messages.length, 3);
  assert.deepEqual(messages[0][1], {
    Action: 'Publish', Version: '2010-03-31', TopicArn: 'arn:aws:sns:eu-central-1:123456789012:news',
    Message: 'a & b = ü', Subject: 'a subject',
  });
});
