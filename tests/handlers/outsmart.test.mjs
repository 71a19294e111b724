// The user service of outsmart, end to end: its function as a process behind the API and the role of its committed template,
// over a real DynamoDB and a user pool.

import assert from 'node:assert/strict';
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import { Backend } from './backend.mjs';
import { CLIENT, CODE, claimsOf, Key, UserPool } from './cognito.mjs';
import { restApiEvent } from './handler.mjs';

const PASSWORD = 'correct-horse-1';
const COOKIE = '__Host-refresh_token';
const ORIGIN = 'https://app.outsmart.example';
const key = new Key('key-of-the-test');
let pool;
let backend;

before(async () => {
  // People sign in by a name of their own choice here.
  pool = await UserPool.start({ UsernameAttributes: [] });
  pool.keys = [key];
  backend = await Backend.start('outsmart', 'dev', { environment: pool.environment });
});
after(async () => {
  await backend?.stop();
  await pool?.stop();
});
afterEach(() => {
  pool.fault = () => undefined;
  backend.fault = undefined;
});

const now = () => Math.floor(Date.now() / 1000);
/** The same token, as it will be in an hour and a half. */
const expired = (token) => key.token({ ...claimsOf(token), iat: now() - 7200, exp: now() - 3600 });

/** `who` is what `signedIn` answers; its session's cookie goes along, as from a browser. */
const call = (method, endpoint, { who, token = who?.token, cookie = who?.cookie, headers = {}, ...rest } = {}) =>
  backend.request(method, `/user/${endpoint}`, {
    headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    cookies: cookie ? [`${COOKIE}=${cookie}`] : undefined,
    ...rest,
  });
async function done(status, method, endpoint, options) {
  const answer = await call(method, endpoint, options);
  assert.equal(answer.status, status, `${method} ${endpoint}: ${JSON.stringify(answer.body)}`);
  return answer;
}
async function refused(status, code, method, endpoint, options) {
  const answer = await done(status, method, endpoint, options);
  assert.equal(answer.body.code, code);
  assert.ok(answer.body.message && answer.body.requestId);
  return answer;
}

const newAccount = (username = `ana.${randomUUID().slice(0, 8)}`) =>
  ({ username, password: PASSWORD, email: `${username}@example.org`, name: 'Ana Zoë' });
const kept = ({ cookies }) => cookies?.map((each) => new RegExp(`^${COOKIE}=([^;]*)`).exec(each)?.[1]).find((each) => each !== undefined);

async function signIn(account) {
  const answer = await done(200, 'POST', 'sign-in', { body: { username: account.username, password: account.password } });
  return { ...account, token: answer.body.token, cookie: kept(answer), user: answer.body.user, answer };
}
async function confirmed() {
  const account = newAccount();
  await done(202, 'POST', 'sign-up', { body: account });
  await done(204, 'POST', 'confirm-sign-up', { body: { username: account.username, code: CODE } });
  return account;
}
const signedIn = async () => signIn(await confirmed());

/** One that nobody has had yet. */
function newCpf() {
  const digits = Array.from({ length: 9 }, () => randomInt(10));
  for (let i = 0; i < 2; ++i) {
    const rest = digits.reduce((sum, digit, position) => sum + digit * (digits.length + 1 - position), 0) % 11;
    digits.push(rest < 2 ? 0 : 11 - rest);
  }
  return digits.join('');
}
const writtenOut = (cpf) => cpf.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
const items = async (...names) => (await backend.items('backendUsersDev')).filter((item) => names.includes(item.username.S));
const claims = async (cpf) => (await backend.items('backendUsersDev')).filter((item) => item.id.S === `cpf#${cpf}`);

