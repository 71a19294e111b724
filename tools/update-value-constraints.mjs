// Writes generator/data/value_constraints.txt: the lengths, ranges, patterns, enumerations and list sizes of the
// properties in resource_types.txt.
//
//     pip install -r tools/requirements.txt          PYTHON=... names another python3 that has them
//     node tools/update-value-constraints.mjs           writes the data file and its licence
//     node tools/update-value-constraints.mjs --check   writes nothing; exit 1 when a committed file is stale
//                                          --verbose   tells also what was left out, and why
//
// The versions are those pinned in tools/requirements.txt. The same versions give the same bytes, whoever runs this and
// whenever. The format of the file is described in generator/data/README.md.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {write_or_check} from './data-files.mjs';
import {checked_by_hand, exceptions, growing, services} from './value-exceptions.mjs';
import {pattern_form, Unfit} from './pattern-form.mjs';

const script = 'update-value-constraints';
const tools = path.dirname(fileURLToPath(import.meta.url));

/// The package has no date in it. Its changelog says of which day AWS's schemas in it are.
const schemas_of = {'1.51.0': '2026-05-12'};

/// Fewer than this and the package has lost a part of AWS, or has changed its layout.
const fewest_types = 1000;
const fewest_constraints = 15000;

function refuse(reason) {
    console.error(`${script}: ${reason}`);
    process.exit(2);
}

const python = process.env.PYTHON ?? 'python3';
const pinned = Object.fromEntries(fs.readFileSync(path.join(tools, 'requirements.txt'), 'utf8').split('\n')
    .filter((one) => /^[a-z]/.test(one)).map((one) => one.split('==')));
function python_package(name, module) {
    let found;
    try {
        found = execFileSync(python, ['-c', `import importlib.metadata as m, importlib.util as u
print(m.version(${JSON.stringify(name)})); print(u.find_spec(${JSON.stringify(module)}).submodule_search_locations[0])
print([f.locate() for f in m.files(${JSON.stringify(name)}) if f.name in ("LICENSE", "LICENSE.txt")][0])`], {encoding: 'utf8'});
    } catch {
        refuse(`${python} has no ${name}: pip install -r tools/requirements.txt`);
    }
    const [version, directory, licence] = found.split('\n');
    if (version !== pinned[name]) refuse(`${name} ${version} is installed, ${pinned[name]} is pinned`);
    return {version, directory, licence};
}
const lint = python_package('cfn-lint', 'cfnlint');
if (!schemas_of[lint.version]) refuse(`add the day of the schemas in cfn-lint ${lint.version} to this script`);

const in_order = (texts) => [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

// What bob knows of the types.

/// A type's text as README.md has it: `{list: T}`, `{map: T}`, `{shape: 'Name'}`, `{any: [T]}` or `{scalar: 's', words}`.
function read_type(text) {
    let at = 0;
    const one = () => {
        const mark = text[at++];
        if (mark === '[') return {list: one()};
        if (mark === '{') return {map: one()};
        if (mark === '<') {
            const any = [one()];
            while (text[at++] === ',') any.push(one());
            return {any};
        }
        if (mark === '.') {
            const name = /^\w+/.exec(text.slice(at))[0];
            at += name.length;
            return {shape: name};
        }
        let words;
        if (text[at] === '(') {
            const end = text.indexOf(')', at);
            words = text.slice(at + 1, end).split('|');
            at = end + 1;
        }
        return mark === 'g' ? {shape: 'g'} : {scalar: mark, words};
    };
    return one();
}
function read_properties(fields) {
    return new Map(fields.map((one) => {
        const [, name, type] = /^(\w+)[*!?-]* ((?:[^ (]|\([^)]*\))+)/.exec(one);
        return [name, read_type(type)];
    }));
}
const types = new Map();
{
    let current;
    const file = path.join(tools, '..', 'generator', 'data', 'resource_types.txt');
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
        const [head, ...fields] = line.split('\t');
        if (/^[A-Z]\w*::/.test(head)) {
            current = new Map([['', read_properties(fields)], ['g', tag_shape()]]);
            types.set(head, current);
        } else if (head[0] === '.') current.set(head.slice(1), read_properties(fields));
    }
}
function tag_shape() {
    return new Map([['Key', {scalar: 's'}], ['Value', {scalar: 's'}]]);
}

