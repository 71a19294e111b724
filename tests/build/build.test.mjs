// `bobgen build` in a separate project, in two places: other programs unpack its archives, its handlers are run, and every
// one of its findings is provoked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const { BOB_BUILD, BOB_CMAKE, BOB_LAUNCHER, BOB_PREFIX, SCRATCH } = process.env;
for (const [name, value] of Object.entries({ BOB_BUILD, BOB_CMAKE, BOB_PREFIX, SCRATCH, BOB_DEPS: process.env.BOB_DEPS }))
  if (!value) throw new Error(`${name} is not set; run this through ctest`);
// Whether the processor that is not this machine's is compiled for at the second place, too.
const everywhere = Boolean(process.env.EVERYWHERE);
// The tests with an installed bob share what they compile of it: a compiler cache knows it by its full name. And it must not
// take what was compiled at one place for what is compiled at another.
delete process.env.CCACHE_BASEDIR;

function run(command, words, options = {}) {
  const made = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (made.error) throw made.error;
  return made;
}

function output_of(command, words, options) {
  const { status, stdout, stderr } = run(command, words, options);
  assert.equal(status, 0, `${command} ${words.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The project below a folder, with its own bobgen, built with the bob that is installed there. */
function project_at(folder, prefix) {
  mkdirSync(folder, { recursive: true });
  const project = path.join(folder, 'project');
  cpSync(path.join(here, 'project'), project, { recursive: true });
  const build = path.join(project, 'build/dev');
  output_of(BOB_CMAKE, ['-S', project, '-B', build, '-G', 'Ninja', `-Dbob_ROOT=${prefix}`,
    ...(BOB_LAUNCHER ? [`-DCMAKE_CXX_COMPILER_LAUNCHER=${BOB_LAUNCHER}`] : [])]);
  output_of(BOB_CMAKE, ['--build', build]);
  return project;
}

rmSync(SCRATCH, { recursive: true, force: true });
const one = project_at(path.join(SCRATCH, 'one'), BOB_PREFIX);
const bobgen = (words, cwd = one, env = {}) =>
  run(path.join(cwd, 'build/dev/bobgen'), words, { cwd, env: { ...process.env, ...env } });
const build = (...words) => bobgen(['build', ...words]);

const artifacts = (...names) => path.join(one, 'build/artifacts/shop', ...names);
const archive = (name) => readFileSync(artifacts(`${name}.zip`));
const manifest = () => JSON.parse(readFileSync(artifacts('manifest.json'), 'utf8'));
const program = (architecture, handler) => path.join(one, 'build/handlers', architecture, 'handlers/shop', handler, 'bootstrap.stripped');

/** Everything below the folder of the artifacts, by name. */
const picture = () => Object.fromEntries(readdirSync(artifacts()).sort().map((name) =>
  [name, createHash('sha256').update(readFileSync(artifacts(name))).digest('hex')]));

/** The ids of the rules in a report. */
const rules_in = (report) => [...report.matchAll(/^(?:error|warning)\[([a-z-]+)\]/gm)].map(([, id]) => id);
const fired = new Set();

/** A build that is rejected for one reason, and leaves the artifacts as they were. */
function refused(rule, words, ...texts) {
  const before = existsSync(artifacts()) ? picture() : {};
  const { status, stdout, stderr } = build(...words);
  assert.equal(status, 1, stdout + stderr);
  assert.equal(stdout, '');
  const errors = [...stderr.matchAll(/^error\[([a-z-]+)\]/gm)].map(([, id]) => id);
  assert.deepEqual(errors, [rule], stderr);
  for (const text of texts) assert.ok(stderr.includes(text), `it does not say \`${text}\`:\n${stderr}`);
  assert.deepEqual(existsSync(artifacts()) ? picture() : {}, before);
  rules_in(stderr).forEach((id) => fired.add(id));
  return stderr;
}

const handler = (name) => path.join(one, 'stacks/shop/handlers', `${name}.cpp`);