describe('a user\'s life', () => {
  test('from signing up to being forgotten', async () => {
    const account = newAccount();
    const { username } = account;
    const credentials = { username, password: PASSWORD };
    await done(202, 'POST', 'sign-up', { body: account });
    await refused(401, 'wrong_credentials', 'POST', 'sign-in', { body: credentials });
    await done(202, 'POST', 'resend-code', { body: { username } });
    await refused(400, 'wrong_code', 'POST', 'confirm-sign-up', { body: { username, code: '000000' } });
    await done(204, 'POST', 'confirm-sign-up', { body: { username, code: CODE } });
    assert.deepEqual(await items(username), []);

    let me = await signIn(account);
    const { sub } = claimsOf(me.token);
    assert.equal(me.answer.body.expires_in, 3600);
    assert.deepEqual(me.user, { id: sub, username, name: 'Ana Zoë', email: account.email });
    assert.deepEqual((await done(200, 'GET', 'get-user', { who: me })).body, me.user);
    assert.deepEqual(await items(username), [{ id: { S: sub }, username: { S: username }, name: { S: 'Ana Zoë' }, email: { S: account.email } }]);

    const cpf = newCpf();
    const changed = { ...me.user, name: 'Ana de Sá' };
    assert.deepEqual((await done(200, 'PUT', 'update-user', { who: me, body: { name: 'Ana de Sá' } })).body, changed);
    changed.cpf = cpf;
    assert.deepEqual((await done(200, 'PUT', 'update-user', { who: me, body: { cpf: writtenOut(cpf) } })).body, changed);
    assert.deepEqual((await done(200, 'GET', 'get-user', { who: me })).body, changed);

    await refused(400, 'wrong_password', 'POST', 'change-password', { who: me, body: { old_password: 'wrong-horse-1', new_password: 'battery-2' } });
    await done(204, 'POST', 'change-password', { who: me, body: { old_password: PASSWORD, new_password: 'battery-2' } });
    await refused(401, 'wrong_credentials', 'POST', 'sign-in', { body: credentials });
    me = await signIn({ ...account, password: 'battery-2' });
    // What the user changed is not Cognito's to undo.
    assert.deepEqual(me.user, changed);

    await done(202, 'POST', 'forgot-password', { body: { username } });
    await refused(400, 'wrong_code', 'POST', 'confirm-forgot-password', { body: { username, code: '000000', password: 'staple-33' } });
    await done(204, 'POST', 'confirm-forgot-password', { body: { username, code: CODE, password: 'staple-33' } });
    me = await signIn({ ...account, password: 'staple-33' });

    const gone = await done(204, 'DELETE', 'delete-user', { who: me });
    assert.equal(kept(gone), '');
    assert.deepEqual(await items(username), []);
    assert.deepEqual(await claims(cpf), []);
    await refused(401, 'wrong_credentials', 'POST', 'sign-in', { body: { username, password: 'staple-33' } });
    // The token is good for the rest of its hour, and for nothing.
    await refused(404, 'no_such_user', 'GET', 'get-user', { who: me });
    await refused(404, 'no_such_user', 'PUT', 'update-user', { who: me, body: { name: 'Again' } });
    await refused(401, 'sign_in_again', 'GET', 'get-user', { who: me, token: expired(me.token) });
    assert.deepEqual(await items(username), []);
  });

  test('signing out ends the session that the cookie keeps, and no other', async () => {
    const account = await confirmed();
    const [one, other] = [await signIn(account), await signIn(account)];
    const out = await done(204, 'POST', 'sign-out', { cookie: one.cookie });
    assert.match(out.cookies[0], new RegExp(`^${COOKIE}=; Max-Age=0;`));
    await refused(401, 'sign_in_again', 'GET', 'get-user', { who: one, token: expired(one.token) });
    await done(200, 'GET', 'get-user', { who: other, token: expired(other.token) });
    // Once more, and by somebody who never was in.
    await done(204, 'POST', 'sign-out', { cookie: one.cookie });
    await done(204, 'POST', 'sign-out');
  });

  test('two first times at once make one user', async () => {
    const account = await confirmed();
    const processes = [await backend.process('user'), await backend.start('user'), await backend.start('user')];
    const answers = await Promise.all(processes.map((process) =>
      done(200, 'POST', 'sign-in', { body: { username: account.username, password: PASSWORD }, process })));
    for (const answer of answers) assert.deepEqual(answer.body.user, answers[0].body.user);
    assert.equal((await items(account.username)).length, 1);
  });

  test('deleting can be repeated when the pool was away', async () => {
    const me = await signedIn();
    const cpf = newCpf();
    await done(200, 'PUT', 'update-user', { who: me, body: { cpf } });
    pool.fault = (operation) => (operation === 'DeleteUser' ? 'reset' : undefined);
    await refused(503, 'try_again_later', 'DELETE', 'delete-user', { who: me });
    pool.fault = () => undefined;
    assert.deepEqual(await items(me.username), []);
    await done(204, 'DELETE', 'delete-user', { who: me });
    await refused(401, 'wrong_credentials', 'POST', 'sign-in', { body: { username: me.username, password: PASSWORD } });
  });

  test('an account that asks for more than a password makes no user', async () => {
    const { username, email } = newAccount();
    // Made by an operator, it has to set a password of its own first.
    await pool.admin('AdminCreateUser', {
      Username: username, TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }],
    });
    await refused(403, 'challenge_required', 'POST', 'sign-in', { body: { username, password: PASSWORD } });
    assert.deepEqual(await items(username), []);
  });
});

