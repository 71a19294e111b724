// The orders of a shop, end to end: its handlers as processes, behind the API and the roles of its committed template, over a
// real DynamoDB. What is between them on AWS (the stream, the queue, the topic, the state machine) this test carries by hand,
// as the template says.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Backend } from './backend.mjs';
import { CLIENT, ISSUER, Key, UserPool } from './cognito.mjs';

const key = new Key('key-of-the-test');
let pool;
let backend;
/** What was sent: `{ queue, message }`, `{ topic, message }`, `{ connection, message }`. */
let queued = [];
let published = [];
let heard = [];
/** Connections that are gone. */
const gone = new Set();
/** `(parameters) => [sku, …]`: what there is not enough of. */
let missing = () => [];
let reservations = [];

before(async () => {
  pool = await UserPool.start({ UsernameAttributes: [] });
  pool.keys = [key];
  backend = await Backend.start('orders', 'dev', { environment: pool.environment });
  backend.services = {
    sqs: ({ input }) => {
      queued.push({ queue: input.QueueUrl.replace('ref-', ''), message: JSON.parse(input.MessageBody) });
      return [200, JSON.stringify({ MessageId: randomUUID() })];
    },
    sns: ({ input }) => {
      published.push({ topic: input.TopicArn.replace('ref-', ''), message: JSON.parse(input.Message) });
      return [200, `<PublishResponse><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult></PublishResponse>`];
    },
    'rds-data': ({ input }) => {
      reservations.push(input);
      const rows = missing(Object.fromEntries(input.parameters.map(({ name, value }) => [name, value.stringValue])));
      return [200, JSON.stringify({ formattedRecords: JSON.stringify(rows.map((sku) => ({ sku }))), numberOfRecordsUpdated: 0 })];
    },
    'execute-api': ({ input }) => {
      if (gone.has(input.connection)) return [410, '{"message": "Gone"}'];
      heard.push({ connection: input.connection, message: JSON.parse(input.body) });
      return [200, ''];
    },
  };
  for (const [sku, title, cents] of [['tea', 'Green tea', 1250], ['cup', "A cup's cup", 800]]) {
    await backend.put('ProductsTable', { sku: { S: sku }, title: { S: title }, price_cents: { N: String(cents) } });
  }
});
after(async () => {
  await backend?.stop();
  await pool?.stop();
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const claims = (user, groups) => ({
  sub: randomUUID(), 'cognito:username': user, token_use: 'id', ...(groups ? { 'cognito:groups': groups } : {}),
});
const staff = claims('sam', 'staff');

const ordered = async (user, lines = [{ sku: 'tea', quantity: 2 }]) => {
  const answer = await backend.request('POST', '/orders', { user, body: { lines } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};
const stored = async (id) => (await backend.database('GetItem', { TableName: 'ref-OrdersTable', Key: { id: { S: id } } })).Item;

/** A state of the state machine that changes the order: what the template asks DynamoDB for, and nothing else. */
async function settle(state, id) {
  const { Resource, Arguments } = backend.resource('Fulfilment').Definition.States[state];
  assert.equal(Resource, 'arn:aws:states:::dynamodb:updateItem');
  const input = JSON.parse(JSON.stringify(Arguments).replaceAll('{% $states.context.Execution.Name %}', id));
  return backend.database('UpdateItem', input);
}

/** Whether an event fits the pattern of a filter, as far as the template's go. */
function fits(pattern, event) {
  if (Array.isArray(pattern)) {
    return pattern.some((one) => (one !== null && typeof one === 'object' ? event !== undefined && !one['anything-but'].includes(event) : one === event));
  }
  return Object.entries(pattern).every(([name, inner]) => fits(inner, event?.[name]));
}

let sequence = 0;
const change = (before, after) => ({
  eventID: randomUUID(), eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT', eventSource: 'aws:dynamodb', eventVersion: '1.1',
  awsRegion: 'us-east-1', eventSourceARN: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000',
  dynamodb: {
    ApproximateCreationDateTime: 1_770_000_000, Keys: { id: (after ?? before).id }, SequenceNumber: String(++sequence).padStart(21, '0'),
    ...(before ? { OldImage: before } : {}), ...(after ? { NewImage: after } : {}), StreamViewType: 'NEW_AND_OLD_IMAGES', SizeBytes: 100,
  },
});
/** The stream, with the filter that the template has: what a batch of changes becomes. */
async function streamed(...changes) {
  const [filter] = backend.resource('OrderChangedEventSourceMappingDynamodbOrdersTable').FilterCriteria.Filters;
  const Records = changes.filter((each) => fits(JSON.parse(filter.Pattern), each));
  return Records.length === 0 ? undefined : backend.invoke('orderChanged', { Records });
}
const batch = (...bodies) => ({
  Records: bodies.map((body, i) => ({
    messageId: `message-${i}`, receiptHandle: 'x', body: typeof body === 'string' ? body : JSON.stringify(body), attributes: {},
    messageAttributes: {}, eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:shipments', awsRegion: 'us-east-1',
  })),
});
const failures = ({ batchItemFailures }) => batchItemFailures.map((each) => each.itemIdentifier);
const news = (message) => ({
  Records: [{
    EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: 'arn:aws:sns:us-east-1:123456789012:news:1',
    Sns: { Type: 'Notification', MessageId: randomUUID(), TopicArn: 'arn', Message: JSON.stringify(message), Timestamp: '2026-12-01T00:00:00.000Z', MessageAttributes: {} },
  }],
});
const delivered = (parcel) => ({
  version: '0', id: randomUUID(), 'detail-type': 'Parcel Delivered', source: 'carrier.parcels', account: '123456789012',
  time: '2026-12-01T00:00:00Z', region: 'us-east-1', resources: [], detail: { parcel },
});
const socket = (routeKey, connectionId, query = {}) => ({
  ...(routeKey === '$connect' ? { headers: {}, multiValueHeaders: {}, queryStringParameters: query,
    multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])) } : {}),
  requestContext: {
    routeKey, connectionId, eventType: routeKey === '$connect' ? 'CONNECT' : 'DISCONNECT', requestId: 'r', apiId: 'a', stage: 'dev',
    domainName: 'a.execute-api.us-east-1.amazonaws.com', connectedAt: Date.now(), requestTimeEpoch: Date.now(), extendedRequestId: 'e',
    messageDirection: 'IN', identity: { sourceIp: '192.0.2.1' },
  },
  isBase64Encoded: false,
});
const accessToken = (user, more = {}) => {
  const now = Math.floor(Date.now() / 1000);
  return key.token({ sub: randomUUID(), iss: ISSUER, client_id: CLIENT, token_use: 'access', username: user, iat: now, exp: now + 3600, scope: 'aws.cognito.signin.user.admin', jti: randomUUID(), ...more });
};

test('an order has the prices of the shop, and is its customer’s alone', async () => {
  const order = await ordered('anna', [{ sku: 'tea', quantity: 2 }, { sku: 'cup', quantity: 1 }]);
  assert.match(order.id, UUID);
  assert.equal(order.status, 'placed');
  assert.equal(order.total_cents, 2 * 1250 + 800);
  assert.equal(order.version, 1);
  assert.deepEqual((await backend.request('GET', `/orders/${order.id}`, { user: 'anna' })).body, order);
  const other = await backend.request('GET', `/orders/${order.id}`, { user: 'bert' });
  assert.equal(other.status, 404);
  assert.equal(other.body.code, 'no_such_order');
  // What nobody pays is dropped by DynamoDB after a day.
  const left = Number((await stored(order.id)).unpaid_until.N) - Date.now() / 1000;
  assert.ok(left > 86_300 && left <= 86_401, `${left} s`);
});

test('what the shop does not have is told line by line, and nothing is ordered', async () => {
  const before = (await backend.items('OrdersTable')).length;
  const { status, body } = await backend.request('POST', '/orders', {
    user: 'anna', body: { lines: [{ sku: 'tea', quantity: 1 }, { sku: 'gold', quantity: 1 }, { sku: 'myrrh', quantity: 1 }] },
  });
  assert.equal(status, 400);
  assert.deepEqual(body.fields.map((each) => [each.field, each.code]), [['body.lines[1].sku', 'no_such_product'], ['body.lines[2].sku', 'no_such_product']]);
  assert.equal((await backend.items('OrdersTable')).length, before);
});

test('orders are listed in pages, the newest first', async () => {
  const mine = [];
  for (let i = 0; i < 3; ++i) mine.unshift((await ordered('cora')).id);
  const first = (await backend.request('GET', '/orders?limit=2', { user: 'cora' })).body;
  assert.deepEqual(first.items.map((each) => each.id), mine.slice(0, 2));
  const rest = (await backend.request('GET', `/orders?limit=2&after=${encodeURIComponent(first.next)}`, { user: 'cora' })).body;
  assert.deepEqual(rest.items.map((each) => each.id), mine.slice(2));
  assert.deepEqual((await backend.request('GET', '/orders', { user: 'nobody' })).body.items, []);
});

test('the API lets nobody in who has not signed in', async () => {
  for (const { method, route } of backend.routes()) {
    assert.equal((await backend.request(method, route.replaceAll(/\{[^}]+\}/g, 'x'))).status, 401, `${method} ${route}`);
  }
});

