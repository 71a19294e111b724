// Calls of AWS services: their signatures as an independent implementation makes them, and what is done about faults.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { ENVIRONMENT, Handler } from './handler.mjs';
import { program } from './programs.mjs';

const aws4 = createRequire(new URL('../engines/package.json', import.meta.url))('aws4');

/** A service that records what it is sent and answers with what `answers` says, in turn; the last one stays. */
let service;
let port;
let seen = [];
let answers = [];
let handler;

const ok = (response) => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"Done":true}');
const refuse = (status, type) => (response) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' }));
const reset = (response) => response.socket.resetAndDestroy();
const halfAnswer = (response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"Done":');
  setTimeout(() => response.socket.resetAndDestroy(), 20);
};
const never = () => {};

before(async () => {
  service = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('error', () => {});
    request.on('end', () => {
      seen.push({ method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(parts) });
      (answers.length > 1 ? answers.shift() : answers[0])(response);
    });
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  port = service.address().port;
  handler = await Handler.start(program('signer'), { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });
});
after(async () => {
  await handler.stop();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => { seen = []; answers = [ok]; });

const order = (more = {}) => ({
  target: 'DynamoDB_20120810.Query', body: '{}', repeatable: true, attempts: 4, timeout: 3000, ...more,
});

/** What aws4 signs the same request with. */
function expected({ method, path, headers, body }, environment) {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization)[1].split(';');
  const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(headers.authorization)[1];
  const kept = Object.fromEntries(names.filter((name) => name !== 'x-amz-date').map((name) => [name, headers[name]]));
  const signed = aws4.sign({
    service: 'dynamodb', region, method, path, body, host: headers.host,
    headers: { ...kept, 'X-Amz-Date': headers['x-amz-date'] },
    extraHeadersToIgnore: { 'content-length': true }, // which is optional, and which curl adds after signing
  }, {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  });
  return signed.headers.Authorization;
}

const signature = (authorization) => ({
  credential: /Credential=([^,]+)/.exec(authorization)[1],
  headers: /SignedHeaders=([^,]+)/.exec(authorization)[1].toLowerCase(),
  signature: /Signature=([0-9a-f]{64})$/.exec(authorization)[1],
});

const bodies = {
  'an empty object': '{}',
  'no body': '',
  'text of many languages': JSON.stringify({ a: 'naïve ☃ 😀 日本語' }),
  'spaces and line ends': '{ "a" :  "b\\n" }\r\n\t ',
  '1 MB and a bit': JSON.stringify({ a: 'x'.repeat(1_100_000) }),
};
const environments = {
  'a role': {},
  'a user without a session': { AWS_SESSION_TOKEN: '' },
  'another region': { AWS_REGION: 'us-gov-west-1' },
  'a token of 2 kB': { AWS_SESSION_TOKEN: `${'IQoJb3JpZ2luX2VjE+/='.repeat(100)}` },
  'a secret with slashes': { AWS_SECRET_ACCESS_KEY: '/+/+abc/+==' },
};