test('nobody learns who has an account', async () => {
  const known = await confirmed();
  const unconfirmed = newAccount();
  await done(202, 'POST', 'sign-up', { body: unconfirmed });
  const unknown = newAccount();
  for (const [endpoint, body] of [
    ['resend-code', {}], ['forgot-password', {}],
    ['sign-in', { password: 'wrong-horse-1' }],
    ['confirm-sign-up', { code: '000000' }],
    ['confirm-forgot-password', { code: '000000', password: 'staple-33' }],
    ['confirm-forgot-password', { code: '000000', password: 'weak' }],
    ['sign-up', { password: PASSWORD, email: 'a@example.org', name: 'A' }],
    ['sign-up', { password: 'weak', email: 'a@example.org', name: 'A' }],
  ]) {
    const answers = [];
    // The unknown one is last: signing up makes it known.
    for (const { username } of [known, unconfirmed, unknown]) {
      const { status, body: said, headers, cookies } = await call('POST', endpoint, { body: { username, ...body } });
      answers.push({ status, said: said && { ...said, requestId: '' }, headers: { ...headers, date: '' }, cookies });
    }
    assert.deepEqual(answers[1], answers[2], endpoint);
    assert.deepEqual(answers[0], answers[2], endpoint);
  }
  // Nor is anything of a user written before the first sign-in, or changed by who signs up once more.
  assert.deepEqual(await items(known.username, unconfirmed.username, unknown.username), []);
  assert.equal((await signIn(known)).user.email, known.email);
});

