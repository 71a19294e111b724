// AWS's own validator over every emitted template.yml: no error is allowed, warnings are printed.
//
//   cloudformation-validate.mjs DIRECTORY

import { CelEngine, TemplateFile, version } from '@aws/cloudformation-validate';
import { run } from './engine/report.mjs';
import { find, read, shown } from './engine/templates.mjs';

const FATAL = new Set(['FATAL', 'ERROR']);

const told = ({ severity, ruleId, message, entity, propertyPath, startLine }) =>
  [severity, ruleId, startLine && `line ${startLine}`, entity?.logicalId, propertyPath, message].filter(Boolean).join(' ');

await run('cloudformation-validate', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  console.log(`@aws/cloudformation-validate ${version()}`);
  const engine = new CelEngine();
  try {
    for (const file of files) {
      // The validator reads what it can of a broken file; our reader does not.
      const resources = Object.keys(read(file).Resources ?? {}).length;
      const { diagnostics } = engine.validateStandard(new TemplateFile(file));
      const fatal = diagnostics.filter(({ severity }) => FATAL.has(severity));
      const warnings = diagnostics.filter(({ severity }) => severity === 'WARN');
      if (fatal.length > 0) report.fail(shown(file), fatal.map(told).join('\n'));
      else if (resources === 0) report.fail(shown(file), 'it has no resource: there is nothing to validate');
      else report.pass(`${shown(file)}, ${resources} resources`);
      warnings.forEach((each) => report.note(told(each)));
      // Advice that fits every template ("supports Tags but none are configured") would bury the warnings.
      const advice = diagnostics.length - fatal.length - warnings.length;
      if (advice > 0) report.note(`and ${advice} pieces of general advice (severity INFO)`);
    }
  } finally {
    engine.free();
  }
});
