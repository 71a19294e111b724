// Routes for groups, through a process: who is in none gets 403, and the handler is not called.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Handler, httpApiEvent } from './handler.mjs';
import { program } from './programs.mjs';

let handler;
before(async () => {
  handler = await Handler.start(program('groups'));
});
after(() => handler.stop());

const ask = async (method, groups, options) => {
  const claims = { username: 'ana', sub: '1', ...(groups ? { 'cognito:groups': groups } : {}) };
  const answer = await handler.invoke(httpApiEvent(method, '/games', { claims }), options);
  assert.equal(answer.kind, 'response', answer.body);
  const { statusCode, body } = JSON.parse(answer.body);
  return { status: statusCode, body: JSON.parse(body) };
};

test('members of a group are served', async () => {
  assert.deepEqual(await ask('POST', '[players editors]'), { status: 201, body: { added: 1 } });
  assert.deepEqual(await ask('POST', '[admins]'), { status: 201, body: { added: 2 } });
});

test('everybody else gets 403 in the shape of every error, and the handler does not run', async () => {
  const before = (await ask('GET')).body.added;
  for (const groups of ['[players]', '[admin]', undefined]) {
    const { status, body } = await ask('POST', groups, { id: 'id-1' });
    assert.equal(status, 403);
    assert.deepEqual({ code: body.code, requestId: body.requestId }, { code: 'forbidden', requestId: 'id-1' });
  }
  assert.equal((await ask('GET')).body.added, before);
});
