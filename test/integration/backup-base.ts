// A profile with customers, calls and recordings, and what the tests of backups ask of it.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { callRecord, draft, HOME, ME } from '../../db/testing.ts';
import type { MakeJob } from '../../electron/core/backups/job.ts';
import { documentPath } from '../../electron/core/documents/paths.ts';
import { recordingPath } from '../../electron/core/recordings/paths.ts';
import { KEY, MACHINE, PAPER } from './seal-keys.ts';

export { KEY, MACHINE, PAPER };
export const PROFILE = '01900000-0000-7000-8000-0000000000f1';

export function openProfile(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const db = openDatabase({ file: join(dataDir, 'ringdesk.db') });
  const repos = createRepositories(db, { now: Date.now, newId: uuid, actorId: () => ME, home: () => HOME });
  return { db, repos };
}

/** A customer with a call; every `recorded`th call has its sound as well. */
export function addCustomer(repos: Repositories, dataDir: string, n: number, recorded: boolean): void {
  const { id: contactId } = repos.contacts.create(
    draft({
      name: `Anna ${n}`,
      phones: [{ number: `+7916${String(1_000_000 + n)}`, label: 'mobile', main: true }],
    }),
  );
  const call = callRecord({ startedAt: Date.UTC(2026, 10, 1) + n * 1000 }, { contactId, note: `note ${n}` });
  const { id: callId, accountId, remote, startedAt: at } = call.call;
  repos.calls.saveWithFact(call, { kind: 'incoming', callId, at, accountId, remote });
  if (!recorded) return;
  const recording = { id: uuid(), callId: call.call.id, mime: 'audio/webm', startedAt: call.call.startedAt };
  const sound = randomBytes(3_000);
  const path = recordingPath(join(dataDir, 'recordings'), recording);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sound);
  repos.recordings.create(recording);
  repos.recordings.finish(recording.id, {
    state: 'finished',
    durationMs: 60_000,
    bytes: sound.length,
    sha256: createHash('sha256').update(sound).digest('hex'),
  });
}

/** Two documents of the same bytes: they lie once on the disk and in the backup. @returns the path of the bytes */
export function addDocuments(repos: Repositories, dataDir: string, contactId: string): string {
  const bytes = Buffer.from('an offer');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = documentPath(join(dataDir, 'documents'), sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  for (const fileName of ['offer.txt', 'copy of offer.txt'])
    repos.goods.documents.create(contactId, {
      fileName,
      mediaType: 'text/plain',
      size: bytes.length,
      sha256,
    });
  return path;
}

export const makeJob = (dataDir: string, store: string, at = Date.now()): MakeJob => ({
  kind: 'make',
  dataDir,
  databaseFile: join(dataDir, 'ringdesk.db'),
  store,
  key: KEY,
  identities: [MACHINE],
  at,
  version: '0.0.0-test',
  keep: { daily: 7, weekly: 4 },
  zone: 'UTC',
});
