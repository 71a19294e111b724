// Creates every emitted template.yml as a stack in moto's CloudFormation, where the machine has it.
//
//   moto.mjs DIRECTORY

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NOT_RUN, run } from './engine/report.mjs';
import { find, shown } from './engine/templates.mjs';

const python = (...args) => spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 64 << 20 });

await run('moto', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  if (python('-c', 'import moto, boto3, yaml').status !== 0) {
    report.skip('moto', `${NOT_RUN}\npython3 here lacks moto, boto3 or yaml (pip install 'moto[all]' boto3 pyyaml).`);
    return;
  }
  const script = fileURLToPath(new URL('moto_create.py', import.meta.url));
  for (const file of files) {
    const { status, stdout, stderr } = python(script, file);
    const lines = stdout.trim().split('\n').filter(Boolean);
    if (status === 0) {
      report.pass(`${shown(file)}: ${lines.at(-1)}`);
      lines.slice(0, -1).forEach((line) => report.note(line));
    } else {
      report.fail(shown(file), `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n'));
    }
  }
});
