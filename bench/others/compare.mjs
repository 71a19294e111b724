// Measures bob, the AWS CDK and osls on the smallest stack; see ./run.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [build] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const shop = path.join(root, 'tests/install/shop');
const others = path.join(build, 'others');
const scratch = mkdtempSync(path.join(tmpdir(), 'bob-others-'));
const bobgen = path.join(build, 'bench/smallest_bobgen');

// No command needs the network or an account.
const environment = {
  ...process.env, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true', SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', CCACHE_DISABLE: '1', CI: 'true',
};

/**
 * Runs a command several times, each time so often in a row: the median of its CPU time (which a busy machine changes
 * little), the least time on the clock, and the peak memory of its largest process.
 */
function measure(command, cwd, rounds, { before = () => {}, times = 1 } = {}) {
  const cpu = [];
  const clock = [];
  let peak = 0;
  const loop = `TIMEFORMAT="%R %U %S"; time for ((i = 0; i < ${times}; ++i)); do "$@" >"$OUT" 2>&1 || { cat "$OUT" >&2; exit 1; }; done`;
  const env = { ...environment, OUT: path.join(scratch, 'printed') };
  // The first run fills caches.
  for (let round = 0; round <= rounds; round += 1) {
    before();
    const { status, stderr } = spawnSync('/usr/bin/time', ['-f', 'peak %M', 'bash', '-c', loop, 'bash', ...command], { encoding: 'utf8', cwd, env });
    const [, real, user, system, kilobytes] = /([\d.]+) ([\d.]+) ([\d.]+)\npeak (\d+)\n$/.exec(stderr) ?? [];
    if (status !== 0 || !real) throw new Error(`${command.join(' ')} ends with ${status}\n${stderr}`);
    if (round > 0) {
      cpu.push((Number(user) + Number(system)) / times);
      clock.push(Number(real) / times);
    }
    peak = Math.max(peak, Number(kilobytes) / 1024);
  }
  cpu.sort((a, b) => a - b);
  return { cpu: cpu[cpu.length >> 1], least: Math.min(...clock), peak };
}

const time = (seconds) => (seconds < 0.1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`);
let emit;
function row(what, one) {
  emit ??= one;
  console.log(`| ${what} | ${time(one.cpu)} | ${(one.cpu / emit.cpu).toFixed(0)} | ${time(one.least)} | ${one.peak.toFixed(0)} MB |`);
}

try {
  // As osls wants it: the template's folder, and an archive where the template says that it is.
  const stage = path.join(scratch, 'templates/shop/dev');
  mkdirSync(stage, { recursive: true });
  cpSync(path.join(shop, 'expected/serverless.yml'), path.join(stage, 'serverless.yml'));
  const archive = path.join(scratch, 'build/artifacts/shop');
  mkdirSync(archive, { recursive: true });
  // The smallest zip file: an end of a central directory that is empty.
  writeFileSync(path.join(archive, 'placeOrder.zip'), Buffer.from('504b0506000000000000000000000000000000000000', 'hex'));

  console.log('| | CPU time | relative | least time on the clock | Peak memory |\n|---|---|---|---|---|');
  const out = path.join(scratch, 'out');
  const emitting = [bobgen, '--root', path.join(root, 'bench'), 'emit', 'stage=dev', '--out', out];
  row('`bobgen emit`, nothing edited', measure(emitting, shop, 10, { before: () => rmSync(out, { recursive: true, force: true }), times: 20 }));
  const source = path.join(shop, 'stacks/shop/stack.cpp');
  const edited = () => {
    rmSync(out, { recursive: true, force: true });
    utimesSync(source, new Date(), new Date());
  };
  const both = ['sh', '-c', `ninja -C "${build}" --quiet smallest_bobgen && "$@"`, 'sh', ...emitting];
  row('`bobgen emit` after an edit: compile, link, check, write', measure(both, shop, 3, { before: edited }));
  const bin = (name) => path.join(others, 'node_modules/.bin', name);
  const synth = (app) => [bin('cdk'), 'synth', '--quiet', '--no-notices', '--app', app];
  row('CDK, `tsx shop.ts` alone: no type check, no command', measure([bin('tsx'), 'shop.ts'], others, 3));
  row('CDK, `cdk synth` with `tsx`: no type check', measure(synth('node_modules/.bin/tsx shop.ts'), others, 2));
  row('CDK, `cdk synth` as `cdk init` sets it up: `tsc`, then `tsx`', measure(synth('node_modules/.bin/tsc && node_modules/.bin/tsx shop.ts'), others, 2));
  const osls = path.join(root, 'tests/engines/node_modules/.bin/osls');
  row('osls, `osls package` of the emitted `serverless.yml`', measure([osls, 'package'], stage, 2));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const name of ['aws-cdk', 'aws-cdk-lib', 'tsx', 'typescript'])
  console.error(`${name} ${JSON.parse(readFileSync(path.join(others, 'node_modules', name, 'package.json'), 'utf8')).version}`);
