// What `@aws/cloudformation-validate` needs for one template, as a process: it has no command of its own.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../tests/engines/package.json', import.meta.url));
const { CelEngine, TemplateFile } = await import(pathToFileURL(require.resolve('@aws/cloudformation-validate')));
const { diagnostics } = new CelEngine().validateStandard(new TemplateFile(process.argv[2]));
const fatal = diagnostics.filter(({ severity }) => severity === 'FATAL' || severity === 'ERROR');
console.log(`${diagnostics.length} findings, ${fatal.length} errors`);
for (const { ruleId, message } of fatal.slice(0, 5)) console.log(`${ruleId} ${message}`);
