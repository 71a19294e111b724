// Measures the handlers that ./run built, checks that they did the same work, and prints what they took.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DynamoDbLocal } from '../../tests/engines/engine/dynamodb-local.mjs';
import { AMAZON_ROOTS, Certificates } from '../../tests/handlers/certificates.mjs';
import { ENVIRONMENT, httpApiEvent } from '../../tests/handlers/handler.mjs';

const aws4 = createRequire(new URL('../../tests/engines/package.json', import.meta.url))('aws4');
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '60' },
    calls: { type: 'string', default: '50' },
    quick: { type: 'boolean', default: false },
    tls: { type: 'string', default: 'openssl' },
    programs: { type: 'string' },
  },
});
if (options.quick) Object.assign(options, { rounds: '2', calls: '3' });
const [warmup, queries, compilations] = options.quick ? [2, 10, 1] : [200, 1000, 3];

const scratch = mkdtempSync(path.join(os.tmpdir(), 'bob-bench-'));
const environment = { ...process.env, ...ENVIRONMENT, NOTES_TABLE: 'Notes' };

// --- What is compared -----------------------------------------------------------------------------------------------

const there = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/** The program as it is deployed; a build of the tests has no other than the linked one. */
function handler(name) {
  const linked = path.join(options.programs, 'handlers/notes', name, 'bootstrap');
  return existsSync(`${linked}.stripped`) ? `${linked}.stripped` : linked;
}

function goHandler() {
  const program = path.join(options.programs, 'go-bootstrap');
  execFileSync('go', ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', program, '.'], {
    cwd: path.join(here, 'go'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
  });
  return program;
}

const missing = [];
const programs = [{ name: 'bob', command: [handler('list_notes')], packed: [handler('list_notes'), 'bootstrap'] }];
if (there('go')) {
  const program = goHandler();
  programs.push({ name: 'Go', command: [program], packed: [program, 'bootstrap'] });
} else {
  missing.push('Go was not run: there is no `go`; tools/install bench installs it');
}
const script = path.join(here, 'node/index.mjs');
programs.push({ name: 'Node.js', command: [process.execPath, script], packed: [script, 'index.mjs'] });

// --- The work -------------------------------------------------------------------------------------------------------

const notes = Array.from({ length: 10 }, (_, i) => ({
  owner: 'anna', id: `2026-03-${10 + i}`, title: `Lesson ${i + 1}`, text: 'Keep the king safe before you attack. '.repeat(6),
  stars: i, written: `2026-03-${10 + i}T19:03:58.125Z`,
}));
const stored = (note) => Object.fromEntries(Object.entries(note)
  .map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]));
const found = JSON.stringify({ Count: notes.length, Items: notes.map(stored), ScannedCount: notes.length });
for (const owner of ['anna', 'nobody'])
  writeFileSync(path.join(scratch, owner), JSON.stringify(httpApiEvent('GET', `/notes/${owner}`, { route: '/notes/{owner}', variables: { owner } })));
writeFileSync(path.join(scratch, 'items'), found);

/** Runs measure over all programs, asking for the notes of `owner`; each one's starts as it prints them. */
function measure(owner, rounds, calls, more = {}) {
  const words = [rounds, calls, path.join(scratch, owner), path.join(scratch, 'items'), scratch].map(String);
  for (const { name, command } of programs) words.push('--', name, ...command);
  // What the programs log is read only when there is something wrong.
  const log = path.join(scratch, 'log');
  const to = openSync(log, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(options.programs, 'tools/measure'), words, {
      env: { ...environment, ...more }, stdio: ['ignore', 'pipe', to],
    });
    closeSync(to);
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output.trim().split('\n').map(JSON.parse))
      : reject(new Error(`measure ended with ${code}:\n${readFileSync(log, 'utf8').slice(-2000)}`))));
  });
}

const message = (file) => {
  const text = readFileSync(path.join(scratch, file), 'utf8');
  const end = text.indexOf('\r\n\r\n');
  const [first, ...headers] = text.slice(0, end).split('\r\n');
  return {
    path: first.split(' ')[1],
    headers: Object.fromEntries(headers.map((line) => line.split(/:\s*/, 2)).map(([name], i) => [
      name.toLowerCase(), headers[i].slice(name.length + 1).trim()])),
    body: text.slice(end + 4),
  };
};

