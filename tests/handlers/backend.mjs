// A whole backend, made from its committed template: its tables in DynamoDB Local, its functions as processes with the
// environment that the template gives them, and its API in front. Between functions and tables stands what AWS has there:
// a guard that lets nobody do what the role in the template does not allow.

import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDbLocal } from '../engines/engine/dynamodb-local.mjs';
import { Stack } from '../engines/engine/cloudformation.mjs';
import { createTableInput } from '../engines/engine/tables.mjs';
import { read } from '../engines/engine/templates.mjs';
import { Handler, httpApiEvent, restApiEvent } from './handler.mjs';
import { handlerOf } from './programs.mjs';

const templates = fileURLToPath(new URL('../../templates/', import.meta.url));
const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const list = (value) => (value === undefined ? [] : [value].flat());
/** IAM's patterns: `*` is any text, `?` any character. */
const matches = (pattern, text) =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);

/** What one request of DynamoDB does: IAM's action and what it does that to, `[action, table, index]`, for each part. */
function actionsOf(operation, input) {
  const parts = {
    BatchGetItem: () => Object.keys(input.RequestItems).map((table) => ['BatchGetItem', table]),
    BatchWriteItem: () => Object.keys(input.RequestItems).map((table) => ['BatchWriteItem', table]),
    TransactGetItems: () => input.TransactItems.map((item) => ['GetItem', item.Get.TableName]),
    TransactWriteItems: () => input.TransactItems.map((item) => {
      const [[kind, { TableName }]] = Object.entries(item);
      return [kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, TableName];
    }),
  }[operation];
  return parts ? parts() : [[operation, input.TableName, input.IndexName]];
}

/** What a request to another service does: `[action, resource]`, and what it says, for whoever answers it. */
function callOf(service, request, body) {
  const at = (id, attribute) => `arn:aws:engines:us-east-1:123456789012:${id.replace('ref-', '')}/${attribute}`;
  switch (service) {
    case 'sqs': {
      const input = JSON.parse(body);
      return { action: `sqs:${request.headers['x-amz-target'].split('.')[1]}`, resource: at(input.QueueUrl, 'Arn'), input };
    }
    case 'sns': {
      const input = Object.fromEntries(new URLSearchParams(body));
      return { action: `sns:${input.Action}`, resource: input.TopicArn, input };
    }
    case 'rds-data': {
      const input = JSON.parse(body);
      return { action: `rds-data:${request.url.slice(1)}Statement`, resource: input.resourceArn, input };
    }
    case 'execute-api':
      return {
        action: 'execute-api:ManageConnections',
        resource: `arn:aws:execute-api:us-east-1:123456789012:ref-WebsocketsApi${request.url.replace('/@', `/${request.method}/@`)}`,
        input: { method: request.method, connection: decodeURIComponent(request.url.split('/').at(-1)), body },
      };
    default: throw new Error(`nobody stands for ${service} here`);
  }
}

export class Backend {
  #database;
  #guard;
  #stack;
  #functions = new Map(); // logical id -> { name, process }
  #environment;
  #processes = [];
  /** `[function, action, table, index]` of everything that was done. */
  done = [];
  /** `(operation, input) => [status, body] | undefined`: answers in the database's place, or does something before it does. */
  fault = undefined;

  /** `(call) => [status, body]` by the service's name: what stands for SQS, SNS and others. */
  services = {};

  /** Secrets Manager's: `{ 'scheduler/dev/stripe': '{"webhook_secret": …}' }`. */
  secrets = {};

  /** `environment` goes to every function, over the template's. */
  static async start(stack, stage, { environment = {}, secrets = {} } = {}) {
    const backend = new Backend();
    backend.secrets = secrets;
    backend.stack = stack;
    backend.stage = stage;
    backend.#environment = environment;
    const file = path.join(templates, stack, stage, 'template.yml');
    backend.#stack = new Stack(read(file), { ArtifactBucket: 'bucket' });
    backend.#database = await DynamoDbLocal.start();
    for (const { id, properties } of backend.#stack.resources('AWS::DynamoDB::Table')) {
      const { TableName: _, ...rest } = properties;
      await backend.#database.request('CreateTable', createTableInput(rest, { fallbackName: `ref-${id}` }));
    }
    for (const { id, properties } of backend.#stack.resources('AWS::Lambda::Function')) {
      const name = properties.FunctionName.split('-').at(-1);
      backend.#functions.set(id, { id, name, properties });
    }
    backend.#guard = createServer((request, response) => backend.#pass(request, response));
    await new Promise((resolve) => backend.#guard.listen(0, '127.0.0.1', resolve));
    return backend;
  }

  /** Straight to the tables, past the guard: `table` is its logical id. */
  async items(table) {
    return (await this.#database.request('Scan', { TableName: `ref-${table}` })).Items;
  }

  /** Any call of the database, past the guard. */
  database(operation, input) {
    return this.#database.request(operation, input);
  }

  /** A resource of the template, with its intrinsics evaluated. */
  resource(id) {
    return this.#stack.resources().find((each) => each.id === id).properties;
  }

  async put(table, item) {
    await this.#database.request('PutItem', { TableName: `ref-${table}`, Item: item });
  }

  #allowed(id) {
    const roles = this.#stack.resources('AWS::IAM::Role');
    const wanted = this.#functions.get(id).properties.Role;
    const role = roles.find((each) => wanted.includes(`:${each.id}/`));
    return role.properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement)
      .filter((statement) => statement.Effect === 'Allow');
  }