test('API Gateway asks for a whole order and for a key before any function is called', () => {
  const post = backend.resource('ApiGatewayMethodOrdersPost');
  assert.equal(post.ApiKeyRequired, true);
  assert.deepEqual(post.RequestParameters, { 'method.request.header.Idempotency-Key': true });
  const { Schema } = backend.resource(post.RequestModels['application/json'].replace('ref-', ''));
  assert.deepEqual(Schema.required, ['lines']);
});

test('stock is reserved for what was ordered, or it is said what is missing', async () => {
  const order = await ordered('dora', [{ sku: 'cup', quantity: 3 }]);
  assert.deepEqual(await backend.invoke('reserveStock', { order: order.id }), { order: order.id });
  const [asked] = reservations;
  assert.equal(asked.resourceArn, 'arn:aws:engines:us-east-1:123456789012:Stock/DBClusterArn');
  assert.equal(asked.secretArn, 'arn:aws:engines:us-east-1:123456789012:Stock/MasterUserSecret.SecretArn');
  const given = Object.fromEntries(asked.parameters.map(({ name, value }) => [name, value.stringValue]));
  assert.equal(given.order, order.id);
  assert.deepEqual(JSON.parse(given.lines), [{ sku: 'cup', quantity: 3, price_cents: 800 }]);
  missing = () => ['cup'];
  // The state machine reads the name of the error, and refunds.
  const process = await backend.process('reserveStock');
  const answer = await process.invoke({ order: order.id });
  missing = () => [];
  assert.equal(answer.kind, 'error');
  assert.equal(JSON.parse(answer.body).errorType, 'Orders.OutOfStock');
  assert.equal(JSON.parse((await process.invoke({ order: randomUUID() })).body).errorType, 'Orders.NoSuchOrder');
});

