import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { createBackups } from '../backups/backups.ts';
import { backupHandlers } from '../backups/handlers.ts';
import type { Kept } from '../backups/kept.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import { createErasures } from '../erasures/erasures.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Log } from '../host/log.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Secrets } from '../pbx/secrets.ts';
import { clockIn } from '../results/days.ts';
import { holdHandlers } from '../retention/holds.ts';
import { createRetention } from '../retention/retention.ts';
import type { Keys } from '../sealing/keys.ts';

export interface TrustOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly db: Db;
  readonly repositories: Repositories;
  readonly secrets: Secrets;
  readonly keys: Keys;
  readonly settings: () => Pick<Settings, 'zone'>;
  readonly live: Pick<LiveCalls, 'list'>;
  readonly troubles: Troubles;
  readonly now: () => number;
  /** Writes what of the audit still waits. */
  readonly flushAudit: () => void;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly tell: <K extends EventName>(event: K, payload: EventPayload<K>) => void;
  readonly log: Log;
}

/** That nothing is lost which should stay, and nothing stays which should go. */
export function createTrust(options: TrustOptions) {
  const { dataDir, db, repositories, secrets, keys, troubles, now, tell, log } = options;
  const backups = createBackups({
    dataDir,
    databaseFile: db.file,
    version: options.version,
    store: repositories.settings,
    keys,
    newId: uuid,
    now,
    zone: () => options.settings().zone,
    troubles,
    onChanged: (state) => tell('backups.changed', state),
    log: log.child({ part: 'backups' }),
  });
  const busy = () => options.live.list().some(({ call }) => call.state !== 'ended');
  const retention = createRetention({
    db,
    repositories,
    dir: join(dataDir, 'recordings'),
    now,
    zone: () => options.settings().zone,
    busy,
    onChanged: (state) => tell('retention.changed', state),
    onErased: (recordingIds) => tell('library.changed', { recordingIds }),
    log: log.child({ part: 'retention' }),
  });
  const erasures = createErasures({
    ...{ db, dataDir, repositories, now, busy },
    hour: () => Number(clockIn(options.settings().zone)(now()).slice(11, 13)),
    live: options.live.list,
    backups: () => keptUntil(backups.kept(), now()),
    flushAudit: options.flushAudit,
    onErased(contactId, recordingIds) {
      options.onContactsChanged([contactId]);
      if (recordingIds.length > 0) tell('library.changed', { recordingIds });
    },
    onChanged: (certificate) => tell('erasures.changed', certificate),
    log: log.child({ part: 'erasures' }),
  });
  return {
    handlers: {
      ...retention.handlers,
      ...holdHandlers({ db, repositories, onReleased: erasures.released }),
      ...erasures.handlers,
      ...backupHandlers({
        backups,
        dataDir,
        schemaVersion: db.schemaVersion,
        secrets,
        keys,
        audit: repositories.audit,
        now,
        onRestoreTrouble: (error) =>
          troubles.set('restore', error === undefined ? undefined : asFailure(error)),
        log: log.child({ part: 'backups' }),
      }),
    },
    start(): void {
      backups.start();
      retention.start();
      erasures.start();
    },
    async stop(): Promise<void> {
      await backups.stop();
      await retention.stop();
      await erasures.stop();
    },
  };
}

const DAY_MS = 86_400_000;

/** Of each of so many days and weeks the newest stays, so one of today is the last of its week for another one. */
function keptUntil({ folder, on, daily, weekly }: Kept, now: number) {
  if (folder === '') return { backups: false };
  return {
    backups: true,
    ...(on ? { backupsUntil: now + Math.max(daily + 1, (weekly + 1) * 7) * DAY_MS } : {}),
  };
}
