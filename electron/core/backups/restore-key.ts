import { Failure } from '../../../shared/contract/failure.ts';
import { recipientOf } from '../sealing/age.ts';
import type { Keys } from '../sealing/keys.ts';
import { openRing } from '../sealing/keys.ts';
import { readPaperKey } from '../sealing/paper-key.ts';
import type { About, Store } from './store.ts';

/**
 * What opens a backup, and all that this machine can open beside: after the restore it keeps both. The paper is needed only where
 * the machine has no key of the backup. A newer paper opens older backups as well, by way of the keys that lie with the newer ones.
 *
 * @throws Failure as `readPaperKey`; `backupKeyWrong` when neither the machine nor the paper opens it
 */
export async function identitiesFor(
  store: Pick<Store, 'list' | 'ringOf'>,
  about: About,
  keys: Pick<Keys, 'identities'>,
  typed: string | undefined,
): Promise<readonly string[]> {
  const own = await keys.identities().catch((): readonly string[] => []);
  const found = typed === undefined ? [] : await ringsOf(store, await readPaperKey(typed));
  const all = [...new Set([...found, ...own])];
  const recipients = await Promise.all(all.map(recipientOf));
  if (!recipients.includes(about.key.recipient)) throw new Failure('backupKeyWrong');
  return all;
}

async function ringsOf(store: Pick<Store, 'list' | 'ringOf'>, paper: string): Promise<string[]> {
  const recipient = await recipientOf(paper);
  const found = new Map<string, readonly string[]>();
  for (const { id, key } of await store.list()) {
    if (key.paper !== recipient || found.has(key.id)) continue;
    // A damaged one tells nothing; another backup has the same.
    const ring = await store
      .ringOf(id)
      .then((text) => openRing(text, paper))
      .catch(() => undefined);
    if (ring) found.set(key.id, ring);
  }
  return [...found.values()].flat();
}
