import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { taskRequests } from '../../../shared/contract/tasks.ts';
import { daySpan } from '../../../shared/domain/schedule/day.ts';
import { dayLoads } from '../../../shared/domain/schedule/load.ts';
import type { Context } from '../host/dispatch.ts';
import { leadFollows } from './lead-follows.ts';

/** More than a group can have in the weeks that a calendar shows. */
const CALENDAR_LIMIT = 5_000;

export interface TaskHandlerOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly me: () => string;
  readonly settings: () => Settings;
  readonly onChanged: (ids: string[]) => void;
}

/** What is asked about promises themselves; rules and the feed are beside them, in `promises.ts`. */
type Asked = Exclude<
  keyof typeof taskRequests,
  'tasks.rules' | 'tasks.saveRule' | 'tasks.removeRule' | 'tasks.feed' | 'tasks.setFeed'
>;

export function taskHandlers(
  options: TaskHandlerOptions,
): Handlers<Pick<typeof taskRequests, Asked>, Context> {
  const { db } = options;
  const { tasks, users } = options.repositories;
  const told = <T extends { id: string }>(change: T): T => {
    options.onChanged([change.id]);
    return change;
  };
  const knownUser = (id: string | undefined): void => {
    if (id !== undefined && users.get(id) === undefined) throw new Failure('notFound', { id });
  };
  return {
    'tasks.list': (filter, { within }) =>
      tasks.list({
        ...filter,
        assigneeId: filter.assigneeId ?? options.me(),
        owners: within('tasks.view'),
      }),
    'tasks.between': ({ assigneeId, ...span }, { within }) =>
      tasks.between(span, { assigneeId, owners: within('tasks.view'), limit: CALENDAR_LIMIT }),
    'tasks.create': (draft) => {
      knownUser(draft.assigneeId);
      return told(tasks.create(draft));
    },
    'tasks.update': ({ id, ...fields }) => {
      knownUser(fields.assigneeId);
      return told(tasks.update(id, fields));
    },
    'tasks.postpone': ({ id, dueAt }) =>
      told(
        db.transaction(() => {
          const change = tasks.postpone(id, dueAt);
          leadFollows(options.repositories, id);
          return change;
        }),
      ),
    'tasks.complete': ({ id }) => told(tasks.complete(id)),
    'tasks.remove': ({ id }) => told(tasks.remove(id)),
    'tasks.load': ({ days, assigneeId = options.me() }) => {
      const { zone, dayLoadLimit: limit } = options.settings();
      const ordered = [...days].sort();
      const span = {
        from: daySpan(ordered[0] ?? '', zone).from,
        to: daySpan(ordered.at(-1) ?? '', zone).to,
      };
      return { limit, days: dayLoads(tasks.planned(span, assigneeId), days, { zone, limit }) };
    },
  };
}
