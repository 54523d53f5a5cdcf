import type { BackupRow, BackupState } from '../../../shared/contract/backups.ts';
import { Failure, knownCode } from '../../../shared/contract/failure.ts';
import { bringStagedIn } from '../backups/staged.ts';
import { EXIT } from './args.ts';
import type { Output } from './output.ts';
import type { Commanded } from './tables.ts';

/** @throws Failure of the backup */
export async function backUp({ client, output, signal }: Commanded): Promise<number> {
  const before = await client.request('backups.state', {});
  const end = await whole(client, output, signal, async () => void (await client.request('backups.run', {})));
  signal.throwIfAborted();
  const { last, plan } = end;
  if (last?.failure !== undefined) throw new Failure(knownCode(last.failure), { folder: plan.folder });
  if (last?.goodAt === undefined || last.goodAt === before.last?.goodAt) throw new Failure('backupFailed');
  output.result(`A backup is in ${plan.folder}: ${last.bytes} bytes, ${last.addedBytes} of them new.`, {
    result: 'done',
    folder: plan.folder,
    at: new Date(last.goodAt).toISOString(),
    bytes: last.bytes,
    addedBytes: last.addedBytes,
    missing: last.missing,
  });
  return EXIT.done;
}

/** @returns what is to be done once the core is closed. @throws Failure of the restore */
export async function restore(
  { client, asked, output, signal }: Commanded,
  dataDir: string,
): Promise<{ exit: number; after?: () => void }> {
  const folder = asked.path ?? '';
  const rows = await client.request('backups.list', { folder });
  if (asked.list) {
    for (const row of rows) output.result(rowWords(row), rowFacts(row));
    return { exit: EXIT.done };
  }
  const chosen = asked.backup === undefined ? rows[0] : rows.find(({ id }) => id === asked.backup);
  if (!chosen) throw new Failure('backupGone');
  const key = process.env.RINGDESK_RECOVERY_KEY;
  const { profile, id } = chosen;
  const end = await whole(client, output, signal, async () => {
    await client.request('backups.restore', { folder, profile, id, ...(key ? { recoveryKey: key } : {}) });
  });
  if (signal.aborted) {
    // It may have been ready just before: then the next start would bring it in.
    await client.request('backups.dropRestore', {});
    throw signal.reason;
  }
  if (!end.staged) throw new Failure('backupDamaged');
  return {
    exit: EXIT.done,
    after() {
      const aside = bringStagedIn(dataDir);
      output.result(`${rowWords(chosen)}\nis in its place. What was there before is in ${aside}.`, {
        ...rowFacts(chosen),
        result: 'done',
        aside,
      });
    },
  };
}

const rowWords = ({ id, contacts, calls, recordings }: BackupRow): string =>
  `${id}: ${contacts} customers, ${calls} calls, ${recordings} recordings`;
const rowFacts = ({ profile, id, at, contacts, calls, recordings, missing, keyKnown }: BackupRow) => ({
  profile,
  id,
  at: new Date(at).toISOString(),
  contacts,
  calls,
  recordings,
  missing,
  keyKnown,
});

/** Begins a backup or a restore and follows it to its end. */
async function whole(
  client: Commanded['client'],
  output: Output,
  signal: AbortSignal,
  begin: () => Promise<void>,
): Promise<BackupState> {
  const { promise, resolve } = Promise.withResolvers<BackupState>();
  const hear = (state: BackupState) => {
    if (!state.running) resolve(state);
    else
      output.progress(
        `${state.running.step} ${Math.round(state.running.share * 100)} %`,
        state.running.share,
        1,
      );
  };
  const cancel = () => void client.request('backups.cancel', {}).catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await begin();
    const stop = client.on('backups.changed', hear);
    hear(await client.request('backups.state', {}));
    const end = await promise;
    stop();
    return end;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
