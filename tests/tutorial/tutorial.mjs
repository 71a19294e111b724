// Follows docs/first-endpoint.md in an empty folder, and compares the outputs that it shows.
//
//   tutorial.mjs             exit 1 when something differs from the tutorial
//   tutorial.mjs --update    rewrites the outputs that it shows, and the project that it ends in
//
// All `sh` blocks run in one shell, one after the other, and every command in them has to succeed. A `text` block right
// after one is its output: a line with nothing but `…` stands for any lines, a `…` in a line for any text, and numbers,
// which are times and sizes, for any number. A block under `<!-- write -->` becomes the file that its other comment names. The files of
// tests/tutorial/catalog are what the project has in the end, and the documents' excerpts are compared with them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDbLocal } from '../engines/engine/dynamodb-local.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const expected = fileURLToPath(new URL('catalog', import.meta.url));
const { BOB_HOME, SCRATCH } = process.env;
if (!BOB_HOME || !SCRATCH) throw new Error('BOB_HOME and SCRATCH are not set; run this through ctest or ninja');
const update = process.argv.includes('--update');
const page = path.join(root, 'docs/first-endpoint.md');

/** What the reader does in bob's clone. Here the tools are there, and bob is built and installed in BOB_HOME: the test
 * install.prefix ran the last of these, for this test and others. */
const IN_THE_CLONE = ['tools/install handlers', 'cmake -S . -B build/dev -G Ninja', 'ninja -C build/dev', 'cmake --install build/dev --prefix ~/bob'];
/** Where the tutorial has DynamoDB Local. */
const DATABASE = 'http://localhost:8000';

/** The fenced blocks: language, text, comments before it, and where its text begins and ends in the page. */
function blocks(lines) {
  const found = [];
  for (let i = 0; i < lines.length; ++i) {
    if (!lines[i].startsWith('```')) continue;
    const begin = i + 1;
    const comments = [];
    for (let above = i - 1; /^<!-- .* -->$/.test(lines[above]); --above) comments.push(lines[above].slice(5, -4));
    while (lines[++i] !== '```') assert.ok(i < lines.length, `line ${begin}: the block does not end`);
    found.push({ language: lines[begin - 1].slice(3), text: lines.slice(begin, i).join('\n'), comments, begin, end: i });
  }
  return found;
}

/** A shell that keeps its folder and its variables from one block to the next. */
class Shell {
  #child;
  #output = '';
  #waiting;
  #count = 0;

  constructor(folder, environment) {
    this.#child = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.setEncoding('utf8').on('data', (data) => {
        this.#output += data;
        this.#look();
      });
    this.#child.on('exit', (code) => this.#waiting?.reject(new Error(`the shell ended with ${code}\n${this.#output}`)));
    this.#child.stdin.write("exec 2>&1\ntrap 'echo \"@failed $?: $BASH_COMMAND\"' ERR\n");
  }

  #look() {
    const end = this.#output.indexOf(`@done ${this.#count}\n`);
    if (end < 0 || !this.#waiting) return;
    const { resolve, reject, commands } = this.#waiting;
    const output = this.#output.slice(0, end);
    this.#output = '';
    this.#waiting = null;
    if (/^@failed /m.test(output)) reject(new Error(`a command fails:\n${commands}\n--- and says\n${output}`));
    else resolve(output);
  }

  run(commands) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, commands };
      // What a command reads is not the script.
      this.#child.stdin.write(`{\n${commands}\n} </dev/null\necho "@done ${++this.#count}"\n`);
    });
  }

  end() {
    this.#child.stdin.end();
  }
}

/** Whether the line that is shown is the one that was written. */
function same(shown, written) {
  const comparable = (line) => line.replace(/\d+(\.\d+)?/g, '0').replace(/ +/g, ' ').trim();
  const exactly = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${comparable(shown).split('…').map(exactly).join('.*')}$`).test(comparable(written));
}

/** Why the output is not what the page shows; nothing when it is. */
function difference(shown, output) {
  const lines = output.trimEnd().split('\n');
  let at = 0;
  let anything = false;
  for (const line of shown.split('\n')) {
    if (line === '…') {
      anything = true;
      continue;
    }
    const found = anything ? lines.findIndex((one, i) => i >= at && same(line, one)) : at < lines.length && same(line, lines[at]) ? at : -1;
    if (found < 0) return line;
    at = found + 1;
    anything = false;
  }
  return anything || at === lines.length ? undefined : `(nothing more), where it says \`${lines[at]}\``;
}

