// Finds and reads what bob emits: templates/<stack>/<stage>/serverless.yml and template.yml.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';

/** Every file called `name` below `directory`, sorted. No such file is an error: an engine without input proves nothing. */
export function find(directory, name) {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`no such directory: ${directory}`);
  }
  const found = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  if (found.length === 0) throw new Error(`no ${name} below ${directory}: there is nothing to judge`);
  return found;
}

/** A file's name as people say it: relative to where they are. */
export const shown = (file) => path.relative(process.cwd(), file) || '.';

/** CloudFormation's short forms. `!Ref x` is {Ref: x}, `!Condition x` is {Condition: x}, every other is {Fn::Name: x}. */
const SHORT_FORMS = [
  'And', 'Base64', 'Cidr', 'Condition', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join',
  'Length', 'Not', 'Or', 'Ref', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

const expanded = (name, value) => ({ [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value });

const customTags = SHORT_FORMS.flatMap((name) => [
  { tag: `!${name}`, resolve: (text) => expanded(name, text) },
  { tag: `!${name}`, collection: 'seq', resolve: (node) => expanded(name, node) },
  { tag: `!${name}`, collection: 'map', resolve: (node) => expanded(name, node) },
]);

/** Parsed nodes inside a resolved tag are plain values only after this. */
function plain(value, document) {
  if (value && typeof value.toJS === 'function') return plain(value.toJS(document), document);
  if (Array.isArray(value)) return value.map((item) => plain(item, document));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, document)]));
  }
  return value;
}

function parsedAs(version, text, file) {
  const document = parseDocument(text, {
    version,
    // CloudFormation keeps an unquoted date as the text it is.
    customTags: (tags) => tags.filter(({ tag }) => tag !== 'tag:yaml.org,2002:timestamp').concat(customTags),
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Error(`${file}: ${problem.message}`);
  return plain(document.toJS(), document);
}

/**
 * Reads YAML or JSON text, with CloudFormation's short forms turned into the long ones. Throws on a syntax error, and
 * where YAML 1.1, which CloudFormation reads, and YAML 1.2, which the Serverless Framework reads, disagree: an unquoted
 * `yes` or `010` is not text that can be relied on.
 */
export function parse(text, file = 'template') {
  const value = parsedAs('1.2', text, file);
  const older = parsedAs('1.1', text, file);
  if (!isDeepStrictEqual(value, older)) {
    const lines = (of) => JSON.stringify(of, null, 1).split('\n');
    const [mine, theirs] = [lines(value), lines(older)];
    const at = mine.findIndex((line, index) => line !== theirs[index]);
    throw new Error(`${file}: YAML 1.2 reads ${mine[at].trim()} where YAML 1.1 reads ${theirs[at].trim()}; quote it`);
  }
  return value;
}

export const read = (file) => parse(readFileSync(file, 'utf8'), file);
