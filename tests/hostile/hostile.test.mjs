// Hostile files through every command that reads templates, each in a separate process: none may crash, hang, take more
// than its memory, pass what is invalid, or complain without a place.
//
// BOBGEN says which program, BOB_SANITIZE=ON that it needs more memory and time than the limits.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OTHERS, changed, places } from '../engines/engine/changes.mjs';
import { parse } from '../engines/engine/templates.mjs';
import { INPUTS } from './inputs.mjs';

const { BOBGEN, BOB_SANITIZE } = process.env;
if (!BOBGEN) throw new Error('BOBGEN says which bobgen is judged');
const sanitized = ['ON', '1', 'TRUE'].includes(BOB_SANITIZE);
const MOST_SECONDS = sanitized ? 100 : 10;
const MOST_BYTES = 1 << 30;

const good = readFileSync(fileURLToPath(new URL('good.yml', import.meta.url)), 'utf8');

let directory;
before(() => { directory = mkdtempSync(path.join(tmpdir(), 'bob-hostile-')); });
after(() => rmSync(directory, { recursive: true }));

/** Runs bobgen within the limits. */
function ran(...words) {
  const command = [...(sanitized ? [] : ['prlimit', `--as=${MOST_BYTES}`]), BOBGEN, '--root', directory, ...words];
  const began = performance.now();
  const { status, signal, stdout, stderr, error } = spawnSync(command[0], command.slice(1), {
    cwd: directory, maxBuffer: 1 << 30, timeout: MOST_SECONDS * 1000, encoding: 'utf8',
  });
  return { status, signal, error, said: stdout + stderr, stdout, seconds: (performance.now() - began) / 1000 };
}

/** A program must end by itself, in time, with a meaningful exit code. */
function ended(result) {
  const { status, signal, error, said, seconds } = result;
  assert.ok(!error && signal === null, `ended by ${signal ?? error} after ${seconds.toFixed(1)} s\n${said.slice(-2000)}`);
  assert.ok([0, 1, 2].includes(status), `exit code ${status}\n${said.slice(-2000)}`);
  assert.doesNotMatch(said, /terminate called|bad_alloc|AddressSanitizer|runtime error/);
  assert.ok(said.length < 100 << 20, `${said.length} bytes were said`);
}

/** A file and a line in it: "template.yml:3:1". */
const hasPlace = (said, file) => new RegExp(`${file.replaceAll('.', '\\.')}:[1-9]\\d*:[1-9]\\d*`).test(said);

for (const { name, file, text, invalid } of INPUTS) {
  describe(name, () => {
    before(() => {
      writeFileSync(path.join(directory, file), text());
      writeFileSync(path.join(directory, 'good.yml'), good);
    });
    for (const words of [['validate', file], ['diff', 'good.yml', file], ['diff', file, 'good.yml'], ['plan', 'good.yml', file], ['graph', 'good.yml', file], ['report', '--html', 'good.yml', file]]) {
      test(words.join(' '), () => {
        const result = ran(...words);
        ended(result);
        if (!invalid || (words[0] === 'diff' && words[1] === file && result.status === 1)) return;
        // What can be read is compared whatever is wrong with it; `validate` checks it.
        if (words[0] !== 'validate' && result.status !== 2) return;
        assert.notEqual(result.status, 0, 'it passed');
        const unread = /has more than 64 MiB/.test(result.said);
        assert.ok(unread || hasPlace(result.said, file), `no place in it:\n${result.said.slice(0, 2000)}`);
      });
    }
  });
}

describe('files that are none', () => {
  before(() => {
    mkdirSync(path.join(directory, 'folder'));
    symlinkSync('circle', path.join(directory, 'circle'));
    writeFileSync(path.join(directory, 'good.yml'), good);
  });
  for (const file of ['folder', 'missing.yml', 'circle', '/dev/null', 'good.yml/inside', '']) {
    test(`validate '${file}'`, () => {
      const result = ran('validate', file);
      ended(result);
      assert.equal(result.status, 2, result.said);
      assert.ok(result.said.includes(file), result.said);
    });
    test(`plan good.yml '${file}'`, () => {
      const result = ran('plan', 'good.yml', file);
      ended(result);
      assert.equal(result.status, 2, result.said);
    });
  }
  test('a good file beside a bad one is judged all the same', () => {
    const result = ran('validate', 'missing.yml', 'good.yml');
    ended(result);
    assert.equal(result.status, 2, result.said);
  });
});

const hasNull = (value) => value === null || (typeof value === 'object' && Object.values(value).some(hasNull));

/** Checks many templates in few processes: file by file, the errors. */
function judged(texts, extension) {
  const files = texts.map((text, at) => {
    const file = `many-${at}.${extension}`;
    writeFileSync(path.join(directory, file), text);
    return file;
  });
  const errors = new Map(files.map((file) => [file, 0]));
  for (let from = 0; from < files.length; from += 100) {
    const result = ran('validate', '--diagnostics', 'json', ...files.slice(from, from + 100));
    ended(result);
    for (const { severity, file } of JSON.parse(result.stdout)) {
      if (severity === 'error') errors.set(path.basename(file), errors.get(path.basename(file)) + 1);
    }
  }
  return files.map((file) => errors.get(file));
}

describe('a good template', () => {
  test('is silent', () => {
    writeFileSync(path.join(directory, 'good.yml'), good);
    const result = ran('validate', 'good.yml');
    assert.equal(result.said, '');
    assert.equal(result.status, 0);
  });

  test('cut at every 97th byte of its YAML', () => {
    const cuts = Array.from({ length: Math.floor(good.length / 97) }, (_, at) => good.slice(0, (at + 1) * 97));
    const errors = judged(cuts, 'yml');
    for (const [at, text] of cuts.entries()) {
      let whole;
      try {
        whole = parse(text);
      } catch {
        whole = undefined;
      }
      // What is left may be a template of its own.
      const passable = whole?.Resources && !hasNull(whole) && Object.values(whole.Resources).every((each) => each.Type);
      if (!passable) assert.ok(errors[at] > 0, `cut at ${text.length} it passed:\n${text.slice(-200)}`);
    }
    assert.ok(errors.filter((count) => count > 0).length > cuts.length / 2);
  });

  test('cut at every 97th byte of its JSON', () => {
    const text = JSON.stringify(parse(good), null, 2);
    const cuts = Array.from({ length: Math.floor((text.length - 1) / 97) }, (_, at) => text.slice(0, (at + 1) * 97));
    judged(cuts, 'json').forEach((count, at) => assert.ok(count > 0, `cut at ${cuts[at].length} it passed`));
  });

  test('with another value at every place', () => {
    const whole = parse(good);
    const tried = places(whole).flatMap((at) => OTHERS.map((value) => ({ at, value })));
    const texts = tried.map(({ at, value }) => JSON.stringify(changed(whole, at, value), null, 1));
    const errors = judged(texts, 'json');
    const silent = tried.filter((_, at) => errors[at] === 0).map(({ at, value }) => `${at.join('/')} ${JSON.stringify(value)}`);
    const allowed = readFileSync(fileURLToPath(new URL('silent.txt', import.meta.url)), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
    const passes = (line) => allowed.some((one) => new RegExp(`^${one}$`).test(line));
    assert.deepEqual(silent.filter((line) => !passes(line)), []);
    assert.deepEqual(allowed.filter((one) => !silent.some((line) => new RegExp(`^${one}$`).test(line))), [], 'lines of silent.txt that match nothing');
  });
});
