// Tools that users have for OpenAPI, over the documents that bob writes: the linter of Redocly, and the types that
// openapi-typescript makes, compiled.
//
//   openapi.mjs BOBGEN

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './engine/report.mjs';
import { find, shown } from './engine/templates.mjs';

const require = createRequire(new URL('openapi/package.json', import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { createConfig, lint } = (await load('@redocly/openapi-core')).default;
const typescript = path.join(path.dirname(require.resolve('typescript')), 'tsc.js');
const generator = path.join(path.dirname(require.resolve('openapi-typescript/package.json')), 'bin/cli.js');

// A URL of an example is no fault, and a licence is nothing that bob knows.
const config = await createConfig({ extends: ['recommended'], rules: { 'tag-description': 'off', 'info-license': 'off' } });

async function problems(file) {
  const found = await lint({ ref: file, config });
  return found.map((one) => `${one.severity} ${one.ruleId}: ${one.message} at ${one.location[0]?.pointer}`);
}

await run('openapi', async (report, [bobgen]) => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bob-openapi-'));
  const written = (name, text) => {
    const file = path.join(scratch, name);
    writeFileSync(file, text);
    return file;
  };
  const judge = (what, wrong) => (wrong.length ? report.fail(what, wrong.join('\n')) : report.pass(what));
  try {
    const committed = find('templates', 'openapi.yml');
    judge('there are documents', committed.length ? [] : ['no stack has one']);
    const types = [];
    for (const file of committed) {
      judge(`${shown(file)}: Redocly`, await problems(file));
      const made = path.join(scratch, `${types.length}.ts`);
      const { status, stderr } = spawnSync('node', [generator, file, '-o', made], { encoding: 'utf8' });
      judge(`${shown(file)}: openapi-typescript`, status === 0 ? [] : [stderr]);
      types.push(made);
    }
    // What callers write against them: a body with a member too few, and one of another type, do not compile.
    const client = (body) => `import type { components } from './0.ts';\n` +
      `export const offer: components['schemas']['Offer'] = ${body};\n`;
    const good = `{ startTime: '2027-01-01T10:00:00Z', endTime: '2027-01-01T11:00:00Z', location: 'online' }`;
    const compile = (...files) => spawnSync('node', [typescript, '--noEmit', '--strict', '--skipLibCheck', '--module',
      'esnext', '--moduleResolution', 'bundler', '--allowImportingTsExtensions', ...files], { encoding: 'utf8' });
    const all = compile(...types, written('good.ts', client(good)));
    judge('the types compile, and a client of them', all.status === 0 ? [] : [all.stdout]);
    for (const [name, body] of [['missing', good.replace(", location: 'online'", '')], ['type', good.replace("'online'", '4')]])
      judge(`a client with a wrong body (${name}) does not compile`,
        compile(written(`${name}.ts`, client(body))).status === 0 ? ['it does'] : []);

    const printed = (...words) => execFileSync(bobgen, ['openapi', 'stack=scheduler', 'stage=dev', ...words], { encoding: 'utf8' });
    judge('version 3.0.3: Redocly', await problems(written('old.yml', printed('--version', '3.0'))));
    judge('JSON: Redocly', await problems(written('document.json', printed('--format', 'json'))));
    // The linter does find faults.
    const broken = readFileSync(committed[0], 'utf8').replace("'#/components/schemas/Meeting'", "'#/components/schemas/Nobody'");
    const found = await problems(written('broken.yml', broken));
    judge('a reference to nothing is found', found.some((one) => one.includes('unresolved')) ? [] : [`found: ${found}`]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