/** The output, with what the page leaves out left out again. */
function renewed(shown, output) {
  if (!shown.includes('…')) return output.trimEnd();
  const lines = output.trimEnd().split('\n');
  let at = 0;
  return shown.split('\n').map((line) => {
    const found = line.includes('…') ? -1 : lines.findIndex((one, i) => i >= at && same(line, one));
    if (found < 0) return line;
    at = found + 1;
    return lines[found];
  }).join('\n');
}

function files_below(folder, within = '') {
  return readdirSync(path.join(folder, within)).sort().flatMap((name) => {
    const file = path.join(within, name);
    if (file === 'build') return [];
    return statSync(path.join(folder, file)).isDirectory() ? files_below(folder, file) : [file];
  });
}

rmSync(SCRATCH, { recursive: true, force: true });
mkdirSync(path.join(SCRATCH, 'work'), { recursive: true });
const project = path.join(SCRATCH, 'work/catalog');
const environment = {
  PATH: process.env.PATH,
  HOME: BOB_HOME,
  // The libraries of handlers and the objects of an earlier run, as a reader has them the second time.
  BOB_DEPS: process.env.BOB_DEPS ?? path.join(root, 'build/deps'),
  CCACHE_DIR: process.env.CCACHE_DIR ?? path.join(process.env.HOME ?? '/', '.cache/ccache'),
  // Without the base folder, which would call the same sources another name in each test.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^CCACHE_(DEPEND|SLOPPINESS)$/.test(name))),
  CCACHE_NOHASHDIR: '1',
  LANG: 'C.UTF-8',
};

const lines = readFileSync(page, 'utf8').split('\n');
const all = blocks(lines);
const database = await DynamoDbLocal.start();
const shell = new Shell(path.join(SCRATCH, 'work'), environment);
const replacements = [];
let ran = 0;
let failures = 0;
const fail = (message) => {
  console.error(`FAILED: ${message}`);
  failures += 1;
};

try {
  for (const [i, block] of all.entries()) {
    const at = `docs/first-endpoint.md:${block.begin}`;
    if (block.comments.includes('write')) {
      const [, file] = /^from tests\/tutorial\/catalog\/(.*)$/m.exec(block.comments.join('\n')) ?? [];
      assert.ok(file, `${at}: say which file this is`);
      writeFileSync(path.join(project, file), `${block.text}\n`);
      continue;
    }
    if (block.language !== 'sh') continue;
    let commands = block.text;
    if (block.comments.includes("in bob's clone")) {
      assert.deepEqual(commands.split('\n'), IN_THE_CLONE, at);
      commands = 'ls ~/bob/bin/bobgen >/dev/null';
    }
    const began = Date.now();
    const output = (await shell.run(commands.replaceAll(DATABASE, database.endpoint))).replaceAll(database.endpoint, DATABASE);
    ++ran;
    console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${commands.split('\n')[0]}`);
    const shown = all[i + 1];
    if (shown?.language !== 'text') continue;
    if (update) {
      replacements.unshift({ ...shown, text: renewed(shown.text, output) });
      continue;
    }
    const wrong = difference(shown.text, output);
    if (wrong !== undefined) fail(`${at}: the output is not as shown, from this line on: ${wrong}\n--- it says\n${output}`);
  }
  assert.ok(ran > 5, 'the tutorial has commands');
} finally {
  shell.end();
  await database.stop();
}

const made = files_below(project);
if (update) {
  for (const { begin, end, text } of replacements) lines.splice(begin, end - begin, ...text.split('\n'));
  writeFileSync(page, lines.join('\n'));
  rmSync(expected, { recursive: true, force: true });
  for (const file of made) {
    mkdirSync(path.dirname(path.join(expected, file)), { recursive: true });
    writeFileSync(path.join(expected, file), readFileSync(path.join(project, file)), { mode: statSync(path.join(project, file)).mode });
  }
  process.exit(0);
}

const how = '`ninja -C build/dev update_tutorial` brings it up to date';
if (made.join() !== files_below(expected).join()) fail(`the project has other files than tests/tutorial/catalog; ${how}\n${made.join('\n')}`);
else for (const file of made)
  if (readFileSync(path.join(project, file), 'utf8') !== readFileSync(path.join(expected, file), 'utf8'))
    fail(`${file} is not as in tests/tutorial/catalog; ${how}`);
process.exit(failures > 0 ? 1 : 0);
