import type { Repositories } from '../../../db/repositories/index.ts';
import type { backupRequests } from '../../../shared/contract/backups.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { Cancelled } from '../host/long-job.ts';
import type { Secrets } from '../pbx/secrets.ts';
import type { Keys } from '../sealing/keys.ts';
import type { Backups } from './backups.ts';
import { needNames, needWritable, profilesIn, storeIn } from './folder.ts';
import { identitiesFor } from './restore-key.ts';
import { runBackupJob } from './run-job.ts';
import { dropStaged } from './staged.ts';
import { type About, openStore } from './store.ts';

export function backupHandlers(options: {
  readonly backups: Backups;
  readonly dataDir: string;
  readonly schemaVersion: number;
  readonly secrets: Pick<Secrets, 'seal'>;
  readonly keys: Pick<Keys, 'current' | 'identities' | 'held'>;
  readonly audit: Pick<Repositories['audit'], 'add'>;
  readonly now: () => number;
  /** `undefined`: another one has begun. */
  readonly onRestoreTrouble: (error: unknown) => void;
  readonly log: Log;
}): Handlers<typeof backupRequests, Context> {
  const { backups, dataDir, audit, keys } = options;

  async function stage(store: string, about: About, identities: readonly string[]): Promise<void> {
    const sealedIdentities = await options.secrets.seal(identities.join('\n'));
    const { id } = about;
    audit.add({ action: 'backup.restore', subject: 'backup', detail: { id, at: about.at } });
    options.onRestoreTrouble(undefined);
    backups
      .run('restore', (onProgress) =>
        runBackupJob(
          { kind: 'restore', dataDir, store, identities, id, at: options.now(), sealedIdentities },
          onProgress,
        ),
      )
      .catch((error: unknown) => {
        if (error instanceof Cancelled) return;
        options.log.error({ err: error }, 'the backup could not be brought back');
        options.onRestoreTrouble(error);
      })
      .finally(() => backups.tell());
  }

  return {
    'backups.state': () => backups.state(),
    'backups.save': async (plan) => {
      const { folder } = backups.kept();
      if (plan.on) keys.current();
      if (plan.on || (plan.folder !== '' && plan.folder !== folder)) await needWritable(plan.folder);
      backups.save(plan);
      audit.add({
        action: 'backup.plan',
        subject: 'backup',
        detail: { on: Number(plan.on), folder: plan.folder, daily: plan.daily, weekly: plan.weekly },
      });
      return DONE;
    },
    'backups.run': async () => {
      await backups.begin();
      return DONE;
    },
    'backups.cancel': () => {
      backups.cancel();
      return DONE;
    },
    'backups.list': async ({ folder = backups.kept().folder }) => {
      if (folder === '') return [];
      const known = new Set(await keys.held());
      const rows = [];
      for (const profile of await profilesIn(folder)) {
        for (const {
          id,
          at,
          version,
          contacts,
          calls,
          recordings,
          missing,
          bytes,
          ...rest
        } of await openStore(storeIn(folder, profile)).list()) {
          const about = { id, at, version, contacts, calls, recordings, missing, bytes };
          const newer = rest.schemaVersion > options.schemaVersion;
          rows.push({ profile, ...about, newer, keyKnown: known.has(rest.key.recipient) });
        }
      }
      return rows.toSorted((a, b) => b.at - a.at);
    },
    'backups.restore': async ({ folder = backups.kept().folder, profile, id, recoveryKey }) => {
      backups.needIdle();
      needNames(profile, id);
      const store = storeIn(folder, profile);
      const about = await openStore(store).read(id);
      if (about === undefined) throw new Failure('backupGone');
      if (about.schemaVersion > options.schemaVersion)
        throw new Failure('databaseNewer', { has: about.schemaVersion, knows: options.schemaVersion });
      const identities = await identitiesFor(openStore(store), about, keys, recoveryKey);
      backups.needIdle();
      await stage(store, about, identities);
      return DONE;
    },
    'backups.dropRestore': () => {
      backups.needIdle();
      dropStaged(dataDir);
      backups.tell();
      return DONE;
    },
  };
}
