import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly file: string;
  readonly keyFile: string;
  /** What a house gives its workstations: it signed this one itself. */
  readonly pem: string;
}

/** A certificate for a server of this machine that nobody else has signed. `subject`: whom it proves, as `IP:…` or `DNS:…`. */
export function selfSigned(dir: string, name: string, subject: string): Certificate {
  const [file, keyFile] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  const made = spawnSync('openssl', [
    ...['req', '-x509', ...key, '-out', file, '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`],
  ]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`, { cause: made.error });
  return { file, keyFile, pem: readFileSync(file, 'utf8') };
}