// The schemas.

const schemas_directory = path.join(lint.directory, 'data', 'schemas');
const read_json = (...where) => JSON.parse(fs.readFileSync(path.join(...where), 'utf8'));

/// The schemas of a type: one for each form that it has in some region.
const schemas = new Map();
for (const region of fs.readdirSync(path.join(schemas_directory, 'providers')).sort()) {
    if (!region.endsWith('.py')) continue;
    const text = fs.readFileSync(path.join(schemas_directory, 'providers', region), 'utf8');
    for (const [, type, hash] of text.matchAll(/"([A-Za-z0-9]+::[A-Za-z0-9:]+)": "([0-9a-f]+)"/g)) {
        if (!schemas.has(type)) schemas.set(type, new Set());
        schemas.get(type).add(hash);
    }
}

/// The places in a type's schema that come from elsewhere: cfn-lint has added to AWS's schemas what it found in the models
/// of the APIs (`smithy`) and what its authors know (`manual`).
function additions(type) {
    const found = new Map();
    const name = type.toLowerCase().replaceAll('::', '_');
    const directory = path.join(schemas_directory, 'patches', 'extensions', 'all', name);
    if (!fs.existsSync(directory)) return found;
    for (const file of fs.readdirSync(directory).filter((one) => one.endsWith('.json')).sort()) {
        for (const {op, path: place} of read_json(directory, file)) {
            if (op === 'add') found.set(place, file.replace('.json', ''));
        }
    }
    return found;
}

