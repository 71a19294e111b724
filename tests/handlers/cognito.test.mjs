// Signing up and in, tokens, authorizers and refreshing: handlers as processes, against a user pool.

import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, test } from 'node:test';
import { authenticatorCode, CLIENT, CODE, claimsOf, ISSUER, Key, POOL, SECRET, UserPool } from './cognito.mjs';
import { Handler, httpApiEvent } from './handler.mjs';
import { program } from './programs.mjs';

// AWS's own client, the second opinion on Secure Remote Password.
const { AuthenticationHelper, DateHelper } = createRequire(new URL('../engines/package.json', import.meta.url))('amazon-cognito-identity-js');
const { default: BigInteger } = createRequire(new URL('../engines/package.json', import.meta.url))('amazon-cognito-identity-js/lib/BigInteger');

const PASSWORD = 'correct-horse-1';
const key = new Key('key-of-the-test');
let pool;
let signIn;

before(async () => {
  pool = await UserPool.start();
  pool.keys = [key];
  signIn = await Handler.start(program('sign_in'), pool.environment);
});
after(async () => {
  await signIn?.stop();
  await pool?.stop();
});
afterEach(() => {
  pool.fault = () => undefined;
  pool.legacy = true;
  pool.forged = {};
});

const EMPTY = {
  user_name: '', password: '', new_password: '', code: '', token: '', attributes: {}, methods: [],
  tell_account_state: false, user_names_are_public: false, refresh_token_rotation: false, answer_after: 0,
};

/** One operation: its answer without what it says nothing about. */
async function perform(operation, values = {}, options = {}) {
  const answer = await (options.handler ?? signIn).invoke({ ...EMPTY, operation, ...values }, options);
  assert.equal(answer.kind, 'response', answer.body);
  return JSON.parse(answer.body);
}
async function performed(operation, values, options) {
  const answer = await perform(operation, values, options);
  assert.equal(answer.status, 200, JSON.stringify(answer));
  return answer;
}
async function refused(status, code, operation, values, options) {
  const answer = await perform(operation, values, options);
  assert.deepEqual([answer.status, answer.code], [status, code], JSON.stringify(answer));
  return answer;
}

const newName = () => `ana.${randomUUID().slice(0, 8)}@example.org`;
async function newUser(password = PASSWORD) {
  const user_name = newName();
  await performed('sign_up', { user_name, password, attributes: { name: 'Ana Zoë' } });
  await performed('confirm_sign_up', { user_name, code: CODE });
  return user_name;
}
async function signedIn(password = PASSWORD) {
  const email = await newUser(password);
  const { tokens } = await performed('sign_in', { user_name: email, password });
  return { email, ...tokens };
}

const now = () => Math.floor(Date.now() / 1000);
/** Claims as the pool makes them, for a token of the test's own key. */
const claims = (changes = {}) => ({
  sub: randomUUID(), iss: ISSUER, client_id: CLIENT, token_use: 'access', scope: 'aws.cognito.signin.user.admin',
  username: 'somebody', iat: now() - 10, exp: now() + 600, jti: randomUUID(), ...changes,
});
const expiredLike = (token) => key.token({ ...claimsOf(token), iat: now() - 7200, exp: now() - 3600 });

