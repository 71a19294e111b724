// The scheduler, end to end: its handlers as processes, behind the API and the roles of its committed template, over a real
// DynamoDB.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Backend } from './backend.mjs';

const SECRET = 'whsec_of_the_tests';
let backend;
const stripeSecrets = JSON.stringify({ api_key: 'sk_of_the_tests', webhook_secret: SECRET });
const keys = {
  'scheduler/dev/discord': JSON.stringify({ auth: 'discord-bot-of-the-tests' }),
  'scheduler/dev/tournament': JSON.stringify({ mongo_connection_string: 'mongodb+srv://tests.example/games', bot_access_token: 'lip_of_the_tests_0123' }),
  'scheduler/dev/wix': JSON.stringify({ api_key: 'IST.key-of-the-tests' }),
};
const allSecrets = { 'scheduler/dev/stripe': stripeSecrets, ...keys };
before(async () => {
  backend = await Backend.start('scheduler', 'dev', { secrets: allSecrets });
});
after(async () => { await backend.stop(); });

const hours = (count) => new Date(Date.now() + count * 3_600_000).toISOString();
const offer = (more = {}) => ({ startTime: hours(24), endTime: hours(25), location: 'Café Ö', description: 'Sicilian', ...more });
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What Cognito sends when a player confirms the sign-up. */
const confirmed = (userName, trigger = 'PostConfirmation_ConfirmSignUp') => ({
  version: '1', triggerSource: trigger, region: 'us-east-1', userPoolId: 'us-east-1_Pool', userName,
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
  request: { userAttributes: { sub: userName, email: `${userName}@example.com`, email_verified: 'true', name: `Name of ${userName}` } },
  response: {},
});

const signUp = async (...names) => { for (const name of names) await backend.invoke('createUser', confirmed(name)); };

const offered = async (user, more) => {
  const answer = await backend.request('PUT', '/availability', { user, body: offer(more) });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};

test('who confirms the sign-up becomes a user, once', async () => {
  const event = confirmed('anna');
  assert.deepEqual(await backend.invoke('createUser', event), event);
  const first = await backend.request('GET', '/user', { user: 'anna' });
  assert.equal(first.status, 200);
  assert.equal(first.body.email, 'anna@example.com');
  assert.match(first.body.created_at, /^\d{4}-/);
  await backend.request('PUT', '/user', { user: 'anna', body: { display_name: 'Anna', bio: 'plays e4' } });
  // Cognito sends it again when it heard nothing, and for a forgotten password: nothing of the user is lost.
  await backend.invoke('createUser', event);
  await backend.invoke('createUser', confirmed('anna', 'PostConfirmation_ConfirmForgotPassword'));
  const { body } = await backend.request('GET', '/user', { user: 'anna' });
  assert.equal(body.bio, 'plays e4');
  assert.equal(body.created_at, first.body.created_at);
});

test('the API lets nobody in who has not signed in', async () => {
  for (const { method, route, authorized } of backend.routes()) {
    if (!authorized) continue;
    assert.equal((await backend.request(method, route.replaceAll(/\{[^}]+\}/g, 'x'))).status, 401, `${method} ${route}`);
  }
  assert.deepEqual(backend.routes().filter((each) => !each.authorized).map((each) => each.route), ['/payment/webhook']);
});

test('a profile is changed by who it is of, and seen without the address by others', async () => {
  await signUp('bert', 'cora');
  const changed = await backend.request('PUT', '/user', { user: 'bert', body: { display_name: 'Bert ♞', bio: '' } });
  assert.equal(changed.status, 200);
  assert.equal(changed.body.email, 'bert@example.com');
  assert.deepEqual((await backend.request('GET', '/user/bert', { user: 'cora' })).body,
    { username: 'bert', display_name: 'Bert ♞', bio: '' });
  assert.equal((await backend.request('GET', '/user/nobody', { user: 'cora' })).body.code, 'no_such_user');
  assert.equal((await backend.request('PUT', '/user', { user: 'nobody', body: { display_name: 'x', bio: '' } })).status, 404);
});

