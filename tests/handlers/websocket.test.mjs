// The functions of a WebSocket API: who is let in, what is answered, and what API Gateway is sent of connections.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { ENVIRONMENT, Handler } from './handler.mjs';
import { program } from './programs.mjs';

const aws4 = createRequire(new URL('../engines/package.json', import.meta.url))('aws4');
const recorded = (name) => JSON.parse(readFileSync(new URL(`../runtime/events/websocket_${name}.json`, import.meta.url), 'utf8'));

let service;
let handler;
let seen = [];
let answers = [];

const answer = (status, body = '', headers = {}) => (response) => response.writeHead(status, headers).end(body);
const refuse = (status, type) => answer(status, '{"message":"no"}', type ? { 'x-amzn-errortype': type } : {});

before(async () => {
  service = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('error', () => {});
    request.on('end', () => {
      seen.push({ method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(parts).toString() });
      (answers.length > 1 ? answers.shift() : answers[0])(response);
    });
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  handler = await Handler.start(program('chat'), {
    ROOMS_WEBSOCKET_API_URL: `http://127.0.0.1:${service.address().port}/dev`,
  });
});
after(async () => {
  await handler.stop();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => { seen = []; answers = [answer(200)]; });

const answered = async (event) => JSON.parse((await handler.invoke(event)).body);
/** What came of a command that a client gives. */
const outcome = async (command, route = 'ask') => {
  const event = recorded('message');
  event.requestContext.routeKey = route;
  event.body = JSON.stringify(command);
  const made = await answered(event);
  assert.equal(made.statusCode, 200, JSON.stringify(made));
  return JSON.parse(made.body);
};
const id = recorded('message').requestContext.connectionId;

test('a client is let in, by the protocol that it asked for', async () => {
  assert.deepEqual(await answered(recorded('connect')), {
    statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'chat.v2' },
  });
});

test('a client is refused, by an answer or by an error', async () => {
  const full = recorded('connect');
  full.multiValueQueryStringParameters.room = ['full'];
  assert.deepEqual(await answered(full), { statusCode: 409 });
  const nowhere = recorded('connect');
  delete nowhere.multiValueQueryStringParameters;
  delete nowhere.queryStringParameters;
  const made = await answered(nowhere);
  assert.equal(made.statusCode, 400);
  assert.equal(JSON.parse(made.body).message, 'Say which room.');
});

test('a client leaves, and the function hears why', async () => {
  assert.deepEqual(await answered(recorded('disconnect')), { statusCode: 200 });
  const [line] = await handler.logged((one) => one.message === 'left');
  assert.equal(line.code, 1001);
});

test('a message that is no JSON is answered with what is wrong', async () => {
  const event = recorded('message');
  event.body = '{"how": ';
  const made = await answered(event);
  assert.equal(made.statusCode, 400);
  assert.equal(JSON.parse(made.body).code, 'invalid_json');
});

test('a message is posted to a connection', async () => {
  assert.equal((await outcome({ how: 'post', to: [id], text: 'olá' })).what, 'delivered');
  const [{ method, path, body }] = seen;
  assert.deepEqual([method, path, body], ['POST', `/dev/@connections/${encodeURIComponent(id)}`, 'olá']);
});