describe('signing up and in', () => {
  test('from nothing to tokens, and who it is', async () => {
    const user = await signedIn();
    assert.equal(claimsOf(user.access_token).client_id, CLIENT);
    assert.equal(user.user_name, claimsOf(user.access_token).username);
    assert.notEqual(user.user_name, user.email);
    assert.equal(user.expires_in, 3600);
    const { user: known } = await performed('get_user', { token: user.access_token });
    assert.equal(known.attributes.email, user.email);
    assert.equal(known.attributes.name, 'Ana Zoë');
    assert.equal((await performed('verify', { token: user.access_token })).subject, claimsOf(user.access_token).sub);
  });

  test('calls have the form that Cognito wants, and no signature', async () => {
    pool.calls = [];
    await signedIn();
    assert.deepEqual(pool.calls.map((call) => call.operation), ['SignUp', 'ConfirmSignUp', 'InitiateAuth']);
    for (const { headers, body } of pool.calls) {
      assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
      assert.equal(headers.authorization, undefined);
      assert.equal(body.ClientId, CLIENT);
    }
  });

  test('the client\'s secret is asked for once a process', async () => {
    pool.calls = [];
    const handler = await Handler.start(program('sign_in'), pool.environment);
    try {
      await refused(401, 'wrong_credentials', 'sign_in', { user_name: newName(), password: PASSWORD }, { handler });
      await refused(401, 'wrong_credentials', 'sign_in', { user_name: newName(), password: PASSWORD }, { handler });
    } finally {
      await handler.stop();
    }
    assert.deepEqual(pool.calls.map((call) => call.operation), ['DescribeUserPoolClient', 'InitiateAuth', 'InitiateAuth']);
  });

  test('a secret of the environment is not asked for', async () => {
    pool.calls = [];
    const handler = await Handler.start(program('sign_in'), { ...pool.environment, USER_POOL_CLIENT_SECRET: 'an old one' });
    try {
      // Who runs it learns of it, users don't.
      await refused(401, 'wrong_credentials', 'sign_in', { user_name: await newUser(), password: PASSWORD }, { handler });
      assert.ok(handler.log.some((line) => line.level === 'WARN' && /SecretHash/.test(line.reason)), handler.output);
    } finally {
      await handler.stop();
    }
    assert.ok(!pool.calls.some((call) => call.operation === 'DescribeUserPoolClient'));
  });

  test('a function without its environment fails without a word of it', async () => {
    const handler = await Handler.start(program('sign_in'), { USER_POOL_ID: POOL });
    try {
      const answer = await refused(500, 'Cognito.Environment', 'sign_in', { user_name: 'a', password: 'b' }, { handler });
      assert.match(answer.message, /USER_POOL_CLIENT_ID/);
    } finally {
      await handler.stop();
    }
  });

  test('what can\'t be right is not sent', async () => {
    pool.calls = [];
    for (const [operation, values, fields] of [
      ['sign_in', {}, ['user_name: required', 'password: required']],
      ['sign_in', { user_name: 'a b', password: 'x' }, ['user_name: wrong_format']],
      ['sign_in', { user_name: 'a'.repeat(129), password: 'x' }, ['user_name: out_of_range']],
      ['sign_in', { user_name: 'a', password: ' x' }, ['password: wrong_format']],
      ['sign_in', { user_name: 'a', password: 'x'.repeat(257) }, ['password: out_of_range']],
      ['confirm_sign_up', { user_name: 'a', code: '12 34' }, ['code: wrong_format']],
      ['forgot_password', {}, ['user_name: required']],
      ['get_user', {}, ['access_token: required']],
    ]) {
      const answer = await refused(400, 'bad_request', operation, values);
      assert.deepEqual(answer.fields, fields, operation);
    }
    // 'ä' is one character.
    await refused(401, 'wrong_credentials', 'sign_in', { user_name: 'ä'.repeat(128), password: 'x' });
    assert.equal(pool.calls.length, 1);
  });

  test('a weak password is refused before anybody is looked for', async () => {
    const known = await newUser();
    pool.calls = [];
    for (const user_name of [known, newName()]) {
      const answers = [
        await refused(400, 'weak_password', 'sign_up', { user_name, password: 'short1' }),
        await refused(400, 'weak_password', 'sign_up', { user_name, password: 'no digits here' }),
        await refused(400, 'weak_password', 'confirm_forgot_password', { user_name, code: '1', new_password: 'short' }),
      ];
      assert.deepEqual(answers.map((one) => one.fields), [
        ['password: out_of_range'], ['password: wrong_format'], ['password: out_of_range', 'password: wrong_format'],
      ]);
    }
    assert.equal(pool.calls.length, 0);
  });

  test('a first password has to be changed', async () => {
    const user_name = newName();
    await pool.admin('AdminCreateUser', { Username: user_name, TemporaryPassword: 'temporary-1', MessageAction: 'SUPPRESS' });
    const { challenge, tokens } = await performed('sign_in', { user_name, password: 'temporary-1' });
    assert.equal(tokens, undefined);
    assert.equal(challenge.name, 'NEW_PASSWORD_REQUIRED');
    // The name that Cognito knows, with which the answer's secret hash is made.
    assert.notEqual(challenge.user_name, user_name);
    await refused(400, 'weak_password', 'answer_new_password', { challenge, new_password: 'weak' });
    const done = await performed('answer_new_password', { challenge, new_password: PASSWORD, attributes: { name: 'A' } });
    assert.equal(claimsOf(done.tokens.access_token).username, challenge.user_name);
    assert.equal(pool.calls.at(-1).body.ChallengeResponses['userAttributes.name'], 'A');
    await performed('sign_in', { user_name, password: PASSWORD });
  });

  test('answers to challenges that are wrong or too late', async () => {
    const challenge = { name: 'SMS_MFA', session: 'a-session', user_name: await newUser(), parameters: {} };
    await refused(400, 'bad_request', 'answer_code', { challenge: { ...challenge, name: 'NEW_PASSWORD_REQUIRED' }, code: '1' });
    await refused(400, 'bad_request', 'answer_code', { challenge: { ...challenge, session: '' }, code: '1' });
    await refused(400, 'wrong_code', 'answer_code', { challenge, code: 'nonsense' });
    assert.equal(pool.calls.at(-1).body.ChallengeResponses.SMS_MFA_CODE, 'nonsense');
    pool.fault = () => ({ name: 'NotAuthorizedException', message: 'Invalid session for the user, session is expired.', status: 400 });
    await refused(401, 'sign_in_again', 'answer_code', { challenge, code: '123456' });
  });

  test('a forgotten password is replaced', async () => {
    const user_name = await newUser();
    await performed('forgot_password', { user_name });
    await refused(400, 'wrong_code', 'confirm_forgot_password', { user_name, code: '000000', new_password: 'another-pass-2' });
    await performed('confirm_forgot_password', { user_name, code: CODE, new_password: 'another-pass-2' });
    await refused(401, 'wrong_credentials', 'sign_in', { user_name, password: PASSWORD });
    await performed('sign_in', { user_name, password: 'another-pass-2' });
  });

  test('a password is changed by who knows it', async () => {
    const user = await signedIn();
    const change = (values) => ({ token: user.access_token, password: PASSWORD, new_password: 'another-pass-2', ...values });
    await refused(400, 'wrong_password', 'change_password', change({ password: 'not-it-1' }));
    await refused(400, 'weak_password', 'change_password', change({ new_password: 'weak' }));
    await refused(401, 'invalid_token', 'change_password', change({ token: `${user.access_token}x` }));
    await performed('change_password', change());
    await performed('sign_in', { user_name: user.email, password: 'another-pass-2' });
    pool.fault = () => ({ name: 'LimitExceededException', message: 'Attempt limit exceeded', status: 400 });
    await refused(429, 'too_many_requests', 'change_password', change());
  });
});

