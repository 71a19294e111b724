// Where the handlers' programs are that the tests run: tests/handlers/CMakeLists.txt says it.

import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = process.env.BOB_HANDLER_PROGRAMS;
if (!folder) throw new Error('BOB_HANDLER_PROGRAMS is not set: these tests are started by ctest');

function there(file) {
  if (!existsSync(file)) throw new Error(`${file} was not built`);
  return file;
}

/** A program of tests/handlers/programs. */
export const program = (name) => there(path.join(folder, 'programs', name));

/** The handler of a function of stacks/. */
export const handlerOf = (stack, name) => there(path.join(folder, 'handlers', stack, name, 'bootstrap'));
