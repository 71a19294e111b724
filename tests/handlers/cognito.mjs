// A Cognito user pool on loopback: the emulator cognito-local (an npm package), and a gate before it that does what the
// service does and the emulator doesn't. docs/sign-in.md has the list.

import { spawn } from 'node:child_process';
import {
  createHash, createHmac, createPublicKey, createSign, createVerify, generateKeyPairSync, randomBytes, randomUUID,
} from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const emulator = fileURLToPath(new URL('../engines/node_modules/cognito-local/lib/bin/start.js', import.meta.url));

export const POOL = 'eu-central-1_TestedPoo';
export const CLIENT = '1exampleclient23456789';
export const SECRET = 'a-client-secret-of-the-test/+=';
export const ISSUER = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`;
/** What the emulator sends to everybody. */
export const CODE = '271828';

const listening = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });

async function freePort() {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** An RSA key of a pool, or of somebody who would like to be one. */
export class Key {
  constructor(id) {
    this.id = id;
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  jwk() {
    return { ...this.publicKey.export({ format: 'jwk' }), kid: this.id, alg: 'RS256', use: 'sig' };
  }

  token(claims, header = {}) {
    const text = `${encoded({ kid: this.id, alg: 'RS256', ...header })}.${encoded(claims)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(this.privateKey, 'base64url')}`;
  }
}

export const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));

/** The code of an authenticator app at a time (RFC 6238), of a secret in base32 (RFC 4648, 6). */
export function authenticatorCode(secret, at = Date.now()) {
  let bits = '';
  for (const c of secret.replace(/=+$/, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0');
  const key = Buffer.from(bits.match(/.{8}/g).map((one) => Number.parseInt(one, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// The server's side of Secure Remote Password, on BigInt: RFC 5054 with SHA-256 and the group 15 of RFC 3526, whose
// prime is computed here from its definition, 2^3072 - 2^3008 - 1 + 2^64 * ([2^2942 pi] + 1690314).
const PRIME = (() => {
  const one = 1n << 3100n;
  const arctan = (of) => {
    let sum = 0n;
    for (let term = one / of, n = 1n, sign = 1n; term > 0n; term /= of * of, n += 2n, sign = -sign) sum += (sign * term) / n;
    return sum;
  };
  const pi = 4n * (4n * arctan(5n) - arctan(239n));
  return 2n ** 3072n - 2n ** 3008n - 1n + 2n ** 64n * ((pi >> (3100n - 2942n)) + 1690314n);
})();
const GENERATOR = 2n;
function power(base, exponent, modulus) {
  let result = 1n;
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const numberOf = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
/** As Java's BigInteger.toByteArray() writes a number that is not negative. */
const signedBytes = (number) => {
  const digits = number.toString(16);
  const even = digits.length % 2 ? `0${digits}` : digits;
  return Buffer.from(Number.parseInt(even[0], 16) > 7 ? `00${even}` : even, 'hex');
};

class Proof {
  /** What the service keeps of a user is the verifier; it is made here, with a salt of its own for each sign-in. */
  constructor(userName, password, publicNumber) {
    this.userName = userName;
    this.identity = POOL.split('_')[1] + userName;
    this.client = BigInt(`0x${publicNumber}`);
    if (this.client % PRIME === 0n) throw new Refusal('InvalidParameterException', 'SRP_A is a multiple of N.');
    this.salt = numberOf(randomBytes(16));
    const x = numberOf(sha256(signedBytes(this.salt), sha256(`${this.identity}:${password}`)));
    this.verifier = power(GENERATOR, x, PRIME);
    this.secret = numberOf(randomBytes(32));
    const k = numberOf(sha256(signedBytes(PRIME), signedBytes(GENERATOR)));
    this.server = (k * this.verifier + power(GENERATOR, this.secret, PRIME)) % PRIME;
    this.block = randomBytes(700);
  }

  get challenge() {
    return {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: this.salt.toString(16), SRP_B: this.server.toString(16), SECRET_BLOCK: this.block.toString('base64'),
        USERNAME: this.userName, USER_ID_FOR_SRP: this.userName,
      },
    };
  }

  signature(timestamp) {
    const u = sha256(signedBytes(this.client), signedBytes(this.server));
    const premaster = power(this.client * power(this.verifier, numberOf(u), PRIME), this.secret, PRIME);
    const early = createHmac('sha256', signedBytes(numberOf(u))).update(signedBytes(premaster)).digest();
    const key = createHmac('sha256', early).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
    return createHmac('sha256', key).update(this.identity).update(this.block).update(timestamp).digest('base64');
  }
}

class Refusal extends Error {
  constructor(name, message, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The emulator alone, as a process. */
class Emulator {
  static async start(options) {
    const one = new Emulator();
    one.home = mkdtempSync(path.join(tmpdir(), 'user-pool-'));
    one.port = await freePort();
    mkdirSync(path.join(one.home, '.cognito/db'), { recursive: true });
    const write = (name, value) => writeFileSync(path.join(one.home, '.cognito', name), JSON.stringify(value));
    write('config.json', { TokenConfig: { IssuerDomain: path.dirname(ISSUER) } });
    const made = new Date().toISOString();
    write(`db/${POOL}.json`, {
      Users: {},
      Options: { Id: POOL, Name: 'tested', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], MfaConfiguration: 'OPTIONAL', ...options },
    });
    write('db/clients.json', {
      Clients: {
        [CLIENT]: {
          ClientId: CLIENT, ClientName: 'App', ClientSecret: SECRET, UserPoolId: POOL, CreationDate: made, LastModifiedDate: made,
          AccessTokenValidity: 60, IdTokenValidity: 60, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' },
        },
      },
    });
    // Nothing of this machine's own settings; the SDK inside wants a region.
    one.child = spawn(process.execPath, [emulator], {
      cwd: one.home,
      env: { PATH: process.env.PATH, PORT: String(one.port), HOST: '127.0.0.1', CODE, AWS_REGION: 'eu-central-1', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const remember = (data) => { output = (output + data).slice(-4000); };
    one.child.stdout.on('data', remember);
    one.child.stderr.on('data', remember);
    const leave = () => one.child.kill('SIGKILL');
    process.once('exit', leave);
    one.child.once('exit', () => process.off('exit', leave));
    for (const giveUp = Date.now() + 60_000; ;) {
      if (one.child.exitCode !== null) throw new Error(`cognito-local ended at once:\n${output}`);
      const well = await fetch(`http://127.0.0.1:${one.port}/health`).then((answer) => answer.ok, () => false);
      if (well) return one;
      if (Date.now() > giveUp) throw new Error(`cognito-local does not answer:\n${output}`);
      await pause(50);
    }
  }

  async call(operation, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify(body),
    });
    const answer = JSON.parse(await response.text());
    if (!response.ok) throw new Refusal(answer.__type ?? 'InternalErrorException', answer.message ?? '', response.status);
    return answer;
  }

  /** The emulator keeps them as they are. */
  passwordOf(userName) {
    return JSON.parse(readFileSync(path.join(this.home, `.cognito/db/${POOL}.json`), 'utf8')).Users[userName].Password;
  }

  async stop() {
    if (this.child.exitCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}

export class UserPool {
  #emulator;
  #server;
  #signedOut = new Map(); // sub -> moment, in seconds
  #revoked = new Set(); // access tokens' jti
  #made = new Map(); // refresh token -> access tokens made with it
  #proofs = new Map(); // secret block -> Proof
  #sessions = new Map(); // session -> { user, step }
  /** Names of users who have to set up an authenticator before they are signed in. */
  withoutAuthenticator = new Set();
  /** What the service sends in place of some parameters of a challenge. */
  forged = {};
  /** The calls that came, in their order: `{ operation, headers, body }`. */
  calls = [];
  /** How often the keys were asked for. */
  keyFetches = 0;
  /** Keys besides the emulator's own. */
  keys = [];
  /** `(operation, body) => {name, message, status} | 'reset' | 'hang' | undefined`: a fault in place of the answer. */
  fault = () => undefined;
  /** Whether the client tells who is there; LEGACY is the worst that it can be set to. */
  legacy = true;

  /** `options` are the pool's own, as DescribeUserPool has them. */
  static async start(options = {}) {
    const pool = new UserPool();
    pool.#emulator = await Emulator.start(options);
    pool.#server = createServer((request, response) => pool.#serve(request, response));
    pool.port = await listening(pool.#server);
    return pool;
  }

  /** What a function's environment has. */
  get environment() {
    return {
      USER_POOL_ID: POOL,
      USER_POOL_CLIENT_ID: CLIENT,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://127.0.0.1:${this.port}`,
    };
  }

  /** Calls of the pool's operators go to the emulator. */
  admin(operation, body) {
    return this.#emulator.call(operation, { UserPoolId: POOL, ...body });
  }

  async #serve(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    if (request.method === 'GET') {
      if (request.url !== `/${POOL}/.well-known/jwks.json`) return answer(404, {});
      this.keyFetches += 1;
      const fault = this.fault('keys');
      if (fault === 'reset') return request.socket.destroy();
      if (fault === 'hang') return undefined;
      if (fault) return answer(fault.status, {});
      return answer(200, await this.#jwks());
    }
    const operation = request.headers['x-amz-target']?.replace(/^AWSCognitoIdentityProviderService\./, '');
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    this.calls.push({ operation, headers: request.headers, body });
    try {
      const fault = this.fault(operation, body);
      if (fault === 'reset') return request.socket.destroy();
      if (fault === 'hang') return undefined;
      if (fault) throw new Refusal(fault.name, fault.message, fault.status);
      return answer(200, await this.#perform(operation, body, request.headers));
    } catch (error) {
      if (!(error instanceof Refusal)) return answer(500, { __type: 'InternalErrorException', message: String(error) });
      return answer(error.status, { __type: error.name, message: error.message });
    }
  }

  async #jwks() {
    const own = await (await fetch(`http://127.0.0.1:${this.#emulator.port}/${POOL}/.well-known/jwks.json`)).json();
    return { keys: [...own.keys, ...this.keys.map((key) => key.jwk())] };
  }

  #requireHash(given, userName) {
    const expected = createHmac('sha256', SECRET).update(userName + CLIENT).digest('base64');
    if (given === undefined) throw new Refusal('NotAuthorizedException', `Client ${CLIENT} is configured with secret but SECRET_HASH was not received`);
    if (given !== expected) throw new Refusal('NotAuthorizedException', `SecretHash does not match for the client: ${CLIENT}`);
  }

  /** The service takes only an access token of its own that is neither expired nor signed out. */
  async #requireAccess(token) {
    const [header, payload, signature] = token.split('.');
    const { keys } = await this.#jwks();
    let claims;
    try {
      const { kid } = JSON.parse(Buffer.from(header, 'base64url'));
      const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: 'jwk' });
      if (!createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(key, signature, 'base64url')) throw new Error();
      claims = claimsOf(token);
    } catch {
      throw new Refusal('NotAuthorizedException', 'Invalid Access Token');
    }
    if (claims.exp * 1000 < Date.now()) throw new Refusal('NotAuthorizedException', 'Access Token has expired');
    if (this.#revoked.has(claims.jti) || claims.iat <= (this.#signedOut.get(claims.sub) ?? 0)) {
      throw new Refusal('NotAuthorizedException', 'Access Token has been revoked');
    }
    return claims;
  }

  async #find(userName) {
    return this.admin('AdminGetUser', { Username: userName }).catch(() => undefined);
  }

  async #perform(operation, body, headers) {
    const pass = () => this.#emulator.call(operation, body);
    const strong = (password) => {
      if (!(password.length >= 8 && /[0-9]/.test(password))) {
        throw new Refusal('InvalidPasswordException', 'Password did not conform with policy: Password not long enough');
      }
    };
    switch (operation) {
      case 'DescribeUserPoolClient':
        if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') || !headers.authorization.includes('/eu-central-1/cognito-idp/aws4_request')) {
          throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
        }
        return pass();
      case 'SignUp':
        this.#requireHash(body.SecretHash, body.Username);
        strong(body.Password);
        return pass();
      case 'ConfirmSignUp': {
        this.#requireHash(body.SecretHash, body.Username);
        const user = await this.#find(body.Username);
        if (!user) throw new Refusal('UserNotFoundException', 'Username/client id combination not found.');
        if (user.UserStatus === 'CONFIRMED') throw new Refusal('NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED');
        return pass();
      }
      case 'ResendConfirmationCode': {
        this.#requireHash(body.SecretHash, body.Username);
        const user = await this.#find(body.Username);
        if (!user) throw new Refusal('UserNotFoundException', 'Username/client id combination not found.');
        if (user.UserStatus === 'CONFIRMED') throw new Refusal('InvalidParameterException', 'User is already confirmed.');
        return { CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' } };
      }
      case 'ForgotPassword':
      case 'ConfirmForgotPassword':
        this.#requireHash(body.SecretHash, body.Username);
        if (!(await this.#find(body.Username))) throw new Refusal('UserNotFoundException', 'Username/client id combination not found.');
        if (operation === 'ConfirmForgotPassword') strong(body.Password);
        return pass();
      case 'InitiateAuth':
        return this.#initiate(body);
      case 'RespondToAuthChallenge':
        this.#requireHash(body.ChallengeResponses.SECRET_HASH, body.ChallengeResponses.USERNAME);
        return this.#respond(body);
      case 'AssociateSoftwareToken': {
        if (body.AccessToken) {
          await this.#requireAccess(body.AccessToken);
          return pass();
        }
        const kept = this.#session(body.Session, 'set up');
        const secret = Array.from(randomBytes(32), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
        return { SecretCode: secret, Session: this.#keep({ ...kept, step: 'verify', secret }) };
      }
      case 'VerifySoftwareToken': {
        if (body.AccessToken) {
          await this.#requireAccess(body.AccessToken);
          return pass();
        }
        const kept = this.#sessions.get(body.Session);
        if (kept?.step !== 'verify') throw new Refusal('NotAuthorizedException', 'Invalid session for the user.');
        if (body.UserCode !== authenticatorCode(kept.secret)) throw new Refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
        this.#sessions.delete(body.Session);
        return { Status: 'SUCCESS', Session: this.#keep({ ...kept, step: 'MFA_SETUP' }) };
      }
      case 'SetUserMFAPreference':
        await this.#requireAccess(body.AccessToken);
        return pass();
      case 'GetTokensFromRefreshToken': {
        if (body.ClientSecret !== SECRET) throw new Refusal('NotAuthorizedException', 'Unable to verify secret for client');
        const answer = await this.#emulator.call('InitiateAuth', {
          AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: body.ClientId, AuthParameters: { REFRESH_TOKEN: body.RefreshToken },
        });
        return { AuthenticationResult: { ...answer.AuthenticationResult, RefreshToken: `rotated.${randomUUID()}` } };
      }
      case 'RevokeToken':
        if (body.ClientSecret !== SECRET) throw new Refusal('NotAuthorizedException', 'Unable to verify secret for client');
        for (const jti of this.#made.get(body.Token) ?? []) this.#revoked.add(jti);
        return pass();
      case 'GlobalSignOut': {
        const { sub } = await this.#requireAccess(body.AccessToken);
        this.#signedOut.set(sub, Math.floor(Date.now() / 1000));
        return {};
      }
      case 'GetUser':
      case 'DeleteUser':
        await this.#requireAccess(body.AccessToken);
        return pass();
      case 'ChangePassword':
        await this.#requireAccess(body.AccessToken);
        strong(body.ProposedPassword);
        return pass().catch((error) => {
          if (error.name !== 'InvalidPasswordException') throw error;
          throw new Refusal('NotAuthorizedException', 'Incorrect username or password.');
        });
      default:
        throw new Refusal('UnknownOperationException', operation);
    }
  }

  async #initiate(body) {
    const parameters = body.AuthParameters;
    if (body.AuthFlow === 'REFRESH_TOKEN_AUTH') {
      let own;
      try {
        own = claimsOf(parameters.REFRESH_TOKEN)['cognito:username'];
      } catch {
        throw new Refusal('NotAuthorizedException', 'Invalid Refresh Token');
      }
      const user = await this.#find(own);
      const sub = user?.UserAttributes.find((one) => one.Name === 'sub').Value;
      this.#requireHash(parameters.SECRET_HASH, own);
      if (claimsOf(parameters.REFRESH_TOKEN).iat <= (this.#signedOut.get(sub) ?? 0)) {
        throw new Refusal('NotAuthorizedException', 'Refresh Token has been revoked');
      }
    } else {
      this.#requireHash(parameters.SECRET_HASH, parameters.USERNAME);
      if (!(await this.#find(parameters.USERNAME)) && this.legacy) {
        throw new Refusal('UserNotFoundException', 'User does not exist.');
      }
    }
    if (body.AuthFlow === 'USER_SRP_AUTH') {
      const user = await this.#find(parameters.USERNAME);
      // For nobody the service makes one up.
      const proof = new Proof(user?.Username ?? parameters.USERNAME, user ? this.#emulator.passwordOf(user.Username) : randomUUID(), parameters.SRP_A);
      proof.known = user !== undefined;
      this.#proofs.set(proof.block.toString('base64'), proof);
      const { challenge } = proof;
      return { ...challenge, ChallengeParameters: { ...challenge.ChallengeParameters, ...this.forged } };
    }
    if (body.AuthFlow === 'USER_AUTH') {
      const user = (await this.#find(parameters.USERNAME))?.Username ?? parameters.USERNAME;
      if (parameters.PREFERRED_CHALLENGE) return this.#choose(user, parameters.PREFERRED_CHALLENGE, parameters.PASSWORD);
      return {
        ChallengeName: 'SELECT_CHALLENGE', ChallengeParameters: { USERNAME: user, USER_ID_FOR_SRP: user },
        AvailableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'WEB_AUTHN'], Session: this.#keep({ user, step: 'SELECT_CHALLENGE' }),
      };
    }
    return this.#initiated(body);
  }

  #keep(what) {
    const session = randomBytes(60).toString('base64');
    this.#sessions.set(session, what);
    return session;
  }

  /** A session is good for one answer. */
  #session(id, step) {
    const kept = this.#sessions.get(id);
    this.#sessions.delete(id);
    if (kept?.step !== step) throw new Refusal('NotAuthorizedException', 'Invalid session for the user.');
    return kept;
  }

  #choose(user, factor, password) {
    const asked = { ChallengeName: factor, ChallengeParameters: { USER_ID_FOR_SRP: user }, Session: this.#keep({ user, step: factor }) };
    switch (factor) {
      case 'PASSWORD': return this.#password(user, password);
      case 'EMAIL_OTP': return asked;
      case 'WEB_AUTHN': return { ...asked, ChallengeParameters: { ...asked.ChallengeParameters, CREDENTIAL_REQUEST_OPTIONS: '{}' } };
      default: throw new Refusal('InvalidParameterException', `Invalid challenge ${factor}`);
    }
  }

  async #password(user, password) {
    return this.#initiated({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: CLIENT, AuthParameters: { USERNAME: user, PASSWORD: password } });
  }

  async #respond(body) {
    const given = body.ChallengeResponses;
    if (body.ChallengeName === 'PASSWORD_VERIFIER') {
      const proof = this.#proofs.get(given.PASSWORD_CLAIM_SECRET_BLOCK);
      this.#proofs.delete(given.PASSWORD_CLAIM_SECRET_BLOCK);
      const wrong = new Refusal('NotAuthorizedException', 'Incorrect username or password.');
      if (!proof?.known || proof.userName !== given.USERNAME) throw wrong;
      if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [1-9]\d? \d\d:\d\d:\d\d UTC \d{4}$/.test(given.TIMESTAMP)
        || Math.abs(Date.parse(given.TIMESTAMP) - Date.now()) > 300_000) {
        throw new Refusal('InvalidParameterException', 'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
      }
      if (proof.signature(given.TIMESTAMP) !== given.PASSWORD_CLAIM_SIGNATURE) throw wrong;
      return this.#password(proof.userName, this.#emulator.passwordOf(proof.userName));
    }
    const own = ['SELECT_CHALLENGE', 'WEB_AUTHN', 'MFA_SETUP'].includes(body.ChallengeName);
    if (!own && !this.#sessions.has(body.Session)) return this.#emulator.call('RespondToAuthChallenge', body);
    const { user } = this.#session(body.Session, body.ChallengeName);
    switch (body.ChallengeName) {
      case 'SELECT_CHALLENGE': return this.#choose(user, given.ANSWER, given.PASSWORD);
      case 'EMAIL_OTP':
        if (given.EMAIL_OTP_CODE !== CODE) throw new Refusal('CodeMismatchException', 'Invalid code provided, please request a code again.');
        break;
      case 'WEB_AUTHN':
        if (!JSON.parse(given.CREDENTIAL).id) throw new Refusal('NotAuthorizedException', 'Invalid credential');
        break;
      default:
    }
    this.withoutAuthenticator.delete(user);
    return this.#password(user, this.#emulator.passwordOf(user));
  }

  async #initiated(body) {
    const parameters = body.AuthParameters;
    try {
      const answer = await this.#emulator.call('InitiateAuth', body);
      const user = parameters.USERNAME && (await this.#find(parameters.USERNAME))?.Username;
      if (answer.AuthenticationResult && this.withoutAuthenticator.has(user)) {
        return {
          ChallengeName: 'MFA_SETUP', ChallengeParameters: { USER_ID_FOR_SRP: user, MFAS_CAN_SETUP: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' },
          Session: this.#keep({ user, step: 'set up' }),
        };
      }
      const result = answer.AuthenticationResult;
      if (result?.AccessToken) {
        const refresh = result.RefreshToken ?? parameters.REFRESH_TOKEN;
        this.#made.set(refresh, [...(this.#made.get(refresh) ?? []), claimsOf(result.AccessToken).jti]);
        result.ExpiresIn = 3600;
        result.TokenType = 'Bearer';
      }
      return answer;
    } catch (error) {
      if (error.name === 'InvalidPasswordException') throw new Refusal('NotAuthorizedException', 'Incorrect username or password.');
      throw error;
    }
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#emulator.stop();
  }
}
