// A Cognito user pool on loopback: the emulator cognito-local (an npm package), and a gate before it that does what the
// service does and the emulator doesn't. docs/sign-in.md has the list.

import { spawn } from 'node:child_process';
import { createHmac, createPublicKey, createSign, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    try {
      const answer = await this.#emulator.call('InitiateAuth', body);
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
