// What the scripts that refresh generator/data/ end with.

import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const data_directory = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'generator', 'data');

/// Writes the files, pairs of a name and a text, or with `--check` only tells which are not what `source` gives. The
/// exit code of the script.
export function write_or_check(script, source, files) {
    let stale = 0;
    for (const [name, content] of files) {
        const file = path.join(data_directory, name);
        const same = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === content;
        if (!process.argv.includes('--check')) fs.writeFileSync(file, content);
        else if (!same) {
            console.error(`${script}: generator/data/${name} is not what ${source} gives`);
            stale = 1;
        }
    }
    return stale;
}
