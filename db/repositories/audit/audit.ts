import type { AuditKind, AuditVerdict } from '../../../shared/contract/audit.ts';
import { erasedMark } from '../../../shared/domain/erasure/erasure.ts';
import { audit } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { createChain } from './chain.ts';
import { hashOf } from './line.ts';
import { type AuditQuery, type AuditRow, createAuditList } from './list.ts';

export interface AuditEntry {
  /** Absent: something was changed. */
  readonly kind?: AuditKind | undefined;
  /** What was done, as `area.verb`: `dial.override`. */
  readonly action: string;
  /** Kind of what it was done to: `lead`, `number`, `call`. */
  readonly subject: string;
  readonly subjectId?: string | undefined;
  readonly detail: Readonly<Record<string, string | number>>;
  /** When, and by whom, if it is written later than it happened. */
  readonly at?: number | undefined;
  readonly actorId?: string | undefined;
}

export type AuditRecord = Omit<AuditEntry, 'at' | 'actorId'> & {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
};

/**
 * Who did what that somebody may have to answer for. Rows are only added: triggers refuse anything else, and each holds
 * the hash of the one before, so that what was done to the file behind the program's back is found.
 */
export interface Audit {
  /** In the name of who is at this workstation. A part of the caller's transaction, if there is one. */
  add(entry: AuditEntry): Changed;
  /** Newest first. */
  list(page: { readonly limit: number }): AuditRecord[];
  /** Newest first, as people read it. */
  search(query: AuditQuery): AuditRow[];
  /** The newest of this kind about this thing. */
  latest(action: string, subject: string, subjectId: string): AuditRecord | undefined;
  /**
   * Takes the details of these lines and of their outbox rows, in the caller's transaction, which must add the line that attests to
   * it (`erased.ts`): what the answer says goes into that one.
   */
  erase(lineIds: readonly string[], erasureId: string): Erased;
  /** Of a line of the chain. */
  hash(id: string): string;
  /** Reads all of it: some 200,000 lines a second. */
  verify(): AuditVerdict;
}

export interface Erased {
  readonly digest: string;
  readonly groundBefore?: string;
  readonly groundAfter?: string;
}

/** Under which name this machine keeps its chain: made once. */
const NODE = 'auditNode';

export function createAudit({ db, now, newId, actorId }: Deps, changes: Changes): Audit {
  const { sqlite } = db;
  // Not made known to `changes.undo`: nobody takes back what he did from here.
  const aggregate = rowAggregate(sqlite, audit);
  const chains = new Map<string, ReturnType<typeof createChain>>();
  const readNode = sqlite.prepare('select value from settings where key = ?').pluck();
  const keepNode = sqlite.prepare('insert into settings (key, value, updated_at) values (?, ?, ?)');
  const newest = sqlite
    // Told the way: without statistics SQLite would sort all of it for the newest.
    .prepare(
      'select id from audit indexed by audit_at where deleted_at is null order by at desc, id desc limit +?',
    )
    .pluck();
  const newestOf = sqlite
    .prepare(
      `select id from audit where subject = +? and subject_id = +? and action = +? and deleted_at is null
       order by at desc, id desc limit 1`,
    )
    .pluck();
  const search = createAuditList(sqlite);
  const eraseDetail = sqlite.prepare(
    'update audit set detail = @mark where id in (select value from json_each(@ids))',
  );
  const erasePatch = sqlite.prepare(
    `update outbox set patch = @mark where table_name = 'audit' and row_id in (select value from json_each(@ids))`,
  );
  const hashOfLine = sqlite.prepare('select hash from audit where id = +?').pluck();
  let known: string | undefined;

  function read(id: string): AuditRecord | undefined {
    const stored = aggregate.read(id);
    if (stored === undefined) return undefined;
    const { at, actorId: actor, action, subject, subjectId, detail, kind } = stored.state;
    return {
      id,
      at,
      actorId: actor,
      action,
      subject,
      detail,
      ...(kind === null ? {} : { kind }),
      ...(subjectId === null ? {} : { subjectId }),
    };
  }

  function node(): string {
    known ??= JSON.parse((readNode.get(NODE) as string | undefined) ?? 'null') as string | undefined;
    if (known) return known;
    const made = newId();
    keepNode.run(NODE, JSON.stringify(made), now());
    // Remembered only when read again: the transaction that made it may be taken back.
    return made;
  }

  function chain(): { readonly name: string; readonly links: ReturnType<typeof createChain> } {
    const name = node();
    const links = chains.get(name) ?? createChain(sqlite, name);
    chains.set(name, links);
    return { name, links };
  }

  return {
    add: ({ kind, action, subject, subjectId, detail, at = now(), actorId: actor = actorId() }) =>
      db.transaction(() => {
        const id = newId();
        const { name, links } = chain();
        const line = {
          at,
          actorId: actor,
          kind: kind ?? null,
          action,
          subject,
          subjectId: subjectId ?? null,
          node: name,
          ...links.next(),
        };
        const hash = hashOf({ ...line, id, detail: JSON.stringify(detail) });
        return changes.save(aggregate, id, { ...line, detail, hash });
      }),
    list: ({ limit }) => (newest.all(limit) as string[]).map(read).filter((record) => record !== undefined),
    search,
    latest(action, subject, subjectId) {
      const id = newestOf.get(subject, subjectId, action) as string | undefined;
      return id === undefined ? undefined : read(id);
    },
    erase(lineIds, erasureId) {
      if (!sqlite.inTransaction) throw new Error('details are erased in a transaction of the caller');
      const { links } = chain();
      const groundBefore = links.ground();
      const given = { ids: JSON.stringify(lineIds), mark: erasedMark(erasureId) };
      eraseDetail.run(given);
      erasePatch.run(given);
      const groundAfter = links.ground();
      const digest = links.erasedDigest(erasureId);
      return groundAfter === groundBefore ? { digest } : { digest, groundBefore, groundAfter };
    },
    hash: (id) => String(hashOfLine.get(id)),
    verify: () => db.transaction(() => chain().links.verify()),
  };
}
