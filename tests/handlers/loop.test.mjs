// The Lambda loop, as a process against an emulated Runtime API.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Handler } from './handler.mjs';
import { program } from './programs.mjs';

let handler;
before(async () => { handler = await Handler.start(program('loop')); });
after(async () => { await handler.stop(); });

const answered = async (event, options) => {
  const answer = await handler.invoke(event, options);
  assert.equal(answer.kind, 'response', answer.body);
  return JSON.parse(answer.body);
};

test('a call is answered with what Lambda says of it', async () => {
  const answer = await answered({ action: 'echo', text: 'x', count: 1 }, {
    id: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
    headers: { 'lambda-runtime-client-context': '{"client":{}}', 'lambda-runtime-cognito-identity': '{"id":"a"}' },
  });
  assert.equal(answer.request_id, '8476a536-e9f4-11e8-9739-2dfe598c3fcd');
  assert.equal(answer.function_arn, 'arn:aws:lambda:eu-central-1:123456789012:function:tested');
  assert.match(answer.trace_id, /^Root=1-/);
  assert.equal(answer.trace_in_environment, answer.trace_id);
  assert.equal(answer.client_context, '{"client":{}}');
  assert.equal(answer.cognito_identity, '{"id":"a"}');
  assert.ok(answer.remaining > 28_000 && answer.remaining <= 30_000, `${answer.remaining} ms remain`);
});

test('no character is lost or broken', async () => {
  const text = 'naïve ☃ 😀 \u0000\u001f\u007f"\\/ \u2028 Ł';
  assert.equal((await answered({ action: 'echo', text, count: 0 })).text, text);
});

for (const [action, text, type, message] of [
  ['throw', 'größer als ☃', 'std::runtime_error', 'größer als ☃'],
  ['throw an int', '', 'int', 'Something was thrown that is no std::exception.'],
  ['fail', 'not enough', 'Payment.Declined', 'not enough'],
]) {
  test(`"${action}" is reported and the process lives on`, async () => {
    const before = (await answered({ action: 'echo', text: '', count: 0 })).served;
    const answer = await handler.invoke({ action, text, count: 0 });
    assert.equal(answer.kind, 'error');
    assert.deepEqual(JSON.parse(answer.body), { errorMessage: message, errorType: type, stackTrace: [] });
    assert.equal(answer.headers['lambda-runtime-function-error-type'], type);
    assert.equal((await answered({ action: 'echo', text: '', count: 0 })).served, before + 2);
  });
}

for (const [what, event] of [
  ['no JSON', '{"action": '], ['nothing', ''], ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ['the wrong type', '{"action": 1, "text": "", "count": "many"}'], ['a member missing', '{"action": "echo"}'],
  ['another JSON', '[1,2]'], ['1000 levels', '['.repeat(1000)],
]) {
  test(`an event that is ${what} is refused and the process lives on`, async () => {
    const answer = await handler.invoke(event);
    assert.equal(answer.kind, 'error');
    assert.equal(JSON.parse(answer.body).errorType, 'Runtime.MalformedEvent');
    await answered({ action: 'echo', text: '', count: 0 });
  });
}

test('every wrong member is named', async () => {
  const answer = await handler.invoke({ action: 1, text: 'x', count: 2.5 });
  assert.match(JSON.parse(answer.body).errorMessage, /action: .*count: /);
});

test('an event of 6 MB is read', async () => {
  assert.equal((await answered({ action: 'echo', text: 'ü'.repeat(3_000_000), count: 0 })).text.length, 3_000_000);
});

test('an answer that is too large is an error that says so', async () => {
  const answer = await handler.invoke({ action: 'large', text: '', count: 7_000_000 });
  assert.equal(answer.kind, 'error');
  assert.equal(JSON.parse(answer.body).errorType, 'Function.ResponseSizeTooLarge');
  assert.equal((await answered({ action: 'large', text: '', count: 6_000_000 })).text.length, 6_000_000);
});

test('a stream is sent while it is made', async () => {
  const answer = await handler.invoke({ action: 'stream', text: '', count: 5 });
  assert.equal(answer.kind, 'response');
  assert.equal(answer.headers['lambda-runtime-function-response-mode'], 'streaming');
  assert.equal(answer.headers['transfer-encoding'], 'chunked');
  assert.equal(answer.headers['content-type'], 'application/octet-stream');
  assert.equal(answer.body, 'part 0\npart 1\npart 2\npart 3\npart 4\n');
  assert.ok(answer.chunks.at(-1).at - answer.chunks[0].at >= 60, 'the parts came at once');
});

test('a stream over HTTP begins with status and headers', async () => {
  const answer = await handler.invoke({ action: 'stream', text: 'head', count: 1 });
  assert.equal(answer.headers['content-type'], 'application/vnd.awslambda.http-integration-response');
  const end = answer.body.indexOf('\0'.repeat(8));
  assert.deepEqual(JSON.parse(answer.body.slice(0, end)), { statusCode: 201, headers: { 'content-type': 'text/plain' } });
  assert.equal(answer.body.slice(end + 8), 'part 0\n');
});

