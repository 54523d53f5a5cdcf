import type { Task } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Span } from '../../../shared/domain/schedule/day.ts';
import type { Planned } from '../../../shared/domain/schedule/load.ts';
import { tasks } from '../../schema/calls.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';
import { type RawTask, TASK, toTask } from './view.ts';

export interface NewTask {
  readonly contactId?: string | undefined;
  readonly callId?: string | undefined;
  /** Number to dial, when it is neither the call's nor the contact's. */
  readonly phone?: string | undefined;
  readonly title: string;
  readonly dueAt: number;
  /** IANA zone in which a person meant the wall clock. */
  readonly zone: string;
  /** How long it is expected to take; absent: 10. */
  readonly minutes?: number | undefined;
  /** Who has to do it; absent: who makes it. */
  readonly assigneeId?: string | undefined;
  readonly leadId?: string | undefined;
  /** The rule that makes it, and the occasion, of which there is one promise only. */
  readonly ruleId?: string | undefined;
  readonly occasion?: string | undefined;
}

export interface TaskFilter {
  readonly state: 'open' | 'done';
  /** Due (open) or done (done) earlier than this, and not earlier than that. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly assigneeId?: string | undefined;
  /** Only those of these people; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
  readonly limit: number;
}

export interface TaskFields {
  readonly title?: string | undefined;
  readonly minutes?: number | undefined;
  readonly assigneeId?: string | undefined;
}

/** Promises. Open ones come by their time, done ones newest first. */
export interface Tasks {
  /** @throws Failure `notFound` */
  get(id: string): Task;
  has(id: string): boolean;
  list(filter: TaskFilter): Task[];
  /** Open and done ones whose time lies in the span, by time. */
  between(span: Span, filter: Pick<TaskFilter, 'assigneeId' | 'owners' | 'limit'>): Task[];
  /** What counts for the load of the days of this span. */
  planned(span: Span, assigneeId: string): Planned[];
  create(task: NewTask): Changed;
  /** Changes what it says; its time is changed by `postpone`. */
  update(
    id: string,
    fields: {
      readonly title?: string | undefined;
      readonly minutes?: number | undefined;
      readonly assigneeId?: string | undefined;
    },
  ): Changed;
  /** Rings again at the new time. A later one counts as a postponement; an earlier one puts nothing off. */
  postpone(id: string, dueAt: number): Changed;
  complete(id: string): Changed;
  remove(id: string): Changed;
  /** Takes back what a rule made, as if it had not: the same occasion may be made again. */
  withdraw(id: string): Changed;
  /** Mine that are open, due at or before `now`, and have not rung since they became due. */
  due(now: number): Task[];
  /** When the next one of mine will have to ring, UTC ms: for a timer. */
  nextDueAt(): number | undefined;
  markRang(id: string, at: number): Changed;
  /** Mine that are due after `now` and are said to have rung after `limit`: by a clock that was wrong by far. */
  rangTooSoon(now: number, limit: number): string[];
  /** As if it had not rung. */
  unring(id: string): Changed;
}

export function createTasks({ db, now, newId, actorId }: Deps, changes: Changes): Tasks {
  const aggregate = rowAggregate(db.sqlite, tasks);
  changes.register(aggregate);
  const prepare = (rest: string) => db.sqlite.prepare(`${TASK} where t.deleted_at is null and ${rest}`);
  const whose = '(+@assigneeId is null or coalesce(t.assignee_id, t.author_id) = +@assigneeId)';
  const within = withinOwners('coalesce(t.assignee_id, t.author_id)');
  const mine = 'coalesce(t.assignee_id, t.author_id, +@me) = +@me';
  const one = prepare('t.id = +?');
  const open = prepare(
    `t.done = 0 and t.due_at < @before and t.due_at >= @after and ${whose} and ${within}
     order by t.due_at, t.id limit +@limit`,
  );
  const done = prepare(
    `t.done = 1 and t.done_at < @before and t.done_at >= @after and ${whose} and ${within}
     order by t.done_at desc, t.id desc limit +@limit`,
  );
  const between = prepare(
    `t.due_at >= @from and t.due_at < @to and ${whose} and ${within} order by t.due_at, t.id limit +@limit`,
  );
  const planned = db.sqlite.prepare(
    `select t.due_at as dueAt, t.done_at as doneAt from tasks t
     where t.deleted_at is null and t.due_at >= @from and t.due_at < @to and ${whose}`,
  );
  const due = prepare(`t.done = 0 and t.due_at <= @at and t.rang_at is null and ${mine}
    order by t.due_at, t.id`);
  const next = db.sqlite
    .prepare(
      `select min(t.due_at) from tasks t
       where t.done = 0 and t.deleted_at is null and t.rang_at is null and ${mine}`,
    )
    .pluck();
  const tooSoon = db.sqlite
    .prepare(
      `select t.id from tasks t where t.done = 0 and t.deleted_at is null and t.due_at > @at
       and t.rang_at > @limit and ${mine}`,
    )
    .pluck();

  return {
    get(id) {
      const raw = one.get(id) as RawTask | undefined;
      if (raw === undefined) throw new Failure('notFound', { id });
      return toTask(raw);
    },
    has: (id) => one.get(id) !== undefined,
    list({ state, before = Number.MAX_SAFE_INTEGER, after = 0, assigneeId = null, owners, limit }) {
      const rows = (state === 'open' ? open : done).all({
        before,
        after,
        assigneeId,
        owners: ownersParameter(owners),
        limit,
      });
      return (rows as RawTask[]).map(toTask);
    },
    between: ({ from, to }, { assigneeId = null, owners, limit }) =>
      (between.all({ from, to, assigneeId, owners: ownersParameter(owners), limit }) as RawTask[]).map(
        toTask,
      ),
    planned: ({ from, to }, assigneeId) =>
      (planned.all({ from, to, assigneeId }) as { dueAt: number; doneAt: number | null }[]).map(present),
    create: ({ contactId, callId, phone, title, dueAt, zone, minutes, ...rest }) =>
      changes.save(aggregate, newId(), {
        contactId: contactId ?? null,
        callId: callId ?? null,
        phone: phone ?? null,
        title,
        dueAt,
        zone,
        done: false,
        postponements: 0,
        doneAt: null,
        rangAt: null,
        authorId: actorId(),
        minutes: minutes ?? 10,
        assigneeId: rest.assigneeId ?? actorId(),
        ruleId: rest.ruleId ?? null,
        occasion: rest.occasion ?? null,
        leadId: rest.leadId ?? null,
      }),
    update: (id, { title, minutes, assigneeId }) =>
      changes.patch(aggregate, id, {
        ...(title === undefined ? {} : { title }),
        ...(minutes === undefined ? {} : { minutes }),
        ...(assigneeId === undefined ? {} : { assigneeId }),
      }),
    postpone: (id, dueAt) =>
      db.transaction(() => {
        const before = aggregate.read(id)?.state;
        const postponements = (before?.postponements ?? 0) + (before && dueAt > before.dueAt ? 1 : 0);
        return changes.patch(aggregate, id, { dueAt, postponements, rangAt: null });
      }),
    complete: (id) => changes.patch(aggregate, id, { done: true, doneAt: now() }),
    remove: (id) => changes.remove(aggregate, id),
    withdraw: (id) =>
      db.transaction(() => {
        changes.patch(aggregate, id, { occasion: null });
        return changes.remove(aggregate, id);
      }),
    due: (at) => (due.all({ at, me: actorId() }) as RawTask[]).map(toTask),
    nextDueAt: () => (next.get({ me: actorId() }) as number | null) ?? undefined,
    markRang: (id, at) => changes.patch(aggregate, id, { rangAt: at }),
    rangTooSoon: (at, limit) => tooSoon.all({ at, limit, me: actorId() }) as string[],
    unring: (id) => changes.patch(aggregate, id, { rangAt: null }),
  };
}
