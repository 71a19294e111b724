// How much memory a caller can make a handler take.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Handler, httpApiEvent } from './handler.mjs';
import { program } from './programs.mjs';

// Sanitizers keep what was freed, and mark what is in use.
const skip = process.env.BOB_SANITIZED ? 'sanitizers take memory of their own' : false;

/** A number of /proc/<pid>/status, in MB. */
const megabytes = (handler, name) =>
  Number(readFileSync(`/proc/${handler.pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;

const LARGEST = 5_800_000;
const filled = (begin, one, end) => begin + one.repeat(Math.floor((LARGEST - begin.length - end.length) / one.length)) + end;

/** What the events added to the most that the process had, and how they were answered. */
async function taken(name, bodies) {
  const handler = await Handler.start(program(name));
  try {
    const send = async (body) => JSON.parse((await handler.invoke(httpApiEvent('POST', '/bodies', { body }))).body);
    await send('{"text":"warm"}');
    const before = megabytes(handler, 'VmHWM');
    const answers = [];
    for (const body of bodies) answers.push(await send(body));
    return { before, more: megabytes(handler, 'VmHWM') - before, answers };
  } finally {
    await handler.stop();
  }
}

const zeros = filled('[', '0,', '0]');

test('a large body takes no more than itself when it is refused', { skip }, async (t) => {
  const { before, more, answers } = await taken('bodies', [zeros, filled('', '[', ''), zeros]);
  t.diagnostic(`${more.toFixed(1)} MB more than ${before.toFixed(1)} MB`);
  assert.deepEqual(answers.map(({ statusCode }) => statusCode), [413, 413, 413]);
  assert.ok(more <= 7, `${more} MB`);
});

test('what is escaped in the event is not kept beyond the limit either', { skip }, async (t) => {
  const { more, answers } = await taken('bodies', ['"'.repeat(LARGEST / 2)]);
  t.diagnostic(`${more.toFixed(1)} MB more`);
  assert.deepEqual(answers.map(({ statusCode }) => statusCode), [413]);
  assert.ok(more <= 11, `${more} MB`);
});

test('a body of many values is refused while it is read', { skip }, async (t) => {
  const small = (text) => text.slice(0, 1_000_000);
  const { more, answers } = await taken('bodies', [small(zeros), small(filled('[', '[],', '')), small(filled('[', '{"":0},', ''))]);
  t.diagnostic(`${more.toFixed(1)} MB more`);
  assert.deepEqual(answers.map(({ statusCode, body }) => [statusCode, JSON.parse(body).code]), Array(3).fill([400, 'too_many_values']));
  assert.ok(more <= 12, `${more} MB`);
});

test('what the body becomes is limited, too', { skip }, async (t) => {
  const lines = `{"text":"","lines":[${'{},'.repeat(95_000)}{}]}`;
  const { more, answers } = await taken('bodies', [lines, lines]);
  t.diagnostic(`${more.toFixed(1)} MB more`);
  assert.deepEqual(answers.map(({ statusCode, body }) => [statusCode, JSON.parse(body).code]), Array(2).fill([400, 'too_many_values']));
  assert.ok(more <= 12, `${more} MB`);
});

test('errors do not repeat what the caller wrote', { skip }, async (t) => {
  const body = `{"text":"","counts":{"${'k'.repeat(900_000)}":[${'"",'.repeat(200)}""]}}`;
  const { more, answers } = await taken('bodies', [body]);
  t.diagnostic(`${more.toFixed(1)} MB more`);
  const { code, fields } = JSON.parse(answers[0].body);
  assert.equal(code, 'invalid_fields');
  assert.equal(fields.length, 100);
  assert.ok(answers[0].body.length < 30_000);
  assert.ok(more <= 12, `${more} MB`);
});

test('with all limits off, a value takes 16 bytes', { skip }, async (t) => {
  const { more, answers } = await taken('large_bodies', [zeros]);
  t.diagnostic(`${more.toFixed(1)} MB more`);
  assert.equal(JSON.parse(answers[0].body).values, 2_900_000 - 1);
  assert.ok(more <= 57, `${more} MB`);
});
