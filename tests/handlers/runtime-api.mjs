// Lambda's Runtime API for one process of a handler, on loopback: it gives events out and takes answers in, as
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html has it.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const VERSION = '/2018-06-01/runtime/';

export class RuntimeApi {
  #server;
  #waiting = []; // responses to GET next that have no event yet
  #events = []; // events that nobody asked for yet
  #pending = new Map(); // request id -> { resolve }
  #initError;
  /** Every request as `METHOD path`, for tests of the protocol. */
  requests = [];
  /** `(request, response) => true` to answer in place of the API; for faults. */
  intercept = undefined;

  static async start() {
    const api = new RuntimeApi();
    api.#server = createServer((request, response) => api.#serve(request, response));
    await new Promise((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  /** The value of AWS_LAMBDA_RUNTIME_API. */
  get host() {
    return `127.0.0.1:${this.#server.address().port}`;
  }

  /** What the process posted to init/error, if it did. */
  get initError() {
    return this.#initError;
  }

  /**
   * Gives the event to the process and waits for its answer: `{ kind: 'response' | 'error', body, headers, trailers, chunks }`.
   * `deadline` is in milliseconds from now.
   */
  invoke(event, { id = randomUUID(), deadline = 30_000, headers = {} } = {}) {
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#give({
        body: typeof event === 'string' || Buffer.isBuffer(event) ? event : JSON.stringify(event),
        headers: {
          'lambda-runtime-aws-request-id': id,
          'lambda-runtime-deadline-ms': String(Date.now() + deadline),
          'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:123456789012:function:tested',
          'lambda-runtime-trace-id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
          'content-type': 'application/json',
          ...headers,
        },
      });
    });
  }

  #give(event) {
    const asked = this.#waiting.shift();
    if (asked) asked.writeHead(200, event.headers).end(event.body);
    else this.#events.push(event);
  }

  #serve(request, response) {
    this.requests.push(`${request.method} ${request.url}`);
    if (this.intercept?.(request, response)) return;
    const path = request.url.startsWith(VERSION) ? request.url.slice(VERSION.length) : undefined;
    if (request.method === 'GET' && path === 'invocation/next') {
      const event = this.#events.shift();
      if (event) return void response.writeHead(200, event.headers).end(event.body);
      this.#waiting.push(response);
      return void request.on('close', () => { this.#waiting = this.#waiting.filter((one) => one !== response); });
    }
    const chunks = [];
    request.on('data', (chunk) => chunks.push({ at: Date.now(), bytes: chunk }));
    request.on('error', () => {});
    request.on('end', () => {
      const answer = {
        body: Buffer.concat(chunks.map((chunk) => chunk.bytes)).toString('utf8'),
        headers: request.headers,
        trailers: request.trailers,
        chunks,
      };
      if (path === 'init/error') {
        this.#initError = answer;
        return void response.writeHead(202).end('{"status":"OK"}');
      }
      const [, id, kind] = path?.match(/^invocation\/([^/]+)\/(response|error)$/) ?? [];
      const resolve = this.#pending.get(id);
      if (request.method !== 'POST' || !resolve) {
        return void response.writeHead(400).end('{"errorType":"InvalidRequestID"}');
      }
      if (kind === 'response' && answer.body.length > 6_291_556 && !answer.headers['lambda-runtime-function-response-mode']) {
        return void response.writeHead(413).end('{"errorType":"RequestEntityTooLarge"}');
      }
      this.#pending.delete(id);
      response.writeHead(202).end('{"status":"OK"}');
      resolve({ kind, ...answer });
    });
  }

  /** Ends the API; what is still waited for never comes. */
  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
