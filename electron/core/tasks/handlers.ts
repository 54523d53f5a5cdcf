import type { Repositories } from '../../../db/repositories/index.ts';
import type { taskRequests } from '../../../shared/contract/contacts.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { Context } from '../host/dispatch.ts';

export function taskHandlers(options: {
  readonly repositories: Repositories;
  readonly onChanged: (ids: string[]) => void;
}): Handlers<typeof taskRequests, Context> {
  const { tasks } = options.repositories;
  const told = <T extends { id: string }>(change: T): T => {
    options.onChanged([change.id]);
    return change;
  };
  return {
    'tasks.list': (filter) => tasks.list(filter),
    'tasks.create': (draft) => told(tasks.create(draft)),
    'tasks.postpone': ({ id, dueAt }) => told(tasks.postpone(id, dueAt)),
    'tasks.complete': ({ id }) => told(tasks.complete(id)),
  };
}
