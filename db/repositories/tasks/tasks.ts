import type { Task } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { tasks } from '../../schema/calls.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
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
}

/** Promises. Open ones come by their time, done ones newest first. */
export interface Tasks {
  get(id: string): Task;
  /** `before`: due (open) or done (done) earlier than this. */
  list(filter: { state: 'open' | 'done'; before?: number | undefined; limit: number }): Task[];
  create(task: NewTask): Changed;
  /** Rings again at the new time, and counts the postponement. */
  postpone(id: string, dueAt: number): Changed;
  complete(id: string): Changed;
  /** Open, due at or before `now`, and not rung since they became due. */
  due(now: number): Task[];
  /** When the next one will have to ring, UTC ms: for a timer. */
  nextDueAt(): number | undefined;
  markRang(id: string, at: number): Changed;
}

export function createTasks({ db, now, newId, actorId }: Deps, changes: Changes): Tasks {
  const aggregate = rowAggregate(db.sqlite, tasks);
  changes.register(aggregate);
  const prepare = (rest: string) => db.sqlite.prepare(`${TASK} where t.deleted_at is null and ${rest}`);
  const one = prepare('t.id = +?');
  const open = prepare('t.done = 0 and t.due_at < ? order by t.due_at, t.id limit +?');
  const done = prepare('t.done = 1 and t.done_at < ? order by t.done_at desc, t.id desc limit +?');
  const due = prepare('t.done = 0 and t.due_at <= ? and t.rang_at is null order by t.due_at, t.id');
  const next = db.sqlite
    .prepare('select min(due_at) from tasks where done = 0 and deleted_at is null and rang_at is null')
    .pluck();

  return {
    get(id) {
      const raw = one.get(id) as RawTask | undefined;
      if (raw === undefined) throw new Failure('notFound', { id });
      return toTask(raw);
    },
    list({ state, before, limit }) {
      const rows = (state === 'open' ? open : done).all(before ?? Number.MAX_SAFE_INTEGER, limit);
      return (rows as RawTask[]).map(toTask);
    },
    create: ({ contactId, callId, phone, title, dueAt, zone }) =>
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
        authorId: actorId,
        minutes: 10,
        assigneeId: null,
        ruleId: null,
        occasion: null,
        leadId: null,
      }),
    postpone: (id, dueAt) =>
      db.transaction(() => {
        const postponements = (aggregate.read(id)?.state.postponements ?? 0) + 1;
        return changes.patch(aggregate, id, { dueAt, postponements, rangAt: null });
      }),
    complete: (id) => changes.patch(aggregate, id, { done: true, doneAt: now() }),
    due: (at) => (due.all(at) as RawTask[]).map(toTask),
    nextDueAt: () => (next.get() as number | null) ?? undefined,
    markRang: (id, at) => changes.patch(aggregate, id, { rangAt: at }),
  };
}