  async #pass(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const [, service] = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)/.exec(request.headers.authorization);
    if (service !== 'dynamodb' && service !== 'secretsmanager') return this.#serve(service, request, body, response);
    if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') return this.#secret(request, JSON.parse(body), response);
    const operation = request.headers['x-amz-target'].replace('DynamoDB_20120810.', '');
    const input = JSON.parse(body);
    const answer = (status, json) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(json));
    // Each function signs with an access key of its own name.
    const caller = /Credential=([^/]+)/.exec(request.headers.authorization)[1];
    const statements = this.#allowed(caller);
    for (const [action, table, index] of actionsOf(operation, input)) {
      const resource = `arn:aws:engines:us-east-1:123456789012:${table.replace('ref-', '')}/Arn${index ? `/index/${index}` : ''}`;
      this.done.push([this.#functions.get(caller).name, action, table.replace('ref-', ''), ...(index ? [index] : [])]);
      const granted = statements.some((statement) =>
        list(statement.Action).some((pattern) => matches(pattern, `dynamodb:${action}`))
        && list(statement.Resource).some((pattern) => matches(pattern, resource)));
      if (!granted) {
        return answer(400, {
          __type: 'com.amazon.coral.service#AccessDeniedException',
          Message: `${caller} is not authorized to perform dynamodb:${action} on ${resource}`,
        });
      }
    }
    const fault = await this.fault?.(operation, input);
    if (fault) return answer(...fault);
    try {
      answer(200, await this.#database.request(operation, input));
    } catch (error) {
      // As it came: reasons of a cancelled transaction and items stand in it.
      answer(400, error.answer?.__type ? error.answer : { __type: `com.amazonaws.dynamodb.v20120810#${error.name}`, message: error.message });
    }
  }

  /** Of the secret's ARN, nobody knows the last six characters before it is made. */
  #secret(request, { SecretId }, response) {
    const caller = /Credential=([^/]+)/.exec(request.headers.authorization)[1];
    const arn = `arn:aws:secretsmanager:us-east-1:123456789012:secret:${SecretId}-a1B2c3`;
    this.done.push([this.#functions.get(caller).name, 'GetSecretValue', SecretId]);
    const granted = this.#allowed(caller).some((statement) =>
      list(statement.Action).includes('secretsmanager:GetSecretValue')
      && list(statement.Resource).some((pattern) => matches(pattern, arn)));
    const [status, answer] = !granted ? [400, { __type: 'AccessDeniedException', Message: `${caller} may not` }]
      : this.secrets[SecretId] === undefined ? [400, { __type: 'ResourceNotFoundException', Message: "Secrets Manager can't find the specified secret." }]
        : [200, { ARN: arn, Name: SecretId, SecretString: this.secrets[SecretId] }];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  }

  /** Of another service: its role, and then whoever stands for the service. */
  #serve(service, request, body, response) {
    const caller = /Credential=([^/]+)/.exec(request.headers.authorization)[1];
    const call = callOf(service, request, body);
    this.done.push([this.#functions.get(caller).name, call.action, call.resource]);
    const granted = this.#allowed(caller).some((statement) => list(statement.Action).includes(call.action)
      && list(statement.Resource).some((pattern) => matches(pattern, call.resource)));
    const [status, answer] = granted ? this.services[service](call)
      : [403, JSON.stringify({ __type: 'AccessDeniedException', message: `${caller} is not authorized to ${call.action} on ${call.resource}` })];
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  }

  #function(name) {
    const found = [...this.#functions.values()].find((each) => each.name === name);
    if (!found) throw new Error(`the template has no function ${name}`);
    return found;
  }

  /** One more process of a function, as Lambda starts them when calls come at once. */
  async start(name) {
    const { id, properties } = this.#function(name);
    const process = await Handler.start(handlerOf(this.stack, snakeCase(name)), {
      ...properties.Environment?.Variables,
      AWS_LAMBDA_FUNCTION_NAME: properties.FunctionName,
      AWS_ACCESS_KEY_ID: id,
      // Whatever has no address of its own.
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.#guard.address().port}`,
      ...Object.fromEntries(Object.keys(properties.Environment?.Variables ?? {})
        .filter((variable) => variable.endsWith('_WEBSOCKET_API_URL'))
        .map((variable) => [variable, `http://127.0.0.1:${this.#guard.address().port}/${this.stage}`])),
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${this.#guard.address().port}`,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${this.#guard.address().port}`,
      ...this.#environment,
    });
    this.#processes.push(process);
    return process;
  }

  /** The process that serves a function's calls. */
  async process(name) {
    const found = this.#function(name);
    found.process ??= this.start(name);
    return found.process;
  }

  /** Every process so far. */
  get processes() {
    return this.#processes;
  }

  /** An event straight to a function; its answer, parsed. */
  async invoke(name, event, { process, ...options } = {}) {
    const answer = await (process ?? await this.process(name)).invoke(event, options);
    if (answer.kind !== 'response') throw new Error(`${name} failed: ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** The routes of the API, as the template has them. */
  routes() {
    const all = [];
    const functionOf = (uri) => [...this.#functions.values()].find((each) => uri.includes(`:${each.id}/`));
    const integrations = new Map(this.#stack.resources('AWS::ApiGatewayV2::Integration').map((each) => [each.id, each.properties]));
    for (const { properties } of this.#stack.resources('AWS::ApiGatewayV2::Route')) {
      const [method, route] = properties.RouteKey.split(' ');
      if (!route) continue; // of a WebSocket API
      const integration = integrations.get(properties.Target.replace('integrations/ref-', ''));
      all.push({ method, route, authorized: properties.AuthorizationType === 'JWT', to: functionOf(integration.IntegrationUri), event: httpApiEvent });
    }
    const resources = new Map(this.#stack.resources('AWS::ApiGateway::Resource').map((each) => [each.id, each.properties]));
    const pathOf = (reference) => {
      const resource = resources.get(String(reference).replace('ref-', ''));
      return resource ? `${pathOf(resource.ParentId)}/${resource.PathPart}` : '';
    };
    for (const { properties } of this.#stack.resources('AWS::ApiGateway::Method')) {
      if (properties.Integration.Type !== 'AWS_PROXY') continue;
      all.push({
        method: properties.HttpMethod, route: pathOf(properties.ResourceId), event: restApiEvent,
        authorized: properties.AuthorizationType !== 'NONE', to: functionOf(properties.Integration.Uri),
      });
    }
    return all;
  }

  /** A request as the API's front takes it: `{ status, body, headers, cookies }`. `user` is who signed in. */
  async request(method, url, { user, claims, process, ...rest } = {}) {
    const { pathname, searchParams } = new URL(url, 'https://api.example');
    const segments = pathname.split('/');
    const found = this.routes().filter((each) => each.method === method).map((each) => {
      const pattern = each.route.split('/');
      const variables = {};
      const fits = pattern.length === segments.length && pattern.every((part, i) => {
        const variable = /^\{(.+)\}$/.exec(part)?.[1];
        if (variable) variables[variable] = each.event === httpApiEvent ? decodeURIComponent(segments[i]) : segments[i];
        return variable !== undefined || part === segments[i];
      });
      return { ...each, fits, variables };
    }).filter((each) => each.fits).sort((a, b) => Object.keys(a.variables).length - Object.keys(b.variables).length)[0];
    if (!found) return { status: 404, body: { message: 'Not Found' } };
    const said = claims ?? (user && { sub: user, 'cognito:username': user, token_use: 'id' });
    if (found.authorized && !said) return { status: 401, body: { message: 'Unauthorized' } };
    const answer = await this.invoke(found.to.name, found.event(method, pathname, {
      route: found.route, variables: found.variables, query: Object.fromEntries(searchParams), claims: said, ...rest,
    }), { process });
    const headers = Object.fromEntries([
      ...Object.entries(answer.headers ?? {}),
      ...Object.entries(answer.multiValueHeaders ?? {}).map(([name, values]) => [name, values.join(', ')]),
    ].map(([name, value]) => [name.toLowerCase(), value]));
    const text = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64').toString() : answer.body;
    const json = headers['content-type']?.includes('json') && text ? JSON.parse(text) : text;
    return { status: answer.statusCode, body: json, headers, cookies: answer.cookies ?? answer.multiValueHeaders?.['Set-Cookie'] };
  }

  async stop() {
    for (const process of this.#processes) await process.stop();
    this.#guard.closeAllConnections();
    await new Promise((resolve) => this.#guard.close(resolve));
    await this.#database.stop();
  }
}