/** Puts commands at the end of the project's CMakeLists.txt for a while. */
function with_changes(commands, action) {
  const lists = path.join(one, 'CMakeLists.txt'), text = readFileSync(lists, 'utf8');
  writeFileSync(lists, text + commands);
  try {
    action();
  } finally {
    writeFileSync(lists, text);
  }
}

/** The entries of a zip file, as its central directory has them. */
function entries_of(zip) {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  assert.notEqual(end, -1);
  const made = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); ++i) {
    const size = zip.readUInt16LE(at + 28), extra = zip.readUInt16LE(at + 30), comment = zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    made.push({
      name: zip.toString('utf8', at + 46, at + 46 + size), mode: zip.readUInt32LE(at + 38) >>> 16, system: zip[at + 5],
      time: zip.readUInt32LE(at + 12), extra: extra + zip.readUInt16LE(local + 28), comment,
      bytes: inflateRawSync(zip.subarray(data, data + zip.readUInt32LE(at + 20))),
    });
    at += 46 + size + extra + comment;
  }
  return made;
}

// --- What works -------------------------------------------------------------------------------------------------------

test('every function has its archive, and a line about it', () => {
  const { status, stdout, stderr } = build('stage=dev');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^function +for +program +zip +what makes it big$/m);
  for (const [name, processor] of [['quotePrice', 'x86_64'], ['placeOrder', 'arm64']])
    assert.match(stdout, new RegExp(`^shop/${name} +${processor} +\\d\\.\\d\\d MB +\\d\\.\\d\\d MB  OpenSSL \\d.*, handler \\d+ kB$`, 'm'));
  assert.match(stdout, /^2 archives, .* in build\/artifacts, /m);
  assert.deepEqual(readdirSync(artifacts()).sort(), ['manifest.json', 'placeOrder.zip', 'quotePrice.zip', 'sbom.cdx.json']);
});

test('a grant that the handler never uses is a warning at its place', () => {
  const { status, stderr } = build('stage=dev', '--quiet', '--diagnostics', 'short');
  assert.equal(status, 0);
  const line = readFileSync(path.join(one, 'stacks/shop/functions.h'), 'utf8').split('\n').findIndex((text) => text.includes('queries<orders>')) + 1;
  assert.equal(stderr, `stacks/shop/functions.h:${line}:34: warning: the handler of \`quotePrice\` never queries table \`Orders\` [unused-grant]\n`);
  fired.add('unused-grant');
});

test('the archives hold one program, with nothing of the machine or the time', () => {
  for (const name of ['quotePrice', 'placeOrder']) {
    const [entry, ...more] = entries_of(archive(name));
    assert.deepEqual(more, []);
    const { bytes, ...rest } = entry;
    assert.deepEqual(rest, { name: 'bootstrap', mode: 0o100755, system: 3, time: 0x00210000, extra: 0, comment: 0 });
    assert.equal(bytes.toString('latin1', 0, 4), '\x7fELF');
    assert.ok(!bytes.includes(SCRATCH), 'the program names the folder that it was built in');
    assert.ok(archive(name).length < 3.2e6, `${archive(name).length} bytes`);
  }
});

