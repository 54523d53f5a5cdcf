import type { AuditKind } from '../../../shared/contract/audit.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';

export interface AuditQuery {
  readonly actorId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly contactId?: string | undefined;
  readonly words?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly kind: AuditKind;
  readonly subject: string;
  readonly subjectId?: string;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Whom a line is about, through the call or the recording if need be. */
const CONTACT = `case a.subject when 'contact' then a.subject_id
  when 'call' then (select contact_id from calls where id = a.subject_id)
  when 'recording' then (select k.contact_id from recordings r join calls k on k.id = r.call_id where r.id = a.subject_id)
  when 'task' then (select contact_id from tasks where id = a.subject_id)
  when 'lead' then (select contact_id from leads where id = a.subject_id) end`;

/** Each condition names its own parameters. The ways are told: the log only grows, and nothing may walk through it. */
const CONDITIONS = {
  actorId: 'a.actor_id = @actorId',
  // Lines from before there were kinds are of what somebody did.
  kind: "coalesce(a.kind, 'changed') = @kind",
  from: 'a.at >= @from',
  to: 'a.at < @to',
  before: '(a.at, a.id) < (select at, id from audit where id = @before)',
} as const;

/** What is about a customer: few lines of the many, each found by its subject. */
const ABOUT = `(select a.rowid as line from audit a where a.subject = 'contact' and a.subject_id = @contactId
  union select a.rowid from calls k join audit a on a.subject = 'call' and a.subject_id = k.id
    where k.contact_id = @contactId
  union select a.rowid from calls k join recordings r on r.call_id = k.id
    join audit a on a.subject = 'recording' and a.subject_id = r.id where k.contact_id = @contactId
  union select a.rowid from tasks t join audit a on a.subject = 'task' and a.subject_id = t.id
    where t.contact_id = @contactId)`;

/** Words are compared line by line, in the way of every other request: so many are looked through, some 100 ms. */
const MOST_COMPARED = 20_000;
const WORDS = `fold(coalesce(u.name, '') || ' ' || coalesce(c.name, '') || ' ' || a.action || ' ' || a.detail)`;

export function createAuditList(sqlite: Sqlite): (query: AuditQuery) => AuditRow[] {
  sqlite.function('fold', { deterministic: true }, (value: unknown) => fold(String(value ?? '')));
  const prepared = new Map<string, ReturnType<Sqlite['prepare']>>();
  return (query) => {
    const { contactId, words, limit, ...rest } = query;
    const asked = words === undefined ? [] : fold(words).split(' ').filter(Boolean);
    const given: Record<string, string | number> = { limit };
    for (const [name, value] of Object.entries(rest)) if (value !== undefined) given[name] = value;
    if (contactId !== undefined) given.contactId = contactId;
    for (const [n, word] of asked.entries()) given[`word${n}`] = word;
    const wanted = (Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]).filter(
      (name) => query[name] !== undefined,
    );
    const key = `${contactId === undefined ? '' : 'about '}${wanted.join()} ${asked.length}`;
    let statement = prepared.get(key);
    if (statement === undefined) {
      const where = ['a.deleted_at is null', ...wanted.map((name) => CONDITIONS[name])].join(' and ');
      const newest = `(select a.rowid as line from audit a indexed by audit_at where ${where}
        order by a.at desc, a.id desc limit ${MOST_COMPARED})`;
      const some = contactId === undefined ? newest : ABOUT;
      const source =
        contactId === undefined && asked.length === 0
          ? 'audit a indexed by audit_at'
          : `${some} x cross join audit a on a.rowid = x.line`;
      const found = asked.map((_, n) => `instr(${WORDS}, @word${n}) > 0`);
      statement = sqlite.prepare(
        `select a.id, a.at, a.actor_id as actorId, coalesce(u.name, '') as actorName, a.action,
           coalesce(a.kind, 'changed') as kind, a.subject,
           a.subject_id as subjectId, a.detail, c.id as contactId, c.name as contactName
         from ${source} left join users u on u.id = a.actor_id left join contacts c on c.id = ${CONTACT}
         where ${[where, ...found].join(' and ')} order by a.at desc, a.id desc limit @limit`,
      );
      prepared.set(key, statement);
    }
    return (statement.all(given) as Raw[]).map(toRow);
  };
}

type Raw = Omit<AuditRow, 'detail' | 'subjectId' | 'contactId' | 'contactName'> & {
  readonly detail: string;
  readonly subjectId: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
};

function toRow({ detail, subjectId, contactId, contactName, ...row }: Raw): AuditRow {
  return {
    ...row,
    detail: JSON.parse(detail) as AuditRow['detail'],
    ...(subjectId === null ? {} : { subjectId }),
    ...(contactId === null ? {} : { contactId }),
    ...(contactName === null ? {} : { contactName }),
  };
}