describe('tokens', () => {
  const signedInEndpoints = [
    ['GET', 'get-user', undefined, 200],
    ['PUT', 'update-user', { name: 'Changed' }, 200],
    ['POST', 'change-password', { old_password: PASSWORD, new_password: 'battery-2' }, 204],
    ['DELETE', 'delete-user', undefined, 204],
  ];

  test('the endpoints that want one are these, and none has an authorizer that would refuse an expired one', async () => {
    assert.deepEqual(backend.routes().filter((route) => route.authorized), []);
    const open = ['sign-up', 'confirm-sign-up', 'resend-code', 'sign-in', 'sign-out', 'forgot-password', 'confirm-forgot-password'];
    assert.deepEqual(backend.routes().map((route) => `${route.method} ${route.route}`).sort(),
      [...open.map((name) => `POST /user/${name}`), ...signedInEndpoints.map(([method, name]) => `${method} /user/${name}`)].sort());
    for (const [method, endpoint, body] of signedInEndpoints) await refused(401, 'unauthorized', method, endpoint, { body });
  });

  for (const [method, endpoint, body, status] of signedInEndpoints) {
    test(`${endpoint} refreshes an expired one, and answers as ever`, async () => {
      const me = await signedIn();
      const fresh = await done(200, 'GET', 'get-user', { who: me });
      assert.equal(fresh.headers['x-new-token'], undefined);
      const answer = await done(status, method, endpoint, { who: me, token: expired(me.token), body, headers: { Origin: ORIGIN } });
      const renewed = claimsOf(answer.headers['x-new-token']);
      assert.equal(renewed.sub, me.user.id);
      assert.ok(renewed.exp > now());
      // Pages of another origin can read it, and no cache keeps it.
      assert.equal(answer.headers['access-control-expose-headers'], 'X-New-Token');
      assert.equal(answer.headers['cache-control'], 'no-store');
      if (status === 200) assert.equal(answer.body.id, me.user.id);
      if (endpoint !== 'delete-user') await done(200, 'GET', 'get-user', { token: answer.headers['x-new-token'] });
    });

    test(`${endpoint} refuses one whose refresh token's life is over`, async () => {
      const me = await signedIn();
      const token = expired(me.token);
      await refused(401, 'sign_in_again', method, endpoint, { token, body });
      await refused(401, 'sign_in_again', method, endpoint, { token, cookie: 'nonsense', body });
      pool.fault = (operation) => (operation === 'InitiateAuth'
        ? { name: 'NotAuthorizedException', message: 'Refresh Token has expired', status: 400 } : undefined);
      const answer = await refused(401, 'sign_in_again', method, endpoint, { who: me, token, body });
      assert.equal(answer.headers['x-new-token'], undefined);
      pool.fault = () => undefined;
      assert.equal((await signIn(me)).user.name, me.name);
    });

    test(`${endpoint} refuses forged ones`, async () => {
      const me = await signedIn();
      const good = claimsOf(me.token);
      const text = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const [header, payload, signature] = key.token(good).split('.');
      const hashed = `${text({ kid: key.id, alg: 'HS256' })}.${payload}`;
      for (const [what, token] of Object.entries({
        'alg none': `${text({ kid: key.id, alg: 'none' })}.${payload}.`,
        'the public key as a secret': `${hashed}.${createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' })).update(hashed).digest('base64url')}`,
        'another subject': `${header}.${text({ ...good, sub: randomUUID() })}.${signature}`,
        'a key of one\'s own': new Key(key.id).token(good),
        'an expired one of a key of one\'s own': new Key(key.id).token({ ...good, exp: now() - 3600 }),
        'another client': key.token({ ...good, client_id: `${CLIENT}x` }),
        'an id token': key.token({ ...good, token_use: 'id', aud: CLIENT }),
        'no token': 'nonsense',
      })) {
        const answer = await refused(401, 'invalid_token', method, endpoint, { token, cookie: me.cookie, body });
        assert.equal(answer.headers['x-new-token'], undefined, what);
      }
      assert.equal((await signIn(me)).user.name, me.name);
    });
  }

  test('nobody gets on with another\'s session', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    await refused(401, 'sign_in_again', 'GET', 'get-user', { token: expired(one.token), cookie: other.cookie });
    const mixed = `${one.cookie.split('~')[0]}~${other.cookie.split('~')[1]}`;
    await refused(401, 'sign_in_again', 'GET', 'get-user', { token: expired(one.token), cookie: mixed });
  });

  test('the refresh token is in its cookie alone, out of reach of scripts', async () => {
    const me = await signedIn();
    const [cookie] = me.answer.cookies;
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/', `Max-Age=${30 * 24 * 3600}`]) {
      assert.ok(cookie.split('; ').includes(attribute), `${attribute} in ${cookie.replace(me.cookie, '…')}`);
    }
    assert.ok(!JSON.stringify(me.answer.body).includes(me.cookie.split('~')[1]));
    assert.equal(me.answer.headers['cache-control'], 'no-store');
  });

  test('a page of the app may read the answers, others may not', async () => {
    const me = await signedIn();
    const own = await done(200, 'GET', 'get-user', { who: me, headers: { Origin: ORIGIN } });
    assert.equal(own.headers['access-control-allow-origin'], ORIGIN);
    assert.equal(own.headers['access-control-allow-credentials'], 'true');
    const strange = await done(200, 'GET', 'get-user', { who: me, headers: { Origin: 'https://evil.example' } });
    assert.equal(strange.headers['access-control-allow-origin'], undefined);
  });
});