test('from a placed order to a delivered parcel', async () => {
  const { id } = await ordered('emil');
  assert.deepEqual(await backend.invoke('listen', socket('$connect', 'emils', { token: accessToken('emil') })), { statusCode: 200 });

  const placed = await stored(id);
  assert.equal(await streamed(change(undefined, placed)), undefined, 'a new order is no news');
  await settle('Confirm', id);
  const confirmed = await stored(id);
  assert.equal(confirmed.version.N, '2');
  assert.equal(confirmed.unpaid_until, undefined, 'a paid order stays');
  await assert.rejects(settle('Cancel', id), /ConditionalCheckFailed/, 'a confirmed order is not cancelled by the state machine');

  queued = []; published = [];
  assert.deepEqual(failures(await streamed(change(placed, confirmed))), []);
  assert.deepEqual(queued, [{ queue: 'ShipmentsQueue', message: { order: id } }]);
  assert.deepEqual(published, [{ topic: 'OrderNewsTopic', message: { order: id, customer: 'emil', status: 'confirmed' } }]);

  heard = [];
  await backend.invoke('notify', news(published[0].message));
  assert.deepEqual(heard, [{ connection: 'emils', message: { order: id, customer: 'emil', status: 'confirmed' } }]);

  assert.deepEqual(failures(await backend.invoke('ship', batch(queued[0].message))), []);
  const shipped = await stored(id);
  assert.equal(shipped.status.S, 'shipped');
  assert.equal(shipped.version.N, '3');
  // SQS delivers at least once: the second time there is nothing to do.
  assert.deepEqual(failures(await backend.invoke('ship', batch({ order: id }))), []);
  assert.equal((await stored(id)).version.N, '3');

  published = []; queued = [];
  await streamed(change(confirmed, shipped));
  assert.deepEqual([queued, published.map((each) => each.message.status)], [[], ['shipped']]);

  await backend.invoke('parcelDelivered', delivered(shipped.parcel.S));
  assert.equal((await backend.request('GET', `/orders/${id}`, { user: 'emil' })).body.status, 'delivered');
  const process = await backend.process('parcelDelivered');
  assert.equal(JSON.parse((await process.invoke(delivered('P-nobodys'))).body).errorType, 'Orders.NoSuchParcel');
});