/// The scalar definitions that properties of several names share: what a member of the API says of one of the properties
/// need not be so for the others.
function shared_definitions(root) {
    const names = new Map();
    const look = (node, name) => {
        if (Array.isArray(node)) return node.forEach((one) => look(one, name));
        if (typeof node !== 'object' || node === null) return;
        if (typeof node.$ref === 'string') {
            if (!names.has(node.$ref)) names.set(node.$ref, new Set());
            names.get(node.$ref).add(name);
        }
        for (const [key, inner] of Object.entries(node)) {
            if (key === 'properties' || key === 'definitions') {
                for (const [each, one] of Object.entries(inner)) look(one, each);
            } else {
                look(inner, name);
            }
        }
    };
    look(root, '');
    return new Set([...names].filter(([, found]) => found.size > 1).map(([name]) => name.replace(/^#/, '')));
}

/// The node that a place names, and the nodes that it is made of: what it refers to and what all must hold.
function expand(root, node, place, seen = new Set()) {
    const all = [{node, place}];
    if (typeof node !== 'object' || node === null) return [];
    if (typeof node.$ref === 'string' && !seen.has(node.$ref)) {
        seen.add(node.$ref);
        const target = node.$ref.replace(/^#/, '');
        let at = root;
        for (const step of target.split('/').slice(1)) at = at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
        if (at) all.push(...expand(root, at, target, seen));
    }
    (node.allOf ?? []).forEach((one, index) => all.push(...expand(root, one, `${place}/allOf/${index}`, seen)));
    return all;
}
/// The same and the alternatives, for looking into them.
function alternatives(root, node, place) {
    const found = [];
    for (const one of expand(root, node, place)) {
        found.push(one);
        for (const kind of ['oneOf', 'anyOf']) {
            (one.node[kind] ?? []).forEach((inner, index) =>
                found.push(...alternatives(root, inner, `${one.place}/${kind}/${index}`)));
        }
    }
    return found;
}

const unbounded = 2147483647;
const reasons = {};
const skipped = (reason) => { reasons[reason] = (reasons[reason] ?? 0) + 1; };
const forms = new Map();
function form_of(text) {
    if (!forms.has(text)) {
        try {
            forms.set(text, pattern_form(text));
        } catch (error) {
            if (!(error instanceof Unfit)) throw error;
            forms.set(text, {unfit: error.message});
        }
    }
    return forms.get(text);
}

/// What is said of a value of a type: a list of `{kind, way, ...}`; `way` is the marks of the lists and maps around it.
function constraints_of(source, nodes, type, way = '') {
    const found = [];
    const certain = (place) => {
        const from = source.added.get(place);
        return from === 'smithy' && source.shared.has(place.replace(/\/[^/]*$/, '')) ? 'shared' : from ?? 'schema';
    };
    const add = (kind, place, rest) => found.push({kind, way, from: certain(place), ...rest});
    const limits = (kind, node, place, low, high) => {
        let min = node[low], max = node[high], from;
        if (typeof min !== 'number' || min <= (kind === 'n' ? -unbounded : 0)) min = undefined;
        if (typeof max !== 'number' || max >= unbounded) max = undefined;
        if (min === undefined && max === undefined) return;
        for (const [key, limit] of [[low, min], [high, max]]) {
            const of = certain(`${place}/${key}`);
            if (limit !== undefined && of !== 'schema') from = of;
        }
        found.push({kind, way, from: from ?? 'schema', min, max});
    };
    for (const {node, place} of nodes) {
        if (type.scalar === 's') {
            limits('l', node, place, 'minLength', 'maxLength');
            if (typeof node.pattern === 'string') {
                const form = form_of(node.pattern);
                const {unfit, pattern, min, max} = form;
                if (unfit) skipped(`pattern: ${unfit}`);
                else if (pattern === undefined && min === undefined && max === undefined) skipped('pattern: takes anything');
                if (min !== undefined || max !== undefined) add('l', `${place}/pattern`, {min, max});
                if (pattern !== undefined) add('~', `${place}/pattern`, {text: pattern});
            }
            for (const [kind, key] of [['=', 'enum'], ['%', 'enumCaseInsensitive']]) {
                if (!Array.isArray(node[key]) || type.words) continue;
                const words = [...new Set(node[key].map(String))];
                const fits = words.every((one) => /^[\x20-\x7b\x7d\x7e]*$/.test(one));
                if (!fits) skipped('enumeration: characters that the file can not hold');
                else add(kind, `${place}/${key}`, {words});
            }
        } else if (type.scalar === 'i' || type.scalar === 'n') {
            limits('n', node, place, 'minimum', 'maximum');
            const number = /^-?\d+(\.\d+)?$/;
            if (Array.isArray(node.enum) && !type.words && node.enum.every((one) => number.test(String(one)))) {
                add('=', `${place}/enum`, {words: [...new Set(node.enum.map(String))]});
            }
        } else if (type.list) {
            limits('c', node, place, 'minItems', 'maxItems');
            if (node.uniqueItems === true) add('u', `${place}/uniqueItems`, {});
        } else if (type.map) {
            limits('c', node, place, 'minProperties', 'maxProperties');
        }
    }
    if (type.list) {
        const inner = nodes.flatMap(({node, place}) => (node.items && !Array.isArray(node.items)
            ? expand(source.root, node.items, `${place}/items`) : []));
        found.push(...constraints_of(source, inner, type.list, way + '['));
    }
    if (type.map) {
        const inner = nodes.flatMap(({node, place}) => {
            const all = Object.entries(node.patternProperties ?? {});
            // Of several kinds of names nothing is said.
            if (all.length === 1 && node.additionalProperties === false) {
                const {pattern, min, max} = form_of(all[0][0]);
                const of_keys = {way: way + ':', from: 'schema'};
                if (pattern) found.push({...of_keys, kind: '~', text: pattern});
                if (min || max) found.push({...of_keys, kind: 'l', min, max});
            }
            if (all.length === 1) return expand(source.root, all[0][1], `${place}/patternProperties/${all[0][0]}`);
            return typeof node.additionalProperties === 'object' && !all.length
                ? expand(source.root, node.additionalProperties, `${place}/additionalProperties`) : [];
        });
        found.push(...constraints_of(source, inner, type.map, way + '{'));
    }
    return found;
}

/// Calls `visit(shape, property, type, constraints)` for every place of the schema where a property stands.
function walk(source, shapes, visit) {
    const seen = new Set();
    const enter = (type, node, place) => {
        if (type.list || type.map) {
            for (const one of alternatives(source.root, node, place)) {
                if (type.list && one.node.items) enter(type.list, one.node.items, `${one.place}/items`);
                if (!type.map) continue;
                for (const [key, inner] of Object.entries(one.node.patternProperties ?? {})) {
                    enter(type.map, inner, `${one.place}/patternProperties/${key}`);
                }
                const inner = one.node.additionalProperties;
                if (typeof inner === 'object') enter(type.map, inner, `${one.place}/additionalProperties`);
            }
        } else if (type.any) {
            for (const one of type.any) enter(one, node, place);
        } else if (type.shape) {
            shape(type.shape, node, place);
        }
    };
    const shape = (name, node, place) => {
        const properties = shapes.get(name);
        if (!properties) return;
        for (const one of alternatives(source.root, node, place)) {
            const key = `${name} ${one.place}`;
            if (seen.has(key)) continue;
            seen.add(key);
            for (const [property, type] of properties) {
                const inner = one.node.properties?.[property];
                if (typeof inner !== 'object' || inner === null) continue;
                const at = `${one.place}/properties/${property}`;
                visit(name, property, constraints_of(source, expand(source.root, inner, at), type));
                enter(type, inner, at);
            }
        }
    };
    shape('', source.root, '');
}

/// Two sayings of one kind about one value that both hold: the narrower of lengths, the first of all else.
function both(found) {
    const kept = new Map();
    for (const one of found) {
        const key = one.kind === '~' ? `${one.way}~${one.text}` : one.way + one.kind;
        const had = kept.get(key);
        if (!had) kept.set(key, {...one});
        else if ('lnc'.includes(one.kind)) {
            const narrow = (a, b, of) => (a === undefined ? b : b === undefined ? a : of(a, b));
            had.min = narrow(had.min, one.min, Math.max);
            had.max = narrow(had.max, one.max, Math.min);
            if (had.from === 'schema') had.from = one.from;
        }
    }
    return kept;
}
/// Two places of which a value may be either: what both say, and of that the wider.
function common(a, b) {
    const kept = new Map();
    for (const [key, one] of a) {
        const other = b.get(key);
        if (!other) continue;
        const made = {...one, from: one.from === 'schema' ? other.from : one.from};
        if ('lnc'.includes(one.kind)) {
            made.min = one.min === undefined || other.min === undefined ? undefined : Math.min(one.min, other.min);
            made.max = one.max === undefined || other.max === undefined ? undefined : Math.max(one.max, other.max);
            if (made.min === undefined && made.max === undefined) continue;
        } else if (one.words) {
            made.words = [...new Set([...one.words, ...other.words])];
        }
        kept.set(key, made);
    }
    return kept;
}

// The models of the APIs.

const botocore = python_package('botocore', 'botocore');
const models_directory = path.join(botocore.directory, 'data');
const model_names = new Map();
for (const name of fs.readdirSync(models_directory).sort()) {
    if (fs.statSync(path.join(models_directory, name)).isDirectory()) model_names.set(name.replaceAll('-', ''), name);
}
const models = new Map();
function model_of(name) {
    if (!models.has(name)) {
        const versions = fs.readdirSync(path.join(models_directory, name)).filter((one) => /^\d/.test(one)).sort();
        const file = path.join(models_directory, name, versions.at(-1) ?? '', 'service-2.json');
        const found = fs.existsSync(file) ? fs.readFileSync(file)
            : fs.existsSync(`${file}.gz`) ? gunzipSync(fs.readFileSync(`${file}.gz`)) : undefined;
        models.set(name, found ? JSON.parse(found) : undefined);
    }
    return models.get(name);
}

/// The operation that makes a resource of a type: its input has most of the type's properties.
function operation_of(type, properties) {
    const [, service, resource] = type.split('::');
    const candidates = services[service] ?? [model_names.get(service.toLowerCase())];
    let best;
    for (const model of candidates.map((one) => one && model_of(one)).filter(Boolean)) {
        for (const verb of ['Create', 'Put', 'Register', 'Allocate', 'Request', 'Run', 'Set']) {
            for (const name of [verb + resource, `${verb}${resource.replace(/^DB/, 'DB')}V2`]) {
                const shape = model.operations[name]?.input?.shape;
                if (!shape) continue;
                const members = new Set(Object.keys(model.shapes[shape].members ?? {}).map((one) => one.toLowerCase()));
                const hits = [...properties.keys()].filter((one) => members.has(one.toLowerCase())).length;
                if (hits * 2 > properties.size && (!best || hits > best.hits)) best = {model, shape, hits};
            }
        }
    }
    return best;
}

/// Like `walk`, through the members of the operation's input with the properties' names.
function walk_model({model, shape}, shapes, visit) {
    const seen = new Set();
    const say = (name, type, way = '') => {
        const it = model.shapes[name], found = [];
        const add = (kind, rest) => found.push({kind, way, from: 'model', ...rest});
        if (type.scalar === 's' && it.type === 'string') {
            if (it.enum && !type.words) add('%', {words: it.enum});
            if (!it.enum) {
                const min = it.min > 1 ? it.min : undefined, max = it.max < unbounded ? it.max : undefined;
                if (min !== undefined || max !== undefined) add('l', {min, max, least: it.min});
                const form = it.pattern ? form_of(it.pattern) : {};
                if (form.pattern) add('~', {text: form.pattern});
            }
        } else if (/^[in]$/.test(type.scalar) && /^(integer|long|float|double)$/.test(it.type)) {
            const max = it.max < unbounded ? it.max : undefined;
            if (it.min !== undefined || max !== undefined) add('n', {min: it.min, max, least: it.min});
        } else if (type.list && it.type === 'list') {
            if (it.max < unbounded) add('c', {max: it.max, least: it.min});
            found.push(...say(it.member.shape, type.list, way + '['));
        } else if (type.map && it.type === 'map') {
            found.push(...say(it.value.shape, type.map, way + '{'));
        }
        return found;
    };
    const enter = (type, name) => {
        const it = model.shapes[name];
        if (type.list && it.type === 'list') enter(type.list, it.member.shape);
        else if (type.map && it.type === 'map') enter(type.map, it.value.shape);
        else if (type.shape && it.type === 'structure') structure(type.shape, name);
    };
    const structure = (into, name) => {
        const key = `${into} ${name}`;
        if (seen.has(key) || !shapes.has(into)) return;
        seen.add(key);
        const members = new Map(
            Object.entries(model.shapes[name].members).map(([one, {shape: of}]) => [one.toLowerCase(), of]));
        for (const [property, type] of shapes.get(into)) {
            const member = members.get(property.toLowerCase());
            if (!member) continue;
            visit(into, property, say(member, type));
            enter(type, member);
        }
    };
    structure('', shape);
}

// The data.

/// Whether a constraint may be told, and how sure it is.
function judge(type, shape, property, one) {
    const full = `${type}${shape ? '.' + shape : ''}.${property}`;
    if (one.from === 'shared') {
        skipped('doubtful: of a definition that others share');
        return undefined;
    }
    for (const exception of exceptions) {
        if (exception.kinds && !exception.kinds.includes(one.kind)) continue;
        if (exception.from && exception.from !== one.from) continue;
        if (!exception.where.test(full)) continue;
        exception.used = true;
        if (exception.drop) {
            skipped(`exception: ${exception.drop}`);
            return undefined;
        }
        if (exception.doubt) one = {...one, from: 'doubt'};
    }
    if (one.from === 'manual' && checked_by_hand.test(type)) one = {...one, from: 'schema'};
    if (one.from !== 'schema') {
        // A service that must be told at least one often takes none from CloudFormation as nothing at all; and most
        // services don't mind upper and lower case.
        if ('lc'.includes(one.kind) && one.min <= 1) {
            one = {...one, min: undefined};
            if (one.max === undefined) {
                skipped('doubtful: at least one');
                return undefined;
            }
        }
        if (one.kind === '=') one = {...one, kind: '%'};
    }
    if (one.words || one.kind === '~') {
        for (const [reason, form] of growing) {
            if (!form.test(property) && !(one.words?.length > 60 && reason === 'long')) continue;
            // A pattern that holds names is an enumeration, too.
            if (one.kind === '~' && !/[a-z]{5}/.test(one.text.replace(/arn:[^:]*:[a-z-]+:/, ''))) continue;
            skipped(`${one.words ? 'enumeration' : 'pattern'}: ${reason}`);
            return undefined;
        }
    }
    return one;
}
const texts = new Map();
const number_of = (text) => {
    texts.set(text, (texts.get(text) ?? 0) + 1);
    return text;
};
const tally = {};
const kind_names = {
    l: 'length', n: 'range', c: 'items', u: 'unique', '~': 'pattern', '=': 'enumeration', '%': 'enumeration',
};
function constraint_field(one) {
    const mark = one.from === 'schema' ? '' : '?';
    const name = kind_names[one.kind];
    tally[name] ??= {certain: 0, doubtful: 0};
    tally[name][mark ? 'doubtful' : 'certain'] += 1;
    const limit = (value) => (value === undefined ? '' : String(value));
    const body = one.text !== undefined ? number_of(`~${one.text}`)
        : one.words ? number_of(`=${in_order(one.words).join('|')}`)
            : one.kind === 'u' ? '' : `${limit(one.min)}..${limit(one.max)}`;
    return {way: one.way, kind: one.kind, body, mark};
}

const count = {types: 0, properties: 0, constraints: 0};
let matched = 0, compared = 0, narrower = 0;
const blocks = [];
for (const [type, shapes] of types) {
    const added = additions(type);
    const known = new Map();
    for (const hash of in_order(schemas.get(type) ?? [])) {
        const root = read_json(schemas_directory, 'resources', `${hash}.json`);
        walk({root, added, shared: shared_definitions(root)}, shapes, (shape, property, found) => {
            const key = `${shape} ${property}`;
            const made = both(found);
            known.set(key, known.has(key) ? common(known.get(key), made) : made);
        });
    }
    const operation = operation_of(type, shapes.get(''));
    if (operation) {
        matched += 1;
        const said = new Map();
        walk_model(operation, shapes, (shape, property, found) => {
            const key = `${shape} ${property}`;
            const made = both(found);
            said.set(key, said.has(key) ? common(said.get(key), made) : made);
        });
        // Only where the schema says nothing at all about the property.
        for (const [key, made] of said) {
            const schema = known.get(key);
            if (!schema?.size) {
                known.set(key, made);
                continue;
            }
            // A schema that is narrower than the API may be out of date.
            for (const [kind, api] of made) {
                const one = schema.get(kind);
                if (!one || one.from !== 'schema' || !'lnc'.includes(one.kind)) continue;
                compared += 1;
                if (one.max < api.max || one.min > (api.least ?? one.min)) {
                    one.from = 'doubt';
                    narrower += 1;
                }
            }
        }
    }
    const lines = [];
    for (const [shape, properties] of shapes) {
        const fields = [];
        for (const property of in_order(properties.keys())) {
            const kept = [...(known.get(`${shape} ${property}`)?.values() ?? [])]
                .map((one) => judge(type, shape, property, one)).filter(Boolean).map(constraint_field);
            if (!kept.length) continue;
            count.properties += 1;
            count.constraints += kept.length;
            fields.push([property, kept]);
        }
        if (fields.length) lines.push([shape, fields]);
    }
    if (lines.length) {
        count.types += 1;
        blocks.push([type, lines]);
    }
}
for (const one of exceptions) if (!one.used) refuse(`the exception ${one.where} hits nothing: take it out`);
if (count.types < fewest_types || count.constraints < fewest_constraints) {
    refuse(`only ${count.types} types and ${count.constraints} constraints: the package is not complete`);
}

// Texts that say the same stand once, at the top; what is asked for most often has the shortest number.
const table = [...texts.entries()].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([text]) => text);
const numbers = new Map(table.map((text, at) => [text, at]));
const shown_body = (body) => (numbers.has(body) ? String(numbers.get(body)) : body);
const shown = ({way, kind, body, mark}) => way + kind + shown_body(body) + mark;
const field = ([property, kept]) => [property, ...in_order(kept.map(shown))].join(' ');
const block_lines = ([type, lines]) => {
    const of = new Map(lines);
    const line = (head, fields) => [head, ...fields.map(field)].join('\t');
    const shapes = in_order([...of.keys()].filter((one) => one));
    return [line(type, of.get('') ?? []), ...shapes.map((one) => line('.' + one, of.get(one)))].join('\n');
};
const sources = `cfn-lint ${lint.version}, botocore ${botocore.version}`;
const kinds = Object.entries(tally).sort().map(([name, {certain, doubtful}]) => `${name} ${certain}+${doubtful}`);
const header = [
    `# Constraints on the values of properties, made by tools/${script}.mjs; see README.md beside this file`,
    `# source: ${sources} (PyPI, MIT No Attribution and Apache License 2.0: value_constraints.license)`,
    `# date: ${schemas_of[lint.version]}`,
    `# count: ${count.types} types, ${count.properties} properties, ${count.constraints} constraints`,
    `# certain+doubtful: ${kinds.join(', ')}`,
];
const body = [...header, '', ...table, '', ...in_order(blocks.map(block_lines))].join('\n') + '\n';
if (body.includes(')value"')) refuse('the data holds the mark that ends the C++ literal around it');
if (!/^[\t\n\x20-\x7e]*$/.test(body)) refuse('the data holds more than printable ASCII');
// The first and last line make the file a C++ raw string, which value_constraints.cpp includes.
const text = `R"value(\n${body})value"\n`;

const licence = (name, {licence: file}) =>
    `${name}\n${'='.repeat(name.length)}\n\n${fs.readFileSync(file, 'utf8').trim()}\n`;
const copyright = fs.readFileSync(path.join(path.dirname(botocore.licence), 'NOTICE'), 'utf8').split('\n')
    .find((one) => one.startsWith('Copyright'));
const files = [
    ['value_constraints.txt', text],
    ['value_constraints.license', `${licence('cfn-lint', lint)}\n${licence('botocore', botocore)}\n${copyright}\n`],
];
const exit_code = write_or_check(script, sources, files);
console.log(`${sources}: ${count.types} types, ${count.properties} properties, ${count.constraints} constraints, ${text.length} bytes`);
if (process.argv.includes('--verbose')) {
    console.log(kinds.join('\n'));
    console.log(`${matched} types matched with an operation; ${compared} limits compared, ${narrower} narrower in the schema`);
    for (const [reason, times] of Object.entries(reasons).sort()) console.log(`${times}\t${reason}`);
}
process.exit(exit_code);
