// Requests, responses, errors, routes and records, through a process and over real HTTP, from recorded events.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Handler, httpApiEvent, restApiEvent } from './handler.mjs';
import { program } from './programs.mjs';

let handler;
let queue;
before(async () => {
  handler = await Handler.start(program('requests'));
  queue = await Handler.start(program('records'));
});
after(async () => {
  await handler.stop();
  await queue.stop();
});

const recorded = (name) => JSON.parse(readFileSync(new URL(`../runtime/events/${name}.json`, import.meta.url), 'utf8'));

const answered = async (event, options) => {
  const answer = await handler.invoke(event, options);
  assert.equal(answer.kind, 'response', answer.body);
  return JSON.parse(answer.body);
};
const said = ({ body }) => JSON.parse(body);

const claims = { 'cognito:username': 'ana', sub: '1' };
const lesson = { title: 'Endgames', email: 'ana@example.org', level: 'advanced', seats: 4, begins: '2026-03-01T10:00:00+01:00', tags: ['rooks'] };

for (const [name, make, header] of [
  ['a REST API', restApiEvent, (answer, of) => answer.multiValueHeaders[of]?.join()],
  ['an HTTP API', httpApiEvent, (answer, of) => answer.headers[of]],
]) {
  test(`${name}: a body is read and answered`, async () => {
    const answer = await answered(make('POST', '/lessons', { body: lesson, claims }), { id: 'id-1' });
    assert.equal(answer.statusCode, 201);
    assert.deepEqual(said(answer), { ...lesson, begins: '2026-03-01T09:00:00.000Z' });
    assert.equal(header(answer, 'Location'), '/lessons/ana/id-1');
    assert.equal(header(answer, 'Content-Type'), 'application/json');
    assert.equal(header(answer, 'Cache-Control'), 'no-store');
    assert.deepEqual(answer.cookies ?? answer.multiValueHeaders['Set-Cookie'],
      ['last=4; Max-Age=3600; Path=/; Secure; HttpOnly; SameSite=Lax']);
  });

  test(`${name}: every wrong field is told at once`, async () => {
    const body = { title: ' ', email: 'nowhere', level: 'expert', seats: 0, tags: ['a', 'b', '', 'd'] };
    const answer = await answered(make('POST', '/lessons', { body, claims }), { id: 'id-2' });
    assert.equal(answer.statusCode, 400);
    const { code, message, requestId, fields } = said(answer);
    assert.deepEqual({ code, message, requestId }, { code: 'invalid_fields', message: 'Some fields are not right.', requestId: 'id-2' });
    assert.deepEqual(fields.map(({ field, code: why }) => `${field} ${why}`), [
      'body.level not_allowed', 'body.title required', 'body.email wrong_format', 'body.seats out_of_range',
      'body.tags wrong_length', 'body.tags[2] wrong_length',
    ]);
    assert.ok(fields.every((field) => field.message.endsWith('.')));
  });

  test(`${name}: a query string is a struct`, async () => {
    const answer = await answered(make('GET', '/lessons', { query: { level: 'advanced', limit: '5', tag: 'a b' }, claims }));
    assert.deepEqual(said(answer), { lessons: [], caller: 'ana', filter: { level: 'advanced', limit: 5, tag: ['a b'] } });
    assert.equal(header(answer, 'Cache-Control'), 'private, max-age=60');
    const wrong = await answered(make('GET', '/lessons', { query: { limit: '500', level: 'x' }, claims }));
    assert.deepEqual(said(wrong).fields.map(({ field }) => field), ['query.level', 'query.limit']);
  });

  test(`${name}: nobody signed in is a 401`, async () => {
    const answer = await answered(make('GET', '/lessons'));
    assert.equal(answer.statusCode, 401);
    assert.equal(said(answer).code, 'unauthorized');
    assert.equal(header(answer, 'WWW-Authenticate'), 'Bearer');
  });

  test(`${name}: path variables have their types`, async () => {
    const route = '/lessons/{teacher}/{number}';
    const sent = name === 'a REST API' ? 'jo%C3%A3o' : 'joão';
    const ask = (number) => answered(make('GET', `/lessons/${sent}/${number}`, { route, variables: { teacher: sent, number } }));
    assert.equal((await ask('7')).body, 'joão 7');
    assert.equal(said(await ask('99')).code, 'no_such_lesson');
    assert.deepEqual(said(await ask('x')).fields.map(({ field }) => field), ['path.number']);
  });

  test(`${name}: bytes are bytes`, async () => {
    const answer = await answered(make('GET', '/lessons/ana/picture', { route: '/lessons/{teacher}/picture', variables: { teacher: 'ana' } }));
    assert.equal(answer.isBase64Encoded, true);
    assert.deepEqual([...Buffer.from(answer.body, 'base64')], [0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
  });

  for (const [how, status, code] of [
    ['conflict', 409, 'slot_taken'], ['busy', 503, 'try_again_later'], ['broken', 500, 'internal_error'],
    ['any', 500, 'internal_error'], ['large', 500, 'internal_error'],
  ]) {
    test(`${name}: "${how}" is a ${status} that leaks nothing`, async () => {
      const answer = await answered(make('PATCH', `/fail/${how}`, { route: '/fail/{how}', variables: { how } }));
      assert.equal(answer.statusCode, status);
      assert.equal(said(answer).code, code);
      assert.ok(!JSON.stringify(answer).includes('secret'));
      assert.equal(header(answer, 'Retry-After'), status === 503 ? '1' : undefined);
    });
  }

  test(`${name}: a header's value can't add another`, async () => {
    const event = make('POST', '/fail/header', { route: '/fail/{how}', variables: { how: 'header' }, body: 'a\r\nSet-Cookie: b=c' });
    const answer = await answered(event);
    assert.equal(answer.statusCode, 500);
    assert.ok(!JSON.stringify(answer).includes('Set-Cookie'));
  });
}

test('what is no business of the caller is in the log', async () => {
  await answered(httpApiEvent('GET', '/fail/any', { route: '/fail/{how}', variables: { how: 'any' } }), { id: 'id-of-the-error' });
  const [line] = await handler.logged((one) => one.requestId === 'id-of-the-error');
  assert.equal(line.level, 'ERROR');
  assert.equal(line.errorType, 'std::runtime_error');
  assert.equal(line.errorMessage, 'a secret of the program');
});

test('a REST API answers other sites as its routes declare, errors too', async () => {
  const ask = async (origin, how) => {
    const answer = await answered(restApiEvent('GET', `/fail/${how}`, { route: '/fail/{how}', variables: { how }, headers: { Origin: origin } }));
    return answer.multiValueHeaders;
  };
  const allowed = await ask('https://example.org', 'conflict');
  assert.deepEqual(allowed['Access-Control-Allow-Origin'], ['https://example.org']);
  assert.deepEqual(allowed['Access-Control-Allow-Credentials'], ['true']);
  assert.deepEqual(allowed.Vary, ['Origin']);
  assert.equal((await ask('https://evil.example', 'conflict'))['Access-Control-Allow-Origin'], undefined);
});

test('a function URL is routed by the function', async () => {
  const url = recorded('function_url');
  const ask = (method, path) => {
    const event = structuredClone(url);
    event.rawPath = path;
    event.requestContext.http = { ...event.requestContext.http, method, path };
    return answered(event);
  };
  assert.equal((await ask('GET', '/lessons/a%2Fb/3')).body, 'a/b 3');
  assert.equal(said(await ask('GET', '/nothing')).code, 'no_such_route');
  const wrong = await ask('DELETE', '/lessons');
  assert.equal(wrong.statusCode, 405);
  assert.equal(wrong.headers.Allow, 'GET, POST');
});

test('what is no request is the call\'s error, and the process lives on', async () => {
  for (const name of ['sqs', 's3', 'schedule']) {
    const answer = await handler.invoke(recorded(name));
    assert.equal(answer.kind, 'error');
    assert.equal(JSON.parse(answer.body).errorType, 'MalformedEvent');
  }
  assert.equal((await answered(httpApiEvent('GET', '/lessons'))).statusCode, 401);
});

test('of a batch, those that failed come again', async () => {
  const batch = recorded('sqs');
  batch.Records[2].body = JSON.stringify({ product: 'pawn', count: 11 });
  const answer = await queue.invoke(batch, { id: 'batch' });
  assert.equal(answer.kind, 'response');
  assert.deepEqual(JSON.parse(answer.body).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    [batch.Records[1].messageId, batch.Records[2].messageId]);
  const lines = await queue.logged((line) => line.requestId === 'batch', 3);
  assert.deepEqual(lines.map(({ errorType }) => errorType), [undefined, 'MalformedRecord', 'Shop.SoldOut']);
});

test('a batch from elsewhere is the call\'s error', async () => {
  const answer = await queue.invoke(recorded('kinesis'));
  assert.equal(answer.kind, 'error');
  assert.equal(JSON.parse(answer.body).errorType, 'MalformedEvent');
});