describe('Secure Remote Password', () => {
  const hash = (user) => createHmac('sha256', SECRET).update(user + CLIENT).digest('base64');
  const post = async (operation, body) => {
    const response = await fetch(`http://127.0.0.1:${pool.port}/`, {
      method: 'POST', headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` }, body: JSON.stringify({ ClientId: CLIENT, ...body }),
    });
    return { status: response.status, ...await response.json() };
  };

  test("the pool of these tests takes the proof of AWS's own client, so it may judge ours", async () => {
    const name = await newUser();
    for (const [password, status] of [[PASSWORD, 200], ['wrong-pass-1', 400]]) {
      const helper = new AuthenticationHelper(POOL.split('_')[1]);
      const A = await new Promise((resolve, reject) => helper.getLargeAValue((error, value) => (error ? reject(error) : resolve(value))));
      const begun = await post('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: name, SRP_A: A.toString(16), SECRET_HASH: hash(name) } });
      const asked = begun.ChallengeParameters;
      const user = asked.USER_ID_FOR_SRP;
      const key = await new Promise((resolve, reject) => helper.getPasswordAuthenticationKey(
        user, password, new BigInteger(asked.SRP_B, 16), new BigInteger(asked.SALT, 16), (error, value) => (error ? reject(error) : resolve(value)),
      ));
      const time = new DateHelper().getNowString();
      const signature = createHmac('sha256', key).update(POOL.split('_')[1] + user).update(Buffer.from(asked.SECRET_BLOCK, 'base64')).update(time).digest('base64');
      const ended = await post('RespondToAuthChallenge', {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: {
          USERNAME: user, PASSWORD_CLAIM_SECRET_BLOCK: asked.SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: time, SECRET_HASH: hash(user),
        },
      });
      assert.equal(ended.status, status, JSON.stringify(ended));
    }
  });

  // Numbers whose first byte is zero, or has its first bit set, are written differently: of so many some are both.
  test('a user proves the password, many times, and nothing tells it', async () => {
    const email = await newUser();
    pool.calls = [];
    for (let time = 0; time < 40; time += 1) {
      const { tokens } = await performed('srp_sign_in', { user_name: email, password: PASSWORD });
      assert.equal(claimsOf(tokens.access_token).username, tokens.user_name);
      assert.notEqual(tokens.user_name, email);
    }
    assert.deepEqual(pool.calls.slice(0, 2).map((call) => call.operation), ['InitiateAuth', 'RespondToAuthChallenge']);
    assert.equal(pool.calls.length, 80);
    assert.equal(pool.calls[0].body.AuthFlow, 'USER_SRP_AUTH');
    assert.equal(new Set(pool.calls.map((call) => JSON.stringify(call.body))).size, 80);
    assert.doesNotMatch(JSON.stringify(pool.calls.map((call) => call.body)), new RegExp(PASSWORD));
  });

  test('a password with characters beyond ASCII', async () => {
    const password = 'pässwörd-9-☃';
    const user_name = await newUser(password);
    await performed('srp_sign_in', { user_name, password });
    await refused(401, 'wrong_credentials', 'srp_sign_in', { user_name, password: 'password-9-☃' });
  });

  for (const legacy of [true, false]) {
    test(`a wrong password and a wrong name are one answer, with ${legacy ? 'LEGACY' : 'ENABLED'}`, async () => {
      pool.legacy = legacy;
      await refused(401, 'wrong_credentials', 'srp_sign_in', { user_name: await newUser(), password: 'wrong-pass-1' });
      await refused(401, 'wrong_credentials', 'srp_sign_in', { user_name: newName(), password: PASSWORD });
    });
  }

  test('the account\'s state is told where it is asked for', async () => {
    const user_name = newName();
    await performed('sign_up', { user_name, password: PASSWORD });
    await refused(401, 'wrong_credentials', 'srp_sign_in', { user_name, password: PASSWORD });
    await refused(403, 'not_confirmed', 'srp_sign_in', { user_name, password: PASSWORD, tell_account_state: true });
  });

  test('a first password is asked to be changed here, too', async () => {
    const user_name = newName();
    await pool.admin('AdminCreateUser', { Username: user_name, TemporaryPassword: 'temporary-1', MessageAction: 'SUPPRESS' });
    const { challenge } = await performed('srp_sign_in', { user_name, password: 'temporary-1' });
    assert.equal(challenge.name, 'NEW_PASSWORD_REQUIRED');
    await performed('answer_new_password', { challenge, new_password: PASSWORD });
    await performed('srp_sign_in', { user_name, password: PASSWORD });
  });

  test('a challenge that would draw the password out is not answered', async () => {
    const user_name = await newUser();
    for (const forged of [{ SRP_B: '0' }, { SRP_B: '' }, { SRP_B: 'xyz' }, { SRP_B: 'f'.repeat(770) }, { SECRET_BLOCK: '???' }, { SALT: 'salt' }]) {
      pool.forged = forged;
      pool.calls = [];
      await refused(500, 'Cognito.MalformedAnswer', 'srp_sign_in', { user_name, password: PASSWORD });
      assert.deepEqual(pool.calls.map((call) => call.operation), ['InitiateAuth'], JSON.stringify(forged));
    }
  });

  test('the prime itself is zero in the group', async () => {
    const helper = new AuthenticationHelper(POOL.split('_')[1]);
    pool.forged = { SRP_B: helper.N.toString(16) };
    await refused(500, 'Cognito.MalformedAnswer', 'srp_sign_in', { user_name: await newUser(), password: PASSWORD });
  });

  test('a lost answer to the proof is not asked for again', async () => {
    const user_name = await newUser();
    pool.calls = [];
    pool.fault = (operation) => (operation === 'RespondToAuthChallenge' ? 'reset' : undefined);
    const answer = await refused(500, 'cognito-idp.ConnectionFailed', 'srp_sign_in', { user_name, password: PASSWORD });
    assert.equal(answer.retryable, true);
    assert.equal(pool.calls.length, 2);
  });
});

describe('second factors', () => {
  const set_up = async (user) => {
    const { authenticator } = await performed('begin_authenticator', { token: user.access_token });
    await refused(400, 'wrong_code', 'confirm_authenticator', { token: user.access_token, code: '000000' });
    await performed('confirm_authenticator', { token: user.access_token, code: authenticatorCode(authenticator.secret) });
    return authenticator;
  };

  test('an authenticator app is set up, and then asked for', async () => {
    const user = await signedIn();
    const authenticator = await set_up(user);
    assert.equal(authenticator.uri, `otpauth://totp/Shop:ana%40example.org?secret=${authenticator.secret}&issuer=Shop`);
    for (const operation of ['sign_in', 'srp_sign_in']) {
      const { challenge } = await performed(operation, { user_name: user.email, password: PASSWORD });
      assert.equal(challenge.name, 'SOFTWARE_TOKEN_MFA');
      await refused(400, 'wrong_code', 'answer_code', { challenge, code: '000000' });
      const { tokens } = await performed('answer_code', { challenge, code: authenticatorCode(authenticator.secret) });
      assert.equal(tokens.user_name, user.user_name);
    }
  });

  test('a user with several chooses one', async () => {
    const user_name = newName();
    await performed('sign_up', { user_name, password: PASSWORD, attributes: { phone_number: '+4915100000000', phone_number_verified: 'true' } });
    await performed('confirm_sign_up', { user_name, code: CODE });
    const { tokens: user } = await performed('sign_in', { user_name, password: PASSWORD });
    const authenticator = await set_up(user);
    await performed('set_methods', { token: user.access_token, methods: ['software_token', 'sms'] });
    assert.deepEqual(pool.calls.at(-1).body.SoftwareTokenMfaSettings, { Enabled: true, PreferredMfa: true });
    assert.deepEqual(pool.calls.at(-1).body.SMSMfaSettings, { Enabled: true, PreferredMfa: false });
    assert.deepEqual(pool.calls.at(-1).body.EmailMfaSettings, { Enabled: false, PreferredMfa: false });
    const { challenge, methods } = await performed('sign_in', { user_name, password: PASSWORD });
    assert.equal(challenge.name, 'SELECT_MFA_TYPE');
    assert.deepEqual(methods.toSorted(), ['sms', 'software_token']);
    await refused(400, 'bad_request', 'select_method', { challenge, method: 'email' });
    await refused(400, 'bad_request', 'answer_code', { challenge, code: '1' });
    const chosen = await performed('select_method', { challenge, method: 'software_token' });
    assert.equal(chosen.challenge.name, 'SOFTWARE_TOKEN_MFA');
    await performed('answer_code', { challenge: chosen.challenge, code: authenticatorCode(authenticator.secret) });
    // Whose code goes to a telephone, which the emulator knows only of users made with one.
    pool.fault = (operation, { ChallengeResponses: given }) => ({ name: given.ANSWER === 'SMS_MFA' ? 'CodeDeliveryFailureException' : 'Wrong', message: '', status: 400 });
    await refused(500, 'cognito-idp.CodeDeliveryFailureException', 'select_method', { challenge, method: 'sms' });
    pool.fault = () => undefined;
    await performed('set_methods', { token: user.access_token });
    assert.ok((await performed('sign_in', { user_name, password: PASSWORD })).tokens);
  });

  test('where the pool demands one, it is set up while signing in', async () => {
    const user = await signedIn();
    pool.withoutAuthenticator.add(user.user_name);
    const { challenge, methods } = await performed('srp_sign_in', { user_name: user.email, password: PASSWORD });
    assert.equal(challenge.name, 'MFA_SETUP');
    assert.deepEqual(methods, ['sms', 'software_token']);
    const { authenticator } = await performed('begin_authenticator', { challenge });
    assert.notEqual(authenticator.challenge.session, challenge.session);
    await refused(401, 'sign_in_again', 'begin_authenticator', { challenge });
    await refused(400, 'wrong_code', 'confirm_authenticator', { challenge: authenticator.challenge, code: '000000' });
    const { tokens } = await performed('confirm_authenticator', { challenge: authenticator.challenge, code: authenticatorCode(authenticator.secret) });
    assert.equal(tokens.user_name, user.user_name);
    await refused(401, 'sign_in_again', 'confirm_authenticator', { challenge: authenticator.challenge, code: '000000' });
  });

  test('only for who is signed in, and only what is there', async () => {
    const user = await signedIn();
    await refused(401, 'invalid_token', 'begin_authenticator', { token: `${user.access_token}x` });
    await refused(401, 'invalid_token', 'confirm_authenticator', { token: `${user.access_token}x`, code: '123456' });
    await refused(401, 'invalid_token', 'set_methods', { token: `${user.access_token}x` });
    await refused(400, 'bad_request', 'begin_authenticator', { challenge: { name: 'SMS_MFA', session: 's', user_name: 'u', parameters: {} } });
    pool.fault = () => ({ name: 'InvalidParameterException', message: 'User has not verified software token mfa', status: 400 });
    await refused(400, 'bad_request', 'set_methods', { token: user.access_token, methods: ['software_token'] });
  });
});

describe('what the user chooses to begin with', () => {
  test('a password at once', async () => {
    const user_name = await newUser();
    const { tokens } = await performed('choice_sign_in', { user_name, password: PASSWORD });
    assert.ok(tokens.refresh_token);
    await refused(401, 'wrong_credentials', 'choice_sign_in', { user_name, password: 'wrong-pass-1' });
    const { body } = pool.calls.at(-1);
    assert.deepEqual([body.AuthFlow, body.AuthParameters.PREFERRED_CHALLENGE], ['USER_AUTH', 'PASSWORD']);
  });

  test('one of what there is', async () => {
    const user_name = await newUser();
    const begin = () => performed('choice_begin', { user_name });
    const { challenge, factors } = await begin();
    assert.equal(challenge.name, 'SELECT_CHALLENGE');
    assert.deepEqual(factors, ['password', 'email_otp', 'passkey']);
    await refused(400, 'bad_request', 'select_challenge', { challenge, factor: 'sms_otp' });
    await refused(400, 'bad_request', 'select_challenge', { challenge, factor: 'password' });
    const asked = await performed('select_challenge', { challenge, factor: 'email_otp' });
    assert.equal(asked.challenge.name, 'EMAIL_OTP');
    assert.ok((await performed('answer_code', { challenge: asked.challenge, code: CODE })).tokens);
    assert.ok((await performed('answer_password', { challenge: (await begin()).challenge, password: PASSWORD })).tokens);
    await refused(401, 'wrong_credentials', 'answer_password', { challenge: (await begin()).challenge, password: 'wrong-pass-1' });
    await refused(401, 'sign_in_again', 'answer_password', { challenge, password: PASSWORD });
    await refused(400, 'bad_request', 'answer_passkey', { challenge: asked.challenge, code: '{}' });
  });

  test('a preferred one', async () => {
    const user_name = await newUser();
    const { challenge } = await performed('choice_begin', { user_name, factor: 'passkey' });
    assert.equal(challenge.name, 'WEB_AUTHN');
    assert.equal(challenge.parameters.CREDENTIAL_REQUEST_OPTIONS, '{}');
    assert.ok((await performed('answer_passkey', { challenge, code: '{"id":"one"}' })).tokens);
    await refused(401, 'sign_in_again', 'answer_passkey', { challenge, code: '{"id":"one"}' });
  });
});

describe('who has an account stays unknown', () => {
  const same = async (operation, valuesOf, expected) => {
    const unconfirmed = newName();
    await performed('sign_up', { user_name: unconfirmed, password: PASSWORD });
    const answers = [];
    for (const user_name of [await newUser(), unconfirmed, newName()]) {
      answers.push(await perform(operation, { user_name, ...valuesOf }));
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0], operation);
    assert.deepEqual([answers[0].status, answers[0].code], expected, operation);
  };
  for (const legacy of [true, false]) {
    const how = legacy ? 'even where the client tells' : 'where the client is silent';
    test(`by signing in, ${how}`, async () => {
      pool.legacy = legacy;
      await same('sign_in', { password: 'wrong-pass-1' }, [401, 'wrong_credentials']);
    });
  }
  test('by signing up', () => same('sign_up', { password: PASSWORD }, [200, '']));
  test('by asking for a code', () => same('resend_code', {}, [200, '']));
  test('by confirming', () => same('confirm_sign_up', { code: '000000' }, [400, 'wrong_code']));
  test('by forgetting a password', () => same('forgot_password', {}, [200, '']));
  test('by a new password', () => same('confirm_forgot_password', { code: '000000', new_password: PASSWORD }, [400, 'wrong_code']));

  test('what Cognito says of some users only is not passed on', async () => {
    const user_name = await newUser();
    for (const [operation, values, name, expected] of [
      ['sign_in', { password: PASSWORD }, 'UserNotConfirmedException', [401, 'wrong_credentials']],
      ['sign_in', { password: PASSWORD }, 'PasswordResetRequiredException', [401, 'wrong_credentials']],
      ['sign_in', { password: PASSWORD }, 'LimitExceededException', [401, 'wrong_credentials']],
      ['sign_up', { password: PASSWORD }, 'CodeDeliveryFailureException', [200, '']],
      ['resend_code', {}, 'LimitExceededException', [200, '']],
      ['resend_code', {}, 'InvalidParameterException', [200, '']],
      ['forgot_password', {}, 'InvalidParameterException', [200, '']],
      ['forgot_password', {}, 'LimitExceededException', [200, '']],
      ['forgot_password', {}, 'CodeDeliveryFailureException', [200, '']],
      ['forgot_password', {}, 'NotAuthorizedException', [200, '']],
      ['confirm_sign_up', { code: '1' }, 'TooManyFailedAttemptsException', [400, 'wrong_code']],
      ['confirm_sign_up', { code: '1' }, 'LimitExceededException', [400, 'wrong_code']],
      ['confirm_sign_up', { code: '1' }, 'ExpiredCodeException', [400, 'wrong_code']],
      ['confirm_forgot_password', { code: '1', new_password: PASSWORD }, 'LimitExceededException', [400, 'wrong_code']],
      ['confirm_forgot_password', { code: '1', new_password: PASSWORD }, 'InvalidPasswordException', [400, 'wrong_code']],
    ]) {
      pool.fault = () => ({ name, message: 'of this user', status: 400 });
      await refused(...expected, operation, { user_name, ...values });
    }
  });

  test('unless it is asked for', async () => {
    const taken = await newUser();
    await refused(409, 'user_name_taken', 'sign_up', { user_name: taken, password: PASSWORD, user_names_are_public: true });
    const unconfirmed = newName();
    await performed('sign_up', { user_name: unconfirmed, password: PASSWORD });
    await refused(403, 'not_confirmed', 'sign_in', { user_name: unconfirmed, password: PASSWORD, tell_account_state: true });
    await refused(401, 'wrong_credentials', 'sign_in', { user_name: unconfirmed, password: PASSWORD });
  });

  test('the owner of an address learns that another account has it', async () => {
    pool.fault = () => ({ name: 'AliasExistsException', message: 'An account with the email already exists.', status: 400 });
    await refused(409, 'alias_taken', 'confirm_sign_up', { user_name: newName(), code: CODE });
  });

  test('answers can be made to take one time', async () => {
    for (const user_name of [await newUser(), newName()]) {
      const began = performance.now();
      await refused(401, 'wrong_credentials', 'sign_in', { user_name, password: 'wrong-pass-1', answer_after: 400 });
      const took = performance.now() - began;
      assert.ok(took >= 400 && took < 900, `${took} ms`);
    }
    // Not past the call's own end.
    const began = performance.now();
    await refused(401, 'wrong_credentials', 'sign_in', { user_name: newName(), password: 'x', answer_after: 60_000 }, { deadline: 700 });
    assert.ok(performance.now() - began < 900);
  });

  test('nothing of it is in the log', () => {
    assert.doesNotMatch(signIn.output, /example\.org|correct-horse|wrong-pass|eyJ|a-client-secret/);
  });
});

