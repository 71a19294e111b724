// What an engine found, told as it happens and summed up at the end.

/** Exit code of a program that judged nothing, which ctest shows as "skipped" and not as "passed". */
export const SKIPPED = 77;

/** What is said of an engine that the machine does not have. */
export const NOT_RUN = 'THIS WAS NOT RUN. Nothing is known about it; it has not passed.';

const indented = (text) => String(text).replace(/^/gm, '    ');

export class Report {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  constructor(engine) {
    this.engine = engine;
  }

  pass(what) {
    this.#passed += 1;
    console.log(`ok      ${what}`);
  }

  fail(what, why) {
    this.#failed += 1;
    console.log(`FAILED  ${what}\n${indented(why)}`);
  }

  /** Something that should have been judged and was not: never in silence, never counted as passed. */
  skip(what, why) {
    this.#skipped += 1;
    console.log(`SKIPPED ${what}\n${indented(why)}`);
  }

  note(text) {
    console.log(indented(text));
  }

  get failed() {
    return this.#failed;
  }

  /** Prints the last line and returns the exit code. */
  finish() {
    console.log(`${this.engine}: ${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`);
    if (this.#failed > 0) return 1;
    return this.#passed > 0 ? 0 : SKIPPED;
  }
}

/** Runs an engine's `main(report, arguments)` and ends the process with what it found; 2 when it could not run. */
export async function run(engine, main) {
  const report = new Report(engine);
  try {
    await main(report, process.argv.slice(2));
    process.exitCode = report.finish();
  } catch (error) {
    console.error(`error: ${engine} could not run: ${error.stack ?? error}`);
    process.exitCode = 2;
  }
}
