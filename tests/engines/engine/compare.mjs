// Whether two CloudFormation templates mean the same, and where they do not.

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const single = (node) => (isMap(node) && Object.keys(node).length === 1 ? Object.entries(node)[0] : [undefined, undefined]);

/** A reference as "Ref X" or "GetAtt X.Attribute": the two of which Fn::Sub and Fn::Join build strings. */
const reference = (name) => (name.includes('.') ? { 'Fn::GetAtt': split(name) } : { Ref: name });
const split = (name) => [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];

/** The pieces of a Fn::Sub: text, and what is in it. */
function substituted(text, values) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{(!?)([^}]*)\}/g)) {
    pieces.push(text.slice(end, match.index));
    const name = match[2].trim();
    if (match[1]) pieces.push(`\${${match[2]}}`);
    else pieces.push(name in values ? normal(values[name]) : reference(name));
    end = match.index + match[0].length;
  }
  return [...pieces, text.slice(end)];
}

/** Text in pieces, as one string where it can be, else as {Text: [...]} with neighbouring strings joined. */
function text(pieces) {
  const flat = pieces.flatMap((piece) => (single(piece)[0] === 'Text' ? piece.Text : [piece]));
  const joined = [];
  for (const piece of flat) {
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof joined.at(-1) === 'string') joined.push(joined.pop() + piece);
    else joined.push(piece);
  }
  if (joined.length === 0) return '';
  return joined.length === 1 ? joined[0] : { Text: joined };
}

/** Members of an IAM policy whose single value and list of one are the same, and whose order says nothing. */
const LISTS = new Set(['Statement', 'Action', 'NotAction', 'Resource', 'NotResource']);
const inOrder = (list) => {
  const spelt = list.map((each) => [JSON.stringify(each), each]);
  return spelt.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
};

/** A value in the one form that all of its spellings share. */
export function normal(node) {
  if (Array.isArray(node)) return node.map(normal);
  if (!isMap(node)) return node;
  const [name, argument] = single(node);
  if (name === 'Fn::GetAtt') return { [name]: typeof argument === 'string' ? split(argument) : argument };
  if (name === 'Fn::Sub') {
    const [pattern, values = {}] = [argument].flat();
    return text(substituted(pattern, values));
  }
  if (name === 'Fn::Join' && Array.isArray(argument[1])) {
    const items = argument[1].map(normal);
    return text(items.flatMap((item, at) => (at === 0 ? [item] : [argument[0], item])));
  }
  // A member that is `AWS::NoValue` is not there.
  const members = Object.entries(node).filter(([, value]) => single(value)[0] !== 'Ref' || value.Ref !== 'AWS::NoValue');
  return Object.fromEntries(members.map(([key, value]) => [key, normal(value)]));
}

/** An IAM policy document with its shorthands written out. */
function policy(node) {
  if (Array.isArray(node)) return node.map(policy);
  if (!isMap(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const inner = policy(value);
      if (!LISTS.has(key) || single(inner)[0]?.startsWith('Fn::')) return [key, inner];
      return [key, inOrder([inner].flat())];
    }),
  );
}

function policies(node, inside = false) {
  if (inside) return policy(node);
  if (Array.isArray(node)) return node.map((each) => policies(each));
  if (!isMap(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, policies(value, /PolicyDocument$/.test(key))]));
}

/** The logical ids that a normalised value refers to, and that CloudFormation therefore makes first. */
function referred(node, ids, found = new Set()) {
  if (Array.isArray(node)) node.forEach((each) => referred(each, ids, found));
  else if (isMap(node)) {
    const [name, argument] = single(node);
    if (name === 'Ref' && ids.has(argument)) found.add(argument);
    else if (name === 'Fn::GetAtt' && ids.has(argument[0])) found.add(argument[0]);
    Object.values(node).forEach((each) => referred(each, ids, found));
  }
  return found;
}

/**
 * A resource in normal form. DependsOn becomes everything it waits for, said or implied by a reference: to repeat an
 * implied dependency is a matter of taste.
 */
function resource(declared, ids) {
  const { DependsOn, Properties, ...rest } = declared;
  const properties = policies(normal(Properties ?? {}));
  const waits = referred(properties, ids);
  for (const id of [DependsOn ?? []].flat()) waits.add(id);
  return { ...normal(rest), DependsOn: Object.fromEntries([...waits].toSorted().map((id) => [id, true])), Properties: properties };
}