test('every wrong field of a request is told at once', async () => {
  const { status, body } = await backend.request('PUT', '/availability', {
    user: 'anna', body: { startTime: 'tomorrow', endTime: hours(1), location: ' ' },
  });
  assert.equal(status, 400);
  assert.deepEqual(body.fields.map((field) => [field.field, field.code]).sort(),
    [['body.location', 'required'], ['body.startTime', 'wrong_format']].sort());
  assert.ok(body.requestId);
  for (const [wrong, field] of [
    [{ startTime: hours(-2), endTime: hours(-1) }, 'body.startTime'], [{ endTime: hours(23) }, 'body.endTime'],
    [{ endTime: hours(72) }, 'body.endTime'], [{ location: 'x'.repeat(201) }, 'body.location'],
  ]) {
    const answer = await backend.request('PUT', '/availability', { user: 'anna', body: offer(wrong) });
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body.fields.map((each) => each.field), [field]);
  }
  assert.equal((await backend.request('PUT', '/availability', { user: 'anna', body: '{' })).status, 400);
});

test('availabilities are offered, listed in pages, found by time, and taken back', async () => {
  const mine = [];
  for (let i = 0; i < 5; ++i) mine.push(await offered('dora', { startTime: hours(100 + i), endTime: hours(101 + i) }));
  for (const slot of mine) {
    assert.match(slot.id, UUID);
    assert.equal(slot.status, 'SCHEDULED');
    assert.equal(slot.owner, 'dora');
  }
  const seen = [];
  let after;
  do {
    const { body } = await backend.request('GET', `/availability?limit=2${after ? `&after=${after}` : ''}`, { user: 'dora' });
    assert.ok(body.items.length <= 2);
    seen.push(...body.items.map((slot) => slot.id));
    after = body.next;
  } while (after);
  assert.deepEqual(seen.sort(), mine.map((slot) => slot.id).sort());

  const between = await backend.request('GET', `/availability?open=true&from=${hours(100.5)}&to=${hours(103.5)}`, { user: 'anna' });
  assert.deepEqual(between.body.items.map((slot) => slot.id), mine.slice(1, 4).map((slot) => slot.id));
  assert.equal((await backend.request('GET', '/availability?limit=0', { user: 'dora' })).status, 400);
  assert.equal((await backend.request('GET', '/availability?limit=many', { user: 'dora' })).status, 400);
  assert.equal((await backend.request('GET', '/availability?after=forged', { user: 'dora' })).body.code, 'bad_cursor');

  // Not by others, and not twice.
  assert.equal((await backend.request('DELETE', `/availability/${mine[0].id}`, { user: 'anna' })).status, 404);
  assert.equal((await backend.request('DELETE', `/availability/${mine[0].id}`, { user: 'dora' })).status, 204);
  assert.equal((await backend.request('DELETE', `/availability/${mine[0].id}`, { user: 'dora' })).body.code, 'no_such_availability');
});

test('a cursor of one user is nothing to another', async () => {
  await signUp('eva', 'finn');
  for (let i = 0; i < 3; ++i) await offered('eva');
  const { body } = await backend.request('GET', '/availability?limit=1', { user: 'eva' });
  assert.equal((await backend.request('GET', `/availability?after=${body.next}`, { user: 'finn' })).body.code, 'bad_cursor');
});

const book = (user, slot, process) =>
  backend.request('PUT', `/availability/${slot.owner}/${slot.id}/book`, { user, process });

test('booking turns an availability into a meeting', async () => {
  await signUp('greta', 'hugo');
  const slot = await offered('greta');
  const { status, body: meeting } = await book('hugo', slot);
  assert.equal(status, 201);
  assert.match(meeting.id, UUID);
  assert.equal(meeting.owner, 'greta');
  assert.equal(meeting.participant, 'hugo');
  for (const name of ['startTime', 'endTime', 'location', 'description']) assert.equal(meeting[name], slot[name]);
  assert.deepEqual((await backend.request('GET', '/availability', { user: 'greta' })).body.items, []);
  for (const user of ['greta', 'hugo']) {
    assert.deepEqual((await backend.request('GET', `/meeting/${meeting.id}`, { user })).body, meeting);
    assert.deepEqual((await backend.request('GET', '/meeting', { user })).body.items, [meeting]);
  }
  assert.equal((await backend.request('GET', `/meeting/${meeting.id}`, { user: 'anna' })).body.code, 'no_such_meeting');
});

