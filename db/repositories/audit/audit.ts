import { audit } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

export interface AuditEntry {
  /** What was done, as `area.verb`: `dial.override`. */
  readonly action: string;
  /** Kind of what it was done to: `lead`, `number`, `call`. */
  readonly subject: string;
  readonly subjectId?: string | undefined;
  readonly detail: Readonly<Record<string, string | number>>;
}

export type AuditRecord = AuditEntry & {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
};

/** Who did what that somebody may have to answer for. Rows are only added. */
export interface Audit {
  /** In the name of who is at this workstation. */
  add(entry: AuditEntry): Changed;
  /** Newest first. */
  list(page: { readonly limit: number }): AuditRecord[];
  /** The newest of this kind about this thing. */
  latest(action: string, subject: string, subjectId: string): AuditRecord | undefined;
}

export function createAudit({ db, now, newId, actorId }: Deps, changes: Changes): Audit {
  const aggregate = rowAggregate(db.sqlite, audit);
  changes.register(aggregate);
  const newest = db.sqlite
    // Told the way: without statistics SQLite would sort all of it for the newest.
    .prepare(
      'select id from audit indexed by audit_at where deleted_at is null order by at desc, id desc limit +?',
    )
    .pluck();

  const newestOf = db.sqlite
    .prepare(
      `select id from audit where subject = +? and subject_id = +? and action = +? and deleted_at is null
       order by at desc, id desc limit 1`,
    )
    .pluck();
  function read(id: string): AuditRecord | undefined {
    const stored = aggregate.read(id);
    if (stored === undefined) return undefined;
    const { subjectId, ...rest } = stored.state;
    return { id, ...rest, ...(subjectId === null ? {} : { subjectId }) };
  }

  return {
    add: ({ action, subject, subjectId, detail }) =>
      changes.save(aggregate, newId(), {
        at: now(),
        actorId,
        action,
        subject,
        subjectId: subjectId ?? null,
        detail,
      }),
    list: ({ limit }) => (newest.all(limit) as string[]).map(read).filter((record) => record !== undefined),
    latest(action, subject, subjectId) {
      const id = newestOf.get(subject, subjectId, action) as string | undefined;
      return id === undefined ? undefined : read(id);
    },
  };
}
