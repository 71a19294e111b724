// Certificates of tests, made by openssl(1) in a folder of their own.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const AUTHORITY = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';
const server = (names) => `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${names}\n`;

export class Certificates {
  #folder = mkdtempSync(path.join(os.tmpdir(), 'bob-certificates-'));

  #openssl(...words) {
    execFileSync('openssl', words, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  #make(file, subject, extensions, issuer, days) {
    this.#openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${file}.key`, '-out', `${file}.request`, '-subj', `/CN=${subject}`);
    writeFileSync(path.join(this.#folder, 'extensions'), extensions);
    this.#openssl('x509', '-req', '-in', `${file}.request`, '-out', `${file}.pem`, '-extfile', 'extensions', '-days', String(days),
      ...(issuer ? ['-CA', `${issuer.file}.pem`, '-CAkey', `${issuer.file}.key`, '-CAcreateserial'] : ['-signkey', `${file}.key`]));
    const text = (ending) => readFileSync(path.join(this.#folder, `${file}.${ending}`), 'utf8');
    return { file, cert: text('pem'), key: text('key') };
  }

  /** An authority: a root, or one that `issuer` vouches for. `file` tells it from others of its subject. */
  authority(subject, { file = subject, issuer, extensions = AUTHORITY } = {}) {
    return this.#make(file, subject, extensions, issuer, 2);
  }

  /** A server's, for these names. */
  server(issuer, { file = 'server', names = 'DNS:localhost', days = 2 } = {}) {
    return this.#make(file, file, server(names), issuer, days);
  }

  /** The path of a file with these in it. */
  write(name, ...texts) {
    const file = path.join(this.#folder, name);
    writeFileSync(file, texts.join(''));
    return file;
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Of Amazon Trust Services, as Debian has them. */
export const AMAZON_ROOTS = ['Amazon_Root_CA_1', 'Amazon_Root_CA_2', 'Amazon_Root_CA_3', 'Amazon_Root_CA_4',
  'Starfield_Services_Root_Certificate_Authority_-_G2']
  .map((name) => readFileSync(`/usr/share/ca-certificates/mozilla/${name}.crt`, 'utf8')).join('');
