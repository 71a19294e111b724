// What an engine answers depends on the question and on these programs. Where neither has changed, the answer of an earlier
// run counts. BOB_PASSED names the folder for the answers, and BOB_TEST_ALL=1 has everything asked again.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

function programs() {
  const hash = createHash('sha256');
  for (const folder of [here, path.dirname(path.resolve(here))])
    for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1)))
      hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
}

export class Memory {
  #file;
  #programs;
  #before = {};
  #now = {};
  /** How many answers came from an earlier run. */
  reused = 0;

  constructor(name) {
    const folder = process.env.BOB_PASSED;
    if (!folder) return;
    this.#file = path.join(folder, `${name}.json`);
    this.#programs = programs();
    if (process.env.BOB_TEST_ALL === '1') return;
    try {
      const { programs: by, answers } = JSON.parse(readFileSync(this.#file, 'utf8'));
      if (by === this.#programs) this.#before = answers;
    } catch {
      // There is none yet, or it was cut off: everything is asked.
    }
  }

  /** The answer to a question, from an earlier run or from `ask`. What `keeps` refuses is asked again the next time. */
  async answer(question, ask, keeps = () => true) {
    const key = createHash('sha256').update(question).digest('base64');
    if (Object.hasOwn(this.#before, key)) {
      this.reused += 1;
      return (this.#now[key] = this.#before[key]);
    }
    const answer = (await ask()) ?? null;
    if (keeps(answer)) this.#now[key] = answer;
    return answer;
  }

  save() {
    if (!this.#file) return;
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify({ programs: this.#programs, answers: this.#now }));
    renameSync(`${this.#file}.new`, this.#file);
    if (this.reused > 0) console.log(`${this.reused} of ${Object.keys(this.#now).length} answers are those of an earlier run`);
  }
}
