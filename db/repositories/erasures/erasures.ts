import type { ErasedCounts, ErasureCause, WhatStays } from '../../../shared/domain/erasure/erasure.ts';
import { erasedMark } from '../../../shared/domain/erasure/erasure.ts';
import { erasures } from '../../schema/erasures.ts';
import { doNotCall } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Audit } from '../audit/audit.ts';
import { ERASURE_ACTION } from '../audit/erased.ts';
import type { Changes } from '../change.ts';
import { nameKey } from '../contacts/aggregate.ts';
import type { Deps } from '../context.ts';
import { createNumberHash } from '../do-not-call/number-hash.ts';
import {
  createScope,
  createTraceFinder,
  type ErasureScope,
  isAnythingLeft,
  type Traces,
  tracesOf,
} from './scope.ts';
import { createWipe } from './wipe.ts';

export interface Erasure {
  readonly id: string;
  readonly contactId: string;
  readonly at: number;
  readonly actorId: string;
  readonly cause: ErasureCause;
  readonly counts: ErasedCounts;
  readonly stays: WhatStays;
  readonly auditId: string;
  readonly auditHash: string;
  readonly cleanedAt: number | null;
  readonly mentioned: boolean | null;
}

/** What of a person stands in the logs of the base, found page by page before the transaction. */
export interface FoundTraces {
  readonly auditIds: readonly string[];
  readonly rejectionRows: readonly number[];
  /** The last line of the audit that was looked at. */
  readonly auditSeen: number;
}

export interface EraseRequest {
  readonly contactId: string;
  readonly cause: ErasureCause;
  readonly keepFromCalls: boolean;
  readonly traces: FoundTraces;
  /** What the core erases beside the base, as it counted it. */
  readonly counts: ErasedCounts;
  readonly stays: Pick<WhatStays, 'backups' | 'backupsUntil' | 'setAside'>;
}

export interface Erasures {
  kind(contactId: string): 'person' | 'organisation' | undefined;
  scope(contactId: string): ErasureScope | undefined;
  tracesOf(scope: ErasureScope): Traces;
  /** Looks through the logs; between two pages others have their turn. */
  findTraces(scope: ErasureScope, breathe: () => Promise<void>): Promise<FoundTraces>;
  counts(scope: ErasureScope, traces: FoundTraces): ErasedCounts;
  stays(
    scope: ErasureScope,
    keepFromCalls: boolean,
  ): Omit<WhatStays, 'backups' | 'backupsUntil' | 'setAside'>;
  /**
   * All of it in the caller's transaction: rows, index, outbox, audit, do-not-call and the erasure itself.
   *
   * @returns undefined: there is nothing (left) of this person
   */
  erase(request: EraseRequest): { readonly erasure: Erasure; readonly scope: ErasureScope } | undefined;
  cleaned(id: string, at: number, mentioned: boolean): void;
  importGoesOn(): boolean;
  /** Whether another customer has the same name. */
  hasNamesake(scope: ErasureScope): boolean;
  get(id: string): Erasure | undefined;
  /** Newest first. */
  list(): Erasure[];
}

const PAGE = 2_000;

