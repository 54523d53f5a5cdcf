import { identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { createVault } from '../pbx/vault.ts';
import { openBytes, sealBytes } from './age-file.ts';
import { createKeys, KEYS_KEY, openRing } from './keys.ts';

let kept: Map<string, unknown>;
let keychain: 'whole' | 'locked';
let audit: string[];
beforeEach(() => {
  kept = new Map();
  keychain = 'whole';
  audit = [];
});

/** As after a start: nothing in the memory. */
function start() {
  const store = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    remove: (key: string) => void kept.delete(key),
  } as never;
  const secrets = {
    protection: 'keychain',
    seal: async (text: string) => `sealed ${text}`,
    async unseal(text: string) {
      if (keychain === 'locked') throw new Failure('secretsUnavailable');
      return text.slice(7);
    },
  } as const;
  return createKeys({
    store,
    vault: createVault(secrets, store),
    audit: { add: ({ action }: { action: string }) => void audit.push(action) } as never,
    now: () => 1_800_000_000_000,
    onChanged() {},
  });
}

const usable = async (keys = start()) => (await keys.state()).keys.map((key) => key.usable);
const open = async (sealed: Uint8Array, identities: readonly string[]) =>
  new TextDecoder().decode(await openBytes(sealed, identities));

describe('the keys', () => {
  it('are none at first', async () => {
    const keys = start();
    expect(keys.recipients()).toBeUndefined();
    expect(await keys.identities()).toEqual([]);
    expect(() => keys.current()).toThrow('sealKeyMissing');
  });

  it('never keep the paper, and seal to it', async () => {
    const paper = await start().make();
    expect(JSON.stringify([...kept])).not.toContain(paper);
    const sealed = await sealBytes('a talk', start().recipients() ?? []);
    expect(await open(sealed, [paper])).toBe('a talk');
    expect(await open(sealed, await start().identities())).toBe('a talk');
    expect(audit).toEqual(['sealing.key']);
  });

  it('of before go on opening what they sealed; the newest paper opens it too, the old one nothing newer', async () => {
    const first = await start().make();
    const before = await sealBytes('before', start().recipients() ?? []);
    const second = await start().make();
    const after = await sealBytes('after', start().recipients() ?? []);
    const mine = await start().identities();
    expect([await open(before, mine), await open(after, mine)]).toEqual(['before', 'after']);
    const byPaper = await openRing(start().current().ring, second);
    expect([await open(before, byPaper), await open(after, byPaper)]).toEqual(['before', 'after']);
    await expect(openRing(start().current().ring, first)).rejects.toThrow('another key');
    await expect(open(after, [first])).rejects.toThrow('another key');
  });

  it('come back from paper where the keychain lost them', async () => {
    const paper = await start().make();
    const recipient = start().current().recipient;
    keychain = 'locked';
    await expect(start().identities()).rejects.toMatchObject({ code: 'sealKeyLost' });
    expect(await usable()).toEqual([false]);
    const others = await (async () => {
      const mine = kept;
      kept = new Map();
      const made = await start().make();
      kept = mine;
      return made;
    })();
    await expect(start().recover(others)).rejects.toMatchObject({ code: 'recoveryKeyWrong' });
    const keys = start();
    await keys.recover(paper.toLowerCase());
    keychain = 'whole';
    expect(await usable()).toEqual([true]);
    expect(await identityToRecipient((await start().identities())[0] ?? '')).toBe(recipient);
    expect(audit).toContain('sealing.recover');
  });

  it('can be made anew without the lost ones, which the old paper still brings', async () => {
    const first = await start().make();
    const before = await sealBytes('before', start().recipients() ?? []);
    // Another machine's keychain: what is sealed under this reference cannot be read.
    const { ref } = kept.get(KEYS_KEY) as { ref: string };
    kept.set(`secret:${ref}`, 7);
    await start().make();
    expect(await usable()).toEqual([true, false]);
    await start().recover(first);
    expect(await usable()).toEqual([true, true]);
    expect(await open(before, await start().identities())).toBe('before');
  });

  it('are made one after the other, however they are asked for at once', async () => {
    const keys = start();
    await Promise.all([keys.make(), keys.make()]);
    expect(await usable()).toEqual([true, true]);
    expect(await keys.identities()).toHaveLength(2);
  });
});
