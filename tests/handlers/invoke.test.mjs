// A handler that calls another function: what Lambda is sent, how it is signed, and what becomes of each answer.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { ENVIRONMENT, Handler } from './handler.mjs';
import { program } from './programs.mjs';

const aws4 = createRequire(new URL('../engines/package.json', import.meta.url))('aws4');

let service;
let handler;
let seen = [];
let answers = [];

const answer = (status, body, headers = {}) => (response) => response.writeHead(status, headers).end(body);
const refuse = (status, type) => answer(status, '{"Type":"User","Message":"no"}', { 'x-amzn-errortype': `${type}:http://internal` });

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
  handler = await Handler.start(program('invokes'), {
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${service.address().port}`,
    PRICE_FUNCTION: 'shop-dev-price:live',
  });
});
after(async () => {
  await handler.stop();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => { seen = []; answers = [answer(200, '{"cents": 450}')]; });

const outcome = async (event, options) => JSON.parse((await handler.invoke(event, options)).body);

test('an answer is read as what the handler expects', async () => {
  const made = await outcome({ how: 'now', count: 3 });
  assert.equal(made.cents, 450);
  assert.equal(made.failed, '');
  const [call] = seen;
  assert.equal(call.method, 'POST');
  assert.equal(call.path, '/2015-03-31/functions/shop-dev-price/invocations?Qualifier=live');
  assert.equal(call.headers['x-amz-invocation-type'], 'RequestResponse');
  assert.deepEqual(JSON.parse(call.body), { count: 3 });
});

test('the call is signed as an independent implementation signs it', async () => {
  await outcome({ how: 'now', count: 1 });
  const [{ method, path, headers, body }] = seen;
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization)[1].split(';');
  const kept = Object.fromEntries(names.filter((name) => name !== 'x-amz-date').map((name) => [name, headers[name]]));
  const signed = aws4.sign({
    service: 'lambda', region: 'eu-central-1', method, path, body, host: headers.host,
    headers: { ...kept, 'X-Amz-Date': headers['x-amz-date'] }, extraHeadersToIgnore: { 'content-length': true },
  }, {
    accessKeyId: ENVIRONMENT.AWS_ACCESS_KEY_ID,
    secretAccessKey: ENVIRONMENT.AWS_SECRET_ACCESS_KEY,
    sessionToken: ENVIRONMENT.AWS_SESSION_TOKEN,
  });
  const of = (text) => /Signature=([0-9a-f]{64})/.exec(text)[1];
  assert.equal(of(headers.authorization), of(signed.headers.Authorization));
});

test('an event for later is handed over, and again when no answer came', async () => {
  answers = [(response) => response.socket.resetAndDestroy(), answer(202, '')];
  const made = await outcome({ how: 'later', count: 2 });
  assert.equal(made.failed, '');
  assert.equal(seen.length, 2);
  assert.equal(seen[0].headers['x-amz-invocation-type'], 'Event');
});

test('a call whose answer is lost is not made again: the function may have been called', async () => {
  answers = [(response) => response.socket.resetAndDestroy(), answer(200, '{"cents": 1}')];
  const made = await outcome({ how: 'now', count: 2 });
  assert.equal(made.failed, 'Exception');
  assert.equal(seen.length, 1);
});

test('an answer that nobody wants is not read', async () => {
  answers = [answer(200, 'null')];
  assert.equal((await outcome({ how: 'unanswered', count: 2 })).failed, '');
});

test('a function that failed says with what', async () => {
  answers = [answer(200, '{"errorType":"Shop.SoldOut","errorMessage":"there are none"}', { 'x-amz-function-error': 'Unhandled' })];
  const made = await outcome({ how: 'now', count: 2 });
  assert.deepEqual([made.failed, made.type, made.message], ['FunctionError', 'Shop.SoldOut', 'there are none']);
});

// The types are read where they are declared, so that each one is told apart from the day it is declared.
const header = readFileSync(new URL('../../runtime/bob/runtime/lambda_error.h', import.meta.url), 'utf8');
const declared = [...header.matchAll(/^struct (\w+) : (\w+) \{/gm)].map(([, name, of]) => ({ name, of }))
  .filter(({ name, of }) => of !== 'Failure' && !['FunctionError', 'KMSException', 'FunctionNotReached'].includes(name));
const families = ['KMSException', 'FunctionNotReached'];
// A handler can catch the four that document 003 names by these types.
const named = ['InvalidParameterValueException', 'CodeStorageExceededException', 'ResourceConflictException', 'ServiceException'];

test('the types are all that Lambda names, and the four that everybody meets', () => {
  assert.equal(declared.length, 38);
  for (const name of named) assert.ok(declared.some((one) => one.name === name), name);
});

for (const { name, of } of declared) {
  test(`${name} is thrown as itself`, async () => {
    const [status, retryable, calls] = { ServiceException: [500, true, 1], TooManyRequestsException: [429, true, 4] }[name] ?? [400, false, 1];
    answers = [refuse(status, name)];
    const made = await outcome({ how: 'now', count: 2 });
    const caught_as = named.includes(name) ? name : families.includes(of) ? of : 'Exception';
    assert.deepEqual([made.failed, made.caught_as, made.type, made.message, made.retryable], [name, caught_as, `lambda.${name}`, 'no', retryable]);
    assert.equal(seen.length, calls);
  });
}

for (const [status, type, as, retryable] of [
  [502, 'EFSMountFailureException', 'EFSMountFailureException', true],
  [502, 'S3FilesMountTimeoutException', 'FunctionNotReached', true],
  [400, 'KMSNewException', 'KMSException', false],
  [400, 'NewException', 'Exception', false],
]) {
  test(`${type} with ${status} is ${as}, to be retried: ${retryable}`, async () => {
    answers = [refuse(status, type)];
    const made = await outcome({ how: 'now', count: 2 });
    assert.deepEqual([made.failed, made.type, made.retryable], [as, `lambda.${type}`, retryable]);
    assert.equal(seen.length, 1);
  });
}

test('an answer of another shape, or of none, is a failure with a name', async () => {
  answers = [answer(200, '{"cents": "many"}')];
  const shape = await outcome({ how: 'now', count: 2 });
  assert.deepEqual([shape.failed, shape.type], ['Failure', 'lambda.MalformedAnswer']);
  assert.match(shape.message, /price.*cents/);
  answers = [answer(200, '<html>')];
  assert.equal((await outcome({ how: 'now', count: 2 })).type, 'lambda.MalformedAnswer');
});