/** All sent the same query, rightly signed, and answered with the same notes. */
function checkWork() {
  for (const { name } of programs) {
    const { headers, body } = message(`${name}.query`);
    assert.deepEqual(JSON.parse(body), {
      TableName: 'Notes',
      KeyConditionExpression: '#0 = :0',
      ExpressionAttributeNames: { '#0': 'owner' },
      ExpressionAttributeValues: { ':0': { S: 'anna' } },
    }, `${name}'s query`);
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization)[1].split(';');
    const signed = aws4.sign({
      service: 'dynamodb', region: ENVIRONMENT.AWS_REGION, method: 'POST', path: '/', body, host: headers.host,
      headers: Object.fromEntries(names.map((one) => [one === 'x-amz-date' ? 'X-Amz-Date' : one, headers[one]])),
      extraHeadersToIgnore: { 'content-length': true }, // which is optional, and which nobody here signs
    }, {
      accessKeyId: ENVIRONMENT.AWS_ACCESS_KEY_ID,
      secretAccessKey: ENVIRONMENT.AWS_SECRET_ACCESS_KEY,
      sessionToken: ENVIRONMENT.AWS_SESSION_TOKEN,
    });
    const signature = (text) => /Signature=([0-9a-f]{64})/.exec(text)[1];
    assert.equal(signature(headers.authorization), signature(signed.headers.Authorization), `${name}'s signature`);
    const answer = JSON.parse(message(`${name}.answer`).body);
    assert.equal(answer.statusCode, 200, `${name}'s status`);
    assert.deepEqual(JSON.parse(answer.body), { items: notes }, `${name}'s answer`);
  }
}

// --- The table ------------------------------------------------------------------------------------------------------

const least = (numbers) => Math.min(...numbers);
const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const digits = (number) => (number >= 100 ? number.toFixed(0) : number.toPrecision(3));

const rows = [];
const broken = [];
/** `values` by program's name; `limit` is what ours may be, or `'Go'` for Go's. */
function row(what, unit, values, limit) {
  const { bob, Go: go } = values;
  const bound = limit === 'Go' ? go : limit;
  const kept = bound === undefined || bob === undefined || bob <= bound;
  if (!kept) broken.push(`${what}: ${digits(bob)} ${unit} are more than ${digits(bound)}`);
  rows.push([
    `${what}, ${unit}`,
    ...['bob', 'Go', 'Node.js'].map((name) => (values[name] === undefined ? '-' : digits(values[name]))),
    go && bob ? (bob / go).toFixed(2) : '-',
    limit === undefined ? '' : `${kept ? '' : 'NOT '}<= ${limit === 'Go' ? "Go's" : digits(limit)}`,
  ]);
}
const each = (of) => Object.fromEntries(programs.map(({ name }) => [name, of(name)]));
const of = (starts, key, summary, scale = 1) =>
  each((name) => summary(starts.filter((start) => start.name === name).map((start) => start[key])) / scale);

function print() {
  const head = ['', 'bob', 'Go', 'Node.js', 'bob / Go', 'limit'];
  const widths = head.map((word, i) => Math.max(word.length, ...rows.map((one) => one[i].length)));
  for (const one of [head, ...rows])
    console.log(one.map((text, i) => (i === 0 || i === 5 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ').trimEnd());
}

// --- What is measured -----------------------------------------------------------------------------------------------

async function startUp() {
  const starts = await measure('anna', options.rounds, options.calls);
  checkWork();
  row('start to first byte, median', 'ms', of(starts, 'first_byte', median, 1000), 'Go');
  row('start to first byte, least', 'ms', of(starts, 'first_byte', least, 1000));
  row('start to first answer, median', 'ms', of(starts, 'answer', median, 1000));
  row('CPU until the first answer, median', 'ms', of(starts, 'cpu', median, 1000), 'Go');
  row('CPU of a later call, median', 'us', of(starts, 'call_cpu', median));
  row('later call, median', 'us', of(starts, 'call', median));
  row('memory at its peak, median', 'MB', of(starts, 'rss', median, 1024));
}

/** What it takes to say no. With static linking and -static, the first exception alone took 3 ms. */
async function refusal() {
  const starts = await measure('nobody', Math.ceil(options.rounds / 2), 2);
  for (const { name } of programs) assert.equal(JSON.parse(message(`${name}.answer`).body).statusCode, 404, `${name}'s status`);
  row('CPU until the first answer, a 404, median', 'ms', of(starts, 'cpu', median, 1000), 'Go');
}

/** The same over HTTPS. All trust the same six roots, Amazon's five and the server's; Node.js its own 140 beside it. */
async function overHttps() {
  if (!there('openssl')) {
    missing.push('nothing was measured over HTTPS: there is no `openssl`; tools/install bench installs it');
    return;
  }
  // A chain as AWS's endpoints have it, all RSA with 2048 bits.
  const made = new Certificates();
  const own = made.authority('root');
  const between = made.authority('between', { issuer: own });
  const { cert, key } = made.server(between);
  const roots = made.write('roots.pem', AMAZON_ROOTS, own.cert);
  const none = path.join(scratch, 'none');
  mkdirSync(none);
  const service = createServer({ key, cert: cert + between.cert }, (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(found) }).end(found);
    });
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  const starts = await measure('anna', Math.ceil(options.rounds / 2), 2, {
    AWS_ENDPOINT_URL_DYNAMODB: `https://localhost:${service.address().port}`,
    SSL_CERT_FILE: roots, SSL_CERT_DIR: none, NODE_EXTRA_CA_CERTS: roots,
  });
  service.closeAllConnections();
  service.close();
  made.remove();
  row('CPU until the first answer over HTTPS, median', 'ms', of(starts, 'cpu', median, 1000), 6);
}

function sizes() {
  row('program', 'MB', each((name) => statSync(programs.find((one) => one.name === name).packed[0]).size / 1e6));
  const archive = each((name) => Number(execFileSync(path.join(options.programs, 'tools/pack'),
    programs.find((one) => one.name === name).packed, { encoding: 'utf8' })) / 1e6);
  row('deployment archive', 'MB', archive, options.tls === 'mbedtls' ? 'Go' : 3.2);
}

/** DynamoDB Local and a client that does nothing but query. */
async function warmQueries() {
  const engine = await DynamoDbLocal.start();
  try {
    await engine.request('CreateTable', {
      TableName: 'Notes', BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'owner', AttributeType: 'S' }, { AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }, { AttributeName: 'id', KeyType: 'RANGE' }],
    });
    for (const note of notes) await engine.request('PutItem', { TableName: 'Notes', Item: stored(note) });
    const wanted = JSON.stringify({ owner: 'anna', warmup, queries });
    writeFileSync(path.join(scratch, 'wanted'), wanted);
    const env = { ...environment, AWS_DEFAULT_REGION: environment.AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint };
    const run = (program, ...words) => {
      const answer = JSON.parse(execFileSync(program, words, { env, input: wanted, encoding: 'utf8' }));
      assert.equal(answer.items, notes.length * queries);
      return answer;
    };
    // Java compiles while the first ones query, so each is asked twice, in turn, and the quicker counts.
    const boto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
    const ours = [];
    const theirs = [];
    for (let i = 0; i < 2; ++i) {
      ours.push(run(handler('query_notes'), '--event', path.join(scratch, 'wanted')));
      if (boto3) theirs.push(run('python3', path.join(here, 'query_notes.py')));
    }
    const best = (all, key) => least(all.map((one) => one[key]));
    console.log(`\nA warm query of ten items against DynamoDB Local ${DynamoDbLocal.version()}:`);
    console.log(`  bob    ${digits(best(ours, 'cpu'))} us of CPU, ${digits(best(ours, 'wall'))} us`);
    if (!boto3) {
      missing.push('boto3 was not run: there is none; tools/install bench installs it');
      return;
    }
    const ratio = best(ours, 'cpu') / best(theirs, 'cpu');
    console.log(`  boto3  ${digits(best(theirs, 'cpu'))} us of CPU, ${digits(best(theirs, 'wall'))} us (${theirs[0].version})`);
    console.log(`  bob / boto3  ${ratio.toFixed(3)} of the CPU, limit 0.25`);
    if (ratio > 0.25) broken.push(`a warm query takes ${ratio.toFixed(2)} of boto3's CPU, more than a quarter`);
  } finally {
    await engine.stop();
  }
}

