import { join } from 'node:path';
import { v7 } from 'uuid';
import { type Db, openDatabase } from '../../db/open.ts';
import { createCandidates } from '../../db/repositories/duplicates/candidates.ts';
import { openPairs, pairFileOf } from '../../db/repositories/duplicates/pair-store.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { callRecord, draft } from '../../db/testing.ts';
import { createDuplicates } from '../../electron/core/duplicates/duplicates.ts';
import { sweep } from '../../electron/core/duplicates/sweep.ts';
import type { Context } from '../../electron/core/host/dispatch.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { defaultSettings } from '../../electron/core/settings/settings.ts';
import type { MergeRun } from '../../shared/contract/duplicates.ts';

const ME = '01938f2e-7b5a-7000-8000-000000000001';
const everybody = { within: () => undefined } as unknown as Context;

export interface DuplicatesBase {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly domain: ReturnType<typeof createDuplicates>;
  run(): MergeRun | undefined;
  begin(): string;
  undo(id: string): void;
  until(id: string, ...states: readonly string[]): Promise<MergeRun>;
  close(): Promise<void>;
}

/** Duplicates of a core, with their thread, on a base in this folder. */
export function openDuplicatesBase(dir: string): DuplicatesBase {
  const file = join(dir, 'ringdesk.db');
  const db = openDatabase({ file });
  const repositories = createRepositories(db, {
    now: Date.now,
    newId: v7,
    actorId: () => ME,
    home: () => ({ country: 'RU', areaCode: '' }),
  });
  const domain = createDuplicates({
    db,
    repositories,
    newId: v7,
    actorId: () => ME,
    settings: defaultSettings,
    busy: () => false,
    live: () => [],
    announce() {},
    onContactsChanged() {},
    onSwept() {},
    onRun() {},
    log: silentLog,
  });
  const run = () => (domain.handlers['duplicates.run']({}, everybody) as { run?: MergeRun }).run;
  return {
    db,
    repositories,
    domain,
    run,
    begin: () => (domain.handlers['duplicates.mergeCertain']({}, everybody) as { id: string }).id,
    undo: (id) => void domain.handlers['duplicates.undoRun']({ id }, everybody),
    async until(id, ...states) {
      for (;;) {
        const now = run();
        if (now?.id === id && states.includes(now.state)) return now;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await domain.close();
      db.close();
    },
  };
}

/** So many pairs that are certain, each with a call and a note on both cards; one of them with a long history. */
export function fillDuplicatesBase(
  { db, repositories: repos }: DuplicatesBase,
  pairs: number,
  long: number,
): void {
  let startedAt = Date.UTC(2026, 0, 1);
  db.transaction(() => {
    repos.users.save({ id: ME, name: 'Olena' });
    for (let n = 0; n < pairs; n += 1)
      for (const name of [`Anna Family${n}`, `Family${n} Anna`]) {
        const { id } = repos.contacts.create(
          draft({ name, phones: [{ number: `+7916${1_000_000 + n}`, label: 'mobile' }] }),
        );
        repos.contacts.addNote(id, 'note');
        for (let call = 0; call < (n === 0 ? long : 1); call += 1) {
          startedAt += 60_000;
          const record = callRecord({ id: v7(), startedAt }, { contactId: id });
          const { id: callId, accountId, remote } = record.call;
          repos.calls.saveWithFact(record, { kind: 'incoming', callId, accountId, remote, at: startedAt });
        }
      }
  });
}

/** Pairs as a sweep finds them. */
export function sweepBase({ db }: DuplicatesBase): void {
  const store = openPairs(pairFileOf(db.file));
  const watch = { progress() {}, goOn() {} };
  sweep({ candidates: createCandidates(db.sqlite), pairs: store, now: Date.now, watch, whole: true });
  store.close();
}