/** `rename(id, resource)` gives both templates the same name for an id that one of them makes up anew on every run. */
function normalTemplate(template, rename) {
  const names = new Map(Object.entries(template.Resources ?? {}).map(([id, each]) => [id, rename(id, each)]));
  const renamed = renameAll(template, names);
  const ids = new Set(Object.keys(renamed.Resources ?? {}));
  const { Resources, Outputs = {}, Parameters = {}, Conditions = {}, Mappings = {}, Rules = {}, Metadata = {}, ...head } = renamed;
  const resources = Object.fromEntries(Object.entries(Resources ?? {}).map(([id, each]) => [id, resource(each, ids)]));
  // What waits for an alias waits for its function, whether it says so or not.
  for (const each of Object.values(resources))
    for (const id of Object.keys(each.DependsOn))
      if (resources[id]?.Type === 'AWS::Lambda::Alias') Object.assign(each.DependsOn, resources[id].DependsOn);
  for (const each of Object.values(resources))
    each.DependsOn = Object.fromEntries(Object.entries(each.DependsOn).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    Resources: resources,
    Outputs: normal(Outputs),
    Parameters: normal(Parameters),
    Conditions: normal(Conditions),
    Mappings: normal(Mappings),
    Rules: normal(Rules),
    Metadata: normal(Metadata.Bob ?? {}), // what others keep there is for their tools
    Template: Object.fromEntries(Object.entries(head).map(([key, value]) => [key, { value }])),
  };
}

function renameAll(node, names) {
  if ([...names].every(([before, after]) => before === after)) return node;
  const id = (name) => names.get(name) ?? name;
  const walk = (value) => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isMap(value)) return value;
    const [name, argument] = single(value);
    if (name === 'Ref') return { Ref: id(argument) };
    if (name === 'Fn::GetAtt') {
      const [first, ...rest] = Array.isArray(argument) ? argument : split(argument);
      return { [name]: [id(first), ...rest] };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, key === 'DependsOn' ? [each].flat().map(id) : walk(each)]),
    );
  };
  const walked = walk(node);
  walked.Resources = Object.fromEntries(Object.entries(walked.Resources).map(([name, each]) => [id(name), each]));
  return walked;
}

function* differing(left, right, path) {
  if (isMap(left) && isMap(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      yield* differing(left[key], right[key], path ? `${path}.${key}` : key);
    }
  } else if (Array.isArray(left) && Array.isArray(right)) {
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      yield* differing(left[at], right[at], `${path}.${at}`);
    }
  } else if (left !== right) {
    yield { path, left, right };
  }
}

/**
 * Every difference of two templates: {section, id, type, path, left, right}. `path` is empty where one of them lacks the
 * whole entry; `left` or `right` is undefined where it has nothing.
 */
export function differences(left, right, rename = (id) => id) {
  const [mine, theirs] = [normalTemplate(left, rename), normalTemplate(right, rename)];
  const found = [];
  for (const section of Object.keys(mine)) {
    for (const id of new Set([...Object.keys(mine[section]), ...Object.keys(theirs[section])])) {
      const [a, b] = [mine[section][id], theirs[section][id]];
      const type = (section === 'Resources' && (a ?? b).Type) || section;
      const parts = a && b ? [...differing(a, b, '')] : [{ path: '', left: a, right: b }];
      found.push(...parts.map((part) => ({ section, id, type, ...part })));
    }
  }
  return found;
}

/** `*` stands for any text without a dot, `**` for any text. */
export function matches(glob, name) {
  const pattern = glob.split('**').map((part) => part.split('*').map(escaped).join('[^.]*')).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(name);
}
const escaped = (literal) => literal.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/**
 * Differences that are accepted, each with its reason: {match, path, reason} and, optionally, `lacks`, the side that has
 * nothing at that path. Knows in the end which entries matched nothing.
 */
export class Accepted {
  #entries;

  constructor(entries) {
    this.#entries = entries.map((entry) => {
      for (const field of ['match', 'path', 'reason']) {
        if (typeof entry[field] !== 'string') throw new Error(`an accepted difference lacks ${field}: ${JSON.stringify(entry)}`);
      }
      if (![undefined, 'template.yml', 'serverless.yml'].includes(entry.lacks)) {
        throw new Error(`an accepted difference lacks neither template.yml nor serverless.yml: ${JSON.stringify(entry)}`);
      }
      return { ...entry, used: 0 };
    });
  }

  /** `left` of a difference is template.yml's side, `right` serverless.yml's. */
  covers({ section, id, type, path, left, right }) {
    const names = section === 'Resources' ? [id, type] : [`${section}/${id}`];
    const missing = { 'template.yml': left === undefined, 'serverless.yml': right === undefined };
    const entry = this.#entries.find((each) =>
      matches(each.path, path) && names.some((name) => matches(each.match, name)) && (!each.lacks || missing[each.lacks]));
    if (entry) entry.used += 1;
    return entry !== undefined;
  }

  get unused() {
    return this.#entries.filter(({ used }) => used === 0);
  }
}