test('what is thrown in the middle of a stream comes in its trailers', async () => {
  const answer = await handler.invoke({ action: 'stream and throw', text: 'Ölfleck', count: 2 });
  assert.equal(answer.body, 'part 0\npart 1\n');
  assert.equal(answer.trailers['lambda-runtime-function-error-type'], 'std::runtime_error');
  const body = JSON.parse(Buffer.from(answer.trailers['lambda-runtime-function-error-body'], 'base64').toString());
  assert.equal(body.errorMessage, 'Ölfleck');
  await answered({ action: 'echo', text: '', count: 0 });
});

test('a stream that nobody reads any more ends, and is no success', async () => {
  const other = await Handler.start(program('loop'));
  for (const [name, end] of [
    ['an answer too early', (response) => response.writeHead(413, { connection: 'close' }).end()],
    ['a broken connection', (response) => response.socket.destroy()],
  ]) {
    const id = name.replaceAll(' ', '-');
    other.api.intercept = (request, response) => {
      if (!request.url.endsWith('/response')) return false;
      request.on('error', () => {}).once('data', () => end(response));
      return true;
    };
    other.invoke({ action: 'stream', text: '', count: 1000 }, { id }).catch(() => {});
    const [failed] = await other.logged(({ message, requestId }) => message === 'The call failed' && requestId === id);
    assert.equal(failed.errorType, 'Stream.Broken', name);
    other.api.intercept = undefined;
    assert.equal(JSON.parse((await other.invoke({ action: 'echo', text: '', count: 0 })).body).text, '', name);
  }
  // All of it was sent, and refused.
  other.api.intercept = (request, response) => {
    if (!request.url.endsWith('/response')) return false;
    request.on('end', () => response.writeHead(413).end()).resume();
    return true;
  };
  other.invoke({ action: 'stream', text: '', count: 1 }).catch(() => {});
  const [refused] = await other.logged(({ message }) => message === 'The Runtime API refused a stream', 2);
  assert.equal(refused.status, 413);
  other.api.intercept = undefined;
  assert.ok(other.alive);
  await other.stop();
});

test('the log is JSON, a line an event, with the request and nothing of its payload', async () => {
  const secret = 'do-not-log-me-4711';
  const id = '11111111-2222-4333-8444-555555555555';
  await answered({ action: 'echo', text: secret, count: 7 }, { id });
  const lines = await handler.logged((line) => line.requestId === id);
  assert.equal(lines.length, 1);
  const { time, ...rest } = lines[0];
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(rest.level, 'INFO');
  assert.equal(rest.message, 'served');
  assert.equal(rest.function, 'tested');
  assert.equal(rest.count, 7);
  assert.ok(!handler.output.includes(secret));
});

test('the level of the log is settable', async () => {
  for (const [level, expected] of [['DEBUG', ['served', 'not logged at INFO']], ['warn', []]]) {
    const other = await Handler.start(program('loop'), { LOG_LEVEL: level });
    await other.invoke({ action: 'echo', text: '', count: 0 });
    await other.stop();
    assert.deepEqual(other.log.filter((line) => line.requestId).map((line) => line.message), expected);
  }
});

test('SIGTERM ends it in peace, at once, after its hooks', async () => {
  const other = await Handler.start(program('loop'));
  await other.invoke({ action: 'echo', text: '', count: 0 });
  const begin = Date.now();
  assert.deepEqual(await other.stop(), { code: 0, signal: null });
  assert.ok(Date.now() - begin < 500);
  assert.equal(other.log.at(-1).message, 'shut down');
});

test('what fails before the first call is an init error', async () => {
  const other = await Handler.start(program('loop'), { FAIL_INIT: 'kein Schlüssel' });
  assert.equal((await other.exited()).code, 1);
  const error = JSON.parse(other.api.initError.body);
  assert.equal(error.errorMessage, 'kein Schlüssel');
  assert.equal(other.api.initError.headers['lambda-runtime-function-error-type'], 'std::runtime_error');
  await other.stop();
});

test('a Runtime API that stumbles gets the answer all the same', async () => {
  const other = await Handler.start(program('loop'));
  let resets = 2;
  other.api.intercept = (request) => {
    if (request.method !== 'POST' || resets === 0) return false;
    resets -= 1;
    request.socket.destroy();
    return true;
  };
  const answer = await other.invoke({ action: 'echo', text: 'once', count: 0 });
  assert.equal(JSON.parse(answer.body).served, 1);
  assert.equal(resets, 0);
  await other.stop();
});

test('a Runtime API that gives no calls ends the process with an error, not in a busy loop', async () => {
  const other = await Handler.start(program('loop'));
  other.api.intercept = (request, response) => (response.writeHead(500).end(), true);
  // The first request for a call waits already; end it.
  await other.invoke({ action: 'echo', text: '', count: 0 }).catch(() => {});
  assert.equal((await other.exited()).code, 1);
  assert.ok(other.api.requests.length < 12);
  await other.stop();
});
