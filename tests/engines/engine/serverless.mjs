// Runs the Serverless Framework, or osls, on one serverless.yml: offline, in a copy, with made-up credentials.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from './templates.mjs';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** The smallest file that is a zip archive: the record that says "no entries". */
export const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

/** Package takes 3 s; a question on a terminal that nobody answers would take for ever. */
const PATIENCE_MS = 120_000;

export const versionOf = (framework) => JSON.parse(readFileSync(path.join(modules, framework, 'package.json'), 'utf8')).version;

/** The archives that a service's functions and layers are packaged from. */
export function artifacts(service) {
  const packages = [service, ...Object.values(service.functions ?? {}), ...Object.values(service.layers ?? {})];
  return [...new Set(packages.map((each) => each?.package?.artifact).filter(Boolean))];
}

/** Of each manifest that a variable of the service reads: the hash of every archive's code. */
export function manifests(text) {
  const made = {};
  for (const [, file, parameter] of text.matchAll(/\$\{file\(([^)]+)\):parameters\.(\w+)\}/g)) {
    made[file] ??= { parameters: {} };
    made[file].parameters[parameter] = createHash('sha256').update(EMPTY_ZIP).digest('base64');
  }
  return made;
}

/** A template as it is deployed beside these manifests: with their parameters in place. */
export function deployed(template, made) {
  const given = Object.assign({}, ...Object.values(made).map((each) => each.parameters));
  const inPlace = (node) => {
    if (Array.isArray(node)) return node.map(inPlace);
    if (node === null || typeof node !== 'object') return node;
    if (Object.keys(node).length === 1 && node.Ref in given) return given[node.Ref];
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inPlace(value)]));
  };
  const parameters = Object.entries(template.Parameters ?? {}).filter(([name]) => !(name in given));
  return { ...inPlace(template), ...(template.Parameters && { Parameters: Object.fromEntries(parameters) }) };
}

/**
 * Packages the service that `text` describes. `location` is the file's place below the project, so that artifacts it names
 * by `../` stay inside the copy. Returns {template, output}, the CloudFormation it makes; throws with the framework's own
 * words when it rejects.
 */
export async function packaged(framework, text, location) {
  const service = parse(text, location);
  if (service.configValidationMode !== undefined && service.configValidationMode !== 'error') {
    throw new Error(`configValidationMode is ${service.configValidationMode}: configuration errors must be fatal`);
  }
  const project = mkdtempSync(path.join(tmpdir(), 'bob-engines-'));
  try {
    const home = path.join(project, path.dirname(location));
    mkdirSync(home, { recursive: true });
    const strict = service.configValidationMode === undefined ? '\nconfigValidationMode: error\n' : '';
    writeFileSync(path.join(home, 'serverless.yml'), text + strict);
    for (const artifact of artifacts(service)) {
      const file = path.resolve(home, artifact);
      if (!file.startsWith(project + path.sep)) throw new Error(`artifact ${artifact} lies outside of the project`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, EMPTY_ZIP);
    }
    for (const [name, manifest] of Object.entries(manifests(text))) {
      const file = path.resolve(home, name);
      if (!file.startsWith(project + path.sep)) throw new Error(`manifest ${name} lies outside of the project`);
      writeFileSync(file, JSON.stringify(manifest));
    }
    const output = await run(framework, home, project);
    const made = path.join(home, '.serverless', 'cloudformation-template-update-stack.json');
    return { template: JSON.parse(readFileSync(made, 'utf8')), output, patched: strict !== '' };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** Packages the service in a folder where it stands, with the archives that it names. */
export const packagedInPlace = (framework, folder, home, words, variables) => run(framework, folder, home, words, variables);

function run(framework, cwd, home, words = [], variables = {}) {
  const program = path.join(modules, framework, 'bin', 'serverless.js');
  // Nothing of the caller's environment: no profile, no region, no credentials that might work.
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    AWS_ACCESS_KEY_ID: 'dummy',
    AWS_SECRET_ACCESS_KEY: 'dummy',
    AWS_EC2_METADATA_DISABLED: 'true',
    SLS_DEPRECATION_NOTIFICATION_MODE: 'error',
    SLS_INTERACTIVE_SETUP_ENABLE: '0',
    SLS_NOTIFICATIONS_MODE: 'off',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_TRACKING_DISABLED: '1',
    NO_COLOR: '1',
    CI: 'true',
    ...variables,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'package', ...words], {
      cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS,
    });
    let output = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { output += data; });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${framework} package ended with ${signal ?? code}:\n${output.trim()}`));
    });
  });
}
