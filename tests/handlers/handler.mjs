// A handler's program as a child process, as Lambda runs it: an environment, the Runtime API, and nothing else.

import { spawn } from 'node:child_process';
import { RuntimeApi } from './runtime-api.mjs';

/** What every function has in its environment; the credentials are nobody's. */
export const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'a/session+token==',
  AWS_LAMBDA_FUNCTION_NAME: 'tested',
  LANG: 'C',
};

/** What still runs when a test failed before it could stop it ends with the tests. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Handler {
  #child;
  #output = '';
  #exit;
  api;

  /** `runner` is what the program is started by: an emulator of another machine, for instance. */
  static async start(program, environment = {}, { runner = [] } = {}) {
    const handler = new Handler();
    handler.api = await RuntimeApi.start();
    const [command, ...rest] = [...runner, program];
    handler.#child = spawn(command, rest, {
      env: { ...ENVIRONMENT, AWS_LAMBDA_RUNTIME_API: handler.api.host, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const child = handler.#child;
    running.add(child);
    child.on('exit', () => running.delete(child));
    const keep = (data) => { handler.#output += data; };
    handler.#child.stdout.on('data', keep);
    handler.#child.stderr.on('data', keep);
    handler.#exit = new Promise((resolve) => {
      handler.#child.on('error', (error) => resolve({ error }));
      // Closed, not only ended: by then all that it wrote is here.
      handler.#child.on('close', (code, signal) => resolve({ code, signal }));
    });
    return handler;
  }

  /** Everything that the process wrote so far. */
  get output() {
    return this.#output;
  }

  /** The log's lines, each parsed: a line that is no JSON fails the test. */
  get log() {
    const whole = this.#output.slice(0, this.#output.lastIndexOf('\n') + 1);
    return whole.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  /** Log lines for which `wanted` holds, once there are `count`: they come by another way than the answer does. */
  async logged(wanted, count = 1) {
    for (const giveUp = Date.now() + 5000; Date.now() < giveUp; await new Promise((resolve) => setTimeout(resolve, 5))) {
      const lines = this.log.filter(wanted);
      if (lines.length >= count) return lines;
    }
    throw new Error(`${count} such lines were not logged:\n${this.#output}`);
  }

  get pid() {
    return this.#child.pid;
  }

  get alive() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Answers with what RuntimeApi.invoke does; fails when the process ends instead. */
  async invoke(event, options) {
    const ended = this.#exit.then((how) => {
      throw new Error(`the handler ended: ${JSON.stringify(how)}\n${this.#output}`);
    });
    return Promise.race([this.api.invoke(event, options), ended]);
  }

  /** `{ code, signal }` when the process ends by itself. */
  exited() {
    return this.#exit;
  }

  /** Ends it as Lambda does, and answers with how it went. */
  async stop(signal = 'SIGTERM') {
    if (this.alive) this.#child.kill(signal);
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    const how = await this.#exit;
    clearTimeout(killer);
    await this.api.stop();
    return how;
  }
}

/** An event of an HTTP API, payload format 2.0, as far as handlers look at it. */
export function httpApiEvent(method, path, { route, variables = {}, query = {}, headers = {}, body, claims, cookies } = {}) {
  return {
    version: '2.0',
    routeKey: `${method} ${route ?? path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    ...(cookies ? { cookies } : {}),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(Object.keys(query).length ? { queryStringParameters: query } : {}),
    ...(Object.keys(variables).length ? { pathParameters: variables } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'api-id.execute-api.eu-central-1.amazonaws.com',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
      ...(claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: `${method} ${route ?? path}`,
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1773342238000,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

/** An event of a REST API (payload format 1.0), as far as handlers look at it. */
export function restApiEvent(method, path, { route, variables = {}, query = {}, headers = {}, body, claims, cookies } = {}) {
  const all = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(cookies ? { Cookie: cookies.join('; ') } : {}),
    ...headers,
  };
  const several = (pairs) => Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, [value]]));
  const orNull = (pairs) => (Object.keys(pairs).length ? pairs : null);
  return {
    resource: route ?? path,
    path,
    httpMethod: method,
    headers: orNull(all),
    multiValueHeaders: orNull(several(all)),
    queryStringParameters: orNull(query),
    multiValueQueryStringParameters: orNull(several(query)),
    pathParameters: orNull(variables),
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      ...(claims ? { authorizer: { claims } } : {}),
      domainName: 'api-id.execute-api.eu-central-1.amazonaws.com',
      httpMethod: method,
      identity: { sourceIp: '192.0.2.1', userAgent: 'agent' },
      path: `/dev${path}`,
      protocol: 'HTTP/1.1',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      requestTimeEpoch: 1773342238000,
      resourcePath: route ?? path,
      stage: 'dev',
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  };
}