test('nobody books an own, a taken, a past or a missing availability, and only users book', async () => {
  await signUp('ida', 'jan', 'kim');
  const slot = await offered('ida');
  assert.equal((await book('ida', slot)).body.code, 'own_availability');
  assert.equal((await book('stranger', slot)).body.code, 'no_such_user');
  assert.equal((await book('jan', slot)).status, 201);
  assert.equal((await book('kim', slot)).body.code, 'no_such_availability');
  await backend.put('AvailabilitiesTable', {
    owner: { S: 'ida' }, id: { S: 'past' }, status: { S: 'SCHEDULED' }, startTime: { S: hours(-1) }, endTime: { S: hours(1) },
    location: { S: '' }, description: { S: '' },
  });
  assert.equal((await book('kim', { owner: 'ida', id: 'past' })).body.code, 'availability_is_over');
});

test('who reads an availability that is taken before the transaction is told so, and nothing is written', async () => {
  await signUp('lea', 'max', 'nora');
  const slot = await offered('lea');
  let first = true;
  backend.fault = (operation) => {
    // The other one books between this one's reading and writing.
    if (operation !== 'TransactWriteItems' || !first) return undefined;
    first = false;
    return [400, { __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }], message: 'canceled' }];
  };
  const answer = await book('max', slot);
  backend.fault = undefined;
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'availability_is_taken');
  assert.deepEqual((await backend.request('GET', '/meeting', { user: 'max' })).body.items, []);
});

test('of many who book at once, one wins', async () => {
  await signUp('olga', 'paul', 'pia', 'peer');
  const slot = await offered('olga');
  // One process serves one call at a time, as in Lambda; so there are three.
  const rivals = [undefined, await backend.start('bookAvailability'), await backend.start('bookAvailability')];
  const answers = await Promise.all(Array.from({ length: 21 }, (_, i) =>
    book(['paul', 'pia', 'peer'][i % 3], slot, rivals[i % 3])));
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
  for (const answer of answers) assert.ok([201, 404, 409].includes(answer.status), JSON.stringify(answer));
  const meetings = (await backend.items('MeetingsTable')).filter((meeting) => meeting.owner.S === 'olga');
  assert.equal(meetings.length, 1);
});

