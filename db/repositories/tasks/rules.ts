import { Failure } from '../../../shared/contract/failure.ts';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { reminderRules } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

export type RuleDraft = Omit<ReminderRule, 'id' | 'version'> & { readonly id?: string | undefined };

/** Regular reminders: what makes promises by itself. */
export interface ReminderRules {
  /** The oldest first. */
  list(): ReminderRule[];
  save(rule: RuleDraft): Changed;
  /** Promises that it made stay. */
  remove(id: string): Changed;
}

export function createReminderRules({ db, newId }: Deps, changes: Changes): ReminderRules {
  const aggregate = rowAggregate(db.sqlite, reminderRules);
  changes.register(aggregate);
  const all = db.sqlite.prepare(
    `select id, version, kind, days, title, time, assignee_id as assigneeId, enabled
     from reminder_rules where deleted_at is null order by id`,
  );
  return {
    list: () =>
      (
        all.all() as (Omit<ReminderRule, 'assigneeId' | 'enabled'> & {
          assigneeId: string | null;
          enabled: number;
        })[]
      ).map(({ enabled, ...rule }) => ({ ...present(rule), enabled: enabled === 1 })),
    save: ({ id, assigneeId, ...rule }) =>
      db.transaction(() => {
        // A rule that somebody removed meanwhile does not come back by an edit.
        if (id !== undefined && aggregate.read(id)?.stamp.deletedAt !== null)
          throw new Failure('notFound', { id });
        return changes.save(aggregate, id ?? newId(), { ...rule, assigneeId: assigneeId ?? null });
      }),
    remove: (id) => changes.remove(aggregate, id),
  };
}