describe('trouble', () => {
  test('throttling is waited for', async () => {
    const user_name = await newUser();
    let left = 2;
    pool.fault = () => (left-- > 0 ? { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 } : undefined);
    await performed('sign_in', { user_name, password: PASSWORD });
    assert.equal(left, -1);
  });

  test('what lasts is an error that can be tried again, never a wrong password', async () => {
    for (const [fault, type] of [
      [{ name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 }, 'cognito-idp.TooManyRequestsException'],
      [{ name: 'InternalErrorException', message: 'oops', status: 500 }, 'cognito-idp.InternalErrorException'],
      ['reset', 'cognito-idp.ConnectionFailed'],
    ]) {
      pool.fault = () => fault;
      const answer = await refused(500, type, 'sign_in', { user_name: newName(), password: PASSWORD });
      assert.equal(answer.retryable, true);
    }
    pool.fault = () => 'hang';
    const answer = await refused(500, 'cognito-idp.Timeout', 'sign_in', { user_name: newName(), password: PASSWORD }, { deadline: 800 });
    assert.equal(answer.retryable, true);
  });

  test('codes are not sent twice when the first answer is lost', async () => {
    for (const operation of ['forgot_password', 'resend_code']) {
      pool.calls = [];
      pool.fault = () => 'reset';
      await refused(500, 'cognito-idp.ConnectionFailed', operation, { user_name: newName() });
      assert.equal(pool.calls.length, 1, operation);
    }
  });

  test('a client that is not there is no user\'s fault', async () => {
    pool.fault = () => ({ name: 'ResourceNotFoundException', message: 'User pool client x does not exist.', status: 400 });
    const answer = await refused(500, 'cognito-idp.ResourceNotFoundException', 'sign_in', { user_name: 'a', password: 'b' });
    assert.equal(answer.retryable, false);
  });
});

