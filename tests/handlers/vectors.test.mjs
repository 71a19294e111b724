// A handler that searches a table by vectors: DynamoDB Local can't, so a server answers as the API reference says
// (API_SearchVectors), and what it was sent is compared with that.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { Handler } from './handler.mjs';
import { program } from './programs.mjs';

let service;
let handler;
let seen = [];
let answer;

before(async () => {
  service = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) });
      const [status, body] = answer;
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  handler = await Handler.start(program('vectors'), {
    ARTICLES_TABLE: 'shop-articles', AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${service.address().port}`,
  });
});
after(async () => {
  await handler.stop();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => { seen = []; });

const outcome = async (event, by = handler) => JSON.parse((await by.invoke({ vector: [], most: 2, ...event })).body);
const article = (id) => ({
  id: { S: id }, shop: { S: 'north' }, language: { S: 'pt' }, year: { N: '2024' }, title: { S: `Title of ${id}` },
  meaning: { L: [{ N: '1' }, { N: '0' }, { N: '0' }] },
});

test('in a partition, by filters, and only what the index holds', async () => {
  answer = [200, { SearchResults: [{ Item: { id: { S: 'a' }, year: { N: '2024' } }, Score: 0.125 }, { Item: { id: { S: 'b' }, year: { N: '2022' } }, Score: 0.5 }] }];
  const made = await outcome({ how: 'partition' });
  assert.deepEqual(made.hits.map(({ id, score }) => [id, score]), [['a', 0.125], ['b', 0.5]]);
  const [{ headers, body }] = seen;
  assert.equal(headers['x-amz-target'], 'DynamoDB_20120810.SearchVectors');
  assert.match(headers.authorization, /\/eu-central-1\/dynamodb\/aws4_request/);
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values, SearchConditionExpression: condition, ProjectionExpression: read, ...rest } = body;
  assert.deepEqual(rest, {
    TableName: 'shop-articles', IndexName: 'ByMeaning', TopK: 5, SearchVector: [{ N: '0.5' }, { N: '-1' }, { N: '0.25' }],
  });
  const said = condition.replace(/#\w+/g, (name) => names[name]).replace(/:\w+/g, (name) => Object.values(values[name])[0]);
  assert.equal(said, 'shop = north AND language = pt AND year > 2020');
  assert.deepEqual(values[/year|:\w+$/.exec(condition)[0]], { N: '2020' });
  assert.deepEqual(read.split(', ').map((name) => names[name]).sort(), ['id', 'year']);
});

test('everywhere, whole items', async () => {
  answer = [200, { SearchResults: [{ Item: article('c'), Score: 12.5 }] }];
  assert.deepEqual((await outcome({ how: 'anywhere', vector: [1, 0, 0], most: 1 })).hits, [{ id: 'c', title: 'Title of c', score: 12.5 }]);
  const [{ body }] = seen;
  assert.deepEqual(body, { TableName: 'shop-articles', IndexName: 'Anywhere', TopK: 1, SearchVector: [{ N: '1' }, { N: '0' }, { N: '0' }] });
});

test('nothing is found', async () => {
  answer = [200, {}];
  assert.deepEqual((await outcome({ how: 'anywhere', vector: [1, 0, 0] })).hits, []);
});

test('a vector of another length, and a search for nothing, are not sent', async () => {
  assert.equal((await outcome({ how: 'anywhere', vector: [1, 0] })).failed, 'invalid_fields');
  assert.deepEqual((await outcome({ how: 'anywhere', vector: [1, 0, 0], most: 0 })).hits, []);
  assert.equal(seen.length, 0);
});

test('what the service refuses is an error of the data source', async () => {
  answer = [400, { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'no such index' }];
  assert.match((await outcome({ how: 'anywhere', vector: [1, 0, 0] })).failed, /ResourceNotFoundException/);
});

test('searches go to an endpoint of the account', async () => {
  const other = await Handler.start(program('vectors'), { ARTICLES_TABLE: 'shop-articles', AWS_REGION: 'xx-nowhere-1' });
  try {
    const { message } = await outcome({ how: 'anywhere', vector: [1, 0, 0] }, other);
    assert.match(message, /\b\d{12}\.search-ddb\.xx-nowhere-1\.amazonaws\.com/);
  } finally {
    await other.stop();
  }
});
