// Whether generator/data/property_relations.txt is well formed and names only what resource_types.txt has.
//
//     node tools/check-property-relations.mjs      exit 1 when it does not

import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const data = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'generator', 'data');
const lines = (file) => fs.readFileSync(path.join(data, file), 'utf8').split('\n');

const properties = new Map();
let type;
for (const line of lines('resource_types.txt')) {
    const [head, ...fields] = line.split('\t');
    if (/^[A-Z]\w*::/.test(head)) type = head;
    else if (head[0] !== '.') continue;
    properties.set(head[0] === '.' ? type + head : head, new Set(fields.map((one) => /^\w+/.exec(one)[0])));
}

let wrong = 0;
const tell = (line, what) => {
    console.error(`property_relations.txt: ${what}: ${line}`);
    wrong = 1;
};
const all = lines('property_relations.txt');
const relations = all.filter((one) => one.startsWith('AWS::'));
relations.forEach((line, at) => {
    if (at && line <= relations[at - 1]) tell(line, 'out of order');
    const found = /^(\S+)\t(?:with (\w+)(?:=([\w|-]+))? )?(one|any|most|all|none) (\w+(?: \w+)*)\t(aws-[a-z0-9-]+\.html)$/.exec(line);
    if (!found) return tell(line, 'not a relation');
    const [, where, condition, , clause, names] = found;
    const known = properties.get(where);
    if (!known) return tell(line, `no ${where} in resource_types.txt`);
    for (const name of [...names.split(' '), ...(condition ? [condition] : [])]) {
        if (!known.has(name)) tell(line, `no ${name} in resource_types.txt`);
    }
    if (!condition && (clause === 'all' || clause === 'none')) tell(line, 'needs a condition');
});
const types = new Set(relations.map((one) => one.split(/[.\t]/)[0])).size;
const count = `# count: ${types} types, ${relations.length} relations`;
if (!all.includes(count)) tell(count, 'the header has to say');
if (!wrong) console.log(`${types} types, ${relations.length} relations`);
process.exit(wrong);