describe('a CPF', () => {
  const update = (who, cpf, more) => call('PUT', 'update-user', { who, body: { cpf }, ...more });
  const told = ({ status, body }) => [status, body.code ?? body.cpf];

  test('is one user\'s until they have another or are gone', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const [first, second] = [newCpf(), newCpf()];
    assert.deepEqual(told(await update(one, first)), [200, first]);
    assert.deepEqual(told(await update(one, writtenOut(first))), [200, first]);
    await refused(409, 'cpf_taken', 'PUT', 'update-user', { who: other, body: { cpf: first, name: 'Not this either' } });
    assert.deepEqual((await done(200, 'GET', 'get-user', { who: other })).body, other.user);
    // Both at once, and the old one is free again.
    const both = await done(200, 'PUT', 'update-user', { who: one, body: { cpf: second, name: 'Both' } });
    assert.deepEqual(both.body, { ...one.user, cpf: second, name: 'Both' });
    assert.deepEqual(told(await update(other, first)), [200, first]);
    assert.deepEqual(told(await update(one, first)), [409, 'cpf_taken']);
    await done(204, 'DELETE', 'delete-user', { who: other });
    assert.deepEqual(told(await update(one, first)), [200, first]);
    assert.equal((await claims(first)).length, 1);
    assert.equal((await claims(second)).length, 0);
  });

  test('of many who want it at once, one has it', async () => {
    const people = [];
    for (let i = 0; i < 3; ++i) people.push({ ...await signedIn(), process: i ? await backend.start('user') : undefined });
    for (let round = 0; round < 5; ++round) {
      const cpf = newCpf();
      const answers = await Promise.all(people.map((who) => update(who, cpf, { process: who.process })));
      assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409], JSON.stringify(answers.map(told)));
      const holders = (await items(...people.map((who) => who.username))).filter((item) => item.cpf?.S === cpf);
      assert.equal(holders.length, 1);
      assert.equal((await claims(cpf)).length, 1);
    }
  });

  test('that a user changes twice at once leaves no claim behind', async () => {
    const me = await signedIn();
    const rival = await backend.start('user');
    const tried = [newCpf()];
    await update(me, tried[0]);
    for (let round = 0; round < 5; ++round) {
      const wanted = [newCpf(), newCpf()];
      tried.push(...wanted);
      const answers = await Promise.all(wanted.map((cpf, i) => update(me, cpf, { process: i ? rival : undefined })));
      assert.ok(answers.some((answer) => answer.status === 200), JSON.stringify(answers.map(told)));
      for (const answer of answers) assert.ok([200, 409].includes(answer.status), JSON.stringify(answer));
    }
    const [{ cpf }] = await items(me.username);
    const claimed = [];
    for (const one of tried) if ((await claims(one)).length) claimed.push(one);
    assert.deepEqual(claimed, [cpf.S]);
  });

  test('of a user from before there were claims is found by the index', async () => {
    const cpf = newCpf();
    await backend.put('backendUsersDev', {
      id: { S: randomUUID() }, username: { S: 'old.timer' }, cpf: { S: cpf }, name: { S: 'Old' }, email: { S: 'old@example.org' },
    });
    const me = await signedIn();
    assert.deepEqual(told(await update(me, cpf)), [409, 'cpf_taken']);
    assert.equal((await claims(cpf)).length, 0);
  });
});