describe('tokens', () => {
  test('refreshing needs the name that Cognito has for the user', async () => {
    const user = await signedIn();
    const { tokens } = await performed('refresh', { token: user.refresh_token, user_name: user.user_name });
    assert.equal(claimsOf(tokens.access_token).sub, claimsOf(user.access_token).sub);
    assert.equal(tokens.refresh_token, '');
    assert.equal(tokens.user_name, user.user_name);
    // The name that the user signed in with is another one.
    await refused(401, 'sign_in_again', 'refresh', { token: user.refresh_token, user_name: user.email });
  });

  test('with rotation, by the other operation', async () => {
    const user = await signedIn();
    pool.calls = [];
    const { tokens } = await performed('refresh', { token: user.refresh_token, user_name: user.user_name, refresh_token_rotation: true });
    assert.match(tokens.refresh_token, /^rotated\./);
    assert.deepEqual(pool.calls.map((call) => call.operation), ['GetTokensFromRefreshToken']);
  });

  test('what is no refresh token is not one', async () => {
    for (const token of ['', 'nonsense', 'a b', 'x'.repeat(20_000)]) await refused(401, 'sign_in_again', 'refresh', { token, user_name: 'a' });
  });

  test('signing out ends this session alone', async () => {
    const user = await signedIn();
    const other = (await performed('sign_in', { user_name: user.email, password: PASSWORD })).tokens;
    await performed('sign_out', { token: user.refresh_token });
    await performed('sign_out', { token: user.refresh_token });
    await refused(401, 'sign_in_again', 'refresh', { token: user.refresh_token, user_name: user.user_name });
    await refused(401, 'invalid_token', 'get_user', { token: user.access_token });
    await performed('get_user', { token: other.access_token });
    await performed('refresh', { token: other.refresh_token, user_name: user.user_name });
  });

  test('signing out everywhere ends all of them', async () => {
    const user = await signedIn();
    const other = (await performed('sign_in', { user_name: user.email, password: PASSWORD })).tokens;
    await performed('sign_out_everywhere', { token: user.access_token });
    await performed('sign_out_everywhere', { token: user.access_token });
    for (const { access_token, refresh_token } of [user, other]) {
      await refused(401, 'invalid_token', 'get_user', { token: access_token });
      await refused(401, 'sign_in_again', 'refresh', { token: refresh_token, user_name: user.user_name });
    }
  });

  test('forged ones are refused', async () => {
    const good = claims();
    await performed('verify', { token: key.token(good) });
    const [header, payload, signature] = key.token(good).split('.');
    const text = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
    const hashed = `${text({ kid: key.id, alg: 'HS256' })}.${payload}`;
    for (const [what, token] of Object.entries({
      'alg none': `${text({ kid: key.id, alg: 'none' })}.${payload}.`,
      'alg none with a signature': `${text({ kid: key.id, alg: 'none' })}.${payload}.${signature}`,
      'the public key as a secret': `${hashed}.${createHmac('sha256', pem).update(hashed).digest('base64url')}`,
      'another payload': `${header}.${text({ ...good, username: 'admin' })}.${signature}`,
      'another header': `${text({ alg: 'RS256', kid: key.id })}.${payload}.${signature}`,
      'a key of one\'s own': new Key(key.id).token(good),
      'a key in the header': new Key(key.id).token(good, { jwk: new Key('x').jwk() }),
      'an unknown key': new Key('unknown').token(good),
      'another pool': key.token({ ...good, iss: ISSUER.replace('Tested', 'Others') }),
      'another client': key.token({ ...good, client_id: 'another' }),
      'an id token': key.token({ ...good, token_use: 'id', aud: CLIENT }),
      'not yet': key.token({ ...good, iat: now() + 300 }),
      padded: `${key.token(good)}=`,
      nothing: '',
    })) {
      const answer = await perform('verify', { token });
      assert.deepEqual([answer.status, answer.code, answer.subject], [401, 'invalid_token', ''], what);
    }
    await refused(401, 'token_expired', 'verify', { token: key.token({ ...good, exp: now() - 61 }) });
    await performed('verify', { token: key.token({ ...good, exp: now() - 30 }) });
  });

  test('keys are fetched once, whatever key ids are made up', async () => {
    const handler = await Handler.start(program('sign_in'), pool.environment);
    try {
      const before = pool.keyFetches;
      for (let i = 0; i < 5; ++i) await performed('verify', { token: key.token(claims()) }, { handler });
      for (let i = 0; i < 20; ++i) await refused(401, 'invalid_token', 'verify', { token: key.token(claims(), { kid: `made-up-${i}` }) }, { handler });
      assert.equal(pool.keyFetches, before + 1);
    } finally {
      await handler.stop();
    }
  });

  test('they are fetched anew when the pool has another', async () => {
    const handler = await Handler.start(program('sign_in'), { ...pool.environment, REFETCH_INTERVAL: '1' });
    const another = new Key('another-key');
    try {
      const before = pool.keyFetches;
      await performed('verify', { token: key.token(claims()) }, { handler });
      pool.keys = [key, another];
      await new Promise((resolve) => setTimeout(resolve, 1100));
      for (const one of [another, key, another]) await performed('verify', { token: one.token(claims()) }, { handler });
      assert.equal(pool.keyFetches, before + 2);
    } finally {
      pool.keys = [key];
      await handler.stop();
    }
  });

  test('without the pool\'s keys nobody is let in, and it can be tried again', async () => {
    const handler = await Handler.start(program('sign_in'), pool.environment);
    try {
      for (const fault of ['reset', { status: 500 }, { status: 404 }]) {
        pool.fault = () => fault;
        const answer = await refused(500, 'Tokens.KeysUnavailable', 'verify', { token: key.token(claims()) }, { handler });
        assert.equal(answer.retryable, true);
      }
      pool.fault = () => undefined;
      await new Promise((resolve) => setTimeout(resolve, 2100));
      await performed('verify', { token: key.token(claims()) }, { handler });
    } finally {
      await handler.stop();
    }
  });
});

