import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecrets } from './secrets.ts';

const profile = () => mkdtempSync(join(tmpdir(), 'ringdesk-secrets-'));

describe('createSecrets', () => {
  it('opens what it sealed, also after a restart, and seals the same thing differently each time', async () => {
    const dir = profile();
    const sealed = await createSecrets(dir).seal('pässword');
    expect(sealed).not.toContain('pässword');
    expect(await createSecrets(dir).unseal(sealed)).toBe('pässword');
    expect(await createSecrets(dir).seal('pässword')).not.toBe(sealed);
  });

  it.runIf(process.platform !== 'win32')('keeps its key file to its owner', () => {
    const dir = profile();
    createSecrets(dir);
    expect(statSync(join(dir, 'secrets.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dir, 'secrets.key'))).toHaveLength(32);
  });

  it('uses the keychain’s key when there is one, and says which', async () => {
    const key = new Uint8Array(32).fill(7);
    const secrets = createSecrets(profile(), key);
    expect(secrets.protection).toBe('keychain');
    expect(await createSecrets(profile(), key).unseal(await secrets.seal('x'))).toBe('x');
  });

  it('says that it cannot open what another key sealed', async () => {
    const sealed = await createSecrets(profile()).seal('x');
    await expect(createSecrets(profile()).unseal(sealed)).rejects.toMatchObject({
      code: 'secretsUnavailable',
    });
    await expect(createSecrets(profile()).unseal('not a JWE')).rejects.toMatchObject({
      code: 'secretsUnavailable',
    });
  });
});