/** A handler's source at -O0, as in edit and try. */
function compileTime() {
  const compiler = process.env.CXX || 'g++';
  const words = ['-std=c++20', '-O0', '-c', '-o', '/dev/null', `-I${root}/runtime`, `-I${root}/dsl`, `-I${here}/notes`];
  const compile = (source) => {
    const shell = `"$@" || exit 1; times`;
    const begin = performance.now();
    const { status, stdout, stderr } = spawnSync('sh', ['-c', shell, 'sh', compiler, ...words, source], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${source} does not compile:\n${stderr}`);
    const wall = (performance.now() - begin) / 1000;
    const cpu = [...stdout.split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g)]
      .reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
    return { wall, cpu };
  };
  const nothing = path.join(scratch, 'nothing.cpp');
  writeFileSync(nothing, '#include <chrono>\n#include <memory>\n#include <optional>\n#include <string>\n#include <vector>\n');
  const best = (source) => {
    const all = Array.from({ length: compilations }, () => compile(source));
    return { wall: least(all.map(({ wall }) => wall)), cpu: least(all.map(({ cpu }) => cpu)) };
  };
  const ours = best(path.join(here, 'notes/handlers/list_notes.cpp'));
  const floor = best(nothing);
  console.log(`\nCompiling a handler's source at -O0 with ${compiler} takes ${ours.wall.toFixed(2)} s (${ours.cpu.toFixed(2)} s of CPU), limit 1.50 of CPU;`);
  console.log(`the five headers of the standard library that every handler has in it, ${floor.wall.toFixed(2)} s (${floor.cpu.toFixed(2)} s).`);
  if (ours.cpu > 1.5) broken.push(`a handler's source takes ${ours.cpu.toFixed(2)} s to compile, more than 1.50`);
}

try {
  await startUp();
  await refusal();
  await overHttps();
  sizes();
  print();
  await warmQueries();
  compileTime();
} catch (error) {
  console.error(error);
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true });
}
if (missing.length > 0) console.log(`\n${missing.join('\n')}`);
if (options.quick && process.exitCode === undefined) {
  console.log('\nAll of it works. This was too short to judge by, and a build of tests is another program.');
} else if (process.exitCode === undefined && broken.length > 0) {
  console.log(`\nLimits not kept:\n  ${broken.join('\n  ')}`);
  process.exitCode = 1;
}