describe('refreshing around a handler', () => {
  let handler;
  before(async () => { handler = await Handler.start(program('refreshing'), pool.environment); });
  after(async () => { await handler?.stop(); });

  const kept = (user, token = user.refresh_token) => `${Buffer.from(user.user_name).toString('base64url')}~${token}`;
  async function ask(token, { how = 'plainly', cookie, header, deadline = 30_000 } = {}) {
    const event = httpApiEvent('POST', `/whoami/${how}`, {
      route: '/whoami/{how}',
      variables: { how },
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(header ? { 'x-refresh-token': header } : {}) },
      cookies: cookie ? [`__Host-refresh_token=${cookie}`] : undefined,
    });
    const answer = await handler.invoke(event, { deadline });
    assert.equal(answer.kind, 'response', answer.body);
    const payload = JSON.parse(answer.body);
    const headers = Object.fromEntries(Object.entries(payload.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    return { status: payload.statusCode, body: payload.body && JSON.parse(payload.body), headers, cookies: payload.cookies ?? [] };
  }
  const told = ({ status, body }) => [status, body.code];

  test('a good token goes on as it is', async () => {
    const user = await signedIn();
    pool.calls = [];
    const answer = await ask(user.access_token, { cookie: kept(user) });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.user, user.user_name);
    assert.equal(answer.headers['x-new-token'], undefined);
    assert.equal(pool.calls.length, 0);
  });

  for (const [where, place] of Object.entries({
    'the cookie': (user) => ({ cookie: kept(user) }),
    'a cookie with the token alone': (user) => ({ cookie: user.refresh_token }),
    'the header': (user) => ({ header: user.refresh_token }),
  })) {
    test(`an expired one is refreshed with ${where}, and the handler does not notice`, async () => {
      const user = await signedIn();
      const answer = await ask(expiredLike(user.access_token), place(user));
      assert.equal(answer.status, 200, JSON.stringify(answer));
      assert.equal(answer.body.subject, claimsOf(user.access_token).sub);
      const renewed = answer.headers['x-new-token'];
      assert.ok(claimsOf(renewed).exp > now());
      assert.equal((await ask(renewed)).status, 200);
    });
  }

  test('keys that never come leave time for the answer', async () => {
    const other = await Handler.start(program('refreshing'), pool.environment);
    pool.fault = (operation) => (operation === 'keys' ? 'hang' : undefined);
    try {
      const begin = Date.now();
      const event = httpApiEvent('POST', '/whoami/x', {
        route: '/whoami/{how}', variables: { how: 'x' }, headers: { authorization: `Bearer ${key.token(claims())}` }, body: {},
      });
      const answer = JSON.parse((await other.invoke(event, { deadline: 4000 })).body);
      assert.deepEqual([answer.statusCode, JSON.parse(answer.body).code], [503, 'try_again_later']);
      assert.ok(Date.now() - begin < 4000, 'it came when Lambda had ended the call');
    } finally {
      await other.stop();
    }
  });

  test('the new token goes back with errors, too, and no cache keeps it', async () => {
    const user = await signedIn();
    const token = expiredLike(user.access_token);
    const conflict = await ask(token, { how: 'conflict', cookie: kept(user) });
    assert.deepEqual(told(conflict), [409, 'there_already']);
    assert.ok(conflict.headers['x-new-token']);
    const crash = await ask(token, { how: 'crash', cookie: kept(user) });
    assert.equal(crash.status, 500);
    assert.ok(crash.headers['x-new-token']);
    assert.doesNotMatch(JSON.stringify(crash.body), /secret of the handler/);
    const cached = await ask(token, { how: 'cached', cookie: kept(user) });
    assert.equal(cached.headers['cache-control'], 'no-store');
    assert.equal((await ask(user.access_token, { how: 'cached' })).headers['cache-control'], 'public, max-age=60');
  });

  test('after the refresh token\'s life one has to sign in again', async () => {
    const user = await signedIn();
    const token = expiredLike(user.access_token);
    await performed('sign_out', { token: user.refresh_token });
    assert.deepEqual(told(await ask(token, { cookie: kept(user) })), [401, 'sign_in_again']);
    assert.deepEqual(told(await ask(token)), [401, 'sign_in_again']);
    assert.deepEqual(told(await ask(token, { cookie: 'nonsense' })), [401, 'sign_in_again']);
    assert.deepEqual(told(await ask(token, { cookie: '~' })), [401, 'sign_in_again']);
    pool.fault = (operation) => (operation === 'InitiateAuth'
      ? { name: 'NotAuthorizedException', message: 'Refresh Token has expired', status: 400 } : undefined);
    assert.deepEqual(told(await ask(token, { cookie: kept(user) })), [401, 'sign_in_again']);
  });

  test('nobody gets on with another\'s refresh token', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const token = expiredLike(one.access_token);
    pool.calls = [];
    assert.deepEqual(told(await ask(token, { cookie: kept(other) })), [401, 'sign_in_again']);
    assert.equal(pool.calls.length, 0);
    assert.deepEqual(told(await ask(token, { cookie: kept(one, other.refresh_token) })), [401, 'sign_in_again']);
    // A client without a secret would give tokens for it: they are the other's, and go no further.
    const forged = key.token({ ...claimsOf(one.access_token), username: other.user_name, exp: now() - 3600, iat: now() - 7200 });
    const answer = await ask(forged, { cookie: kept(other) });
    assert.deepEqual(told(answer), [401, 'sign_in_again']);
    assert.equal(answer.headers['x-new-token'], undefined);
  });

  test('invalid tokens are not refreshed', async () => {
    const user = await signedIn();
    pool.calls = [];
    assert.deepEqual(told(await ask(undefined, { cookie: kept(user) })), [401, 'unauthorized']);
    assert.deepEqual(told(await ask(`${expiredLike(user.access_token)}A`, { cookie: kept(user) })), [401, 'invalid_token']);
    assert.deepEqual(told(await ask(new Key('mine').token(claims({ exp: now() - 99 })), { cookie: kept(user) })), [401, 'invalid_token']);
    assert.deepEqual(told(await ask(user.id_token, { cookie: kept(user) })), [401, 'invalid_token']);
    assert.equal(pool.calls.length, 0);
  });

  test('trouble with the network is told apart', async () => {
    const user = await signedIn();
    pool.fault = (operation) => (operation === 'InitiateAuth' ? 'reset' : undefined);
    assert.deepEqual(told(await ask(expiredLike(user.access_token), { cookie: kept(user) })), [503, 'try_again_later']);
    pool.fault = (operation) => (operation === 'InitiateAuth' ? 'hang' : undefined);
    assert.deepEqual(told(await ask(expiredLike(user.access_token), { cookie: kept(user), deadline: 1500 })), [503, 'try_again_later']);
    pool.fault = () => undefined;
    assert.equal((await ask(expiredLike(user.access_token), { cookie: kept(user) })).status, 200);
  });

  test('no token is in the log', () => assert.doesNotMatch(handler.output, /eyJ/));
});