export function createErasures({ db, now, newId, actorId }: Deps, changes: Changes, audit: Audit): Erasures {
  const { sqlite } = db;
  // Not made known to `changes.undo`: nothing brings back what was erased.
  const aggregate = rowAggregate(sqlite, erasures);
  const forbidden = rowAggregate(sqlite, doNotCall);
  const hashes = createNumberHash(sqlite);
  const scopes = createScope(sqlite);
  const finder = createTraceFinder(sqlite);
  const wipe = createWipe({ db, newId, actorId });
  const ids = sqlite
    .prepare('select id from erasures where deleted_at is null order by at desc, id desc')
    .pluck();
  const importing = sqlite.prepare(
    "select 1 from imports where state in ('receiving', 'ready', 'running', 'paused') limit 1",
  );
  const namesake = sqlite.prepare(
    'select 1 from contacts where name_key = +? and id <> +? and deleted_at is null limit 1',
  );
  const hashed = sqlite
    .prepare(
      'select 1 from do_not_call where number_hash = +? and number_hash is not null and deleted_at is null',
    )
    .pluck();

  function get(id: string): Erasure | undefined {
    const stored = aggregate.read(id);
    if (stored === undefined) return undefined;
    const { rows: _rows, ...state } = stored.state;
    return { id, ...state };
  }

  function linesOf(scope: ErasureScope): string[] {
    const subjects: [string, readonly string[]][] = [
      ['contact', [scope.contactId]],
      ['call', scope.calls],
      ['recording', scope.recordings.map(({ id }) => id)],
      ['task', scope.tasks],
      ['lead', scope.leads],
      ['talkRun', scope.talk_runs],
      ['missed', scope.missed_entries],
      ['goods', [...goodsOf(scope), ...scope.encounters, ...scope.documents.map(({ id }) => id)]],
    ];
    return subjects.flatMap(([subject, rows]) => finder.about(subject, rows));
  }

  function forbid(scope: ErasureScope, keepFromCalls: boolean, at: number): void {
    // Of somebody who is in the list by himself, or one of whose numbers is, none may be called.
    if (!keepFromCalls && scope.do_not_call.length === 0) return;
    for (const e164 of scope.numbers) {
      const numberHash = hashes.make(e164, at);
      if (hashed.get(numberHash) !== undefined) continue;
      changes.save(forbidden, newId(), {
        e164: null,
        contactId: null,
        reason: '',
        authorId: actorId(),
        numberHash,
      });
    }
  }

  const counts: Erasures['counts'] = (scope, { auditIds, rejectionRows }) => ({
    contact: scope.contacts.length,
    numbers: scope.phones + scope.emails.length,
    notes: scope.notes.length,
    encounters: scope.encounters.length,
    goods: goodsOf(scope).length,
    documents: scope.documents.length,
    tasks: scope.tasks.length,
    calls: scope.calls.length,
    recordings: scope.recordings.length,
    comments: scope.recording_comments.length + scope.recording_shares.length,
    reviews: scope.reviews.length,
    talkRuns: scope.talk_runs.length,
    leads: scope.leads.length,
    missed: scope.missed_entries.length,
    importRows: rejectionRows.length,
    traces: scope.traces,
    drafts: scope.drafts,
    auditDetails: auditIds.length,
  });
  const stays: Erasures['stays'] = (scope, keepFromCalls) => ({
    heldCalls: scope.heldCalls.length,
    sharedNumbers: scope.sharedNumbers.length,
    doNotCall: keepFromCalls || scope.do_not_call.length > 0 ? scope.numbers.length : 0,
    statistics: scope.calls.length,
    auditLines: finder.about('contact', [scope.contactId]).length,
  });

  return {
    kind: scopes.kind,
    scope: (contactId) => scopes.of(contactId),
    tracesOf,
    async findTraces(scope, breathe) {
      const traces = tracesOf(scope);
      const auditIds = new Set(linesOf(scope));
      let auditSeen = 0;
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page = finder.audit(traces, after, PAGE);
        for (const id of page.ids) auditIds.add(id);
        auditSeen = page.last ?? auditSeen;
        after = page.end;
        await breathe();
      }
      const rejectionRows: number[] = [];
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page = finder.rejections(traces, after, PAGE);
        rejectionRows.push(...page.rows);
        after = page.end;
        await breathe();
      }
      return { auditIds: [...auditIds], rejectionRows, auditSeen };
    },
    counts,
    stays,
    erase({ contactId, cause, keepFromCalls, traces, ...beside }) {
      if (!sqlite.inTransaction) throw new Error('a person is erased in a transaction of the caller');
      // Anew: what came while the logs were looked through belongs to it.
      const scope = scopes.of(contactId);
      if (scope === undefined || !isAnythingLeft(scope)) return undefined;
      const at = now();
      const id = newId();
      const lines = new Set([...traces.auditIds, ...linesOf(scope)]);
      for (let after: number | undefined = traces.auditSeen; after !== undefined; ) {
        const page = finder.audit(tracesOf(scope), after, PAGE);
        for (const line of page.ids) lines.add(line);
        after = page.end;
      }
      const all: ErasedCounts = {
        ...counts(scope, { ...traces, auditIds: [...lines] }),
        ...beside.counts,
      };
      const kept: WhatStays = { ...stays(scope, keepFromCalls), ...beside.stays };
      const attested = audit.erase([...lines], id);
      forbid(scope, keepFromCalls, at);
      const changed = wipe.rows(scope, erasedMark(id), at);
      wipe.rejections(traces.rejectionRows);
      const counted: ErasedCounts = { ...all, changes: changed };
      const told = Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0));
      const { id: auditId } = audit.add({
        kind: 'deleted',
        action: ERASURE_ACTION,
        subject: 'contact',
        subjectId: contactId,
        detail: { erasure: id, cause, ...attested, ...told },
      });
      const { contactId: _id, ...tables } = scope;
      const rows = Object.fromEntries(
        Object.entries(tables).flatMap(([table, value]): [string, string[]][] =>
          Array.isArray(value) && ROWS.has(table)
            ? [
                [
                  table,
                  (value as (string | { id: string })[]).map((one) =>
                    typeof one === 'string' ? one : one.id,
                  ),
                ],
              ]
            : [],
        ),
      );
      changes.save(aggregate, id, {
        contactId,
        at,
        actorId: actorId(),
        cause,
        counts: counted,
        stays: kept,
        rows,
        auditId,
        auditHash: audit.hash(auditId),
        cleanedAt: null,
        mentioned: null,
      });
      const erasure = get(id);
      return erasure && { erasure, scope };
    },
    cleaned: (id, cleanedAt, mentioned) => void changes.patch(aggregate, id, { cleanedAt, mentioned }),
    importGoesOn: () => importing.get() !== undefined,
    hasNamesake: ({ contactId, name }) => namesake.get(nameKey(name), contactId) !== undefined,
    get,
    list: () => (ids.all() as string[]).flatMap((id) => get(id) ?? []),
  };
}

const goodsOf = ({ purchases, contracts, invoices }: ErasureScope): readonly string[] => [
  ...purchases,
  ...contracts,
  ...invoices,
];

/** Of the scope: what are rows of a table. */
const ROWS: ReadonlySet<string> = new Set([
  'contacts',
  'notes',
  'encounters',
  'purchases',
  'contracts',
  'invoices',
  'documents',
  'tasks',
  'calls',
  'recordings',
  'recording_comments',
  'recording_shares',
  'reviews',
  'review_tasks',
  'talk_runs',
  'leads',
  'number_links',
  'missed_entries',
  'do_not_call',
  'legal_holds',
]);
