import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Identity } from '../shared/contract/calls.ts';
import { ContactDraft, type ContactDraftInput } from '../shared/contract/contacts.ts';
import type { Call } from '../shared/domain/call/call.ts';
import { readNumber } from '../shared/domain/phone-number/index.ts';
import { type Db, openDatabase } from './open.ts';
import { type CallRecord, createRepositories, type Repositories } from './repositories/index.ts';

export const ME = '01900000-0000-7000-8000-000000000001';
export const HOME = { country: 'RU', areaCode: '' };

export interface TestBase {
  readonly dir: string;
  readonly db: Db;
  readonly repos: Repositories;
  /** A clock that the test moves; each reading is the same moment. */
  readonly clock: { now: number };
  [Symbol.dispose](): void;
}

let empty: Buffer | undefined;
/** The file of a base with all migrations, made once by each process: they are most of what a test's base costs. */
function emptyBase(): Buffer {
  if (empty !== undefined) return empty;
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-db-'));
  const file = join(dir, 'ringdesk.db');
  openDatabase({ file }).close();
  empty = readFileSync(file);
  rmSync(dir, { recursive: true, force: true });
  return empty;
}

/** A real base in a folder of its own, with one user; gone with `using`. */
export function testBase(): TestBase {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-db-'));
  const file = join(dir, 'ringdesk.db');
  writeFileSync(file, emptyBase());
  const db = openDatabase({ file });
  const clock = { now: Date.UTC(2026, 10, 22, 9) };
  const repos = createRepositories(db, {
    now: () => clock.now,
    newId: v7,
    actorId: () => ME,
    home: () => HOME,
  });
  repos.users.save({ id: ME, name: 'Olena' });
  return {
    dir,
    db,
    repos,
    clock,
    [Symbol.dispose]() {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export const draft = (fields: Partial<ContactDraftInput> & { name: string }): ContactDraft =>
  ContactDraft.parse({ kind: 'person', ...fields });

/** A talk of a minute that ended well, unless the fields say otherwise. */
export function callRecord(
  fields: Partial<Call> = {},
  rest: Partial<Omit<CallRecord, 'call'>> = {},
): CallRecord {
  const startedAt = fields.startedAt ?? Date.UTC(2026, 10, 22, 8);
  const call: Call = {
    id: v7(),
    accountId: 'line-1',
    direction: 'inbound',
    state: 'ended',
    remote: { number: '+79161234567', displayName: '', anonymous: false },
    startedAt,
    answeredAt: startedAt + 4000,
    endedAt: startedAt + 64_000,
    hold: { operator: false, customer: false },
    heldMs: 0,
    muted: false,
    joined: false,
    end: { result: 'answered', cause: 'hangup', by: 'customer' },
    ...fields,
  };
  const identity: Identity = { reading: readNumber(call.remote.number, HOME), matches: [] };
  return { call, identity, note: '', wrapUp: 'none', purpose: 'talk', ...rest };
}