test('unzip and Python read them, and see the same', () => {
  const listed = output_of('unzip', ['-Z', artifacts('quotePrice.zip')]);
  assert.match(listed, /^-rwxr-xr-x .* 80-Jan-01 00:00 bootstrap$/m);
  output_of('unzip', ['-tq', artifacts('placeOrder.zip')]);
  const script = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    for one in archive.infolist():
        print(one.filename, oct(one.external_attr >> 16), one.date_time, one.compress_type, one.file_size)`;
  const seen = output_of('python3', ['-c', script, artifacts('quotePrice.zip')]);
  const size = statSync(program('x86_64', 'quote_price')).size;
  assert.equal(seen, `bootstrap 0o100755 (1980, 1, 1, 0, 0, 0) 8 ${size}\n`);
});

test('the manifest says what Lambda will say', () => {
  const { stack, functions, version, parameters } = manifest();
  assert.equal(stack, 'shop');
  const hash = (name) => createHash('sha256').update(archive(name)).digest('base64');
  assert.deepEqual(parameters, {
    ArtifactPrefix: `${version}/`, PlaceOrderCodeSha256: hash('placeOrder'), QuotePriceCodeSha256: hash('quotePrice'),
  });
  assert.match(version, /^[0-9a-f]{16}$/);
  assert.deepEqual(functions, [['placeOrder', 'arm64', 'place_order'], ['quotePrice', 'x86_64', 'quote_price']].map(([name, architecture, source]) => ({
    function: name, file: `${name}.zip`, architecture,
    code_sha256: createHash('sha256').update(archive(name)).digest('base64'),
    archive_bytes: archive(name).length, program_bytes: statSync(program(architecture, source)).size,
  })));
});

test('the bill of materials names what is linked, each with its version and hash', () => {
  const sbom = JSON.parse(readFileSync(artifacts('sbom.cdx.json'), 'utf8'));
  assert.equal(sbom.bomFormat, 'CycloneDX');
  for (const architecture of ['arm64', 'x86_64']) {
    const names = sbom.components.filter((one) => one.properties[0].value === architecture).map((one) => one.name);
    for (const name of ['libc', 'libcrypto', 'libcurl', 'libssl', 'libstdc++', 'nlohmann-json']) assert.ok(names.includes(name), `${architecture} ${name}`);
  }
  for (const { name, version, hashes: [{ content }] } of sbom.components) {
    assert.match(version, /^[0-9]/, name);
    assert.match(content, /^[0-9a-f]{64}$/, name);
  }
  // Debian's source packages: of GCC's libraries not `gcc`, which makes compilers alone.
  for (const { name, purl } of sbom.components)
    if (/^lib(stdc|gcc)/.test(name)) assert.match(purl, /^pkg:deb\/debian\/gcc-[0-9]+@[0-9][^?]*\?arch=source$/);
    else if (name === 'libc') assert.match(purl, /^pkg:deb\/debian\/glibc@/);
});

test('libraries that are older than 30 days are told of', () => {
  const question = readFileSync(path.join(one, 'build/handlers/x86_64/handler-libraries.txt'), 'utf8').split('\n');
  const old = path.join(SCRATCH, 'old-libraries');
  cpSync(question[2], old, { recursive: true, dereference: true });
  output_of('touch', ['-d', '40 days ago', path.join(old, 'versions')]);
  const report = output_of(question[0], ['report', old, question[3], question[4]]);
  assert.match(report, /^age\t40$/m);
  assert.match(report, /^libcurl\t7\.88\.1-\S+\tcurl\t[0-9a-f]{64}$/m);
});

test('the programs run, each on its processor', () => {
  const event = path.join(SCRATCH, 'event.json');
  writeFileSync(event, '{"pieces": 20, "cents_each": 125}');
  const unpacked = (name) => {
    const folder = path.join(SCRATCH, 'unpacked', name);
    mkdirSync(folder, { recursive: true });
    output_of('unzip', ['-qo', artifacts(`${name}.zip`), '-d', folder]);
    return path.join(folder, 'bootstrap');
  };
  const native = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  for (const [name, architecture] of [['quotePrice', 'x86_64'], ['placeOrder', 'arm64']]) {
    const words = [unpacked(name), '--event', event];
    if (architecture !== native) words.unshift(architecture === 'arm64' ? 'qemu-aarch64-static' : 'qemu-x86_64-static');
    const answer = output_of(words[0], words.slice(1));
    assert.deepEqual(JSON.parse(answer), { cents: 2250, processor: architecture });
  }
});

test('the time that a program takes to start is told where it can run, and where not it is said', () => {
  const { status, stdout, stderr } = build('stage=dev', '--startup');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^function +for +program +zip +start +what makes it big$/m);
  const machine = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  for (const [name, processor] of [['quotePrice', 'x86_64'], ['placeOrder', 'arm64']]) {
    const start = processor === machine ? '(\\d+\\.\\d) ms' : '-';
    const [, time] = new RegExp(`^shop/${name} .* MB +${start}  OpenSSL`, 'm').exec(stdout) ?? assert.fail(stdout);
    if (processor === machine) assert.ok(Number(time) > 0 && Number(time) < 10_000, time);
    else assert.match(stderr, new RegExp(`note: the start of \`${name}\` was not measured: this machine is ${machine}`));
  }
  assert.equal(build('stage=dev', '--startup', '--quiet').status, 2);
});

