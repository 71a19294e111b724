// The judges that come with Python, where the machine has them: cfn-lint (no finding allowed) and moto's CloudFormation
// (every template.yml creates). Where one is missing it is reported as skipped, loudly.
//
//   python.mjs DIRECTORY

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from './engine/report.mjs';
import { find, shown } from './engine/templates.mjs';

const NOBODY_ASKED = 'THIS WAS NOT RUN. Nothing is known about it; it has not passed.';

function python(...args) {
  return spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 64 << 20 });
}

const has = (...modules) => python('-c', `import ${modules.join(', ')}`).status === 0;

function cfnLint(report, files) {
  const lint = (...args) => spawnSync('cfn-lint', args, { encoding: 'utf8', maxBuffer: 64 << 20 });
  const version = lint('--version');
  if (version.status !== 0) {
    report.skip('cfn-lint', `${NOBODY_ASKED}\nThere is no program cfn-lint here (pip install cfn-lint).`);
    return;
  }
  console.log(version.stdout.trim());
  for (const file of files) {
    // Warnings count too; "informational" are tips that apply to nearly every template.
    const { status, stdout, stderr } = lint('--format', 'parseable', '--non-zero-exit-code', 'warning', '--', file);
    if (status === 0) report.pass(`cfn-lint ${shown(file)}`);
    else report.fail(`cfn-lint ${shown(file)}`, (stdout + stderr).trim());
  }
}

function moto(report, files) {
  if (!has('moto', 'boto3', 'yaml')) {
    report.skip('moto', `${NOBODY_ASKED}\npython3 here lacks moto, boto3 or yaml (pip install 'moto[all]' boto3 pyyaml).`);
    return;
  }
  const script = fileURLToPath(new URL('moto_create.py', import.meta.url));
  for (const file of files) {
    const { status, stdout, stderr } = python(script, file);
    const lines = stdout.trim().split('\n').filter(Boolean);
    if (status === 0) {
      report.pass(`moto ${shown(file)}: ${lines.at(-1)}`);
      lines.slice(0, -1).forEach((line) => report.note(line));
    } else {
      report.fail(`moto ${shown(file)}`, `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n'));
    }
  }
}

await run('python', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  cfnLint(report, files);
  moto(report, files);
});
