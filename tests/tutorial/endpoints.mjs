// Every kind of endpoint that `bobgen new` makes: formatted, without a warning, and with tests that pass; and what it
// rejects, with nothing written.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { BOBGEN, CXX, SCRATCH } = process.env;
for (const [name, value] of Object.entries({ BOBGEN, CXX, SCRATCH }))
  if (!value) throw new Error(`${name} is not set; run this through ctest`);

const environment = { ...process.env };
delete environment.BOB_ROOT;
const run = (command, words, cwd) => {
  const made = spawnSync(command, words, { encoding: 'utf8', cwd, env: environment, maxBuffer: 1 << 26 });
  if (made.error) throw made.error;
  return made;
};
const succeeds = (command, words, cwd) => {
  const { status, stdout, stderr } = run(command, words, cwd);
  assert.equal(status, 0, `${command} ${words.join(' ')}\n${stdout}${stderr}`);
  return stdout;
};

const files_below = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const file = path.join(folder, entry.name);
  return entry.isDirectory() ? files_below(file) : [file];
});
/** Every file with its text. */
const picture = (folder) => Object.fromEntries(files_below(folder).map((file) => [file, readFileSync(file, 'utf8')]));

const empty = (name) => {
  const folder = path.join(SCRATCH, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};

const TABLES = `/// What is stored.
#pragma once

#include <bob/table.h>

namespace my_shop {

using bob::key;

struct Thing {
    std::string id;
    std::string name;
};

inline constexpr bob::Table<Thing> things{
    .name = "Things",
    .partition_key = key<&Thing::id>,
};

struct Slot {
    std::string owner;
    std::uint64_t number;
    bob::Timestamp begins, ends;
    bool taken = false;
};

inline constexpr bob::Table<Slot> slots{
    .name = "Slots",
    .partition_key = key<&Slot::owner>,
    .sort_key = key<&Slot::number>,
};

}  // namespace my_shop
`;

/** A project with one stack and these tables. */
function project(name) {
  const folder = empty(name);
  succeeds(BOBGEN, ['new', 'project', 'my-shop'], folder);
  const made = path.join(folder, 'my-shop');
  writeFileSync(path.join(made, 'stacks/my-shop/tables.h'), TABLES);
  return made;
}

const endpoint = (folder, name, ...words) => run(BOBGEN, ['new', 'endpoint', 'my-shop', name, ...words], folder);

test('what is made is formatted, compiles without a warning, and passes its tests', () => {
  const folder = project('kinds');
  const slot = ['--path', '/owners/{owner}/slots/{number}', '--table', 'slots'];
  const thing = ['--path', '/things/{id}', '--table', 'things'];
  const kinds = [
    ['getSlot', ...slot], ['putSlot', '--method', 'PUT', ...slot], ['deleteSlot', '--method', 'DELETE', ...slot],
    ['offerSlot', '--method', 'POST', '--path', '/owners/{owner}/slots', '--table', 'slots'],
    ['getThingForTheOverviewPage', ...thing], ['eraseThing', '--method', 'DELETE', ...thing],
    ['createThing', '--method', 'POST', '--path', '/things', '--table', 'things'],
    ['ping', '--path', '/', '--method', 'ANY'],
    ['find-by-all-of-these', '--path', '/a/{owner-name}/{class}/{x.y}/{rest+}', '--api', 'rest'],
  ];
  for (const words of kinds) {
    const { status, stderr } = endpoint(folder, ...words);
    assert.equal(status, 0, stderr);
  }
  const stack = path.join(folder, 'stacks/my-shop');
  const sources = files_below(stack).filter((file) => /\.(h|cpp)$/.test(file));
  assert.equal(sources.length, 3 + 7 * 5 + 2 * 2);
  succeeds('clang-format-19', ['--dry-run', '-Werror', ...sources], folder);

  const options = ['-std=c++20', '-Wall', '-Wextra', '-Wno-missing-field-initializers', '-Werror', '-O0',
    `-I${stack}`, `-I${root}runtime`, `-I${root}dsl`, `-I${root}`];
  const below = (name) => sources.filter((file) => file.endsWith('.cpp') && path.dirname(file) === path.join(stack, name));
  assert.equal(below('handlers').length, kinds.length);
  for (const source of [...below('handlers'), path.join(stack, 'stack.cpp')]) succeeds(CXX, [...options, '-fsyntax-only', source], folder);

  // Those of use cases need nothing but these; those of handlers run with the tutorial's.
  const of_use_cases = below('tests').filter((file) => existsSync(path.join(stack, 'use_cases', path.basename(file).replace('_test.cpp', '.cpp'))));
  assert.equal(of_use_cases.length, 7);
  const program = path.join(folder, 'tests');
  succeeds(CXX, [...options, ...of_use_cases, ...below('use_cases'), '-lgtest_main', '-lgtest', '-o', program], folder);
  assert.match(succeeds(program, [], folder), /\[ {2}PASSED {2}\] 13 tests/);

  for (const file of files_below(path.join(stack, 'tests')).filter((one) => one.endsWith('.json'))) JSON.parse(readFileSync(file, 'utf8'));
});

test('what is there already is not replaced', () => {
  const folder = project('refusals');
  const refused = (made, words) => {
    assert.equal(made.status, 2);
    assert.equal(made.stdout, '');
    assert.ok(made.stderr.startsWith('error: '), made.stderr);
    assert.ok(made.stderr.includes(words), made.stderr);
  };
  const get = ['getThing', '--path', '/things/{id}'];
  mkdirSync(path.join(folder, 'stacks/my-shop/handlers'), { recursive: true });
  const handler = path.join(folder, 'stacks/my-shop/handlers/get_thing.cpp');
  writeFileSync(handler, 'mine\n');
  let before = picture(folder);
  const unchanged = () => assert.deepEqual(picture(folder), before);

  refused(endpoint(folder, ...get), '`stacks/my-shop/handlers/get_thing.cpp` is there already; nothing was written');
  unchanged();
  refused(run(BOBGEN, ['new', 'project', '.'], folder), 'are there already');
  unchanged();
  refused(run(BOBGEN, ['new', 'stack', 'my-shop'], folder), 'are there already');
  unchanged();
  refused(run(BOBGEN, ['new', 'stack', 'new'], folder), 'cannot be the name of a C++ namespace');
  refused(run(BOBGEN, ['new', 'endpoint', 'my-shp', ...get], folder), 'did you mean `my-shop`?');
  refused(run(BOBGEN, ['new', 'endpiont', 'my-shop', ...get], folder), 'did you mean `endpoint`?');
  refused(run(BOBGEN, ['--root', SCRATCH, 'new', 'stack', 'other'], folder), 'there is no `CMakeLists.txt` here');
  refused(run(BOBGEN, ['emit'], folder), 'this bobgen has no stacks');
  refused(run(BOBGEN, ['new', 'project', 'a b'], folder), 'is not a valid project name');
  refused(run(BOBGEN, ['new', 'project', 'my_shop'], folder), 'is not a valid stack name');
  unchanged();

  assert.equal(endpoint(folder, ...get, '--force').status, 0);
  assert.notEqual(readFileSync(handler, 'utf8'), 'mine\n');
  before = picture(folder);
  refused(endpoint(folder, ...get, '--force'), '`get_thing` is already declared');
  unchanged();
});

test('all is written or nothing', () => {
  const folder = project('half');
  const before = picture(folder);
  // A file stands where a folder would have to be made.
  writeFileSync(path.join(folder, 'stacks/my-shop/tests'), '');
  const { status, stderr } = endpoint(folder, 'getThing', '--path', '/things/{id}');
  assert.equal(status, 2);
  assert.match(stderr, /^error: can't make the folder of .*; nothing was written\n$/);
  rmSync(path.join(folder, 'stacks/my-shop/tests'));
  assert.deepEqual(picture(folder), before);
});

test('a stack is added to the project, and the launcher can be started', () => {
  const folder = project('more');
  succeeds(BOBGEN, ['new', 'stack', 'mail'], folder);
  assert.match(readFileSync(path.join(folder, 'CMakeLists.txt'), 'utf8'), /^set\(stacks stacks\/my-shop stacks\/mail\)$/m);
  const once = picture(folder);
  succeeds(BOBGEN, ['new', 'stack', 'mail', '--force'], folder);
  assert.deepEqual(picture(folder), once);
  assert.ok(statSync(path.join(folder, 'bobgen')).mode & 0o100);
  succeeds('sh', ['-n', 'bobgen'], folder);
});

test("a stack is added to bob's own checkout", () => {
  const folder = empty('checkout');
  writeFileSync(path.join(folder, 'CMakeLists.txt'), readFileSync(path.join(root, 'CMakeLists.txt')));
  succeeds(BOBGEN, ['new', 'stack', 'mail'], folder);
  assert.match(readFileSync(path.join(folder, 'CMakeLists.txt'), 'utf8'), /^ *set\(bob_stacks .*stacks\/mail\)$/m);
});

test('an endpoint is added to the stacks that bob comes with', () => {
  for (const name of readdirSync(path.join(root, 'stacks'))) {
    const folder = empty(`reference-${name}`);
    const stack = path.join(folder, 'stacks', name);
    cpSync(path.join(root, 'stacks', name), stack, { recursive: true });
    const authorizer = name === 'scheduler' ? ['--authorizer', 'signed_in'] : [];
    succeeds(BOBGEN, ['new', 'endpoint', name, 'sayHello', '--path', '/hello/{name}', ...authorizer], folder);
    const sources = ['functions.h', 'stack.cpp', 'handlers/say_hello.cpp'].map((file) => path.join(stack, file));
    succeeds('clang-format-19', ['--dry-run', '-Werror', `--style=file:${root}.clang-format`, ...sources], folder);
    succeeds(CXX, ['-std=c++20', '-Wall', '-Wextra', '-Wno-missing-field-initializers', '-Werror', '-fsyntax-only',
      `-I${root}runtime`, `-I${root}dsl`, `-I${root}`, `-I${process.env.AWS_HEADERS}`, `-I${stack}`, path.join(stack, 'stack.cpp')], folder);
  }
});