test('a second run changes nothing, and takes no time', () => {
  const before = picture();
  const started = process.hrtime.bigint();
  assert.equal(build('stage=dev', '--quiet').status, 0);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  assert.deepEqual(picture(), before);
  assert.ok(seconds < 5, `${seconds} s`);
});

test('one function alone can be built, and the manifest keeps the other', () => {
  const before = picture();
  rmSync(artifacts('quotePrice.zip'));
  const { status, stdout, stderr } = build('stage=dev', 'function=quotePrice');
  assert.equal(status, 0, stderr);
  assert.ok(!stdout.includes('placeOrder'));
  assert.deepEqual(picture(), before);
});

test('another processor than the declared one has to go elsewhere', () => {
  assert.equal(build('stage=dev', '--arch', 'arm64').status, 2);
  const { status, stderr } = build('stage=dev', '--arch', 'arm64', '--out', 'elsewhere', '--quiet');
  assert.equal(status, 0, stderr);
  const elsewhere = JSON.parse(readFileSync(path.join(one, 'elsewhere/shop/manifest.json'), 'utf8'));
  assert.deepEqual(elsewhere.functions.map((each) => each.architecture), ['arm64', 'arm64']);
});

test('mbedTLS makes them small', () => {
  const { status, stderr } = build('stage=dev', 'function=quotePrice', '--tls', 'mbedtls', '--out', 'small', '--quiet');
  assert.equal(status, 0, stderr);
  assert.ok(statSync(path.join(one, 'small/shop/quotePrice.zip')).size < 1.2e6);
});

test('osls packages them where serverless.yml points', async () => {
  const { status, stderr } = bobgen(['emit', 'stage=dev', '--quiet']);
  assert.equal(status, 0, stderr);
  const { packagedInPlace } = await import('../engines/engine/serverless.mjs');
  const home = path.join(one, 'templates/shop/dev');
  await packagedInPlace('osls', home, SCRATCH);
  const state = JSON.parse(readFileSync(path.join(home, '.serverless/serverless-state.json'), 'utf8'));
  for (const { function: name, code_sha256 } of manifest().functions) {
    const file = path.resolve(home, state.service.functions[name].package.artifact);
    assert.equal(createHash('sha256').update(readFileSync(file)).digest('base64'), code_sha256);
  }
});

test('the same bytes come from another folder, another bob and another compilation', () => {
  const folder = path.join(SCRATCH, 'some where', 'deeper', 'two'), prefix = path.join(folder, 'prefix');
  output_of(BOB_CMAKE, ['--install', BOB_BUILD, '--prefix', prefix]);
  const two = project_at(folder, prefix);
  const { status, stderr } = bobgen(['build', 'stage=dev', ...(everywhere ? [] : ['function=quotePrice']), '--quiet'], two);
  assert.equal(status, 0, stderr);
  for (const name of everywhere ? ['manifest.json', 'quotePrice.zip', 'placeOrder.zip'] : ['quotePrice.zip'])
    assert.ok(readFileSync(path.join(two, 'build/artifacts/shop', name)).equals(readFileSync(artifacts(name))), `${name} differs`);
});