test('meetings of both roles come as one list, in order, page by page, each once', async () => {
  const expected = [];
  for (let i = 0; i < 23; ++i) {
    const id = `${String((i * 7919) % 1000).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const mine = i % 3 !== 0;
    expected.push(id);
    await backend.put('MeetingsTable', {
      id: { S: id }, owner: { S: mine ? 'quin' : 'ruth' }, participant: { S: mine ? 'ruth' : 'quin' },
      startTime: { S: hours(i) }, endTime: { S: hours(i + 1) }, location: { S: 'x' }, description: { S: '' },
    });
  }
  for (const limit of [1, 2, 7, 23, 100]) {
    const seen = [];
    let after;
    let pages = 0;
    do {
      const { status, body } = await backend.request('GET', `/meeting?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`, { user: 'quin' });
      assert.equal(status, 200, JSON.stringify(body));
      assert.ok(body.items.length <= limit);
      seen.push(...body.items.map((meeting) => meeting.id));
      after = body.next;
      pages += 1;
    } while (after);
    assert.deepEqual(seen, expected.toSorted(), `limit ${limit}`);
    assert.ok(pages <= Math.ceil(23 / limit) + 1, `${pages} pages of ${limit}`);
  }
});

const stripe = (event, { secret = SECRET, time = Math.floor(Date.now() / 1000), signed } = {}) => {
  const body = JSON.stringify(event);
  const signature = signed ?? createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return backend.request('POST', '/payment/webhook', { body, headers: { 'stripe-signature': `t=${time},v1=${signature},v0=0` } });
};
const paid = (username) => ({
  id: 'evt_1', type: 'checkout.session.completed',
  data: { object: { id: 'cs_1', client_reference_id: username, payment_status: 'paid' } },
});

test('a payment counts when Stripe signed it, once', async () => {
  await signUp('sara');
  assert.equal((await stripe(paid('sara'), { secret: 'another' })).body.code, 'wrong_signature');
  assert.equal((await stripe(paid('sara'), { time: Math.floor(Date.now() / 1000) - 600 })).body.code, 'wrong_signature');
  assert.equal((await stripe(paid('sara'), { signed: '' })).body.code, 'wrong_signature');
  assert.equal((await backend.request('POST', '/payment/webhook', { body: '{}' })).body.code, 'wrong_signature');
  assert.equal((await backend.request('GET', '/user', { user: 'sara' })).body.paid_at, undefined);
  assert.equal((await stripe(paid('sara'))).status, 204);
  const { paid_at: first } = (await backend.request('GET', '/user', { user: 'sara' })).body;
  assert.match(first, /^\d{4}-/);
  assert.equal((await stripe(paid('sara'))).status, 204);
  assert.equal((await backend.request('GET', '/user', { user: 'sara' })).body.paid_at, first);
  assert.equal((await stripe(paid('nobody'))).status, 204);
  assert.equal((await stripe({ ...paid('sara'), type: 'invoice.paid' })).status, 204);
});

test('a secret is fetched once, when the function starts, and stands in no environment and no log', async () => {
  const process = await backend.start('paymentWebhook');
  const asked = () => backend.done.filter(([, action]) => action === 'GetSecretValue');
  const before = asked().length;
  for (let i = 0; i < 3; ++i)
    assert.equal((await backend.request('POST', '/payment/webhook', { body: '{}', process })).body.code, 'wrong_signature');
  assert.ok(asked().length <= 1 + before, 'asked for with each call');
  assert.deepEqual([...new Set(asked().map((one) => one.join(' ')))], ['paymentWebhook GetSecretValue scheduler/dev/stripe']);
  assert.doesNotMatch(process.output, /whsec_|sk_of/);
});

test('a function whose secret is not there, or has no such key, does not start', async () => {
  for (const [text, type] of [[undefined, 'secretsmanager.ResourceNotFoundException'], ['{}', 'Secret.NoKey'], ['plain', 'Secret.NoJson']]) {
    backend.secrets = { 'scheduler/dev/stripe': text };
    const process = await backend.start('paymentWebhook');
    await process.exited();
    assert.equal(process.api.initError?.headers['lambda-runtime-function-error-type'], type);
    assert.doesNotMatch(process.output, /plain/);
  }
  backend.secrets = allSecrets;
});

test('each other service has its key, of its own file in the configuration, or somebody hears of it', async () => {
  const daily = {
    version: '0', id: '1', 'detail-type': 'Scheduled Event', source: 'aws.events', account: '123456789012',
    time: '2026-12-02T00:00:00Z', region: 'us-east-1', resources: [], detail: {},
  };
  assert.equal(await backend.invoke('checkIntegrations', daily), null);
  for (const [name, text, path] of [
    ['discord', { auth: 'discord bot of the tests' }, 'discord.auth'],
    ['tournament', { mongo_connection_string: 'https://tests.example', bot_access_token: 'lip_of_the_tests_0123' }, 'tournament.mongo_connection_string'],
    ['wix', { api_key: 'short' }, 'wix.api_key'],
  ]) {
    backend.secrets = { ...allSecrets, [`scheduler/dev/${name}`]: JSON.stringify(text) };
    const process = await backend.start('checkIntegrations');
    await assert.rejects(backend.invoke('checkIntegrations', daily, { process }), /Scheduler\.Integration/);
    await process.logged((line) => line.level === 'ERROR' && line.path === path);
    assert.doesNotMatch(process.output, /of.the.tests|tests\.example|short/);
  }
  backend.secrets = allSecrets;
});

test('trouble of the database is told without its details', async () => {
  backend.fault = () => [400, { __type: 'x#ValidationException', message: 'secret details of the table' }];
  const { status, body } = await backend.request('GET', '/meeting/1', { user: 'anna' });
  backend.fault = undefined;
  assert.equal(status, 500);
  assert.ok(!JSON.stringify(body).includes('details'));
  const getMeeting = await backend.process('getMeeting');
  await getMeeting.logged((line) => line.level === 'ERROR' && JSON.stringify(line).includes('secret details'));
  backend.fault = () => [400, { __type: 'x#ThrottlingException', message: 'slow down' }];
  const throttled = await backend.request('GET', '/meeting/1', { user: 'anna' });
  backend.fault = undefined;
  assert.equal(throttled.status, 503);
});

test('no function did anything that its role does not allow, and each role is used', async () => {
  const denied = [];
  for (const { log } of backend.processes) denied.push(...log.filter((line) => JSON.stringify(line).includes('not authorized')));
  assert.deepEqual(denied, []);
  assert.deepEqual(new Set(backend.done.map(([name]) => name)),
    new Set(['createUser', 'getUser', 'setUser', 'setAvailability', 'getAvailabilities', 'deleteAvailability',
      'bookAvailability', 'getMeeting', 'listMeetings', 'paymentWebhook', 'checkIntegrations']));
});