for (const [how, method] of [['post', 'POST'], ['get', 'GET'], ['end', 'DELETE']]) {
  test(`${method} is signed as an independent implementation signs it`, async () => {
    answers = [answer(200, '{}')];
    await outcome({ how, to: [id], text: 'x' });
    const [call] = seen;
    assert.equal(call.method, method);
    const names = /SignedHeaders=([^,]+)/.exec(call.headers.authorization)[1].split(';');
    assert.deepEqual(names, ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']);
    const signed = aws4.sign({
      service: 'execute-api', region: 'eu-central-1', method, path: call.path, body: call.body, host: call.headers.host,
      headers: { 'X-Amz-Date': call.headers['x-amz-date'], 'X-Amz-Content-Sha256': call.headers['x-amz-content-sha256'] },
      extraHeadersToIgnore: { 'content-length': true, 'content-type': true },
    }, {
      accessKeyId: ENVIRONMENT.AWS_ACCESS_KEY_ID,
      secretAccessKey: ENVIRONMENT.AWS_SECRET_ACCESS_KEY,
      sessionToken: ENVIRONMENT.AWS_SESSION_TOKEN,
    });
    const of = (text) => /Signature=([0-9a-f]{64})/.exec(text)[1];
    assert.equal(of(call.headers.authorization), of(signed.headers.Authorization));
  });
}

test('a connection that is gone is an outcome, and no error', async () => {
  for (const refused of [refuse(410, 'GoneException:'), refuse(410)]) {
    answers = [refused];
    for (const how of ['post', 'get', 'end']) assert.equal((await outcome({ how, to: [id], text: 'x' })).what, 'gone');
  }
});

test('of many, those that are gone are told', async () => {
  answers = [answer(200), refuse(410, 'GoneException'), answer(200)];
  const made = await outcome({ how: 'all', to: ['a=', 'b=', 'c='], text: 'hello' });
  assert.deepEqual(made.gone, ['b=']);
  assert.deepEqual(seen.map(({ path }) => path.at(-4)), ['a', 'b', 'c']);
  assert.deepEqual(JSON.parse(seen[0].body), { from: id, text: 'hello' });
});

test('a connection is told of', async () => {
  answers = [answer(200, '{"connectedAt":"2026-12-02T09:10:11.312Z","lastActiveAt":"2026-12-02T09:11:00Z","identity":{"sourceIp":"203.0.113.7","userAgent":"wscat/6"}}')];
  const made = await outcome({ how: 'get', to: [id] });
  assert.deepEqual([made.what, made.address, made.since], ['there', '203.0.113.7', '2026-12-02T09:10:11.312Z']);
});

test('a connection is ended', async () => {
  answers = [answer(204)];
  assert.equal((await outcome({ how: 'end', to: [id] })).what, 'ended');
});

for (const [status, type, as, retryable, calls] of [
  [413, 'PayloadTooLargeException', 'PayloadTooLargeException', false, 1],
  [429, 'LimitExceededException', 'LimitExceededException', true, 4],
  [403, 'ForbiddenException', 'ForbiddenException', false, 1],
  [500, 'InternalServerException', 'Exception', true, 1],
]) {
  test(`${type} is ${as}${calls > 1 ? ', after some attempts' : ''}`, async () => {
    answers = [refuse(status, type)];
    const made = await outcome({ how: 'post', to: [id], text: 'x' });
    assert.deepEqual([made.what, made.type, made.message, made.retryable], [as, `connections.${type}`, 'no', retryable]);
    assert.equal(seen.length, calls);
  });
}

test('a message of more than 128 KB is not sent', async () => {
  const made = await outcome({ how: 'post', to: [id], text: 'x', repeated: 128 * 1024 + 1 });
  assert.equal(made.what, 'PayloadTooLargeException');
  assert.equal(seen.length, 0);
  assert.equal((await outcome({ how: 'post', to: [id], text: 'x', repeated: 128 * 1024 })).what, 'delivered');
});

test('a message whose answer is lost is not sent again: the client may have it', async () => {
  answers = [(response) => response.socket.resetAndDestroy(), answer(200)];
  assert.equal((await outcome({ how: 'post', to: [id], text: 'x' })).what, 'Exception');
  assert.equal(seen.length, 1);
});

test('a question whose answer is lost is asked again', async () => {
  answers = [(response) => response.socket.resetAndDestroy(), answer(200, '{}')];
  assert.equal((await outcome({ how: 'get', to: [id] })).what, 'there');
  assert.equal(seen.length, 2);
});

test('an event of something else is an error of the call', async () => {
  const made = await handler.invoke({ Records: [] });
  assert.match(made.body, /MalformedEvent/);
});
