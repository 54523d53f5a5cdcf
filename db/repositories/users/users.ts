import { users } from '../../schema/people.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
}

export interface Users {
  /** Makes the user, or renames it. */
  save(user: { readonly id: string; readonly name: string }): Changed;
  get(id: string): User | undefined;
  /** By name. */
  list(): User[];
  /** An import's "responsible": by name, whatever its case. */
  findByName(name: string): User | undefined;
}

export function createUsers({ db, actorId }: Deps, changes: Changes): Users {
  const aggregate = rowAggregate(db.sqlite, users);
  changes.register(aggregate);
  const all = db.sqlite.prepare('select id, name from users where deleted_at is null order by name, id');
  const list = (): User[] =>
    (all.all() as { id: string; name: string }[]).map((user) => ({ ...user, me: user.id === actorId }));
  const key = (name: string): string => name.trim().toLowerCase();

  return {
    save: ({ id, name }) => changes.save(aggregate, id, { name }),
    get: (id) => list().find((user) => user.id === id),
    list,
    findByName: (name) => list().find((user) => key(user.name) === key(name)),
  };
}
