// Keeps README.md, CONTRIBUTING.md, bench/README.md and docs/ true.
//
//   docs.mjs             tests them; exit 1 if a statement is wrong
//   docs.mjs --update    rewrites everything that is generated
//
// Pages, sections and pictures are generated from `bobgen`, the headers and the list of accepted differences. A C++, YAML
// or JSON block is an excerpt of a file, which a comment before it names; a line with only `…` marks an omission. Or it
// begins with `// stack.cpp` and compiles. A `diff` block applies to the sources, which then compile. A `text` block shows
// the output of a command. A line of a `sh` block that begins with `./bobgen` runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { picture } from '../../tools/terminal-picture.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { BOBGEN, BROKEN_BOBGEN, CHANGED_BOBGEN, CXX, SCRATCH } = process.env;
for (const [name, value] of Object.entries({ BOBGEN, BROKEN_BOBGEN, CHANGED_BOBGEN, CXX, SCRATCH }))
  if (!value) throw new Error(`${name} is not set; run this through ctest or ninja`);

const read = (name) => readFileSync(path.join(root, name), 'utf8');

function run(command, words, options = {}) {
  const made = spawnSync(command, words, { encoding: 'utf8', cwd: root, maxBuffer: 1 << 26, ...options });
  if (made.error) throw made.error;
  return made;
}

function output_of(command, words, options) {
  const { status, stdout, stderr } = run(command, words, options);
  assert.equal(status, 0, `${command} ${words.join(' ')}\n${stderr}`);
  return stdout;
}

const quoted = (word) => `'${word.replace(/'/g, `'\\''`)}'`;

/** What a command prints on a terminal, in colour. script(1) is such a terminal. */
function on_terminal(expected, command, words) {
  const environment = { ...process.env };
  delete environment.NO_COLOR;
  const { status, stdout } = run('script', ['--quiet', '--return', '--command', [command, ...words].map(quoted).join(' '), '/dev/null'],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  assert.equal(status, expected, stdout);
  return stdout;
}

// --- What is generated ------------------------------------------------------------------------------------------------

const pages = {
  'docs/rules.md': () => output_of(BOBGEN, ['rules', '--markdown']),
  'docs/limits.md': () => output_of(BOBGEN, ['limits', '--markdown']),
  'docs/dsl.md': () => output_of(process.execPath, ['tools/dsl-reference.mjs']),
};

/** The findings of the stack with mistakes, as shown in the documents. */
function findings(...words) {
  const found = run(BROKEN_BOBGEN, ['--root', 'tests/docs', 'emit', 'stage=dev', '--out', path.join(SCRATCH, 'templates'), ...words]);
  assert.equal(found.status, 1, 'the stack with mistakes has errors');
  assert.equal(found.stdout, '');
  return found.stderr.trimEnd();
}

/** The list of differences between the two outputs: one-line `name: value` pairs, as described in the file. */
function accepted_differences() {
  const entries = [];
  for (const line of read('tests/engines/accepted-differences.yml').split('\n')) {
    const [, first, name, value] = /^(- |  )(\w+): (.*)$/.exec(line) ?? [];
    if (!name) {
      assert.match(line, /^(#.*)?$/, 'accepted-differences.yml has a line that is not `name: value`');
      continue;
    }
    if (first === '- ') entries.push({});
    entries.at(-1)[name] = value.replace(/^"(.*)"$|^'(.*)'$/, '$1$2');
  }
  assert.ok(entries.length > 0);
  const cell = (text) => text.replace(/\|/g, '\\|');
  return [
    '| In | At | Only in | Why |',
    '|---|---|---|---|',
    ...entries.map(({ match, path: at, lacks, reason }) => {
      const only = { 'template.yml': 'serverless.yml', 'serverless.yml': 'template.yml' }[lacks] ?? '';
      return `| \`${cell(match)}\` | ${at ? `\`${cell(at)}\`` : 'everything'} | ${only} | ${cell(reason)} |`;
    }),
  ].join('\n');
}

const fenced = (text) => `\`\`\`text\n${text}\n\`\`\``;