for (const [whose, environment] of Object.entries(environments)) {
  test(`requests of ${whose} are signed as aws4 signs them`, async () => {
    const all = { ...ENVIRONMENT, ...environment };
    const signer = await Handler.start(program('signer'), { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`, ...environment });
    try {
      for (const [what, body] of Object.entries(bodies)) {
        for (const repeatable of [true, false]) {
          seen = [];
          const answer = await signer.invoke(order({ body, repeatable }));
          assert.equal(answer.kind, 'response', answer.body);
          assert.equal(seen.length, 1);
          assert.equal(seen[0].body.toString('utf8'), body);
          assert.deepEqual(signature(seen[0].headers.authorization), signature(expected(seen[0], all)), `${what}, repeatable: ${repeatable}`);
          const { headers } = signature(seen[0].headers.authorization);
          for (const name of ['host', 'content-type', 'x-amz-date', 'x-amz-target']) assert.ok(headers.split(';').includes(name), name);
          assert.equal(headers.split(';').includes('x-amz-security-token'), Boolean(all.AWS_SESSION_TOKEN));
        }
      }
    } finally {
      await signer.stop();
    }
  });
}

const error = async (options, more) => {
  const answer = await handler.invoke(order(more), options);
  assert.equal(answer.kind, 'error', answer.body);
  return JSON.parse(answer.body);
};

for (const [what, fault] of [
  ['throttling', refuse(400, 'ThrottlingException')],
  ['exceeded throughput', refuse(400, 'ProvisionedThroughputExceededException')],
  ['a 500', refuse(500, 'InternalServerError')],
  ['a 503 without a body', (response) => response.writeHead(503).end()],
  ['a reset before the answer', reset],
  ['a reset in the middle of the answer', halfAnswer],
]) {
  test(`${what} is survived by trying again`, async () => {
    answers = [fault, fault, ok];
    const answer = await handler.invoke(order());
    assert.equal(answer.kind, 'response', answer.body);
    assert.ok(seen.length >= 3);
  });
}

for (const [what, fault] of [
  ['a 500', refuse(500, 'InternalServerError')],
  ['a reset before the answer', reset],
  ['a reset in the middle of the answer', halfAnswer],
]) {
  test(`what must not be done twice is sent once, whatever ${what} hides`, async () => {
    // A pooled connection, which is where curl itself would send again.
    await handler.invoke(order());
    seen = [];
    answers = [fault];
    await error({}, { repeatable: false });
    assert.equal(seen.length, 1);
  });
}

test('throttling did nothing, so even that is tried again after it', async () => {
  answers = [refuse(400, 'ThrottlingException'), ok];
  assert.equal((await handler.invoke(order({ repeatable: false }))).kind, 'response');
  assert.equal(seen.length, 2);
});

test('a refusal for good is not repeated, and keeps its name', async () => {
  answers = [refuse(400, 'ConditionalCheckFailedException')];
  assert.deepEqual(await error(), {
    errorType: 'dynamodb.ConditionalCheckFailedException', errorMessage: 'no', stackTrace: [],
  });
  assert.equal(seen.length, 1);
});

test('after the last attempt the error is the service\'s', async () => {
  answers = [refuse(400, 'ThrottlingException')];
  assert.equal((await error({}, { attempts: 3 })).errorType, 'dynamodb.ThrottlingException');
  assert.equal(seen.length, 3);
});

test('an answer that never comes ends with the time limit, and with the deadline at the latest', async () => {
  answers = [never];
  let begin = Date.now();
  assert.equal((await error({}, { attempts: 1, timeout: 300 })).errorType, 'dynamodb.Timeout');
  assert.ok(Date.now() - begin < 1500);
  begin = Date.now();
  assert.equal((await error({ deadline: 700 }, { attempts: 9, timeout: 60_000 })).errorType, 'dynamodb.Timeout');
  assert.ok(Date.now() - begin < 700, 'the handler was cut off by Lambda');
  answers = [ok];
  assert.equal((await handler.invoke(order())).kind, 'response');
});

test('a host that is not there is an error within the deadline', async () => {
  const lost = await Handler.start(program('signer'), { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' });
  const answer = await lost.invoke(order({ attempts: 2 }));
  assert.equal(JSON.parse(answer.body).errorType, 'dynamodb.ConnectionFailed');
  await lost.stop();
});

test('an answer that is no JSON is an error', async () => {
  answers = [(response) => response.writeHead(200).end('<html>')];
  assert.equal((await error()).errorType, 'dynamodb.MalformedAnswer');
});

test('a connection is used again', async () => {
  let connections = 0;
  const count = () => { connections += 1; };
  service.on('connection', count);
  for (let i = 0; i < 5; ++i) assert.equal((await handler.invoke(order())).kind, 'response');
  service.off('connection', count);
  assert.ok(connections <= 1, `${connections} connections`);
});
