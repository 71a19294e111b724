// cfn-lint over every emitted template.yml, where the machine has it: no finding is allowed.
//
//   cfn-lint.mjs DIRECTORY

import { spawnSync } from 'node:child_process';
import { NOT_RUN, run } from './engine/report.mjs';
import { find, shown } from './engine/templates.mjs';

const lint = (...args) => spawnSync('cfn-lint', args, { encoding: 'utf8', maxBuffer: 64 << 20 });

await run('cfn-lint', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  const version = lint('--version');
  if (version.status !== 0) {
    report.skip('cfn-lint', `${NOT_RUN}\nThere is no program cfn-lint here (pip install cfn-lint).`);
    return;
  }
  console.log(version.stdout.trim());
  for (const file of files) {
    // Warnings count too; "informational" are tips that apply to nearly every template.
    const { status, stdout, stderr } = lint('--format', 'parseable', '--non-zero-exit-code', 'warning', '--', file);
    if (status === 0) report.pass(shown(file));
    else report.fail(shown(file), (stdout + stderr).trim());
  }
});
