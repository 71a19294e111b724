// A function of many calls: what it has after the first thousands is what it has in the end.
//
// SOAK_CALLS says how many there are; 100,000 take some minutes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { CLIENT, ISSUER, Key, POOL } from './cognito.mjs';
import { Handler, httpApiEvent } from './handler.mjs';
import { program } from './programs.mjs';

const CALLS = Number(process.env.SOAK_CALLS ?? 10_000);
const skip = process.env.BOB_SANITIZED ? 'sanitizers keep what was freed' : false;

const key = new Key('key-of-the-soak');
const stored = { owner: { S: 'ana' }, id: { S: 'n1' }, text: { S: 'a text of some length' }, at: { S: '2026-03-01T09:00:00.000Z' }, tags: { SS: ['a', 'b'] } };

/** Cognito's keys, DynamoDB and SQS, as far as the function asks. */
function answer(request, body) {
  if (request.method === 'GET') return { keys: [key.jwk()] };
  const operation = request.headers['x-amz-target'].split('.').at(-1);
  if (operation === 'Query') return { Items: Array(4).fill(stored), Count: 4, LastEvaluatedKey: { owner: { S: 'ana' }, id: { S: 'n1' } } };
  if (operation === 'SendMessage') return { MessageId: '1', MD5OfMessageBody: '0' };
  return {};
}

const now = Math.floor(Date.now() / 1000);
const token = key.token({
  sub: 's', iss: ISSUER, client_id: CLIENT, token_use: 'access', scope: 'notes', username: 'ana', iat: now - 10, exp: now + 86_400, jti: 'j',
});
const claims = { sub: 's', username: 'ana', 'cognito:groups': '[x,admins players]' };
const headers = { authorization: `Bearer ${token}` };
const events = [
  (i) => httpApiEvent('PUT', `/notes/n${i}`, { route: '/notes/{id}', variables: { id: `n${i}` }, headers, cookies: ['last=n'], body: { text: `note ${i}`, weight: i / 3, tags: ['a', `t${i}`] } }),
  () => httpApiEvent('GET', '/notes', { query: { limit: '3' }, claims }),
  (i) => httpApiEvent('PUT', `/notes/n${i}`, { route: '/notes/{id}', variables: { id: `n${i}` }, headers, body: `{"text":" ","weight":1e${i}}` }),
  (i) => httpApiEvent('POST', '/fail/conflict', { route: '/fail/{how}', variables: { how: i % 2 ? 'conflict' : 'crash' }, body: '[0,0' }),
  () => '{"no": "request"}',
];

test(`${CALLS} calls leave nothing behind`, { skip }, async (t) => {
  const service = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(request, Buffer.concat(parts))));
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  service.unref();
  const url = `http://127.0.0.1:${service.address().port}`;
  const handler = await Handler.start(program('soak'), {
    AWS_ENDPOINT_URL: url, USER_POOL_ID: POOL, USER_POOL_CLIENT_ID: CLIENT, LOG_LEVEL: 'FATAL',
    NOTES_TABLE: 'notes', WORK_QUEUE_URL: `${url}/1/work`,
  });
  const memory = () => Number(readFileSync(`/proc/${handler.pid}/status`, 'utf8').match(/RssAnon:\s+(\d+) kB/)[1]);
  const seen = new Map();
  try {
    let settled;
    for (let i = 0; i < CALLS; ++i) {
      if (i === Math.floor(CALLS / 5)) settled = memory();
      const trace = { 'lambda-runtime-trace-id': `Root=1-5bef4de7-${String(i).padStart(24, '0')};Sampled=1` };
      const { kind, body } = await handler.invoke(events[i % events.length](i), { headers: trace });
      const how = kind === 'error' ? kind : JSON.parse(body).statusCode;
      seen.set(how, (seen.get(how) ?? 0) + 1);
    }
    const grown = memory() - settled;
    t.diagnostic(`${settled} kB after ${CALLS / 5} calls, ${grown} kB more in the end`);
    // Every way out was taken as often as it was meant to be.
    assert.deepEqual(Object.fromEntries(seen), { 200: CALLS / 5, 201: CALLS / 5, 400: CALLS / 5, 409: CALLS / 10, 500: CALLS / 10, error: CALLS / 5 });
    assert.ok(grown <= 200, `${grown} kB`);
  } finally {
    await handler.stop();
    service.closeAllConnections();
    service.close();
  }
});