describe('a session, from its first token to its end', () => {
  let handler;
  before(async () => { handler = await Handler.start(program('session'), pool.environment); });
  after(async () => { await handler?.stop(); });

  const cookieOf = ({ cookies = [] }) => {
    assert.equal(cookies.length, 1);
    return cookies[0].split(';')[0];
  };
  async function ask(method, what, { cookie, token, body } = {}) {
    const answer = await handler.invoke(httpApiEvent(method, `/account/${what}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {}, cookies: cookie ? [cookie] : undefined, body,
    }));
    assert.equal(answer.kind, 'response', answer.body);
    const payload = JSON.parse(answer.body);
    return { ...payload, status: payload.statusCode, body: payload.body ? JSON.parse(payload.body) : undefined };
  }

  test('its cookie is kept from scripts, renews tokens, and is worth nothing after signing out', async () => {
    const user_name = await newUser();
    assert.equal((await ask('POST', 'sign-in', { body: { user_name, password: 'wrong-pass-1' } })).body.code, 'wrong_credentials');
    const begun = await ask('POST', 'sign-in', { body: { user_name, password: PASSWORD } });
    assert.equal(begun.status, 200);
    assert.match(begun.cookies[0], /^__Host-refresh_token=[^;]+;.*HttpOnly/);
    assert.doesNotMatch(JSON.stringify(begun.body), /refresh/);
    const cookie = cookieOf(begun);

    const { token } = begun.body;
    assert.equal((await ask('GET', 'profile', { token })).body.user, claimsOf(token).username);
    const old = await ask('GET', 'profile', { token: expiredLike(token), cookie });
    assert.equal(old.status, 200);
    const renewed = await ask('POST', 'renew', { cookie });
    assert.equal(claimsOf(renewed.body.token).sub, claimsOf(token).sub);

    const ended = await ask('POST', 'sign-out', { cookie });
    assert.equal(ended.status, 204);
    assert.equal(cookieOf(ended), '__Host-refresh_token=');
    for (const [method, what, how] of [['POST', 'renew', { cookie }], ['GET', 'profile', { cookie, token: expiredLike(token) }], ['POST', 'renew', {}]]) {
      assert.equal((await ask(method, what, how)).body.code, 'sign_in_again');
    }
    assert.equal((await ask('POST', 'sign-out')).status, 204);
  });

  test('a first password goes through the browser', async () => {
    const user_name = newName();
    await pool.admin('AdminCreateUser', { Username: user_name, TemporaryPassword: 'temporary-1', MessageAction: 'SUPPRESS' });
    const asked = await ask('POST', 'sign-in', { body: { user_name, password: 'temporary-1' } });
    assert.deepEqual([asked.status, asked.body.name], [202, 'NEW_PASSWORD_REQUIRED']);
    await performed('answer_new_password', { challenge: asked.body, new_password: PASSWORD });
  });
});

describe('a custom authorizer', () => {
  let handler;
  before(async () => { handler = await Handler.start(program('authorizer'), pool.environment); });
  after(async () => { await handler?.stop(); });

  const arn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdef123/test/GET/games/7';
  const events = {
    'REST, TOKEN': (token) => ({ type: 'TOKEN', authorizationToken: `Bearer ${token}`, methodArn: arn }),
    'REST, REQUEST': (token) => ({
      type: 'REQUEST', methodArn: arn, resource: '/games/{id}', path: '/games/7', httpMethod: 'GET',
      headers: { Authorization: `Bearer ${token}` }, queryStringParameters: {}, requestContext: { identity: { sourceIp: '192.0.2.1' } },
    }),
    'HTTP, 1.0': (token) => ({
      version: '1.0', type: 'REQUEST', methodArn: arn, identitySource: token, authorizationToken: token, path: '/games/7',
      httpMethod: 'GET', headers: { Authorization: token }, requestContext: {},
    }),
    'HTTP, 2.0': (token) => ({
      version: '2.0', type: 'REQUEST', routeArn: arn, identitySource: [token], routeKey: 'GET /games/{id}', rawPath: '/games/7',
      headers: { authorization: `Bearer ${token}` }, requestContext: { http: { method: 'GET', sourceIp: '192.0.2.1' } },
    }),
  };

  for (const [kind, eventOf] of Object.entries(events)) {
    test(`${kind}: lets a good token through and answers 401 to others`, async () => {
      const user = await signedIn();
      const answer = await handler.invoke(eventOf(user.access_token));
      assert.equal(answer.kind, 'response', answer.body);
      const made = JSON.parse(answer.body);
      const own = claimsOf(user.access_token);
      assert.equal(made.context.sub, own.sub);
      assert.equal(made.context.username, own.username);
      assert.ok(Object.values(made.context).every((value) => typeof value === 'string'));
      if (kind === 'HTTP, 2.0') {
        assert.equal(made.isAuthorized, true);
      } else {
        assert.equal(made.principalId, own.sub);
        assert.deepEqual(made.policyDocument, {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:eu-central-1:123456789012:abcdef123/test/*' }],
        });
      }
      for (const token of ['', 'nonsense', expiredLike(user.access_token), `${user.access_token}x`]) {
        const refusal = await handler.invoke(eventOf(token));
        assert.equal(refusal.kind, 'error');
        // API Gateway answers 401 to this message alone.
        assert.equal(JSON.parse(refusal.body).errorMessage, 'Unauthorized');
      }
    });
  }

  test('an expired token goes on, marked, where functions refresh it', async () => {
    const user = await signedIn();
    const event = { ...events['HTTP, 2.0'](expiredLike(user.access_token)), rawPath: '/refreshable' };
    const made = JSON.parse((await handler.invoke(event)).body);
    assert.equal(made.isAuthorized, true);
    assert.equal(made.context.expired, 'true');
    const forged = { ...events['HTTP, 2.0'](new Key('mine').token(claims({ exp: now() - 99 }))), rawPath: '/refreshable' };
    assert.equal((await handler.invoke(forged)).kind, 'error');
  });

  test('what is no authorizer\'s event is an error, and the process lives', async () => {
    for (const event of [{}, { type: 'TOKEN' }, { version: '2.0', type: 'REQUEST', routeArn: 'arn' }, [], { type: 'OTHER', methodArn: arn }]) {
      const answer = await handler.invoke(event);
      assert.equal(answer.kind, 'error');
      assert.equal(JSON.parse(answer.body).errorType, 'MalformedEvent');
    }
  });
});