/** Between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
const sections = {
  findings: () => fenced(findings()),
  'short findings': () => fenced(findings('--diagnostics=short')),
  'json findings': () => fenced(findings('--diagnostics=json')),
  'accepted differences': accepted_differences,
  explain: () => fenced(output_of(BOBGEN, ['explain', 'route-conflict']).trimEnd()),
};

/** Output of bobgen as a terminal shows it. The README has the first two. */
const pictures = {
  'docs/images/finding.svg': () =>
    picture('./bobgen emit stage=dev',
      on_terminal(1, BROKEN_BOBGEN, ['--root', 'tests/docs', 'emit', 'stage=dev', '--out', path.join(SCRATCH, 'templates')]),
      'bobgen emit reports an error and a warning at their C++ lines'),
  'docs/images/change.svg': () =>
    picture('./bobgen diff templates', on_terminal(1, CHANGED_BOBGEN, ['--root', 'tests/docs/change', 'diff', 'tests/docs/change/templates']),
      'bobgen diff reports what CloudFormation will do with a change'),
  'docs/images/stack.svg': () => output_of(BOBGEN, ['graph', 'stack=scheduler', 'stage=dev', '--format', 'svg']),
  'docs/images/stack_change.svg': () => {
    const after = path.join(SCRATCH, 'changed');
    output_of(CHANGED_BOBGEN, ['--root', 'tests/docs/change', 'emit', '--quiet', '--out', after]);
    return output_of(CHANGED_BOBGEN, ['graph', 'tests/docs/change/templates', after, '--format', 'svg']);
  },
};

const generated = { ...pages, ...pictures };

const documents = () => ['README.md', 'CONTRIBUTING.md', 'bench/README.md',
  ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name}`)];
const written = () => documents().filter((name) => !(name in pages));

const with_sections = (text, name) =>
  text.replace(/(<!-- begin ([a-z ]+) -->\n)[^]*?(<!-- end \2 -->)/g, (all, begin, section, end) => {
    assert.ok(section in sections, `${name}: there is no section \`${section}\``);
    return `${begin}${sections[section]()}\n${end}`;
  });

if (process.argv.includes('--update')) {
  for (const [name, make] of Object.entries(generated)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), make());
  }
  for (const name of written()) writeFileSync(path.join(root, name), with_sections(read(name), name));
  process.exit(0);
}

const how = 'it is generated; update it with `ninja -C build/dev update_docs`';
for (const [name, make] of Object.entries(generated)) test(`${name} is current`, () => assert.equal(read(name), make(), how));
for (const name of written())
  test(`${name} has current sections`, () => assert.equal(read(name), with_sections(read(name), name), how));

// --- Snippets ---------------------------------------------------------------------------------------------------------

/** The fenced blocks of a document: language, text, the line before, the line of the file. */
function blocks(name) {
  const found = [];
  const lines = read(name).split('\n');
  let open = null;
  lines.forEach((line, i) => {
    if (!line.startsWith('```')) {
      if (open) open.lines.push(line);
    } else if (open) {
      found.push(open);
      open = null;
    } else {
      open = { language: line.slice(3), lines: [], before: lines[i - 1] ?? '', at: `${name}:${i + 1}` };
    }
  });
  assert.equal(open, null, `${name}: a block does not end`);
  return found;
}

const all_blocks = written().flatMap(blocks);

