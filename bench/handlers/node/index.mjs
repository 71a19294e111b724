// The Node.js handler of the comparison: a custom runtime's loop, one signed Query of DynamoDB, and its items as JSON.
// With Node.js's own modules alone, which start faster than the AWS SDK.

import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';

const { AWS_REGION: region, AWS_ENDPOINT_URL_DYNAMODB: endpoint, NOTES_TABLE: table } = process.env;
const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/`;
const secure = endpoint.startsWith('https:');
const services = secure ? await import('node:https') : http;
const kept = new services.Agent({ keepAlive: true });
const runtimeApi = new http.Agent({ keepAlive: true });

function exchange(module, url, options, body) {
  return new Promise((resolve, reject) => {
    const request = module.request(url, options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const digest = (text) => createHash('sha256').update(text).digest('hex');
const code = (key, text) => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 of a POST to `/`. */
function signed(host, target, body) {
  const moment = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${moment.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': moment,
    'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
    'x-amz-target': target,
  };
  const names = Object.keys(headers).join(';');
  const canonical = `POST\n/\n\n${Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('')}\n${names}\n${digest(body)}`;
  const text = `AWS4-HMAC-SHA256\n${moment}\n${scope}\n${digest(canonical)}`;
  const key = scope.split('/').reduce(code, `AWS4${process.env.AWS_SECRET_ACCESS_KEY}`);
  return {
    ...headers,
    'content-length': Buffer.byteLength(body),
    authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names}, `
      + `Signature=${code(key, text).toString('hex')}`,
  };
}

const { host } = new URL(endpoint);

async function query(owner) {
  const body = JSON.stringify({
    TableName: table,
    KeyConditionExpression: '#0 = :0',
    ExpressionAttributeNames: { '#0': 'owner' },
    ExpressionAttributeValues: { ':0': { S: owner } },
  });
  const headers = signed(host, 'DynamoDB_20120810.Query', body);
  const answer = await exchange(services, `${endpoint}/`, { method: 'POST', headers, agent: kept }, body);
  if (answer.status !== 200) throw new Error(`DynamoDB answered ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body).Items.map(({ owner, id, title, text, stars, written }) => ({
    owner: owner.S, id: id.S, title: title.S, text: text.S, stars: Number(stars.N), written: new Date(written.S),
  }));
}

async function handle(event) {
  const owner = decodeURIComponent(event.pathParameters.owner);
  const [statusCode, body] = owner === 'nobody' ? [404, { code: 'not_found', message: 'Nobody has no notes.' }]
    : [200, { items: await query(owner) }];
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), isBase64Encoded: false };
}

for (;;) {
  const next = await exchange(http, `${base}next`, { agent: runtimeApi });
  const call = base + next.headers['lambda-runtime-aws-request-id'];
  let kind = 'response';
  let body;
  try {
    body = JSON.stringify(await handle(JSON.parse(next.body)));
  } catch (error) {
    kind = 'error';
    body = JSON.stringify({ errorType: error.name, errorMessage: error.message });
  }
  await exchange(http, `${call}/${kind}`, {
    method: 'POST', agent: runtimeApi, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  }, body);
}
