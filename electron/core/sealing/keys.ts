import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { SealingKeys } from '../../../shared/contract/sealing.ts';
import type { Vault } from '../pbx/vault.ts';
import { age, recipientOf } from './age.ts';
import { openBytes, sealBytes } from './age-file.ts';
import { readPaperKey } from './paper-key.ts';

/** Where what this machine knows of its keys is kept among the settings. */
export const KEYS_KEY = 'sealing.keys';

const Key = z.object({
  /** Tells keys apart on the screen and in names of files. */
  id: z.string(),
  /** `age1…` of the machine… */
  recipient: z.string(),
  /** …and of the paper. The machine never keeps the paper's secret part. */
  paper: z.string(),
  madeAt: z.number().int(),
  /**
   * An age identity file with the machine's secret part and those of all keys before, sealed to both recipients, in armour: so the
   * newest paper opens whatever any of them sealed, and a machine without its keychain gets all of it back.
   */
  ring: z.string(),
});
export type Key = z.infer<typeof Key>;

/** Newest first. `ref`: where the vault has the secret parts. */
export const KeptKeys = z.object({ ref: z.string().nullable(), keys: z.array(Key) });
export type KeptKeys = z.infer<typeof KeptKeys>;

export interface KeysOptions {
  readonly store: Repositories['settings'];
  readonly vault: Vault;
  readonly audit: Pick<Repositories['audit'], 'add'>;
  readonly now: () => number;
  readonly onChanged: () => void;
}

/** The keys under which recordings and backups are sealed. */
export function createKeys({ store, vault, audit, now, onChanged }: KeysOptions) {
  let known: { ref: string | null; identities: readonly string[] } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const kept = (): KeptKeys => KeptKeys.catch({ ref: null, keys: [] }).parse(store.get(KEYS_KEY));

  /** What this machine can open, newest first. @throws Failure `sealKeyLost` when the keychain does not give it */
  async function identities(): Promise<readonly string[]> {
    const { ref, keys } = kept();
    if (known?.ref === ref) return known.identities;
    const text = await vault.get(ref).catch((cause: unknown) => {
      throw new Failure('sealKeyLost', {}, { cause });
    });
    const found = identitiesIn(text);
    if (found.length === 0 && keys.length > 0) throw new Failure('sealKeyLost');
    known = { ref, identities: found };
    return found;
  }

  const present = () => identities().catch((): readonly string[] => []);

  const held = async () => Promise.all((await present()).map(recipientOf));

  async function keep(all: readonly string[], keys: KeptKeys['keys'], old: string | null): Promise<void> {
    // Under a new reference: what the keychain does not give today it may give tomorrow.
    const ref = await vault.put(all.join('\n'), null);
    store.set(KEYS_KEY, { ref, keys } satisfies KeptKeys);
    known = { ref, identities: all };
    vault.forget(old);
    onChanged();
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  return {
    kept,
    identities,
    /** @throws Failure `sealKeyMissing`: none was made yet */
    current(): Key {
      const [key] = kept().keys;
      if (key === undefined) throw new Failure('sealKeyMissing');
      return key;
    },
    /** To whom everything is sealed from now on; undefined: no key was made yet. */
    recipients(): readonly string[] | undefined {
      const [key] = kept().keys;
      return key && [key.recipient, key.paper];
    },
    /** What this machine opens is sealed to one of these. */
    held,
    async state(): Promise<SealingKeys> {
      const opens = await held();
      return {
        keys: kept().keys.map(({ id, madeAt, recipient }) => ({
          id,
          madeAt,
          usable: opens.includes(recipient),
        })),
      };
    },
    /** The secret part of the paper; nobody has it after this. */
    make: (): Promise<string> =>
      inTurn(async () => {
        const { ref, keys } = kept();
        const former = await present();
        const { generateX25519Identity } = await age();
        const [machine, paper] = [await generateX25519Identity(), await generateX25519Identity()];
        const all = [machine, ...former];
        const key = await describeKey(machine, await recipientOf(paper), all, now());
        await keep(all, [key, ...keys], former.length > 0 || keys.length === 0 ? ref : null);
        audit.add({ action: 'sealing.key', subject: 'sealing', detail: { key: key.id } });
        return paper;
      }),
    /**
     * The machine gets the secret parts back that this paper opens, and keeps them as it did before: nothing has to be sealed anew.
     *
     * @throws Failure as `readPaperKey`; `recoveryKeyWrong` when it belongs to none of our keys
     */
    recover: (typed: string): Promise<void> =>
      inTurn(async () => {
        const { ref, keys } = kept();
        const paper = await readPaperKey(typed);
        const recipient = await recipientOf(paper);
        const key = keys.find((each) => each.paper === recipient);
        if (key === undefined) throw new Failure('recoveryKeyWrong');
        const former = await present();
        const all = [...new Set([...former, ...(await openRing(key.ring, paper))])];
        await keep(all, keys, former.length > 0 ? ref : null);
        audit.add({ action: 'sealing.recover', subject: 'sealing', detail: { key: key.id } });
      }),
  };
}

export type Keys = ReturnType<typeof createKeys>;

/** @param held all secret parts that the machine has, newest first */
export async function describeKey(
  machine: string,
  paper: string,
  held: readonly string[],
  madeAt: number,
): Promise<Key> {
  const recipient = await recipientOf(machine);
  const text = `# Ringdesk, made ${new Date(madeAt).toISOString()}: newest first\n${held.join('\n')}\n`;
  const { armor } = await age();
  const ring = armor.encode(await sealBytes(text, [recipient, paper]));
  return { id: keyIdOf(recipient), recipient, paper, madeAt, ring };
}

/** 16 signs that say nothing of the key. */
export const keyIdOf = (recipient: string): string =>
  createHash('sha256').update(recipient).digest('hex').slice(0, 16);

/** What a ring holds. @throws WrongKey, Damaged */
export async function openRing(ring: string, ...identities: string[]): Promise<readonly string[]> {
  const { armor } = await age();
  const text = await openBytes(armor.decode(ring), identities);
  return identitiesIn(new TextDecoder().decode(text));
}

const identitiesIn = (text: string): string[] =>
  text.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-1'));