/** Every run of lines is in the file, in this order. */
function assert_excerpt(block, file) {
  const source = `\n${read(file)}`;
  let from = 0;
  for (const part of block.lines.join('\n').split(/^\s*(?:\/\/ |# )?…$\n?/m).filter((one) => one.trim() !== '')) {
    const found = source.indexOf(`\n${part.replace(/\n$/, '')}\n`, from);
    assert.notEqual(found, -1, `${block.at}: this is not in ${file}, or not in this order:\n${part}`);
    from = found + part.trimEnd().length;
  }
}

test('snippets are excerpts of tested files, or compile', () => {
  let excerpts = 0;
  for (const block of all_blocks) {
    const from = /^<!-- from (\S+) -->$/.exec(block.before);
    if (from) {
      assert_excerpt(block, from[1]);
      ++excerpts;
    } else if (['cpp', 'yaml', 'json', 'cmake'].includes(block.language)) {
      assert.equal(block.lines[0], '// stack.cpp', `${block.at}: say which file this is from`);
    } else {
      assert.ok(['sh', 'text', 'diff'].includes(block.language), `${block.at}: a block without a known language`);
    }
  }
  assert.ok(excerpts > 0);
});

const scratch = (name) => {
  const folder = path.join(SCRATCH, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};

const compiles = (folder, file) => {
  const { status, stderr } = run(CXX, ['-std=c++20', '-fsyntax-only', '-Wall', '-Wextra', '-Wno-missing-field-initializers', '-Werror',
    '-DFMT_HEADER_ONLY', '-I.', '-Idsl', file], { cwd: folder });
  assert.equal(status, 0, `${file} does not compile:\n${stderr}`);
};

test('complete stacks compile', () => {
  const complete = all_blocks.filter((one) => one.lines[0] === '// stack.cpp');
  assert.ok(complete.length > 0);
  for (const block of complete) {
    const file = path.join(scratch('snippet'), 'stack.cpp');
    writeFileSync(file, block.lines.join('\n'));
    assert.doesNotThrow(() => compiles(root, file), block.at);
  }
});

// --- Diffs ------------------------------------------------------------------------------------------------------------

test('diffs apply to the sources, which then compile', () => {
  const folder = scratch('steps');
  for (const part of ['dsl', 'generator']) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  const touched = new Set();
  const steps = all_blocks.filter((one) => one.language === 'diff');
  assert.ok(steps.length > 0);
  for (const block of steps) {
    const patch = `${block.lines.join('\n')}\n`;
    // The scratch folder may be inside a repository, which Git must ignore.
    const { status, stderr } = run('git', ['apply', '-C1', '-'],
      { cwd: folder, input: patch, env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) } });
    assert.equal(status, 0, `${block.at} does not apply:\n${stderr}`);
    for (const [, file] of patch.matchAll(/^\+\+\+ b\/(\S+\.cpp)$/gm)) touched.add(file);
  }
  for (const file of touched) compiles(folder, file);
});

// --- Commands and links -----------------------------------------------------------------------------------------------

test('commands run', () => {
  const out = scratch('templates');
  // Commands of the tutorial need its own project: tests/tutorial runs them. `new` writes sources.
  const commands = all_blocks.filter((one) => one.language === 'sh' && !one.at.startsWith('docs/first-endpoint.md'))
    .flatMap((one) => one.lines.filter((line) => /^\.\/bobgen (?!new )/.test(line)).map((line) => ({ line, at: one.at })));
  assert.ok(commands.length > 0);
  for (const { line, at } of commands) {
    // The repository may not have this branch.
    const words = line.replace(/#.*/, '').trim().split(/\s+/).slice(1).map((word) => (/^(main|feature)$/.test(word) ? 'HEAD' : word));
    // This takes minutes, and ./check builds all handlers anyway.
    if (words[0] === 'build') continue;
    const given = words.indexOf('--out');
    // Of a file, or of a folder.
    if (given >= 0) words[given + 1] = path.extname(words[given + 1]) ? path.join(scratch('file'), 'written') : out;
    else if (words[0] === 'emit') words.push('--out', out);
    // The documents do not depend on whether the committed templates are current.
    const fine = words.includes('--check') || words[0] === 'ci' || words[0] === 'diff' ? [0, 1] : [0];
    const { status, stderr } = run(BOBGEN, ['--root', '.', ...words]);
    assert.ok(fine.includes(status), `${at}: \`${line}\` exits with ${status}\n${stderr}`);
  }
});

/** GitHub's anchor of a heading. */
const anchor = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').trim().replace(/ /g, '-');

test('links resolve', () => {
  for (const name of documents()) {
    const text = read(name).replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file, fragment] = target.split('#');
      const there = file === '' ? name : path.join(path.dirname(name), file);
      assert.ok(existsSync(path.join(root, there)), `${name}: there is no ${target}`);
      if (!fragment || statSync(path.join(root, there)).isDirectory()) continue;
      const headings = [...read(there).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading));
      assert.ok(headings.includes(fragment), `${name}: ${there} has no heading ${fragment}`);
    }
  }
});

test('every page of docs/ is reachable from its index, in one step', () => {
  const linked = new Set([...read('docs/README.md').matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].map(([, target]) => path.join('docs', target)));
  for (const name of documents()) assert.ok(name === 'docs/README.md' || linked.has(name), `docs/README.md does not link ${name}`);
  assert.match(read('README.md'), /\]\(docs\/README\.md\)/, 'README.md does not link the index');
});

test('the README is short', () => assert.ok(statSync(path.join(root, 'README.md')).size <= 9000, 'README.md has more than 9 kB; move a part to docs/'));

/** `path/like/this.h` in the text, so that a document is updated when its subject moves. */
test('files named in the text exist', () => {
  const places = ['dsl', 'generator', 'stacks', 'templates', 'tests', 'tools', 'docs', 'cmake', 'bench'];
  for (const name of written()) {
    const text = read(name).replace(/^```[^]*?^```$/gm, '');
    for (const [, file] of text.matchAll(/`([\w.-]+\/[\w./-]+)`/g)) {
      if (!places.includes(file.split('/')[0])) continue;
      const folders = name === 'docs/first-endpoint.md' ? [root, path.join(root, 'tests/tutorial/catalog')] : [root];
      assert.ok(folders.some((folder) => existsSync(path.join(folder, file))), `${name} names ${file}, which is not there`);
    }
  }
});