test('of a batch only what failed comes again', async () => {
  const [good, cancelled] = [await ordered('fritz'), await ordered('fritz')];
  await settle('Confirm', good.id);
  await settle('Cancel', cancelled.id);
  const result = await backend.invoke('ship', batch({ order: randomUUID() }, { order: good.id }, 'no json', { order: cancelled.id }));
  assert.deepEqual(failures(result), ['message-0', 'message-2']);
  assert.equal((await stored(good.id)).status.S, 'shipped');
  assert.equal((await stored(cancelled.id)).status.S, 'cancelled');
});

test('of two of the staff who decide at once, the second one is told', async () => {
  const { id } = await ordered('gerda');
  await settle('Confirm', id);
  const decide = (status, version, who = staff) => backend.request('PUT', `/orders/${id}/status`, { claims: who, body: { status, version } });
  assert.equal((await decide('cancelled', 2, claims('gerda'))).body.code, 'not_staff');
  assert.equal((await decide('delivered', 2)).body.code, 'wrong_status');
  const [first, second] = await Promise.all([decide('cancelled', 2), backend.request('PUT', `/orders/${id}/status`, {
    claims: staff, body: { status: 'shipped', version: 2 }, process: await backend.start('advanceOrder'),
  })]);
  assert.deepEqual([first.status, second.status].sort(), [200, 409]);
  const [winner, loser] = first.status === 200 ? [first, second] : [second, first];
  assert.equal(loser.body.code, 'version_conflict');
  assert.equal(winner.body.version, 3);
  assert.equal((await stored(id)).status.S, winner.body.status);
  assert.equal((await decide('cancelled', 2)).body.code, 'version_conflict');
});

test('a shipment that loses against a cancellation comes again, and is then none', async () => {
  const { id } = await ordered('hans');
  await settle('Confirm', id);
  // Between the handler's read and its write somebody cancels.
  let raced;
  backend.fault = async (operation) => {
    if (operation !== 'UpdateItem' || raced) return;
    raced = backend.request('PUT', `/orders/${id}/status`, { claims: staff, body: { status: 'cancelled', version: 2 } });
    await raced;
  };
  const lost = await backend.invoke('ship', batch({ order: id }));
  backend.fault = undefined;
  assert.equal((await raced).status, 200);
  assert.deepEqual(failures(lost), ['message-0']);
  const ship = await backend.process('ship');
  await ship.logged((line) => JSON.stringify(line).includes('version'));
  assert.deepEqual(failures(await backend.invoke('ship', batch({ order: id }))), []);
  const kept = await stored(id);
  assert.deepEqual([kept.status.S, kept.version.N, kept.parcel], ['cancelled', '3', undefined]);
});

test('who listens is who the token says, and who is gone is forgotten', async () => {
  const refused = await backend.invoke('listen', socket('$connect', 'forged', { token: `${accessToken('ida').slice(0, -8)}AAAAAAAA` }));
  assert.equal(refused.statusCode, 401);
  assert.equal((await backend.invoke('listen', socket('$connect', 'none'))).statusCode, 401);
  for (const connection of ['idas-phone', 'idas-desk']) {
    await backend.invoke('listen', socket('$connect', connection, { token: accessToken('ida') }));
  }
  const of = async (customer) => (await backend.items('ListenersTable')).filter((each) => each.customer.S === customer).map((each) => each.connection.S).sort();
  assert.deepEqual(await of('ida'), ['idas-desk', 'idas-phone']);
  gone.add('idas-phone');
  heard = [];
  await backend.invoke('notify', news({ order: 'x', customer: 'ida', status: 'shipped' }));
  assert.deepEqual(heard.map((each) => each.connection), ['idas-desk']);
  assert.deepEqual(await of('ida'), ['idas-desk']);
  await backend.invoke('listen', socket('$disconnect', 'idas-desk'));
  assert.deepEqual(await of('ida'), []);
});

test('no function did anything that its role does not allow, and each role is used', () => {
  const denied = [];
  for (const { log } of backend.processes) denied.push(...log.filter((line) => JSON.stringify(line).includes('not authorized')));
  assert.deepEqual(denied, []);
  assert.deepEqual(new Set(backend.done.map(([name]) => name)),
    new Set(['createOrder', 'readOrders', 'advanceOrder', 'reserveStock', 'orderChanged', 'ship', 'parcelDelivered', 'listen', 'notify']));
});
