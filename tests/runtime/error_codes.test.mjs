// docs/errors.md names every code that the library answers with, and no other.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');

const codes = new Set();
for (const folder of ['runtime/bob/runtime/', 'runtime/source/'])
  for (const name of readdirSync(new URL(folder, root))) {
    const text = read(folder + name).replace(/\/\/.*$/gm, '');
    for (const part of text.split(/;(?=\s*(?:\}|\n|$))/)) {
      const makes = /\b(BadRequest|Unauthorized|Forbidden|NotFound|Conflict|ConditionFailed|TooManyRequests|Error|error_body|Error \w+)\s*[({]|\bcode = "|\bwrong\(/;
      if (!makes.test(part)) continue;
      for (const [, code] of part.matchAll(/"([a-z]+(?:_[a-z]+)+|conflict|forbidden|unauthorized|required)"/g)) codes.add(code);
    }
  }

test('every code of the library is documented, and no other', () => {
  assert.ok(codes.size > 25, `found hardly any code: ${[...codes]}`);
  const documented = [...read('docs/errors.md').matchAll(/^\| (?:\d{3} \| )?`([a-z_]+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual([...new Set(documented)].sort(), [...codes].sort());
});