describe('what is no good request', () => {
  const fieldsOf = (answer) => answer.body.fields.map((each) => `${each.field}: ${each.code}`).sort();

  test('is told with all of its fields, before anybody is asked', async () => {
    const me = await signedIn();
    pool.calls = [];
    for (const [method, endpoint, body, fields] of [
      ['POST', 'sign-up', {}, ['body.email: required', 'body.name: required', 'body.password: required', 'body.username: required']],
      ['POST', 'sign-up', { ...newAccount(), username: 'a b', email: 'nowhere', name: ' ' }, ['body.email: wrong_format', 'body.name: required', 'body.username: wrong_format']],
      ['POST', 'sign-up', { ...newAccount(), username: 'a'.repeat(129), password: '' }, ['body.password: wrong_length', 'body.username: wrong_length']],
      ['POST', 'sign-up', { ...newAccount(), name: 7 }, ['body.name: wrong_type']],
      ['POST', 'confirm-sign-up', { username: 'a' }, ['body.code: required']],
      ['POST', 'resend-code', { username: '' }, ['body.username: wrong_length']],
      ['POST', 'sign-in', { username: 'a' }, ['body.password: required']],
      ['POST', 'forgot-password', {}, ['body.username: required']],
      ['POST', 'confirm-forgot-password', { username: 'a', code: '1 2', password: PASSWORD }, ['body.code: wrong_format']],
      ['POST', 'change-password', { old_password: PASSWORD }, ['body.new_password: required']],
      ['PUT', 'update-user', { name: '', cpf: '123.456.789-00' }, ['body.cpf: wrong_format', 'body.name: required', 'body.name: wrong_length']],
      ['PUT', 'update-user', { name: 'x'.repeat(101) }, ['body.name: wrong_length']],
    ]) {
      const answer = await refused(400, 'invalid_fields', method, endpoint, { who: me, body });
      assert.deepEqual(fieldsOf(answer), fields, endpoint);
    }
    await refused(400, 'weak_password', 'POST', 'sign-up', { body: { ...newAccount(), password: 'short-1' } });
    await refused(400, 'weak_password', 'POST', 'change-password', { who: me, body: { old_password: PASSWORD, new_password: 'short-1' } });
    assert.deepEqual(pool.calls, []);
    assert.equal((await call('POST', 'sign-in', { body: '{' })).status, 400);
    assert.equal((await call('POST', 'sign-in', { body: '{}', headers: { 'content-type': 'text/plain' } })).status, 415);
  });

  test('changes nothing of what an update does not name', async () => {
    const me = await signedIn();
    const { body } = await done(200, 'PUT', 'update-user', { who: me, body: { id: 'another', username: 'admin', email: 'evil@example.org' } });
    assert.deepEqual(body, me.user);
  });

  test('finds no handler', async () => {
    assert.equal((await backend.request('GET', '/user/nothing')).status, 404);
    // Were the API to know more than the function does.
    const ask = async (method, path) => {
      const answer = await backend.invoke('user', restApiEvent(method, path));
      return [answer.statusCode, JSON.parse(answer.body).code, answer.multiValueHeaders.Allow?.[0]];
    };
    assert.deepEqual(await ask('GET', '/user/nothing'), [404, 'no_such_route', undefined]);
    assert.deepEqual(await ask('GET', '/user/sign-in'), [405, 'method_not_allowed', 'POST']);
    assert.deepEqual(await ask('POST', '/user/delete-user'), [405, 'method_not_allowed', 'DELETE']);
  });
});

test('trouble of the database or the pool is told without its details', async () => {
  const me = await signedIn();
  backend.fault = () => [400, { __type: 'x#ValidationException', message: 'secret details' }];
  const broken = await refused(500, 'internal_error', 'GET', 'get-user', { who: me });
  assert.doesNotMatch(JSON.stringify(broken.body), /details/);
  backend.fault = () => [400, { __type: 'x#ProvisionedThroughputExceededException', message: 'slow down' }];
  await refused(503, 'try_again_later', 'GET', 'get-user', { who: me });
  backend.fault = undefined;
  pool.fault = (operation) => (operation === 'InitiateAuth' ? { name: 'InternalErrorException', message: 'secret details', status: 500 } : undefined);
  const away = await call('POST', 'sign-in', { body: { username: me.username, password: PASSWORD } });
  assert.equal(away.status, 503);
  assert.doesNotMatch(JSON.stringify(away.body), /details/);
});

test('the role grants what is used and nothing is done without it; no secret is in the logs', async () => {
  const text = backend.processes.map(({ output }) => output).join('');
  assert.doesNotMatch(text, /not authorized/);
  assert.doesNotMatch(text, /eyJ|correct-horse|battery-2|staple-33/);
  assert.deepEqual([...new Set(backend.done.map(([, action, ...on]) => [action, ...on].join(' ')))].sort(), [
    'DeleteItem backendUsersDev', 'GetItem backendUsersDev', 'PutItem backendUsersDev',
    'Query backendUsersDev cpfTesteIndex', 'UpdateItem backendUsersDev',
  ]);
  // One call of Cognito's is signed with the role, and once a process: the others prove themselves by what is in them.
  const account = await confirmed();
  pool.calls = [];
  const process = await backend.start('user');
  for (let i = 0; i < 2; ++i) await done(200, 'POST', 'sign-in', { body: { username: account.username, password: PASSWORD }, process });
  assert.deepEqual(pool.calls.map(({ operation, headers }) => [operation, headers.authorization !== undefined]), [
    ['DescribeUserPoolClient', true], ['InitiateAuth', false], ['GetUser', false], ['InitiateAuth', false], ['GetUser', false],
  ]);
});