// --- What is rejected --------------------------------------------------------------------------------------------------

test('a function without a handler', () => {
  const said = refused('missing-handler', ['stage=missing'], 'function `quotePrices` has no handler', '--> stacks/shop/stack.cpp:',
    'there is no `stacks/shop/handlers/quote_prices.cpp`');
  assert.ok(!said.includes('quote_price.cpp`, which'), 'another function has that file');
  writeFileSync(handler('quote_price_s'), '');
  refused('missing-handler', ['stage=missing'], 'is it `stacks/shop/handlers/quote_price_s.cpp`, which belongs to no function?');
  rmSync(handler('quote_price_s'));
});

test('two functions with one handler', () => refused('shared-handler', ['stage=shared'], 'both `stacks/shop/handlers/quote_price.cpp`'));

test('one function for two processors', () => {
  refused('architecture-differs', ['stage=dev,other'], 'is for x86_64 in `shop/dev` and for arm64 in `shop/other`');
});

test('a function that is no program is left alone', () => {
  const { status, stdout, stderr } = build('stage=script');
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^`report` is left alone: its code for nodejs22\.x is not made here$/m);
  assert.ok(!stdout.includes('report'));
  assert.ok(!('ReportCodeSha256' in manifest().parameters));
});

test('the manifest has the hash of an archive that is made elsewhere', () => {
  writeFileSync(artifacts('report.zip'), 'what another tool packed');
  assert.equal(build('stage=script').status, 0);
  assert.equal(manifest().parameters.ReportCodeSha256, createHash('sha256').update(archive('report')).digest('base64'));
  rmSync(artifacts('report.zip'));
  assert.equal(build('stage=script').status, 0);
  assert.ok(!('ReportCodeSha256' in manifest().parameters));
});

test('an operation without its grant', () => {
  writeFileSync(handler('ungranted'), `#include <bob/handler.h>
#include "functions.h"
// The marker of an operation on a table whose name is only known at run time.
[[gnu::used, gnu::retain]] static const char mark[] = "bob.use:remove:Orders";
static constexpr bob::Function ungranted{.name = "ungranted"};
static std::string handle(const std::string&) {
  asm volatile("" : : "r"(mark)); // as the runtime does; a copy could be made from pieces of it
  return "";
}
static const bob::Lambda lambda = bob::handles<ungranted>(handle);
`);
  refused('use-without-grant', ['stage=ungranted', 'function=ungranted'],
    'the handler of `ungranted` erases items of table `Orders`, which the function is not granted', '`deletes<...>`');
  rmSync(handler('ungranted'));
});

test('what the compiler refuses', () => {
  const before = picture(), source = readFileSync(handler('quote_price'), 'utf8');
  writeFileSync(handler('quote_price'), source.replace('.get({', '.erase({'));
  const { status, stdout, stderr } = build('stage=dev');
  writeFileSync(handler('quote_price'), source);
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /error: static assertion failed: add deletes<…> of this table to the function's uses/);
  assert.match(stderr, /^stacks\/shop\/handlers\/quote_price\.cpp:/m);
  assert.match(stderr, /^error: the handlers do not build; no archive was changed$/m);
  assert.doesNotMatch(stderr, /FAILED|ninja: build stopped|-ffile-prefix-map/);
  assert.deepEqual(picture(), before);
});

test('a program of a newer glibc, and one with a library that Lambda lacks', () => {
  const source = readFileSync(handler('quote_price'), 'utf8');
  writeFileSync(handler('quote_price'), `#include <stdlib.h>\n${source.replace('std::int64_t cents =', 'std::int64_t cents = arc4random() % 2 +')}`);
  const words = ['stage=dev', 'function=quotePrice'];
  const dynamic = 'set_target_properties(shop-quote_price PROPERTIES LINK_OPTIONS "-static-libstdc++;-static-libgcc")\n';
  with_changes(dynamic, () =>
    refused('program-cannot-start', words, 'needs `GLIBC_2.36`, which is newer than what Amazon Linux 2023 has'));
  const library = 'target_link_libraries(shop-quote_price PRIVATE -Wl,--no-as-needed libz.so -Wl,--as-needed)\n';
  with_changes(dynamic + library, () =>
    refused('program-cannot-start', words, 'needs `libz.so.1`, which Amazon Linux 2023 does not have'));
  writeFileSync(handler('quote_price'), source);
});

