import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Hub } from '../host/hub.ts';
import type { Log } from '../host/log.ts';
import type { Vault } from '../pbx/vault.ts';
import { type AmiWatcher, createAmiSource } from './ami/ami.ts';
import { createMissedQueue } from './queue.ts';
import { createWebhook } from './webhook.ts';

/** Missed calls: the queue, and the two ways in which a PBX tells it of calls that this workstation never saw. */
export function createMissed(options: {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  /** Who sits here. */
  readonly me: () => string;
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly watcher: AmiWatcher;
  readonly tell: Hub['broadcast'];
  readonly log: Log;
}) {
  const { db, repositories, vault, now, tell, log } = options;
  const { changed, callChanged, contactsChanged, ...queue } = createMissedQueue({
    ...options,
    onChanged: (counts) => tell('missed.changed', counts),
    onLate: (late) => tell('missed.late', late),
    log: log.child({ part: 'missed' }),
  });
  const source = { store: repositories.settings, vault, queue, now };
  const webhook = createWebhook({ ...source, log: log.child({ part: 'webhook' }) });
  const ami = createAmiSource({
    ...source,
    db,
    watcher: options.watcher,
    onChanged: () => tell('missedPbx.changed', {}),
    log: log.child({ part: 'ami' }),
  });
  return {
    handlers: { ...queue.handlers, ...webhook.handlers, ...ami.handlers },
    changed,
    callChanged,
    contactsChanged,
    async start(): Promise<void> {
      queue.start();
      await webhook.start();
      await ami.start();
    },
    async stop(): Promise<void> {
      await webhook.stop();
      await ami.stop();
      queue.stop();
    },
  };
}
