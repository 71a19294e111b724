// Creates every emitted template.yml as a stack in moto's CloudFormation, where the machine has it.
//
//   moto.mjs DIRECTORY

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Stack } from './engine/cloudformation.mjs';
import { NOT_RUN, run } from './engine/report.mjs';
import { find, read, shown } from './engine/templates.mjs';

const script = fileURLToPath(new URL('moto_create.py', import.meta.url));
const python = (args, input) => spawnSync('python3', args, { input, encoding: 'utf8', maxBuffer: 64 << 20 });

/** Creates the stack, with made-up parameters. moto fetches the code of functions, so it needs a location for it. */
function create(file) {
  const stack = new Stack(read(file));
  const parameters = Object.fromEntries(Object.entries(stack.parameters).map(([name, value]) => [name, [value].flat().join(',')]));
  const code = stack.resources('AWS::Lambda::Function').map(({ properties }) => properties.Code)
    .filter(({ S3Bucket, S3Key }) => S3Bucket && S3Key);
  const resources = stack.resources().map(({ id, type }) => ({ id, type }));
  return python([script, file], JSON.stringify({ parameters, code, resources }));
}

await run('moto', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  if (python(['-c', 'import moto, boto3']).status !== 0) {
    report.skip('moto', `${NOT_RUN}\npython3 here lacks moto or boto3 (pip install 'moto[all]' boto3).`);
    return;
  }
  for (const file of files) {
    const { status, stdout, stderr } = create(file);
    const lines = stdout.trim().split('\n').filter(Boolean);
    if (status === 0) {
      report.pass(`${shown(file)}: ${lines.at(-1)}`);
      lines.slice(0, -1).forEach((line) => report.note(line));
    } else {
      report.fail(shown(file), `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n'));
    }
  }
});
