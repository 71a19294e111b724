// Packages every emitted serverless.yml and compares the CloudFormation that comes out with the template.yml next to it.
//
//   osls.mjs DIRECTORY [ACCEPTED-DIFFERENCES.yml]

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Accepted, differences } from './engine/compare.mjs';
import { run } from './engine/report.mjs';
import { deployed, manifests, packaged, versionOf } from './engine/serverless.mjs';
import { find, read, shown } from './engine/templates.mjs';

/** The maintained fork, and the last release of the framework that runs without a login. */
const FRAMEWORKS = ['osls', 'serverless'];

/**
 * A REST API's deployment gets a new name on every run, so that each change is deployed; a WebSocket API's is named by
 * what it deploys, by each in its own way.
 */
const DEPLOYMENTS = { 'AWS::ApiGateway::Deployment': 'ApiGatewayDeployment', 'AWS::ApiGatewayV2::Deployment': 'WebsocketsDeployment' };
const rename = (id, { Type }) => DEPLOYMENTS[Type] ?? id;

const brief = (value) => {
  if (value === undefined) return '(nothing)';
  const text = JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
};

const told = ({ section, id, type, path: where, left, right }) =>
  `${section === 'Resources' ? `${id} (${type})` : `${section} ${id}`}${where && `, ${where}`}\n`
  + `  template.yml   ${brief(left)}\n  serverless.yml ${brief(right)}`;

async function judge(report, framework, file, root, accepted) {
  const what = `${framework} ${shown(file)}`;
  const text = readFileSync(file, 'utf8');
  let made;
  try {
    made = await packaged(framework, text, path.relative(root, file));
  } catch (error) {
    report.fail(what, error.message);
    return;
  }
  report.pass(`${what} is packaged`);
  if (made.patched) report.note('it does not set configValidationMode; errors were made fatal for this run');
  const warnings = made.output.split('\n').filter((line) => /warning|deprecat/i.test(line));
  if (warnings.length > 0) report.fail(`${what} without a warning`, warnings.join('\n'));

  const sibling = path.join(path.dirname(file), 'template.yml');
  if (!existsSync(sibling)) {
    report.fail(`${what} against template.yml`, 'there is no template.yml beside it');
    return;
  }
  const found = differences(deployed(read(sibling), manifests(text)), made.template, rename);
  const open = found.filter((each) => !accepted.covers(each));
  if (open.length > 0) report.fail(`${what} means the same as template.yml: ${open.length} differences`, open.map(told).join('\n'));
  else report.pass(`${what} means the same as template.yml, but for ${found.length} accepted differences`);
}

await run('osls', async (report, [directory, list = fileURLToPath(new URL('accepted-differences.yml', import.meta.url))]) => {
  const files = find(directory, 'serverless.yml');
  const accepted = new Accepted(read(list) ?? []);
  const root = path.dirname(path.resolve(directory));
  for (const framework of FRAMEWORKS) {
    console.log(`${framework} ${versionOf(framework)}`);
    // Two at a time: a run is one busy process, and the machines that check have two cores.
    const rest = files.map((file) => path.resolve(file));
    const worker = async () => {
      for (let file = rest.shift(); file; file = rest.shift()) await judge(report, framework, file, root, accepted);
    };
    await Promise.all([worker(), worker()]);
  }
  for (const { match, path: where, reason } of accepted.unused) {
    report.fail(`accepted difference ${match} ${where}`, `matches nothing any more; remove it (its reason was: ${reason})`);
  }
});
