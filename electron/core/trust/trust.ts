import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { createBackups } from '../backups/backups.ts';
import { backupHandlers } from '../backups/handlers.ts';
import { asFailure } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Secrets } from '../pbx/secrets.ts';
import { createVault } from '../pbx/vault.ts';

export interface TrustOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly db: Db;
  readonly repositories: Repositories;
  readonly secrets: Secrets;
  readonly settings: () => Pick<Settings, 'zone'>;
  readonly troubles: Troubles;
  readonly now: () => number;
  readonly tell: <K extends EventName>(event: K, payload: EventPayload<K>) => void;
  readonly log: Log;
}

/** That nothing is lost which should stay, and nothing stays which should go. */
export function createTrust(options: TrustOptions) {
  const { dataDir, db, repositories, secrets, troubles, now, tell, log } = options;
  const backups = createBackups({
    dataDir,
    databaseFile: db.file,
    version: options.version,
    store: repositories.settings,
    audit: repositories.audit,
    vault: createVault(secrets, repositories.settings),
    newId: uuid,
    now,
    zone: () => options.settings().zone,
    troubles,
    onChanged: (state) => tell('backups.changed', state),
    log: log.child({ part: 'backups' }),
  });
  return {
    handlers: backupHandlers({
      backups,
      dataDir,
      schemaVersion: db.schemaVersion,
      secrets,
      audit: repositories.audit,
      now,
      onRestoreTrouble: (error) =>
        troubles.set('restore', error === undefined ? undefined : asFailure(error)),
      log: log.child({ part: 'backups' }),
    }),
    start(): void {
      backups.start();
    },
    async stop(): Promise<void> {
      await backups.stop();
    },
  };
}
