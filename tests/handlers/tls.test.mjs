// Whom a handler believes to be AWS.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { after, test } from 'node:test';
import { AMAZON_ROOTS, Certificates } from './certificates.mjs';
import { Handler } from './handler.mjs';
import { program } from './programs.mjs';

const made = new Certificates();
after(() => made.remove());
const root = made.authority('root');
const impostor = made.authority('root', { file: 'impostor' });
const between = made.authority('between', { issuer: root });
const noAuthority = made.authority('no authority', { issuer: root, extensions: 'basicConstraints=critical,CA:FALSE\n' });
const good = made.server(between);
const direct = made.server(root, { file: 'direct' });
const onlyRoot = made.write('root-alone.pem', root.cert);

/** What a call is answered with by a server that shows this chain, when the roots are these. */
async function answerOf(chain, key, roots) {
  const service = createServer({ cert: chain, key }, (request, response) => response.end('{"Done":true}'));
  service.on('tlsClientError', () => {});
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  const handler = await Handler.start(program('signer'), {
    AWS_ENDPOINT_URL_DYNAMODB: `https://localhost:${service.address().port}`,
    ...(roots ? { SSL_CERT_FILE: roots } : {}),
  });
  try {
    const answers = [];
    // A second connection finds what the first one left behind.
    for (let i = 0; i < 2; ++i) {
      answers.push(await handler.invoke({ target: 'DynamoDB_20120810.Query', body: '{}', repeatable: true, attempts: 1, timeout: 3000 }));
      service.closeAllConnections();
    }
    assert.equal(answers[0].kind, answers[1].kind);
    return { kind: answers[1].kind, ...JSON.parse(answers[1].body) };
  } finally {
    await handler.stop();
    service.closeAllConnections();
    service.close();
  }
}

for (const [what, chain, key, roots] of [
  ['a chain that ends in the root', good.cert + between.cert, good.key, onlyRoot],
  ['a certificate of the root itself', direct.cert, direct.key, onlyRoot],
  ['a chain that brings the root along', good.cert + between.cert + root.cert, good.key, onlyRoot],
  ['a root among Amazon\'s', good.cert + between.cert, good.key, made.write('six.pem', AMAZON_ROOTS, root.cert)],
  ['a root in a system\'s bundle', good.cert + between.cert, good.key,
    made.write('bundle.pem', readFileSync('/etc/ssl/certs/ca-certificates.crt', 'utf8'), root.cert)],
  ['a root before another of its name', direct.cert, direct.key, made.write('before.pem', root.cert, impostor.cert)],
  ['a root after another of its name', direct.cert, direct.key, made.write('after.pem', impostor.cert, root.cert)],
  ['a root among other things', direct.cert, direct.key,
    made.write('things.pem', '# roots\r\n', impostor.key, '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n', root.cert.replaceAll('\n', '\r\n'))],
]) {
  test(`${what} is trusted`, async () => {
    const answer = await answerOf(chain, key, roots);
    assert.equal(answer.kind, 'response', answer.errorMessage);
    assert.equal(answer.Done, true);
  });
}

const expired = made.server(root, { file: 'expired', days: -1 });
const elsewhere = made.server(root, { file: 'elsewhere', names: 'DNS:dynamodb.eu-central-1.amazonaws.com' });
const forged = made.server(impostor, { file: 'forged' });
const unentitled = made.server(noAuthority, { file: 'unentitled' });
for (const [what, chain, key, roots] of [
  ['a root that is none of Amazon\'s', good.cert + between.cert, good.key, undefined],
  ['a root that is not in the file', good.cert + between.cert, good.key, made.write('others.pem', AMAZON_ROOTS)],
  ['no certificate in the file', direct.cert, direct.key, made.write('empty.pem', '\n')],
  ['a chain with a gap', good.cert, good.key, onlyRoot],
  ['a root of the same name with another key', forged.cert + impostor.cert, forged.key, onlyRoot],
  ['an issuer that is no authority', unentitled.cert + noAuthority.cert, unentitled.key, onlyRoot],
  ['a certificate that has expired', expired.cert, expired.key, onlyRoot],
  ['a certificate of another host', elsewhere.cert, elsewhere.key, onlyRoot],
]) {
  test(`${what} is refused`, async () => {
    const answer = await answerOf(chain, key, roots);
    assert.equal(answer.kind, 'error', JSON.stringify(answer));
    assert.equal(answer.errorType, 'dynamodb.ConnectionFailed');
  });
}

test('a file of roots that is not there is named', async () => {
  const answer = await answerOf(direct.cert, direct.key, '/nowhere/roots.pem');
  assert.equal(answer.kind, 'error');
  assert.equal(answer.errorMessage, '/nowhere/roots.pem, which SSL_CERT_FILE names, can\'t be read');
});