test('a program of another processor, and what is none', () => {
  const words = ['stage=dev', 'function=quotePrice'];
  const in_place_of = (file) => `add_custom_command(TARGET shop-quote_price POST_BUILD VERBATIM
  COMMAND \${CMAKE_COMMAND} -E copy [[${file}]] $<TARGET_FILE_DIR:shop-quote_price>/bootstrap.stripped)
`;
  with_changes(in_place_of(program('arm64', 'place_order')), () =>
    refused('program-cannot-start', words, 'is for arm64, but the function for x86_64'));
  with_changes(in_place_of(path.join(here, 'CMakeLists.txt')), () =>
    refused('program-cannot-start', words, "the program of `quotePrice` can't be read: it is not an ELF file"));
  assert.equal(build(...words, '--quiet').status, 0, 'it is good again');
});

test('a program that is too large, in an archive that is, too', () => {
  const noise = path.join(SCRATCH, 'noise');
  writeFileSync(noise, randomBytes(53_000_000));
  writeFileSync(handler('large'), `#include <bob/handler.h>
#include "functions.h"
asm(".section .rodata.noise,\\"aR\\"\\n.incbin \\"${noise}\\"\\n.previous\\n.section .rodata.rest,\\"aR\\"\\n.zero 210000000\\n.previous");
static constexpr bob::Function large{.name = "large"};
static std::string handle(const std::string& event) { return event; }
static const bob::Lambda lambda = bob::handles<large>(handle);
`);
  const said = refused('program-too-large', ['stage=large', 'function=large'], 'bytes, and Lambda takes 262144000');
  assert.match(said, /^warning\[archive-too-large\]: the archive of `large` has 5\d{7} bytes, and Lambda takes 52428800$/m);
  rmSync(handler('large'));
  rmSync(noise);
});

test('words that make no sense', () => {
  for (const [words, said] of [
    [['function=quotePrices', 'stage=dev'], 'there is no function `quotePrices`; there are `quotePrice`, `placeOrder`; did you mean `quotePrice`?'],
    [['stage=prod'], 'no stack has a stage `prod`'],
    [['region=x', 'stage=dev'], 'no stack asks for `region`'],
  ]) {
    const { status, stderr } = build(...words);
    assert.equal(status, 2);
    assert.ok(stderr.includes(said), stderr);
  }
});

test('a project that does not say what its handlers are', () => {
  const lists = path.join(one, 'CMakeLists.txt'), text = readFileSync(lists, 'utf8');
  writeFileSync(lists, text.replace(/^bob_add_handlers.*$/m, ''));
  const { status, stderr } = build('stage=dev');
  writeFileSync(lists, text);
  assert.equal(status, 1);
  assert.match(stderr, /`bob_add_handlers\(STACKS \.\.\.\)` takes the stack's folder/);
});

test('without CMake it says what to do', () => {
  const { status, stderr } = bobgen(['build', 'stage=dev'], one, { PATH: '/nonexistent' });
  assert.equal(status, 2);
  assert.match(stderr, /^error: can't run `cmake`: No such file or directory; `tools\/install handlers`/m);
});

test('every rule about handlers was fired here', () => {
  const listed = readFileSync(path.join(here, '../rules/unfired_rules.txt'), 'utf8').split('\n')
    .filter((line) => line.includes('`bobgen build`') && !line.startsWith('#')).map((line) => line.split(':')[0]);
  assert.deepEqual([...fired].sort(), listed.sort());
});
